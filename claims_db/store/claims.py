"""Claims and their events: an event is appended, and the claim is what the last one left.

The revision of a claim is the number of its last event, so two changes that start from the same revision cannot both
be kept: the second breaks the primary key.
"""

from collections.abc import Iterable, Sequence

import msgspec

from claims_db.model import Claim, ClaimId, Event, EventKind, Lifecycle, Wording
from claims_db.store.database import Connection, Row, milliseconds, moment

_BATCH = 500
_document = msgspec.json.Decoder(Claim)


class _Wording(msgspec.Struct):
    """The few fields of a stored claim that matching needs; the rest of the document is skipped over."""

    class Phrasing(msgspec.Struct):
        text: str

    id: ClaimId
    text: str
    title: str
    phrasings: tuple[Phrasing, ...] = ()


_wording = msgspec.json.Decoder(_Wording)


async def record(connection: Connection, event: Event) -> None:
    """Append an event and make its claim the present one; its revision must be one above the stored one."""
    claim = event.claim
    document = msgspec.json.encode(claim).decode()
    await connection.execute(
        """INSERT INTO claims (id, scope_kind, scope_name, slug, title, lifecycle, status, as_of, review_by, revision,
               document)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
           ON CONFLICT (id) DO UPDATE SET title = excluded.title, lifecycle = excluded.lifecycle,
               status = excluded.status, as_of = excluded.as_of, review_by = excluded.review_by,
               revision = excluded.revision, document = excluded.document""",
        claim.id,
        claim.scope.kind,
        claim.scope.name,
        claim.slug,
        claim.title,
        claim.lifecycle,
        claim.status,
        claim.review.as_of.isoformat(),
        claim.review.review_by and claim.review.review_by.isoformat(),
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


async def get(connection: Connection, ids: Sequence[ClaimId]) -> dict[ClaimId, Claim]:
    """The claims with these ids; those that do not exist are left out."""
    found: dict[ClaimId, Claim] = {}
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        places = ", ".join(f"${position}" for position in range(1, len(batch) + 1))
        rows = await connection.fetch(f"SELECT document FROM claims WHERE id IN ({places})", *batch)  # noqa: S608 -- only places
        found |= {claim.id: claim for claim in _claims(rows)}
    return found


async def by_slug(connection: Connection, slug: str) -> tuple[Claim, ...]:
    """Every claim that goes by a slug, in any scope."""
    return _claims(await connection.fetch("SELECT document FROM claims WHERE slug = $1 ORDER BY id", slug))


async def of_pack(connection: Connection, pack: str) -> tuple[Claim, ...]:
    """Every claim of a pack, whatever its lifecycle."""
    rows = await connection.fetch(
        "SELECT document FROM claims WHERE scope_kind = 'pack' AND scope_name = $1 ORDER BY id", pack
    )
    return _claims(rows)


async def recent(connection: Connection, limit: int) -> tuple[Claim, ...]:
    """The published claims whose status is youngest."""
    rows = await connection.fetch(
        "SELECT document FROM claims WHERE lifecycle = $1 ORDER BY as_of DESC, id LIMIT $2", Lifecycle.PUBLISHED, limit
    )
    return _claims(rows)


async def titled(connection: Connection, part: str, limit: int) -> tuple[Claim, ...]:
    """The published claims with `part` in their title, whatever its case; all where it is empty."""
    pattern = "%" + part.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    rows = await connection.fetch(
        """SELECT document FROM claims WHERE lifecycle = $1 AND lower(title) LIKE $2 ESCAPE '\\'
           ORDER BY as_of DESC, id LIMIT $3""",
        Lifecycle.PUBLISHED,
        pattern,
        limit,
    )
    return _claims(rows)


async def wordings(connection: Connection) -> list[Wording]:
    """How every published claim is put, for a matcher; in order of id."""
    rows = await connection.fetch("SELECT document FROM claims WHERE lifecycle = $1 ORDER BY id", Lifecycle.PUBLISHED)
    return [
        Wording(claim_id=w.id, text=w.text, title=w.title, phrasings=tuple(phrasing.text for phrasing in w.phrasings))
        for w in (_wording.decode(row["document"]) for row in rows)
    ]


async def events(connection: Connection, claim_id: ClaimId) -> tuple[Event, ...]:
    """Everything that happened to a claim, oldest first."""
    rows = await connection.fetch("SELECT * FROM events WHERE claim_id = $1 ORDER BY revision", claim_id)
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


async def count(connection: Connection) -> int:
    """How many claims are published."""
    row = await connection.fetch_one("SELECT count(*) AS n FROM claims WHERE lifecycle = $1", Lifecycle.PUBLISHED)
    return int(row["n"]) if row else 0


def _claims(rows: Iterable[Row]) -> tuple[Claim, ...]:
    return tuple(_document.decode(row["document"]) for row in rows)
