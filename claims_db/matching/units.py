"""Units of quantities: what kind of quantity a unit makes of a number, and by what factor.

Promises: tables of word bases. Refuses to convert currencies: money is money.
"""

from collections.abc import Sequence
from typing import NamedTuple

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "grand": 1e3, "million": 1e6, "mil": 1e6, "mln": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "bil": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12, "milion": 1e6,
    "millon": 1e6, "bilion": 1e9, "billon": 1e9,
}  # fmt: skip
_DAYS = {
    "second": 1 / 86400, "sec": 1 / 86400, "minut": 1 / 1440, "min": 1 / 1440, "hour": 1 / 24, "hr": 1 / 24, "day": 1,
    "night": 1, "week": 7, "wk": 7, "fortnight": 14, "month": 30.44, "year": 365.25, "yr": 365.25, "decad": 3652.5,
    "centuri": 36525, "season": 365.25,
}  # fmt: skip
_METRES = {
    "metr": 1.0, "meter": 1.0, "km": 1000.0, "kilomet": 1000.0, "kilometr": 1000.0, "mile": 1609.0, "feet": 0.3048,
    "foot": 0.3048, "ft": 0.3048, "yard": 0.9144, "centimetr": 0.01, "centimet": 0.01, "cm": 0.01, "inch": 0.0254,
}  # fmt: skip
_MONEY = (
    "dollar",
    "euro",
    "pound",
    "buck",
    "quid",
    "usd",
    "eur",
    "gbp",
    "yen",
    "rubl",
    "roubl",
    "yuan",
    "franc",
    "rupe",
)
_PERCENT = ("%", "percent", "pct", "pc")


class Unit(NamedTuple):
    """What a unit makes of a number: the kind of quantity, its factor, and how many words the unit has."""

    kind: str
    factor: float
    words: int


_UNITS: dict[tuple[str, ...], Unit] = {
    **{(word,): Unit("duration", days, 1) for word, days in _DAYS.items()},
    **{(word,): Unit("length", metres, 1) for word, metres in _METRES.items()},
    **{(word,): Unit("money", 1, 1) for word in _MONEY},
    **{(word,): Unit("percent", 1, 1) for word in _PERCENT},
    **{(word, "point"): Unit("points", 1, 2) for word in (*_PERCENT, "percentag")},
    ("per", "cent"): Unit("percent", 1, 2),
    ("basi", "point"): Unit("points", 0.01, 2),
    ("bps",): Unit("points", 0.01, 1),
    ("bp",): Unit("points", 0.01, 1),
    ("pp",): Unit("points", 1, 1),
    ("point",): Unit("points", 1, 1),
    ("time",): Unit("times", 1, 1),
    ("x",): Unit("times", 1, 1),
    ("fold",): Unit("times", 1, 1),
}


def unit_of(bases: Sequence[str]) -> Unit | None:
    """The unit that these bases of words begin with, the longer one first; None for none."""
    return _UNITS.get(tuple(bases[:2])) or _UNITS.get(tuple(bases[:1]))
