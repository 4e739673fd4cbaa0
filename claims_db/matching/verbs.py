"""Which words of a text are words of action, and whether they stand as verbs, nouns or adjectives.

Promises: answers from a word's form, its senses and its neighbours alone. Refuses to assign roles.
"""

from functools import lru_cache

from claims_db.matching.clauses import Parse
from claims_db.matching.closed_classes import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)
from claims_db.matching.constituents import ends_up, starts
from claims_db.matching.frames import preferred
from claims_db.matching.frequency import zipf
from claims_db.matching.lexicon import base, is_participle, is_past, lexicon, words
from claims_db.matching.text import background

_MODALS = words(
    """
    will would can could may might must shall should wont wouldnt cant couldnt shouldnt did didnt does doesnt do
    dont cannot
    """
)
_ONES = words("one ones those")
_NOUN_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "ism", "ship", "ness", "ity")
_BETWEEN = words("not never really actually ever just also still")
_DOERS = ("er", "or", "ive")
_BEFORE_OBJECTS = words("the its his her their our my your him them us me")
_OCCASIONS = words("night day week weekend season match game round minute minutes hour hours ceremony")
"""What a word in "-ing" behind a preposition tells the kind of ("on opening night")."""
_PARTICLES = words("up down off out away over")
_ORDINALS = words("first second third fourth fifth sixth seventh 1st 2nd 3rd 4th 5th 6th 7th")
JOINING = words("and then & or")
LIGHT = words(
    "open launch start begin make take give hold file hit carri conduct stage bring mount lodg complet finish final"
)
_VERBAL = _MODALS | words("not never")
"""Words behind which a word that is listed as a thing stands as a verb."""
_NO_PHRASE = AUXILIARIES | PREPOSITIONS | RELATIVES
_REMEMBERED = 10_000
_PEOPLE = words("women men children people kids folks police youngsters")
"""Plurals without an "s", which are no verbs behind "to" ("given to women")."""
_COMMON = 3.5
"""Zipf value above which a lower-case word behind "to" or a modal is taken for a verb."""


def frame_of(parse: Parse, place: int) -> str | None:
    """The frame of a word of action; None for any other word."""
    named = place and parse.tokens[place].capital and not parse.shouted and not starts(parse, place)
    if named or ends_up(parse, place):
        return None
    senses = parse.senses[place]
    if senses and (known := _frames(senses)):
        return preferred(known, parse.words[place + 1 : place + 7])
    if is_past(parse.words[place]):
        return "act"
    modal = place - 2 if place > 2 and parse.words[place - 1] in _BETWEEN else place - 1
    if place < 2 or parse.words[modal] not in _MODALS or zipf(parse, place) <= _COMMON:
        return None
    if parse.words[place] in lexicon().given_names:
        return None
    asks = starts(parse, modal) and (modal == place - 1 or modal == parse.sentences[parse.tokens[modal].sentence].start)
    return None if asks else "act"


@lru_cache(maxsize=_REMEMBERED)
def _frames(senses: frozenset[str]) -> tuple[str, ...]:
    """The frames that some senses have."""
    frames = lexicon().frames
    return tuple(sorted({frames[sense].partition(":")[0] for sense in senses} - {"state"}))


def is_infinitive(parse: Parse, place: int, verb: int | None) -> bool:
    """Tell whether a word unknown to the lexicon is a verb behind "to" and the verb before it ("agreed to store")."""
    if place < 2 or parse.words[place - 1] != "to" or verb != place - 2:
        return False
    bare = not parse.words[place].endswith("s") or parse.words[place].endswith("ss")
    bare = bare and parse.words[place] not in _PEOPLE
    return bare and not parse.tokens[place].capital and zipf(parse, place) > _COMMON


def is_adjective(parse: Parse, place: int) -> bool:
    """Tell whether a participle only describes the noun behind it: "over leaked photos", "a standing army"."""
    word = parse.words[place]
    if word == "own" and place and parse.words[place - 1] in DETERMINERS:
        return True
    if not place or place + 1 >= len(parse.words) or word == parse.bases[place]:
        return False
    before, after = parse.tokens[place - 1], parse.tokens[place + 1]
    tells_which = word.endswith("ing") and (before.word in DETERMINERS or after.word in _OCCASIONS)
    if not is_participle(word) and not tells_which:
        return False
    described = (
        (before.word in DETERMINERS and not _relates(parse, place))
        or before.word in PREPOSITIONS
        or _is_gerund(parse, place - 1)
    )
    return described and before.clause == after.clause and after.content


def _relates(parse: Parse, place: int) -> bool:
    """Tell whether "that" in front of a verb stands behind the noun it is about: "a probe that hit the moon"."""
    if place < 2 or parse.words[place - 1] != "that" or not is_past(parse.words[place]):
        return False
    noun = parse.tokens[place - 2]
    named = noun.word in _ONES or (noun.content and not is_past(noun.word) and place - 2 not in parse.tellings)
    return named and noun.clause == parse.tokens[place].clause


