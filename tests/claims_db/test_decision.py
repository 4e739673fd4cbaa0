"""Every gate between a message and an answer: a reply has passed them all, and the audit line says which."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from claims_db.model import Claim, ClaimId, Evidence, Guard, Match, Objection, Relation
from claims_db.watching.decision import HEARD, KNOWN, MATCHED, SPENT, Case, Gate, Heard, Past, decide
from claims_db.watching.rules import Mode, Policy, Quiet
from tests.examples import NOW, a_claim, a_review

IDS = [ClaimId(f"ostwick/{name}") for name in "abc"]
ALL = (HEARD, MATCHED, KNOWN, SPENT)

matches = st.lists(
    st.builds(
        Match,
        claim_id=st.sampled_from(IDS),
        score=st.floats(0.6, 1),
        relation=st.sampled_from(Relation),
        evidence=st.builds(
            Evidence, objections=st.lists(st.builds(Objection, guard=st.sampled_from(Guard)), max_size=1).map(tuple)
        ),
    ),
    max_size=3,
    unique_by=lambda match: match.claim_id,
).map(tuple)
claims = st.builds(
    lambda topics, due: a_claim(topics=topics, reviews=(a_review(review_by=due),)),
    st.sampled_from([(), ("water",), ("war", "water")]),
    st.none() | st.dates(date(2026, 2, 20), date(2026, 3, 10)),
)
policies = st.builds(
    Policy,
    min_score=st.floats(0, 1),
    relations=st.frozensets(st.sampled_from(Relation)),
    per_hour=st.integers(1, 3),
    topics=st.frozensets(st.sampled_from(["water", "war"])),
    quiet=st.none() | st.builds(Quiet, start=st.times(), end=st.times(), zone=st.sampled_from(["UTC", "Asia/Tokyo"])),
    spoilers=st.booleans(),
    languages=st.frozensets(st.sampled_from(["en", "de"]), min_size=1),
)
cases = st.builds(
    Case,
    heard=st.builds(
        Heard, message_id=st.just(1), channel_id=st.just(5), at=st.just(NOW), unheard=st.none() | st.just("left alone")
    ),
    policy=policies,
    mode=st.sampled_from(Mode),
    spoilers=st.booleans(),
    matches=matches,
    language=st.none() | st.sampled_from(["de", "fr"]),
    claims=st.dictionaries(st.sampled_from(IDS), claims),
    past=st.builds(
        Past,
        answered=st.booleans(),
        resting=st.frozensets(st.sampled_from(IDS), max_size=1),
        mistaken=st.frozensets(st.sampled_from(IDS), max_size=1),
        lately=st.integers(0, 3),
    ),
)


def answerable(case: Case, match: Match) -> bool:
    """What the gates of a match come to, written down once more and otherwise."""
    claim = case.claims.get(match.claim_id)
    return (
        match.score >= case.policy.min_score
        and not match.evidence.objections
        and match.relation in case.policy.relations
        and claim is not None
        and not (claim.review.review_by and claim.review.review_by < case.heard.at.date())
        and (not case.policy.topics or bool(case.policy.topics & set(claim.topics)))
        and match.claim_id not in case.past.mistaken | case.past.resting
    )


def open_to_answers(case: Case) -> bool:
    """The same of the gates of the message."""
    quiet = case.policy.quiet
    return (
        case.mode is not Mode.OFF
        and case.heard.unheard is None
        and not (quiet and quiet.covers(case.heard.at))
        and (case.policy.spoilers or not case.spoilers)
        and (case.language is None or case.language in case.policy.languages)
        and not case.past.answered
        and case.past.lately < case.policy.per_hour
    )


def well(case: Case) -> Case:
    """The case with nothing in its way."""
    match = Match(claim_id=IDS[0], score=1.0, relation=Relation.REPEATS, evidence=Evidence())
    return replace(case, matches=(match,), claims={IDS[0]: a_claim()}, policy=Policy(), mode=Mode.REPLY, past=Past())


@given(cases)
@example(well(Case(heard=Heard(message_id=1, channel_id=5, at=NOW), policy=Policy())))
def test_a_reply_implies_every_gate_and_the_audit_line_names_them(case: Case) -> None:
    decision = decide(case, *ALL)
    expected = open_to_answers(case) and bool(case.matches) and answerable(case, case.matches[0])
    assert decision.reply is expected
    assert decision.matches == (tuple(m for m in case.matches if answerable(case, m)) if expected else ())
    gates = list(Gate)
    if decision.reply:
        assert list(decision.passed) == gates
        assert decision.audit == f"passed: {', '.join(gates)}"
    else:
        assert decision.stopped is not None
        assert list(decision.passed) == gates[: gates.index(decision.stopped)]
        assert decision.audit.endswith(f"stopped at {decision.stopped}: {decision.silence}")


@given(cases, st.sampled_from(range(5)))
def test_trying_some_gates_first_changes_nothing(case: Case, stages: int) -> None:
    early = decide(case, *ALL[:stages])
    whole = decide(case, *ALL)
    if not early.reply:
        assert early == whole
    assert whole.passed[: len(early.passed)] == early.passed or not whole.reply


@given(st.times(), st.times(), st.datetimes(timezones=st.just(UTC)))
def test_quiet_hours_cover_a_span_or_what_is_around_it(start: time, end: time, at: datetime) -> None:
    covers = Quiet(start=start, end=end).covers(at)
    if start != end:
        assert covers is not Quiet(start=end, end=start).covers(at)
    else:
        assert not covers


def test_quiet_hours_follow_the_clocks_of_their_zone() -> None:
    night = Quiet(start=time(22), end=time(7), zone="Europe/Berlin")
    summer, winter = datetime(2026, 7, 1, 4, 59, tzinfo=UTC), datetime(2026, 1, 1, 5, 59, tzinfo=UTC)
    for inside in (summer, winter):
        assert night.covers(inside)
        assert not night.covers(inside + timedelta(minutes=1))


def test_a_claim_with_a_check_due_today_is_fresh() -> None:
    case = well(Case(heard=Heard(message_id=1, channel_id=5, at=NOW), policy=Policy()))
    claim: Claim = a_claim(reviews=(a_review(review_by=NOW.date()),))
    assert decide(replace(case, claims={IDS[0]: claim}), *ALL).reply
