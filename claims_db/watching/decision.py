"""Speaking or staying silent: every gate between a message and an answer, in the order in which they are tried. Pure.

Silence is the default: an answer has passed all gates, and a decision names each of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from claims_db.model import Claim, ClaimId, Match
from claims_db.watching.rules import Mode, Policy

SEVERAL = 3
"""How many claims one message can be answered with."""


class Gate(StrEnum):
    """What a message has to pass."""

    MODE = "mode"
    AUTHOR = "author"
    QUIET = "quiet hours"
    SPOILERS = "spoilers"
    FOUND = "found"
    SCORE = "score"
    GUARDS = "guards"
    RELATION = "relation"
    LANGUAGE = "language"
    PUBLISHED = "published"
    FRESH = "fresh"
    TOPIC = "topic"
    MISTAKEN = "not mistaken before"
    ONCE = "once"
    RESTED = "rested"
    PACE = "pace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Where, when and by whom something was said: ids, never a word of it.

    `parent_id` is the channel of a thread. `unheard` is a reason for which its author gets no answers, as a sentence.
    """

    message_id: int
    channel_id: int
    at: datetime
    server: str | None = None
    parent_id: int | None = None
    unheard: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was answered before, as far as it matters for a message.

    `resting` are claims answered in the channel within the cooldown, `mistaken` claims that were a wrong match for
    what the message says, `lately` how many answers the watched channel got within the hour.
    """

    answered: bool = False
    resting: frozenset[ClaimId] = frozenset()
    mistaken: frozenset[ClaimId] = frozenset()
    lately: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that a decision rests on. Matches come best first; `claims` are those of them that are published here.

    `language` is the one that the message is in where that is beyond doubt.
    """

    heard: Heard
    policy: Policy
    mode: Mode = Mode.REPLY
    spoilers: bool = False
    matches: tuple[Match, ...] = ()
    language: str | None = None
    claims: Mapping[ClaimId, Claim] = field(default_factory=dict[ClaimId, Claim])
    past: Past = Past()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided: the gates passed, in order, and the one that stopped the message with its reason, if one did.

    `matches` are what is to be answered, best first; empty exactly when a gate stopped the message.
    """

    passed: tuple[Gate, ...] = ()
    stopped: Gate | None = None
    silence: str | None = None
    matches: tuple[Match, ...] = ()

    @property
    def reply(self) -> bool:
        """Whether to speak."""
        return self.stopped is None

    @property
    def audit(self) -> str:
        """The decision in one line: ids and numbers, no word of the message."""
        line = f"passed: {', '.join(self.passed) or 'nothing'}"
        return line if self.stopped is None else f"{line}; stopped at {self.stopped}: {self.silence}"


Check = Callable[[Case], str | None]
"""Why a message stays without an answer, None where this check has nothing against one."""
MatchCheck = Callable[[Case, Match], str | None]
"""The same of one match."""


def _mode(case: Case) -> str | None:
    return "the channel is not watched" if case.mode is Mode.OFF else None


def _author(case: Case) -> str | None:
    return case.heard.unheard


def _quiet(case: Case) -> str | None:
    quiet = case.policy.quiet
    return "these are quiet hours" if quiet and quiet.covers(case.heard.at) else None


def _spoilers(case: Case) -> str | None:
    return "the message holds spoilers" if case.spoilers and not case.policy.spoilers else None


def _found(case: Case) -> str | None:
    return None if case.matches else "no claim resembles the message"


def _score(case: Case, match: Match) -> str | None:
    least = case.policy.min_score
    return None if match.score >= least else f"the best score, {match.score:.2f}, is below {least:.2f}"


def _guards(_: Case, match: Match) -> str | None:
    objections = match.evidence.objections
    return f"guards object: {', '.join(each.guard for each in objections)}" if objections else None


def _relation(case: Case, match: Match) -> str | None:
    if match.relation in case.policy.relations:
        return None
    return f"the message {match.relation} the claim, which is not answered here"


def _language(case: Case) -> str | None:
    if case.language is None or case.language in case.policy.languages:
        return None
    return f"the message is in another language ({case.language})"


def _published(case: Case, match: Match) -> str | None:
    return None if match.claim_id in case.claims else "the claim is not on record here any more"


def _fresh(case: Case, match: Match) -> str | None:
    stale = case.claims[match.claim_id].review.is_stale(case.heard.at.date())
    return "the claim's status is overdue for a check" if stale else None


def _topic(case: Case, match: Match) -> str | None:
    topics = case.policy.topics
    fits = not topics or not topics.isdisjoint(case.claims[match.claim_id].topics)
    return None if fits else "the claim is about none of the channel's topics"


def _mistaken(case: Case, match: Match) -> str | None:
    return "this was marked as a wrong match before" if match.claim_id in case.past.mistaken else None


def _once(case: Case) -> str | None:
    return "the message was answered before" if case.past.answered else None


def _rested(case: Case, match: Match) -> str | None:
    return "the claim was answered here not long ago" if match.claim_id in case.past.resting else None


def _pace(case: Case) -> str | None:
    return "there were answers enough within the hour" if case.past.lately >= case.policy.per_hour else None


@dataclass(frozen=True, slots=True)
class EachMatch:
    """A check that every match has to pass by itself."""

    check: MatchCheck


Stage = Mapping[Gate, Check | EachMatch]
"""Checks by gate, in order."""

HEARD: Stage = {Gate.MODE: _mode, Gate.AUTHOR: _author, Gate.QUIET: _quiet, Gate.SPOILERS: _spoilers}
"""What is known before anything is looked for."""
MATCHED: Stage = {
    Gate.FOUND: _found,
    Gate.SCORE: EachMatch(_score),
    Gate.GUARDS: EachMatch(_guards),
    Gate.RELATION: EachMatch(_relation),
}
"""What the matches tell by themselves."""
KNOWN: Stage = {
    Gate.LANGUAGE: _language,
    Gate.PUBLISHED: EachMatch(_published),
    Gate.FRESH: EachMatch(_fresh),
    Gate.TOPIC: EachMatch(_topic),
    Gate.MISTAKEN: EachMatch(_mistaken),
}
"""What takes a look at the claims."""
SPENT: Stage = {Gate.ONCE: _once, Gate.RESTED: EachMatch(_rested), Gate.PACE: _pace}
"""What was said before."""


def decide(case: Case, *stages: Stage, passed: tuple[Gate, ...] = ()) -> Decision:
    """Try the gates of some stages in order, up to the first that stops the best match.

    When the best match is held back nothing is answered at all: what is below it is a worse guess. Another match is
    answered with it when it passes every gate, too. `passed` are gates that were tried before, and passed.
    """
    matches = case.matches[:SEVERAL]
    for stage in stages:
        for gate, check in stage.items():
            if isinstance(check, EachMatch):
                silence = check.check(case, matches[0])
                matches = tuple(match for match in matches if check.check(case, match) is None)
            else:
                silence = check(case)
            if silence is not None:
                return Decision(passed=passed, stopped=gate, silence=silence)
            passed += (gate,)
    return Decision(passed=passed, matches=matches)


def judge(matches: Sequence[Match], policy: Policy) -> Decision:
    """Decide on the matches of one message by what they tell by themselves."""
    if not matches:  # as nearly always
        return _NOTHING_FOUND
    return decide(Case(heard=_NOWHERE, policy=policy, matches=tuple(matches)), MATCHED)


_NOWHERE = Heard(message_id=0, channel_id=0, at=datetime.min)  # noqa: DTZ901 -- a moment that no gate of MATCHED looks at
_NOTHING_FOUND = decide(Case(heard=_NOWHERE, policy=Policy()), MATCHED)
