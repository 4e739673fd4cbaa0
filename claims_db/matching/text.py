"""From a message to terms: the stems by which claims and messages are compared.

Promises: the same text gives the same terms whatever was read before, any string is accepted, and what is remembered
is bounded. Refuses to know claims. A term is a Snowball stem of a content word (Porter 2001), or a number in digits.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

from claims_db.matching.markup import plain
from claims_db.matching.spelling import COMMON, NUMBERS, RESPELLED

TABLE = Path(__file__).with_name("background.txt")
UNSEEN_ZIPF = 2.0
"""What a word outside the background table counts as: about one occurrence in ten million words."""
_NUMBER_ZIPF = (0.0, 5.2, 4.6, 4.0, 3.6, 3.2)
_YEAR_ZIPF = 4.6
_OTHER_NUMBER_ZIPF = 3.4

WORD = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th|[kmb]|bn|mil|mln)?(?![^\W\d_])|[^\W_]+(?:'[^\W_]+)*")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(k|m|b|bn|mil|mln)?")
_SCALE = {"k": "thousand", "m": "million", "b": "billion", "bn": "billion", "mil": "million", "mln": "million"}
_REMEMBERED = 50_000
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Background:
    """How frequent stems are in general English: `zipf` by stem, and the stem of every known word form."""

    zipf: dict[str, float]
    stems: dict[str, str]


@cache
def background() -> Background:
    """Read the table that is shipped; once in a process, about 40 ms."""
    zipf: dict[str, float] = {}
    stems: dict[str, str] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        stem, tenths, *forms = line.split(" ")
        zipf[stem] = int(tenths) / 10
        for form in forms:
            stems[stem if form == "-" else form] = stem
    return Background(zipf, stems)


class _Memo(dict[str, tuple[str, ...]]):
    """Terms by lower-case word as typed; forgets everything when full, since what recurs is soon back."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        terms = self[word] = _terms_of(word)
        return terms


_memo = _Memo()
_stem_word: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord  # pyright: ignore


@dataclass(frozen=True, slots=True)
class Token:
    """A content word of a text: as typed, its terms, and its place among all words of the text."""

    surface: str
    terms: tuple[str, ...]
    place: int


def terms(text: str) -> list[str]:
    """The terms of a text in order, repeats included."""
    found: list[str] = []
    for word in WORD.findall(plain(text).lower()):
        found += _memo[word]
    return found


def tokens(text: str) -> list[Token]:
    """The content words of a text in order; `terms` with the words they come from."""
    words = WORD.findall(plain(text))
    return [Token(word, found, place) for place, word in enumerate(words) if (found := _memo[word.lower()])]


def background_zipf(term: str) -> float:
    """How frequent a term is in general English: the logarithm to base ten of its occurrences in a billion words.

    Numbers are not in the table; short ones are common, long ones rare.
    """
    zipf = background().zipf.get(term)
    if zipf is not None:
        return zipf
    if not term[0].isdigit():
        return UNSEEN_ZIPF
    if term.isdecimal():
        return _YEAR_ZIPF if len(term) == 4 and term[:2] in {"19", "20"} else _NUMBER_ZIPF[min(len(term), 5)]
    return _OTHER_NUMBER_ZIPF


def _terms_of(word: str) -> tuple[str, ...]:
    if len(word) > _LONGEST_WORD:
        return ()
    if word[0].isdigit():
        return _number_terms(word)
    folded = word.removesuffix("'s").replace("'", "")
    if folded in COMMON:
        return ()
    return tuple(_stem(part) for part in RESPELLED.get(folded, folded).split() if len(part) > 1 or not part.isascii())


def _stem(word: str) -> str:
    if word in NUMBERS:
        return NUMBERS[word]
    return background().stems.get(word) or _stem_word(word)


def _number_terms(word: str) -> tuple[str, ...]:
    """Digits without separators; a scale ("62m") is a term of its own, an ordinal ("4th") stays whole."""
    number = word.replace(",", "")
    match = _NUMBER.fullmatch(number)
    if match is None:
        return (number,)
    digits, scale = match.groups()
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return (digits, _SCALE[scale]) if scale else (digits,)
