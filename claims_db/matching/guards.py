"""What speaks against answering a message that looks like a claim: contradicting numbers, other actors, swapped roles.

Promises: objections with the words they rest on; each guard looks at one thing. Refuses to weigh the score.
"""

from collections.abc import Callable

from claims_db.matching import persons
from claims_db.matching.closed_classes import ENDING_UP
from claims_db.matching.comparison import NUMBER, Comparison, is_before
from claims_db.matching.exchange import cross
from claims_db.matching.lexicon import words
from claims_db.matching.quantities import DATES, Quantity, comparable
from claims_db.matching.roles import Act
from claims_db.matching.substitution import substitutes
from claims_db.model import Guard, Objection

_SAYING = words("is are was were be been has have had do does did isnt arent wasnt theres its will would")
_CONTINUING = words("still remain remains stays kept keeps")
_SINGLE = words("a an the its his her their")
_DAYS = frozenset({"weekday", "month"})
"""Kinds of numbers that many things have in common."""
_NUMBERED = 0.28
"""Support that is enough where a number agrees."""
_PREDICATED = 0.34
"""Support that is enough where a predicate of the claim is said."""
_TOLD = 2.4
"""How much besides names must be told to make up for a predicate that is not said."""
_ALIKE = 0.6
"""Support that is enough by itself; of a negative claim, said in negative words, `_DENIED` is."""
_DENIED = 0.45
_OUTWEIGHED = 0.85
"""Support below which another verb in the place of the claim's counts against it."""
_LIGHT = words("take give put get make go come use move run turn set keep")
"""Verbs of so many meanings that they say nothing else."""
_FEW = 4


def objections(comparison: Comparison) -> tuple[Objection, ...]:
    """The objections to answering, each guard at most once."""
    return tuple(found for guard in _GUARDS if (found := guard(comparison)) is not None)


def _objection(comparison: Comparison, guard: Guard, *places: int) -> Objection:
    return Objection(guard=guard, words=comparison.typed(places))


def _numbers(comparison: Comparison) -> Objection | None:
    """A number that contradicts the claim's, or several of what the claim has one of."""
    used = {other.start for _, other in comparison.agreed}
    free = [
        number
        for number in comparison.message.quantities
        if comparison.start <= number.start < comparison.end and number.start not in used
    ]
    for number in free:
        if _is_several(comparison, number):
            return _objection(comparison, Guard.NUMBERS, *range(number.start, number.end + 1))
    turned = _turned(comparison)
    if turned:
        return _objection(comparison, Guard.NUMBERS, *(number.start for number in turned))
    met = {one.start for one, _ in comparison.agreed}
    unmet = [one for one in comparison.claim.quantities if one.start not in met]
    pairs = _same_words(comparison) if unmet and free else ()
    for one in unmet:
        for other in free:
            if comparable(one, other, pairs):
                return _objection(comparison, Guard.NUMBERS, *range(other.start, other.end))
    return None


def _turned(comparison: Comparison) -> tuple[Quantity, ...]:
    """The two numbers of a change that stand at each other's end: "from nine to four", "at 8 instead of 7"."""
    ends = {
        is_before(comparison.message, other): other
        for one, other in comparison.agreed
        if is_before(comparison.claim, one) != is_before(comparison.message, other)
    }
    return tuple(ends.values()) if len(ends) > 1 else ()


def _is_several(comparison: Comparison, number: Quantity) -> bool:
    """Tell whether a number counts more of a thing than the one the claim speaks of: "three bridges", "the bridge"."""
    if number.kind != "count" or number.value < 2 or not number.counted:
        return False
    claim = comparison.claim
    counted = (place for place, others in comparison.said.items() if number.end in others)
    return any(
        place not in claim.counted
        and place not in claim.named
        and not claim.parse.words[place].endswith("s")
        and not _SINGLE.isdisjoint(claim.parse.words[max(place - 2, 0) : place])
        for place in counted
    )


