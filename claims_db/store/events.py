"""What happened to claims: an event is appended, and the claim is what the last one left.

The revision of a claim is the number of its last event, so two changes that start from the same revision cannot both
be kept: the second breaks the primary key. Nothing here is ever changed or taken away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from claims_db.model import Claim, ClaimId, Event, EventKind, VerificationStatus
from claims_db.store.database import Connection, Row, milliseconds, moment

UNDECIDED = ""
"""Stands for the day of a status where an overlay has none: what lays statuses over leaves it out."""
_document = msgspec.json.Decoder(Claim)


async def record(connection: Connection, event: Event) -> None:
    """Append an event and make its claim the present one; its revision must be one above the stored one."""
    claim = event.claim
    review = claim.reviews[-1] if claim.reviews else None
    document = msgspec.json.encode(claim).decode()
    await connection.execute(
        """INSERT INTO claims (id, scope_kind, scope_name, slug, title, lifecycle, status, as_of, review_by, topics,
               overlays, revision, document)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
           ON CONFLICT (id) DO UPDATE SET title = excluded.title, lifecycle = excluded.lifecycle,
               status = excluded.status, as_of = excluded.as_of, review_by = excluded.review_by,
               topics = excluded.topics, revision = excluded.revision, document = excluded.document""",
        claim.id,
        claim.scope.kind,
        claim.scope.name,
        claim.slug,
        claim.title.casefold(),  # what it is searched by; the document keeps it as it was typed
        claim.lifecycle,
        review.status if review else VerificationStatus.UNVERIFIED,
        review.as_of.isoformat() if review else UNDECIDED,
        review.review_by.isoformat() if review and review.review_by else None,
        f"|{'|'.join(claim.topics)}|",
        claim.overlays,
        claim.revision,
        document,
    )
    await connection.execute(
        """INSERT INTO events (claim_id, revision, kind, actor, at, reason, document)
           VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        claim.id,
        claim.revision,
        event.kind,
        event.actor,
        milliseconds(event.at),
        event.reason,
        document,
    )


async def of_claim(connection: Connection, claim_id: ClaimId) -> tuple[Event, ...]:
    """Everything that happened to a claim, oldest first."""
    return _events(await connection.fetch("SELECT * FROM events WHERE claim_id = $1 ORDER BY revision", claim_id))


async def last(connection: Connection, claim_id: ClaimId, limit: int) -> tuple[Event, ...]:
    """What happened to a claim last, the youngest first."""
    return _events(
        await connection.fetch(
            "SELECT * FROM events WHERE claim_id = $1 ORDER BY revision DESC LIMIT $2", claim_id, limit
        )
    )


async def before(connection: Connection, event: Event) -> Event | None:
    """What had happened to the same claim before; None where it is the claim's first."""
    return await at(connection, event.claim.id, event.claim.revision - 1)


async def together(connection: Connection, event: Event) -> tuple[Event, ...]:
    """What the same person did at the same moment, this among it; the youngest of a claim first."""
    return _events(
        await connection.fetch(
            "SELECT * FROM events WHERE actor = $1 AND at = $2 ORDER BY claim_id, revision DESC",
            event.actor,
            milliseconds(event.at),
        )
    )


async def at(connection: Connection, claim_id: ClaimId, revision: int) -> Event | None:
    """What left a claim at a revision."""
    rows = await connection.fetch("SELECT * FROM events WHERE claim_id = $1 AND revision = $2", claim_id, revision)
    return next(iter(_events(rows)), None)


async def laid(connection: Connection, server: str, claim_id: ClaimId, revision: int) -> Event | None:
    """What left that at a revision which a server laid over a pack's claim."""
    rows = await connection.fetch(
        """SELECT events.* FROM events JOIN claims ON claims.id = events.claim_id
           WHERE claims.overlays = $1 AND claims.scope_name = $2 AND events.revision = $3""",
        claim_id,
        server,
        revision,
    )
    return next(iter(_events(rows)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Which events of a server's own claims are wanted; those of a pack's claim are what the server laid over it."""

    server: str
    actor: str | None = None
    claim_id: ClaimId | None = None
    since: datetime | None = None


async def trail(connection: Connection, wanted: Trail, limit: int, offset: int = 0) -> tuple[Event, ...]:
    """What was done in a server, the youngest first."""
    rows = await connection.fetch(
        """SELECT events.* FROM events JOIN claims ON claims.id = events.claim_id
           WHERE claims.scope_kind = 'server' AND claims.scope_name = $1
               AND (CAST($2 AS TEXT) IS NULL OR events.actor = $2)
               AND (CAST($3 AS TEXT) IS NULL OR events.claim_id = $3 OR claims.overlays = $3)
               AND events.at >= $4
           ORDER BY events.at DESC, events.claim_id, events.revision DESC LIMIT $5 OFFSET $6""",
        wanted.server,
        wanted.actor,
        wanted.claim_id,
        milliseconds(wanted.since) if wanted.since else 0,
        limit,
        offset,
    )
    return _events(rows)


async def count_by(connection: Connection, actor: str, kind: EventKind, since: datetime) -> int:
    """How often somebody did something after a moment."""
    row = await connection.fetch_one(
        "SELECT count(*) AS n FROM events WHERE actor = $1 AND kind = $2 AND at > $3", actor, kind, milliseconds(since)
    )
    return int(row["n"]) if row else 0


def _events(rows: Iterable[Row]) -> tuple[Event, ...]:
    return tuple(
        Event(
            claim=_document.decode(row["document"]),
            kind=EventKind(row["kind"]),
            actor=row["actor"],
            at=moment(row["at"]),
            reason=row["reason"],
        )
        for row in rows
    )
