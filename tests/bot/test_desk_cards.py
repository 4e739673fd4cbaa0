"""The cards of the review desk stay within Discord's limits, and show hostile text as text, whatever the data."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.cards.audit import PAGE, audit_card, verdict_card
from bot.cards.queue import Submission, comparison_card, decision_card, offer_card, queue_card, submission_card
from bot.sentences import sentence
from claims_db.errors import AlreadyDecided, OutdatedChange
from claims_db.lookup import Finding
from claims_db.model import (
    Attribution,
    Claim,
    Claimant,
    ClaimId,
    Event,
    EventKind,
    Evidence,
    Guard,
    Lifecycle,
    Match,
    Objection,
    Relation,
    Stance,
    VerificationStatus,
)
from claims_db.watching.decision import judge
from claims_db.watching.rules import Policy
from tests.bot.test_cards import HOSTILE, a_finding, assert_fits
from tests.examples import a_claim, a_review, a_source

LONGEST = ClaimId(f"{'9' * 19}/{'s' * 40}")
words = st.one_of(st.text(max_size=120), st.just(HOSTILE), st.just("x" * 1_100))
sources = st.builds(lambda title, url: a_source(title=title, url=url), words, words)
attributions = st.builds(
    lambda name, stance: Attribution(claimant=Claimant(name=name), stance=stance, source="wire"),
    words,
    st.sampled_from(Stance),
)
reviews = st.builds(a_review, st.sampled_from(VerificationStatus))
claims = st.builds(
    lambda title, text, said, known, review: a_claim(
        title=title, text=text, attributions=tuple(said), sources=tuple(known), reviews=(review,)
    ),
    words,
    words,
    st.lists(attributions, max_size=7),
    st.lists(sources, max_size=7),
    reviews,
)
AT = datetime(2026, 3, 1, tzinfo=UTC)
events = st.builds(
    lambda claim, kind, actor, reason: Event(claim=claim, kind=kind, actor=actor, at=AT, reason=reason),
    claims,
    st.sampled_from(EventKind),
    st.sampled_from(["1" * 19, "operator", HOSTILE]),
    st.none() | words,
)
evidence = st.builds(
    lambda matched, missing, cues, said: Evidence(
        matched=tuple(matched),
        missing=tuple(missing),
        cues=tuple(cues),
        objections=tuple(Objection(guard=guard, words=tuple(matched)) for guard in said),
    ),
    *[st.lists(words, max_size=20)] * 3,
    st.lists(st.sampled_from(Guard), max_size=6),
)


def with_id(claim: Claim, number: int = 0, **changes: Any) -> Claim:
    claim_id = ClaimId(f"{LONGEST[:-3]}{number:03}")
    return a_claim(
        id=claim_id,
        title=claim.title,
        text=claim.text,
        reviews=claim.reviews,
        sources=claim.sources,
        attributions=claim.attributions,
        **changes,
    )


@given(claims, st.lists(events, min_size=1, max_size=4), st.lists(claims, max_size=4))
def test_any_submission_makes_a_card_that_discord_takes(
    claim: Claim, happened: list[Event], alike: list[Claim]
) -> None:
    findings = tuple(a_finding(with_id(one, number)) for number, one in enumerate(alike))
    for lifecycle in Lifecycle:
        draft = with_id(claim, 9, lifecycle=lifecycle)
        submission = Submission(draft=draft, events=tuple(happened), alike=findings)
        assert_fits(submission_card(submission))
        if submission.decision:
            assert_fits(decision_card(submission.decision))
    if findings:
        assert_fits(offer_card(findings, "None of these, submit", "go_on", "0" * 16))


@given(st.lists(claims, max_size=12), st.integers(0, 3))
def test_any_queue_makes_pages_that_discord_takes(drafts: list[Claim], page: int) -> None:
    assert_fits(queue_card([with_id(draft, number) for number, draft in enumerate(drafts)], page))


@given(claims, claims)
def test_any_two_claims_fit_side_by_side(one: Claim, other: Claim) -> None:
    assert_fits(comparison_card(with_id(one, 1), with_id(other, 2), "0" * 16))


@given(st.lists(events, max_size=PAGE + 1), st.integers(0, 900), st.text("x0", max_size=110))
def test_any_events_make_pages_that_discord_takes(happened: list[Event], page: int, state: str) -> None:
    assert_fits(audit_card(happened, page, f".{state}"))


@given(st.lists(st.tuples(claims, evidence, st.floats(0, 1), st.sampled_from(Relation)), max_size=5))
def test_any_verdict_makes_a_card_that_discord_takes(found: list[tuple[Claim, Evidence, float, Relation]]) -> None:
    findings = [
        Finding(claim=claim, match=Match(claim_id=claim.id, score=score, relation=relation, evidence=proof))
        for claim, proof, score, relation in found
    ]
    verdict = judge([finding.match for finding in findings], Policy())
    assert_fits(verdict_card(findings, verdict))


@given(st.lists(words, max_size=50))
def test_any_difference_is_told_within_a_messages_length(lines: list[str]) -> None:
    told = sentence(OutdatedChange(tuple(f"+ {line}" for line in lines)))
    assert len(told) <= 2_000
    assert "@everyone" not in told
    assert told.count("```") == 2


def test_who_decided_is_named() -> None:
    assert sentence(AlreadyDecided("12", "approved")) == "<@12> was first: this submission is already approved."
    assert "<@" not in sentence(AlreadyDecided("operator", "rejected"))
