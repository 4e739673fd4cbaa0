"""What was asked of the REST interface, and faults that a test injects into it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(slots=True, kw_only=True)
class Request:
    """One REST call of the bot. `path` begins after the version, `status` is what it was answered with."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    at: datetime
    status: int = 0


@dataclass(slots=True, kw_only=True)
class Fault:
    """An answer given in place of the real one, `times` times."""

    method: str
    path: re.Pattern[str]
    status: int
    json: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    times: int = 1


class Faults:
    """The injected faults, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Answer the next matching requests with this."""
        self._waiting.append(fault)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault for this request, used up once more; None when the request goes through."""
        for fault in self._waiting:
            if fault.method in (method, "*") and fault.path.search(path):
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None


def injected(method: str, path: str, status: int, times: int) -> Fault:
    """A fault with the body and headers Discord would send: a 429 comes from behind a proxy and names its wait."""
    body: Any = {"message": f"{status}: injected", "code": 0}
    headers: dict[str, str] = {}
    if status == 429:
        body = {"message": "You are being rate limited.", "retry_after": 0.05, "global": False}
        headers = {"Via": "1.1 sandbox", "Retry-After": "1", "X-RateLimit-Scope": "user"}
    return Fault(method=method.upper(), path=re.compile(path), status=status, json=body, headers=headers, times=times)
