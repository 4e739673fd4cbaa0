"""Names said by their initials: "EIB" for "European Investment Bank", and the other way round.

Promises: for each word of a claim's names the places in a message where the name stands shortened or written out.
Refuses two letters in lower case, which stand for too much.
"""

from collections.abc import Iterator

from claims_db.matching.clauses import Parse
from claims_db.matching.statement import Statement

_LETTERS = range(2, 7)
_SURE = 3
"""So many letters tell a name in whatever case."""
_KNOWN: dict[tuple[str, ...], str] = {("soviet", "union"): "ussr"}
"""Names whose letters are of a longer form."""
_JOINING = 2
"""How many small words ("of the") stand between two words of a name at most."""


def shortened(message: Statement, claim: Statement) -> dict[int, tuple[int, ...]]:
    """By place in the claim the places in the message that say it by initials."""
    found: dict[int, tuple[int, ...]] = {}
    for start, end in _names(claim):
        letters = _initials(claim.parse, start, end)
        places = tuple(place for place in message.words.content if _stands_for(message.parse, place, letters))
        if places:
            found |= {place: places for place in range(start, end) if place in claim.named}
    written = [(start, end, _initials(message.parse, start, end)) for start, end in _names(message)]
    for place in claim.named:
        for start, end, letters in written:
            if _stands_for(claim.parse, place, letters):
                found[place] = tuple(range(start, end))
    return found


def _names(statement: Statement) -> Iterator[tuple[int, int]]:
    """The names of several words, small ones between them included."""
    tokens, named = statement.parse.tokens, sorted(statement.named)
    start = end = -1
    for place in named:
        small = range(end, place)
        joined = end >= 0 and len(small) <= _JOINING and not any(tokens[other].content for other in small)
        if joined and tokens[place].clause == tokens[start].clause:
            end = place + 1
            continue
        if end - start > 1:
            yield start, end
        start, end = place, place + 1
    if end - start > 1:
        yield start, end


def _initials(parse: Parse, start: int, end: int) -> frozenset[str]:
    """The first letters of a name's words, with and without the small ones; in capitals also of its beginning."""
    words = range(start, end)
    big = "".join(parse.words[place][0] for place in words if parse.tokens[place].content)
    known = _KNOWN.get(parse.words[start:end], big)
    beginnings = (big[:length].upper() for length in range(_SURE, len(big)))
    return frozenset({big, known, "".join(parse.words[place][0] for place in words), *beginnings})


def _stands_for(parse: Parse, place: int, letters: frozenset[str]) -> bool:
    word, typed = parse.words[place], parse.tokens[place].text
    told = word in letters and (len(word) >= _SURE or typed.isupper())
    return len(word) in _LETTERS and (told or typed in letters)
