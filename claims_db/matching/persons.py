"""Guards on who is spoken of: other actors in a role, roles exchanged, names that are absent, akin or alike.

Promises: for each guard an objection with the words it rests on, or none. Refuses to look at numbers and at predicates.
"""

from collections.abc import Iterable, Sequence

from claims_db.matching.alignment import is_sibling
from claims_db.matching.clauses import Parse
from claims_db.matching.closed_classes import DETERMINERS
from claims_db.matching.comparison import Comparison
from claims_db.matching.exchange import cross
from claims_db.matching.frequency import zipf
from claims_db.matching.lexicon import lexicon, words
from claims_db.matching.roles import Act
from claims_db.matching.statement import is_unfamiliar, looks_like_name
from claims_db.model import Guard, Objection

_KIN = words("brother sister son daughter wife husband father mother cousin uncle aunt nephew niece dad mom mum")
_WHERE = words("in at near from between")
_BEFORE_NAMES = _WHERE | {"of", "to", "after", "before", "during"}
_SUPPORTED = 0.6
"""Support from which a message may leave the claim's names out, or its first."""
_TIMES = words("last first next day night morning evening week weekend month year minute second hour moment time")
_FEASTS = words("christmas xmas easter thanksgiving halloween ramadan hanukkah diwali eid lent pentecost")
"""Names of times, which are of nobody."""
_PLACE_ZIPF = 4.0
"""Below it a lower-case word may be a place where the claim names one."""
_BESIDE = frozenset({"recipient", "result"})
_PARTIES = frozenset({"agent", "patient"})
_SHORT = 3
"""Names of so few letters are too short to be told from their neighbours."""


def roles(comparison: Comparison) -> Objection | None:
    """An act both speak of, with the actors in each other's place, and no other such act with them in their own."""
    weighed = [
        (act, other, *cross(comparison.said, comparison.claim.named, act, other))
        for act, other in comparison.closest
        if not _is_contrary(comparison, act, other)
    ]
    refuser = _another_refuser(comparison)
    if refuser is not None:
        return _objection(comparison, [refuser])
    settled = [(act, other) for act, other, straight, crossed, _ in weighed if straight >= crossed and straight]
    for act, other, straight, crossed, places in weighed:
        if crossed > straight and not any(act is one or other is another for one, another in settled):
            return Objection(guard=Guard.ROLES, words=comparison.typed((*places, other.place)))
    return None


def _another_refuser(comparison: Comparison) -> int | None:
    """Where what somebody refuses to do by the claim another refuses to have done to him ("refused to be treated")."""
    claim, message = comparison.claim, comparison.message
    theirs = {one.scope[0]: one.start for one in message.negations if one.scope}
    for act, other in comparison.pairs:
        denied = any(one.scope[:1] == (act.place,) and claim.parse.senses[one.start] for one in claim.negations)
        start = theirs.get(other.place)
        refuses = start is not None and message.refuses(start)
        if denied and refuses and act.passive != other.passive:
            return start
    return None


def _is_contrary(comparison: Comparison, act: Act, other: Act) -> bool:
    """Tell whether one of two acts of a contest is denied: "was never beaten" and "won" have the roles exchanged."""
    denied = (act.place in comparison.claim.negated) != (other.place in comparison.message.negated)
    return denied and act.contests(other)


def actors(comparison: Comparison) -> Objection | None:
    """Somebody else in a role for which the claim names somebody: a stranger, or another actor of the claim's."""
    for act in comparison.claim.acts:
        others = [other for one, other in comparison.closest if one is act]
        for role, members in act.roles.items():
            telling = [member for member in members if member in comparison.claim.named] or members
            own = comparison.saying(telling)
            if any(not other.roles.get(role) or not own.isdisjoint(other.roles[role]) for other in others):
                continue
            found = next((wrong for other in others if (wrong := _intruder(comparison, act, other, role))), None)
            if found:
                return found
    return None


