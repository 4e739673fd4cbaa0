"""Dates as news writes them: resolved against the day an article was published.

Promises: a weekday is the last one on or before that day ("Tuesday night" in an article of Wednesday is the day
before), or the next one where the words say so. Refuses a date that leaves the day open: "last week", "in May".
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from claims_db.articles.text.prose import Prose

_WEEKDAYS = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_RELATIVE = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may", "june jun jun.",
            "july jul jul.", "august aug aug.", "september sept sep sept. sep.", "october oct oct.",
            "november nov nov.", "december dec dec.",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_PARTS = frozenset({"morning", "afternoon", "evening", "night", "noon"})
_NEXT = frozenset({"next", "coming", "this", "until", "by"})
_HALF_YEAR = 183
_NUMERIC = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_WRITTEN = re.compile(r"\b(?:(\d{1,2})\s+([A-Za-z]{3,9}\.?)|([A-Za-z]{3,9}\.?)\s+(\d{1,2})),?\s+(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in tokens [first, last), and the day it stands for."""

    first: int
    last: int
    day: date


def find_day(text: str) -> date | None:
    """The first complete date written in a text: "2023-05-03", "May 3, 2023", "3 May 2023"."""
    for match in _NUMERIC.finditer(text):
        day = _day(int(match[1]), int(match[2]), int(match[3]))
        if day:
            return day
    for match in _WRITTEN.finditer(text):
        month = _MONTHS.get((match[2] or match[3]).lower())
        day = _day(int(match[5]), month, int(match[1] or match[4])) if month else None
        if day:
            return day
    return None


def dates_in(prose: Prose, first: int, last: int, published_on: date | None) -> tuple[Dated, ...]:
    """The dates in tokens [first, last) that name one day; weekdays need to know when the article was published."""
    found: list[Dated] = []
    place = first
    while place < last:
        dated = _at(prose, place, last, published_on)
        if dated:
            found.append(dated)
            place = dated.last
        else:
            place += 1
    return tuple(found)


_SPOKEN = re.compile(
    r"\b(?:(last|next)\s+)?(monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tonight)"
    r"(?:\s+(?:morning|afternoon|evening|night))?\b",
    re.IGNORECASE,
)


def find_relative(text: str, published_on: date | None) -> tuple[int, date] | None:
    """Where the only weekday or "yesterday" of a statement ends, and the day it is; None where there are more."""
    if published_on is None:
        return None
    found = list(_SPOKEN.finditer(text))
    if len(found) != 1 or (found[0][2].lower() in _WEEKDAYS and not found[0][2][0].isupper()):
        return None
    word, before = found[0][2].lower(), (found[0][1] or "").lower()
    if word in _RELATIVE:
        return found[0].end(), _shifted(published_on, _RELATIVE[word])
    return found[0].end(), _weekday(word, before, published_on)


def _weekday(word: str, before: str, published_on: date) -> date:
    back = (published_on.weekday() - _WEEKDAYS[word]) % 7
    if before == "last" and back == 0:
        back = 7
    return _shifted(published_on, 7 - back if before in _NEXT and back else -back)


def _at(prose: Prose, place: int, last: int, published_on: date | None) -> Dated | None:
    word = prose.words[place]
    if word in _MONTHS and place + 1 < last and prose.words[place + 1].isdigit() and prose.is_capital(place):
        return _month_day(prose, place, last, published_on)
    if published_on is None:
        return None
    end = place + 1
    while end < last and prose.words[end] in _PARTS:
        end += 1
    if word in _RELATIVE:
        return Dated(place, end, _shifted(published_on, _RELATIVE[word]))
    if word in _WEEKDAYS and prose.is_capital(place):
        before = prose.words[place - 1] if place else ""
        return Dated(place, end, _weekday(word, before, published_on))
    return None


def _month_day(prose: Prose, place: int, last: int, published_on: date | None) -> Dated | None:
    """Read "May 3" and "May 3, 2023"; without a year the one that brings it closest to the article."""
    month, number = _MONTHS[prose.words[place]], int(prose.words[place + 1][:2])
    year = place + 2 + (place + 2 < last and prose.words[place + 2] == ",")
    if year < last and re.fullmatch(r"(?:19|20)\d\d", prose.words[year]):
        day = _day(int(prose.words[year]), month, number)
        return Dated(place, year + 1, day) if day else None
    if published_on is None:
        return None
    years = (published_on.year - 1, published_on.year, published_on.year + 1)
    days = [day for day in (_day(year, month, number) for year in years) if day]
    if not days:
        return None
    return Dated(place, place + 2, min(days, key=lambda day: abs((day - published_on).days)))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
