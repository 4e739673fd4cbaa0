"""What pictures show: plain values that travel to the process that draws."""

from datetime import date

from msgspec import Struct


class Bar(Struct, frozen=True, kw_only=True):
    """Something that is counted, with the symbol and colour (0xRRGGBB) that it has elsewhere."""

    symbol: str
    name: str
    colour: int
    count: int


class Claims(Struct, frozen=True, kw_only=True, tag=True):
    """Claims by how often they came up, the most repeated first; at least one."""

    claims: tuple[Bar, ...]


class Day(Struct, frozen=True, kw_only=True):
    """The answers of one day: kept back in shadow, standing, and taken back."""

    saved: int
    standing: int
    withdrawn: int


class Answers(Struct, frozen=True, kw_only=True, tag=True):
    """Answers by day from `first` on, at least one, and how they were labelled."""

    first: date
    days: tuple[Day, ...]
    labels: tuple[Bar, ...]


class Share(Struct, frozen=True, kw_only=True):
    """A share of right answers, and where it lies for sure; each in 0..1."""

    share: float
    low: float
    high: float


class Precision(Struct, frozen=True, kw_only=True, tag=True):
    """How precision developed with each label, at least one, against what was promised (0..1), and the labels."""

    shares: tuple[Share, ...]
    promised: float
    labels: tuple[Bar, ...]


class Score(Struct, frozen=True, kw_only=True):
    """How sure an answer was, in 0..1, and the position of its label among those of its picture."""

    score: float
    label: int


class Scores(Struct, frozen=True, kw_only=True, tag=True):
    """The scores of labelled answers, the threshold that holds, and the one that is proposed, if any; each in 0..1."""

    labels: tuple[Bar, ...]
    scores: tuple[Score, ...]
    threshold: float
    proposal: float | None = None


Picture = Claims | Answers | Precision | Scores
