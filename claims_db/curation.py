"""Moderators keep a server's claims true: every change is an event with who, when and why, and none is ever lost.

A change says on which revision it rests; one that rests on an outdated revision is refused. Claims of packs are not
changed here: a server lays its own status over them, and its own sources.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from claims_db import grounds, merging
from claims_db.catalogue import Catalogue
from claims_db.errors import (
    CurationError,
    IncompleteReview,
    NothingToUndo,
    TooManySubmissions,
)
from claims_db.joining import laid_over
from claims_db.ledger import By, Entry, Ledger
from claims_db.lookup import Finding, Lookup
from claims_db.model import (
    Attribution,
    Claim,
    ClaimId,
    Event,
    EventKind,
    Lifecycle,
    Phrasing,
    Review,
    Scope,
    ScopeKind,
    Source,
    VerificationStatus,
    distinct_origins,
)
from claims_db.store import claims, events, follows
from claims_db.store.claims import Filter
from claims_db.store.database import Database
from claims_db.store.events import Trail

SUBMISSIONS_AN_HOUR = 5
ALIKE = 0.3
"""From this score on a known claim is offered before a new one is made."""

Edit = Callable[[Claim], Claim]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a new claim says."""

    title: str
    text: str
    topics: tuple[str, ...] = ()
    phrasings: tuple[Phrasing, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    sources: tuple[Source, ...] = ()


class Curation:
    """What curators do; from `claims_db.service.open_service`."""

    def __init__(self, database: Database, ledger: Ledger, catalogue: Catalogue, lookup: Lookup) -> None:
        self._database = database
        self._ledger = ledger
        self._catalogue = catalogue
        self._lookup = lookup

    async def alike(self, text: str, server: str) -> tuple[Finding, ...]:
        """Known claims that a new one may repeat."""
        found = await self._catalogue.search(text, server=server, limit=5, floor=ALIKE)
        return await self._lookup.findings(found, server)

    async def submit(self, statement: Statement, by: By) -> Claim:
        """Put a draft into the review queue; anybody may.

        Raises:
            TooManySubmissions: more than `SUBMISSIONS_AN_HOUR` by the same person.
        """
        async with self._ledger.entry() as entry:
            since = by.at - timedelta(hours=1)
            if await events.count_by(entry.connection, by.actor, EventKind.SUBMITTED, since) >= SUBMISSIONS_AN_HOUR:
                raise TooManySubmissions(SUBMISSIONS_AN_HOUR)
            review = _first_review(by, "Submitted, and not reviewed yet.")
            return await _create(entry, statement, review, by, Lifecycle.DRAFT)

    async def submit_all(self, new: Sequence[tuple[Statement, Review]], by: By) -> tuple[Claim, ...]:
        """Put a curator's drafts into the review queue, all or none; no limit holds for them."""
        async with self._ledger.entry() as entry:
            made = [await _create(entry, statement, review, by, Lifecycle.DRAFT) for statement, review in new]
            return tuple(made)

    async def add(self, statement: Statement, by: By, review: Review | None = None) -> Claim:
        """Make a published claim; unverified unless reviewed."""
        async with self._ledger.entry() as entry:
            chosen = _complete(review, statement.sources) if review else _first_review(by, "Not reviewed yet.")
            return await _create(entry, statement, chosen, by, Lifecycle.PUBLISHED)

    async def queue(self, server: str, limit: int = 100) -> tuple[Claim, ...]:
        """The drafts that wait for a decision."""
        return await self._lookup.list(Filter(server=server, own=True, lifecycle=Lifecycle.DRAFT), limit=limit)

    async def draft(self, claim_id: ClaimId, server: str) -> Claim:
        """One draft of a server, decided or not; UnknownClaim where there is none."""
        async with self._database.read() as connection:
            return await grounds.owned(connection, claim_id, server)

    async def undecided(self, claim_id: ClaimId, server: str) -> Claim:
        """One draft that waits; AlreadyDecided where it does not."""
        async with self._database.read() as connection:
            return await grounds.undecided(connection, claim_id, server)

    async def publish(self, claim_id: ClaimId, by: By, edit: Edit | None = None) -> Claim:
        """Approve a draft, edited or as it is; AlreadyDecided where somebody was first."""
        async with self._ledger.entry() as entry:
            draft = await grounds.undecided(entry.connection, claim_id, by.server)
            published = replace(edit(draft) if edit else draft, lifecycle=Lifecycle.PUBLISHED)
            return await entry.change(draft, published, EventKind.PUBLISHED, by)

    async def publish_all(self, claim_ids: Sequence[ClaimId], by: By) -> tuple[Claim, ...]:
        """Approve those of these drafts that still wait, in one go; returns them as published."""
        async with self._ledger.entry() as entry:
            drafts = [await grounds.owned(entry.connection, claim_id, by.server) for claim_id in claim_ids]
            waiting = [draft for draft in drafts if draft.lifecycle is Lifecycle.DRAFT]
            published = [replace(draft, lifecycle=Lifecycle.PUBLISHED) for draft in waiting]
            changes = zip(waiting, published, strict=True)
            return tuple([await entry.change(*change, EventKind.PUBLISHED, by) for change in changes])

    async def reject(self, claim_id: ClaimId, by: By, reason: str) -> Claim:
        """Turn a draft down; AlreadyDecided where somebody was first."""
        async with self._ledger.entry() as entry:
            draft = await grounds.undecided(entry.connection, claim_id, by.server)
            rejected = replace(draft, lifecycle=Lifecycle.REJECTED)
            return await entry.change(draft, rejected, EventKind.REJECTED, by, reason)

    async def edit(self, claim_id: ClaimId, revision: int, edit: Edit, by: By, reason: str | None = None) -> Claim:
        """Change anything but the status: wordings, attributions, sources, topics."""
        async with self._ledger.entry() as entry:
            before = await grounds.current(entry, claim_id, revision, by)
            after = replace(edit(before), reviews=before.reviews, lifecycle=before.lifecycle)
            return await entry.change(before, after, EventKind.EDITED, by, reason)

    async def review(
        self, claim_id: ClaimId, revision: int, review: Review, by: By, sources: tuple[Source, ...] = ()
    ) -> Claim:
        """Give a claim a new status; for a claim of a pack, the status that holds in this server.

        `revision` is that of the server's own claim; for a pack's claim that of the server's overlay, 0 for the first.

        Raises:
            IncompleteReview: no reason, or no source.
        """
        async with self._ledger.entry() as entry:
            before, seen = await grounds.reviewable(entry, claim_id, revision, by)
            known = {source.key: source for source in (*seen.sources, *sources)}
            reviewed = replace(_complete(review, tuple(known.values())), reviewer=by.actor)
            if before.overlays:
                after = _decided(before, replace(reviewed, server=by.server), known)
            else:
                after = replace(before, sources=tuple(known.values()), reviews=(*before.reviews, reviewed))
            return await entry.change(before, after, EventKind.STATUS_CHANGED, by, review.reason)

    async def basis(self, claim: Claim, server: str) -> int:
        """The revision on which a new status of a claim rests; see `review`."""
        if claim.scope.kind is ScopeKind.SERVER:
            return claim.revision
        laid = await self.overlay(claim.id, server)
        return laid.revision if laid else 0

    async def overlay(self, claim_id: ClaimId, server: str) -> Claim | None:
        """What a server has laid over a pack's claim; None where it has not."""
        async with self._database.read() as connection:
            return (await claims.overlays(connection, server, [claim_id])).get(claim_id)

    async def merge(self, claim_id: ClaimId, into: ClaimId, by: By, reason: str | None = None) -> Claim:
        """Let a claim lead to another from now on, and its followers; what it had stays in its history."""
        async with self._ledger.entry() as entry:
            before = grounds.in_use(await grounds.owned(entry.connection, claim_id, by.server))
            return await merging.merge(entry, before, into, by, reason)

    async def absorb(self, claim_id: ClaimId, into: ClaimId, by: By, reason: str | None = None) -> Claim:
        """Decide on a draft by letting it lead to a claim on record; AlreadyDecided where somebody was first.

        That claim, or what the server lays over it, takes in the draft's sources, and who says so in them.
        """
        async with self._ledger.entry() as entry:
            draft = await grounds.undecided(entry.connection, claim_id, by.server)
            merged = await merging.merge(entry, draft, into, by, reason)
            await merging.give(entry, draft, merged, by)
            return merged

    async def retire(self, claim_id: ClaimId, revision: int, by: By, reason: str) -> Claim:
        """Take a claim out of use; it is shown to who asks for it by name, and not found any more."""
        async with self._ledger.entry() as entry:
            before = await grounds.current(entry, claim_id, revision, by)
            return await entry.change(
                before, replace(before, lifecycle=Lifecycle.RETIRED), EventKind.RETIRED, by, reason
            )

    async def restore(self, claim_id: ClaimId, by: By, reason: str | None = None) -> Claim:
        """Put a retired, merged or rejected claim back into use."""
        async with self._ledger.entry() as entry:
            before = await grounds.owned(entry.connection, claim_id, by.server)
            if before.lifecycle in {Lifecycle.DRAFT, Lifecycle.PUBLISHED}:
                raise CurationError("This claim is in use; there is nothing to restore.")
            after = replace(before, lifecycle=Lifecycle.PUBLISHED, merged_into=None)
            await follows.part(entry.connection, claim_id)
            return await entry.change(before, after, EventKind.RESTORED, by, reason)

    async def undo(self, claim_id: ClaimId, by: By) -> Claim:
        """Take back the last change of a claim, by who made it or an administrator; that, too, is an event.

        A draft that was merged and what it gave are taken back together, whichever of the two claims is named.

        Raises:
            NothingToUndo: it was somebody else's, or what is left is the claim's beginning.
        """
        async with self._ledger.entry() as entry:
            owned = await grounds.owned(entry.connection, claim_id, by.server)
            last, *_ = await events.last(entry.connection, claim_id, 1)
            if draft := await merging.giver(entry, last):
                await _undo(entry, draft, by)
                return await grounds.owned(entry.connection, claim_id, by.server)
            return await _undo(entry, owned, by)

    async def audit(self, wanted: Trail, *, limit: int, offset: int = 0) -> tuple[Event, ...]:
        """What was done in a server, the youngest first."""
        async with self._database.read() as connection:
            return await events.trail(connection, wanted, limit, offset)


def weak_support(claim: Claim, review: Review) -> str | None:
    """What speaks against a status that needs independent origins; None where nothing does.

    Counted are the origins of the sources on which the review rests.
    """
    if review.status not in {VerificationStatus.CORROBORATED, VerificationStatus.CONFIRMED}:
        return None
    origins = distinct_origins(source for source in claim.sources if source.key in review.sources)
    if len(origins) > 1:
        return None
    rests = f"the single origin {origins[0]}" if origins else "no source on record"
    return f"“{review.status}” would rest on {rests}. Independent origins are what this status stands for."


async def _undo(entry: Entry, owned: Claim, by: By) -> Claim:
    """Take back a claim's last change; a merge keeps the document it had, though it may lead further by now."""
    last, *before = await events.last(entry.connection, owned.id, 2)
    if owned.overlays and not before:
        before = [replace(last, claim=replace(owned, lifecycle=Lifecycle.RETIRED))]
    if not before or not (by.administrator or last.actor == by.actor):
        raise NothingToUndo
    after = before[0].claim
    led = await merging.lead(entry, after, by)
    undone = await entry.change(owned, after, EventKind.UNDONE, by, f"undid: {last.kind}")
    if owned.lifecycle is Lifecycle.MERGED:
        await merging.take_back(entry, last, by)
    elif owned.lifecycle is Lifecycle.DRAFT and led.merged_into:
        await merging.give(entry, owned, led, by)
    return undone


def _decided(overlay: Claim, review: Review, known: Mapping[str, Source]) -> Claim:
    """An overlay with a status, and with the sources it rests on."""
    rests_on = tuple(known[key] for key in dict.fromkeys(review.sources))
    return laid_over(overlay, replace(overlay, reviews=(review,), sources=rests_on, attributions=()))


async def _create(entry: Entry, statement: Statement, review: Review, by: By, lifecycle: Lifecycle) -> Claim:
    slug = await _free_slug(entry, statement.title, by.server)
    claim = Claim(
        id=ClaimId(f"{by.server}/{slug}"),
        scope=Scope(kind=ScopeKind.SERVER, name=by.server),
        slug=slug,
        title=statement.title,
        text=statement.text,
        topics=statement.topics,
        phrasings=statement.phrasings,
        attributions=statement.attributions,
        sources=statement.sources,
        reviews=(review,),
        lifecycle=lifecycle,
    )
    kind = EventKind.SUBMITTED if lifecycle is Lifecycle.DRAFT else EventKind.CREATED
    await entry.record(Event(claim=claim, kind=kind, actor=by.actor, at=by.at))
    return claim


async def _free_slug(entry: Entry, title: str, server: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32].strip("-") or "claim"
    taken = {claim.slug for claim in await claims.by_prefix(entry.connection, server, stem)}
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)


def _first_review(by: By, reason: str) -> Review:
    return Review(status=VerificationStatus.UNVERIFIED, reason=reason, as_of=by.at.date(), reviewer=by.actor)


def _complete(review: Review, known: tuple[Source, ...]) -> Review:
    keys = {source.key for source in known}
    if not review.reason.strip() or not review.sources or not set(review.sources) <= keys:
        raise IncompleteReview
    return review
