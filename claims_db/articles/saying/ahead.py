"""Verbs that stand before what is said: "said that", "told CNN he", "called it a hoax", "denied the report".

Promises: where what is said starts and ends, and in which shape. A bare clause is taken only after a verb that can
have one, and only where the words look like a clause.
"""

from claims_db.articles.saying import edges, speakers
from claims_db.articles.saying.cues import CUES, Cue
from claims_db.articles.saying.speech import Range, Shape
from claims_db.articles.text import grammar
from claims_db.articles.text.grammar import vocabulary
from claims_db.articles.text.prose import Prose

_WINDOW = 14
_PARTICLES = vocabulary("for on off in into up upon out back to at attention ,")
_CLAUSE_PREPOSITIONS = vocabulary("in on at for after under before during with since without despite by from about")
_NOT_CLAUSES = vocabulary("to so and or nothing goodbye of than little much yes no more")
_LINKS = grammar.PREPOSITIONS | grammar.DETERMINERS
_SPEAKING = vocabulary("say tell")


def read(prose: Prose, place: int, cue: Cue, last: int, *, sourced: bool) -> tuple[Range, Shape] | None:
    """What the cue at `place` says, up to `last`; None where it says nothing."""
    opened = _open(prose, place, cue, last, sourced=sourced)
    if opened is None:
        return None
    start, shape = opened
    if shape is Shape.QUOTED:
        end = edges.close_quote(prose, start, last)
    elif shape is Shape.NAMED:
        end = _after_name(prose, start, last) or edges.close(prose, start, last)
    elif shape is Shape.OBJECT:
        end = _object_end(prose, start, edges.close(prose, start, last))
    else:
        end = edges.close(prose, start, last)
    return ((start, end), shape) if end - start >= 2 else None


def _open(prose: Prose, before: int, cue: Cue, last: int, *, sourced: bool) -> tuple[int, Shape] | None:
    """Where what is said starts, by the first reading that the verb allows and the words bear out."""
    allows = cue.allows
    start = before + 1
    while start < last and _is_skipped(prose.words[start]) and start - before < 3:
        start += 1
    if start >= last:
        return None
    readings = (
        ("t", Shape.THAT, lambda: _clause_of(prose, _find_that(prose, start, last, addressed="a" in allows), last)),
        ("w", Shape.WHETHER, lambda: start if prose.words[start] in {"whether", "if"} else None),
        ("i", Shape.INFINITIVE, lambda: start if prose.words[start] == "to" else None),
        ("n", Shape.NAMED, lambda: start if _is_named(prose, start, last, cue) else None),
        ("q", Shape.QUOTED, lambda: _quote_ahead(prose, start, last)),
        ("b", Shape.BARE, lambda: _bare(prose, start, last, cue) if sourced else None),
        ("u", Shape.OBJECT, lambda: _after_particle(prose, start, last, cue)),
        ("o", Shape.OBJECT, lambda: start if _is_object(prose, start) else None),
    )
    for letter, shape, reading in readings:
        place = reading() if letter in allows else None
        if place is not None:
            return place, shape
    return None


def _is_skipped(word: str) -> bool:
    """Tell whether an adverb belongs to the verb; a negation never does, it belongs to what is said."""
    return grammar.is_adverb(word) and word not in grammar.NEGATIONS


def _clause_of(prose: Prose, that: int | None, last: int) -> int | None:
    """The token after "that"; None where a verb follows, for then it stands for a thing: "reports that were late"."""
    return None if that is None or that + 1 >= last or prose.is_verb(that + 1) else that + 1


def _find_that(prose: Prose, start: int, last: int, *, addressed: bool) -> int | None:
    """The "that" which opens a clause, with nothing but hearer and occasion before it."""
    for place in range(start, min(start + _WINDOW, last)):
        word = prose.words[place]
        if word == "that" and not prose.in_block(place):
            if place == start:
                return place
            allowed = addressed or (edges.is_adjunct(prose, start) and not _is_infinitive(prose, start))
            return place if allowed and prose.words[place - 1] not in grammar.PREPOSITIONS else None
        if prose.in_block(place) or word in ".;:?!" or prose.is_verb(place) or word in grammar.PERSONAL - {"you"}:
            return None
    return None


