"""The words of the claims, and which of them a misspelt word was meant to be.

Promises: the answer depends on the words held alone; a word of general English is never taken for a misspelling.
Refuses to know where the words occur.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from claims_db.matching.text import background

SHORTEST = 4
"""Shorter words have too many neighbours."""
_AFFIXES = ((2, SHORTEST, 7), (3, 6, 1_000))
"""How many letters label a shelf, for terms of which lengths: a slip inside a short word leaves two at an end."""
_LONG = 8
"""From so many letters on two slips are forgiven instead of one."""
_MIDDLING = 7
"""Of so many letters one slip leaves three at an end: the shelves labelled by two have nothing to add."""


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
        slips = _slips(len(term))
        english, shelves, length = english_forms(), self._shelves, len(term)
        labels = _labels(term)[-2:] if length == _MIDDLING else _labels(term)
        held = " ".join([shelves.get(label, "") for label in labels]).split()
        forms = list(chain.from_iterable([english.get((label, length), ()) for label in labels]))
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
    """The forms of English words whose stems look unlike them, by shelf and by the length of a slip for one; 0.1 s."""
    shelves: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for form, stem in background().stems.items():
        if form != stem:
            length = len(form)
            meant = [typed for typed in range(length - 2, length + 3) if abs(typed - length) <= _slips(typed)]
            for label in _labels(form):
                for typed in meant:
                    shelves[label, typed].append(form)
    return dict(shelves)


def _slips(length: int) -> int:
    return 2 if length >= _LONG else 1


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
