"""Speaking or staying silent: what passive matching does with what the matcher found. Silence is the default."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from claims_db.catalogue import Catalogue
from claims_db.lookup import Finding, Lookup
from claims_db.model import Match, Relation
from claims_db.store import replies
from claims_db.store.database import Database

SEVERAL = 3
"""How many claims one message can be answered with."""
ANSWERED = frozenset({Relation.REPEATS, Relation.ATTRIBUTES, Relation.ASKS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """When a channel gets an answer: `min_score` in 0..1, the relations that are answered, and how long a claim rests.

    A claim that was answered in a channel is not answered there again before `cooldown` has passed.
    """

    min_score: float = 0.7
    relations: frozenset[Relation] = ANSWERED
    cooldown: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What to answer with, or why not. `silence` is a sentence, None exactly when there are matches to answer with."""

    matches: tuple[Match, ...] = ()
    silence: str | None = None

    @property
    def reply(self) -> bool:
        """Whether to speak."""
        return self.silence is None


def judge(matches: Sequence[Match], policy: Policy) -> Verdict:
    """Decide on the matches of one message, best first.

    A claim is answered when its score reaches the policy's, its relation is one the policy answers and no guard
    objects. When the best match is held back nothing is answered at all: what is below it is a worse guess.
    """
    if not matches:
        return Verdict(silence="no claim resembles the message")
    best = matches[0]
    if best.score < policy.min_score:
        return Verdict(silence=f"the best score, {best.score:.2f}, is below {policy.min_score:.2f}")
    if best.evidence.objections:
        return Verdict(silence=f"guards object: {', '.join(o.guard for o in best.evidence.objections)}")
    if best.relation not in policy.relations:
        return Verdict(silence=f"the message {best.relation} the claim, which is not answered here")
    return Verdict(matches=tuple(match for match in matches if _answerable(match, policy)))


def _answerable(match: Match, policy: Policy) -> bool:
    return match.score >= policy.min_score and match.relation in policy.relations and not match.evidence.objections


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Where and when something was said: ids, never a word of it."""

    message_id: int
    channel_id: int
    server: str | None
    at: datetime


@dataclass(slots=True)
class Answer:
    """An answer on its way: what to say, and under which id it went out."""

    findings: tuple[Finding, ...]
    reply_id: int | None = None


class Watching:
    """What passive matching asks and remembers; from `claims_db.service.open_service`."""

    def __init__(self, database: Database, catalogue: Catalogue, lookup: Lookup, policy: Policy) -> None:
        self._database = database
        self._catalogue = catalogue
        self._lookup = lookup
        self._policy = policy

    async def judge(self, text: str, *, server: str | None = None) -> Verdict:
        """Decide what a text would be answered with, and say why it would not be."""
        return judge(await self._catalogue.search(text, server=server, limit=SEVERAL), self._policy)

    @asynccontextmanager
    async def answering(self, text: str, heard: Heard) -> AsyncGenerator[Answer]:
        """Hold the right to answer a message while the answer is sent; without findings, stay silent.

        The answer is on record before anything is sent, so that a message delivered twice, or two with the same claim
        at once, get one. Set `reply_id` on the answer once it is out; a block that fails takes the record back.
        """
        answer = Answer(await self._reserve(text, heard))
        try:
            yield answer
        except BaseException:
            if answer.findings:
                async with self._database.write() as connection:
                    await replies.forget(connection, heard.message_id)
            raise
        if answer.reply_id is not None:
            async with self._database.write() as connection:
                await replies.confirm(connection, heard.message_id, answer.reply_id)

    async def _reserve(self, text: str, heard: Heard) -> tuple[Finding, ...]:
        floor = self._policy.min_score  # which makes it cheap where nothing is likely
        likely = await self._catalogue.search(text, server=heard.server, limit=SEVERAL, floor=floor)
        verdict = judge(likely, self._policy)
        if not verdict.reply:
            return ()
        findings = await self._lookup.findings(verdict.matches, heard.server)
        fresh = [finding for finding in findings if not finding.claim.review.is_stale(heard.at.date())]
        async with self._database.write() as connection:
            if await replies.is_answered(connection, heard.message_id):
                return ()
            resting = await replies.answered(connection, heard.channel_id, heard.at - self._policy.cooldown)
            chosen = tuple(finding for finding in fresh if finding.claim.id not in resting)
            if not chosen or chosen[0] is not findings[0]:
                return ()  # what is below the best is a worse guess
            await replies.reserve(
                connection, heard.message_id, heard.channel_id, ((f.claim, f.match) for f in chosen), heard.at
            )
        return chosen
