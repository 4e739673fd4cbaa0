"""Answers stay true: which of them show what holds no more, what they are to show, and what readers are told of it.

Nothing that was shown is kept twice: it is read back from the events at the revisions that an answer remembers.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from claims_db.joining import laid_over
from claims_db.ledger import Changes
from claims_db.lookup import Finding
from claims_db.model import Claim, ClaimId, Event, EventKind, Evidence, Lifecycle, Match
from claims_db.store import answers, corrections, events, standings
from claims_db.store.answers import Answer, Shown
from claims_db.store.database import Connection, Database

BATCH = 50
_HIDDEN = {Lifecycle.DRAFT, Lifecycle.REJECTED}
_EXPLAINED = {EventKind.EDITED, EventKind.MERGED, EventKind.RETIRED, EventKind.RESTORED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a claim that a reply shows: as it is shown there, and it, or what it leads to, as it is now.

    `event` is what led it elsewhere or back, else what left it as it is; `at` is when the last thing happened to it.
    """

    before: Claim
    after: Claim
    event: Event
    at: datetime

    @property
    def led(self) -> bool:
        """Whether another claim is shown in its place from now on."""
        return self.before.id != self.after.id

    @property
    def reviewed(self) -> bool:
        """Whether it has another status, or the same for another reason."""
        before, after = self.before, self.after
        return before.status != after.status or (not self.led and before.review.reason != after.review.reason)

    @property
    def reason(self) -> str | None:
        """Why, in the words of whoever decided so; None where nobody said."""
        if self.reviewed:
            return self.after.review.reason
        by_somebody = self.event.kind in _EXPLAINED and self.event.actor.isdecimal()
        return self.event.reason if by_somebody else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an answer is to show, best claim first, and what its readers are told of that.

    Without `changes` it may show that already: an edit of it was cut off. `shown` are its claims as they are now.
    """

    answer: Answer
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]
    shown: tuple[Shown, ...]


class Corrections:
    """What keeps answers true; from `claims_db.service.open_service`."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    async def change(self, patience: timedelta) -> None:
        """Wait until a claim has changed since the last wait, by this process; at most for so long, for the others'."""
        await self._changes.wait(patience)

    async def due(self, since: datetime, at: datetime, limit: int = BATCH) -> list[int]:
        """The messages whose answers, given after `since`, are to be looked at, at a moment; the youngest first."""
        async with self._database.read() as connection:
            return await corrections.due(connection, since, at, limit)

    async def begin(self, message_id: int, at: datetime) -> Correction | None:
        """Note that an answer is about to be edited, and say how; None where a reader would see no difference.

        Follow with `done`, `postponed` or `abandoned`. Where that does not happen, the answer is `tried` when it is
        due again: only a look at the reply tells whether the edit went through.
        """
        async with self._database.write() as connection:
            answer = await answers.get(connection, message_id)
            if answer is None or answer.withdrawn:
                return None
            correction = await _correction(connection, answer)
            if not correction.findings or not (correction.changes or answer.tried):
                await answers.show(connection, message_id, correction.shown)
                return None
            await corrections.attempt(connection, message_id, at)
            return correction

    async def done(self, correction: Correction, at: datetime) -> None:
        """Remember that an answer shows what it is to show.

        Where it was given other claims meanwhile, nobody knows which edit came last, so that it is due again.
        """
        message_id = correction.answer.message_id
        async with self._database.write() as connection:
            present = await answers.get(connection, message_id)
            if present is not None and present.claims == correction.answer.claims:
                await answers.show(connection, message_id, correction.shown)
            else:
                await corrections.attempt(connection, message_id, at)

    async def postponed(self, message_id: int, until: datetime, *, unchanged: bool) -> None:
        """Leave an answer alone until a moment; `unchanged` where the edit surely did not go through."""
        async with self._database.write() as connection:
            await corrections.postpone(connection, message_id, until, unchanged=unchanged)

    async def abandoned(self, message_id: int, at: datetime) -> None:
        """Give an answer up for good: its reply is gone, or out of reach."""
        async with self._database.write() as connection:
            await corrections.abandon(connection, message_id, at)


async def _correction(connection: Connection, answer: Answer) -> Correction:
    marks = await standings.now(connection, answer.server, [shown.claim_id for shown in answer.claims])
    shown = tuple(replace(shown, standing=marks[shown.claim_id]) for shown in answer.claims)
    found: dict[ClaimId, Finding] = {}
    changes: list[Change] = []
    for was, now in zip(answer.claims, shown, strict=True):
        change = await _change(connection, answer.server, was, now)
        if change is None:
            continue
        if _differs(change, first=not found):
            changes.append(change)
        claim = change.after
        match = Match(claim_id=claim.id, score=now.score, relation=now.relation, evidence=Evidence())
        found.setdefault(claim.id, Finding(claim=claim, match=match))
    return Correction(answer=answer, findings=tuple(found.values()), changes=tuple(changes), shown=shown)


def _differs(change: Change, *, first: bool) -> bool:
    """Whether a reader would see it: the first claim of a reply is shown by its statement, others by title, too."""

    def seen(claim: Claim) -> tuple[object, ...]:
        title = "" if first else claim.title
        return claim.id, claim.lifecycle, claim.status, claim.review.reason, claim.text, title

    return seen(change.before) != seen(change.after)


async def _change(connection: Connection, server: str, was: Shown, now: Shown) -> Change | None:
    """What became of a claim, if anything; None where it was never to be seen."""
    before, _ = await _read(connection, server, was.standing)
    after, happened = await _read(connection, server, now.standing)
    if before is None or after is None:
        return None
    event = happened[0]
    if before.id != after.id:
        (last,) = await events.last(connection, before.id, 1)
        event = last if last.claim.merged_into else event
    at = max(one.at for one in (event, *happened))
    return Change(before=before, after=after, event=event, at=at)


async def _read(connection: Connection, server: str, mark: str) -> tuple[Claim | None, list[Event]]:
    """A claim as a mark shows it to a server, and the events that left it so, that of the claim itself first.

    What is a draft, or was rejected, is shown to nobody: readers know it as it was before, and as retired.
    """
    claim_id, revision, laid = standings.parts(mark)
    event = public = await events.at(connection, claim_id, revision)
    while public is not None and public.claim.lifecycle in _HIDDEN:
        revision -= 1
        public = await events.at(connection, claim_id, revision)
    if event is None or public is None:
        return None, []
    claim = public.claim if public is event else replace(public.claim, lifecycle=Lifecycle.RETIRED)
    overlay = await events.laid(connection, server, claim_id, laid) if laid else None
    if overlay is None:
        return claim, [event]
    decided = overlay.claim.lifecycle is Lifecycle.PUBLISHED
    return laid_over(claim, overlay.claim) if decided else claim, [event, overlay]
