"""Who does what to whom: a small chunker over verbs and nouns of action, active, passive and nominal.

Promises: for each word of action the places that stand in each role, so that two texts can be compared by who does
what, whatever the voice or the verb ("B lost to A" is "A beat B", "sold to B" is "B bought"). Refuses to build trees:
a role is a region of words, and where order leaves the role open it stays open. Roles are `agent` and `patient`; for
transfers `receiver`, `thing` and `giver`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims_db.matching.clauses import STOP, SUBORDINATORS, Parse
from claims_db.matching.lexicon import is_participle, lexicon

# What stands in the slots of a frame: subject, object, and words behind a preposition.
_ACT = {
    "subject": "agent",
    "object": "patient",
    "against": "patient",
    "over": "patient",
    "by": "agent",
    "on": "patient",
}
_FRAMES = {
    "act": _ACT,
    "beat": _ACT,
    "lose": {"subject": "patient", "to": "agent", "against": "agent", "by": "agent"},
    "yield": {"subject": "patient", "to": "agent"},
    "replace": {"subject": "agent", "object": "patient", "by": "agent", "from": "patient", "with": "agent"},
    "get": {"subject": "receiver", "object": "thing", "by": "receiver", "from": "giver"},
    "pay": {"subject": "receiver", "for": "thing", "to": "giver", "by": "receiver"},
    "give": {"subject": "giver", "object": "thing", "to": "receiver", "by": "giver"},
    "join": {"subject": "thing", "object": "receiver", "to": "receiver", "for": "receiver", "from": "giver"},
    "leave": {"subject": "thing", "object": "giver", "from": "giver", "for": "receiver", "to": "receiver"},
}
_PASSIVE_SUBJECT = {"act": "patient", "beat": "patient", "replace": "patient", "get": "thing", "give": "thing"}
_OF = {"act": "patient", "beat": "patient", "get": "thing", "give": "thing", "replace": "patient"}
_FAMILY = {
    "lose": "beat", "get": "transfer", "give": "transfer", "pay": "transfer", "join": "transfer", "leave": "transfer",
    "yield": "replace",
}  # fmt: skip
_BE = frozenset(
    """be is are was were been being am get gets got getting gotten isnt arent wasnt werent aint its hes shes theyre
    thats im youre""".split()
)
_AUXILIARIES = _BE | frozenset(
    """
    has have had having hasnt havent hadnt will would can could may might must shall should wont wouldnt cant couldnt
    do does did doesnt dont didnt not never just also already finally reportedly allegedly apparently officially now
    then really literally actually even still only ever once recently secretly gonna going to basically simply
    reportedly successfully totally fully
    """.split()
)
_PREPOSITIONS = frozenset(
    "by from to against over with for on at into as during near via under about around in of".split()
)
_KEEPS_SLOT = frozenset("of in at near".split())
_DETERMINERS = frozenset("the a an this that his her their its our my your another".split())
_JOINING = frozenset("and then & or".split())
_REACH = 9


@dataclass(frozen=True, slots=True)
class Act:
    """A word of action: its place, the families and bases it can be met by, and the places in each role."""

    place: int
    keys: frozenset[str]
    roles: dict[str, tuple[int, ...]]
    passive: bool = False
    noun: bool = False

    def role_of(self, place: int) -> str | None:
        """The role a word stands in; None for none."""
        return next((role for role, places in self.roles.items() if place in places), None)


def acts(parse: Parse) -> tuple[Act, ...]:
    """The acts of a text, from left to right."""
    found: list[Act] = []
    frames = lexicon().frames
    for place, word in enumerate(parse.words):
        frame = next((f for sense in sorted(parse.senses[place]) if (f := frames[sense]) not in {"state", "sym"}), None)
        if frame is None:
            if "sym" in {frames[sense] for sense in parse.senses[place]} or not _verbal(parse, place):
                continue
            frame = "act"
        if word in STOP:
            continue
        found.append(_act(parse, place, frame, found[-1] if found else None))
    return tuple(found)


def _verbal(parse: Parse, place: int) -> bool:
    """Tell whether a word unknown to the lexicon is a verb by its form and its neighbours."""
    token = parse.tokens[place]
    return is_participle(token.word) and not (token.capital and place)


def _keys(parse: Parse, place: int) -> frozenset[str]:
    frames = lexicon().frames
    found = {parse.bases[place]}
    for sense in parse.senses[place]:
        frame = frames[sense]
        if frame not in {"state", "sym"}:
            found.add(f"<{_FAMILY.get(frame, sense)}>")
    return frozenset(found)


def _act(parse: Parse, place: int, frame: str, before: Act | None) -> Act:
    start = _group_start(parse, place)
    group = parse.words[start:place]
    noun = _is_noun(parse, place, start)
    following = parse.words[place + 1] if place + 1 < len(parse.words) else ""
    participle = is_participle(parse.words[place])
    passive = not noun and participle and (not _BE.isdisjoint(group) or (not group and following == "by"))
    slots = _right(parse, place)
    subject = _subject(parse, start, group, before)
    if noun:
        subject = _owner(parse, place)
    roles = _roles(frame, subject, slots, passive=passive, noun=noun)
    if not (noun or passive) and participle and "object" not in slots and not group and frame in _PASSIVE_SUBJECT:
        roles.pop(_FRAMES[frame]["subject"], None)
    return Act(place, _keys(parse, place), roles, passive, noun)


def _roles(
    frame: str, subject: tuple[int, ...], slots: dict[str, tuple[int, ...]], *, passive: bool, noun: bool
) -> dict[str, tuple[int, ...]]:
    table = _FRAMES[frame]
    roles: dict[str, tuple[int, ...]] = {}

    def put(role: str | None, places: tuple[int, ...]) -> None:
        if role and places:
            roles[role] = roles.get(role, ()) + places

    put(_PASSIVE_SUBJECT.get(frame) if passive else table["subject"], subject)
    for slot, places in slots.items():
        if slot == "object":
            put(None if noun or passive else table.get("object"), places)
        elif slot == "of":
            put(_OF.get(frame) if noun else None, places)
        elif slot == "with" and frame == "replace" and not passive:
            roles.pop("agent", None)
            put("agent", places)
        else:
            put(table.get(slot), places)
    return roles


def _group_start(parse: Parse, place: int) -> int:
    """Where the verb's own auxiliaries, negations and adverbs begin."""
    clause = parse.tokens[place].clause
    start = place
    while start and parse.tokens[start - 1].clause == clause and parse.words[start - 1] in _AUXILIARIES:
        start -= 1
    return start


