"""Quantities read from texts: digits and number words, units, dates, clock times, scores, fractions.

Promises: every quantity of a text from left to right, none overlapping. Refuses to compare them.
"""

import re

from claims_db.matching.clauses import Parse
from claims_db.matching.closed_classes import STOP
from claims_db.matching.lexicon import base, words
from claims_db.matching.quantities import Quantity
from claims_db.matching.units import SCALES, unit_of

_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12,
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
_ROUGH = words("about around roughly almost nearly approximately circa some like over under above below")
_ROUGH_PAIRS = frozenset({"more than", "less than", "at least", "up to", "close to", "fewer than", "at most"})
_IN_TIME = words("in since until till by of from during for this last next early late mid start starting on")
_MOST = 40
"""How many quantities of a text are read: they are compared by pairs."""
_SHARES = {
    "half": 0.5,
    "quarter": 0.25,
    "quarters": 0.25,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "fifth": 0.2,
    "fifths": 0.2,
    "tenth": 0.1,
}
_LARGE = words("hundred thousand million billion trillion dozen")
_AFTER_DIGITS = words("hundred thousand million billion trillion grand mil mln bil bn tn")
_DIGITS = re.compile(r"([$€£¥]?)(\d+(?:[.,]\d+)*)(%|[a-z]+)?$")
_SCORE = re.compile(r"(\d{1,2})\s?[-–:]\s?(\d{1,2})$")
_TALLY = re.compile(r"\d{1,9}$")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$")


_OPENING = frozenset({"a", "an", "half", "quarter", "twice", "noon", "midnight", "midday"}).union(
    _SMALL, _ORDINALS, _MONTHS, _WEEKDAYS
)
"""Words a quantity begins with that has no digits; what doubles is one too."""


def quantities(parse: Parse) -> tuple[Quantity, ...]:
    """The quantities of a text, from left to right."""
    found: list[Quantity] = []
    place = 0
    while place < len(parse.words) and len(found) < _MOST:
        quantity = _at(parse, place)
        if quantity is not None:
            found.append(quantity)
        place = quantity.end if quantity is not None else place + 1
    return tuple(found)


def _at(parse: Parse, place: int) -> Quantity | None:
    word = parse.words[place]
    if word[0].isdigit() or word[0] in "$€£¥":
        for read in (_tally, _score, _clock, _year, _number):
            found = read(parse, place)
            if found is not None:
                return found
        return None
    if word not in _OPENING and parse.bases[place] != "doubl":
        return None
    return _named(parse, place) or _fraction(parse, place) or _worded(parse, place)


def _named(parse: Parse, place: int) -> Quantity | None:
    """Months, weekdays, ordinals and the few words that are quantities by themselves."""
    word = parse.words[place]
    if word in _MONTHS and _is_month(parse, place):
        return Quantity("month", _MONTHS[word], place, place + 1)
    if word in _WEEKDAYS and (len(word) > 4 or parse.tokens[place].capital):
        return Quantity("weekday", _WEEKDAYS[word], place, place + 1)
    if word in _ORDINALS and (word not in {"first", "second"} or _next(parse, place + 1) not in {"", "of", "half"}):
        return Quantity("ordinal", _ORDINALS[word], place, place + 1, counted=_counted(parse, place + 1))
    if word in {"noon", "midnight", "midday"}:
        return Quantity("clock", 0 if word == "midnight" else 720, place, place + 1, other=1)
    if base(word) == "doubl" or word == "twice":
        return Quantity("times", 2, place, place + 1)
    return None


def _next(parse: Parse, place: int) -> str:
    return parse.words[place] if place < len(parse.words) else ""


def _is_month(parse: Parse, place: int) -> bool:
    word = parse.words[place]
    if word not in {"may", "march"}:
        return True
    before, after = _next(parse, place - 1) if place else "", _next(parse, place + 1)
    return before in _IN_TIME or before[:1].isdigit() or (after[:1].isdigit() and parse.tokens[place].capital)


def _score(parse: Parse, place: int) -> Quantity | None:
    word = parse.words[place]
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
    if not _TALLY.match(one) or not _TALLY.match(other) or after in SCALES or unit_of((base(after),)):
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


_TOURNAMENTS = words("euro euros cup olympics games italia expo eurovision championship championships")
"""Words behind which two digits are a year ("Euro 92")."""
_CENTURY = 40
"""Two digits up to it are of this century."""


def _year(parse: Parse, place: int) -> Quantity | None:
    word = parse.words[place]
    if place and parse.words[place - 1] in _TOURNAMENTS and len(word) == 2 and word.isdigit():
        return Quantity("year", int(word) + (1900 if int(word) > _CENTURY else 2000), place, place + 1)
    if len(word) != 4 or not word.isdigit() or not 1400 <= int(word) <= 2100:
        return None
    after = _next(parse, place + 1)
    if after in SCALES or unit_of((base(after),)):
        return None
    if not place or parse.words[place - 1] not in _IN_TIME:
        recent = word.startswith(("19", "20"))
        several = after.endswith("s") and after not in STOP
        people = bool(after) and "people" in parse.senses[place + 1]
        if int(word) < 1800 or people or (several and not recent):
            return None
    return Quantity("year", int(word), place, place + 1)


