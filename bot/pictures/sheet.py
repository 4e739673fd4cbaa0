"""A sheet of panels, one below the other, on a ground of its own: it reads the same on dark and light themes.

Sizes are in pixels. On a phone a sheet is shown at somewhat less than half its width, so that text is set large. For
the process that draws alone: the bot must not import this module, nor matplotlib.
"""

# matplotlib types its arguments only in part:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import Rectangle
from matplotlib.textpath import TextToPath

WIDTH, MARGIN = 800, 30
GROUND, INK, SOFT, LINE = "#15171C", "#F2F3F5", "#B9BEC7", "#454A54"
"""The ground, what is written on it, what is written smaller, and lines that only guide the eye."""
BLUE, ORANGE, GREY = "#56B4E9", "#E0662F", "#9AA5B1"
"""Colours of what has none elsewhere; told apart by those who see few hues, too."""
TEXT, SMALL, LARGE = 25, 22, 31
INNER = WIDTH - 2 * MARGIN
LINE_HEIGHT = 1.25
_DPI = 100
_POINTS = 72 / _DPI
_FAMILY = "DejaVu Sans"
_LEGIBLE = 0.6
_measure = TextToPath()


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part of a sheet, drawn in axes whose units are pixels, from the top left; with or without a title above."""

    height: float
    draw: Callable[[Axes], None]
    title: str = ""

    @property
    def above(self) -> float:
        """The room above it."""
        return TEXT * (2.4 if self.title else 0.6)


def sheet(heading: str, panels: list[Panel]) -> bytes:
    """Draw panels below a heading; returns a PNG."""
    height = MARGIN + LARGE * 1.6 + sum(panel.above + panel.height for panel in panels) + MARGIN
    figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor=GROUND)
    canvas = FigureCanvasAgg(figure)
    page = _axes(figure, 0, 0, WIDTH, height)
    top = MARGIN + LARGE / 2
    write(page, MARGIN, top, fitted(heading, INNER, LARGE, 1)[0], LARGE, bold=True)
    top += LARGE * 1.1
    for panel in panels:
        write(page, MARGIN, top + TEXT * 1.3, panel.title, TEXT, colour=SOFT)
        top += panel.above
        panel.draw(_axes(figure, MARGIN, top, INNER, panel.height))
        top += panel.height
    written = io.BytesIO()
    canvas.print_png(written, metadata={"Software": None})
    return written.getvalue()


def _axes(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes at a place on a sheet, measured from its top left; their units are pixels, too."""
    whole_width, whole_height = figure.get_size_inches() * _DPI
    place = (left / whole_width, 1 - (top + height) / whole_height, width / whole_width, height / whole_height)
    axes = figure.add_axes(place)
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    return axes


def write(axes: Axes, x: float, y: float, text: str, size: float = TEXT, **style: object) -> None:
    """Write a line, centred at a height. `style`: `colour`, `bold`, and `align` (left, center, right)."""
    axes.text(
        x,
        y,
        text,
        size=size * _POINTS,
        family=_FAMILY,
        color=str(style.get("colour", INK)),
        weight="bold" if style.get("bold") else "normal",
        ha=str(style.get("align", "left")),
        va="center_baseline",
        parse_math=False,
        clip_on=False,
    )


def width_of(text: str, size: float) -> float:
    """How wide a line is."""
    font = FontProperties(family=_FAMILY, size=size * _POINTS)
    return _measure.get_text_width_height_descent(text, font, ismath=False)[0] / _POINTS


def fitted(text: str, room: float, size: float, most: int) -> list[str]:
    """A text in at most so many lines, each as wide as there is room for; cut where that is not enough."""
    words, lines = text.split() or [""], list[str]()
    while words and len(lines) < most:
        last = len(lines) == most - 1
        taken = _taken(words, room, size)
        line, words = " ".join(words[:taken]), words[taken:]
        if (words and last) or width_of(line, size) > room:
            line, words = _cut(" ".join([line, *words]), room, size), []
        lines.append(line)
    return lines


def _taken(words: list[str], room: float, size: float) -> int:
    """How many words go into a line; at least one."""
    taken = 1
    while taken < len(words) and width_of(" ".join(words[: taken + 1]), size) <= room:
        taken += 1
    return taken


def _cut(text: str, room: float, size: float) -> str:
    """As much of a text as there is room for, with a mark that something is missing."""
    kept = min(len(text), int(room / size * 4))
    while kept and width_of(f"{text[:kept].rstrip()}…", size) > room:
        kept -= 1
    return f"{text[:kept].rstrip()}…"


def legible(text: str) -> str | None:
    """The text as far as the font has its characters; None where too little of it would be left to read."""
    known = get_font(findfont(_FAMILY)).get_charmap()
    clean = " ".join("".join(char if ord(char) in known else " " for char in text).split())
    asked = sum(not char.isspace() for char in text)
    return clean if clean and sum(not char.isspace() for char in clean) >= _LEGIBLE * asked else None


def block(axes: Axes, box: tuple[float, float, float, float], colour: str, hatch: str = "") -> None:
    """Fill a box (left, top, width, height) with a colour, and a pattern."""
    left, top, width, height = box
    axes.add_patch(Rectangle((left, top), width, height, facecolor=colour, edgecolor=GROUND, hatch=hatch, linewidth=0))


def line(axes: Axes, start: tuple[float, float], end: tuple[float, float], *, dashed: bool = False) -> None:
    """A line that stands for a number."""
    style = (0, (2.5, 1.5)) if dashed else "solid"
    axes.plot([start[0], end[0]], [start[1], end[1]], color=INK, linewidth=2.5, linestyle=style)


def guide(axes: Axes, left: float, right: float, y: float) -> None:
    """A line across that only guides the eye."""
    axes.plot([left, right], [y, y], color=LINE, linewidth=1.5)


Mark = Callable[[Axes, float, float], None]
"""Draws what a legend explains, 26 wide, from a left edge, around a height."""


Entry = tuple[str, Mark]


def key(axes: Axes, entries: Sequence[Entry]) -> None:
    """Explain what is drawn, from the top of some axes on."""
    for (text, mark), (x, y) in zip(entries, _places(entries), strict=True):
        mark(axes, x, y)
        write(axes, x + 36, y, text, SMALL)


def key_height(entries: Sequence[Entry]) -> float:
    """How much room that takes."""
    return _places(entries)[-1][1] + TEXT


def _places(entries: Sequence[Entry]) -> list[tuple[float, float]]:
    """Where each entry begins: beside the one before, or in a line of its own where it does not fit there."""
    places: list[tuple[float, float]] = []
    x, y = 0.0, TEXT * 0.7
    for text, _ in entries:
        wide = 36 + width_of(text, SMALL)
        if x and x + wide > INNER:
            x, y = 0.0, y + TEXT * 1.4
        places.append((x, y))
        x += wide + 26
    return places
