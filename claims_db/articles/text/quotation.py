"""Quotation marks: every way news writes them brought to one, and what stands between them.

Promises: `normalise` keeps the length of a text, so that offsets stay true; a quotation that runs over several
paragraphs, each opened anew and only the last closed, is one quotation. Refuses to guess at apostrophes: single
marks count only where both ends are unmistakable.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

LONGEST_SINGLE = 300
"""A quotation in single marks is not longer than this, in characters."""

LONGEST_OPEN = 5_000
"""A quotation that is never closed reaches no further than this, in characters."""

_SAME_LENGTH = str.maketrans(
    {"\xa0": " ", "\u2009": " ", "\u202f": " ", "„": "“", "«": "“", "»": "”", "‟": "“", "＂": '"'}
)
_TAG = re.compile(r"<[/!a-zA-Z][^<>\n]{0,500}>")
_TYPEWRITER = re.compile(r"``|''|‘‘|’’|,,(?=\w)")
_MARK = re.compile(r'["“”]')
_SINGLE = re.compile(
    r"(?:(?<=[\s(\[“\"—–-])|^)['‘](?=[^\s'’])([^'‘“”\"\n]|(?<=\w)['’](?=\w)){2,300}?['’](?![\w])", re.MULTILINE
)
_PARAGRAPH = re.compile(r"[^\n]+")
_OPENS_AFTER = " \t\n([{—–-/'‘:"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation as offsets [start, end), its marks included; `pieces` are its paragraphs."""

    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    single: bool = False


def normalise(text: str) -> str:
    """Bring `` '' and foreign marks to typographic double quotes, hard spaces to spaces; the length stays."""
    text = text.translate(_SAME_LENGTH)
    if "<" in text:
        text = _TAG.sub(lambda match: " " * len(match.group()), text)
    if "`" in text or "''" in text or "’’" in text or "‘‘" in text or ",," in text:
        text = _TYPEWRITER.sub(lambda match: _typewriter(text, match), text)
    return text


def _typewriter(text: str, match: re.Match[str]) -> str:
    if match.group() in {"``", "‘‘", ",,"}:
        return " “"
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    opens = (not before or before in _OPENS_AFTER) and bool(after) and not after.isspace()
    return " “" if opens else "” "


def find_quotes(text: str) -> tuple[Quote, ...]:
    """The quotations of a normalised text from left to right; none lies in another."""
    pieces: list[tuple[int, int, bool]] = []
    for paragraph in _PARAGRAPH.finditer(text):
        pieces += _pieces(text, paragraph.start(), paragraph.end())
    quotes = _joined(text, pieces)
    return _with_single(text, quotes)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """The quotations of one paragraph; the flag tells whether a closing mark was found."""
    found: list[tuple[int, int, bool]] = []
    opened = -1
    for match in _MARK.finditer(text, start, end):
        place, mark = match.start(), match.group()
        if opened < 0:
            if mark == "“" or (mark == '"' and _may_open(text, place, end)):
                opened = place
        elif mark == "”" or not _must_open(text, place, start, end):
            found.append((opened, place + 1, True))
            opened = -1
        else:
            found.append((opened, _trimmed(text, opened, place), True))
            opened = place
    if opened >= 0:
        found.append((opened, min(end, opened + LONGEST_OPEN), False))
    return found


def _may_open(text: str, place: int, end: int) -> bool:
    return place + 1 < end and not text[place + 1].isspace()


def _must_open(text: str, place: int, start: int, end: int) -> bool:
    before = text[place - 1] if place > start else " "
    return before.isspace() and _may_open(text, place, end) and text[place + 1] not in ".,;:!?)"


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _joined(text: str, pieces: list[tuple[int, int, bool]]) -> list[Quote]:
    """Join a quotation left open at the end of its paragraph with the one that opens the next paragraph."""
    quotes: list[Quote] = []
    run: list[tuple[int, int]] = []
    for piece, following in pairwise([*pieces, None]):
        if piece is None:
            break
        start, end, closed = piece
        run.append((start, end))
        if not closed and following and not text[end : following[0]].strip():
            continue
        quotes.append(Quote(run[0][0], run[-1][1], tuple(run)))
        run = []
    return quotes


def _with_single(text: str, quotes: list[Quote]) -> tuple[Quote, ...]:
    if "'" not in text and "‘" not in text:
        return tuple(quotes)
    found = list(quotes)
    spans = iter([*((quote.start, quote.end) for quote in quotes), (len(text), len(text))])
    current = next(spans)
    for match in _SINGLE.finditer(text):
        while current[1] <= match.start():
            current = next(spans, (len(text), len(text) + 1))
        if match.end() <= current[0] and match.end() - match.start() <= LONGEST_SINGLE:
            found.append(Quote(match.start(), match.end(), ((match.start(), match.end()),), single=True))
    return tuple(sorted(found, key=lambda quote: quote.start))
