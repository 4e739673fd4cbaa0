"""Any text whatsoever can be read, against any other, within bounds."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_db.matching.relation import analyse, relate
from tests.effort import calls

CLAIM = analyse("Corvin City did not buy Ola Brandt from Lakeside United for 12 million euros on 3 May.")
LISTED = """not n't no never who did is the by and of to from half a couple twenty 3-1 9pm 12m $5 % 1,000 . ? ! ,
    : ; ' " ( ) “ ” 🎉 \n \u200b Corvin City Brandt bought sold lost fake says that without only 2 ² ١٢ Ⅷ ... '' 's"""
PIECES = st.sampled_from(LISTED.split(" "))


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_random_unicode(text: str):
    _check(text)


@given(st.lists(PIECES, max_size=40), st.sampled_from(["", " ", "  "]))
@settings(max_examples=500, deadline=None)
def test_random_pieces(pieces: list[str], between: str):
    _check(between.join(pieces))


def _check(text: str):
    statement = analyse(text)
    for reading in (relate(statement, CLAIM), relate(CLAIM, statement), relate(statement, statement)):
        assert 0 <= reading.support <= 1
    assert relate(statement, CLAIM) == relate(analyse(text), CLAIM)


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "not ",
        "1,",
        "he did not ",
        "'",
        "a and ",
        "not only did ",
        "?",
        "is it ",
        "\n",
        "$",
        string.printable,
        "🎉",
        "١",
    ],
)
def test_a_hundred_kilobytes_are_no_more_work_than_a_long_message(text: str):
    message, book = (calls(lambda size=size: _check(text * (size // len(text)))) for size in (2_000, 100_000))
    assert book < 1.1 * message
