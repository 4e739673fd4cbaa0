"""Panels about precision: how it developed, and which scores the labels were given to. For the process that draws."""

# matplotlib types its arguments only in part:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from collections.abc import Sequence

from matplotlib.axes import Axes

from bot.pictures.sheet import (
    BLUE,
    INNER,
    SMALL,
    SOFT,
    Entry,
    Panel,
    block,
    guide,
    key,
    key_height,
    line,
    width_of,
    write,
)
from bot.pictures.values import Bar, Precision, Scores, Share

_SHARES, _ROW = 230, 62
_MARKERS = ("o", "X", "D")


def shares(picture: Precision) -> Panel:
    """The share of right answers after each label, within its interval, against the promise."""
    developed = picture.shares
    floor = max(0.0, min(picture.promised, *(each.low for each in developed[len(developed) // 2 :])) - 0.05)
    entries = _entries(developed[-1], picture.promised)
    top = key_height(entries) + SMALL
    bottom = top + _SHARES
    left = width_of("100 %", SMALL) + 14

    def height(share: float) -> float:
        return bottom - _SHARES * (max(share, floor) - floor) / (1 - floor)

    def draw(axes: Axes) -> None:
        key(axes, entries)
        for share, y in ((1.0, top), (floor, bottom)):
            write(axes, left - 14, y, _percent(share), SMALL, colour=SOFT, align="right")
            guide(axes, left, INNER, y)
        _develop(axes, left, [[height(value) for value in (each.low, each.share, each.high)] for each in developed])
        line(axes, (left, height(picture.promised)), (INNER, height(picture.promised)), dashed=True)

    return Panel(height=bottom + SMALL, draw=draw)


def _entries(last: Share, promised: float) -> list[Entry]:
    return [
        (f"{_percent(last.share)} right", _stroke),
        (f"surely {_percent(last.low)} to {_percent(last.high)}", _band),
        (f"promised {_percent(promised)}", _dashes),
    ]


def _stroke(axes: Axes, x: float, y: float) -> None:
    axes.plot([x, x + 26], [y, y], color=BLUE, linewidth=3)


def _band(axes: Axes, x: float, y: float) -> None:
    block(axes, (x, y - 12, 26, 24), _BAND)


def _dashes(axes: Axes, x: float, y: float) -> None:
    line(axes, (x, y), (x + 26, y), dashed=True)


_BAND = "#2F5F7B"


def _develop(axes: Axes, left: float, heights: Sequence[Sequence[float]]) -> None:
    """The band of the interval and the line of the share, over the whole width however many labels there are."""
    heights = heights if len(heights) > 1 else [*heights, *heights]
    xs = [left + position * (INNER - left) / (len(heights) - 1) for position in range(len(heights))]
    low, share, high = zip(*heights, strict=True)
    axes.fill_between(xs, low, high, color=_BAND, linewidth=0)
    axes.plot(xs, share, color=BLUE, linewidth=3)


def scores(picture: Scores) -> Panel:
    """Each label where its answer was as sure as it was, a row a kind, with the thresholds across."""
    thresholds = [picture.threshold, *([] if picture.proposal is None else [picture.proposal])]
    floor = max(0.0, min([*thresholds, *(each.score for each in picture.scores)]) - 0.02)
    entries = _thresholds(picture)
    left, top = 50, key_height(entries) + SMALL / 2
    bottom = top + _ROW * len(picture.labels)

    def across(score: float) -> float:
        return left + 10 + (INNER - left - 20) * (score - floor) / (1 - floor)

    def draw(axes: Axes) -> None:
        key(axes, entries)
        for row, bar in enumerate(picture.labels):
            middle = top + _ROW * (row + 0.5)
            write(axes, left / 2, middle, bar.symbol, align="center")
            guide(axes, left, INNER, top + _ROW * (row + 1))
            here = [across(each.score) for each in picture.scores if each.label == row]
            _scatter(axes, here, middle, bar, _MARKERS[row % len(_MARKERS)])
        for position, threshold in enumerate(thresholds):
            line(axes, (across(threshold), top), (across(threshold), bottom), dashed=position > 0)
        write(axes, left, bottom + SMALL, _percent(floor), SMALL, colour=SOFT)
        write(axes, INNER, bottom + SMALL, "100 %", SMALL, colour=SOFT, align="right")

    return Panel(height=bottom + SMALL * 1.8, draw=draw)


def _thresholds(picture: Scores) -> list[Entry]:
    present: Entry = (f"threshold {_percent(picture.threshold, 1)}", _stick)
    if picture.proposal is None:
        return [present]
    return [present, (f"proposed {_percent(picture.proposal, 1)}", _dashes)]


def _stick(axes: Axes, x: float, y: float) -> None:
    line(axes, (x, y), (x + 26, y))


def _scatter(axes: Axes, xs: Sequence[float], middle: float, bar: Bar, marker: str) -> None:
    """Points around a height, spread so that equal ones are seen side by side."""
    ys = [middle + ((position * 0.618) % 1 - 0.5) * _ROW * 0.6 for position in range(len(xs))]
    axes.scatter(xs, ys, s=90, marker=marker, color=f"#{bar.colour:06X}", alpha=0.9, linewidths=0)


def _percent(share: float, digits: int = 0) -> str:
    return f"{100 * share:.{digits}f} %"