def _same_words(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    claim, message = comparison.claim.parse, comparison.message.parse
    return tuple((claim.bases[a], message.bases[b]) for a, others in comparison.said.items() for b in others)


def _predicate(comparison: Comparison) -> Objection | None:
    """Names are shared, but nothing of what is said of them, or something else is."""
    claim, told = comparison.claim, _is_told(comparison)
    if claim.predicates and not comparison.main_is_said and comparison.support < _OUTWEIGHED:
        certain = told and not _only_dated(comparison)
        other = None if certain else _other_act(comparison)
        if other is not None and (_besides(comparison) < _TOLD or _turns(comparison, other)):
            return _objection(comparison, Guard.PREDICATE, other.place)
    if told or _is_enough(comparison):
        return None
    return _objection(comparison, Guard.PREDICATE, *sorted(comparison.aligned))


def _is_told(comparison: Comparison) -> bool:
    """Tell whether the message says it by an agreeing number or by denying the contrary."""
    told = any(one.kind not in _DAYS and not _is_title(comparison, one) for one, _ in comparison.agreed)
    return bool(comparison.flipped) or (told and comparison.support >= _NUMBERED)


def _is_title(comparison: Comparison, number: Quantity) -> bool:
    """Tell whether a number belongs to the name in front of it ("Halo 3")."""
    return number.kind == "count" and number.start - 1 in comparison.claim.named


def _only_dated(comparison: Comparison) -> bool:
    """Tell whether nothing but a date is what tells it."""
    return not comparison.flipped and all(one.kind in DATES for one, _ in comparison.agreed)


def _is_enough(comparison: Comparison) -> bool:
    """Tell whether enough is said of what the claim says, be it without its main predicate."""
    claim, support = comparison.claim, comparison.support
    names = comparison.names_said
    nouns = {act.place for act in claim.acts if act.noun or act.describing} - set(claim.predicates[:1])
    main = comparison.main_is_said or any(place in comparison.said for place in claim.predicates if place not in nouns)
    if main and (names >= min(2, len(claim.names)) > 0 or (support >= _PREDICATED and len(comparison.said) > 1)):
        return True
    scopes = [one.scope for one in comparison.message.negations if not _denies_else(comparison, one.scope)]
    says_no = bool(scopes) or not _CONTINUING.isdisjoint(comparison.message.parse.words)
    denied = says_no and any(place in claim.negated for place in claim.predicates)
    if denied and any(len(comparison.aligned.intersection(scope)) >= 2 for scope in scopes):
        return True
    unheard = claim.negative and not (denied or comparison.message.questions)
    return (_besides(comparison) >= _TOLD and not unheard) or support >= (_DENIED if denied else _ALIKE)


def _denies_else(comparison: Comparison, scope: tuple[int, ...]) -> bool:
    """Tell whether a negation denies a verb the claim does not have."""
    known = {other.place for _, other in comparison.pairs} | comparison.aligned | set(comparison.flipped.values())
    heads = {act.place for act in comparison.message.acts if not act.noun}
    return bool(scope) and scope[0] in heads and scope[0] not in known


def _besides(comparison: Comparison) -> float:
    """How much is told besides names."""
    claim = comparison.claim
    aside = claim.named | {act.place for act in claim.acts if act.describing}
    told = sum(claim.weights.get(place, 0.0) for place in comparison.said if place not in aside)
    return told + NUMBER * len({one.start for one, _ in comparison.agreed})


def _other_act(comparison: Comparison) -> Act | None:
    """A verb the lexicon knows that the claim does not have, with an actor of the claim's as its subject or object."""
    parse = comparison.message.parse
    known = {other.place for _, other in comparison.pairs} | comparison.aligned
    known |= {one.start for one in comparison.message.negations}
    for act in comparison.message.acts:
        strange = comparison.start <= act.place < comparison.end and act.place not in known and not act.noun
        if parse.words[act.place : act.place + 2] in ENDING_UP:
            continue
        if act.place in parse.tellings or (parse.bases[act.place] in _LIGHT and parse.lengths[act.place] == 1):
            continue
        if strange and parse.senses[act.place] and act.place not in comparison.message.negated:
            actors = (place for places in act.roles.values() for place in places)
            if not comparison.aligned.isdisjoint(actors):
                return act
    return None


def _turns(comparison: Comparison, other: Act) -> bool:
    """Tell whether another verb has the actors of the claim's main one in each other's place."""
    claim = comparison.claim
    main = claim.main
    if main is None or other.place in comparison.message.negated:
        return False
    straight, crossed, _ = cross(comparison.said, claim.named, main, other)
    return crossed > straight


def _substituted(comparison: Comparison) -> Objection | None:
    """Another word in the very place of one of the claim's."""
    places = substitutes(comparison)
    return _objection(comparison, Guard.ACTORS, *places) if places else None


def _bare(comparison: Comparison) -> Objection | None:
    """A few words that name something and say nothing: no verb, not even an auxiliary, no negation."""
    message = comparison.message
    content = message.words.content
    says = bool(message.acts or message.negations) or not _SAYING.isdisjoint(message.parse.words)
    if len(content) > _FEW or comparison.support >= _ALIKE or (says and len(content) > 2):
        return None
    main = any(place in comparison.said for place in comparison.claim.predicates[:1])
    named = any(place in comparison.said for place in comparison.claim.named)
    if says and (comparison.support >= _DENIED or (main and named)):
        return None
    return _objection(comparison, Guard.BARE_NAME, *content)


_GUARDS: tuple[Callable[[Comparison], Objection | None], ...] = (
    _numbers,
    persons.roles,
    persons.actors,
    persons.absent,
    persons.elsewhere,
    persons.siblings,
    persons.relatives,
    _substituted,
    _predicate,
    _bare,
)
