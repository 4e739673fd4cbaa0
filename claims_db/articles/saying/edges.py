"""Where what is said begins and ends.

Promises: places of tokens, found by punctuation, conjunctions and the start of somebody else's speech. An aside of the
writer's at the end ("..., which ...", "..., while ...") is left out rather than put into somebody's mouth.
"""

from claims_db.articles.saying import speakers
from claims_db.articles.saying.cues import CUES
from claims_db.articles.saying.speech import Range
from claims_db.articles.text import grammar
from claims_db.articles.text.grammar import vocabulary
from claims_db.articles.text.prose import Prose

_SAYING = frozenset(word for word, cue in CUES.items() if cue.form == "ing") | {"according", "citing", "referring"}
_ASIDES = vocabulary("while although though whereas despite which who whose where a meaning throwing well")
_OPENERS = vocabulary("but and still yet so meanwhile however ) ,")
_TRAILING = vocabulary(", ; : — – - . and but")
_GOES_ON = vocabulary("and but because by so not to that or now in for with perhaps even")
_DASHES = vocabulary("— – -")
_HEARERS = vocabulary("reporters the a his her their")
_ADJUNCTS = grammar.PREPOSITIONS | grammar.TIMES | grammar.OBJECTS | vocabulary(", out up last this")
_REACH = 14
"""How many tokens the hearer and the occasion of what is said may take."""


def segment_start(prose: Prose, place: int, first: int) -> int:
    """Where the clauses start that end at `place`: after a semicolon, an open bracket or an introducing colon."""
    for start in range(place - 1, first - 1, -1):
        if prose.quote_of[start] >= 0:
            continue
        word = prose.words[start]
        if word == ")":
            break
        if word == ":" and prose.quote_of[start + 1] >= 0:
            return start + 1
        if word == "(" or (word == ";" and place - start > 3):
            return start + 1
    while first < place and prose.words[first] in _OPENERS:
        first += 1
    return first


def close(prose: Prose, start: int, last: int) -> int:
    """The right edge of indirect speech that starts at `start`."""
    place = start
    while place < last:
        if prose.in_block(place):
            place = min(prose.blocks[prose.quote_of[place]][1], last)
            if place < last and prose.words[place - 2] == "," and _aside_follows(prose, place, last):
                break
        elif place > start + 1 and _ends_at(prose, place, last):
            break
        else:
            place += 1
    while place > start and prose.words[place - 1] in _TRAILING:
        place -= 1
    return place


def close_quote(prose: Prose, start: int, last: int) -> int:
    """The end of quoted speech: the quotation, others that follow it directly, and the clause it is part of."""
    end = min(prose.blocks[prose.quote_of[start]][1], last)
    while end < last:
        if prose.quote_of[end] >= 0:
            end = min(prose.blocks[prose.quote_of[end]][1], last)
        elif prose.words[end] in {"and", ","} and end + 1 < last and prose.quote_of[end + 1] >= 0:
            end += 1
        else:
            break
    if end < last and prose.words[end] not in ".,;:—–)" and prose.words[end - 2] not in {",", ".", "?", "!"}:
        return close(prose, end, last)
    return end


def first_comma(prose: Prose, start: int, end: int) -> int:
    """The first comma in a range, inside a quotation's end too; its end where there is none."""
    for place in range(start + 2, end):
        number = prose.quote_of[place]
        if prose.words[place] == ",":
            if number < 0:
                return place
            if prose.blocks[number][1] == place + 2:
                return place + 2
    return end


def _ends_at(prose: Prose, place: int, last: int) -> bool:
    word = prose.words[place]
    if word == ",":
        return _aside_follows(prose, place + 1, last)
    if word in {";", "according"}:
        return True
    if word in {"and", "but"}:
        return _says_on(prose, place + 1, last)
    return False


def _aside_follows(prose: Prose, place: int, last: int) -> bool:
    """Tell whether what follows a comma is no longer part of what is said."""
    words = prose.words
    word = words[place] if place < last else ""
    if word in _SAYING:
        return True
    if "," in words[place + 1 : min(place + 4, last)]:
        return False
    if word in {"and", "but", "as"}:
        return _parts(prose, place, last)
    if word == "a" and place + 1 < last and prose.quote_of[place + 1] >= 0:
        return False
    occasion = word in {"in", "on"} and speakers.is_occasion(prose, place, last)
    another = word in grammar.PERSONAL and new_speaker(prose, place, last)
    even = word == "even" and words[place + 1] in {"as", "though", "if", "when"} if place + 1 < last else False
    return occasion or another or even or word in _ASIDES or _tag_follows(prose, place, last)


