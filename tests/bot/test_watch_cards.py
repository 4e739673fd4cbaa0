"""The cards of watched channels stay within Discord's limits, and show hostile text as text, whatever the data."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.claims import passive_card
from bot.cards.watching import (
    answer_card,
    fell_back_card,
    report_card,
    rules_card,
    settled_card,
    unproven_card,
    watched_card,
    why_card,
)
from claims_db.lookup import Finding
from claims_db.model import Claim, ClaimId, Evidence, Match, Relation
from claims_db.store.answers import Answer, Shown
from claims_db.store.labels import Counts
from claims_db.store.settlements import Settlement
from claims_db.watching.decision import judge
from claims_db.watching.moderation import Report
from claims_db.watching.precision import Label, Labelled
from claims_db.watching.rules import Mode, Policy, Rules
from tests.bot.test_cards import TODAY, assert_fits, claims, words

SNOWFLAKE = (1 << 63) - 1
found_words = st.lists(words, max_size=40).map(tuple)
evidence = st.builds(Evidence, matched=found_words, missing=found_words, cues=found_words)
findings = st.lists(
    st.tuples(claims, evidence, st.floats(0, 1), st.sampled_from(Relation)), min_size=1, max_size=3
).map(
    lambda found: [
        Finding(
            claim=replace(claim, id=ClaimId(f"ostwick/c{number}")),
            match=Match(claim_id=ClaimId(f"ostwick/c{number}"), score=score, relation=relation, evidence=proof),
        )
        for number, (claim, proof, score, relation) in enumerate(found)
    ]
)
rules = st.builds(
    Rules, mode=st.sampled_from(Mode), vouched=st.booleans(), topics=st.lists(words, max_size=40).map(tuple)
)
settlements = st.builds(
    Settlement,
    server=st.just(str(SNOWFLAKE)),
    actor=words | st.just(str(SNOWFLAKE)),
    at=st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 -- given UTC
    what=st.text(max_size=3_000),
    place_id=st.none() | st.just(SNOWFLAKE),
)
reports = st.builds(
    Report,
    place_id=st.just(SNOWFLAKE),
    rules=rules,
    min_score=st.floats(0, 1),
    labelled=st.lists(st.builds(Labelled, score=st.floats(0, 1), label=st.sampled_from(Label)), max_size=80).map(tuple),
    counts=st.builds(Counts, saved=st.integers(0, 10**9), made=st.integers(0, 10**9), withdrawn=st.integers(0, 10**9)),
    settled=st.lists(settlements, max_size=5).map(tuple),
    proposal=st.none() | st.floats(0, 1),
)


def an_answer(found: list[Finding], mode: Mode) -> Answer:
    return Answer(
        message_id=SNOWFLAKE,
        server=str(SNOWFLAKE),
        place_id=SNOWFLAKE,
        channel_id=SNOWFLAKE,
        mode=mode,
        at=datetime(2026, 3, 1, tzinfo=UTC),
        claims=tuple(
            Shown(claim_id=each.claim.id, score=each.match.score, relation=each.match.relation, standing="x@1+0")
            for each in found
        ),
    )


@settings(max_examples=30)
@given(findings, st.sampled_from([Mode.SHADOW, Mode.REPLY]), st.none() | st.sampled_from(Label), words)
def test_any_answer_makes_cards_that_discord_takes(
    found: list[Finding], mode: Mode, label: Label | None, by: str
) -> None:
    answer = an_answer(found, mode)
    known: dict[str, Claim] = {each.claim.id: each.claim for each in found[1:]}
    assert_fits(answer_card(answer, known))
    assert_fits(answer_card(replace(answer, label=label, labelled_by=by, withdrawn=True), known))
    assert_fits(passive_card(found, TODAY, SNOWFLAKE))
    assert_fits(why_card(found, judge([each.match for each in found], Policy()), 0.7))


@given(reports)
def test_any_report_makes_cards_that_discord_takes(report: Report) -> None:
    assert_fits(report_card(report))
    assert_fits(report_card(report, "0123456789abcdef"))
    assert_fits(fell_back_card(report))


@given(st.dictionaries(st.integers(1, SNOWFLAKE), rules, max_size=60), settlements, st.lists(st.text(max_size=500)))
def test_any_rules_make_cards_that_discord_takes(
    channels: dict[int, Rules], settled: Settlement, problems: list[str]
) -> None:
    assert_fits(watched_card(channels))
    assert_fits(settled_card(settled))
    assert_fits(rules_card(SNOWFLAKE, Rules(), settled, problems[:5]))
    for one in channels.values():
        assert_fits(unproven_card("Not yet. " * 40, one, "0123456789abcdef"))
