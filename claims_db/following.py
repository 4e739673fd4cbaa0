"""Hearing of it when the status of a claim changes: once, all changes together, and nothing where nothing changed."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from claims_db.errors import UnknownClaim
from claims_db.ledger import Changes
from claims_db.lookup import Lookup
from claims_db.model import Claim, ClaimId, VerificationStatus
from claims_db.store import follows
from claims_db.store.database import Database, Row

BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A claim whose status is no longer the one somebody knew of."""

    claim: Claim
    was: VerificationStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """All that one person is to be told about the claims they follow in one server."""

    user_id: int
    server: str
    news: tuple[News, ...]


class Following:
    """What followers ask for and hear; from `claims_db.service.open_service`."""

    def __init__(self, database: Database, lookup: Lookup, changes: Changes) -> None:
        self._database = database
        self._lookup = lookup
        self._changes = changes

    async def follow(self, user_id: int, claim_id: ClaimId, server: str) -> Claim:
        """Tell somebody of the next change of a claim's status; following twice changes nothing."""
        claim = await self._lookup.show(claim_id, server=server)
        async with self._database.write() as connection:
            await follows.put(connection, user_id, server, claim.id, claim.status)
        return claim

    async def unfollow(self, user_id: int, claim_id: ClaimId, server: str | None = None) -> None:
        """Tell them no more, in a server or in any; unfollowing what is not followed changes nothing."""
        async with self._database.write() as connection:
            await follows.drop(connection, user_id, claim_id, server)

    async def followed(self, user_id: int, server: str) -> tuple[Claim, ...]:
        """What somebody follows in a server."""
        async with self._database.read() as connection:
            ids = await follows.of_user(connection, user_id, server)
        seen = [await self._seen(claim_id, server) for claim_id in ids]
        return tuple(claim for claim in seen if claim)

    async def change(self, patience: timedelta) -> None:
        """Wait until a claim has changed since the last wait, by this process; at most for so long, for the others'."""
        await self._changes.wait(patience)

    async def due(self, user_id: int | None = None) -> tuple[Notice, ...]:
        """Who is to be told what, at most `BATCH` changes at once; or what one person is, whom no message reaches."""
        async with self._database.read() as connection:
            rows = await follows.due(connection, BATCH, user_id)
        grouped = groupby(rows, key=lambda row: (row["user_id"], row["server"]))
        notices = [await self._notice(user, server, list(these)) for (user, server), these in grouped]
        return tuple(notice for notice in notices if notice.news)

    async def told(self, notice: Notice) -> None:
        """Remember that somebody knows."""
        async with self._database.write() as connection:
            for news in notice.news:
                await follows.told(connection, notice.user_id, notice.server, news.claim.id, news.claim.status)

    async def unreachable(self, user_id: int) -> None:
        """Remember that somebody takes no direct messages; they are told when they next ask for something."""
        async with self._database.write() as connection:
            await follows.unreachable(connection, user_id)

    async def _notice(self, user_id: int, server: str, rows: list[Row]) -> Notice:
        seen = [(await self._seen(row["claim_id"], server), VerificationStatus(row["told"])) for row in rows]
        news = tuple(News(claim=claim, was=told) for claim, told in seen if claim)
        return Notice(user_id=user_id, server=server, news=news)

    async def _seen(self, claim_id: ClaimId, server: str) -> Claim | None:
        """A claim, unless its server has since left its pack out."""
        with suppress(UnknownClaim):
            return await self._lookup.show(claim_id, server=server)
        return None
