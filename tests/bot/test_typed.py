"""What people type: days, addresses and names that can be taken, and a sentence for the rest."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import typed
from bot.errors import Mistyped
from tests.examples import a_claim, a_source

TODAY = date(2026, 5, 10)
past = st.dates(typed.EARLIEST, TODAY)
FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%d.%m.%Y")


@given(past, st.sampled_from(FORMS))
def test_a_day_is_read_as_it_is_written(day: date, form: str) -> None:
    assert typed.day(day.strftime(form), TODAY) == day
    assert typed.day(f"  {day.strftime(form).upper()} ", TODAY) == day


@given(st.text(max_size=60))
def test_any_text_is_a_day_within_bounds_or_is_refused_with_a_sentence(text: str) -> None:
    for read in (typed.day, typed.coming_day):
        try:
            found = read(text, TODAY)
        except Mistyped:
            continue
        assert typed.EARLIEST <= found <= TODAY + typed.FURTHEST


@pytest.mark.parametrize(
    ("text", "day"), [("today", 10), ("Yesterday", 9), ("3 May 2026", 3), ("2026-05-03", 3), ("May 3, 2026", 3)]
)
def test_days_people_write(text: str, day: int) -> None:
    assert typed.day(text, TODAY) == date(2026, 5, day)


@given(st.dates())
def test_days_that_were_and_days_that_come_have_nothing_in_common(day: date) -> None:
    taken = 0
    for read in (typed.day, typed.coming_day):
        try:
            taken += read(day.isoformat(), TODAY) == day
        except Mistyped:
            continue
    assert taken == (typed.EARLIEST <= day <= TODAY + typed.FURTHEST)
    assert typed.coming_day("tomorrow", TODAY) == TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://x.example",
        "https://",
        "https://a b",
        "x" * 600,
        "https://x.example/" + "y" * 500,
        "http://[::",
    ],
)
def test_only_web_addresses_are_addresses(text: str) -> None:
    with pytest.raises(Mistyped):
        typed.web_source(text)


@given(st.text(max_size=200))
def test_any_address_makes_a_source_within_bounds_or_is_refused(text: str) -> None:
    try:
        source = typed.web_source(f"https://{text}")
    except Mistyped:
        return
    assert 1 <= len(source.key) <= 40
    assert source.publisher
    assert len(source.publisher) <= typed.LINE
    assert len(source.title) <= typed.LINE


def test_a_source_is_known_by_its_key_or_its_address() -> None:
    claim = a_claim(sources=(a_source(), a_source("wire-example", url="https://wire.example/other")))
    assert typed.source("wire", claim) == a_source()
    assert typed.source("https://wire.example/dam", claim) == a_source()
    assert typed.source("https://wire.example/new", claim).key == "wire-example-2"
    with pytest.raises(Mistyped, match="Choose one"):
        typed.source("gazette", claim)


@given(st.text(max_size=200))
def test_topics_are_slugs_and_names_are_lines(text: str) -> None:
    assert all(topic == typed.slug(topic) and 0 < len(topic) <= 40 for topic in typed.topics(text))
    assert all(0 < len(name) <= typed.LINE for name in typed.names(text))


@pytest.mark.parametrize("blank", ["", "  ", "\u200b\u200b", "\u202e\u2066", "\n"])
def test_words_can_be_seen(blank: str) -> None:
    with pytest.raises(Mistyped, match="The title holds nothing"):
        typed.words(blank, "The title")
