"""Long texts in pieces: what is looked up together, and the stretch of a text that is about a claim.

Promises: pieces overlap, cover all that is read, and are few. Refuses to know claims beyond the terms it is told.
"""

import re
from collections.abc import Sequence, Set
from typing import TypeVar

from claims_db.matching.text import Token, words

Item = TypeVar("Item")

PIECE, STEP = 40, 32
"""Terms looked up together, and how far one piece begins after the other."""
MOST_PIECES = 16
_END = re.compile(r"[.!?\n]+\s*")


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


def excerpt(text: str, wanted: Set[str], length: int) -> str:
    """The run of sentences of at most `length` characters that holds most of the wanted words, given in lower case.

    The first of equals; a text that is no longer stays whole, a sentence that is longer is cut.
    """
    if len(text) <= length:
        return text
    ends = [match.end() for match in _END.finditer(text)] + [len(text)]
    starts = [0, *ends[:-1]]
    held = [wanted & set(words(text[start:end])) for start, end in zip(starts, ends, strict=True)]
    best, best_count = (0, min(ends[0], length)), -1
    for first, start in enumerate(starts):
        found: set[str] = set()
        for last in range(first, len(ends)):
            if ends[last] - start > length and last > first:
                break
            found |= held[last]
            if len(found) > best_count:
                best, best_count = (start, min(ends[last], start + length)), len(found)
    return text[best[0] : best[1]]
