"""Which claims hold which terms: what an index of many claims is made of, in one go.

Promises: the same wordings give the same terms, in whatever order and company. Refuses to know how terms are searched.
"""

import gc
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from itertools import repeat

from claims_db.matching.text import chunks_of_each, terms, terms_of_chunk
from claims_db.model import Wording

_BLOCK = 200
"""So many claims are taken to chunks at a time; more would not fit the caches."""


class Holders(list[int]):
    """The numbers of the claims that hold a term, each once: a list that is no other, even where they are equal."""

    __slots__ = ()
    __hash__ = object.__hash__  # pyright: ignore[reportAssignmentType]


class Gathered:
    """By term, who holds it; and how many terms each of so many claims holds."""

    def __init__(self, size: int) -> None:
        self.holders = dict[str, Holders]()
        self.lengths = [0] * size

    def put(self, numbers: Sequence[int], wordings: Sequence[Wording]) -> None:
        """Take claims apart that were not put yet; each has its number."""
        places, append = _Places(self.holders), list[int].append
        for start in range(0, len(wordings), _BLOCK):
            texts = [whole_text(wording) for wording in wordings[start : start + _BLOCK]]
            for number, typed in zip(numbers[start : start + _BLOCK], chunks_of_each(texts), strict=True):
                held = set(map(places.__getitem__, typed))
                held.discard(places.none)
                self.lengths[number] = len(held)
                deque(map(append, held, repeat(number)), maxlen=0)
        for place, together in places.several.items():
            self._spread(place, together)

    def _spread(self, place: Holders, together: Iterable[Holders]) -> None:
        """Give to the holders of several terms what a place has that stands for them."""
        for number in place:
            self.lengths[number] -= 1
        for holders in together:
            new = set(place).difference(holders)
            holders.extend(new)
            for number in new:
                self.lengths[number] += 1


Gather = Callable[[Sequence[Wording]], Gathered]
"""Takes wordings apart; a claim's number is its place among them."""


def gathered(wordings: Sequence[Wording]) -> Gathered:
    """What is gathered from wordings."""
    result = Gathered(len(wordings))
    result.put(range(len(wordings)), wordings)
    return result


class _Places(dict[str, Holders]):
    """Where the numbers of claims go by chunk of text: looked up once, instead of its term first and then its holders.

    Takes the holders by term, and adds to them. Chunks of no term share a place; one of several has its own.
    """

    def __init__(self, holders: dict[str, Holders]) -> None:
        super().__init__()
        self._holders = holders
        self.none = Holders()
        self.several: dict[Holders, list[Holders]] = {}

    def __missing__(self, chunk: str) -> Holders:
        terms = terms_of_chunk(chunk)
        if len(terms) == 1:
            place = self._of(terms[0])
        elif terms:
            place = Holders()
            self.several[place] = [self._of(term) for term in terms]
        else:
            place = self.none
        self[chunk] = place
        return place

    def _of(self, term: str) -> Holders:
        holders = self._holders.get(term)
        if holders is None:
            holders = self._holders[term] = Holders()
        return holders


@contextmanager
def collector_paused() -> Generator[None]:
    """Make many objects that stay, without the garbage collector going through them again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def texts_of(wording: Wording) -> tuple[str, ...]:
    """All that a claim is found by."""
    return wording.text, wording.title, *wording.phrasings


def whole_text(wording: Wording) -> str:
    """All of it in one text, which its terms depend on alone."""
    return " . ".join(texts_of(wording))


def terms_of(wording: Wording) -> frozenset[str]:
    """The terms a wording is found by."""
    return frozenset(terms(whole_text(wording)))
