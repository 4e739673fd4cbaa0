"""How a message relates to a claim: it repeats it, says that somebody says it, asks, or disputes it.

Promises: pure, synchronous, total: any two strings can be compared, in time bounded by their first 2,000 characters.
Refuses to find claims and to decide on answers: it reads one message against one claim.
"""

from dataclasses import dataclass

from claims_db.matching.clauses import parse
from claims_db.matching.comparison import Comparison, compare
from claims_db.matching.guards import objections
from claims_db.matching.opposition import opposition
from claims_db.matching.reports import Report
from claims_db.matching.statement import Statement, statement
from claims_db.model import Guard, Objection, Relation

__all__ = ["Reading", "Statement", "analyse", "relate"]


_NAMES = 2
"""So many of the claim's names tell what a question is about."""
_ASKED_ABOUT = 0.35
"""Support from which a question that has them is about the claim."""
_SPEECH = frozenset({"accuse", "deny", "admit", "promise", "threaten", "criticise", "praise", "order"})


@dataclass(frozen=True, slots=True)
class Reading:
    """How a message relates to a claim.

    `cues` are the words as typed that decided the relation, `objections` the guards that stand against answering,
    `support` in 0..1 how much of what the claim says the message says too; `stated` tells that who does what is said in
    full, in whatever words.
    """

    relation: Relation
    cues: tuple[str, ...]
    objections: tuple[Objection, ...]
    support: float
    stated: bool = False


def analyse(text: str) -> Statement:
    """Take a text apart, a claim's or a message's; any string."""
    return statement(parse(text))


def relate(message: Statement, claim: Statement) -> Reading:
    """Read a message against a claim."""
    comparison = compare(message, claim)
    relation, cues = _relation(comparison)
    against = objections(comparison)
    if relation is Relation.ASKS and _is_about(comparison):
        against = tuple(one for one in against if one.guard is not Guard.PREDICATE)
    stated = not against and comparison.stated
    return Reading(relation, cues, against, round(comparison.support, 4), stated)


def _relation(comparison: Comparison) -> tuple[Relation, tuple[str, ...]]:
    opposed = opposition(comparison)
    if opposed:
        return Relation.DISPUTES, comparison.typed(opposed)
    asked = _asked(comparison)
    if asked:
        return Relation.ASKS, comparison.typed(asked)
    told = _told(comparison)
    if told:
        return Relation.ATTRIBUTES, comparison.typed(told)
    return Relation.REPEATS, ()


def _asked(comparison: Comparison) -> tuple[int, ...]:
    """The cue of a question under which at least half of what the message says of the claim stands."""
    for question in comparison.message.questions:
        cue = comparison.message.parse.bases[question.cue_start : question.cue_end]
        own = question.firm and len(cue) > 1 and cue in comparison.claim.phrases
        if not own and comparison.share(question.start, question.end) >= 0.5:
            return tuple(range(question.cue_start, question.cue_end))
    return ()


def _is_about(comparison: Comparison) -> bool:
    """Tell whether a question is about what the claim tells, by whatever verb: it names whom the claim names."""
    return comparison.names_said >= _NAMES and comparison.support >= _ASKED_ABOUT


def _is_claimed_speech(comparison: Comparison, report: Report) -> bool:
    """Tell whether somebody says what the claim says that he says: "Smith says they stole" for "Smith accused them"."""
    claim = comparison.claim
    main = claim.main
    speaks = main is not None and not _SPEECH.isdisjoint(claim.parse.senses[main.place])
    speakers = main.roles.get("agent", ()) if main and speaks else ()
    own = (place for places in (speakers, *(one.speaker for one in claim.reports)) for place in places)
    return not comparison.saying(own).isdisjoint(report.speaker)


def _told(comparison: Comparison) -> tuple[int, ...]:
    """The cue of a report that covers most of what the message says of the claim, and is not the claim's own."""
    for report in comparison.message.reports:
        cue = range(report.start, report.end)
        if report.start in comparison.message.negated or _is_claimed_speech(comparison, report):
            continue
        if comparison.share(report.first, report.last) >= 0.6 and comparison.aligned.isdisjoint(cue):
            return tuple(cue)
    return ()
