"""From a message to terms: the stems by which claims and messages are compared.

Promises: the same text gives the same terms whatever was read before, any string is accepted, and what is remembered
is bounded. Refuses to know claims. A term is a Snowball stem of a content word (Porter 2001) that general
English knows, a word of another kind without its ending, or a number in digits.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from claims_db.matching.markup import BETWEEN, half_plain, is_marked, plain, shape_of
from claims_db.matching.spelling import COMMON, NUMBERS, RESPELLED

TABLE = Path(__file__).with_name("background.txt")
UNSEEN_ZIPF = 2.0
"""What a word outside the background table counts as: about one occurrence in ten million words."""
_NUMBER_ZIPF = (0.0, 5.2, 4.6, 4.0, 3.6, 3.2)
_YEAR_ZIPF = 4.6
_OTHER_NUMBER_ZIPF = 3.4

_FIGURES = r"\d+(?:[.,]\d+)*(?:st|nd|rd|th|[kmb]|bn|mil|mln)?(?![^\W\d_])"
WORD = re.compile(rf"{_FIGURES}|[^\W_]+(?:'[^\W_]+)*")
_PLAIN_WORD = re.compile(rf"[a-z]+(?:'[a-z]+)*(?![a-z0-9'])|{_FIGURES}|[a-z0-9]+(?:'[a-z0-9]+)*")
"""`WORD` for lower-case ASCII, in half the time."""
_KEPT = f"{BETWEEN}'0123456789abcdefghijklmnopqrstuvwxyz"
_CHUNKED = bytes([ord(c if (c := chr(code).lower()) in _KEPT else " ") for code in range(128)]).ljust(256)
"""What each octet of ASCII becomes in a chunk."""
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(k|m|b|bn|mil|mln)?")
_SCALE = {"k": "thousand", "m": "million", "b": "billion", "bn": "billion", "mil": "million", "mln": "million"}
_REMEMBERED = 50_000
_LONGEST_WORD = 40
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Background:
    """How frequent stems are in general English: `zipf` by stem, and the stem of every known word form."""

    zipf: dict[str, float]
    stems: dict[str, str]


@cache
def background() -> Background:
    """Read the table that is shipped; once in a process, about 30 ms."""
    zipf: dict[str, float] = {}
    stems: dict[str, str] = {}
    values = {str(tenths): tenths / 10 for tenths in range(100)}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        stem, tenths, *forms = line.split(" ")
        if stem == "#":
            continue
        zipf[stem] = values[tenths]
        for form in forms:
            stems[stem if form == "-" else form] = stem
    return Background(zipf, stems)


class _Memo(dict[str, tuple[str, ...]]):
    """Terms by chunk or lower-case word as typed; forgets everything when full, since what recurs is soon back."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        terms = self[chunk] = terms_of_chunk(chunk)
        return terms


_SPECIAL = COMMON | RESPELLED.keys() | NUMBERS.keys()
_memo = _Memo()


@dataclass(frozen=True, slots=True)
class Token:
    """A content word of a text: as typed, its terms, and its place among all words of the text."""

    surface: str
    terms: tuple[str, ...]
    place: int


def words(text: str) -> list[str]:
    """The words of a text in order, in lower case, markup removed."""
    return _plain_words(plain(text))


def _plain_words(text: str) -> list[str]:
    lower = text.lower()
    return _PLAIN_WORD.findall(lower) if lower.isascii() else WORD.findall(lower)


def chunks(text: str) -> list[str]:
    """The words of a text in half the time, but for marks that stay: `words_of_chunk` of each is exact."""
    shape = shape_of(text) if text.isascii() else "<"
    if is_marked(shape):
        text = plain(text)
        if not text.isascii():
            return _plain_words(text)
        shape = shape_of(text)
    if "0.0" in shape:  # a mark between digits
        return _plain_words(text)
    return text.encode().translate(_CHUNKED).decode().split()


def chunks_of_each(texts: Sequence[str]) -> list[list[str]]:
    """`chunks` of some hundred texts in half the time: together, but for the few that need more than most."""
    block = half_plain(BETWEEN.join(texts))
    whole = block.encode("ascii", "replace").translate(_CHUNKED).decode().split(BETWEEN)
    if len(whole) != len(texts):  # one of them holds what was put between them
        return [*map(chunks, texts)]
    shapes = shape_of(block)
    for telling in ("://", "www.", "0.0"):
        shapes = shapes.replace(telling, "<")
    return [
        chunks(text) if "<" in shape else one.split()
        for text, shape, one in zip(texts, shapes.split(BETWEEN), whole, strict=True)
    ]


def words_of_chunk(chunk: str) -> list[str]:
    """The words of a chunk, as `words` gives them: one where it has no marks."""
    return [chunk] if chunk.isalpha() or not chunk.isascii() else _PLAIN_WORD.findall(chunk)


def inflected() -> list[str]:
    """The words of general English whose terms are not the word itself."""
    stems = background().stems.items()
    return [form for form, stem in stems if (terms_of_word(form) != (form,) if form in _SPECIAL else form != stem)]


def terms_of_chunk(chunk: str) -> tuple[str, ...]:
    """The terms of a chunk in order."""
    if chunk.isalpha():
        return terms_of_word(chunk)
    return tuple(chain.from_iterable(map(terms_of_word, words_of_chunk(chunk))))


def terms(text: str) -> list[str]:
    """The terms of a text in order, repeats included."""
    return list(chain.from_iterable(map(_memo.__getitem__, chunks(text))))


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


def terms_of_word(word: str) -> tuple[str, ...]:
    """The terms of a word in lower case; none for a word that carries no claim."""
    if word in _SPECIAL or not word.isalpha():
        return _special_terms(word)
    stem = background().stems.get(word)
    if stem is not None:
        return (stem,)
    return (_bare_stem(word),) if len(word) <= _LONGEST_WORD and (len(word) > 1 or not word.isascii()) else ()


def _special_terms(word: str) -> tuple[str, ...]:
    """The terms of a word with marks or digits in it, and of one that stands for others or for none."""
    if len(word) > _LONGEST_WORD:
        return ()
    if word[0].isdigit():
        return _number_terms(word)
    folded = word.removesuffix("'s").replace("'", "")
    if folded in COMMON:
        return ()
    return tuple([_stem(part) for part in RESPELLED.get(folded, folded).split() if len(part) > 1 or not part.isascii()])


def _stem(word: str) -> str:
    return NUMBERS.get(word) or background().stems.get(word) or _bare_stem(word)


def _bare_stem(word: str) -> str:
    bare = _bare(word)
    return background().stems.get(bare, bare)


def _bare(word: str) -> str:
    """A word without its ending: as little as will do for words that are mostly names.

    The S stemmer (Harman 1991) and the endings of verbs; Snowball's own stemmer takes twenty times as long.
    """
    if len(word) <= _SHORT or word[-1] not in "sgdey":
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) >= len(ending) + _SHORT:
            word = word[: -len(ending)]
            break
    if len(word) > _SHORT and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > _SHORT and word.endswith("y") else word


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
