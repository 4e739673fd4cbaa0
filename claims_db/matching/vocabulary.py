"""The words of the claims, and which of them a misspelt word was meant to be.

Promises: the answer depends on the words held alone; a word of general English is never taken for a misspelling.
Refuses to know where the words occur.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from claims_db.matching.text import background, inflected, terms_of_word

SHORTEST = 4
"""Shorter words have too many neighbours."""
NOTHING = ""
"""What a misspelt word without content was meant to be."""
_LONG = 8
"""From so many letters on two slips are forgiven instead of one."""
_SHORT = 5
"""Held terms stand on shelves by three letters at either end, by two where a slip may be typed with at most so many."""


class Vocabulary:
    """Terms on shelves, asked for the nearest to a term outside them.

    Takes what tells whether a term is held, and how rare a word is: the rarer, the less likely it was meant.
    """

    def __init__(self, held: Container[str], rarity: Callable[[str], float]) -> None:
        self._held = held
        self._rarity = rarity
        self._shelves: dict[str, str] = {}

    def fill(self, terms: Iterable[str]) -> None:
        """Put many terms on empty shelves, sooner than one by one."""
        shelves: defaultdict[str, list[str]] = defaultdict(list)
        for term in terms:
            for label in _labels(term):
                shelves[label].append(term)
        self._shelves = {label: f" {' '.join(shelf)}" for label, shelf in shelves.items()}

    def add(self, term: str) -> None:
        """Put a term that is not on the shelves yet."""
        for label in _labels(term):
            self._shelves[label] = f"{self._shelves.get(label, '')} {term}"

    def remove(self, term: str) -> None:
        """Take out a term that is on the shelves."""
        for label in _labels(term):
            shelf = f"{self._shelves[label]} ".replace(f" {term} ", " ", 1).rstrip()
            if shelf:
                self._shelves[label] = shelf
            else:
                del self._shelves[label]

    def nearest(self, term: str) -> str | None:
        """The held term nearest to an unknown one by optimal string alignment.

        It shares the beginning or the end with it and differs by one slip, by two if it is long. Terms are stems, which
        hide some slips, so words of English count as well: those that stand for a held term, and those without content,
        which mean `NOTHING`. Of equally near ones that of the same letters is taken, then the least rare, then the
        first of the alphabet. None where there is none such or where the term is a word of English.
        """
        if not may_be_misspelt(term):
            return None
        slips = _slips(len(term))
        close = process.extract(term, self._shelf(term), scorer=OSA.distance, score_cutoff=slips, limit=None)
        near: dict[str, str] = {}
        for word, distance, _ in close:  # the nearest first
            if near and distance > slips:
                break
            meant = self._meant(word)
            if meant is not None:
                near[word], slips = meant, distance
        if len(near) < 2:
            return next(iter(near.values()), None)
        letters = set(term)
        return min((set(word) != letters, self._rarity(meant or word), meant) for word, meant in near.items())[-1]

    def _shelf(self, term: str) -> list[str]:
        """The words that share an end with a term.

        One slip leaves one half of a word as it was, unless it swaps the two letters in the middle.
        """
        english, shelves, length = english_forms(), self._shelves, len(term)
        begin, end = _ends(term, 2 if length <= _SHORT else 3)
        first, last = _ends(term, half := length // 2)
        shelf = (
            f"{shelves.get(begin, '')} {shelves.get(end, '')} {english.get(first, '')} {english.get(last, '')}"
        ).split()
        if 2 * half == length:
            swapped = f"{term[: half - 1]}{term[half]}{term[half - 1]}{term[half + 1 :]}"
            if swapped in self._held or swapped in background().stems:
                shelf.append(swapped)
        return shelf

    def _meant(self, word: str) -> str | None:
        """What a word stands for; None where that is not held."""
        if word in self._held:
            return word
        meant = terms_of_word(word)
        if not meant:
            return NOTHING
        return meant[0] if len(meant) == 1 and meant[0] in self._held else None


@cache
def english_forms() -> Mapping[str, str]:
    """The words of English that stand for other terms or for none, by either half of what may be typed; 50 ms."""
    lengths: defaultdict[int, list[str]] = defaultdict(list)
    for form in inflected():
        lengths[len(form)].append(form)
    shelves: defaultdict[str, list[str]] = defaultdict(list)
    for length, forms in lengths.items():
        for half in _halves(length):
            for form in forms:
                shelves[form[:half]].append(form)
                shelves[f"-{form[-half:]}"].append(form)
    return {label: " ".join(shelf) for label, shelf in shelves.items()}


@cache
def _halves(length: int) -> frozenset[int]:
    """How long half a word is that may be typed for one of so many letters."""
    typed = range(SHORTEST, length + 3) if length >= SHORTEST else ()
    return frozenset(one // 2 for one in typed if abs(one - length) <= _slips(one))


def _ends(word: str, affix: int) -> tuple[str, str]:
    """The shelves of a word by its beginning and by its end."""
    return word[:affix], f"-{word[-affix:]}"


def _slips(length: int) -> int:
    return 2 if length >= _LONG else 1


def may_be_misspelt(term: str) -> bool:
    """Whether a term that no claim holds is worth mending: long enough, and no word of English."""
    return len(term) >= SHORTEST and term.isalpha() and term not in background().zipf


def _labels(term: str) -> tuple[str, ...]:
    """The shelves a term stands on: by its beginning and by its end, short ones by less of them."""
    length = len(term)
    if length < SHORTEST or not term.isalpha():
        return ()
    short = _ends(term, 2) if length <= _SHORT + 1 else ()
    return (*short, *_ends(term, 3)) if length >= _SHORT else short
