"""How often the answers were right, as moderators labelled them, and what may be promised from that. Pure."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

Z95 = 1.959964
RUNNING = 50
"""Over how many of the youngest labels the running precision of a channel is taken."""
FEWEST = 10
"""From how many labels on the running precision means anything."""
_MOST_MISSING = 10**9


class Label(StrEnum):
    """What a moderator says of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    """Another claim, or none, was in the message."""
    WRONG_RELATION = "wrong_relation"
    """The right claim, but the message does something else with it; a reply would not have been right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A label on an answer whose best score was `score`, in 0..1."""

    score: float
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """How many answers were labelled, and how many of those are right."""

    right: int = 0
    labelled: int = 0

    @classmethod
    def of(cls, labels: Iterable[Label]) -> "Precision":
        """Count labels."""
        counted = list(labels)
        return cls(right=counted.count(Label.RIGHT), labelled=len(counted))

    @property
    def share(self) -> float:
        """The share of right ones, in 0..1; 1 where nothing is labelled."""
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with 95 % confidence, in 0..1.

        The score interval of E. B. Wilson (Probable inference, the law of succession, and statistical inference,
        J. Am. Stat. Assoc. 22, 1927), which holds for few labels and for shares near 1.
        """
        n = self.labelled
        if not n:
            return 0.0, 1.0
        centre = self.share + Z95 * Z95 / (2 * n)
        spread = Z95 * math.sqrt(self.share * (1 - self.share) / n + Z95 * Z95 / (4 * n * n))
        scale = 1 + Z95 * Z95 / n
        return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)

    def bears_out(self, promise: int) -> bool:
        """Tell whether at most one in `promise` is wrong, as surely as 95 % confidence goes."""
        return self.interval[0] >= 1 - 1 / promise

    def breaks(self, promise: int) -> bool:
        """Tell whether more than one in `promise` turned out wrong, among labels enough to say so."""
        return self.labelled >= FEWEST and self.share < 1 - 1 / promise


def proposed(labelled: Sequence[Labelled], promise: int) -> float | None:
    """The lowest score from which on the labels bear a promise out, in 0..1; None where none does."""
    best: float | None = None
    right = 0
    falling = sorted(labelled, key=lambda one: -one.score)
    for count, one in enumerate(falling, start=1):
        right += one.label is Label.RIGHT
        equal = count < len(falling) and falling[count].score == one.score
        if not equal and Precision(right=right, labelled=count).bears_out(promise):
            best = one.score
    return best


def missing(precision: Precision, promise: int) -> int:
    """How many more right labels, and no wrong one, it takes until a promise is borne out."""

    def enough(more: int) -> bool:
        return Precision(right=precision.right + more, labelled=precision.labelled + more).bears_out(promise)

    return bisect_left(range(_MOST_MISSING), True, key=enough)