def _intruder(comparison: Comparison, act: Act, other: Act, role: str) -> Objection | None:
    members, there = act.roles[role], other.roles[role]
    named = [member for member in members if member in comparison.claim.named]
    strangers = [place for place in there if _is_stranger(comparison, place)]
    if named and not strangers and role in _PARTIES and comparison.said.keys().isdisjoint(named):
        strangers = _unheard_of(comparison, there)
    if strangers and named:
        return _objection(comparison, strangers)
    others = _another_thing(comparison, members, there) if role in _PARTIES and not named else []
    if others:
        return _objection(comparison, others)
    if not comparison.saying(named or members).isdisjoint(there):
        return None
    displaced = not comparison.said.keys().isdisjoint(named)
    usurpers = [place for place in there if _belongs_elsewhere(comparison, act, place, displaced=displaced)]
    unsure = other.open and len(other.roles) < 2
    if usurpers and not unsure and act.noun == other.noun:
        return Objection(guard=Guard.ROLES, words=comparison.typed(usurpers))
    return None


def _unheard_of(comparison: Comparison, there: Sequence[int]) -> list[int]:
    """The words in a role that the claim does not have, where they are several and most of it ("the head of parks")."""
    known = comparison.aligned | comparison.message.counted
    words = comparison.message.parse.words
    found = [place for place in there if place not in known and words[place] not in _TIMES]
    return found if len(found) > 1 and 2 * len(found) > len(there) else []


def _another_thing(comparison: Comparison, members: Sequence[int], there: Sequence[int]) -> list[int]:
    """The things to which it was done, where neither they nor the claim's own thing are what both speak of."""
    claim, parse = comparison.claim, comparison.message.parse
    if any(place in comparison.said for place in members) or claim.quantities:
        return []
    if not any(claim.parse.senses[place] for place in members):
        return []
    return [place for place in there if place not in comparison.aligned and parse.senses[place]]


def _belongs_elsewhere(comparison: Comparison, act: Act, place: int, *, displaced: bool) -> bool:
    """Tell whether a word of the message is the claim's actor of another act, and none of this one.

    Where the claim's own actor is `displaced`, said but not in its role, whoever else the claim names will do.
    """
    claim = comparison.claim
    own = {
        member
        for role, members in act.roles.items()
        for member in members
        if role not in _BESIDE or member not in claim.named
    }
    for source, others in comparison.said.items():
        if place in others and source not in own and (source in claim.named or displaced):
            return displaced or any(member == source for one in claim.acts if one != act for member in one.subject)
    return False


def _is_stranger(comparison: Comparison, place: int) -> bool:
    known = comparison.aligned | comparison.message.counted
    feast = comparison.message.parse.words[place] in _FEASTS
    if feast and _FEASTS.isdisjoint(comparison.claim.parse.words):
        return False
    if place in known or any(place in report.speaker for report in comparison.message.reports):
        return False
    parse, claim = comparison.message.parse, comparison.claim
    if any(parse.senses[place] & claim.parse.senses[name] for name in claim.named):
        return False
    return looks_like_name(parse, place) or is_unfamiliar(parse, place)


def absent(comparison: Comparison) -> Objection | None:
    """The claim names somebody or some place; the message names none of these, or others in place of the first."""
    claim, message = comparison.claim, comparison.message
    if not claim.names:
        return None
    told = {other for place in claim.predicates[:1] for other in comparison.said.get(place, ())}
    said = [
        group for group in claim.names if any(not told.issuperset(comparison.said.get(place, told)) for place in group)
    ]
    strangers = [place for group in message.names for place in group if _is_inside_stranger(comparison, place)]
    if said:
        few = claim.names[0] not in said or 2 * len(said) < len(claim.names)
        missed = few and strangers and comparison.support < _SUPPORTED
        return _objection(comparison, strangers) if missed else None
    inside = range(comparison.start, comparison.end)
    strangers = strangers or [
        place for place in inside if place not in comparison.aligned and is_unfamiliar(message.parse, place)
    ]
    little = comparison.support < _SUPPORTED or len(comparison.said) < 2
    return _objection(comparison, strangers) if strangers or little else None


def _is_inside_stranger(comparison: Comparison, place: int) -> bool:
    """Tell whether somebody strange is named in a clause on the claim."""
    inside = comparison.start <= place < comparison.end
    clause = range(*comparison.message.parse.clause(place))
    return inside and not comparison.aligned.isdisjoint(clause) and _is_stranger(comparison, place)