def _is_gerund(parse: Parse, place: int) -> bool:
    return parse.words[place].endswith("ing") and bool(parse.senses[place]) and not parse.tokens[place].capital


def is_thing(parse: Parse, place: int) -> bool:
    """Tell whether a word names a thing or a doer, which does nothing by itself: listed, or made of a verb.

    Behind an auxiliary it is a verb: "did not harm", "was hurt".
    """
    word, before = parse.words[place], parse.words[place - 1] if not starts(parse, place) else ""
    titled = parse.tokens[min(place + 1, len(parse.tokens) - 1)].capital and _is_doer(word)
    infinitive = before == "to" and place > 1 and is_past(parse.words[place - 2]) and not titled
    if infinitive or before in _VERBAL or (before in BE and is_participle(word)):
        return False
    things = lexicon().things
    single = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    return word in things or single in things or _is_doer(single)


def _is_doer(word: str) -> bool:
    """Tell whether a word is made of a verb that English knows ("commander", "detective", but not "discover")."""
    ending = next((ending for ending in _DOERS if word.endswith(ending)), None)
    if ending is None:
        return False
    bare, known = word.removesuffix(ending), background().stems
    told = (known.get(verb) for verb in (bare, bare + "e"))
    return any(stem is not None and (ending == "or" or stem == base(word)) for stem in told)


def is_noun(parse: Parse, place: int, verb: int | None) -> bool:
    """Tell whether a word of action stands as a noun: "the raise", "its invasion of", "sacked the coach".

    `verb` is the place of the verb before it, None for none.
    """
    word = parse.words[place]
    if starts(parse, place):
        return not is_past(word) and not word.endswith("ing") and _has_finite(parse, place)
    if parse.words[place - 1] in AUXILIARIES or (parse.lengths[place] > 1 and parse.words[place + 1] in _PARTICLES):
        return False
    previous = parse.tokens[place - 1]
    following = parse.words[place + 1] if place + 1 < len(parse.words) else ""
    relative = previous.word == "that" and is_past(word) and (following in _BEFORE_OBJECTS or word != base(word))
    relative = relative or _relates(parse, place)
    if not relative and (previous.owner or previous.word in DETERMINERS or word.endswith(_NOUN_ENDINGS)):
        return True
    measured = following in {"of", "over"} and parse.lengths[place] == 1 and not is_participle(word)
    if measured or (previous.word[0].isdigit() and not is_past(word) and not word.endswith("ing")):
        return True
    if is_past(word) or word.endswith("ing") or previous.word == "to" or previous.word in PRONOUNS:
        return False
    governed = previous.word in PREPOSITIONS or (following not in _BEFORE_OBJECTS and _described(parse, place))
    return governed or (previous.word not in JOINING and verb is not None and _behind(parse, place, verb))


def _has_gerund_subject(parse: Parse, place: int, verb: int) -> bool:
    """Tell whether a word in "s" is the only verb of a clause that a gerund opens: "taking it daily stops colds"."""
    opens = starts(parse, verb) and parse.words[verb].endswith("ing")
    return opens and parse.words[place].endswith("s") and not _has_finite(parse, verb)


def _has_finite(parse: Parse, place: int) -> bool:
    """Tell whether a finite verb stands behind a word in its clause, in front of another clause's beginning."""
    for other in range(place + 1, parse.clause(place)[1]):
        word = parse.words[other]
        if word in SUBORDINATORS:
            return False
        if parse.tokens[other].finite:
            return True
    return False


def _behind(parse: Parse, place: int, verb: int) -> bool:
    """Tell whether a word stands behind a verb in the same clause, so that it is hardly another one."""
    same = parse.tokens[verb].clause == parse.tokens[place - 1].clause
    onward = SUBORDINATORS.isdisjoint(parse.words[verb + 1 : place]) and not _has_gerund_subject(parse, place, verb)
    return same and onward


def _described(parse: Parse, place: int) -> bool:
    """Tell whether a determiner or a number opens the noun phrase that would end here."""
    for earlier in range(place - 1, max(place - 4, -1), -1):
        token = parse.tokens[earlier]
        if token.clause != parse.tokens[place].clause or token.word in _NO_PHRASE:
            return False
        if token.word in DETERMINERS:
            return place - earlier <= 2
        if token.word in _ORDINALS:
            return True
    return False


def light_verb(parse: Parse, place: int) -> int | None:
    """The verb that only carries a noun of action: "opened an investigation", "filed a lawsuit"."""
    for earlier in range(place - 1, max(place - 5, -1), -1):
        if parse.bases[earlier] in LIGHT and parse.tokens[earlier].clause == parse.tokens[place].clause:
            return earlier
        if parse.words[earlier] in PREPOSITIONS:
            return None
    return None
