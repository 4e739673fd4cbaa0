"""The words of the claims, and which of them a misspelt word was meant to be.

Promises: the answer depends on the words held alone; a word of general English is never taken for a misspelling.
Refuses to know where the words occur.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from claims_db.matching.text import background

SHORTEST = 4
"""Shorter words have too many neighbours."""
_AFFIXES = ((2, SHORTEST, 7), (3, 6, 1_000))
"""How many letters label a shelf, for terms of which lengths: a slip inside a short word leaves two at an end."""
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

        It shares the beginning or the end with it and differs by one slip, by two if it is long. Terms are stems, which
        hide some slips, so the forms of English words count as well where their stem is held. Of equally near ones that
        with the same letters is taken, then the commonest in English, then the first of the alphabet. None where there
        is none such or where the term is a word of English.
        """
        if not may_be_misspelt(term):
            return None
        slips = 2 if len(term) >= _LONG else 1
        english, lengths = english_forms(), range(len(term) - slips, len(term) + slips + 1)
        held: list[str] = []
        forms: list[str] = []
        for label in _labels(term):
            held += self._shelves.get(label, "").split()
            for length in lengths:
                forms += english.get((label, length), ())
        near = _close(term, held, slips)
        stems = background().stems
        meant = [(slipped, mixed, stems[form]) for slipped, mixed, form in _close(term, forms, slips)]
        near += [one for one in meant if self._holds(one[2])]
        return min(near, key=_likeliest)[2] if near else None

    def _holds(self, term: str) -> bool:
        labels = _labels(term)
        return bool(labels) and f" {term} " in f"{self._shelves.get(labels[0], '')} "


@cache
def english_forms() -> Mapping[tuple[str, int], Sequence[str]]:
    """The forms of English words whose stems look unlike them, by the label of their shelf and their length; 0.1 s."""
    shelves: dict[tuple[str, int], list[str]] = {}
    for form, stem in background().stems.items():
        if form != stem:
            for label in _labels(form):
                shelves.setdefault((label, len(form)), []).append(form)
    return shelves


def _likeliest(near: tuple[float, bool, str]) -> tuple[float, bool, float, str]:
    slips, mixed, term = near
    return slips, mixed, -background().zipf.get(term, 0.0), term


def _close(term: str, shelf: Sequence[str], slips: int) -> list[tuple[float, bool, str]]:
    """The words of a shelf within so many slips: how many, and whether other letters are in them."""
    close = process.extract(term, shelf, scorer=OSA.distance, score_cutoff=slips, limit=None)
    return [(distance, sorted(word) != sorted(term), word) for word, distance, _ in close]


def may_be_misspelt(term: str) -> bool:
    """Whether a term that no claim holds is worth mending: long enough, and no word of English."""
    return len(term) >= SHORTEST and term.isalpha() and term not in background().zipf


def _labels(term: str) -> tuple[str, ...]:
    """The shelves a term stands on: by its beginning and by its end, short ones by less of them."""
    length = len(term)
    if length < SHORTEST or not term.isalpha():
        return ()
    shelves: list[str] = []
    for affix, shortest, longest in _AFFIXES:
        if shortest <= length <= longest:
            shelves += (f"{term[:affix]}-", f"-{term[-affix:]}")
    return tuple(shelves)
