"""What speaks against answering a message that looks like a claim: contradicting numbers, other actors, swapped roles.

Promises: objections with the words they rest on; each guard looks at one thing. Refuses to weigh the score.
"""

from collections.abc import Callable

from claims_db.matching.alignment import is_sibling
from claims_db.matching.comparison import Comparison
from claims_db.matching.exchange import cross
from claims_db.matching.lexicon import lexicon, words
from claims_db.matching.quantities import Quantity, comparable
from claims_db.matching.roles import Act
from claims_db.matching.statement import is_unfamiliar, looks_like_name
from claims_db.model import Guard, Objection

_KIN = words(
    """
    brother sister son daughter wife husband father mother cousin uncle aunt nephew niece dad mom mum
    """
)
_SAYING = words("is are was were be been has have had do does did isnt arent wasnt theres its will would")
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
    several = _several(comparison, used)
    if several is not None:
        return _objection(comparison, Guard.NUMBERS, *range(several.start, several.end + 1))
    for one in comparison.claim.quantities:
        if one.start in met:
            continue
        for other in comparison.message.quantities:
            inside = comparison.start <= other.start < comparison.end and other.start not in used
            if inside and comparable(one, other, pairs):
                return _objection(comparison, Guard.NUMBERS, *range(other.start, other.end))
    return None


def _several(comparison: Comparison, used: set[int]) -> Quantity | None:
    """Several of what the claim has one of: "three bridges" for "the bridge"."""
    claim, message = comparison.claim, comparison.message
    for number in message.quantities:
        inside = comparison.start <= number.start < comparison.end and number.start not in used
        if not inside or number.kind != "count" or number.value < 2 or not number.counted:
            continue
        for place, others in comparison.said.items():
            word = claim.parse.words[place]
            if (
                number.end in others
                and place not in claim.counted
                and not word.endswith("s")
                and place not in claim.named
            ):
                if place and claim.parse.words[place - 1] in {"a", "an", "the", "its", "his", "her", "their"}:
                    return number
    return None


def _same_words(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    claim, message = comparison.claim.parse, comparison.message.parse
    return tuple((claim.bases[a], message.bases[b]) for a, others in comparison.said.items() for b in others)


def _roles(comparison: Comparison) -> Objection | None:
    """An act both speak of, with the actors in each other's place, and no other such act with them in their own."""
    for act in comparison.claim.acts:
        weighed = [
            (cross(comparison.said, comparison.claim.named, act, other), other)
            for one, other in comparison.pairs
            if one is act
        ]
        if not weighed or any(straight >= crossed and straight for (straight, crossed, _), _ in weighed):
            continue
        for (straight, crossed, places), other in weighed:
            if crossed > straight:
                return _objection(comparison, Guard.ROLES, *places, other.place)
    return None


def _actors(comparison: Comparison) -> Objection | None:
    """Somebody else in a role for which the claim names somebody: a stranger, or another actor of the claim's."""
    for act in comparison.claim.acts:
        others = [other for one, other in comparison.pairs if one is act]
        for role, members in act.roles.items():
            own = {said for member in members for said in comparison.said.get(member, ())}
            if any(not other.roles.get(role) or not own.isdisjoint(other.roles[role]) for other in others):
                continue
            found = next((wrong for other in others if (wrong := _intruder(comparison, act, other, role))), None)
            if found:
                return found
    return None


def _intruder(comparison: Comparison, act: Act, other: Act, role: str) -> Objection | None:
    strangers = [place for place in other.roles[role] if _is_stranger(comparison, place)]
    if strangers and any(member in comparison.claim.named for member in act.roles[role]):
        return _objection(comparison, _kind(comparison, strangers), *strangers)
    usurpers = [place for place in other.roles[role] if _belongs_elsewhere(comparison, act, place)]
    unsure = other.open and len(other.roles) < 2
    return _objection(comparison, Guard.ROLES, *usurpers) if usurpers and not unsure else None


def _belongs_elsewhere(comparison: Comparison, act: Act, place: int) -> bool:
    """Tell whether a word of the message is the claim's actor of another act, and none of this one."""
    claim = comparison.claim
    own = {member for members in act.roles.values() for member in members}
    for source, others in comparison.said.items():
        if place in others and source not in own and source in claim.named:
            return any(member == source for one in claim.acts if one != act for member in one.subject)
    return False


def _is_stranger(comparison: Comparison, place: int) -> bool:
    if place in comparison.aligned or any(place in report.speaker for report in comparison.message.reports):
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
        if comparison.start <= place < comparison.end and _is_stranger(comparison, place)
    ]
    if not said and not strangers:
        strangers = [
            place
            for place in range(comparison.start, comparison.end)
            if place not in comparison.aligned and is_unfamiliar(message.parse, place)
        ]
    if not said and (strangers or comparison.support < 0.6):
        return _objection(comparison, _kind(comparison, strangers), *strangers)
    first = claim.names[0]
    if first not in said and strangers and comparison.support < 0.6:
        return _objection(comparison, _kind(comparison, strangers), *strangers)
    return None


