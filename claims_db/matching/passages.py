"""Long texts in pieces: what is looked up together, and the stretch of a text that is about a claim.

Promises: pieces overlap, cover all that is read, and are few. Refuses to know claims beyond the terms it is told.
"""

from collections.abc import Sequence, Set
from typing import TypeVar

from claims_db.matching.text import Token

Item = TypeVar("Item")

PIECE, STEP = 40, 32
"""Terms looked up together, and how far one piece begins after the other."""
MOST_PIECES = 16


def pieces(items: Sequence[Item]) -> list[Sequence[Item]]:
    """The terms of a text as overlapping pieces; a short text is one."""
    if len(items) <= PIECE:
        return [items]
    starts = range(0, len(items) - (PIECE - STEP), STEP)
    return [items[start : start + PIECE] for start in starts[:MOST_PIECES]]


def passage(tokens: Sequence[Token], wanted: Set[str], length: int) -> Sequence[Token]:
    """The stretch of at most `length` content words that holds most of the wanted terms; the first of equals."""
    if len(tokens) <= length:
        return tokens
    hits = [not wanted.isdisjoint(token.terms) for token in tokens]
    inside = best = sum(hits[:length])
    start = 0
    for end in range(length, len(tokens)):
        inside += hits[end] - hits[end - length]
        if inside > best:
            best, start = inside, end - length + 1
    return tokens[start : start + length]
