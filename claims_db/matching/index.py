"""The inverted index: from terms to the claims that hold them.

Promises: the candidates of a text depend on the claims held, never on the order in which they came, and adding then
removing a claim leaves no trace. Refuses to know texts, scores of matches and messages.
"""

import math
from collections.abc import Iterable

from claims_db.matching.text import UNSEEN_ZIPF, background

BELIEF = 10_000
"""How many claims' worth of evidence the background frequencies count for."""
TYPICAL_TERMS = 20
"""How many words a claim has, about: what turns a word's frequency into its share of claims."""


class Index:
    """Which claims, known here by small numbers, hold which terms."""

    def __init__(self) -> None:
        self._postings: dict[str, set[int]] = {}
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def __contains__(self, term: str) -> bool:
        return term in self._postings

    def add(self, number: int, terms: Iterable[str]) -> None:
        """Put a claim that is not in the index yet."""
        for term in frozenset(terms):
            self._postings.setdefault(term, set()).add(number)
        self._size += 1

    def remove(self, number: int, terms: Iterable[str]) -> None:
        """Take out a claim that was added with these terms."""
        for term in frozenset(terms):
            holders = self._postings[term]
            holders.remove(number)
            if not holders:
                del self._postings[term]
        self._size -= 1

    def rarity(self, term: str) -> float:
        """How much a term tells, in nats: its inverse frequency among claims, blended with general English.

        The inverse document frequency of Robertson and Zaragoza (2009), with the background frequency as a prior
        worth `BELIEF` claims, so that a database of twenty claims knows which words are rare.
        """
        expected = BELIEF * min(1.0, TYPICAL_TERMS * 10 ** (background().zipf.get(term, UNSEEN_ZIPF) - 9))
        holders = len(self._postings.get(term, ())) + expected
        return math.log(1 + (self._size + BELIEF - holders + 0.5) / (holders + 0.5))

    def masses(self, terms: Iterable[str]) -> dict[int, float]:
        """The claims that share any of the terms, each with the summed rarity of what it shares, in nats."""
        found: dict[int, float] = {}
        for term in sorted(frozenset(terms)):
            holders = self._postings.get(term)
            if holders:
                rarity = self.rarity(term)
                for number in holders:
                    found[number] = found.get(number, 0.0) + rarity
        return found
