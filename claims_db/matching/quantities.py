"""Numbers with what they count, as values: when two speak of one number, and when they contradict each other.

Promises: rounding and "about" are allowed for. Refuses to know texts, to convert currencies, and to guess what an
uncounted number counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims_db.matching.lexicon import words

DATES = frozenset({"weekday", "month", "year"})
"""Kinds of numbers that say when."""
_DATING = words(
    """
    in the of since summer spring autumn winter fall back from january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec late early mid
    """
)
"""Words in front of a year of two digits ("the 98 final")."""
_BOUND = 0.12
"""How far, relatively, a number called rough may lie from what it stands for."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: its kind, value (days, metres, minutes, plain), what it counts, words [start, end).

    `counted` holds the bases of up to two nouns behind it. A bare number has kind "count" and counts nothing.
    """

    kind: str
    value: float
    start: int
    end: int
    rough: bool = False
    counted: tuple[str, ...] = ()
    before: str = ""
    """The word in front."""
    other: float = 0.0
    """The second number of a score; of a clock time 1 where the half of the day is known."""

    def agrees(self, other: "Quantity") -> bool:
        """Tell whether both can speak of one number, whatever their kinds say."""
        if self.kind == "score" or other.kind == "score":
            return self.kind == other.kind and {self.value, self.other} == {other.value, other.other}
        if self.kind == "clock":
            return abs(self.value - other.value) % (1440 if self.other and other.other else 720) < 1
        if self.kind == other.kind == "year" and not (self.rough or other.rough):
            return self.value == other.value
        if {self.kind, other.kind} == {"year", "count"}:
            year, short = (self, other) if self.kind == "year" else (other, self)
            return short.before in _DATING and 0 < short.value < 100 and year.value % 100 == short.value
        high = max(abs(self.value), abs(other.value))
        gap = abs(self.value - other.value)
        if self.rough or other.rough:
            return gap <= _BOUND * high
        slack = 0.04 if self.kind == "duration" == other.kind else 0.0005
        return gap <= slack * high or _rounds(self.value, other.value) or _rounds(other.value, self.value)


def _rounds(short: float, exact: float) -> bool:
    """Tell whether `short` is what people say for `exact`: one to two digits and nothing but zeros, at least 100."""
    if abs(short) < 100:
        return abs(exact) < 100 and exact != int(exact) and abs(exact) > 10 and round(exact) == short
    digits = f"{int(abs(short))}".rstrip("0")
    return len(digits) <= 2 and abs(short - exact) <= 0.04 * abs(exact)


def comparable(one: Quantity, other: Quantity, counted: Sequence[tuple[str, str]] = ()) -> bool:
    """Tell whether unequal values would contradict: same kind, and for counts the same thing counted.

    `counted` are pairs of bases known to mean the same.
    """
    kinds = {one.kind, other.kind}
    if kinds == {"money", "scaled"}:
        return True
    if one.kind != other.kind and kinds != {"count", "scaled"}:
        return False
    if one.kind in {"count", "scaled", "ordinal"}:
        if not (one.counted or other.counted):
            return bool(one.before) and one.before == other.before
        return any(a == b or (a, b) in counted for a in one.counted for b in other.counted)
    return True
