"""Panels of numbers with their bars: claims, labels, and the answers of each day. For the process that draws alone."""

from collections.abc import Sequence
from datetime import date, timedelta

from matplotlib.axes import Axes

from bot.pictures.sheet import (
    BLUE,
    GREY,
    INNER,
    LINE_HEIGHT,
    ORANGE,
    SMALL,
    SOFT,
    TEXT,
    Mark,
    Panel,
    block,
    fitted,
    guide,
    key,
    key_height,
    legible,
    width_of,
    write,
)
from bot.pictures.values import Bar, Day

MOST_CLAIMS = 25
NUMBERED_DAYS = 14
"""Up to how many days each column has its number; above that only the highest has."""
KINDS = (
    ("standing", "stand", BLUE, ""),
    ("withdrawn", "taken back", ORANGE, "xxx"),
    ("saved", "kept back in shadow", GREY, "///"),
)
_LEFT_TO_RIGHT = "\u200e"
"""Keeps the number on the left where the title is written from the right."""
_BAR, _ABOVE, _GAP, _COLUMNS = 20, 5, 18, 190


def claims(bars: Sequence[Bar]) -> Panel:
    """Claims, each with its bar below."""
    rows = [(_titled(number, bar), bar) for number, bar in enumerate(bars[:MOST_CLAIMS], start=1)]
    heights = [len(lines) * TEXT * LINE_HEIGHT + _ABOVE + _BAR + _GAP for lines, _ in rows]
    most = max(bar.count for _, bar in rows)

    def draw(axes: Axes) -> None:
        top = 0.0
        for (lines, bar), height in zip(rows, heights, strict=True):
            for position, text in enumerate(lines):
                write(axes, 0, top + (position + 0.5) * TEXT * LINE_HEIGHT, text)
            top += height
            _counted(axes, (0, top - _GAP - _BAR / 2), INNER, bar, most)

    return Panel(height=sum(heights), draw=draw)


def _titled(number: int, bar: Bar) -> list[str]:
    """The lines that name a claim; where the font lacks its script, the list beside the picture has it."""
    name = legible(bar.name) or "(its title is in the list)"
    return fitted(f"{_LEFT_TO_RIGHT}{number}  {bar.symbol} {name}", INNER, TEXT, 2)


def labels(bars: Sequence[Bar]) -> Panel:
    """Labels, each with its bar beside."""
    names = [f"{bar.symbol} {bar.name}" for bar in bars]
    left = max(width_of(name, TEXT) for name in names) + 20
    most, step = max(bar.count for bar in bars), TEXT * 1.6

    def draw(axes: Axes) -> None:
        for position, (name, bar) in enumerate(zip(names, bars, strict=True)):
            middle = (position + 0.5) * step
            write(axes, 0, middle, name)
            _counted(axes, (left, middle), INNER - left, bar, most)

    return Panel(title="What moderators said of the answers", height=step * len(bars), draw=draw)


def _counted(axes: Axes, place: tuple[float, float], room: float, bar: Bar, most: int) -> None:
    """A bar with its number at the end, from a place that is the middle of its left edge."""
    x, middle = place
    length = (room - width_of(f"{most:,}", TEXT) - 14) * bar.count / max(most, 1)
    block(axes, (x, middle - _BAR / 2, length, _BAR), f"#{bar.colour:06X}")
    write(axes, x + length + (10 if length else 0), middle, f"{bar.count:,}")


def days(first: date, answered: Sequence[Day]) -> Panel:
    """A column for each day, stacked."""
    totals = [day.saved + day.standing + day.withdrawn for day in answered]
    most, step = max(totals), INNER / len(answered)
    entries = [(f"{_sum(answered, kind):,} {words}", _patch(colour, hatch)) for kind, words, colour, hatch in KINDS]
    bottom = key_height(entries) + SMALL * 1.6 + _COLUMNS

    def draw(axes: Axes) -> None:
        key(axes, entries)
        guide(axes, 0, INNER, bottom)
        for position, (day, total) in enumerate(zip(answered, totals, strict=True)):
            _column(axes, day, (position * step, bottom, step), _COLUMNS / max(most, 1))
            if total and (len(answered) <= NUMBERED_DAYS or position == totals.index(most)):
                height = bottom - _COLUMNS * total / most - SMALL * 0.7
                _centred(axes, (position + 0.5) * step, height, f"{total:,}")
        for position in sorted({0, len(answered) // 2, len(answered) - 1}):
            day = first + timedelta(days=position)
            _centred(axes, (position + 0.5) * step, bottom + SMALL, f"{day.day} {day:%b}", SOFT)

    return Panel(height=bottom + SMALL * 1.8, draw=draw)


def _sum(answered: Sequence[Day], kind: str) -> int:
    return sum(int(getattr(day, kind)) for day in answered)


def _patch(colour: str, hatch: str) -> Mark:
    return lambda axes, x, y: block(axes, (x, y - 12, 26, 24), colour, hatch)


def _column(axes: Axes, day: Day, place: tuple[float, float, float], scale: float) -> None:
    """One day, from its left edge and its foot, as wide as a day is."""
    left, top, step = place
    for kind, _, colour, hatch in KINDS:
        height = int(getattr(day, kind)) * scale
        top -= height
        block(axes, (left + step * 0.1, top, step * 0.8, height), colour, hatch)


def _centred(axes: Axes, middle: float, y: float, text: str, colour: str = "") -> None:
    """Write around a middle, or as close to it as the sheet's edge lets."""
    half = width_of(text, SMALL) / 2
    style = {"colour": colour} if colour else {}
    write(axes, min(max(middle, half), INNER - half), y, text, SMALL, align="center", **style)
