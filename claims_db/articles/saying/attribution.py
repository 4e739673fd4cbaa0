"""Who says what in a whole text: the acts of saying in its sentences, quotations joined and continued.

Promises: acts of saying in reading order, as ranges of tokens. Works from left to right over the cue table; where a
construction cannot be told apart by form the weaker reading is refused. Refuses to name anybody.
"""

from collections.abc import Iterator
from dataclasses import replace

from claims_db.articles.saying import edges, hearsay, speakers, verbs
from claims_db.articles.saying.cues import CUES
from claims_db.articles.saying.speech import Range, Shape, Speech, Verb
from claims_db.articles.text.prose import Prose

SHORT = 9
"""A quotation alone in its paragraph continues the speech before it if it has more tokens than this."""

_NEAR = 6
"""How many acts of saying away one may stand that holds another."""


def attributions(prose: Prose) -> list[Speech]:
    """Every act of saying found in a text."""
    found: list[Speech] = []
    before = 0
    for first, last in prose.sentences:
        here = list(_in_sentence(prose, first, last))
        here += _introduced(prose, first, last, here)
        if not here and _mostly_quoted(prose, first, last):
            _continue(prose, found, before, (first, last))
            continue
        before = len(found)
        found += here
    return _folded(found)


def _in_sentence(prose: Prose, first: int, last: int) -> Iterator[Speech]:
    labelled = hearsay.labelled(prose, first, last)
    if labelled:
        yield labelled
    titled: bool | None = None
    before: Speech | None = labelled
    for place in range(first, last):
        word = prose.words[place]
        if word not in _KNOWN or prose.in_block(place):
            continue
        if place > first and prose.is_capital(place):
            titled = _is_headline(prose, first, last) if titled is None else titled
            if not titled:
                continue
        found = _at(prose, place, first, last)
        if found:
            before = _shared(prose, found, before)
            yield before


_KNOWN = frozenset(CUES) | hearsay.ADVERBS | {"according"}


def _shared(prose: Prose, speech: Speech, before: Speech | None) -> Speech:
    """A second verb shares the subject of the first: "..., adding that", "... and warned that"."""
    if before is None or before.source is None or speech.shape in {Shape.HEARSAY, Shape.ACCORDING}:
        return speech
    verb = speakers.verb_start(prose, speech.cue[0], before.cue[0])
    joined = prose.words[verb - 1] in {"and", "but", "then"}
    participle = prose.words[verb - 1] == "," and prose.words[speech.cue[0]].endswith("ing")
    return replace(speech, source=before.source) if joined or participle else speech


def _at(prose: Prose, place: int, first: int, last: int) -> Speech | None:
    word = prose.words[place]
    if word == "according":
        to = prose.words[place + 1 : place + 2] == ["to"]
        return hearsay.according(prose, place, first, last) if to and place + 2 < last else None
    if word == "reported" and prose.words[place - 1 : place + 2] == ["as", "reported", "by"] and place + 2 < last:
        return hearsay.according(prose, place, first, last)
    if word in hearsay.ADVERBS:
        return hearsay.adverb(prose, place, first, last)
    verb = Verb(prose, CUES[word], place, speakers.verb_start(prose, place, first), first, last)
    return verbs.read(verb)


def _is_headline(prose: Prose, first: int, last: int) -> bool:
    longer = [raw for raw in prose.raws[first:last] if len(raw) > 3 and raw.isalpha()]
    return len(longer) > 2 and sum(raw[0].isupper() for raw in longer) >= 0.75 * len(longer)


def _folded(found: list[Speech]) -> list[Speech]:
    """Put what stands inside somebody else's speech into that speech; a turn in a transcript keeps its own."""
    outer: dict[int, list[Speech]] = {}
    for number, speech in enumerate(found):
        holder = _holder(found, number)
        if holder is not None:
            outer.setdefault(holder, []).append(speech)
    inner = {id(speech) for held in outer.values() for speech in held}
    kept = (
        replace(speech, nested=tuple(outer.get(number, ())))
        for number, speech in enumerate(found)
        if id(speech) not in inner
    )
    return list(kept)


