"""The vocabulary: what a claim is, who stands behind it, and what is known about it.

Frozen values without behaviour of their own beyond what follows from their fields. This module knows neither how they
are stored nor how they are shown. Times are aware and UTC; dates are calendar dates as a source prints them.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

ClaimId = NewType("ClaimId", str)
"""`<scope>/<slug>`, stable for ever and unique in a database: `kremlin-drones-2023/assassination-attempt`."""


class VerificationStatus(StrEnum):
    """What is known about a claim, in words; never a number."""

    UNVERIFIED = "unverified"
    """Nobody independent has confirmed or refuted it."""
    DISPUTED = "disputed"
    """Credible parties contradict each other."""
    CORROBORATED = "corroborated"
    """Independent origins agree; there is no direct proof."""
    CONFIRMED = "confirmed"
    MISLEADING = "misleading"
    """True parts, wrong picture: context is missing, or it is outdated."""
    FALSE = "false"
    RETRACTED = "retracted"
    """Its own source withdrew it."""
    NOT_CHECKABLE = "not_checkable"
    """An opinion, a prediction or a threat."""


class Stance(StrEnum):
    """How a claimant stands to a claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    CANNOT_CONFIRM = "cannot_confirm"
    REPORTS = "reports"
    """Relays the claim without owning it."""


class Relation(StrEnum):
    """How a message relates to a claim."""

    REPEATS = "repeats"
    ATTRIBUTES = "attributes"
    """Says that somebody says it."""
    ASKS = "asks"
    DISPUTES = "disputes"
    """Denies it, or says that it was debunked."""


class Lifecycle(StrEnum):
    """Where a claim stands in its editorial life: a draft is published or rejected; later it is retired or merged."""

    DRAFT = "draft"
    REJECTED = "rejected"
    """A draft that was turned down; nobody but curators sees it."""
    PUBLISHED = "published"
    RETIRED = "retired"
    MERGED = "merged"


class SourceKind(StrEnum):
    """What sort of thing a source is."""

    ARTICLE = "article"
    STATEMENT = "statement"
    FACT_CHECK = "fact_check"
    SOCIAL = "social"
    DOCUMENT = "document"
    VIDEO = "video"


class ScopeKind(StrEnum):
    """Who shares a claim: every subscriber of a pack, or one server."""

    PACK = "pack"
    SERVER = "server"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Who a claim belongs to. `name` is a pack's name (it starts with a letter) or a server's id (digits)."""

    kind: ScopeKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something that can be pointed at.

    `origin` names what it ultimately relays ("RIA"), so that six outlets copying one wire count once; None where the
    source is its own origin.
    """

    key: str
    title: str
    publisher: str
    url: str | None = None
    author: str | None = None
    published_on: date | None = None
    retrieved_on: date | None = None
    kind: SourceKind = SourceKind.ARTICLE
    origin: str | None = None

    @property
    def independent_origin(self) -> str:
        """The name under which this source counts when independent origins are counted."""
        return self.origin or self.publisher