def _parts(prose: Prose, place: int, last: int) -> bool:
    """Tell whether a conjunction after a comma leaves what is said: for a contrast, or for somebody else's words."""
    after = prose.words[place + 1] if place + 1 < last else ""
    contrast = prose.words[place] == "but" and after != "that" and not grammar.is_verb(after)
    return contrast or new_speaker(prose, place + 1, last) or _says_on(prose, place + 1, last)


def _says_on(prose: Prose, place: int, last: int) -> bool:
    """Tell whether the speaker goes on with a verb of saying: "... and also noted that"."""
    while place < last and grammar.is_adverb(prose.words[place]):
        place += 1
    cue = CUES.get(prose.words[place]) if place < last else None
    return bool(
        cue and cue.form != "base" and not cue.often_noun and cue.lemma not in {"find", "show", "feel", "think"}
    )


def new_speaker(prose: Prose, start: int, last: int) -> bool:
    """Tell whether a clause with a subject and verb of saying of its own starts here."""
    for place in range(start, min(start + 8, last)):
        word = prose.words[place]
        if prose.quote_of[place] >= 0 or word in ",;.":
            return False
        cue = CUES.get(word)
        if cue and place > start and cue.allows & {"p", "q"} and not cue.often_noun and cue.form != "ing":
            return True
    return False


def _tag_follows(prose: Prose, start: int, last: int) -> bool:
    """Tell whether ", he said." or ", said Smith" closes the clause here."""
    for place in range(start, min(start + 6, last)):
        word = prose.words[place]
        if prose.quote_of[place] >= 0 or word in ",;.":
            return False
        cue = CUES.get(word)
        if cue and "p" in cue.allows and cue.form in {"past", "s"} and not cue.often_noun:
            return place == start or place + 1 >= last or prose.words[place + 1] in ".,;"
    return False


def tail(prose: Prose, place: int, last: int, *, whole: bool = False) -> Range | None:
    """What is said after an interruption that ends at `place`: a second quotation, or the sentence going on.

    With `whole`, whatever follows the comma belongs to it.
    """
    if place + 1 >= last or prose.words[place] not in {",", ":", *_DASHES}:
        return None
    following = place + 1
    if prose.in_block(following):
        return following, close_quote(prose, following, last)
    word = prose.words[following]
    if word in {"and", "but", "because", "that"} and following + 1 < last and prose.in_block(following + 1):
        return following, close_quote(prose, following + 1, last)
    if new_speaker(prose, following, last) or _says_on(prose, following, last) or _says_on(prose, following + 1, last):
        return None
    if whole or word in _GOES_ON or prose.is_verb(following):
        return following, close(prose, following, last)
    return None


def second_quote(prose: Prose, place: int, last: int) -> Range | None:
    """The quotation that goes on after an interruption with an aside: "..., said Lee, speaking of it, “and ...”"."""
    for start in range(place, min(place + _REACH, last)):
        if prose.in_block(start):
            lower = start + 1 < last and prose.raws[start + 1].islower()
            goes_on = start == place or (prose.words[start - 1] == "," and lower)
            return (start, close_quote(prose, start, last)) if goes_on else None
        if prose.words[start] in CUES:
            return None
    return None


def after_occasion(prose: Prose, start: int, last: int, *, addressed: bool = False) -> int:
    """The comma that follows a hearer or an occasion ("he told CNN on Monday, ..."), or `start` where none does."""
    if start >= last:
        return start
    hearer = addressed and (prose.is_capital(start) or prose.words[start] in _HEARERS)
    if not hearer and not is_adjunct(prose, start):
        return start
    for place in range(start, min(start + _REACH, last)):
        word = prose.words[place]
        if word == ",":
            return place
        if (
            prose.in_block(place)
            or word in ".;:"
            or word == "that"
            or grammar.is_personal(word)
            or prose.is_verb(place)
        ):
            break
    return start


def is_adjunct(prose: Prose, start: int) -> bool:
    """Tell whether an adverbial may start here: "on Monday", "earlier", "to him"."""
    return prose.words[start] in _ADJUNCTS


def has_verb(prose: Prose, start: int, end: int) -> bool:
    """Tell whether a range holds a finite verb or a quotation, and so can be a statement."""
    for place in range(start, end):
        word = prose.words[place]
        if prose.quote_of[place] >= 0 or grammar.is_verb(word) or word.endswith(("n't", "n’t")):
            return True
        if grammar.is_personal(word) and word not in grammar.PERSONAL:
            return True
    return False
