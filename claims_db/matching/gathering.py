"""Which claims hold which terms: what an index of many claims is made of, in one go.

Promises: the same wordings give the same terms, in whatever order and company. Refuses to know how terms are searched.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

from claims_db.matching.text import terms
from claims_db.model import Wording


class Gathered:
    """By term, the numbers of the claims that hold it, each once; and how many terms each of so many claims holds."""

    def __init__(self, size: int) -> None:
        self.holders = defaultdict[str, list[int]](list)
        self.lengths = [0] * size

    def put(self, number: int, wording: Wording) -> None:
        """Take the wording of a claim apart that was not put yet."""
        holders, held = self.holders, terms_of(wording)
        self.lengths[number] = len(held)
        for term in held:
            holders[term].append(number)


Gather = Callable[[Sequence[Wording]], Gathered]
"""Takes wordings apart; a claim's number is its place among them."""


def gathered(wordings: Sequence[Wording]) -> Gathered:
    """What is gathered from wordings."""
    result = Gathered(len(wordings))
    for number, wording in enumerate(wordings):
        result.put(number, wording)
    return result


def texts_of(wording: Wording) -> tuple[str, ...]:
    """All that a claim is found by."""
    return wording.text, wording.title, *wording.phrasings


def whole_text(wording: Wording) -> str:
    """All of it in one text, which its terms depend on alone."""
    return " . ".join(texts_of(wording))


def terms_of(wording: Wording) -> frozenset[str]:
    """The terms a wording is found by."""
    return frozenset(terms(whole_text(wording)))
