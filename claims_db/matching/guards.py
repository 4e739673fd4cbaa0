"""What speaks against answering a message that looks like a claim: contradicting numbers, other actors, swapped roles.

Promises: objections with the words they rest on; each guard looks at one thing. Refuses to weigh the score.
"""

from collections.abc import Callable

from claims_db.matching.comparison import Comparison
from claims_db.matching.quantities import Quantity, comparable
from claims_db.matching.roles import Act
from claims_db.matching.statement import is_unfamiliar, looks_like_name
from claims_db.matching.lexicon import lexicon
from claims_db.model import Guard, Objection

_WEAK = 0.34
"""A message that says less of the claim than this says something else."""


def objections(comparison: Comparison) -> tuple[Objection, ...]:
    """The objections to answering, each guard at most once."""
    return tuple(found for guard in _GUARDS if (found := guard(comparison)) is not None)


def _objection(comparison: Comparison, guard: Guard, *places: int) -> Objection:
    return Objection(guard=guard, words=comparison.typed(places))


def _numbers(comparison: Comparison) -> Objection | None:
    """A number of the claim that the message does not say, while it says another of the same kind."""
    met = {one.start for one, _ in comparison.agreed}
    used = {other.start for _, other in comparison.agreed}
    pairs = _same_words(comparison)
    for one in comparison.claim.quantities:
        if one.start in met:
            continue
        for other in comparison.message.quantities:
            inside = comparison.start <= other.start < comparison.end and other.start not in used
            if inside and comparable(one, other, pairs):
                return _objection(comparison, Guard.NUMBERS, *range(other.start, other.end))
    return None


def _same_words(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    claim, message = comparison.claim.parse, comparison.message.parse
    return tuple((claim.bases[a], message.bases[b]) for a, others in comparison.said.items() for b in others)


def _roles(comparison: Comparison) -> Objection | None:
    """An act both speak of, with the actors in each other's place."""
    for act in comparison.claim.acts:
        for other in comparison.message.acts:
            if not comparison.start <= other.place < comparison.end or act.keys.isdisjoint(other.keys):
                continue
            straight, crossed, places = _cross(comparison, act, other)
            if crossed > straight:
                return _objection(comparison, Guard.ROLES, *places, other.place)
    return None


def _cross(comparison: Comparison, act: Act, other: Act) -> tuple[float, float, tuple[int, ...]]:
    straight = crossed = 0.0
    places: list[int] = []
    for role, members in act.roles.items():
        for member in members:
            weight = 2.0 if member in comparison.claim.named else 1.0
            found = {other.role_of(said) for said in comparison.said.get(member, ())} - {None}
            if role in found:
                straight += weight
            elif found:
                crossed += weight
                places += [said for said in comparison.said[member] if other.role_of(said)]
    return straight, crossed, tuple(places)


def _actors(comparison: Comparison) -> Objection | None:
    """A name that the claim does not know in a role for which the claim names somebody."""
    claim, message = comparison.claim, comparison.message
    for act in claim.acts:
        for other in message.acts:
            if not comparison.start <= other.place < comparison.end or act.keys.isdisjoint(other.keys):
                continue
            for role, members in act.roles.items():
                standing = other.roles.get(role, ())
                if not any(member in claim.named for member in members) or not standing:
                    continue
                if any(said in standing for member in members for said in comparison.said.get(member, ())):
                    continue
                strangers = [place for place in standing if _is_stranger(comparison, place)]
                if strangers:
                    return _objection(comparison, _kind(comparison, strangers), *strangers)
    return None


def _is_stranger(comparison: Comparison, place: int) -> bool:
    if place in comparison.aligned:
        return False
    return looks_like_name(comparison.message.parse, place) or is_unfamiliar(comparison.message.parse, place)


def _kind(comparison: Comparison, places: list[int]) -> Guard:
    words = comparison.message.parse.words
    return Guard.PLACES if any(words[place] in lexicon().places for place in places) else Guard.ACTORS


def _absent(comparison: Comparison) -> Objection | None:
    """The claim names somebody or some place; the message names others and none of these."""
    claim, message = comparison.claim, comparison.message
    if not claim.names:
        return None
    said = [group for group in claim.names if any(place in comparison.said for place in group)]
    strangers = [
        place
        for group in message.names
        for place in group
        if comparison.start <= place < comparison.end and place not in comparison.aligned
    ]
    if not said and (strangers or comparison.support < 0.6):
        return _objection(comparison, _kind(comparison, strangers), *strangers)
    first = claim.names[0]
    if first not in said and strangers:
        return _objection(comparison, _kind(comparison, strangers), *strangers)
    return None


def _predicate(comparison: Comparison) -> Objection | None:
    """Names are shared, but nothing of what is said of them."""
    claim = comparison.claim
    told = [place for place in comparison.said if place not in claim.named]
    main = any(place in comparison.said for place in claim.predicates)
    weight = sum(claim.weights[place] for place in told) + 1.2 * len({one.start for one, _ in comparison.agreed})
    if (main and comparison.support >= _WEAK) or weight >= 2.4 or comparison.support >= 0.6:
        return None
    return _objection(comparison, Guard.PREDICATE, *sorted(comparison.aligned))


def _bare(comparison: Comparison) -> Objection | None:
    """A few words that name something and say nothing."""
    message = comparison.message
    content = message.words.content
    if len(content) > 4 or comparison.support >= 0.6:
        return None
    if len(content) <= 2 or not message.acts:
        return _objection(comparison, Guard.BARE_NAME, *content)
    return None


_GUARDS: tuple[Callable[[Comparison], Objection | None], ...] = (_numbers, _roles, _actors, _absent, _predicate, _bare)
