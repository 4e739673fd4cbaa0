"""The page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass(frozen=True)
class Suggestion:
    """Something to try."""

    label: str
    person: str
    channel: str
    text: str | None = None
    command: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


class Page:
    """The page."""

    def __init__(self, *a: Any) -> None: ...
    def add(self, app: web.Application) -> None: ...
    async def close(self) -> None: ...
