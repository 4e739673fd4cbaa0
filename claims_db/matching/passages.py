"""Long texts in pieces: what is looked up together, and the stretch of a text that is about a claim.

Promises: pieces overlap, cover all that is read, and are few. Refuses to know claims beyond the terms it is told.
"""

from collections.abc import Sequence, Set

from claims_db.matching.text import Token

PIECE, STEP = 40, 30
"""Terms looked up together, and how far one piece begins after the other."""
MOST_PIECES = 16


def pieces(terms: Sequence[str]) -> list[Sequence[str]]:
    """The terms of a text as overlapping pieces; a short text is one."""
    if len(terms) <= PIECE:
        return [terms]
    starts = range(0, len(terms) - (PIECE - STEP), STEP)
    return [terms[start : start + PIECE] for start in starts[:MOST_PIECES]]


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
