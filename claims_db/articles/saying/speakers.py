"""Who a verb of saying belongs to: the noun phrase before it, after it, or that of the sentence.

Promises: ranges of tokens, apposition and relative clause included. Works by closed word classes and form, since there
is no parser; a phrase that cannot be bounded is cut short next to the verb rather than guessed at. Refuses to say who
the phrase stands for.
"""

from claims_db.articles.text import grammar
from claims_db.articles.text.grammar import vocabulary
from claims_db.articles.text.prose import Prose

LONGEST_ASIDE = 32
"""How many tokens an apposition or a relative clause between a subject and its verb may have."""
LONGEST_PHRASE = 24

_BOUNDARIES = frozenset(',;:—–“”"!?…(') | {"."}
_ASIDE_STARTS = grammar.RELATIVES | vocabulary(
    """
    though however too meanwhile for a an the one former then now in on at during speaking appearing also when asked
    like along including
    """
)
_NO_PART = grammar.SUBORDINATORS | grammar.RELATIVES | grammar.PERSONAL
_NO_SUBJECT = vocabulary("that this there")
_STOPS_AFTER = vocabulary(
    """
    adding noting saying who when as while but and during after before referring speaking
    """
)

_CLOSED = grammar.PREPOSITIONS | grammar.SUBORDINATORS | grammar.AUXILIARIES | (grammar.POSSESSIVES - {"his", "her"})
_APPOSITIONS = vocabulary("a an the who whose which one former chief director head president jr of")

Range = tuple[int, int]


def verb_start(prose: Prose, cue: int, first: int) -> int:
    """The first token of the verb group that ends in `cue`: "has also repeatedly said"."""
    place = cue
    while place > first and prose.quote_of[place - 1] < 0:
        word = prose.words[place - 1]
        timed = word in grammar.DAYS or (word in {"week", "month", "year", "on"} and place - 1 > first)
        adverb = grammar.is_adverb(word) and not prose.is_capital(place - 1)
        if word not in grammar.AUXILIARIES and not adverb and word not in {"to", "last"} and not timed:
            break
        place -= 1
    return place


def before(prose: Prose, verb: int, first: int) -> Range | None:
    """The subject that ends right before `verb`, within a sentence that starts at `first`."""
    last = verb
    if last <= first:
        return None
    word = prose.words[last - 1]
    if word in ",—–)-" and prose.quote_of[last - 1] < 0:
        return _with_aside(prose, last - 1, first, word)
    if word in {"who", "which"}:
        start = _relative_head(prose, last - 1, first)
        return start, last
    return _phrase(prose, last, first)


def _relative_head(prose: Prose, relative: int, first: int) -> int:
    """Where the phrase starts that a relative pronoun stands for."""
    place = relative
    if place > first and prose.words[place - 1] == ",":
        place -= 1
    head = _phrase(prose, place, first)
    return head[0] if head else relative


def _with_aside(prose: Prose, comma: int, first: int, mark: str) -> Range | None:
    """A subject with an aside between it and its verb: "Ann Lee, who runs the site, said"."""
    opening = "(" if mark == ")" else mark
    floor = max(first, comma - LONGEST_ASIDE)
    places = [p for p in range(comma - 1, floor - 1, -1) if prose.words[p] == opening and prose.quote_of[p] < 0]
    for place in places[:3]:
        if place == first:
            continue
        after = prose.words[place + 1]
        if (
            mark == ")"
            or mark in "—–-"
            or after in _ASIDE_STARTS
            or prose.raws[place + 1][0].isupper()
            or after[0].isdigit()
            or is_title(prose, place + 1)
        ):
            head = before(prose, place, first) if prose.words[place - 1] == ")" else _phrase(prose, place, first)
            if head and _is_tag(prose, head[0]) and head[0] - 1 > first:
                head = _phrase(prose, head[0] - 1, first)
            if head and (place == places[0] or after in grammar.RELATIVES or after in {"a", "an", "the"}):
                return head[0], comma if mark == "," else comma + 1
        if after in grammar.RELATIVES:
            break
    return None


