"""The uses of the claims over one database: asking, curating, watching, following, reading articles, loading packs."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from claims_db.articles.fetching.rules import FetchRules
from claims_db.catalogue import Catalogue
from claims_db.curation import Curation
from claims_db.digests import Digests
from claims_db.errors import DatabaseUnusable
from claims_db.following import Following
from claims_db.ingestion import Ingestion
from claims_db.ledger import Ledger
from claims_db.loading import Loading
from claims_db.lookup import Lookup
from claims_db.matching.snapshot import Snapshot
from claims_db.privacy import Privacy
from claims_db.retention import Periods, Retention
from claims_db.servers import Servers, left_out
from claims_db.store import claims, optouts
from claims_db.store.sqlite import open_sqlite
from claims_db.watching.corrections import Corrections
from claims_db.watching.moderation import Moderation
from claims_db.watching.numbers import Numbers
from claims_db.watching.rules import Policy
from claims_db.watching.watching import Watching


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """All that the outside needs of the claims."""

    lookup: Lookup
    curation: Curation
    watching: Watching
    moderation: Moderation
    numbers: Numbers
    corrections: Corrections
    following: Following
    loading: Loading
    servers: Servers
    digests: Digests
    ingestion: Ingestion
    privacy: Privacy
    retention: Retention


@asynccontextmanager
async def open_service(
    path: Path,
    policy: Policy | None = None,
    fetching: FetchRules | None = None,
    vouched: frozenset[int] = frozenset(),
    periods: Periods | None = None,
) -> AsyncGenerator[Service]:
    """Open the claims in a database file, made if it is not there; raises what `open_sqlite` raises.

    `policy` is what holds in watched channels that settle nothing else, `vouched` are channels that get replies
    without a server having settled so, `periods` for how long things are kept.
    """
    policy = policy or Policy()
    async with open_sqlite(path) as database:
        async with database.read() as connection:
            wordings, unwanted = await claims.wordings(connection), await left_out(connection)
            opted_out = await optouts.every(connection)
        snapshot = Snapshot(path.with_name(f"{path.name}-terms"), like=path)
        catalogue = await asyncio.to_thread(Catalogue, wordings, snapshot.gather)
        for server, packs in unwanted.items():
            catalogue.leave_out(server, packs)
        ledger, lookup, servers = Ledger(database, catalogue), Lookup(database, catalogue), Servers(database, catalogue)
        curation = Curation(database, ledger, catalogue, lookup)
        yield Service(
            lookup=lookup,
            curation=curation,
            watching=Watching(database, catalogue, lookup, servers, policy, vouched),
            moderation=Moderation(database, servers, policy, vouched),
            numbers=Numbers(database, lookup, servers),
            corrections=Corrections(database, ledger.changes()),
            following=Following(database, lookup, ledger.changes()),
            loading=Loading(database, ledger),
            servers=servers,
            digests=Digests(lookup, curation, servers),
            ingestion=Ingestion(fetching or FetchRules(), curation),
            privacy=Privacy(database, ledger, opted_out),
            retention=Retention(database, ledger, catalogue, servers, periods or Periods()),
        )


async def backup(source: Path, target: Path) -> None:
    """Copy a database that may be in use to a new file; DatabaseError where that cannot be done."""
    if not source.exists():  # noqa: ASYNC240 -- one look, before anything runs
        raise DatabaseUnusable(source, "it is not there")
    async with open_sqlite(source) as database:
        await database.backup(target)
