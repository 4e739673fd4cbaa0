"""The letters of a page as a reader of its markup sees them, each with its place in that markup; of a text, likewise.

Linear in the length, whatever a page holds. Knows what is text and what is none, and nothing of what it means.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from itertools import groupby
from typing import NamedTuple

_NO_TEXT = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <(?P<raw>script|style|title|textarea|iframe|xmp|noembed|noframes)\b.*?(?:</(?P=raw)\b[^>]*+>|\Z)
      | </?[a-z](?:[^>=]|=\s*"[^"]*"|=\s*'[^']*'|=)*+(?:>|\Z)
      | <[!?/][^>]*+(?:>|\Z)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""Comments, elements whose content is not shown as text, tags, declarations."""
_PIECE = re.compile(r"&(?:amp;)*\#?\w+;?|(?:[^\s&]|&(?!\#?\w))+")


class Piece(NamedTuple):
    """Characters without a space, as they are read, and the range of the text or markup that stands for them."""

    text: str
    start: int
    end: int


class Letters:
    """What is left of a text without its spaces, and where each letter stands in it."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        texts: list[str] = []
        self._firsts, self._starts, self._ends = array("I"), array("I"), array("I")
        length = 0
        for piece in pieces:
            texts.append(piece.text)
            self._firsts.append(length)
            self._starts.append(piece.start)
            self._ends.append(piece.end)
            length += len(piece.text)
        self.text = "".join(texts)

    def words(self, first: int, last: int) -> list[int]:
        """Where the pieces begin that make up the letters [first, last), and `last`."""
        return [*self._firsts[bisect_right(self._firsts, first) - 1 : bisect_right(self._firsts, last - 1)], last]

    def piece(self, letter: int) -> tuple[int, int, int, int]:
        """The piece that a letter is in: its letters [first, last), and its range."""
        number = bisect_right(self._firsts, letter) - 1
        last = self._firsts[number + 1] if number + 1 < len(self._firsts) else len(self.text)
        return self._firsts[number], last, self._starts[number], self._ends[number]


def of_text(text: str, first: int = 0, last: int | None = None) -> Iterator[Piece]:
    """The words of plain text."""
    for found in re.compile(r"\S+").finditer(text, first, len(text) if last is None else last):
        yield Piece(found.group(), found.start(), found.end())


def of_markup(markup: str) -> Iterator[Piece]:
    """The words of a page in the order of its markup; one that a tag or an entity interrupts comes in several."""
    place = 0
    for found in _NO_TEXT.finditer(markup):
        yield from _pieces(markup, place, found.start())
        place = found.end()
    yield from _pieces(markup, place, len(markup))


def _pieces(markup: str, first: int, last: int) -> Iterator[Piece]:
    for found in _PIECE.finditer(markup, first, last):
        raw = found.group()
        if raw[0] == "&":
            if text := _unescaped(raw):
                yield Piece(text, found.start(), found.end())
        elif raw.isprintable():
            yield Piece(unicodedata.normalize("NFC", raw), found.start(), found.end())
        else:
            yield from _printable(raw, found.start())


@lru_cache(maxsize=1_024)
def _unescaped(raw: str) -> str:
    """What an entity shows: "" for a space; escaped twice it is read twice, as extractors do."""
    return "".join(char for char in unescape(unescape(raw)) if char.isprintable() and not char.isspace())


def _printable(raw: str, start: int) -> Iterator[Piece]:
    """What can be seen of a word; extractors leave the rest out."""
    for visible, chars in groupby(raw, str.isprintable):
        text = "".join(chars)
        if visible:
            yield Piece(unicodedata.normalize("NFC", text), start, start + len(text))
        start += len(text)
