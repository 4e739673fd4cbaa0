"""The words of the claims, and which of them a misspelt word was meant to be.

Promises: the answer depends on the words held alone; a word of general English is never taken for a misspelling.
Refuses to know where the words occur.
"""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from claims_db.matching.text import background

SHORTEST = 4
"""Shorter words have too many neighbours."""
_AFFIX = 3
_LONG = 8
"""From so many letters on two slips are forgiven instead of one."""


class Vocabulary:
    """A set of terms that is asked for the nearest to a term outside it."""

    def __init__(self) -> None:
        self._shelves: dict[str, str] = {}

    def add(self, term: str) -> None:
        """Put a term that is not held yet."""
        for label in _labels(term):
            self._shelves[label] = f"{self._shelves.get(label, '')} {term}"

    def remove(self, term: str) -> None:
        """Take out a term that is held."""
        for label in _labels(term):
            shelf = f"{self._shelves[label]} ".replace(f" {term} ", " ", 1).rstrip()
            if shelf:
                self._shelves[label] = shelf
            else:
                del self._shelves[label]

    def nearest(self, term: str) -> str | None:
        """The held term nearest to an unknown one by optimal string alignment.

        It shares the beginning or the end with it and differs by one slip, by two if it is long; of equally near ones
        that with the same letters is taken, then the first of the alphabet. None where there is none such or where the
        term is a word of English.
        """
        if not may_be_misspelt(term):
            return None
        slips = 2 if len(term) >= _LONG else 1
        near: list[tuple[float, bool, str]] = []
        for label in _labels(term):
            shelf = self._shelves.get(label)
            if shelf:
                close = process.extract(term, shelf.split(), scorer=OSA.distance, score_cutoff=slips, limit=None)
                near += [(distance, sorted(held) != sorted(term), held) for held, distance, _ in close]
        return min(near)[2] if near else None


def may_be_misspelt(term: str) -> bool:
    """Whether a term that no claim holds is worth mending: long enough, and no word of English."""
    return len(term) >= SHORTEST and term.isalpha() and term not in background().zipf


def _labels(term: str) -> tuple[str, ...]:
    """The shelves a term stands on: by its beginning and by its end."""
    if len(term) < SHORTEST or not term.isalpha():
        return ()
    return f"{term[:_AFFIX]}-", f"-{term[-_AFFIX:]}"
