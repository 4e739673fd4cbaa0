"""The seam between SQL and whatever executes it.

Statements use `$1`, `$2`, ... and keep to what SQLite and PostgreSQL share: times are BIGINT milliseconds since 1970
UTC, dates ISO text, enumerations text with a CHECK, documents JSON as text.
"""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any, Protocol

Row = Mapping[str, Any]


class Connection(Protocol):
    """Runs statements; what `args` hold takes the places of `$1`, `$2`, ..."""

    async def execute(self, sql: str, *args: object) -> None:
        """Run a statement for its effect."""
        ...

    async def fetch(self, sql: str, *args: object) -> list[Row]:
        """Run a statement and return all of its rows."""
        ...

    async def fetch_one(self, sql: str, *args: object) -> Row | None:
        """Run a statement and return its first row, if there is one."""
        ...


class Database(Protocol):
    """Hands out connections: for reading, and for writing one whole change at a time."""

    def read(self) -> AbstractAsyncContextManager[Connection]:
        """A connection that sees what was committed and cannot write."""
        ...

    def write(self) -> AbstractAsyncContextManager[Connection]:
        """The only writer: all of the block is committed, or none of it. Never await the network inside."""
        ...

    async def compact(self) -> None:
        """Rewrite what is kept, so that nothing that was deleted is left in any file; DatabaseLocked where in use."""
        ...


def milliseconds(at: datetime) -> int:
    """A moment as it is stored."""
    return round(at.timestamp() * 1000)


def moment(stored: int) -> datetime:
    """A stored moment, aware and UTC."""
    return datetime.fromtimestamp(stored / 1000, UTC)
