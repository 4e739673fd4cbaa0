"""Once a week, what the curators of a server should look at: statuses that are overdue, and drafts that wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from claims_db.curation import Curation
from claims_db.lookup import Lookup
from claims_db.model import Claim
from claims_db.servers import Servers

PERIOD = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a review channel is to be told; at least one of the two is not nothing."""

    server: str
    channel: int
    overdue: tuple[Claim, ...]
    waiting: int


class Digests:
    """Tells when there is one to be sent; from `claims_db.service.open_service`."""

    def __init__(self, lookup: Lookup, curation: Curation, servers: Servers) -> None:
        self._lookup = lookup
        self._curation = curation
        self._servers = servers

    async def due(self, server: str, at: datetime) -> Digest | None:
        """What to send at a moment; None within `PERIOD` of the last, without a review channel, or for nothing."""
        settings = await self._servers.get(server)
        if settings.review_channel is None or (settings.digested_at and at < settings.digested_at + PERIOD):
            return None
        overdue = await self._lookup.overdue(server, at.date())
        waiting = len(await self._curation.queue(server))
        if not overdue and not waiting:
            return None
        return Digest(server=server, channel=settings.review_channel, overdue=overdue, waiting=waiting)

    async def sent(self, server: str, at: datetime) -> None:
        """Remember that it was sent."""
        await self._servers.change(server, lambda settings: msgspec.structs.replace(settings, digested_at=at))
