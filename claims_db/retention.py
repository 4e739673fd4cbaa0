"""How long things are kept: what is old is deleted, and so is all of a server that was left for good."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from claims_db.catalogue import Catalogue
from claims_db.ledger import Ledger
from claims_db.servers import Servers
from claims_db.store import retention
from claims_db.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """For how long answers, settlements and sightings are kept, and everything of a server that was left.

    Wrong matches are kept for as long as their server: what was wrong once must not fire again.
    """

    keep: timedelta = timedelta(days=180)
    grace: timedelta = timedelta(days=30)


class Retention:
    """What is done from time to time; from `claims_db.service.open_service`."""

    def __init__(
        self, database: Database, ledger: Ledger, catalogue: Catalogue, servers: Servers, periods: Periods
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._catalogue = catalogue
        self._servers = servers
        self._periods = periods

    async def serve(self, servers: Collection[str], at: datetime) -> tuple[str, ...]:
        """Take note that these servers are served, and no others; returns those that are found to be left."""
        async with self._database.write() as connection:
            left_at = await retention.known(connection)
            left = tuple(server for server, since in left_at.items() if since is None and server not in servers)
            for server in left:
                await retention.leave(connection, server, at)
            for server in servers:
                if left_at.get(server) is not None:
                    await retention.come_back(connection, server)
        return left

    async def tidy(self, at: datetime) -> tuple[str, ...]:
        """Delete what has been kept for long enough; returns the servers of which nothing is left.

        Raises:
            DatabaseLocked: another program reads just now; what was deleted may linger in the files.
        """
        async with self._ledger.entry() as entry:
            await retention.drop_older(entry.connection, at - self._periods.keep)
            gone = await retention.left_before(entry.connection, at - self._periods.grace)
            for server in gone:
                await retention.drop_server(entry.connection, server)
        for server in gone:
            self._servers.forget(server)
            self._catalogue.forget(server)
        if gone:
            await self._database.compact()
        return gone