def _holder(found: list[Speech], number: int) -> int | None:
    """The speech near by whose content holds the cue of this one."""
    place = found[number].cue[0]
    for other in range(max(0, number - _NEAR), min(len(found), number + _NEAR + 1)):
        speech = found[other]
        if (
            other != number
            and speech.shape is not Shape.LABELLED
            and any(start <= place < end for start, end in speech.content)
        ):
            return other
    return None


# Quotations without a verb of their own.


def _introduced(prose: Prose, first: int, last: int, here: list[Speech]) -> list[Speech]:
    """Quotations that no known verb covers, yet a colon or their own last comma leaves no doubt about."""
    found: list[Speech] = []
    for number in dict.fromkeys(n for n in prose.quote_of[first:last] if n >= 0):
        start, end = prose.blocks[number]
        covered = any(a <= start < b for speech in here for a, b in speech.content)
        if covered or end - start < 7 or prose.is_title(start, end):
            continue
        if end < last and prose.words[end - 2] == "," and prose.quote_of[end - 1] == number:
            speech = _tagged(prose, (start, end), (first, last))
        elif start > first and _is_opened(prose, start, end, last):
            speech = _opened(prose, (start, min(end, last)), first)
        else:
            speech = None
        found += [speech] if speech else []
    return found


def _opened(prose: Prose, quote: Range, first: int) -> Speech | None:
    """A quotation after a colon; the subject of the sentence speaks."""
    source = speakers.of_sentence(prose, first, quote[0])
    cue = (quote[0] - 1, quote[0])
    return Speech(cue=cue, source=source, content=(quote,), shape=Shape.INTRODUCED, lemma=":") if source else None


def _tagged(prose: Prose, quote: Range, sentence: Range) -> Speech | None:
    """A quotation that ends in a comma, and what follows: "“It is over,” Lee fumed."."""
    first, last = sentence
    end = quote[1]
    source = speakers.of_sentence(prose, end, last)
    if source is None or source[0] > end + 1 or source[1] >= last or not prose.is_verb(source[1]):
        return None
    start = edges.segment_start(prose, end, first)
    cue = (source[1], source[1] + 1)
    return Speech(cue=cue, source=source, content=((start, end),), shape=Shape.BEHIND, lemma=prose.words[source[1]])


def _is_opened(prose: Prose, start: int, end: int, last: int) -> bool:
    """Tell whether a colon, or a comma before a whole sentence in quotes, introduces a quotation."""
    whole = start + 1 < end and prose.is_capital(start + 1) and end >= last
    return prose.words[start - 1] == ":" or (prose.words[start - 1] == "," and whole)


def _mostly_quoted(prose: Prose, first: int, last: int) -> bool:
    inside = sum(number >= 0 for number in prose.quote_of[first:last])
    return prose.quote_of[first] >= 0 and inside >= 0.5 * (last - first)


def _continue(prose: Prose, found: list[Speech], first: int, sentence: Range) -> None:
    """Join a sentence of nothing but quotation with the speech of the sentence before it."""
    recent = range(first, len(found))
    if not recent:
        return
    quoting = (p for p in recent if found[p].shape is Shape.BEHIND and _quotes(prose, found[p]))
    place = next(quoting, recent[-1])
    before = found[place]
    if not prose.breaks[sentence[0]]:
        found[place] = replace(before, content=(*before.content, sentence))
    elif _quotes(prose, before) and sentence[1] - sentence[0] > SHORT:
        found.append(replace(before, content=(sentence,), shape=Shape.CONTINUED))


def _quotes(prose: Prose, speech: Speech) -> bool:
    return any(number >= 0 for start, end in speech.content for number in prose.quote_of[start:end])
