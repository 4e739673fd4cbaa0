"""The one way in which claims change: events in one transaction, and what is matched follows what is stored."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from claims_db.catalogue import Catalogue
from claims_db.model import Claim, Event, EventKind
from claims_db.store import events
from claims_db.store.database import Connection, Database


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who does something, in which server, and when. `actor` is an id; `administrator` may undo what others did."""

    server: str
    actor: str
    at: datetime
    administrator: bool = False


class Entry:
    """A change under way: reads through `connection`, and whatever is recorded is kept together or not at all."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.recorded: list[Event] = []

    async def record(self, *happened: Event) -> None:
        """Append events, each with a claim whose revision is one above the stored one."""
        for event in happened:
            await events.record(self.connection, event)
            self.recorded.append(event)

    async def change(self, before: Claim, after: Claim, kind: EventKind, by: By, reason: str | None = None) -> Claim:
        """Record what somebody made of a claim; returns it as it is kept."""
        claim = replace(after, revision=before.revision + 1)
        await self.record(Event(claim=claim, kind=kind, actor=by.actor, at=by.at, reason=reason))
        return claim


class Changes:
    """Tells one listener that claims have changed."""

    def __init__(self) -> None:
        self._noted = asyncio.Event()

    def note(self) -> None:
        """Something has changed."""
        self._noted.set()

    async def wait(self, patience: timedelta) -> None:
        """Wait until a claim has changed since the last wait, by this process; at most for so long, for the others'."""
        try:
            async with asyncio.timeout(patience.total_seconds()):
                await self._noted.wait()
        except TimeoutError:
            return
        self._noted.clear()


class Ledger:
    """Takes changes, one at a time."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self._catalogue = catalogue
        self._turn = asyncio.Lock()
        self._listened: list[Changes] = []

    def changes(self) -> Changes:
        """What a further listener hears the changes from now on by."""
        self._listened.append(Changes())
        return self._listened[-1]

    @asynccontextmanager
    async def entry(self) -> AsyncGenerator[Entry]:
        """A change; it is kept when the block ends, and taken back when it raises."""
        async with self._turn:  # what is matched has caught up before the next change begins
            async with self._database.write() as connection:
                entry = Entry(connection)
                yield entry
            for changes in self._listened:
                changes.note()
            for claim in {event.claim.id: event.claim for event in entry.recorded}.values():
                self._catalogue.follow(claim)
                await asyncio.sleep(0)  # a pack of thousands must not hold up everybody else
