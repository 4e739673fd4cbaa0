"""The words of the claims, and which of them a misspelt word was meant to be.

Promises: the answer depends on the words held alone; a word of general English is never taken for a misspelling.
Refuses to know where the words occur.
"""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from claims_db.matching.text import background

SHORTEST = 4
"""Shorter words have too many neighbours."""
_LONG = 8
"""From so many letters on two slips are forgiven instead of one."""


class Vocabulary:
    """A set of terms that is asked for the nearest to a term outside it."""

    def __init__(self) -> None:
        self._shelves: dict[tuple[str, int], set[str]] = {}

    def add(self, term: str) -> None:
        """Put a term that is not held yet."""
        if _can_be_misspelt(term):
            self._shelves.setdefault((term[0], len(term)), set()).add(term)

    def remove(self, term: str) -> None:
        """Take out a term that is held."""
        if _can_be_misspelt(term):
            shelf = self._shelves[term[0], len(term)]
            shelf.remove(term)
            if not shelf:
                del self._shelves[term[0], len(term)]

    def nearest(self, term: str) -> str | None:
        """The held term nearest to an unknown one by optimal string alignment, equal distances in alphabetical order.

        It begins with the same letter and differs by one slip, by two if it is long. None where there is none such or
        where the term is an English word.
        """
        if not _can_be_misspelt(term) or term in background().zipf:
            return None
        slips = 2 if len(term) >= _LONG else 1
        near: list[tuple[float, str]] = []
        for length in range(len(term) - slips, len(term) + slips + 1):
            shelf = self._shelves.get((term[0], length))
            if shelf:
                close = process.extract_iter(term, shelf, scorer=OSA.distance, score_cutoff=slips)
                near += [(distance, held) for held, distance, _ in close]
        return min(near)[1] if near else None


def _can_be_misspelt(term: str) -> bool:
    return len(term) >= SHORTEST and term.isalpha()