def elsewhere(comparison: Comparison) -> Objection | None:
    """Another place, or name behind a preposition, where the claim has one that the message lacks."""
    claim, parse = comparison.claim.parse, comparison.message.parse
    missing = [group for group in comparison.claim.names if not any(place in comparison.said for place in group)]
    prepositions = {_preposition(claim, group[0]) for group in missing} - {""}
    if not prepositions:
        return None
    known = lexicon().places
    for place in range(max(comparison.start, 1), comparison.end):
        before = _preposition(parse, place)
        there = before in _WHERE and (
            (parse.words[place] in known and not prepositions.isdisjoint(_WHERE))
            or (before in prepositions and parse.words[place - 1] == before and _may_be_place(comparison, place))
            or (parse.tokens[place].capital and _is_stranger(comparison, place))
        )
        if there and place not in comparison.aligned | comparison.message.counted:
            return _objection(comparison, [place])
    return None


def _preposition(parse: Parse, place: int) -> str:
    """The preposition in front of a word and its determiner; empty for none."""
    before = place - 2 if place > 1 and parse.words[place - 1] in DETERMINERS else place - 1
    return parse.words[before] if before >= 0 and parse.words[before] in _BEFORE_NAMES else ""


def _may_be_place(comparison: Comparison, place: int) -> bool:
    parse = comparison.message.parse
    return _is_stranger(comparison, place) or (
        parse.tokens[place].content
        and parse.words[place].isalpha()
        and not parse.senses[place]
        and zipf(parse, place) < _PLACE_ZIPF
    )


def relatives(comparison: Comparison) -> Objection | None:
    """Another bearer of a surname, somebody's relative, or somebody in the place of a relative."""
    owner = _bereft(comparison)
    if owner is not None:
        return _objection(comparison, [owner])
    for group in comparison.claim.names:
        for other in comparison.said.get(group[-1], ()):
            if (
                _is_another_bearer(comparison, group, other)
                or _is_relative(comparison, other)
                or _is_replaced_by_relative(comparison, group, other)
            ):
                return _objection(comparison, [max(other - 1, 0), other])
    return None


def _bereft(comparison: Comparison) -> int | None:
    """Where the message speaks of somebody of whose relative the claim speaks ("the mayor's brother")."""
    claim = comparison.claim.parse
    for place in range(1, len(claim.words)):
        if claim.words[place] in _KIN and claim.tokens[place - 1].owner and place not in comparison.said:
            return next(iter(comparison.said.get(place - 1, ())), None)
    return None


def _is_another_bearer(comparison: Comparison, group: tuple[int, ...], place: int) -> bool:
    parse = comparison.message.parse
    if len(group) < 2 or group[-2] in comparison.said or not place or place - 1 in comparison.aligned:
        return False
    before = parse.tokens[place - 1]
    return before.clause == parse.tokens[place].clause and before.word in lexicon().given_names


def _is_relative(comparison: Comparison, place: int) -> bool:
    parse = comparison.message.parse
    beside = [place - 1] if place and place - 1 not in comparison.aligned else []
    if parse.tokens[place].owner and place + 1 < len(parse.words):
        beside.append(place + 1)
    kin = any(parse.words[other] in _KIN for other in beside)
    return kin and _KIN.isdisjoint(comparison.claim.parse.words)


def _is_replaced_by_relative(comparison: Comparison, group: tuple[int, ...], place: int) -> bool:
    """Tell whether the claim's relative of somebody stands in the role that the claim gives to that somebody."""
    kin, parse = place + 1, comparison.message.parse
    if not parse.tokens[place].owner or kin >= len(parse.words) or parse.words[kin] not in _KIN:
        return False
    for act, other in comparison.pairs:
        role = other.role_of(kin)
        own = act.roles.get(role, ()) if role else ()
        if group[-1] in own and not any(kin in comparison.said.get(member, ()) for member in own):
            return True
    return False


def siblings(comparison: Comparison) -> Objection | None:
    """A word one telling letter away from a name of the claim that the message lacks."""
    message = comparison.message
    missing = [place for place in comparison.claim.named if place not in comparison.said]
    names = [name for place in missing if len(name := comparison.claim.parse.words[place]) > _SHORT]
    if not names:
        return None
    for other in message.words.content:
        typed = message.parse.words[other]
        inside = comparison.start <= other < comparison.end and other not in comparison.aligned
        if inside and any(is_sibling(name, typed) for name in names):
            return _objection(comparison, [other])
    return None


def _objection(comparison: Comparison, places: Iterable[int]) -> Objection:
    """An objection to actors or places, by what the words are."""
    typed = tuple(places)
    known = lexicon().places
    guard = Guard.PLACES if any(comparison.message.parse.words[place] in known for place in typed) else Guard.ACTORS
    return Objection(guard=guard, words=comparison.typed(typed))