def _is_tag(prose: Prose, place: int) -> bool:
    """Tell whether a token is a politician's party and state or somebody's age: "R-Fla.", "35"."""
    word = prose.words[place]
    return (word[:2] in {"r-", "d-", "i-"} or word.isdigit()) and prose.words[place - 1] == ","


def _phrase(prose: Prose, last: int, first: int) -> Range | None:
    """The noun phrase that ends before `last`."""
    if prose.in_block(last - 1):
        return None
    if prose.words[last - 1] in grammar.PERSONAL:
        return last - 1, last
    if not _is_noun_like(prose, last - 1):
        return None
    place, floor = last - 1, max(first, last - LONGEST_PHRASE)
    while place > floor and not _bounds(prose, place - 1, floor):
        if prose.is_verb(place - 1) and not _is_adjective(prose, place - 1):
            head = _restricted(prose, place - 1, first)
            if head is not None:
                return head, last
            break
        place -= 1
    start = _without_adjunct(prose, place, last)
    return (start, last) if start < last else None


def _bounds(prose: Prose, place: int, floor: int) -> bool:
    """Tell whether a token cannot be part of the noun phrase that ends behind it."""
    word = prose.words[place]
    if word in {"and", "or"}:
        return not _joins(prose, place, floor)
    return word in _BOUNDARIES or word in _NO_PART or prose.in_block(place)


def _restricted(prose: Prose, verb: int, first: int) -> int | None:
    """Where the phrase starts whose relative clause holds `verb`: "two women who accused him said"."""
    for place in range(verb, max(first, verb - 8), -1):
        word = prose.words[place]
        if word == "who":
            head = _phrase(prose, place, first)
            return head[0] if head else None
        if word in ",;:.“”" or prose.quote_of[place] >= 0:
            return None
    return None


def _is_noun_like(prose: Prose, place: int) -> bool:
    word = prose.words[place]
    if not (word[0].isalnum() or word in {")", "’", "'"} or len(word) > 1):
        return False
    return word not in _CLOSED and word not in {"and", "or", "the", "a", "an", "not", "no", "to"}


def _joins(prose: Prose, conjunction: int, floor: int) -> bool:
    """Tell whether "and" joins two names or two nouns rather than two clauses."""
    if conjunction - 1 < floor:
        return False
    left, right = prose.raws[conjunction - 1], prose.raws[conjunction + 1]
    if right.lower() in grammar.DETERMINERS and not left[0].isupper():
        return False
    return left[0].isupper() == right[0].isupper() or left[0].isupper()


def _is_adjective(prose: Prose, place: int) -> bool:
    """Tell whether a word in -ed stands before its noun: "the retired general"."""
    if not prose.words[place].endswith("ed") or place == 0:
        return False
    before = prose.words[place - 1]
    return before in grammar.DETERMINERS or before in {"and", "former", "other", ","}


def _without_adjunct(prose: Prose, first: int, last: int) -> int:
    """Where the phrase proper starts, "On Monday" or "In the report" before it left out."""
    words = prose.words
    if words[first] in {"but", "and", "so", "still", "then", "meanwhile", "later", "earlier"} or (
        words[first] in grammar.ADVERBS | grammar.DAYS and first + 1 < last and words[first] not in {"all", "both"}
    ):
        return _without_adjunct(prose, first + 1, last) if first + 1 < last else first
    if words[first] not in grammar.PREPOSITIONS:
        return first
    for place in range(last - 1, first + 1, -1):
        if words[place] in grammar.DETERMINERS and words[place - 1] not in grammar.PREPOSITIONS:
            return place
    place = last - 1
    while (
        place > first + 1
        and prose.raws[place - 1][0].isupper()
        and words[place - 1] not in grammar.DAYS | grammar.MONTHS
    ):
        place -= 1
    return place if words[place] not in grammar.DAYS else last


