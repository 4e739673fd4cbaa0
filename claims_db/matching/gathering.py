"""Which claims hold which terms: what an index of many claims is made of, in one go.

Promises: the same wordings give the same terms, in whatever order and company. Refuses to know how terms are searched.
"""

import gc
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence, Set
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
        holders, append = _HoldersByChunk(self.holders), list[int].append
        for start in range(0, len(wordings), _BLOCK):
            texts = [whole_text(wording) for wording in wordings[start : start + _BLOCK]]
            for number, typed in zip(numbers[start : start + _BLOCK], chunks_of_each(texts), strict=True):
                held = holders.of(typed)
                self.lengths[number] = len(held)
                deque(map(append, held, repeat(number)), maxlen=0)


Gather = Callable[[Sequence[Wording]], Gathered]
"""Takes wordings apart; a claim's number is its place among them."""


def gathered(wordings: Sequence[Wording]) -> Gathered:
    """What is gathered from wordings."""
    result = Gathered(len(wordings))
    result.put(range(len(wordings)), wordings)
    return result


class _HoldersByChunk(dict[str, Holders]):
    """The holders of the term of each chunk of text: a chunk is looked up once, not first its term and then that.

    Takes the holders by term, and adds to them. A chunk of no term, or of several, has holders that stand for them.
    """

    def __init__(self, by_term: dict[str, Holders]) -> None:
        super().__init__()
        self._by_term = by_term
        self._none = Holders()
        self._several = set[Holders]()
        self._singly: dict[Holders, list[Holders]] = {}

    def of(self, chunks: Iterable[str]) -> Set[Holders]:
        """The holders of all terms of a text."""
        held = set(map(self.__getitem__, chunks))
        held.discard(self._none)
        if self._several.isdisjoint(held):  # as nearly always
            return held
        return {one for found in held for one in self._singly.get(found, (found,))}

    def __missing__(self, chunk: str) -> Holders:
        terms = terms_of_chunk(chunk)
        if len(terms) == 1:
            found = self._of_term(terms[0])
        elif terms:
            found = Holders()
            self._several.add(found)
            self._singly[found] = [self._of_term(term) for term in terms]
        else:
            found = self._none
        self[chunk] = found
        return found

    def _of_term(self, term: str) -> Holders:
        found = self._by_term.get(term)
        if found is None:
            found = self._by_term[term] = Holders()
        return found


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
