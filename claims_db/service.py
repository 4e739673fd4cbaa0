"""The three uses of the claims over one database: asking, changing, watching."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from claims_db.curation import Curation
from claims_db.errors import DatabaseUnusable
from claims_db.lookup import Lookup
from claims_db.matching.matcher import Matcher
from claims_db.store import claims
from claims_db.store.sqlite import open_sqlite
from claims_db.watching import Policy, Watching


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """All that the outside needs of the claims."""

    lookup: Lookup
    curation: Curation
    watching: Watching


@asynccontextmanager
async def open_service(path: Path, policy: Policy | None = None) -> AsyncGenerator[Service]:
    """Open the claims in a database file, made if it is not there; raises what `open_sqlite` raises."""
    async with open_sqlite(path) as database:
        async with database.read() as connection:
            wordings = await claims.wordings(connection)
        matcher = await asyncio.to_thread(Matcher, wordings)
        lookup = Lookup(database, matcher)
        yield Service(
            lookup=lookup,
            curation=Curation(database, matcher),
            watching=Watching(database, matcher, lookup, policy or Policy()),
        )


async def backup(source: Path, target: Path) -> None:
    """Copy a database that may be in use to a new file; DatabaseError where that cannot be done."""
    if not source.exists():  # noqa: ASYNC240 -- one look, before anything runs
        raise DatabaseUnusable(source, "it is not there")
    async with open_sqlite(source) as database:
        await database.backup(target)
