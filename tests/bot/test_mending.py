"""Replies correct themselves: once, in words that say what changed, and politely where Discord does not let them."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import discord

from bot.cards.claims import passive_card
from bot.clock import now, today
from bot.mending import Tempo
from claims_db.lookup import Finding
from claims_db.model import Claim, Evidence, Match, Relation
from claims_db.store.sqlite import open_sqlite
from sandbox import Message, Sandbox
from tests.bot.test_following import BRIDGE, CONFIRMED, decide, odile, on_record
from tests.claims_db.test_corrections import answered
from tests.conftest import Newsroom, Opened

LATER = timedelta(hours=1)
TOO_OLD = {"code": 30046, "message": "Maximum number of edits to messages older than 1 hour reached. Try again later."}


async def posted(newsroom: Newsroom, *claims: Claim, count: int = 1) -> list[Message]:
    """Replies that show claims as they are now, as the bot gave them before, each to a message of its own."""
    findings = [
        Finding(claim=claim, match=Match(claim_id=claim.id, score=0.9, relation=Relation.REPEATS, evidence=Evidence()))
        for claim in claims
    ]
    async with aiohttp.ClientSession() as session, open_sqlite(Path(newsroom.config.database)) as database:
        made: list[Message] = []
        for _ in range(count):
            asked = await newsroom.mira.say(newsroom.sandbox.channel("news"), "what was it again?")
            components = passive_card(findings, today(), int(asked.id)).to_components()
            made.append(await _post(session, newsroom, components))
            where = int(newsroom.general.id), int(made[-1].id)
            server = newsroom.sandbox.guild.id
            await answered(database, *claims, message=int(asked.id), server=server, at=now(), where=where)
    return made


async def _post(session: aiohttp.ClientSession, newsroom: Newsroom, components: list[dict[str, Any]]) -> Message:
    sandbox, channel = newsroom.sandbox, newsroom.general
    body = {"components": components, "flags": discord.MessageFlags(components_v2=True).value}
    address = f"{sandbox.api}/channels/{channel.id}/messages"
    async with session.post(address, json=body, headers={"Authorization": f"Bot {sandbox.token}"}) as response:
        message = channel.find((await response.json())["id"])
    assert message is not None
    return message


async def corrected(newsroom: Newsroom, *replies: Message, times: int = 1) -> None:
    """Wait until each of some replies has been edited so often, and the bot knows it."""
    await newsroom.general.bell.wait_until(
        lambda: all(edits(newsroom.sandbox, reply) == times for reply in replies),
        20,
        lambda: f"edits: {[edits(newsroom.sandbox, reply) for reply in replies]}",
    )
    await nothing_due(newsroom)


async def nothing_due(newsroom: Newsroom) -> None:
    """Wait until whatever could be corrected has been, so that silence can be seen."""
    async with asyncio.timeout(20):
        while await newsroom.service.corrections.due(now() - LATER, now()):
            pass


def edits(sandbox: Sandbox, reply: Message, status: int = 200) -> int:
    """How many requests to edit a reply were answered so."""
    return sum(
        request.method == "PATCH" and request.path.endswith(f"/messages/{reply.id}") and request.status == status
        for request in sandbox.requests
    )


async def remembered(newsroom: Newsroom, message: Message) -> dict[str, Any]:
    """What the store holds of the answer whose reply this is."""
    async with open_sqlite(Path(newsroom.config.database)) as database, database.read() as connection:
        row = await connection.fetch_one("SELECT * FROM answers WHERE reply_id = $1", int(message.id))
        assert row is not None
        return dict(row)


async def test_a_reply_says_what_changed_and_why(newsroom: Newsroom) -> None:
    claim = await on_record(newsroom)
    await newsroom.mira.say(newsroom.general, BRIDGE.text)
    reply = await newsroom.reply()
    before = reply.buttons
    assert "Updated" not in reply.text
    await decide(newsroom, claim)
    await corrected(newsroom, reply)
    opening, status, *_ = reply.text.splitlines()
    assert opening.startswith("✎ **Updated** <t:")
    assert opening.endswith(": was ◌ unverified, now **✕ false**, because: The bridge stands.")
    assert status.startswith("✕ **False**")
    assert reply.text.count("The bridge stands.") == 1
    assert "Matched automatically" in reply.text
    assert reply.buttons == before
    assert not reply.pings
    await decide(newsroom, claim, CONFIRMED)
    await corrected(newsroom, reply, times=2)
    assert "was ✕ false, now **● confirmed**, because: The deed is public." in reply.text
    assert "◌" not in reply.text


async def test_what_a_reader_does_not_see_edits_nothing(newsroom: Newsroom) -> None:
    claim, other = await on_record(newsroom), await on_record(newsroom, "Other")
    quiet, loud = [*await posted(newsroom, claim), *await posted(newsroom, other)]
    curation = newsroom.service.curation
    await curation.edit(claim.id, claim.revision, lambda known: replace(known, topics=("bridges",)), odile(newsroom))
    await decide(newsroom, other)
    await corrected(newsroom, loud)
    assert not quiet.edited
    assert (await remembered(newsroom, quiet))["tried_at"] is None


async def test_a_merge_is_followed_and_its_undoing(newsroom: Newsroom) -> None:
    first, second = await on_record(newsroom), await on_record(newsroom, "Bridge *leased*")
    (reply,) = await posted(newsroom, first)
    await newsroom.service.curation.merge(first.id, second.id, odile(newsroom), "the same story")
    await corrected(newsroom, reply)
    assert ": now on record as **Bridge \\*leased\\***, because: the same story\n" in reply.text
    assert await newsroom.mira.press(reply, "Sources")
    await newsroom.service.curation.undo(first.id, odile(newsroom))
    await corrected(newsroom, reply, times=2)
    assert ": now on record as **Bridge sold**\n" in reply.text


async def test_a_retired_claim_and_a_corrected_statement_are_said_to_be_so(newsroom: Newsroom) -> None:
    claim = await on_record(newsroom)
    (reply,) = await posted(newsroom, claim)
    await newsroom.service.curation.retire(claim.id, claim.revision, odile(newsroom), "nobody says so any more")
    await corrected(newsroom, reply)
    assert ": retired, because: nobody says so any more\n⊘ **Retired**" in reply.text
    await newsroom.service.curation.restore(claim.id, odile(newsroom))
    await corrected(newsroom, reply, times=2)
    assert ": in use again\n" in reply.text


async def test_of_several_claims_the_one_that_changed_is_named(newsroom: Newsroom) -> None:
    first, second = await on_record(newsroom), await on_record(newsroom, "Mayor bought it")
    (reply,) = await posted(newsroom, first, second)
    await decide(newsroom, second)
    await corrected(newsroom, reply)
    opening, status, *_ = reply.text.splitlines()
    assert "Mayor bought it: was ◌ unverified, now **✕ false**, because: The bridge stands." in opening
    assert status.startswith("◌ **Unverified**")
    assert "✕ **False** · Mayor bought it" in reply.text


async def test_being_slowed_down_delays_and_changes_nothing(newsroom: Newsroom) -> None:
    claim = await on_record(newsroom)
    replies = await posted(newsroom, claim, count=3)
    newsroom.sandbox.fail("PATCH", r"/messages/\d+$", 429, times=7)
    await decide(newsroom, claim)
    await corrected(newsroom, *replies)
    assert sum(edits(newsroom.sandbox, reply, 429) for reply in replies) == 7


async def test_an_old_message_that_takes_no_more_edits_waits_and_the_others_go_on(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        tempo = Tempo(pace=timedelta(0), later=LATER)
        async with open_newsroom(sandbox=sandbox, tempo=tempo) as newsroom:
            claim = await on_record(newsroom)
            first, second, third = await posted(newsroom, claim, count=3)
            sandbox.fail("PATCH", f"/messages/{second.id}$", 429, json=TOO_OLD, headers={})
            await decide(newsroom, claim)
            await corrected(newsroom, first, third)
            assert edits(sandbox, second, 429) == 1
            kept = await remembered(newsroom, second)
            assert kept["tried_at"] is None
            assert kept["retry_at"] > now().timestamp() * 1000
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await nothing_due(newsroom)
            assert not second.edited
            message = kept["message_id"]
            await newsroom.service.corrections.postponed(message, now(), unchanged=True)
            await on_record(newsroom, "Another")  # any change is an occasion
            await corrected(newsroom, first, second, third)


async def test_an_edit_of_which_nobody_heard_is_looked_at_and_not_made_twice(newsroom: Newsroom) -> None:
    claim = await on_record(newsroom)
    lost, passed = await posted(newsroom, claim, count=2)
    newsroom.sandbox.fail("PATCH", f"/messages/{lost.id}$", 503)
    newsroom.sandbox.fail("GET", f"/messages/{lost.id}$", 400)
    await decide(newsroom, claim)
    await corrected(newsroom, lost, passed)
    assert looks(newsroom.sandbox, lost) == 2
    assert looks(newsroom.sandbox, passed) == 0


def looks(sandbox: Sandbox, reply: Message) -> int:
    """How often a reply was fetched."""
    return sum(
        request.method == "GET" and request.path.endswith(f"/messages/{reply.id}") for request in sandbox.requests
    )


async def test_a_reply_that_is_gone_is_given_up(newsroom: Newsroom) -> None:
    claim = await on_record(newsroom)
    gone, there = await posted(newsroom, claim, count=2)
    await newsroom.sandbox.person("odile").delete(gone)
    await decide(newsroom, claim)
    await corrected(newsroom, there)
    assert (await remembered(newsroom, gone))["abandoned_at"]
    await decide(newsroom, claim, CONFIRMED)
    await corrected(newsroom, there, times=2)
    assert edits(newsroom.sandbox, gone, 404) == 1


async def test_replies_out_of_reach_are_given_up(newsroom: Newsroom) -> None:
    claim = await on_record(newsroom)
    replies = await posted(newsroom, claim, count=2)
    newsroom.sandbox.permit_bot(newsroom.general, deny=["VIEW_CHANNEL"])
    await decide(newsroom, claim)
    await nothing_due(newsroom)
    assert [bool((await remembered(newsroom, reply))["abandoned_at"]) for reply in replies] == [True, True]
    assert not any(reply.edited for reply in replies)


async def test_an_archived_thread_is_not_opened_for_it(newsroom: Newsroom) -> None:
    claim = await on_record(newsroom)
    (reply,) = await posted(newsroom, claim)
    newsroom.general.archived = True
    await decide(newsroom, claim)
    await nothing_due(newsroom)
    kept = await remembered(newsroom, reply)
    assert kept["abandoned_at"] is None
    assert kept["retry_at"] > (now() + timedelta(hours=23)).timestamp() * 1000


async def test_replies_stay_as_they_were_where_the_operator_wants_it_so(open_newsroom: Opened) -> None:
    async with open_newsroom(correct_days=0) as newsroom:
        claim = await on_record(newsroom)
        (reply,) = await posted(newsroom, claim)
        await decide(newsroom, claim)
        await newsroom.settled()
        assert not reply.edited