def _is_infinitive(prose: Prose, start: int) -> bool:
    """Tell "to veto the bill that" from "to the crowd that"."""
    after = prose.words[start + 1]
    hearer = after in grammar.DETERMINERS | grammar.OBJECTS | {"reporters", "voters"} or prose.is_capital(start + 1)
    return prose.words[start] == "to" and not hearer


def _quote_ahead(prose: Prose, start: int, last: int) -> int | None:
    """The place of a quotation that follows with nothing but its occasion or its hearer before it."""
    words = prose.words
    for place in range(start, min(start + _WINDOW, last)):
        if prose.in_block(place):
            marked = words[place - 1] in {",", ":", "-", "—", "–"}
            if place == start or (place == start + 1 and marked):
                return place
            adjunct = (
                edges.is_adjunct(prose, start) or prose.is_capital(start) or words[start] in {"reporters", "the", "a"}
            )
            return place if adjunct and marked else None
        if words[place] in ".;" or prose.is_verb(place):
            return None
    return None


def _is_named(prose: Prose, start: int, last: int, cue: Cue) -> bool:
    """Tell whether something is given a name: "called it a hoax", "described the plan as bold"."""
    words = prose.words
    if words[start] in _PARTICLES:
        return False
    window = range(start, min(start + _WINDOW, last))
    if cue.lemma in {"describe", "characterize", "denounce", "assess", "portray"}:
        return any(words[p] == "as" for p in window)
    if any(prose.quote_of[p] >= 0 for p in window) or _quote_without_comma(prose, start, last):
        return True
    after = words[start + 1] if start + 1 < last else "."
    return words[start] in grammar.OBJECTS - {"her"} and after not in grammar.PREPOSITIONS | {
        ".",
        ",",
        "and",
        "something",
    }


def _quote_without_comma(prose: Prose, start: int, last: int) -> bool:
    for place in range(start, min(start + 26, last)):
        if prose.quote_of[place] >= 0:
            return True
        if prose.words[place] == ",":
            return False
    return False


def _after_name(prose: Prose, start: int, last: int) -> int | None:
    """The end of the last quotation in a name: "called it “a hoax” and “a shame” on Monday"."""
    end = None
    for place in range(start, min(start + 40, last)):
        if prose.quote_of[place] < 0:
            ahead = _goes_on_naming(prose, place, last)
            if prose.words[place] in ";:" or (
                end is not None and not (ahead and prose.words[end] in {"and", "or", ","})
            ):
                return end
        elif prose.blocks[prose.quote_of[place]][1] == place + 1:
            end = place + 1
    return end


def _goes_on_naming(prose: Prose, start: int, last: int) -> bool:
    """Tell whether another quotation follows with no verb of saying before it."""
    for place in range(start, min(start + 5, last)):
        if prose.quote_of[place] >= 0:
            return True
        if prose.words[place] in CUES:
            return False
    return False


_ABOUT = {
    "call": vocabulary("for on"),
    "warn": vocabulary("of about against"),
    "complain": vocabulary("about of"),
    "agree": vocabulary("with"),
    "speculate": vocabulary("about on"),
}


def _after_particle(prose: Prose, start: int, last: int, cue: Cue) -> int | None:
    """What a verb with its preposition says: "called for a vote", "pointed to the report", "warned of a flood"."""
    ahead = start + 2 < last and prose.words[start] in _ABOUT[cue.lemma]
    return start + 1 if ahead and _is_object(prose, start + 1) else None


_NO_OBJECT = (
    grammar.PREPOSITIONS | grammar.SUBORDINATORS | grammar.AUXILIARIES | grammar.PERSONAL | vocabulary("and or to not")
)


def _is_object(prose: Prose, start: int) -> bool:
    word = prose.words[start]
    if "ago" in prose.words[start : start + 4]:
        return False
    return (
        word in grammar.DETERMINERS | grammar.OBJECTS
        or prose.is_capital(start)
        or word[0] in "$€£0123456789"
        or (word.isalpha() and word not in _NO_OBJECT and not grammar.is_adverb(word))
    )