def distinct_origins(sources: Iterable[Source]) -> tuple[str, ...]:
    """The origins behind some sources, each once however it is spelled, in order of appearance."""
    spelled: dict[str, str] = {}
    for source in sources:
        folded = unicodedata.normalize("NFKC", source.independent_origin).casefold()
        spelled.setdefault(" ".join(folded.split()), source.independent_origin)
    return tuple(spelled.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """A person, body or outlet that takes a stance, with the role that makes it worth hearing."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One link between a claim and somebody who said something about it.

    `via` lists the outlets it passed through, outermost last; `source` is the key of the claim's source it was read
    in; `span` is the excerpt's [start, end) in the source's text, in characters, where that text was at hand.
    """

    claimant: Claimant
    stance: Stance
    source: str
    via: tuple[str, ...] = ()
    said_on: date | None = None
    hedge: str | None = None
    excerpt: str | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """Another way people put the claim; matched like its text."""

    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """All the ways a claim is put: what a matcher needs to know of it, and nothing else."""

    claim_id: ClaimId
    text: str
    title: str = ""
    phrasings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What was decided about a claim: a status, why, by which sources, as known on a day.

    `sources` are keys of the claim's sources. After `review_by` the status counts as stale.
    """

    status: VerificationStatus
    reason: str
    as_of: date
    review_by: date | None = None
    sources: tuple[str, ...] = ()
    reviewer: str | None = None
    server: str | None = None
    """The server that decided so for itself alone, where it was not the claim's owner."""

    def is_stale(self, today: date) -> bool:
        """Tell whether the day by which it should have been looked at again has passed."""
        return self.review_by is not None and today > self.review_by


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """One step in a claim's status history; `before` is None for the first review."""

    before: VerificationStatus | None
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement that somebody made, with everything on record about it.

    `reviews` run from the first to the present one and are never empty; `revision` counts the events of the claim,
    from 1. `merged_into` is set exactly when `lifecycle` is `merged`. What `overlays` another is no claim of its own:
    it holds what one server adds to a claim of a pack, sources and attributions, and its own reviews if it has any.
    """

    id: ClaimId
    scope: Scope
    slug: str
    title: str
    text: str
    reviews: tuple[Review, ...]
    phrasings: tuple[Phrasing, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    sources: tuple[Source, ...] = ()
    topics: tuple[str, ...] = ()
    language: str = "en"
    lifecycle: Lifecycle = Lifecycle.PUBLISHED
    merged_into: ClaimId | None = None
    overlays: ClaimId | None = None
    revision: int = 1

    @property
    def review(self) -> Review:
        """The present review."""
        return self.reviews[-1]

    @property
    def status(self) -> VerificationStatus:
        """The present verification status."""
        return self.review.status

    @property
    def wording(self) -> Wording:
        """All the ways the claim is put."""
        phrasings = tuple(phrasing.text for phrasing in self.phrasings)
        return Wording(claim_id=self.id, text=self.text, title=self.title, phrasings=phrasings)

    @property
    def history(self) -> tuple[StatusChange, ...]:
        """Every review with the status it replaced, oldest first."""
        before = (None, *(review.status for review in self.reviews))
        return tuple(StatusChange(before=old, review=review) for old, review in zip(before, self.reviews, strict=False))

    def as_of(self, day: date) -> "Claim | None":
        """The claim with its status as it was on a day, and what had been said by then; None before the first."""
        reviews = tuple(review for review in self.reviews if review.as_of <= day)
        said = tuple(said for said in self.attributions if said.said_on is None or said.said_on <= day)
        return replace(self, reviews=reviews, attributions=said) if reviews else None

    def source(self, key: str) -> Source:
        """The source with this key; KeyError where the claim has none such."""
        for source in self.sources:
            if source.key == key:
                return source
        raise KeyError(key)

    @property
    def supporting_sources(self) -> tuple[Source, ...]:
        """The sources in which somebody asserts or reports the claim; those that only deny or doubt it do not count."""
        supporting = {a.source for a in self.attributions if a.stance in {Stance.ASSERTS, Stance.REPORTS}}
        return tuple(source for source in self.sources if source.key in supporting)

    @property
    def independent_origins(self) -> tuple[str, ...]:
        """The distinct origins behind the supporting sources, in order of appearance."""
        return distinct_origins(self.supporting_sources)


ERASED = "erased"
"""Who did something, where that person had themselves erased."""


class EventKind(StrEnum):
    """What happened to a claim."""

    SUBMITTED = "submitted"
    CREATED = "created"
    PUBLISHED = "published"
    REJECTED = "rejected"
    EDITED = "edited"
    STATUS_CHANGED = "status_changed"
    MERGED = "merged"
    RETIRED = "retired"
    RESTORED = "restored"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change of a claim: who did it, when, why, and the claim as it stood afterwards."""

    claim: Claim
    kind: EventKind
    actor: str
    at: datetime
    reason: str | None = None


class Guard(StrEnum):
    """Why a message that looks like a claim is not answered without being asked."""

    NUMBERS = "numbers"
    """A number, date or time contradicts the claim's."""
    PLACES = "places"
    ACTORS = "actors"
    """Another named actor stands where the claim names one."""
    ROLES = "roles"
    """The same actors in exchanged roles."""
    PREDICATE = "predicate"
    """Names are shared, but not what is said of them."""
    BARE_NAME = "bare_name"
    """A name or a few words, no statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """A guard that stands against answering, with the words it rests on."""

    guard: Guard
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a match rests on, as words of the message (as typed) and of the claim.

    `matched` are words of the message found in the claim, `missing` content words of the claim not found in the
    message, `cues` the words that decided the relation, `objections` what speaks against answering.
    """

    matched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A claim found in a message; `score` in 0..1 estimates the probability that the claim really is in it."""

    claim_id: ClaimId
    score: float
    relation: Relation
    evidence: Evidence
