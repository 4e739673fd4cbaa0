"""Followers hear of a change of status: once, together, and in their own server's words."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from claims_db.model import Claim, Review, VerificationStatus
from claims_db.service import Service
from tests.claims_db.test_curation import ELSEWHERE, FALSE, HERE, STATEMENT, by
from tests.examples import NOW, a_claim, a_pack, a_source

MIRA, TOMAS = 1, 2


async def decide(service: Service, claim: Claim, review: Review) -> Claim:
    return await service.curation.review(claim.id, claim.revision, review, by(), (a_source(),))


async def test_followers_are_told_once_all_changes_together(service: Service) -> None:
    first = await service.curation.add(STATEMENT, by())
    second = await service.curation.add(replace(STATEMENT, title="Other"), by())
    for claim in (first, second):
        await service.following.follow(MIRA, claim.id, HERE)
    await service.following.follow(TOMAS, first.id, HERE)
    assert await service.following.due() == ()

    for claim in (first, second):
        await decide(service, claim, FALSE)
    mira, tomas = await service.following.due()
    assert (mira.user_id, len(mira.news), tomas.user_id, len(tomas.news)) == (MIRA, 2, TOMAS, 1)
    assert (mira.news[0].was, mira.news[0].claim.status) == (VerificationStatus.UNVERIFIED, VerificationStatus.FALSE)
    await service.following.told(mira)
    assert [notice.user_id for notice in await service.following.due()] == [TOMAS]


async def test_a_change_that_is_undone_in_time_is_no_news(service: Service) -> None:
    claim = await service.curation.add(STATEMENT, by())
    await service.following.follow(MIRA, claim.id, HERE)
    await decide(service, claim, FALSE)
    await service.curation.undo(claim.id, by())
    assert await service.following.due() == ()


async def test_unfollowing_ends_it(service: Service) -> None:
    claim = await service.curation.add(STATEMENT, by())
    await service.following.follow(MIRA, claim.id, HERE)
    assert await service.following.followed(MIRA, HERE) == (claim,)
    await service.following.unfollow(MIRA, claim.id, HERE)
    await service.following.unfollow(MIRA, claim.id, HERE)
    await decide(service, claim, FALSE)
    assert await service.following.due() == ()


async def test_who_takes_no_messages_is_told_when_they_ask(service: Service) -> None:
    claim = await service.curation.add(STATEMENT, by())
    await service.following.follow(MIRA, claim.id, HERE)
    await decide(service, claim, FALSE)
    await service.following.unreachable(MIRA)
    assert await service.following.due() == ()
    (notice,) = await service.following.due(MIRA)
    await service.following.told(notice)
    assert await service.following.due(MIRA) == ()


async def test_a_servers_own_decision_is_news_there_alone(service: Service) -> None:
    packed = a_claim()
    await service.loading.load(a_pack(packed), actor="operator", at=NOW)
    for server in (HERE, ELSEWHERE):
        await service.following.follow(MIRA, packed.id, server)
    await service.curation.review(packed.id, 0, replace(FALSE, as_of=date(2026, 3, 3)), by())
    assert [notice.server for notice in await service.following.due()] == [HERE]


async def test_followers_of_a_merged_claim_follow_what_it_was_merged_into(service: Service) -> None:
    first = await service.curation.add(STATEMENT, by())
    second = await service.curation.add(replace(STATEMENT, title="Other"), by())
    for user_id, claim in ((MIRA, first), (TOMAS, first), (TOMAS, second)):
        await service.following.follow(user_id, claim.id, HERE)
    await decide(service, second, FALSE)
    await service.curation.merge(first.id, second.id, by())
    assert await service.following.followed(MIRA, HERE) == await service.following.followed(TOMAS, HERE)
    mira, tomas = await service.following.due()
    for notice in (mira, tomas):
        assert [(news.claim.id, news.was) for news in notice.news] == [(second.id, VerificationStatus.UNVERIFIED)]
        await service.following.told(notice)
    assert await service.following.due() == ()


async def test_what_went_back_to_being_a_draft_is_nobodys_news(service: Service) -> None:
    draft = await service.curation.submit(STATEMENT, by())
    await service.curation.publish(draft.id, by())
    await service.following.follow(MIRA, draft.id, HERE)
    undone = await service.curation.undo(draft.id, by())
    await decide(service, undone, FALSE)
    assert await service.following.due() == ()
    assert await service.following.followed(MIRA, HERE) == ()


async def test_unfollowing_without_a_server_ends_it_everywhere(service: Service) -> None:
    packed = a_claim()
    await service.loading.load(a_pack(packed), actor="operator", at=NOW)
    for server in (HERE, ELSEWHERE):
        await service.following.follow(MIRA, packed.id, server)
    await service.following.unfollow(MIRA, packed.id)
    assert await service.following.followed(MIRA, HERE) == await service.following.followed(MIRA, ELSEWHERE) == ()


async def test_who_can_be_reached_is_not_told_twice(service: Service) -> None:
    claim = await service.curation.add(STATEMENT, by())
    await service.following.follow(MIRA, claim.id, HERE)
    await decide(service, claim, FALSE)
    assert await service.following.due(MIRA) == ()


async def test_a_change_wakes_who_waits_for_it(service: Service) -> None:
    forever, never = timedelta(days=1), timedelta(0)
    await service.curation.add(STATEMENT, by())
    await service.following.change(forever)
    await service.following.change(never)
    waiting = asyncio.create_task(service.following.change(forever))
    await service.curation.add(STATEMENT, by())
    await waiting


async def test_followers_come_back_when_a_merge_is_undone(service: Service) -> None:
    first = await service.curation.add(STATEMENT, by())
    second = await service.curation.add(replace(STATEMENT, title="Other"), by())
    await service.following.follow(MIRA, first.id, HERE)
    await service.curation.merge(first.id, second.id, by())
    assert [claim.id for claim in await service.following.followed(MIRA, HERE)] == [second.id]
    undone = await service.curation.undo(first.id, by())
    assert [claim.id for claim in await service.following.followed(MIRA, HERE)] == [first.id]
    await decide(service, undone, FALSE)
    assert [[news.claim.id for news in notice.news] for notice in await service.following.due()] == [[first.id]]
