"""Articles of our own in many shapes, each with what a reader would write down."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from claims_db.articles.draft import Article, Draft
from claims_db.articles.drafts import read_article
from claims_db.articles.pages.article import Metadata
from claims_db.model import VerificationStatus

DATA = Path(__file__).parent / "data"
NAMES = sorted(path.stem for path in DATA.glob("*.yaml"))


def load(name: str) -> tuple[dict[str, Any], Article]:
    document = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return document, read_article(document["text"], metadata=Metadata(**document.get("metadata", {})))


def told(article: Article) -> str:
    names = ("text", "claimant", "role", "via", "stance", "said_on", "hedge")
    return "\n".join(" | ".join(str(getattr(draft, name)) for name in names) for draft in article.drafts)


def matches(draft: Draft, wanted: dict[str, Any]) -> bool:
    if "contains" in wanted:
        if wanted["contains"] not in draft.text:
            return False
    elif draft.text != wanted["text"]:
        return False
    named = {"claimant", "role", "stance", "said_on", "hedge", "happened_on"} & wanted.keys()
    if any(getattr(draft, name) != wanted[name] for name in named):
        return False
    if "also" in wanted and [said.claimant for said in draft.also] != wanted["also"]:
        return False
    return "via" not in wanted or list(draft.via) == wanted["via"]


@pytest.mark.parametrize("name", NAMES)
def test_each_statement_becomes_a_draft(name: str) -> None:
    document, article = load(name)
    for wanted in document["drafts"]:
        assert any(matches(draft, wanted) for draft in article.drafts), f"{wanted} is not among:\n{told(article)}"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_else_becomes_a_draft(name: str) -> None:
    document, article = load(name)
    assert len(article.drafts) <= len(document["drafts"]) + document.get("more", 0), told(article)
    for words in document.get("absent", []):
        assert words not in told(article)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_known_of_the_article(name: str) -> None:
    document, article = load(name)
    if "published_on" in document:
        assert article.published_on == document["published_on"]
    if "place" in document:
        assert article.dateline is not None
        assert article.dateline.place == document["place"]
    if "dropped" in document:
        assert [line.dropped for line in article.lines if line.dropped] == document["dropped"]


@pytest.mark.parametrize("name", NAMES)
def test_no_status_is_better_than_unverified(name: str) -> None:
    document, article = load(name)
    for draft in article.drafts:
        disputed = any(words in draft.text for words in document.get("disputed", []))
        wanted = VerificationStatus.DISPUTED if disputed else VerificationStatus.UNVERIFIED
        assert draft.status is wanted, draft.text


@pytest.mark.parametrize("name", ["recipe", "navigation"])
def test_a_page_that_attributes_nothing_says_so(name: str) -> None:
    _, article = load(name)
    assert article.drafts == ()
    assert article.note == "Nobody is quoted here: no statement was found that the text attributes to somebody."


def test_every_line_of_a_page_of_buttons_is_dropped() -> None:
    _, article = load("navigation")
    assert all(line.dropped for line in article.lines)


def test_metadata_wins_over_the_text() -> None:
    known = Metadata(
        title="A title", publisher="A publisher", published_on=date(2020, 1, 2), url="https://example.org/a"
    )
    article = read_article(
        "date 2019-05-05\n\nA headline\n\nSmith said on Thursday that it rained all week.", metadata=known
    )
    assert (article.title, article.publisher, article.url) == ("A title", "A publisher", "https://example.org/a")
    assert article.published_on == date(2020, 1, 2)
    assert article.drafts[0].said_on == date(2020, 1, 2)


def test_the_first_line_is_the_title_where_it_looks_like_one() -> None:
    assert read_article("A headline of ours\n\nSmith said that it rained in May.").title == "A headline of ours"
    assert read_article("Smith said that it rained in May.").title is None


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Mayor Ann Lee said not one of the pumps was working.", "Not one of the pumps was working."),
        ("No trains were running, Mayor Ann Lee said.", "No trains were running."),
        ("“We never closed the gate,” Mayor Ann Lee said.", "Ann Lee: “We never closed the gate”."),
        ("Mayor Ann Lee said that no gate had been closed.", "No gate had been closed."),
        ("Nobody on the bridge was hurt, according to Mayor Ann Lee.", "Nobody on the bridge was hurt."),
    ],
)
def test_a_negation_is_never_lost(sentence: str, text: str) -> None:
    assert [draft.text for draft in read_article(sentence).drafts] == [text]


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("on Tuesday", date(2023, 5, 2)),
        ("Tuesday night", date(2023, 5, 2)),
        ("on Wednesday", date(2023, 5, 3)),
        ("yesterday", date(2023, 5, 2)),
        ("on Thursday", date(2023, 4, 27)),
        ("on April 30", date(2023, 4, 30)),
        ("on March 1, 2022", date(2022, 3, 1)),
        ("last week", None),
    ],
)
def test_days_are_resolved_against_the_article(phrase: str, day: date | None) -> None:
    article = read_article(
        f"Mayor Ann Lee said {phrase} that the bridge had been closed.",
        metadata=Metadata(published_on=date(2023, 5, 3)),
    )
    assert [draft.said_on for draft in article.drafts] == [day]
    assert article.drafts[0].text == "The bridge had been closed."
