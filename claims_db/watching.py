"""Speaking or staying silent: what passive matching does with what the matcher found. Silence is the default."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims_db.model import Match, Relation

ANSWERED = frozenset({Relation.REPEATS, Relation.ATTRIBUTES, Relation.ASKS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """When a channel gets an answer: `min_score` in 0..1, and the relations that are answered."""

    min_score: float = 0.8
    relations: frozenset[Relation] = ANSWERED


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
