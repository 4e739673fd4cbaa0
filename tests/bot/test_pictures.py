"""Pictures can be drawn of any numbers and any titles, are drawn apart from the bot, and can be read by everybody."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.illustrations import _COLOURS
from bot.cards.parts import STATUSES
from bot.pictures import sheet
from bot.pictures.drawing import draw
from bot.pictures.sheet import BLUE, GREY, GROUND, INK, INNER, ORANGE, SOFT, TEXT, fitted, legible, width_of
from bot.pictures.values import Answers, Bar, Claims, Day, Precision, Score, Scores, Share
from tests.bot.test_cards import HOSTILE
from tests.bot.test_numbers import size_of
from tests.test_structure import imported, modules

DRAWING = {"drawing.py", "sheet.py", "tallies.py", "development.py"}
"""The modules that only the process that draws may import."""
titles = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        [HOSTILE, "", "$\\frac{a}{b}", "$x_$^_", "שלום עולם", "عنوان", "😀🧪", "W" * 400, "漢字", "a\x00b"]
    ),
)
counts = st.integers(0, 10_000_000)
shares = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(sorted)


def bars(least: int, most: int) -> st.SearchStrategy[tuple[Bar, ...]]:
    bar = st.builds(
        Bar,
        symbol=st.sampled_from([symbol for symbol, _, _ in STATUSES.values()]),
        name=titles,
        colour=st.integers(0, 0xFFFFFF),
        count=counts,
    )
    return st.lists(bar, min_size=least, max_size=most).map(tuple)


labels = st.tuples(counts, counts, counts).map(
    lambda numbers: tuple(
        Bar(symbol=symbol, name="label", colour=0xD1383D, count=count)
        for symbol, count in zip("✓✕≠", numbers, strict=True)
    )
)
pictures = st.one_of(
    st.builds(Claims, claims=bars(1, 30)),
    st.builds(
        Answers,
        first=st.dates(date(1970, 1, 1), date(2100, 1, 1)),
        days=st.lists(st.builds(Day, saved=counts, standing=counts, withdrawn=counts), min_size=1, max_size=90).map(
            tuple
        ),
        labels=labels,
    ),
    st.builds(
        Precision,
        shares=st.lists(shares.map(lambda s: Share(low=s[0], share=s[1], high=s[2])), min_size=1, max_size=60).map(
            tuple
        ),
        promised=st.sampled_from([0.8, 0.9, 0.95, 0.99]),
        labels=labels,
    ),
    st.builds(
        Scores,
        labels=labels,
        scores=st.lists(st.builds(Score, score=st.floats(0, 1), label=st.integers(0, 2)), max_size=60).map(tuple),
        threshold=st.floats(0, 1),
        proposal=st.none() | st.floats(0, 1),
    ),
)


@settings(max_examples=40)
@given(pictures)
def test_anything_can_be_drawn(picture: Claims | Answers | Precision | Scores) -> None:
    width, height = size_of(draw(picture))
    assert width == 800
    assert height > 150


@given(titles, st.integers(1, 3))
def test_a_title_stays_within_its_lines(title: str, most: int) -> None:
    lines = fitted(legible(title) or "none", INNER, TEXT, most)
    assert 1 <= len(lines) <= most
    assert all(width_of(line, TEXT) <= INNER for line in lines)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Dam closed", "Dam closed"),
        ("the $5 bill_is_^ {fake}", "the $5 bill_is_^ {fake}"),
        ("two\nlines\x00", "two lines"),
        ("漢字だけ", None),
        ("mostly latin 漢", "mostly latin"),
        ("", None),
    ],
)
def test_what_the_font_lacks_is_left_out(title: str, shown: str | None) -> None:
    assert legible(title) == shown


def test_formulas_are_not_typeset() -> None:
    """What looks like a formula is drawn as it is typed: as different from its parts as any other text."""

    def drawn(name: str) -> bytes:
        return draw(Claims(claims=(Bar(symbol="○", name=name, colour=0, count=1),)))

    assert drawn("$a_b$") != drawn("a_b")
    assert drawn("$\\alpha$") != drawn("α")
    assert drawn("$\\nosuchcommand{$") != drawn("")


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str) -> float:
    """Against the ground of every picture."""
    lighter, darker = sorted((luminance(colour), luminance(GROUND)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_everything_stands_out_from_the_ground() -> None:
    """Text by 4.5 to 1, and what is drawn by 3 to 1, as WCAG 2.2 asks (1.4.3, 1.4.11)."""
    assert all(contrast(colour) >= 4.5 for colour in (INK, SOFT, BLUE, ORANGE, GREY))
    for colour in (*(colour for _, _, colour in STATUSES.values()), *_COLOURS.values()):
        assert contrast(f"#{colour:06X}") >= 3


def test_text_is_large_enough_for_a_phone() -> None:
    """A phone shows a picture about 330 wide, in its own pixels."""
    assert sheet.SMALL * 330 / sheet.WIDTH >= 9


def test_only_the_process_that_draws_knows_the_library() -> None:
    users = {path.name for path in modules("bot") if {"matplotlib"} & {name.split(".")[0] for name in imported(path)}}
    assert users
    assert users <= DRAWING
    drawing = {f"bot.pictures.{Path(name).stem}" for name in DRAWING}
    importers = {path.name for path in modules("bot") if drawing & set(imported(path))}
    assert importers <= DRAWING
    assert "matplotlib" not in {name for path in modules("claims_db") for name in imported(path)}
