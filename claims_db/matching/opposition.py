"""Whether a message opposes a claim: it denies what the claim says, says the contrary, or calls it untrue.

Promises: the places of the words that oppose, none where the message does not; the polarity of the claim itself is
taken into account, so that a negative claim is opposed by its affirmation. Refuses to weigh questions: what is asked
opposes nothing.
"""

from claims_db.matching.clauses import STOP, Cue
from claims_db.matching.comparison import Comparison
from claims_db.matching.negation import Negation

_GENERIC = frozenset("happen true real case do be so be legit thing way go come exist occur".split())
_NEAR = 2
"""How many sentences from those that speak of the claim a verdict on it may stand."""


def opposition(comparison: Comparison) -> tuple[int, ...]:
    """The places of the words that oppose the claim, in the message; none for agreement."""
    verdict = _verdict(comparison)
    if verdict:
        return verdict
    if _claim_is_negative(comparison):
        return _affirmation(comparison)
    return _denial(comparison) or _contrary(comparison)


def _asked(comparison: Comparison, place: int) -> bool:
    return any(question.start <= place < question.end for question in comparison.message.questions)


def _verdict(comparison: Comparison) -> tuple[int, ...]:
    """Words that call the story untrue, near what speaks of the claim and not undone by "not fake" or the like."""
    endorsed = {
        comparison.message.parse.tokens[cue.start].sentence
        for cue in comparison.message.parse.cues
        if "endorsement" in cue.kinds
    }
    for cue in comparison.message.parse.cues:
        if not cue.kinds & {"debunk", "irony"} or _asked(comparison, cue.start):
            continue
        if comparison.message.parse.tokens[cue.start].sentence in endorsed or not _points_at_claim(comparison, cue):
            continue
        if cue.start not in comparison.message.negated and not _is_said_by_claim(comparison, cue):
            return tuple(range(cue.start, cue.end))
    return ()


def _is_said_by_claim(comparison: Comparison, cue: Cue) -> bool:
    return not comparison.aligned.isdisjoint(range(cue.start, cue.end))


def _points_at_claim(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether a verdict stands within the sentences on the claim, or next to them without a subject of its own."""
    if comparison.start <= cue.start < comparison.end:
        return True
    parse = comparison.message.parse
    sentence = parse.tokens[cue.start].sentence
    first, last = parse.tokens[comparison.start].sentence, parse.tokens[comparison.end - 1].sentence
    if not first - _NEAR <= sentence <= last + _NEAR:
        return False
    return (
        sum(word not in STOP for word in parse.words[parse.sentences[sentence].start : parse.sentences[sentence].end])
        <= 8
    )


def _claim_is_negative(comparison: Comparison) -> bool:
    claim = comparison.claim
    return bool(claim.predicates) and any(place in claim.negated for place in claim.predicates[:1])


def _affirmation(comparison: Comparison) -> tuple[int, ...]:
    """The words that say what a negative claim denies."""
    claim, message = comparison.claim, comparison.message
    main = [place for place in claim.predicates[:1] if place in claim.negated]
    if any(comparison.start <= negation.start < comparison.end for negation in message.negations):
        return ()
    for place in main:
        said = [other for other in comparison.said.get(place, ()) if not _asked(comparison, other)]
        if said:
            return tuple(said[:1])
    return ()


def _denial(comparison: Comparison) -> tuple[int, ...]:
    """The cue of a negation that reaches what the claim says, or stands alone ("he did not")."""
    for negation in comparison.message.negations:
        if _asked(comparison, negation.start) or not comparison.start <= negation.start < comparison.end:
            continue
        if _reaches(comparison, negation):
            return tuple(range(negation.start, negation.end))
    return ()


def _reaches(comparison: Comparison, negation: Negation) -> bool:
    claim = comparison.claim
    scope = [place for place in negation.scope if place not in comparison.message.named]
    if not scope:
        return True
    if comparison.message.parse.bases[scope[0]] in _GENERIC:
        return True
    hit = [place for place in scope if place in comparison.aligned]
    for place in claim.predicates:
        said = comparison.said.get(place, ())
        if said and all(other in comparison.message.negated for other in said) and scope[0] in said:
            return place not in claim.negated
    return (
        len(hit) >= 0.5 * len(scope)
        and scope[0] in hit
        and not any(
            other not in comparison.message.negated
            for place in claim.predicates[:1]
            for other in comparison.said.get(place, ())
        )
    )


def _contrary(comparison: Comparison) -> tuple[int, ...]:
    """A word contrary to what the claim says of its subject, where the message does not say the claim's own."""
    for place in comparison.claim.predicates[:2]:
        if place in comparison.said:
            continue
        against = [other for other in comparison.contrary(place) if not _asked(comparison, other)]
        against = [other for other in against if other not in comparison.message.negated]
        if against:
            return tuple(against[:1])
    return ()
