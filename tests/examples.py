"""Claims and packs for tests, about places and people that do not exist."""

from datetime import UTC, date, datetime

from claims_db.interchange.packs import Pack
from claims_db.model import (
    Attribution,
    Claim,
    Claimant,
    ClaimId,
    Phrasing,
    Review,
    Scope,
    ScopeKind,
    Source,
    Stance,
    VerificationStatus,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 2, 3)


def a_review(status: VerificationStatus = VerificationStatus.UNVERIFIED, **changes: object) -> Review:
    return Review(**{"status": status, "reason": "Only one side has spoken.", "as_of": DAY} | changes)


def a_source(key: str = "wire", **changes: object) -> Source:
    defaults = {"key": key, "title": "Dam statement", "publisher": "Ostwick Wire", "url": "https://wire.example/dam"}
    return Source(**defaults | changes)


def a_claim(slug: str = "dam-closed", **changes: object) -> Claim:
    defaults = {
        "id": ClaimId(f"ostwick/{slug}"),
        "scope": Scope(kind=ScopeKind.PACK, name="ostwick"),
        "slug": slug,
        "title": "Ostwick dam closed",
        "text": "Engineers closed the Ostwick dam after finding a crack in its northern wall.",
        "reviews": (a_review(sources=("wire",)),),
        "phrasings": (Phrasing(text="the dam at Ostwick was shut because its wall cracked"),),
        "attributions": (
            Attribution(
                claimant=Claimant(name="Water Authority", role="operator"),
                stance=Stance.ASSERTS,
                source="wire",
                via=("Ostwick Wire",),
                said_on=DAY,
            ),
        ),
        "sources": (a_source(),),
        "topics": ("water",),
    }
    return Claim(**defaults | changes)


def a_pack(*claims: Claim) -> Pack:
    return Pack(name="ostwick", title="Ostwick", description=None, claims=claims)
