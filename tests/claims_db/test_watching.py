"""Speaking or staying silent, and never twice."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.curation import Statement
from claims_db.lookup import Finding
from claims_db.model import (
    Claim,
    ClaimId,
    Event,
    EventKind,
    Evidence,
    Guard,
    Match,
    Objection,
    Relation,
    VerificationStatus,
)
from claims_db.servers import Settings
from claims_db.service import Service, open_service
from claims_db.store import events
from claims_db.store.sqlite import SqliteDatabase
from claims_db.watching.decision import Heard, judge
from claims_db.watching.rules import VOUCHED, Mode, Policy, Rules
from tests.claims_db.test_corrections import BRIDGE, FALSE, HERE, LATER, by, on_record
from tests.examples import NOW, a_claim, a_pack, a_review, a_source

TEXT = a_claim().text
REPLY_ID = 77

matches = st.builds(
    Match,
    claim_id=st.sampled_from([ClaimId("a/1"), ClaimId("a/2")]),
    score=st.floats(0, 1),
    relation=st.sampled_from(Relation),
    evidence=st.builds(
        Evidence, objections=st.lists(st.builds(Objection, guard=st.sampled_from(Guard)), max_size=1).map(tuple)
    ),
)
policies = st.builds(Policy, min_score=st.floats(0, 1), relations=st.frozensets(st.sampled_from(Relation)))


@given(st.lists(matches, max_size=3), policies)
def test_a_reply_implies_that_every_gate_was_passed(found: Sequence[Match], policy: Policy) -> None:
    verdict = judge(found, policy)
    assert verdict.reply == bool(verdict.matches)
    assert verdict.reply == (verdict.silence is None) == (verdict.stopped is None)
    for match in verdict.matches:
        assert match.score >= policy.min_score
        assert match.relation in policy.relations
        assert not match.evidence.objections
    if verdict.reply:
        assert verdict.matches[0] == found[0]


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Service]:
    async with open_service(tmp_path / "claims.db", vouched=frozenset({5, 6})) as service:
        await fill(service)
        yield service


async def fill(service: Service) -> None:
    stale = a_claim(
        "stale", text="Halden council sold the old harbour bridge to a circus.", phrasings=(), title="Bridge sold"
    )
    stale = replace(stale, reviews=(a_review(review_by=NOW.date() - timedelta(days=1)),))
    await service.loading.load(a_pack(a_claim(), stale), actor="operator", at=NOW)


def heard(message: int = 1, channel: int = 5, after: timedelta = timedelta()) -> Heard:
    return Heard(message_id=message, channel_id=channel, server="9", at=NOW + after)


async def answer(
    service: Service, text: str = TEXT, *, message: int = 1, channel: int = 5, after: timedelta = timedelta()
) -> tuple[Finding, ...]:
    async with service.watching.answering(text, heard(message, channel, after)) as answer:
        await asyncio.sleep(0)
        answer.sent(NOW + after, REPLY_ID)
    return answer.findings


async def test_a_claim_is_answered(watched: Service) -> None:
    assert [finding.claim for finding in await answer(watched)] == [a_claim()]


async def test_ordinary_chat_is_not(watched: Service) -> None:
    assert await answer(watched, "anyone up for a game tonight?") == ()


async def test_the_same_message_is_answered_once_even_at_once(watched: Service) -> None:
    answers = await asyncio.gather(*(answer(watched) for _ in range(5)))
    assert sum(bool(findings) for findings in answers) == 1


async def test_a_claim_rests_in_its_channel_and_nowhere_else(watched: Service) -> None:
    minute = timedelta(minutes=1)
    assert await answer(watched, message=1)
    assert not await answer(watched, message=2, after=minute)
    assert await answer(watched, message=3, channel=6, after=minute)
    assert await answer(watched, message=4, after=31 * minute)


async def test_an_answer_that_could_not_be_sent_leaves_no_trace(watched: Service) -> None:
    async def failing() -> None:
        async with watched.watching.answering(TEXT, heard()) as answering:
            assert answering.findings
            raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        await failing()
    assert await answer(watched, message=2)


async def test_a_stale_claim_is_not_offered_unasked(watched: Service) -> None:
    text = "Halden council sold the old harbour bridge to a circus."
    assert await answer(watched, text) == ()
    assert [finding.claim.slug for finding in await watched.lookup.find(text)] == ["stale"]


async def test_what_a_message_said_is_not_kept(watched: Service, tmp_path: object) -> None:
    marker = "zebra-marmalade"
    assert await answer(watched, f"{TEXT} {marker}")
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())  # type: ignore[attr-defined]
    assert b"dam-closed" in stored
    assert marker.encode() not in stored


async def test_a_worse_guess_does_not_take_the_place_of_a_stale_claim(watched: Service) -> None:
    plain = a_claim("plain", text="Halden council sold the old harbour bridge.", phrasings=(), title="Bridge")
    stale = await watched.lookup.show("stale")
    await watched.loading.load(a_pack(a_claim(), stale, plain), actor="operator", at=NOW)
    assert await answer(watched, "Halden council sold the old harbour bridge to a circus.") == ()


async def test_what_changes_while_an_answer_waits_is_shown_as_it_is_then(service: Service) -> None:
    claim, database = await on_record(service), service.watching._database
    assert isinstance(database, SqliteDatabase)
    await service.servers.put(HERE, Settings(channels={5: VOUCHED}))
    somebody = replace(heard(), server=HERE)

    async def answered() -> Claim:
        async with service.watching.answering(BRIDGE.text, somebody) as answering:
            answering.sent(LATER, REPLY_ID)
        return answering.findings[0].claim

    async with asyncio.TaskGroup() as tasks, database.write() as connection:
        answering = tasks.create_task(answered())
        while not database._writing._waiters:  # noqa: ASYNC110 -- a lock has no event for this
            await asyncio.sleep(0)
        changed = replace(claim, reviews=(*claim.reviews, FALSE), sources=(*claim.sources, a_source()), revision=2)
        event = Event(claim=changed, kind=EventKind.STATUS_CHANGED, actor="7", at=LATER, reason=None)
        await events.record(connection, event)
    shown = answering.result()
    assert shown.status is VerificationStatus.FALSE
    assert await service.corrections.due(NOW - timedelta(days=1), LATER) == []


@pytest.mark.parametrize("merged_first", [True, False])
async def test_a_wrong_match_is_one_for_what_its_claim_was_merged_into(service: Service, merged_first: bool) -> None:
    claim = await on_record(service)
    text = "Halden council sold the old harbour bridge to a circus, and the circus took it away."
    await service.servers.put(HERE, Settings(channels={5: Rules(mode=Mode.REPLY, cooldown_minutes=0)}))

    async def answered(message: int) -> list[ClaimId]:
        async with service.watching.answering(BRIDGE.text, replace(heard(message), server=HERE)) as answering:
            answering.sent(LATER, REPLY_ID)
        return [finding.claim.id for finding in answering.findings]

    assert await answered(1) == [claim.id]
    other = await service.curation.add(Statement(title="Circus", text=text), by())
    if merged_first:
        await service.curation.merge(claim.id, other.id, by())
        assert await answered(2) == [other.id]
    await service.moderation.mistake(1, BRIDGE.text, by())
    if not merged_first:
        await service.curation.merge(claim.id, other.id, by())
    assert await answered(3) == []
