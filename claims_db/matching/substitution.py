"""A message that has the words of a claim but for one, in whose place it has another.

Promises: the other words, where those around them are the claim's own, one by one. Refuses to look at what happens:
another verb is no other story yet.
"""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from claims_db.matching.comparison import Comparison
from claims_db.matching.frequency import zipf
from claims_db.matching.lexicon import words
from claims_db.matching.statement import looks_like_name

_MOST = 3
"""How many words stand for how many others at most."""
_SUPPORT = 0.6
"""How much of the claim is said at least where a single word makes another story of it."""
_COMMON = 5.0
"""Zipf value from which a word is so common that it may stand for many others ("people")."""
_ANYBODY = words("anybody anyone everybody everyone somebody someone folks others")
_TIMES = words("night kilometre kilometer")
"""Words of time and measure that are written in many ways."""
_ARTICLES = words("a an the")
_STEM, _SLIPS = 4, 2
"""Words with so many letters in common at their beginning, or so few slips apart, may be one."""


def substitutes(comparison: Comparison) -> tuple[int, ...]:
    """The places of words in the message that stand where the claim has others; none where there are no such."""
    for start, end in _unsaid(comparison) if comparison.support >= _SUPPORT else ():
        found = _in_place_of(comparison, start, end)
        if found:
            return found
    return ()


def _unsaid(comparison: Comparison) -> Iterator[tuple[int, int]]:
    """The runs of content words of the claim that the message does not say, numbers and what happens left out."""
    claim = comparison.claim
    nouns = {act.place for act in claim.acts if act.noun}
    happening = {place for number, place in enumerate(claim.predicates) if not number or place not in nouns}
    start = 0
    for place in range(len(claim.parse.words) + 1):
        inside = (
            place in claim.weights
            and place not in comparison.said
            and place not in happening
            and claim.parse.words[place] not in _TIMES
        )
        if not inside:
            if 0 < place - start <= _MOST:
                yield start, place
            start = place + 1


def _in_place_of(comparison: Comparison, start: int, end: int) -> tuple[int, ...]:
    """The words around which the message has what the claim has around [start, end)."""
    parse = comparison.message.parse
    around, known = _around(comparison.claim.parse.bases, start, end), comparison.aligned
    for first in range(comparison.start, comparison.end):
        clause = range(*parse.clause(first))
        for last in range(first + 1, min(first + _MOST, comparison.end) + 1):
            if last - 1 in known or not parse.tokens[last - 1].content or first in comparison.message.counted:
                break
            within = last < clause.stop or last == len(parse.tokens)
            if within and _around(parse.bases, first, last) == around and not known.isdisjoint(clause):
                found = tuple(range(first, last))
                return found if _is_another(comparison, range(start, end), found) else ()
    return ()


def _is_another(comparison: Comparison, claimed: Sequence[int], found: Sequence[int]) -> bool:
    """Tell whether words mean something else than others: no short form, misspelling or looser word for them."""
    claim, parse = comparison.claim.parse, comparison.message.parse
    speakers = {place for report in comparison.message.reports for place in (*report.speaker, report.start)}
    if not speakers.isdisjoint(found):
        return False
    if "".join(claim.words[place][0] for place in claimed) == "".join(parse.words[place] for place in found):
        return False
    alike = sum(any(_is_alike(claim.words[one], parse.words[other]) for one in claimed) for other in found)
    if 2 * alike >= len(found):
        return False
    return any(
        looks_like_name(parse, place) or (zipf(parse, place) < _COMMON and parse.words[place] not in _ANYBODY)
        for place in found
    )


def _is_alike(one: str, other: str) -> bool:
    return (
        one[:_STEM] == other[:_STEM]
        or one.startswith(other.removesuffix("s"))
        or other.startswith(one.removesuffix("s"))
        or one.endswith(other)
        or OSA.distance(one, other, score_cutoff=_SLIPS) <= _SLIPS < len(one)
    )


def _around(bases: Sequence[str], start: int, end: int) -> tuple[str, str]:
    """The words next to a run of words, an article left out before it; empty at the ends of the text."""
    before = start - 1 if start and bases[start - 1] in _ARTICLES else start
    left, right = bases[before - 1] if before else "", bases[end] if end < len(bases) else ""
    return "#" if left[:1].isdigit() else left, right