def _number(parse: Parse, place: int) -> Quantity | None:
    match = _DIGITS.match(parse.words[place])
    if match is None:
        return None
    currency, digits, suffix = match.groups()
    value = _value(digits)
    dated = _beside_month(parse, place)
    if suffix in {"st", "nd", "rd", "th"} and not dated:
        unit = unit_of(parse.bases[place + 1 : place + 2])
        if unit is not None and unit.kind == "duration" and parse.bases[place + 1] == "minut":
            return Quantity(unit.kind, value * unit.factor, place, place + 2)
        return Quantity("ordinal", value, place, place + 1, counted=_counted(parse, place + 1))
    if dated and value <= 31 and not currency and suffix in {None, "st", "nd", "rd", "th"}:
        return Quantity("day", value, place, place + 1)
    end = place + 1
    scale = SCALES.get(suffix or "", 1.0)
    while _next(parse, end) in _AFTER_DIGITS:
        scale *= SCALES[parse.words[end]]
        end += 1
    unit = "" if suffix == "s" or suffix in SCALES else suffix or ""
    found = _measured(parse, place, end, value * scale, suffix=unit, scaled=scale > 1)
    return Quantity("money", found.value, place, found.end, found.rough) if currency else found


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


def _measured(parse: Parse, start: int, end: int, value: float, *, suffix: str = "", scaled: bool = False) -> Quantity:
    """The quantity of a number that ends before `end`, by the unit that is written to it or follows."""
    value, end = _and_a_part(parse, end, value)
    rough = _is_rough(parse, start)
    unit = unit_of((suffix, base(_next(parse, end)))) if suffix else unit_of(parse.bases[end : end + 2])
    if unit is None or (scaled and unit.kind == "points"):
        before = parse.words[start - 1] if start else ""
        kind = "scaled" if scaled else "count"
        return Quantity(kind, value, start, end, rough, counted=_counted(parse, end), before=before)
    value, after = _and_a_part(parse, end + unit.words - bool(suffix), value)
    counted = _counted(parse, after) if unit.kind == "duration" else ()
    return Quantity(unit.kind, value * unit.factor, start, after, rough, counted=counted)


def _and_a_part(parse: Parse, place: int, value: float) -> tuple[float, int]:
    """The value with what "and a half" adds to it, and where the words go on."""
    if parse.words[place : place + 2] == ("and", "a") and _next(parse, place + 2) in {"half", "quarter"}:
        return value + _SHARES[parse.words[place + 2]], place + 3
    return value, place


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
    """A number in words; "one" and "a" only where something counted, a scale or a unit follows."""
    word, after = parse.words[place], _next(parse, place + 1)
    if word in {"a", "an"} and after not in _LARGE:
        return _single(parse, place, after)
    total, end = (1.0, place + 1) if word in {"a", "an"} else (0.0, place)
    while (step := _added(parse, end, total, first=end == place)) is not None:
        total, end = step
    if end == place:
        return None
    if word == "one" and end == place + 1 and not _counted(parse, end) and not unit_of(parse.bases[end : end + 1]):
        return None
    return _measured(parse, place, end, total, scaled=total >= 1e5)


def _single(parse: Parse, place: int, after: str) -> Quantity | None:
    """What "a" counts as one or two: "a year and a half", "a couple of"."""
    if after == "couple":
        return _measured(parse, place, place + 2 + (_next(parse, place + 2) == "of"), 2.0)
    unit = unit_of((base(after),))
    if unit is not None and unit.kind == "duration" and _and_a_part(parse, place + 2, 0.0)[0]:
        return _measured(parse, place, place + 1, 1.0)
    return None


def _added(parse: Parse, place: int, total: float, *, first: bool) -> tuple[float, int] | None:
    """The total with the number word at a place, and where to go on; None where the number ends."""
    word = _next(parse, place)
    if word in _SMALL:
        fits = not total or total % 100 == 0 or (total % 10 == 0 and _SMALL[word] < 10)
        if not fits:
            return None
        total += _SMALL[word]
    elif word in _LARGE and not first:
        total = (total or 1) * SCALES[word]
    else:
        return None
    joined = total >= 100 and _next(parse, place + 1) == "and" and _next(parse, place + 2) in _SMALL
    return total, place + 1 + joined


def _fraction(parse: Parse, place: int) -> Quantity | None:
    """Half a point, a quarter of, two thirds of, by a third."""
    word, after, third = parse.words[place], _next(parse, place + 1), _next(parse, place + 2)
    if word in {"half", "quarter"}:
        return _part(parse, place, after, third)
    shared = third == "of" or (place and parse.words[place - 1] == "by")
    if after in _SHARES and shared and (word in _SMALL or word == "a"):
        return Quantity("percent", 100 * _SMALL.get(word, 1) * _SHARES[after], place, place + 2, rough=True)
    return None


def _part(parse: Parse, place: int, after: str, third: str) -> Quantity | None:
    size = _SHARES[parse.words[place]]
    step = place + 1 + (after in {"a", "of"}) + (after == "of" and third == "a")
    if _next(parse, step) in SCALES:
        return _measured(parse, place, step + 1, size * SCALES[parse.words[step]], scaled=True)
    unit = unit_of(parse.bases[step : step + 2])
    if unit is not None and unit.kind in {"points", "duration"}:
        return Quantity(unit.kind, size * unit.factor, place, step + unit.words)
    if after == "of" or parse.words[place] == "half":
        return Quantity("percent", 100 * size, place, place + 1, rough=True)
    return None
