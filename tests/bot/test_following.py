"""Followers hear of a change once, directly or on next use, and no more after they unfollow."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

from claims_db.curation import By, Statement
from claims_db.model import Claim, Review, VerificationStatus
from claims_db.service import open_service
from sandbox import Message, Sandbox
from tests.conftest import Newsroom, Opened
from tests.examples import NOW, a_source

BRIDGE = Statement(title="Bridge sold", text="Halden council sold the old harbour bridge to a circus.")
FALSE = Review(status=VerificationStatus.FALSE, reason="The bridge stands.", as_of=date(2026, 3, 2), sources=("wire",))
CONFIRMED = replace(FALSE, status=VerificationStatus.CONFIRMED, reason="The deed is public.")


def odile(newsroom: Newsroom) -> By:
    return By(server=newsroom.sandbox.guild.id, actor=newsroom.sandbox.person("odile").id, at=NOW)


async def on_record(newsroom: Newsroom, title: str = BRIDGE.title) -> Claim:
    return await newsroom.service.curation.add(replace(BRIDGE, title=title), odile(newsroom))


async def decide(newsroom: Newsroom, claim: Claim, review: Review = FALSE) -> Claim:
    present = await newsroom.service.lookup.show(claim.id, server=newsroom.sandbox.guild.id)
    return await newsroom.service.curation.review(
        claim.id, present.revision, review, odile(newsroom), (a_source(publisher="Ostwick Wire"),)
    )


async def follow(newsroom: Newsroom, claim: Claim) -> str:
    return (await newsroom.mira.use(newsroom.general, "claim follow", claim=claim.id)).text


async def notice(newsroom: Newsroom) -> Message:
    return await newsroom.mira.inbox.wait_for(lambda message: message.author.bot)


async def nothing_due(newsroom: Newsroom) -> None:
    """Wait until every notice that was due has been settled, so that silence can be seen."""
    async with asyncio.timeout(5):
        while await newsroom.service.following.due():
            pass


async def miss_a_change(newsroom: Newsroom) -> None:
    """Let Mira, who takes no direct messages, follow a claim that then changes."""
    newsroom.mira.closed_dms = True
    claim = await on_record(newsroom)
    await follow(newsroom, claim)
    await decide(newsroom, claim)
    await nothing_due(newsroom)


def inbox(newsroom: Newsroom) -> list[Message]:
    return [message for message in newsroom.mira.inbox.messages if message.author.bot]


async def test_a_follower_is_told_once_and_no_more_after_unfollowing(newsroom: Newsroom) -> None:
    claim = await on_record(newsroom)
    assert "You follow **Bridge sold**: ◌ Unverified" in await follow(newsroom, claim)
    await decide(newsroom, claim)
    told = await notice(newsroom)
    for expected in (
        "**Newsroom**",
        "**Bridge sold**",
        "◌ Unverified → **✕ False**",
        "The bridge stands.",
        "[Ostwick Wire](<https://wire.example/dam>)",
    ):
        assert expected in told.text
    assert not told.pings

    answer = await newsroom.mira.press(told, "Unfollow")
    assert "You no longer follow" in answer.text
    await decide(newsroom, claim, CONFIRMED)
    await nothing_due(newsroom)
    assert inbox(newsroom) == [told]


async def test_a_claim_is_followed_from_its_card(newsroom: Newsroom) -> None:
    claim = await on_record(newsroom)
    shown = await newsroom.mira.use(newsroom.general, "claim show", claim=claim.id)
    answer = await newsroom.mira.press(shown, "Follow")
    assert answer.ephemeral
    assert "You follow **Bridge sold**" in answer.text
    assert await newsroom.mira.complete(newsroom.general, "claim unfollow", claim="BRID") == [
        {"name": "◌ Unverified: Bridge sold", "value": claim.id}
    ]
    assert "no longer follow" in (await newsroom.mira.press(answer, "Unfollow")).text
    assert await newsroom.mira.complete(newsroom.general, "claim unfollow", claim="") == []


async def test_several_changes_while_away_come_in_one_message(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        async with open_newsroom(sandbox=sandbox) as newsroom:
            claims = [await on_record(newsroom, title) for title in ("Bridge sold", "Mayor bought it")]
            for claim in claims:
                await follow(newsroom, claim)
        async with open_service(Path(newsroom.config.database)) as service:
            for claim in claims:
                await decide(replace(newsroom, service=service), claim)
        async with open_newsroom(sandbox=sandbox) as newsroom:
            told = await notice(newsroom)
            assert "Bridge sold" in told.text
            assert "Mayor bought it" in told.text
            assert told.buttons == ["Unfollow", "Unfollow"]
            await nothing_due(newsroom)
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await nothing_due(newsroom)
            assert inbox(newsroom) == [told]


async def test_who_takes_no_messages_is_told_on_next_use(newsroom: Newsroom) -> None:
    await miss_a_change(newsroom)
    answer = await newsroom.mira.use(newsroom.general, "claim recent")
    note = await answer.followup()
    assert note.ephemeral
    assert "While you were away" in note.text
    assert "◌ Unverified → **✕ False**" in note.text
    again = await newsroom.mira.use(newsroom.general, "claim recent")
    await newsroom.settled()
    assert again.followups == []
    assert inbox(newsroom) == []


async def test_commands_at_once_tell_it_once(newsroom: Newsroom) -> None:
    await miss_a_change(newsroom)
    answers = await asyncio.gather(*(newsroom.mira.use(newsroom.general, "claim recent") for _ in range(4)))
    await newsroom.settled()
    assert sum(len(answer.followups) for answer in answers) == 1


async def test_what_could_not_be_sent_is_sent_with_the_next_change(newsroom: Newsroom) -> None:
    claim, other = await on_record(newsroom), await on_record(newsroom, "Mayor bought it")
    await follow(newsroom, claim)
    newsroom.sandbox.fail("POST", r"/users/@me/channels$", 400, json={"code": 50035, "message": "Invalid"})
    await decide(newsroom, claim)
    await decide(newsroom, other)
    assert "Bridge sold" in (await notice(newsroom)).text


async def test_following_belongs_to_a_server(newsroom: Newsroom) -> None:
    claim = await on_record(newsroom)
    answer = await newsroom.mira.use(newsroom.mira.inbox, "claim follow", claim=claim.id)
    assert "works in a server" in answer.text


async def test_a_form_is_not_talked_into(newsroom: Newsroom) -> None:
    await miss_a_change(newsroom)
    form = await newsroom.mira.use(newsroom.general, "claim submit")
    assert form.modal is not None
    answer = await newsroom.mira.use(newsroom.general, "claim recent")
    assert "While you were away" in (await answer.followup()).text
    assert form.followups == []
