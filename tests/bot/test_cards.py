"""Cards stay within Discord's limits, and show hostile text as text, whatever the data."""

import re
from datetime import date
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from bot.cards.claims import (
    claim_card,
    findings_card,
    list_card,
    passive_card,
    sources_card,
    title_line,
)
from bot.cards.history import history_card
from bot.cards.parts import Card
from bot.markdown import escape, link
from claims_db.lookup import Finding
from claims_db.model import (
    Attribution,
    Claim,
    Claimant,
    Evidence,
    Match,
    Relation,
    Review,
    Source,
    Stance,
    VerificationStatus,
)
from tests.examples import a_claim, a_review, a_source

TODAY = date(2026, 3, 1)
HOSTILE = (
    "@everyone <@1> [x](https://evil.example) **b** `c` ~~d~~ ||e|| https://evil.example\n# big\u202etxt\u200b\x00"
)

words = st.one_of(st.text(max_size=500), st.just(HOSTILE), st.just("x" * 4_000), st.just("*" * 4_000))
dates = st.dates(date(1900, 1, 1), date(2100, 1, 1))
sources = st.builds(
    Source,
    key=st.just("s"),
    title=words,
    publisher=words,
    author=words,
    origin=words,
    published_on=dates,
    url=words | st.just(f"https://long.example/{'é' * 150}"),
)
attributions = st.builds(
    Attribution,
    claimant=st.builds(Claimant, name=words, role=words),
    stance=st.sampled_from(Stance),
    source=st.just("s"),
    via=st.lists(words, max_size=3).map(tuple),
    said_on=dates,
)
reviews = st.builds(
    Review, status=st.sampled_from(VerificationStatus), reason=words, as_of=dates, review_by=st.none() | dates
)
claims = st.builds(
    lambda title, text, said, known, past: a_claim(
        title=title,
        text=text,
        attributions=tuple(said),
        sources=tuple(known),
        reviews=tuple(past),
    ),
    words,
    words,
    st.lists(attributions, max_size=30),
    st.lists(sources, max_size=60),
    st.lists(reviews, min_size=1, max_size=200),
)


def components(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        part
        for item in items
        for part in (
            item,
            *components(item.get("components", [])),
            *components([item["accessory"]] if "accessory" in item else []),
        )
    ]


def texts(card: Card) -> str:
    return "".join(part["content"] for part in components(card.to_components()) if part["type"] == 10)


def assert_fits(card: Card) -> None:
    parts = components(card.to_components())
    assert len(parts) <= 40
    assert 0 < len(texts(card)) <= 4_000
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    assert len(set(ids)) == len(ids)
    assert all(len(custom_id) <= 100 for custom_id in ids)
    assert "@everyone" not in texts(card)
    assert "\u202e" not in texts(card)


def a_finding(claim: Claim, score: float = 0.9) -> Finding:
    match = Match(claim_id=claim.id, score=score, relation=Relation.REPEATS, evidence=Evidence())
    return Finding(claim=claim, match=match)


@given(claims)
def test_any_claim_makes_cards_that_discord_takes(claim: Claim) -> None:
    for card in (
        claim_card(claim, TODAY, note="Found.", shareable=True),
        sources_card(claim),
        history_card(claim),
    ):
        assert_fits(card)
    assert len(title_line(claim, 100)) <= 100


@given(st.lists(claims, min_size=1, max_size=8), st.floats(0, 1))
def test_any_findings_make_cards_that_discord_takes(found: list[Claim], score: float) -> None:
    distinct = [a_claim(f"c{n}", title=c.title, text=c.text, reviews=c.reviews) for n, c in enumerate(found)]
    findings = [a_finding(claim, score) for claim in distinct]
    assert_fits(passive_card(findings, TODAY, (1 << 63) - 1))
    assert_fits(findings_card(findings, TODAY, shareable=True))
    assert_fits(list_card("Newest", distinct))


def test_the_longest_ids_fit_into_a_button() -> None:
    claim = a_claim("s" * 40, id=f"{'p' * 30}/{'s' * 40}")
    assert_fits(claim_card(claim, TODAY, shareable=True))


def test_every_status_has_symbol_word_and_colour() -> None:
    seen = set()
    for status in VerificationStatus:
        card = claim_card(a_claim(reviews=(a_review(status),)), TODAY)
        container = card.to_components()[0]
        seen.add((texts(card)[0], container["accent_color"]))
    assert len(seen) == len(VerificationStatus)
    assert len({symbol for symbol, _ in seen}) == len(VerificationStatus)


def test_a_stale_status_says_so() -> None:
    fresh, stale = (a_claim(reviews=(a_review(review_by=day),)) for day in (date(2026, 3, 1), date(2026, 2, 28)))
    assert "next check" in texts(claim_card(fresh, TODAY))
    assert "check overdue since" in texts(claim_card(stale, TODAY))


def test_origins_count_those_who_say_so_once_each() -> None:
    outlets = [
        a_source("wire"),
        a_source("gazette", publisher="Gazette", origin="Ostwick Wire"),
        a_source("rival", publisher="Rival"),
    ]
    said = [
        Attribution(claimant=Claimant(name="A"), stance=Stance.ASSERTS, source="wire"),
        Attribution(claimant=Claimant(name="Gazette"), stance=Stance.REPORTS, source="gazette"),
        Attribution(claimant=Claimant(name="B"), stance=Stance.DENIES, source="rival"),
    ]
    text = texts(sources_card(a_claim(sources=tuple(outlets), attributions=tuple(said))))
    assert "2 outlets, 1 independent origin (Ostwick Wire)" in text


@given(st.text(max_size=300))
@example("see https://evil.example or ://")
def test_escaped_text_is_one_line_that_means_nothing(text: str) -> None:
    escaped = escape(text, 200)
    assert "\n" not in escaped
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_~`|<>\[\]]", escaped)
    assert not re.match(r"[#-]", escaped)
    assert "@everyone" not in escaped
    assert not re.search(r"(?<!\\)://", escaped)


def test_only_web_addresses_become_links() -> None:
    assert link("label", "javascript:alert(1)", 50) == "label"
    assert link("a]b", "https://e.example/x y>(z)", 50) == r"[a\]b](<https://e.example/x%20y%3E(z)>)"
