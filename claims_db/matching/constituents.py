"""The parts around a verb: its auxiliaries, the noun phrase in front, the words behind by preposition.

Promises: places of words, read by position alone, within one sentence. Refuses to know what the parts mean.
"""

from claims_db.matching.clauses import Parse
from claims_db.matching.closed_classes import (
    AUXILIARIES,
    DETERMINERS,
    ENDING_UP,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)
from claims_db.matching.lexicon import is_participle, is_past, words

_ENDING = SUBORDINATORS | PRONOUNS
_HAVING = words("had has have having got")
_ASKING = words("why how when where what")
_WONDERING = 3
"""How many words a question has in front of its verb at most ("why on earth has")."""
_CALENDAR = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february april june july september october
    november december weekend
    """
)
"""Words of time, which play no role in what happens."""
_OBJECT_REACH, _SUBJECT_REACH = 15, 12
_NAME = 3
"""How many words a name in apposition has at most."""
_APPOSED = 6
"""How many words tell who somebody is, between marks, at most."""
_JOINED = 5
"""How many words behind "and" a verb shows that a new clause begins, at most."""


def starts(parse: Parse, place: int) -> bool:
    """Tell whether a word begins a clause."""
    return not place or parse.tokens[place - 1].clause != parse.tokens[place].clause


def ends_up(parse: Parse, place: int) -> bool:
    """Tell whether a verb only carries the gerund behind it: "ended up buying"."""
    behind = parse.words[place + 2 : place + 3]
    return parse.words[place : place + 2] in ENDING_UP and bool(behind) and behind[0].endswith("ing")


def group_start(parse: Parse, place: int) -> int:
    """Where the verb's own auxiliaries, negations and adverbs begin."""
    clause = parse.tokens[place].clause
    start = place
    if place > 1 and ends_up(parse, place - 2):
        start -= 2
    while start and parse.tokens[start - 1].clause == clause and parse.words[start - 1] in AUXILIARIES:
        start -= 1
    return start


def noun_phrase(parse: Parse, last: int, clause: int) -> tuple[int, ...]:
    """The content words that end at `last`, back to what cannot belong to a subject."""
    found: list[int] = []
    relative = False
    for place in range(last, max(last - _SUBJECT_REACH, -1), -1):
        token = parse.tokens[place]
        if token.clause != clause:
            break
        if found and (token.word in AUXILIARIES or place in parse.tellings or (relative and token.word in DETERMINERS)):
            break
        if token.word in RELATIVES and not found:
            relative = True
        elif token.word in _ENDING or (token.word == "and" and _has_verb(parse, place, clause)):
            break
        elif token.content and token.word not in _CALENDAR:
            found.append(place)
    return tuple(reversed(found))


def antecedent(parse: Parse, last: int) -> tuple[int, ...]:
    """The content words that end at `last`, in front of ", who": back to a verb or a preposition."""
    found: list[int] = []
    for place in range(last, max(last - _SUBJECT_REACH, -1), -1):
        token = parse.tokens[place]
        verb = is_past(token.word) and not token.capital
        if token.clause != parse.tokens[last].clause or token.word in AUXILIARIES | PREPOSITIONS or verb:
            break
        if token.content:
            found.append(place)
    return tuple(reversed(found))


def _has_verb(parse: Parse, end: int, clause: int) -> bool:
    """Tell whether a verb stands in a clause before a place, so that what follows "and" is a clause of its own."""
    first = parse.clauses[clause][0]
    return any(is_past(parse.words[place]) and not parse.tokens[place].capital for place in range(first + 1, end))


def owner(parse: Parse, place: int) -> tuple[int, ...]:
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