def _relatives(comparison: Comparison) -> Objection | None:
    """Another bearer of a surname: another given name in front of it, or a word of kinship beside it."""
    claim, parse = comparison.claim, comparison.message.parse
    for group in claim.names:
        for other in comparison.said.get(group[-1], ()):
            before = other - 1
            if before < 0 or parse.tokens[before].clause != parse.tokens[other].clause or before in comparison.aligned:
                continue
            first = len(group) > 1 and group[-2] not in comparison.said and parse.words[before] in lexicon().given_names
            kin = parse.words[before] in _KIN or (
                parse.tokens[other].owner and other + 1 < len(parse.words) and parse.words[other + 1] in _KIN
            )
            if first or (kin and not any(word in _KIN for word in claim.parse.words)):
                return _objection(comparison, Guard.ACTORS, before, other)
    return None


def _siblings(comparison: Comparison) -> Objection | None:
    """A word one telling letter away from a name of the claim that the message lacks."""
    message = comparison.message
    for group in comparison.claim.names:
        for place in group:
            if place in comparison.said:
                continue
            name = comparison.claim.parse.words[place]
            for other in message.words.content:
                typed = message.parse.words[other]
                if len(name) > 3 and len(typed) == len(name) and typed[1:] != name and is_sibling(name, typed):
                    if comparison.start <= other < comparison.end and other not in comparison.aligned:
                        return _objection(comparison, _kind(comparison, [other]), other)
    return None


def _predicate(comparison: Comparison) -> Objection | None:
    """Names are shared, but nothing of what is said of them, or something else is."""
    claim = comparison.claim
    told = [place for place in comparison.said if place not in claim.named]
    main = any(place in comparison.said for place in claim.predicates)
    weight = sum(claim.weights.get(place, 0.0) for place in told) + 1.2 * len(
        {one.start for one, _ in comparison.agreed}
    )
    if comparison.agreed and comparison.support >= 0.28:
        return None
    negative = any(place in claim.negated for place in claim.predicates)
    if comparison.flipped:
        return None
    if claim.predicates[:1] and claim.predicates[0] not in comparison.said and comparison.support < 0.85:
        other = _other_act(comparison)
        if other is not None:
            return _objection(comparison, Guard.PREDICATE, other.place)
    negative = negative and bool(comparison.message.negations)
    if negative and any(len(comparison.aligned.intersection(one.scope)) >= 2 for one in comparison.message.negations):
        return None
    names = sum(any(place in comparison.said for place in group) for group in claim.names)
    if main and names >= min(2, len(claim.names)) > 0:
        return None
    if (main and comparison.support >= _WEAK) or weight >= 2.4 or comparison.support >= (0.45 if negative else 0.6):
        return None
    return _objection(comparison, Guard.PREDICATE, *sorted(comparison.aligned))


def _other_act(comparison: Comparison) -> Act | None:
    """A verb the lexicon knows that the claim does not have, with an actor of the claim's as its subject or object."""
    known = {other.place for _, other in comparison.pairs} | comparison.aligned
    for act in comparison.message.acts:
        inside = comparison.start <= act.place < comparison.end and act.place not in known
        if inside and not act.noun and comparison.message.parse.senses[act.place]:
            if any(place in comparison.aligned for places in act.roles.values() for place in places):
                return act
    return None


def _bare(comparison: Comparison) -> Objection | None:
    """A few words that name something and say nothing: no verb, not even an auxiliary, no negation."""
    message = comparison.message
    content = message.words.content
    says = message.acts or message.negations or any(word in _SAYING for word in message.parse.words)
    if len(content) > 4 or comparison.support >= 0.6 or (says and len(content) > 2):
        return None
    if len(content) <= 2 and says and comparison.support >= 0.4:
        return None
    return _objection(comparison, Guard.BARE_NAME, *content)


_GUARDS: tuple[Callable[[Comparison], Objection | None], ...] = (
    _numbers,
    _roles,
    _actors,
    _absent,
    _siblings,
    _relatives,
    _predicate,
    _bare,
)
