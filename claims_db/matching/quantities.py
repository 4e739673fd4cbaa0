"""Numbers with what they count: percent, money, scores, dates, clock times, durations, ordinals, counts.

Promises: reads digits and number words; two quantities of one kind can be told to agree, rounding and "about" allowed
for. Refuses to convert currencies or to guess what an uncounted number counts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims_db.matching.clauses import STOP, Parse
from claims_db.matching.lexicon import base, words

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "grand": 1e3, "million": 1e6, "mil": 1e6, "mln": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "bil": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_DAYS = {
    "second": 1 / 86400, "sec": 1 / 86400, "minut": 1 / 1440, "min": 1 / 1440, "hour": 1 / 24, "hr": 1 / 24, "day": 1,
    "night": 1, "week": 7, "wk": 7, "fortnight": 14, "month": 30.44, "year": 365.25, "yr": 365.25, "decad": 3652.5,
    "centuri": 36525, "season": 365.25,
}  # fmt: skip
_MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "aug": 8, "september": 9, "sept": 9, "october": 10, "oct": 10, "november": 11, "nov": 11,
    "december": 12, "dec": 12,
}  # fmt: skip
_WEEKDAYS = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
    "mon": 1, "tues": 2, "wed": 3, "thurs": 4, "fri": 5,
}  # fmt: skip
_MONEY = words("dollar euro pound buck quid usd eur gbp yen rubl roubl yuan franc crown krona rupe")
_LENGTHS = {
    "metr": 1.0, "meter": 1.0, "km": 1000.0, "kilomet": 1000.0, "kilometr": 1000.0, "mile": 1609.0, "feet": 0.3048,
    "foot": 0.3048, "ft": 0.3048, "yard": 0.9144, "centimetr": 0.01, "centimet": 0.01, "cm": 0.01, "inch": 0.0254,
}  # fmt: skip
_ROUGH = words("about around roughly almost nearly approximately circa some like over under above below")
_ROUGH_PAIRS = frozenset({"more than", "less than", "at least", "up to", "close to", "fewer than", "at most"})
_IN_TIME = words("in since until till by of from during for this last next early late mid start starting on")
_DIGITS = re.compile(r"([$€£¥]?)(\d+(?:[.,]\d+)*)(%|[a-z]+)?$")
_SCORE = re.compile(r"(\d{1,2})\s?[-–:]\s?(\d{1,2})$")
_TALLY = re.compile(r"\d{1,9}$")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$")
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


def quantities(parse: Parse) -> tuple[Quantity, ...]:
    """The quantities of a text, from left to right."""
    found: list[Quantity] = []
    place = 0
    while place < len(parse.words):
        quantity = _at(parse, place)
        if quantity is not None:
            found.append(quantity)
        place = quantity.end if quantity is not None else place + 1
    return tuple(found)


def _at(parse: Parse, place: int) -> Quantity | None:
    word = parse.words[place]
    if word[0].isdigit() or word[0] in "$€£¥":
        return (
            _tally(parse, place)
            or _score(word, place)
            or _clock(parse, place)
            or _year(parse, place)
            or _number(parse, place)
        )
    if word in _MONTHS and _is_month(parse, place):
        return Quantity("month", _MONTHS[word], place, place + 1)
    if word in _WEEKDAYS and (len(word) > 4 or parse.tokens[place].capital):
        return Quantity("weekday", _WEEKDAYS[word], place, place + 1)
    if word in _ORDINALS and (word not in {"first", "second"} or _next(parse, place + 1) not in {"", "of", "half"}):
        return Quantity("ordinal", _ORDINALS[word], place, place + 1, counted=_counted(parse, place + 1))
    if word in {"noon", "midnight", "midday"}:
        return Quantity("clock", 0 if word == "midnight" else 720, place, place + 1, other=1)
    if word in {"twice", "double", "doubled", "doubles", "doubling"}:
        return Quantity("times", 2, place, place + 1)
    return _fraction(parse, place) or _worded(parse, place)


def _next(parse: Parse, place: int) -> str:
    return parse.words[place] if place < len(parse.words) else ""


def _is_month(parse: Parse, place: int) -> bool:
    word = parse.words[place]
    if word not in {"may", "march"}:
        return True
    before, after = _next(parse, place - 1) if place else "", _next(parse, place + 1)
    return before in _IN_TIME or before[:1].isdigit() or (after[:1].isdigit() and parse.tokens[place].capital)


def _score(word: str, place: int) -> Quantity | None:
    match = _SCORE.match(word)
    if match is None or (":" in word and len(match.group(2)) == 2):
        return None
    return Quantity("score", float(match.group(1)), place, place + 1, other=float(match.group(2)))


def _tally(parse: Parse, place: int) -> Quantity | None:
    """Votes or points one side to the other: "51 to 49", "53 votes to 47"."""
    step = place + (2 if _next(parse, place + 1) in {"votes", "points", "goals"} else 1)
    if _next(parse, step) != "to" or (place and parse.words[place - 1] == "from"):
        return None
    one, other = parse.words[place].replace(",", ""), _next(parse, step + 1).replace(",", "")
    after = _next(parse, step + 2)
    if not _TALLY.match(one) or not _TALLY.match(other) or after in {"percent", *_SCALES} or base(after) in _DAYS:
        return None
    return Quantity("score", float(one), place, step + 2, other=float(other))


def _clock(parse: Parse, place: int) -> Quantity | None:
    match = _CLOCK.match(parse.words[place])
    if match is None:
        return None
    hour, minute, half = match.groups()
    after = _next(parse, place + 1)
    half, end = (half, place + 1) if half or after not in {"am", "pm", "oclock"} else (after, place + 2)
    if not half and (minute is None or "." in match.group()):
        return None
    hours = int(hour) % 12 + 12 * (half == "pm") if half else int(hour)
    known = bool(half) or hours > 12 or hours == 0
    return Quantity("clock", hours * 60 + int(minute or 0), place, end, other=float(known))


def _year(parse: Parse, place: int) -> Quantity | None:
    word = parse.words[place]
    if len(word) != 4 or not word.isdigit() or not 1400 <= int(word) <= 2100:
        return None
    after = _next(parse, place + 1)
    if (
        after in _SCALES
        or after == "percent"
        or base(after) in _DAYS
        or base(after) in _MONEY
        or base(after) in _LENGTHS
    ):
        return None
    before = parse.words[place - 1] if place else ""
    if int(word) < 1800 and before not in _IN_TIME:
        return None
    if after.endswith("s") and after not in STOP and before not in _IN_TIME and not word.startswith(("19", "20")):
        return None
    if parse.senses[place + 1 : place + 2] and "people" in parse.senses[place + 1] and before not in _IN_TIME:
        return None
    return Quantity("year", int(word), place, place + 1)


def _number(parse: Parse, place: int) -> Quantity | None:
    match = _DIGITS.match(parse.words[place])
    if match is None:
        return None
    currency, digits, suffix = match.groups()
    value = _value(digits)
    if suffix == "s":
        suffix = None
    if suffix in {"st", "nd", "rd", "th"}:
        if _next(parse, place + 1) in _MONTHS or (place and parse.words[place - 1] in _MONTHS):
            return Quantity("day", value, place, place + 1)
        return Quantity("ordinal", value, place, place + 1, counted=_counted(parse, place + 1))
    if not suffix and not currency and value <= 31 and _beside_month(parse, place):
        return Quantity("day", value, place, place + 1)
    end = place + 1
    scaled = bool(suffix and suffix in _SCALES)
    if scaled and suffix:
        value *= _SCALES[suffix]
        suffix = None
    while _next(parse, end) in _SCALES and _next(parse, end) not in {"k", "m", "b", "dozen"}:
        value *= _SCALES[parse.words[end]]
        scaled = True
        end += 1
    return _with_unit(parse, place, end, value, suffix or "", money=bool(currency), scaled=scaled)


def _value(digits: str) -> float:
    """A number as typed; one comma before one or two digits, or before anything but three, is a decimal comma."""
    head, comma, tail = digits.rpartition(",")
    if comma and len(tail) != 3 and "," not in head and "." not in digits:
        digits = f"{head}.{tail}"
    parts = digits.replace(",", "").split(".")
    if len(parts) > 2:
        return float("".join(parts)[:300])
    return float(".".join(parts)[:300])


def _beside_month(parse: Parse, place: int) -> bool:
    after = _next(parse, place + 1)
    after = _next(parse, place + 2) if after == "of" else after
    return after in _MONTHS or (place > 0 and parse.words[place - 1] in _MONTHS)


def _with_unit(
    parse: Parse, start: int, end: int, value: float, suffix: str, *, money: bool = False, scaled: bool = False
) -> Quantity:
    """The quantity of a number that ends before `end`, by the unit that follows."""
    if _next(parse, end) == "and" and _next(parse, end + 1) == "a" and _next(parse, end + 2) in {"half", "quarter"}:
        value += 0.5 if parse.words[end + 2] == "half" else 0.25
        end += 3
    unit = suffix or base(_next(parse, end))
    step = end if suffix else end + 1
    rough = _is_rough(parse, start)
    if unit in {"%", "percent", "pct", "pc"} or (unit == "per" and _next(parse, end + 1) == "cent"):
        if base(_next(parse, step)) == "point":
            return Quantity("points", value, start, step + 1, rough)
        return Quantity("percent", value, start, step + (unit == "per"), rough)
    if unit in {"bps", "bp"} or (unit == "basi" and base(_next(parse, end + 1)) == "point"):
        return Quantity("points", value / 100, start, step + (unit == "basi"), rough)
    if unit == "pp" or (unit in {"point", "percentag"} and not scaled):
        return Quantity("points", value, start, step + (unit == "percentag"), rough)
    if money or unit in _MONEY:
        return Quantity("money", value, start, step if unit in _MONEY else end, rough)
    if unit in _DAYS:
        span = value * _DAYS[unit]
        if (
            _next(parse, step) == "and"
            and _next(parse, step + 1) == "a"
            and _next(parse, step + 2) in {"half", "quarter"}
        ):
            span += _DAYS[unit] * (0.5 if parse.words[step + 2] == "half" else 0.25)
            step += 3
        return Quantity("duration", span, start, step, rough, counted=_counted(parse, step))
    if unit in _LENGTHS:
        return Quantity("length", value * _LENGTHS[unit], start, step, rough)
    if unit in {"time", "x", "fold"} and unit != base(suffix or ""):
        return Quantity("times", value, start, step, rough)
    before = parse.words[start - 1] if start else ""
    kind = "scaled" if scaled else "count"
    return Quantity(kind, value, start, end, rough, counted=_counted(parse, end), before=before)


def _is_rough(parse: Parse, start: int) -> bool:
    if not start:
        return False
    before = parse.words[start - 1]
    return before in _ROUGH or (start > 1 and f"{parse.words[start - 2]} {before}" in _ROUGH_PAIRS)


def _counted(parse: Parse, place: int) -> tuple[str, ...]:
    """The bases of the first two content words that follow in the same clause."""
    found: list[str] = []
    for following in range(place, min(place + 4, len(parse.words))):
        if parse.tokens[following].clause != parse.tokens[place - 1].clause:
            break
        if not parse.tokens[following].content:
            if found or parse.words[following] not in {"of", "more", "other", "the"}:
                break
            continue
        found.append(parse.bases[following])
    return tuple(found[:3])


def _worded(parse: Parse, place: int) -> Quantity | None:
    """A number in words, "one" and "a" only where a scale or unit follows."""
    words = parse.words
    word = words[place]
    value, end = 0.0, place
    if word in {"a", "an"}:
        after = _next(parse, place + 1)
        if after in {"hundred", "thousand", "million", "billion", "trillion", "dozen"}:
            value, end = 1.0, place + 1
        elif (
            base(after) in _DAYS and _next(parse, place + 2) == "and" and _next(parse, place + 4) in {"half", "quarter"}
        ):
            return _with_unit(parse, place, place + 1, 1.0, "")
        elif after == "couple":
            return _with_unit(parse, place, place + 2 + (_next(parse, place + 2) == "of"), 2.0, "")
        else:
            return None
    total = value
    while end < len(words) and (
        words[end] in _UNITS or (words[end] in _SCALES and len(words[end]) > 3 and end > place)
    ):
        if words[end] in _UNITS:
            if (total and total % 10 == 0 and _UNITS[words[end]] < 10) or not total or total % 100 == 0:
                total += _UNITS[words[end]]
            else:
                break
        else:
            total = (total or 1) * _SCALES[words[end]]
        end += 1
        if _next(parse, end) == "and" and total >= 100 and _next(parse, end + 1) in _UNITS:
            end += 1
    if end == place or (end == place + 1 and word == "a"):
        return None
    if word == "one" and end == place + 1 and not _counted(parse, end) and base(_next(parse, end)) not in _DAYS:
        return None
    return _with_unit(parse, place, end, total, "", scaled=total >= 1e5)


def _fraction(parse: Parse, place: int) -> Quantity | None:
    """Half a point, a quarter of, two thirds of."""
    word, after, third = parse.words[place], _next(parse, place + 1), _next(parse, place + 2)
    size = {"half": 0.5, "quarter": 0.25, "third": 1 / 3, "thirds": 1 / 3, "quarters": 0.25}
    if word in {"half", "quarter"}:
        step = 1 + (after in {"a", "of"}) + (third == "a" and after == "of")
        unit = base(_next(parse, place + step))
        if unit in {"point", "percentag"}:
            return Quantity("points", size[word], place, place + step + 1)
        if unit in _DAYS:
            return Quantity("duration", size[word] * _DAYS[unit], place, place + step + 1)
        if unit in _SCALES:
            return _with_unit(parse, place, place + step + 1, size[word] * _SCALES[unit], "", scaled=True)
        if after == "of" or word == "half":
            return Quantity("percent", 100 * size[word], place, place + 1, rough=True)
    if word in _UNITS and after in size and (third == "of" or after != "third"):
        return Quantity("percent", 100 * _UNITS[word] * size[after], place, place + 2, rough=True)
    if word in {"a", "one"} and after in size and third == "of":
        return Quantity("percent", 100 * size[after], place, place + 2, rough=True)
    return None


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
