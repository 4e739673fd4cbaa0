"""Claims as their last event left them: found by id, by slug, by what a list is filtered by."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import msgspec

from claims_db.model import (
    Claim,
    ClaimId,
    Lifecycle,
    Scope,
    ScopeKind,
    VerificationStatus,
    Wording,
)
from claims_db.store.database import Connection, Row

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

    @property
    def whole(self) -> Wording:
        phrasings = tuple([phrasing.text for phrasing in self.phrasings])
        return Wording(claim_id=self.id, text=self.text, title=self.title, phrasings=phrasings)


_wording = msgspec.json.Decoder(_Wording)


async def get(connection: Connection, ids: Sequence[ClaimId]) -> dict[ClaimId, Claim]:
    """The claims with these ids; those that do not exist are left out."""
    found: dict[ClaimId, Claim] = {}
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        places = ", ".join(f"${position}" for position in range(1, len(batch) + 1))
        rows = await connection.fetch(f"SELECT document FROM claims WHERE id IN ({places})", *batch)  # noqa: S608 -- only places
        found |= {claim.id: claim for claim in _claims(rows)}
    return found


async def resolved(connection: Connection, claim: Claim) -> Claim | None:
    """What a claim leads to: itself, or where its merges end; None where they end nowhere."""
    passed = {claim.id}
    while claim.merged_into:
        claim = (await get(connection, [claim.merged_into]))[claim.merged_into]
        if claim.id in passed:
            return None
        passed.add(claim.id)
    return claim


async def by_slug(connection: Connection, slug: str) -> tuple[Claim, ...]:
    """Every claim that goes by a slug, in any scope."""
    return _claims(await connection.fetch("SELECT document FROM claims WHERE slug = $1 ORDER BY id", slug))


async def by_prefix(connection: Connection, server: str, slug: str) -> tuple[Claim, ...]:
    """A server's claims whose slug begins so, whatever their lifecycle."""
    rows = await connection.fetch(
        """SELECT document FROM claims
           WHERE scope_kind = 'server' AND scope_name = $1 AND slug LIKE $2 ESCAPE '!' ORDER BY id""",
        server,
        f"{_literally(slug)}%",
    )
    return _claims(rows)


