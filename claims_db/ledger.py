"""The one way in which claims change: events in one transaction, and what is matched follows what is stored."""

from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager

from claims_db.catalogue import Catalogue
from claims_db.model import Claim, Event
from claims_db.store import events
from claims_db.store.database import Connection, Database


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


class Ledger:
    """Takes changes, one at a time."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self._catalogue = catalogue

    @asynccontextmanager
    async def entry(self) -> AsyncGenerator[Entry]:
        """A change; it is kept when the block ends, and taken back when it raises."""
        async with self._database.write() as connection:
            entry = Entry(connection)
            yield entry
        self._catalogue.follow(_last(entry.recorded))


def _last(recorded: Iterable[Event]) -> Iterable[Claim]:
    return {event.claim.id: event.claim for event in recorded}.values()
