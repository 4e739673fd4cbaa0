"""What is done with what was heard: decided on, answered at most once, and reconsidered when it changes."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from msgspec import structs

from claims_db.catalogue import Catalogue
from claims_db.lookup import Finding, Lookup
from claims_db.matching.markup import hides
from claims_db.model import ClaimId, Match
from claims_db.servers import Servers
from claims_db.store import answers, corrections, mistakes, sightings, standings
from claims_db.store.answers import Answer
from claims_db.store.database import Connection, Database
from claims_db.watching import language
from claims_db.watching.decision import HEARD, KNOWN, MATCHED, SEVERAL, SPENT, Case, Decision, Heard, Past, decide
from claims_db.watching.mistakes import decoded, features, same
from claims_db.watching.rules import VOUCHED, Mode, Policy, Rules, applicable

HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Response:
    """A response to a message on its way: what to say, in which mode, and under which id it went out."""

    decision: Decision
    mode: Mode = Mode.OFF
    findings: tuple[Finding, ...] = ()
    reply_id: int | None = None
    sent_at: datetime | None = None

    def sent(self, at: datetime, reply_id: int | None = None) -> None:
        """It is out, as a reply with an id, or before the moderators alone."""
        self.sent_at, self.reply_id = at, reply_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconsidered:
    """An answer whose message says something else now: what to answer in its place, or nothing."""

    answer: Answer
    findings: tuple[Finding, ...] = ()


class Watching:
    """What passive matching asks and remembers; from `claims_db.service.open_service`.

    `vouched` are channels that whoever runs the program has watched and answered, until their server settles otherwise.
    """

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        lookup: Lookup,
        servers: Servers,
        policy: Policy,
        vouched: frozenset[int] = frozenset(),
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._lookup = lookup
        self._servers = servers
        self._defaults = policy
        self._vouched = vouched
        self._languages = asyncio.Lock()
        self._knows_languages = False

    async def prepare(self) -> None:
        """Load what telling languages apart takes, about a second, so that no message has to wait for it."""
        async with self._languages:
            if not self._knows_languages:
                await asyncio.to_thread(language.load)
                self._knows_languages = True

    async def judge(self, text: str, at: datetime, *, server: str | None = None, place_id: int = 0) -> Decision:
        """Decide what a text would be answered with in a watched channel, any or a certain one, and why not."""
        heard = Heard(message_id=0, channel_id=place_id, at=at, server=server)
        _, rules, policy = await self.policy(heard)
        _, decision = await self._known(text, heard, rules if place_id else VOUCHED, policy)
        return decision

    async def watches(self, server: str | None, channel_id: int, parent_id: int | None) -> bool:
        """Whether anything is done with what is said in a channel, or a thread of one; quickly, for every message."""
        channels = (await self._servers.get(server)).channels if server else {}
        found = applicable(channels, self._vouched, channel_id, parent_id)
        return found is not None and found[1].mode is not Mode.OFF

    async def policy(self, heard: Heard) -> tuple[int, Rules, Policy]:
        """The watched channel that something was heard in, its rules, and the policy that follows from them."""
        settings = await self._servers.get(heard.server) if heard.server else None
        channels = settings.channels if settings else {}
        place, rules = applicable(channels, self._vouched, heard.channel_id, heard.parent_id) or (
            heard.channel_id,
            _UNWATCHED,
        )
        return place, rules, _policy(rules, self._defaults, settings.min_score if settings else None)

    @asynccontextmanager
    async def answering(self, text: str, heard: Heard) -> AsyncGenerator[Response]:
        """Hold the right to answer a message while the answer is sent; without findings, stay silent.

        The answer is on record before anything is sent, so that a message delivered twice, or two with the same claim
        at once, get one. Call `sent` on the response once it is out; a block that fails takes the record back.
        """
        response = await self._reserve(text, heard)
        try:
            yield response
        except BaseException:
            if response.findings:
                async with self._database.write() as connection:
                    await answers.forget(connection, heard.message_id)
            raise
        if response.sent_at is not None:
            took = round((response.sent_at - heard.at) / timedelta(milliseconds=1))
            async with self._database.write() as connection:
                await answers.confirm(connection, heard.message_id, response.reply_id, took)

    async def logged(self, message_id: int, channel_id: int, log_id: int) -> None:
        """Remember the card on which an answer can be labelled."""
        async with self._database.write() as connection:
            await answers.log(connection, message_id, channel_id, log_id)

    async def reconsider(self, text: str, heard: Heard) -> Reconsidered | None:
        """Decide anew on a message that was answered and has changed; None where the answer may stay as it is.

        What a reply is to show is on record before it is edited; whether it does is looked at with the `Corrections`.
        """
        async with self._database.read() as connection:
            answer = await answers.get(connection, heard.message_id)
        if answer is None or answer.withdrawn:
            return None
        _, rules, policy = await self.policy(heard)
        policy = structs.replace(policy, quiet=None)  # what is changed at night need not be taken back
        case, decision = await self._known(text, heard, rules, policy)
        before = {(shown.seen, shown.relation) for shown in answer.claims}
        if {(match.claim_id, match.relation) for match in decision.matches} == before:
            return None
        if not decision.reply or answer.reply_id is None or rules.mode is not Mode.REPLY:
            return Reconsidered(answer=answer)
        return Reconsidered(answer=answer, findings=await self._replaced(answer, case, heard.at))

    async def answered(self, message_id: int) -> Answer | None:
        """The answer to a message, if there is one."""
        async with self._database.read() as connection:
            return await answers.get(connection, message_id)

    async def withdrawn(self, message_id: int, at: datetime) -> None:
        """Remember that an answer was taken back; its message gets none again."""
        async with self._database.write() as connection:
            await answers.withdraw(connection, message_id, at)

    async def _replaced(self, answer: Answer, case: Case, at: datetime) -> tuple[Finding, ...]:
        """Remember that an answer is about to show other claims, and which."""
        async with self._database.write() as connection:
            case = await self._as_seen(case, answer.server)
            decision = decide(case, HEARD, MATCHED, KNOWN)
            if decision.reply:
                marks = await standings.now(connection, answer.server, [m.claim_id for m in decision.matches])
                await answers.show(
                    connection,
                    answer.message_id,
                    answers.matched((match, marks[match.claim_id]) for match in decision.matches),
                )
                await corrections.attempt(connection, answer.message_id, at)
        return _findings(case, decision)

    async def _reserve(self, text: str, heard: Heard) -> Response:
        place, rules, policy = await self.policy(heard)
        case, decision = await self._known(text, heard, rules, policy)
        if not decision.reply:
            return Response(decision)
        async with self._database.write() as connection:
            case = await self._as_seen(case, heard.server)
            case = replace(case, past=await self._past(connection, heard, place, case))
            if not case.past.answered:
                await sightings.count(
                    connection, heard.server or "", [m.claim_id for m in decision.matches], heard.at.date()
                )
            decision = decide(case, HEARD, MATCHED, KNOWN, SPENT)
            if not decision.reply:
                return Response(decision)
            await self._note(connection, heard, place, rules.mode, decision.matches)
        return Response(decision, rules.mode, _findings(case, decision))

    async def _known(self, text: str, heard: Heard, rules: Rules, policy: Policy) -> tuple[Case, Decision]:
        """A case with all that is known without writing, and the decision as far as that goes."""
        case = Case(heard=heard, policy=policy, mode=rules.mode, spoilers=not heard.unheard and hides(text))
        if not (decision := decide(case, HEARD)).reply:
            return case, decision
        floor = policy.min_score  # which makes it cheap where nothing is likely
        matches = await self._catalogue.search(text, server=heard.server, limit=SEVERAL, floor=floor)
        if not matches:
            return case, decide(case, MATCHED, passed=decision.passed)
        case = replace(case, matches=matches)
        if not (decision := decide(case, HEARD, MATCHED)).reply:
            return case, decision
        await self.prepare()
        case = replace(
            await self._as_seen(case, heard.server),
            language=language.foreign(text, policy.languages),
            past=Past(mistaken=await self._mistaken(text, heard, decision.matches)),
        )
        return case, decide(case, HEARD, MATCHED, KNOWN)

    async def _as_seen(self, case: Case, server: str | None) -> Case:
        """A case with the claims as they are now; while nobody else can write, as a note of them says, too."""
        findings = await self._lookup.findings(case.matches, server)
        return replace(case, claims={finding.claim.id: finding.claim for finding in findings})

    async def _past(self, connection: Connection, heard: Heard, place: int, case: Case) -> Past:
        return replace(
            case.past,
            answered=await answers.get(connection, heard.message_id) is not None,
            resting=await answers.resting(connection, place, heard.channel_id, heard.at - case.policy.cooldown),
            lately=await answers.count(connection, place, heard.at - HOUR),
        )

    async def _mistaken(self, text: str, heard: Heard, matches: Sequence[Match]) -> frozenset[ClaimId]:
        """The claims that were a wrong match for the same message."""
        async with self._database.read() as connection:
            known = {m.claim_id: await mistakes.of_claim(connection, heard.server or "", m.claim_id) for m in matches}
            if not any(known.values()):
                return frozenset()
            said = features(text, await mistakes.key(connection))
        return frozenset(
            claim_id for claim_id, stored in known.items() if any(same(said, decoded(one)) for one in stored)
        )

    async def _note(
        self, connection: Connection, heard: Heard, place: int, mode: Mode, matches: Sequence[Match]
    ) -> None:
        server = heard.server or ""
        marks = await standings.now(connection, server, [match.claim_id for match in matches])
        answer = Answer(
            message_id=heard.message_id,
            server=server,
            place_id=place,
            channel_id=heard.channel_id,
            mode=mode,
            at=heard.at,
            claims=answers.matched((match, marks[match.claim_id]) for match in matches),
        )
        await answers.reserve(connection, answer)


_UNWATCHED = Rules(mode=Mode.OFF)
_policy = lru_cache(Rules.policy)  # every message asks for it


def _findings(case: Case, decision: Decision) -> tuple[Finding, ...]:
    return tuple(Finding(claim=case.claims[match.claim_id], match=match) for match in decision.matches)