async def of_pack(connection: Connection, pack: str) -> tuple[Claim, ...]:
    """Every claim of a pack, whatever its lifecycle."""
    rows = await connection.fetch(
        "SELECT document FROM claims WHERE scope_kind = 'pack' AND scope_name = $1 ORDER BY id", pack
    )
    return _claims(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which claims a list holds. `server` sees its own claims beside those of packs; None sees those of packs alone."""

    server: str | None = None
    lifecycle: Lifecycle = Lifecycle.PUBLISHED
    own: bool = False
    """Only the server's own claims, and those of packs that it decided about for itself."""
    status: VerificationStatus | None = None
    topic: str | None = None
    title: str = ""
    """A part of the title, whatever its case."""
    overdue_on: date | None = None
    """Only claims whose review was due before this day."""
    without: frozenset[str] = frozenset()
    """Packs that are left out."""


async def listed(connection: Connection, wanted: Filter, limit: int, offset: int = 0) -> tuple[Claim, ...]:
    """The claims that pass a filter, as the server sees their status; the youngest status first."""
    title = f"%{_literally(wanted.title.casefold())}%"
    topic = f"%|{_literally(wanted.topic)}|%" if wanted.topic else None
    rows = await connection.fetch(
        """SELECT claims.document FROM claims
           LEFT JOIN claims AS overlay ON overlay.overlays = claims.id AND overlay.scope_kind = 'server'
               AND overlay.scope_name = $2 AND overlay.lifecycle = 'published' AND overlay.as_of <> ''
           WHERE claims.overlays IS NULL AND claims.lifecycle = $1
               AND ((claims.scope_kind = 'server' AND claims.scope_name = $2)
                   OR (claims.scope_kind = 'pack' AND (NOT $3 OR overlay.id IS NOT NULL)))
               AND (CAST($4 AS TEXT) IS NULL OR COALESCE(overlay.status, claims.status) = $4)
               AND (CAST($5 AS TEXT) IS NULL OR claims.topics LIKE $5 ESCAPE '!')
               AND (CAST($6 AS TEXT) IS NULL
                   OR CASE WHEN overlay.id IS NULL THEN claims.review_by ELSE overlay.review_by END < $6)
               AND claims.title LIKE $7 ESCAPE '!'
               AND NOT (claims.scope_kind = 'pack' AND $10 LIKE '%|' || claims.scope_name || '|%')
           ORDER BY COALESCE(overlay.as_of, claims.as_of) DESC, claims.id LIMIT $8 OFFSET $9""",
        wanted.lifecycle,
        wanted.server or "",
        wanted.own,
        wanted.status,
        topic,
        wanted.overdue_on and wanted.overdue_on.isoformat(),
        title,
        limit,
        offset,
        _joined(wanted.without),
    )
    return _claims(rows)


async def packs(connection: Connection) -> tuple[str, ...]:
    """The packs that have published claims, in order."""
    rows = await connection.fetch(
        """SELECT DISTINCT scope_name FROM claims
           WHERE scope_kind = 'pack' AND lifecycle = 'published' ORDER BY scope_name"""
    )
    return tuple(row["scope_name"] for row in rows)


async def topics(connection: Connection, server: str, without: frozenset[str]) -> tuple[str, ...]:
    """What the published claims that a server sees are about, in order."""
    rows = await connection.fetch(
        """SELECT DISTINCT topics FROM claims
           WHERE overlays IS NULL AND lifecycle = 'published'
               AND ((scope_kind = 'pack' AND NOT $2 LIKE '%|' || scope_name || '|%')
                   OR (scope_kind = 'server' AND scope_name = $1))""",
        server,
        _joined(without),
    )
    return tuple(sorted({topic for row in rows for topic in row["topics"].split("|") if topic}))


async def overlays(
    connection: Connection, server: str, ids: Sequence[ClaimId], lifecycle: Lifecycle = Lifecycle.PUBLISHED
) -> dict[ClaimId, Claim]:
    """What a server laid over these claims, where it did; with RETIRED, where it took that back."""
    found: dict[ClaimId, Claim] = {}
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        places = ", ".join(f"${position}" for position in range(3, len(batch) + 3))
        rows = await connection.fetch(
            f"""SELECT document FROM claims
                WHERE scope_kind = 'server' AND scope_name = $1 AND lifecycle = $2
                    AND overlays IN ({places})""",  # noqa: S608 -- only places
            server,
            lifecycle,
            *batch,
        )
        found |= {claim.overlays: claim for claim in _claims(rows) if claim.overlays}
    return found


async def withdrawn(connection: Connection, server: str) -> tuple[Claim, ...]:
    """The claims of packs from which a server took back what it had laid over them."""
    rows = await connection.fetch(
        """SELECT claims.document FROM claims JOIN claims AS overlay ON overlay.overlays = claims.id
           WHERE overlay.scope_kind = 'server' AND overlay.scope_name = $1 AND overlay.lifecycle = 'retired'
           ORDER BY claims.id""",
        server,
    )
    return _claims(rows)


async def wordings(connection: Connection) -> list[tuple[Scope, Wording]]:
    """How every published claim is put and whose it is, for matching; in order of id."""
    rows = await connection.fetch(
        """SELECT scope_kind, scope_name, document FROM claims WHERE lifecycle = $1 AND overlays IS NULL ORDER BY id""",
        Lifecycle.PUBLISHED,
    )
    return [(_scope(row["scope_kind"], row["scope_name"]), _wording.decode(row["document"]).whole) for row in rows]


@lru_cache
def _scope(kind: str, name: str) -> Scope:
    return Scope(kind=ScopeKind(kind), name=name)


async def count(connection: Connection) -> int:
    """How many claims are published."""
    row = await connection.fetch_one("SELECT count(*) AS n FROM claims WHERE lifecycle = $1", Lifecycle.PUBLISHED)
    return int(row["n"]) if row else 0


def _joined(names: Iterable[str]) -> str:
    """Names that hold no bar, so that one of them can be looked for with bars around it."""
    return f"|{'|'.join(sorted(names))}|"


def _literally(part: str) -> str:
    """A part of a LIKE pattern in which nothing is a wildcard."""
    return re.sub("([!%_])", r"!\1", part)


def _claims(rows: Iterable[Row]) -> tuple[Claim, ...]:
    return tuple(_document.decode(row["document"]) for row in rows)