def caused(parse: Parse, place: int, start: int) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Subject and object of "X had Y arrested"; None for anything else."""
    if start != place:
        return None
    for earlier in range(place - 1, max(place - 6, 0), -1):
        token = parse.tokens[earlier]
        if token.clause != parse.tokens[place].clause or token.word in SUBORDINATORS or token.word in PRONOUNS:
            return None
        if token.word == "and" or earlier in parse.tellings:
            return None
        if token.word in _HAVING:
            if _asks(parse, earlier) or is_participle(parse.words[earlier + 1]):
                return None
            held = tuple(other for other in range(earlier + 1, place) if parse.tokens[other].content)
            return (noun_phrase(parse, earlier - 1, token.clause), held) if held else None
    return None


def _asks(parse: Parse, place: int) -> bool:
    """Tell whether a question word opens the clause of a verb, with no subject of its own before it."""
    first = parse.clause(place)[0]
    return place == first or (parse.words[first] in _ASKING and place - first <= _WONDERING)


def slots(parse: Parse, place: int, start: int) -> dict[str, tuple[int, ...]]:
    """The words behind an act by slot: `object`, then by preposition, up to the end of its clause."""
    found: dict[str, list[int]] = {}
    slot = "object"
    for following in range(start, min(start + _OBJECT_REACH, len(parse.words))):
        token = parse.tokens[following]
        shown = token.word == "that" and following == start
        if token.clause != parse.tokens[place].clause:
            if slot in found:
                found[slot] += apposed(parse, following)
            break
        if token.word in SUBORDINATORS and not shown:
            break
        if token.word in PREPOSITIONS:
            told = parse.words[following + 1 : following + 2]
            does = bool(told) and told[0].endswith("ing")
            if token.word != "of" or does or (slot == "object" and not found.get("object")):
                slot = token.word
        elif _begins_another(parse, following):
            break
        elif token.content and token.word not in _CALENDAR:
            found.setdefault(slot, []).append(following)
    return {name: tuple(places) for name, places in found.items()}


def apposed(parse: Parse, start: int) -> list[int]:
    """The name between marks that begins at a place and says again who was meant ("its mayor, Ann Lee, ...")."""
    clause = parse.tokens[start].clause
    first, last = parse.clauses[clause]
    name = list(range(first, last)) if first == start else []
    same = parse.tokens[start].sentence == parse.tokens[start - 1].sentence
    named = all(parse.tokens[place].capital and parse.tokens[place].content for place in name)
    return name if same and named and len(name) <= _NAME else []


def apposed_to(parse: Parse, last: int) -> tuple[int, ...]:
    """Whom a clause between marks tells more about that ends at a place: "Ann Lee" of "Ann Lee, the mayor, ..."."""
    first = parse.clause(last)[0]
    short = last - first < _APPOSED and parse.words[first] in DETERMINERS
    if not short or not first or parse.tokens[first - 1].sentence != parse.tokens[first].sentence:
        return ()
    return noun_phrase(parse, first - 1, parse.tokens[first - 1].clause)


def _begins_another(parse: Parse, place: int) -> bool:
    """Tell whether a finite auxiliary, or "and" with a verb behind it, ends what belongs to the verb before."""
    if parse.words[place] == "and":
        return _goes_on_with_verb(parse, place)
    return parse.words[place] in FINITE and not _names_somebody(parse, place)


def _names_somebody(parse: Parse, place: int) -> bool:
    """Tell whether an auxiliary is somebody's name, as no other stands right behind a verb ("slapped Will Smith")."""
    before = parse.words[place - 1]
    return parse.words[place] == "will" and (before in PREPOSITIONS or is_past(before))


def _goes_on_with_verb(parse: Parse, joint: int) -> bool:
    """Tell whether a verb follows "and", with a subject of its own or without ("... and Smith left")."""
    clause = parse.tokens[joint].clause
    for place in range(joint + 1, min(joint + _JOINED, len(parse.words))):
        token = parse.tokens[place]
        if token.clause != clause or token.word in PREPOSITIONS:
            return False
        if token.finite:
            return True
    return False


def content_behind(parse: Parse, place: int) -> tuple[int, ...]:
    """The content words behind a place up to the end of its clause."""
    clause = parse.tokens[place].clause
    ahead = range(place + 1, min(place + _OBJECT_REACH, len(parse.words)))
    return tuple(other for other in ahead if parse.tokens[other].clause == clause and parse.tokens[other].content)
