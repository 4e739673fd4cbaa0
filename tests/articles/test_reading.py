"""What holds for any text: reading it ends, in bounded time, and every span is a slice of it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_db.articles.drafts import MAX_CHARACTERS, read_article
from claims_db.articles.pages.article import Metadata
from claims_db.articles.text.prose import read_prose
from claims_db.articles.text.quotation import find_quotes, normalise
from tests.effort import calls

WORDS = [
    *("said", "says", "told", "according", "to", "that", "the", "a", "Lee", "Ann", "Reuters", "police", "he", "she"),
    *("they", "it", "would", "be", "has", "not", "denied", "“", "”", '"', "'", "’", "‘", "''", "``", ",", ".", ";"),
    *(":", "—", "(", ")", "?", "!", "\n", "\n\n", "whether", "if", "called", "as", "allegedly", "reported", "was"),
    *("announced", "adding", "and", "but", "Monday", "May", "3", "2023", "officer", "who"),
]
PROSE = st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join)


def check(text: str) -> None:
    article = read_article(text)
    for said in (*article.said, *article.drafts, *(other for draft in article.drafts for other in draft.also)):
        for start, end in (*said.spans.source, *said.spans.cue, *said.spans.content):
            assert 0 <= start < end <= len(text)
        assert 0 <= said.confidence <= 1
    for line in article.lines:
        assert 0 <= line.start < line.end <= len(text)
    for draft in article.drafts:
        assert draft.text == draft.text.strip()


@given(PROSE)
@settings(max_examples=150, deadline=None)
def test_any_news_like_text_is_read(text: str) -> None:
    check(text)


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    check(text)


@given(st.text(alphabet="ab \n\"'`“”‘’«», .", max_size=200))
@settings(max_examples=100, deadline=None)
def test_normalising_quotation_keeps_every_place(text: str) -> None:
    normal = normalise(text)
    assert len(normal) == len(text)
    last = 0
    for quote in find_quotes(normal):
        assert last <= quote.start < quote.end <= len(text)
        last = quote.end


@given(PROSE)
@settings(max_examples=80, deadline=None)
def test_sentences_cover_every_token_once(text: str) -> None:
    prose = read_prose(text)
    covered = [place for first, last in prose.sentences for place in range(first, last)]
    assert covered == list(range(len(prose)))


@pytest.mark.parametrize(
    "unit",
    [
        "word ",
        "said ",
        "“",
        "' ",
        "Lee said, ",
        "according to ",
        "he said that she said that ",
        "a\n",
        "<a",
        "“A said,” he said. ",
        "Ann Lee said that the dam had burst on Monday. “It was old,” she told the Courier. ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    small, large = (calls(lambda size=size: read_article(unit * (size // len(unit)))) for size in (12_500, 50_000))
    assert large < 6 * small


def test_of_five_megabytes_the_beginning_is_read() -> None:
    text = "Ann Lee said that the dam had burst on Monday. " * 100_000
    article = read_article(text)
    assert article.note is not None
    assert all(end <= MAX_CHARACTERS for said in article.said for _, end in said.spans.content)


def test_an_empty_text_is_no_article() -> None:
    assert read_article("").drafts == ()
    assert read_article(" \n ").published_on is None


def test_dates_far_away_do_not_fail() -> None:
    metadata = Metadata(published_on=date.min)
    assert read_article("The mayor said on Tuesday that the old bridge would close yesterday.", metadata=metadata).said
