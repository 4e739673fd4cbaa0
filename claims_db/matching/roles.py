"""Who does what to whom: a small chunker over verbs and nouns of action, active, passive and nominal.

Promises: for each word of action the places that stand in each role, so that two texts can be compared by who does
what, whatever the voice or the verb ("B lost to A" is "A beat B", "sold to B" is "B bought"). Refuses to build trees:
a role is a region of words, and where order leaves the role open it stays open. Roles are `agent` and `patient`; for
transfers `receiver`, `thing` and `giver`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims_db.matching.clauses import SUBORDINATORS, Parse
from claims_db.matching.frequency import zipf
from claims_db.matching.lexicon import is_participle, is_past, lexicon, words

# What stands in the slots of a frame: subject, object, and words behind a preposition.
_ACT = {
    "subject": "agent", "object": "patient", "against": "patient", "over": "patient", "by": "agent", "on": "patient",
    "for": "recipient", "to": "recipient", "into": "patient",
}  # fmt: skip
_FRAMES = {
    "act": _ACT,
    "deed": _ACT,
    "beat": _ACT,
    "lose": {"subject": "patient", "to": "agent", "against": "agent", "by": "agent"},
    "undergo": {"subject": "patient", "object": "agent", "from": "agent", "by": "agent", "to": "agent", "at": "agent"},
    "yield": {"subject": "patient", "to": "agent"},
    "replace": {"subject": "agent", "object": "patient", "by": "agent", "from": "patient", "with": "agent"},
    "get": {"subject": "receiver", "object": "thing", "by": "receiver", "from": "giver"},
    "pay": {"subject": "receiver", "for": "thing", "to": "giver", "by": "receiver"},
    "give": {"subject": "giver", "object": "thing", "to": "receiver", "by": "giver"},
    "join": {"subject": "thing", "object": "receiver", "to": "receiver", "for": "receiver", "from": "giver"},
    "leave": {"subject": "thing", "object": "giver", "from": "giver", "for": "receiver", "to": "receiver"},
    "sym": {},
}
_PASSIVE_SUBJECT = {"act": "patient", "beat": "patient", "replace": "patient", "get": "thing", "give": "thing"}
_FAMILY = {
    "lose": "beat",
    "yield": "replace",
    "get": "transfer",
    "give": "transfer",
    "pay": "transfer",
    "join": "transfer",
    "leave": "transfer",
}
_SYSTEMS = (
    frozenset({"agent", "patient"}),
    frozenset({"agent", "recipient"}),
    frozenset({"agent", "result"}),
    frozenset({"receiver", "thing", "giver"}),
)
_BE = words(
    """
    be is are was were been being am get gets got getting gotten isnt arent wasnt werent aint hes shes theyre
    thats im youre
    """
)
AUXILIARIES = _BE | words(
    """
    has have had having hasnt havent hadnt will would can could may might must shall should wont wouldnt cant
    couldnt do does did doesnt dont didnt not never just also already finally reportedly allegedly apparently
    officially now then really literally actually even still only ever once recently secretly gonna going to
    basically simply reportedly successfully totally fully
    """
)
_FINITE = _BE | words(
    """
    has have had hasnt havent hadnt will would can could may might must shall should wont wouldnt cant couldnt do
    does did doesnt dont didnt
    """
)
_PREPOSITIONS = words("by from to against over with for on at into as during near via under about around in of")
_PLAIN = frozenset({"act", "deed", "beat"})
_MOVING = frozenset({"get", "give", "join", "leave"})
_ORDER = ("beat", "lose", "replace", "yield", "undergo", "act", "deed", "get", "join", "give", "leave", "pay", "sym")
_COPULAS = words("is are was were isnt arent wasnt werent")
_ORDINALS = words("first second third fourth fifth sixth seventh 1st 2nd 3rd 4th 5th 6th 7th")
_OBJECTS = words("him her them me us it you")
_NEVER_PASSIVE = words("won win wins winning triumph triumphed prevail prevailed")
_MODALS = words(
    """
    will would can could may might must shall should wont wouldnt cant couldnt shouldnt did didnt does doesnt do
    dont cannot
    """
)
_NOUN_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "ism", "ship", "ness", "ity")
_DETERMINERS = words("the a an this that his her their its our my your another no any")
_PRONOUNS = words("i you he she it we they u ya yall someone somebody who")
_RELATIVES = words("who which that")
_AUXILIARY_STOP = AUXILIARIES | _PREPOSITIONS | _RELATIVES
_JOINING = words("and then & or")
LIGHT = words("open launch start begin make take give hold file hit carri conduct stage bring mount lodg")
_COMMON = 3.5
"""Zipf value above which a lower-case word behind "to" is taken for a verb."""
_OBJECT_REACH, _SUBJECT_REACH = 15, 12


@dataclass(frozen=True, slots=True)
class Act:
    """A word of action: its place, the senses and base it can be met by, and the places in each role.

    `subject` are the places in front of it, whatever their role; `open` acts may be clipped passives ("Smith named
    chairman"), whose subject suffers what it seems to do.
    """

    place: int
    keys: frozenset[str]
    roles: Mapping[str, tuple[int, ...]]
    subject: tuple[int, ...]
    passive: bool
    noun: bool
    open: bool

    def role_of(self, place: int) -> str | None:
        """The role a word stands in; None for none."""
        return next((role for role, places in self.roles.items() if place in places), None)


def exclusive(role: str, other: str) -> bool:
    """Tell whether two different roles exclude each other."""
    return role != other and any(role in system and other in system for system in _SYSTEMS)


def acts(parse: Parse) -> tuple[Act, ...]:
    """The acts of a text, from left to right."""
    found: list[Act] = []
    for place, token in enumerate(parse.tokens):
        frame = _frame(parse, place)
        if frame is None and place > 1 and parse.words[place - 1] == "to" and found and found[-1].place == place - 2:
            frame = "act" if not token.capital and zipf(parse, place) > _COMMON else None
        if frame is not None and _is_adjective(parse, place):
            continue
        if frame is not None and (token.content or parse.lengths[place] > 1) and not _is_thing(token.word):
            found.append(act_at(parse, place, frame, found[-1] if found else None))
    found += _copulas(parse, found)
    return tuple(found + _headlines(parse, found))


def _copulas(parse: Parse, found: Sequence[Act]) -> list[Act]:
    """What is said to be what, or somewhere, where a clause has no verb of its own."""
    busy = {parse.tokens[act.place].clause for act in found if not act.noun}
    states: list[Act] = []
    for place in range(1, len(parse.words)):
        token = parse.tokens[place]
        if parse.words[place] in _COPULAS and token.clause not in busy and not _starts(parse, place):
            subject = _noun_phrase(parse, place - 1, token.sentence, token.clause)
            rest = tuple(
                other
                for other in range(place + 1, min(place + _OBJECT_REACH, len(parse.words)))
                if parse.tokens[other].clause == token.clause and parse.tokens[other].content
            )
            roles = {role: places for role, places in (("agent", subject), ("patient", rest)) if places}
            states.append(Act(place, frozenset({"<be>"}), roles, subject, passive=False, noun=True, open=False))
    return states


def _headlines(parse: Parse, found: Sequence[Act]) -> list[Act]:
    """The transfers that clipped headlines tell without a verb: "Smith to Rovers"."""
    busy = {parse.tokens[act.place].clause for act in found}
    told: list[Act] = []
    for place in range(1, len(parse.words) - 1):
        before, after = parse.tokens[place - 1], parse.tokens[place + 1]
        level = before.content and after.content and before.clause == after.clause
        if parse.words[place] == "to" and level and before.clause not in busy:
            subject = _noun_phrase(parse, place - 1, before.sentence, before.clause)
            roles = _roles("join", subject, _slots(parse, place, place), passive=False, noun=False)
            told.append(Act(place, frozenset({"<transfer>"}), roles, subject, passive=False, noun=False, open=False))
    return told


def _is_adjective(parse: Parse, place: int) -> bool:
    """Tell whether a participle only describes the noun behind it: "over leaked photos"."""
    word = parse.words[place]
    if not place or place + 1 >= len(parse.words) or word == parse.bases[place] or not is_participle(word):
        return False
    before, after = parse.tokens[place - 1], parse.tokens[place + 1]
    described = before.word in _DETERMINERS or before.word in _PREPOSITIONS
    return described and before.clause == after.clause and after.content


def _is_thing(word: str) -> bool:
    things = lexicon().things
    return word in things or (word.endswith("s") and word[:-1] in things)


def _frame(parse: Parse, place: int) -> str | None:
    frames = lexicon().frames
    if place and parse.tokens[place].capital and not parse.shouted and not _starts(parse, place):
        return None
    known = {frames[sense].partition(":")[0] for sense in parse.senses[place]} - {"state"}
    if known:
        return min(known, key=lambda frame: _priority(parse, place, frame))
    if is_past(parse.words[place]):
        return "act"
    behind_modal = place > 1 and parse.words[place - 1] in _MODALS and not _starts(parse, place - 1)
    return "act" if behind_modal and zipf(parse, place) > _COMMON else None


def _starts(parse: Parse, place: int) -> bool:
    """Tell whether a word begins a clause."""
    return not place or parse.tokens[place - 1].clause != parse.tokens[place].clause


def _priority(parse: Parse, place: int, frame: str) -> tuple[bool, int]:
    """Which frame of a word with several to prefer: one that has a role for the preposition that follows."""
    ahead = parse.words[place + 1 : place + 7]
    fits = frame in _MOVING and any(word in _FRAMES[frame] for word in ahead if word in {"from", "to", "for"})
    return not fits, _ORDER.index(frame)


def act_at(parse: Parse, place: int, frame: str = "act", before: Act | None = None) -> Act:
    """Read the word at a place as one of action; `before` is the act to its left."""
    start = _group_start(parse, place)
    group = parse.words[start:place]
    noun = _is_noun(parse, place, start, before)
    end = place + parse.lengths[place]
    if place in parse.gaps:
        end = place + 1
    elif end > place + 1 and frame not in _PLAIN and parse.words[end - 1] in _FRAMES[frame]:
        end -= 1
    following = parse.words[end] if end < len(parse.words) else ""
    if not parse.tokens[place].content:
        return Act(place, _keys(parse, place), {}, (), passive=False, noun=True, open=False)
    participle = is_participle(parse.words[place])
    passive = not noun and participle and (not _BE.isdisjoint(group) or (not group and following == "by"))
    light = _light_verb(parse, place) if noun else None
    if light is not None and before is not None and before.place == light:
        subject, noun = before.subject, False
    else:
        subject = _owner(parse, place) if noun else _subject(parse, start, group, before)
    slots = _slots(parse, place, end)
    distinct = participle and parse.words[place] != parse.bases[place]
    caused = _caused(parse, place, start) if distinct and not (noun or passive) else None
    if caused is not None:
        subject, slots = caused[0], {**slots, "object": caused[1]}
    clipped = distinct and not (noun or passive or group)
    alone = (
        "object" not in slots
        and following not in _OBJECTS
        and parse.words[place] not in _NEVER_PASSIVE
        and frame in _PASSIVE_SUBJECT
        and not (noun or passive)
    )
    if alone:
        roles = _roles(frame, (), slots, passive=passive, noun=noun)
    else:
        roles = _roles(frame, subject, slots, passive=passive, noun=noun)
    return Act(place, _keys(parse, place), roles, subject, passive, noun, clipped)


def _light_verb(parse: Parse, place: int) -> int | None:
    """The verb that only carries a noun of action: "opened an investigation", "filed a lawsuit"."""
    for earlier in range(place - 1, max(place - 5, -1), -1):
        if parse.bases[earlier] in LIGHT and parse.tokens[earlier].clause == parse.tokens[place].clause:
            return earlier
        if parse.words[earlier] in _PREPOSITIONS:
            return None
    return None


def _caused(parse: Parse, place: int, start: int) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Subject and object of "X had Y arrested"; None for anything else."""
    if start != place:
        return None
    for earlier in range(place - 1, max(place - 6, 0), -1):
        token = parse.tokens[earlier]
        if token.clause != parse.tokens[place].clause or token.word in SUBORDINATORS or token.word in _PRONOUNS:
            return None
        if token.word in {"had", "has", "have", "having", "got"}:
            held = tuple(other for other in range(earlier + 1, place) if parse.tokens[other].content)
            return (_noun_phrase(parse, earlier - 1, token.sentence, token.clause), held) if held else None
    return None


def _keys(parse: Parse, place: int) -> frozenset[str]:
    frames = lexicon().frames
    found = {parse.bases[place]} if parse.lengths[place] == 1 else set[str]()
    for sense in parse.senses[place]:
        frame, _, family = frames[sense].partition(":")
        found.add(f"<{family or _FAMILY.get(frame, sense)}>")
    return frozenset(found)


def _roles(
    frame: str, subject: tuple[int, ...], slots: Mapping[str, tuple[int, ...]], *, passive: bool, noun: bool
) -> dict[str, tuple[int, ...]]:
    table = _FRAMES[frame]
    roles: dict[str, tuple[int, ...]] = {}

    def put(role: str | None, places: tuple[int, ...]) -> None:
        if role and places:
            roles[role] = roles.get(role, ()) + places

    put(_PASSIVE_SUBJECT.get(frame) if passive else table.get("subject"), subject)
    for slot, places in slots.items():
        if slot == "object":
            put(_object_role(table, noun=noun, passive=passive), places)
        elif slot == "for" and noun:
            continue
        elif slot == "of":
            put(_PASSIVE_SUBJECT.get(frame) if noun else None, places)
        elif slot == "by" and frame not in {"lose", "undergo"} and not (passive or noun):
            continue
        elif slot == "with" and frame == "replace" and not passive:
            roles.pop("agent", None)
            put("agent", places)
        else:
            put(table.get(slot), places)
    return roles


def _object_role(table: Mapping[str, str], *, noun: bool, passive: bool) -> str | None:
    """What stands behind a verb; behind a passive one what somebody was made ("was elected mayor")."""
    if noun:
        return None
    return "result" if passive else table.get("object")


def _group_start(parse: Parse, place: int) -> int:
    """Where the verb's own auxiliaries, negations and adverbs begin."""
    clause = parse.tokens[place].clause
    start = place
    while start and parse.tokens[start - 1].clause == clause and parse.words[start - 1] in AUXILIARIES:
        start -= 1
    return start


def _is_noun(parse: Parse, place: int, start: int, before: Act | None) -> bool:
    """Tell whether a word of action stands as a noun: "the raise", "its invasion of", "sacked the coach"."""
    word = parse.words[place]
    if start != place or not place or _starts(parse, place):
        return False
    previous = parse.tokens[place - 1]
    if previous.owner or previous.word in _DETERMINERS or word.endswith(_NOUN_ENDINGS):
        return True
    following = parse.words[place + 1] if place + 1 < len(parse.words) else ""
    if following in {"of", "over"} and parse.lengths[place] == 1 and not is_participle(word):
        return True
    if is_past(word) or word.endswith("ing") or previous.word == "to" or previous.word in _PRONOUNS:
        return False
    if previous.word in _PREPOSITIONS or _described(parse, place):
        return True
    if previous.word in _JOINING or before is None or before.noun:
        return False
    between = parse.words[before.place + 1 : place]
    return parse.tokens[before.place].clause == previous.clause and SUBORDINATORS.isdisjoint(between)


def _described(parse: Parse, place: int) -> bool:
    """Tell whether a determiner or a number opens the noun phrase that would end here."""
    for earlier in range(place - 1, max(place - 4, -1), -1):
        token = parse.tokens[earlier]
        if token.clause != parse.tokens[place].clause or token.word in _AUXILIARY_STOP:
            return False
        if token.word in _DETERMINERS:
            return place - earlier <= 2
        if token.word in _ORDINALS:
            return True
    return False


def _owner(parse: Parse, place: int) -> tuple[int, ...]:
    """The possessor in front of a noun of action."""
    if not parse.tokens[place - 1].owner:
        return ()
    found: list[int] = []
    for earlier in range(place - 1, max(place - 5, -1), -1):
        token = parse.tokens[earlier]
        if not token.content or token.clause != parse.tokens[place].clause:
            break
        found.append(earlier)
    return tuple(reversed(found))


def _subject(parse: Parse, start: int, group: Sequence[str], before: Act | None) -> tuple[int, ...]:
    """The words in front of a verb group; of a verb without its own subject those of the verb before."""
    if not start:
        return ()
    sentence, clause = parse.tokens[start].sentence, parse.tokens[start].clause
    heads_clause = parse.tokens[start - 1].clause != clause
    gerund = parse.words[start].endswith("ing") and parse.words[start - 1] in _PREPOSITIONS
    chained = heads_clause or gerund or parse.words[start - 1] in _JOINING or (bool(group) and group[-1] == "to")
    if chained and before is not None and parse.tokens[before.place].sentence == sentence:
        return before.subject
    return _noun_phrase(parse, start - 1, sentence, parse.tokens[start - 1].clause)


def _noun_phrase(parse: Parse, last: int, sentence: int, clause: int) -> tuple[int, ...]:
    """The content words that end at `last`, back to what cannot belong to a subject."""
    found: list[int] = []
    relative = False
    for place in range(last, max(last - _SUBJECT_REACH, -1), -1):
        token = parse.tokens[place]
        if token.sentence != sentence or token.clause != clause:
            break
        if found and (
            token.word in AUXILIARIES or place in parse.tellings or (relative and token.word in _DETERMINERS)
        ):
            break
        if token.word in _RELATIVES and not found:
            relative = True
        elif token.word in SUBORDINATORS or token.word in _PRONOUNS:
            break
        elif token.content:
            found.append(place)
    return tuple(reversed(found))


def _slots(parse: Parse, place: int, start: int) -> dict[str, tuple[int, ...]]:
    """The words behind an act by slot: `object`, then by preposition, up to the end of its clause."""
    slots: dict[str, list[int]] = {}
    slot = "object"
    for following in range(start, min(start + _OBJECT_REACH, len(parse.words))):
        token = parse.tokens[following]
        shown = token.word == "that" and following == start
        if token.clause != parse.tokens[place].clause or (token.word in SUBORDINATORS and not shown):
            break
        if token.word in _PREPOSITIONS:
            if token.word != "of" or (slot == "object" and not slots.get("object")):
                slot = token.word
        elif token.word in _FINITE:
            break
        elif token.content:
            slots.setdefault(slot, []).append(following)
    return {name: tuple(places) for name, places in slots.items()}