def _object_end(prose: Prose, start: int, end: int) -> int:
    """Leave out how and when an object was denied or announced."""
    for place in range(start + 2, end):
        if prose.words[place] in _MANNER:
            return place
    return end


_MANNER = vocabulary("by after through because when while before during amid despite until — –")


def _bare(prose: Prose, start: int, last: int, cue: Cue) -> int | None:
    """Where a clause without "that" starts."""
    place = _after_hearer(prose, start, last) if "a" in cue.allows else start
    place = _after_occasion(prose, place, last)
    if place >= last:
        return None
    words = prose.words
    if place + 1 < last and cue.lemma in _SPEAKING and _opens_plainly(prose, place):
        place += 1
    word = words[place]
    if word in ".,;:?!)—–-" or word in _NOT_CLAUSES or word in grammar.PREPOSITIONS - _CLAUSE_PREPOSITIONS:
        return None
    if word in grammar.PREPOSITIONS and cue.lemma not in _SPEAKING:
        return None
    lenient = cue.lemma == "say" and cue.form != "base"
    return place if lenient or _is_clause(prose, place, last) else None


def _opens_plainly(prose: Prose, place: int) -> bool:
    """Tell whether a colon, or a comma before a pronoun, opens a clause without quotation marks."""
    after = prose.words[place + 1]
    comma = prose.words[place] == "," and (grammar.is_personal(after) or after in {"hey", "well"})
    return comma or prose.words[place] == ":"


def _is_clause(prose: Prose, start: int, last: int) -> bool:
    """Tell whether words look like a subject with its verb."""
    word = prose.words[start]
    if grammar.is_personal(word):
        return True
    if word == "about" and not prose.words[min(start + 1, last - 1)][0].isdigit():
        return False
    reach = _WINDOW if word in grammar.CLAUSE_STARTS or prose.is_capital(start) else 5
    for place in range(start + 1, min(start + reach, last)):
        if prose.in_block(place):
            return True
        if prose.words[place] in ".;:":
            return False
        if grammar.is_verb(prose.words[place]) or prose.words[place].endswith(("n't", "n’t")):
            return True
    return False


def _after_hearer(prose: Prose, start: int, last: int) -> int:
    """Skip who was told: "him", "reporters", "the court", "Fox News"."""
    words = prose.words
    place = start
    if words[place] in grammar.OBJECTS | {"reporters", "voters", "supporters"}:
        return place + 1
    if words[place] in grammar.DETERMINERS and words[place] != "it":
        place += 1
        while place < last and words[place] not in ".,;" and place - start < 10:
            if words[place] in grammar.CLAUSE_STARTS and not prose.is_capital(place):
                break
            place += 1
        return place
    while place < last and prose.is_capital(place) and words[place] not in grammar.PERSONAL:
        place += 1
    return place


def _after_occasion(prose: Prose, start: int, last: int) -> int:
    """Skip when, where and to whom it was said."""
    words = prose.words
    place = start
    while place + 1 < last:
        word, after = words[place], words[place + 1]
        if word in grammar.DAYS or (
            word in {"earlier", "later", "recently", "last", "this"} and after in grammar.TIMES
        ):
            place += 1
            while place < last and words[place] in grammar.TIMES:
                place += 1
        elif word in {"in", "on", "at", "to", "during"} and (
            speakers.is_occasion(prose, place, last) or after in grammar.DAYS
        ):
            place = _after_phrase(prose, place, last)
        else:
            break
    return place


def _after_phrase(prose: Prose, start: int, last: int) -> int:
    """Skip a preposition with its noun phrase, up to what looks like the start of a clause."""
    words = prose.words
    place = start + 1 + (words[start + 1] in grammar.DETERMINERS)
    while place < last:
        word = words[place]
        if word in grammar.CLAUSE_STARTS or word in ".,;:" or prose.quote_of[place] >= 0:
            break
        linked = words[place - 1] in _LINKS
        if prose.is_capital(place) and prose.raws[place - 1].islower() and not linked and word not in grammar.DAYS:
            break
        place += 1
        if place < last and words[place - 1] in grammar.PREPOSITIONS and words[place] in grammar.DETERMINERS:
            place += 1
    return place
