"""Which claims hold which terms: what an index of many claims is made of, in one go.

Promises: the same wordings give the same terms, in whatever order and company. Refuses to know how terms are searched.
"""

import gc
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, repeat

from claims_db.matching.text import chunks_of_each, terms, terms_of_chunk
from claims_db.model import Wording

_BLOCK = 200
"""So many claims are taken to chunks at a time; more would not fit the caches."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """By term, the numbers of the claims that hold it; and how many terms each claim holds."""

    holders: Mapping[str, Set[int]]
    lengths: list[int]


Gather = Callable[[Sequence[Wording]], Gathered]
"""Takes wordings apart; a claim's number is its place among them."""


def gathered(wordings: Sequence[Wording]) -> Gathered:
    """What is gathered from wordings."""
    gathering = Gathering({})
    gathering.put(range(len(wordings)), wordings)
    return gathering.gathered(len(wordings))


class Gathering(dict[str, list[int]]):
    """Where the number of a claim goes for each chunk of its text: to the holders of the chunk's term.

    Takes the holders to begin with, by term.
    """

    def __init__(self, holders: dict[str, list[int]]) -> None:
        super().__init__()
        self._holders = holders
        self._nowhere: list[int] = []
        self._several: dict[str, list[int]] = {}
        """The chunks of several terms."""

    def put(self, numbers: Sequence[int], wordings: Sequence[Wording]) -> None:
        """Take claims apart, each of them once."""
        append: Callable[[list[int], int], None] = list.append
        for start in range(0, len(wordings), _BLOCK):
            texts = [whole_text(wording) for wording in wordings[start : start + _BLOCK]]
            for number, typed in zip(numbers[start : start + _BLOCK], chunks_of_each(texts), strict=True):
                deque(map(append, map(self.__getitem__, typed), repeat(number)), maxlen=0)
            self._nowhere.clear()

    def gathered(self, size: int) -> Gathered:
        """What was gathered from so many claims; nothing can be put thereafter."""
        for chunk, claims in self._several.items():
            for term in terms_of_chunk(chunk):
                self._holders.setdefault(term, []).extend(claims)
        holders = {term: frozenset(claims) for term, claims in self._holders.items()}
        lengths = Counter(chain.from_iterable(holders.values()))
        return Gathered(holders, [lengths[number] for number in range(size)])

    def __missing__(self, chunk: str) -> list[int]:
        match terms_of_chunk(chunk):
            case ():
                found = self._nowhere
            case (term,):
                found = self._holders.setdefault(term, [])
            case _:
                found = self._several.setdefault(chunk, [])
        self[chunk] = found
        return found


@contextmanager
def collector_paused() -> Iterator[None]:
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
