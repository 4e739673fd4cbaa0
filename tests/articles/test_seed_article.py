"""The article the project began with, read by rules that know nothing of it."""

from datetime import date
from pathlib import Path

import pytest

from claims_db.articles.draft import Article, Draft
from claims_db.articles.drafts import read_article
from claims_db.model import Stance

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "article-2023-05-03.txt"


@pytest.fixture(scope="module")
def article() -> Article:
    if not SEED.is_file():
        pytest.skip("The seed article is not part of the repository and was not found beside it.")
    return read_article(SEED.read_text(encoding="utf-8"))


def one(article: Article, *words: str) -> Draft:
    found = [draft for draft in article.drafts if all(word in draft.text for word in words)]
    assert len(found) == 1, f"{words}: {[draft.text for draft in found]}"
    return found[0]


def test_its_date_and_place(article: Article) -> None:
    assert article.published_on == date(2023, 5, 3)
    assert article.dateline is not None
    assert article.dateline.place == "MOSCOW"


def test_advertisement_caption_and_credit_give_nothing(article: Article) -> None:
    assert [line.dropped for line in article.lines if line.dropped] == ["header", "caption"]
    dropped = [(line.start, line.end) for line in article.lines if line.dropped]
    for draft in article.drafts:
        assert not any(a <= start < b for a, b in dropped for start, _ in draft.spans.content)
        assert draft.also == ()


@pytest.mark.parametrize(
    ("words", "claimant", "stance", "via"),
    [
        (("attempted to assassinate",), "Russian government officials", Stance.ASSERTS, ()),
        (("two weaponized drones",), "Russian government officials", Stance.ASSERTS, ()),
        (("shot both weaponized drones down",), "Russian government officials", Stance.ASSERTS, ()),
        (("No injuries",), None, Stance.REPORTS, ()),
        (("“terrorist action”",), "The Russian government", Stance.ASSERTS, ("RIA",)),
        (("Russia will retaliate",), "The Russian government", Stance.ASSERTS, ("RIA",)),
        (("planned terrorist act",), "The Kremlin", Stance.ASSERTS, ("RIA",)),
        (("was legitimate",), "Defense experts", Stance.DOUBTS, ()),
        (("disinformation campaign",), "Defense experts", Stance.DOUBTS, ()),
        (("More information was needed",), "Rebekah Koffler", Stance.CANNOT_CONFIRM, ("Fox News",)),
        (("too early to tell",), "Rebekah Koffler", Stance.CANNOT_CONFIRM, ("Fox News",)),
        (("massive escalation",), "Rebekah Koffler", Stance.ASSERTS, ("Fox News",)),
        (("signs of Russian disinformation",), "Rebekah Koffler", Stance.ASSERTS, ("Fox News",)),
        (("third party",), "Rebekah Koffler", Stance.ASSERTS, ("Fox News",)),
    ],
)
def test_each_attributed_statement(
    article: Article, words: tuple[str, ...], claimant: str | None, stance: Stance, via: tuple[str, ...]
) -> None:
    draft = one(article, *words)
    assert (draft.claimant, draft.stance, draft.via) == (claimant, stance, via)


def test_nothing_is_read_into_it(article: Article) -> None:
    assert len(article.drafts) == 14


def test_tuesday_night_is_the_day_before(article: Article) -> None:
    assert one(article, "assassinate").happened_on == date(2023, 5, 2)


def test_the_officer_keeps_her_role(article: Article) -> None:
    assert one(article, "third party").role == "Defense Intelligence Agency officer"
