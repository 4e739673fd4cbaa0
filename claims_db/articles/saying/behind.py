"""Verbs that stand after or inside what is said: "..., she said", "..., said Ann Lee", "The plan, he said, would ...".

Promises: the subject and the ranges of what is said, or None where the verb stands otherwise.
"""

from claims_db.articles.saying import edges, speakers
from claims_db.articles.saying.cues import Cue
from claims_db.articles.saying.speech import Range, Verb
from claims_db.articles.text import grammar
from claims_db.articles.text.grammar import vocabulary
from claims_db.articles.text.prose import Prose

_COMMAS = vocabulary(", — –")
_WAITING = grammar.PREPOSITIONS | grammar.SUBORDINATORS | {"even", "what", "whatever", "once", "asked"}
_LONGEST_OCCASION = 16

Found = tuple[Range, tuple[Range, ...]]


def read(verb: Verb) -> Found | None:
    """The subject and content of a verb that follows or interrupts what is said."""
    prose, cue, first = verb.prose, verb.cue, verb.first
    if not cue.allows & {"p", "q"} or cue.form == "ing" or verb.start <= first:
        return None
    if prose.words[verb.start - 1] in _COMMAS or prose.ends_block(verb.start - 1):
        found = _inverted(verb)
        if found:
            return found
    source = speakers.before(prose, verb.start, first)
    if source is None:
        return None
    edge = source[0] - (prose.words[source[0] - 1] == "as")
    if edge <= first:
        return None
    quoted = prose.ends_block(edge - 1) and not _is_title(prose, edge - 1, first)
    if quoted or (prose.words[edge - 1] in _COMMAS and "p" in cue.allows):
        return _around(verb, source, edge)
    return None


def _is_title(prose: Prose, place: int, first: int) -> bool:
    """Tell whether the quotation that ends here is a programme's or a book's title in an adjunct."""
    start, end = prose.blocks[prose.quote_of[place]]
    if end - start > 9 or start <= first or not prose.is_title(start, end):
        return False
    return prose.words[first] in grammar.PREPOSITIONS | grammar.DAYS | {"appearing", "speaking"}


def _inverted(verb: Verb) -> Found | None:
    """Read "..., said Ann Lee"."""
    prose, first, last, before = verb.prose, verb.first, verb.last, verb.start - 1
    quoted = prose.ends_block(before)
    if verb.group or (not quoted and "p" not in verb.cue.allows) or (quoted and _is_title(prose, before, first)):
        return None
    source = speakers.after(prose, verb.place + 1, last)
    if source is None or (not quoted and not _may_invert(verb, source)):
        return None
    start = edges.segment_start(prose, verb.start, first)
    edge = verb.start if quoted else before
    if edge - start < 2:
        return None
    whole = not quoted and not edges.has_verb(prose, start, edge)
    rest = edges.after_occasion(prose, source[1], last)
    tail = edges.tail(prose, rest, last, whole=whole)
    if quoted and tail is None:
        tail = edges.second_quote(prose, source[1], last)
    return source, ((start, edge), tail) if tail else ((start, edge),)


def _may_invert(verb: Verb, source: Range) -> bool:
    """Tell "The deal is off, said Lee" from "Lee, the mayor, said Cole was right"."""
    prose, first, last, rest = verb.prose, verb.first, verb.last, source[1]
    ends = rest >= last or prose.words[rest] in ".,;"
    if not ends and prose.words[rest] not in grammar.PREPOSITIONS | grammar.DAYS | {"who", "when", "as", "—", "–"}:
        return False
    subject = speakers.before(prose, verb.start, first)
    if subject is None:
        return True
    if prose.words[verb.start + 1] in grammar.PERSONAL | grammar.DETERMINERS or not ends:
        return False
    if subject[0] == first:
        return edges.has_verb(prose, first, verb.start) and not prose.is_capital(first + 1)
    return edges.has_verb(prose, first, subject[0]) or (rest >= last or prose.words[rest] in ".;")


def _around(verb: Verb, source: Range, edge: int) -> Found | None:
    """What is said before "X said", and after it where the sentence goes on."""
    prose, last = verb.prose, verb.last
    quoted = prose.ends_block(edge - 1)
    left = (edges.segment_start(prose, edge, verb.first), edge if quoted else edge - 1)
    rest = edges.after_occasion(prose, verb.place + 1, last, addressed="a" in verb.cue.allows)
    if quoted:
        tail = edges.tail(prose, rest, last) or edges.second_quote(prose, verb.place + 1, last)
        return source, (left, tail) if tail else (left,)
    closes = rest >= last or prose.words[rest] in ".;" or prose.words[rest] in _COMMAS
    if not closes and not _only_occasion(prose, rest, last, verb.cue):
        return None
    adjunct = _waits(prose, left)
    bare = left[1] - left[0] < 3 or not edges.has_verb(prose, *left)
    tail = edges.tail(prose, rest, last, whole=adjunct or bare)
    if tail is None:
        return None if bare else (source, (left,))
    if adjunct and prose.in_block(tail[0]):
        return None
    return (source, (left, tail)) if left[1] > left[0] else (source, (tail,))


def _waits(prose: Prose, left: Range) -> bool:
    """Tell whether words wait for their main clause: "After the vote", "If it rains"."""
    start, end = left
    if start >= end or "," in prose.words[start:end]:
        return False
    word = prose.words[start]
    if word in {"this", "last", "earlier", "later"}:
        return prose.words[start + 1] in grammar.TIMES | {"in", "on"}
    return word in _WAITING


def _only_occasion(prose: Prose, start: int, last: int, cue: Cue) -> bool:
    """Tell whether all that follows is when, where and to whom it was said."""
    rest = prose.words[start:last]
    if len(rest) > _LONGEST_OCCASION or "that" in rest[:8]:
        return False
    opens = rest[0] in grammar.TIMES | grammar.PREPOSITIONS or "a" in cue.allows
    return opens and not any(prose.is_verb(p) or grammar.is_personal(prose.words[p]) for p in range(start, last))
