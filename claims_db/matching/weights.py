"""What the features are worth: the ranker and the detector, read from `weights.json`.

Promises: the same file gives the same scores. Refuses to know how they were fitted: benchmarks/train_matcher.py does
that, and `weights.md` says on what.
"""

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).with_name("weights.json")


class Linear(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A weighted sum of features; those it does not name count nothing."""

    weights: dict[str, float]
    bias: float = 0.0

    def value(self, features: Mapping[str, float]) -> float:
        """The sum; KeyError for a feature that is not given."""
        return self.bias + math.fsum([weight * features[name] for name, weight in self.weights.items()])


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A model: `ranker` orders the claims of one message, `detector` gives the log odds that a claim is in it.

    `reach` is what a claim must share at least with a message, in nats, in a database of one claim, to be scored `CAP`
    or more; it grows by `reach_growth` for every nat of the number of claims, as chance finds more among more, and by
    what the message says (`reader.Part`).
    """

    ranker: Linear
    detector: Linear
    reach: float
    reach_growth: float

    def score(self, features: Mapping[str, float], support: float, *, stated: bool = False) -> float:
        """The probability that a claim is in a message; `support` in 0..1 is what the reading of the two found.

        Grows with `support`, which counts for at most `LEAD` more than the words themselves cover: so a bound is known
        before anything is read. `stated` adds `STATED`, unless it is unlikely anyway: the reading found in full who
        does what, in other words maybe.
        """
        counted = min(support, features["either_coverage"] + LEAD)
        log_odds = self.detector.value({**features, "support": counted})
        return probability(log_odds + STATED if stated and log_odds >= STATED_FROM else log_odds)

    def reach_among(self, claims: int) -> float:
        """What a claim must share with a message, in nats, to be scored `CAP` or more among so many claims."""
        return self.reach + self.reach_growth * math.log(max(1, claims))


LEAD = 0.35
"""How far support can run ahead of the share of a claim's own words that a message holds."""
STATED, STATED_FROM = 2.3, -0.85
"""What a full statement of who does what adds to the log odds: from 3:7 on it was right 7 times in 8."""
CAP = 0.5
"""A claim that shares too little with a message is scored below this."""


@cache
def shipped() -> Weights:
    """The weights that come with the project."""
    return msgspec.json.decode(FILE.read_bytes(), type=Weights)


def probability(log_odds: float) -> float:
    """The probability of log odds, without overflow."""
    if log_odds < 0:
        odds = math.exp(max(log_odds, -700.0))
        return odds / (1 + odds)
    return 1 / (1 + math.exp(-log_odds))