def after(prose: Prose, start: int, last: int) -> Range | None:
    """The subject that starts at `start`, right after its verb: "said Ann Lee, an economist at the bank"."""
    if start >= last or prose.quote_of[start] >= 0:
        return None
    if prose.words[start] in grammar.PERSONAL:
        return start, start + 1
    if not _starts_phrase(prose, start):
        return None
    place = start + 1
    while place < last and not _stops(prose, place, last):
        if prose.is_verb(place) and not grammar.RELATIVES.intersection(prose.words[start:place]):
            trailing = "," in prose.words[start:place] or prose.words[place].endswith("ed")
            if not trailing and not _is_adjective(prose, place):
                return None
            break
        place += 1
    while place > start and prose.words[place - 1] in {",", "and"}:
        place -= 1
    return (start, place) if place > start else None


def _starts_phrase(prose: Prose, place: int) -> bool:
    word = prose.words[place]
    if grammar.is_personal(word) or word in _NO_SUBJECT or word in grammar.DAYS:
        return False
    return prose.is_capital(place) or word in grammar.DETERMINERS or (word[0].isalpha() and not _closed(word))


def _stops(prose: Prose, place: int, last: int) -> bool:
    """Tell whether a noun phrase that follows its verb is over at `place`."""
    word = prose.words[place]
    if word == ",":
        return not aside_follows(prose, place, last)
    if word in {"in", "on", "during", "at", "to"}:
        return is_occasion(prose, place, last)
    if word in _STOPS_AFTER:
        return word != "and" and prose.words[place - 1] != ","
    return word in ".;:—–!?…" or word in grammar.DAYS or word == "that" or prose.in_block(place)


def _closed(word: str) -> bool:
    return (
        word in grammar.PREPOSITIONS
        or word in grammar.SUBORDINATORS
        or word in grammar.AUXILIARIES
        or word in grammar.OBJECTS
        or grammar.is_adverb(word)
        or word in {"and", "not", "no", "to"}
    )


def aside_follows(prose: Prose, comma: int, last: int) -> bool:
    """Tell whether an apposition or relative clause follows a comma."""
    if comma + 1 >= last:
        return False
    if prose.is_capital(comma + 1) and prose.raws[comma - 1].islower():
        return True
    word = prose.words[comma + 1]
    suffix = prose.words[comma - 1] in {"d", "r"}
    return word in _APPOSITIONS or word[0].isdigit() or suffix or is_title(prose, comma + 1)


def is_title(prose: Prose, place: int) -> bool:
    """Tell whether a lower-case word that follows a name's comma begins a title: "executive director of"."""
    raw = prose.raws[place]
    return raw.islower() and raw.isalpha() and not _closed(raw) and not raw.endswith("ing") and not grammar.is_verb(raw)


_OCCASIONS = vocabulary(
    """
    statement interview email e-mail tweet speech memo letter telephone phone news press rally hearing debate post
    report conference twitter facebook reporters cnn nbc msnbc abc cbs fox briefing video ad event forum appearance
    address release
    """
)


def is_occasion(prose: Prose, place: int, last: int) -> bool:
    """Tell whether a preposition begins the occasion of what was said: "in an interview", "on Twitter"."""
    return any(word in _OCCASIONS for word in prose.words[place + 1 : min(place + 5, last)])


def of_sentence(prose: Prose, first: int, last: int) -> Range | None:
    """The subject of the sentence, by the first verb after a noun phrase; adjuncts at its start are left out."""
    words = prose.words
    if first < last and words[first] == "there":
        first += 1
    for place in range(first, last):
        if prose.in_block(place):
            continue
        if place > first and prose.raws[place].islower() and grammar.is_verb(words[place]):
            start = verb_start(prose, place, first)
            subject = before(prose, start, first)
            if subject:
                return subject
    if first < last and words[first] in grammar.PERSONAL:
        return first, first + 1
    place = first
    while place < last and prose.raws[place][0].isupper() and prose.quote_of[place] < 0:
        place += 1
    return (first, place) if place > first and not _closed(words[first]) else None