def _is_noun(parse: Parse, place: int, start: int) -> bool:
    if start != place or not place or parse.tokens[place].clause != parse.tokens[place - 1].clause:
        return False
    before = parse.tokens[place - 1]
    if before.owner or before.word in _DETERMINERS:
        return True
    following = parse.words[place + 1] if place + 1 < len(parse.words) else ""
    return following in {"of", "over"} and not is_participle(parse.words[place])


def _owner(parse: Parse, place: int) -> tuple[int, ...]:
    """The possessor in front of a noun of action."""
    if not parse.tokens[place - 1].owner:
        return ()
    found: list[int] = []
    for earlier in range(place - 1, max(place - 5, -1), -1):
        word = parse.words[earlier]
        if word in STOP or word in SUBORDINATORS or parse.tokens[earlier].clause != parse.tokens[place].clause:
            break
        found.append(earlier)
    return tuple(reversed(found))


def _subject(parse: Parse, start: int, group: Sequence[str], before: Act | None) -> tuple[int, ...]:
    """The words in front of a verb group; of a verb after "and" or "to" those of the verb before."""
    joined = bool(start) and parse.words[start - 1] in _JOINING
    if (joined or (group and group[-1] == "to")) and before is not None and before.place < start:
        same = (
            parse.tokens[before.place].sentence == parse.tokens[start].sentence if start < len(parse.tokens) else False
        )
        if same and not before.passive:
            return _first_role(before)
    found: list[int] = []
    crossed = False
    for earlier in range(start - 1, max(start - 12, -1), -1):
        token = parse.tokens[earlier]
        if token.sentence != parse.tokens[start].sentence:
            break
        if token.clause != parse.tokens[min(start, len(parse.tokens) - 1)].clause and not crossed:
            if found:
                break
            crossed = True
        if token.word in _AUXILIARIES and found:
            break
        if token.word in SUBORDINATORS:
            if found or token.word not in {"who", "which", "that"}:
                break
            continue
        if token.word not in STOP:
            found.append(earlier)
    return tuple(reversed(found))


def _first_role(act: Act) -> tuple[int, ...]:
    for role in ("agent", "receiver", "giver", "thing", "patient"):
        places = act.roles.get(role, ())
        if places and places[0] < act.place:
            return places
    return ()


def _right(parse: Parse, place: int) -> dict[str, tuple[int, ...]]:
    """The words behind an act by slot: `object`, then by preposition, up to the end of its clause."""
    slots: dict[str, list[int]] = {}
    slot = "object"
    for following in range(place + 1, min(place + 1 + _REACH + 6, len(parse.words))):
        token = parse.tokens[following]
        if token.clause != parse.tokens[place].clause or token.word in SUBORDINATORS:
            break
        if token.word in _PREPOSITIONS:
            if token.word not in _KEEPS_SLOT or (slot == "object" and not slots.get("object")):
                slot = token.word
        elif token.word in _BE:
            break
        elif token.word not in STOP:
            slots.setdefault(slot, []).append(following)
    return {name: tuple(places) for name, places in slots.items()}
