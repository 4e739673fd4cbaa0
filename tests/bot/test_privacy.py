"""People see what is kept about them, take it with them, erase it, and are left alone; servers that are left go too."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cards import privacy as words
from bot.clock import now
from bot.cogs.retention import RetentionCog
from claims_db.errors import UnknownClaim
from claims_db.servers import Settings
from sandbox import Answer, Person, Sandbox
from tests.bot.desk import added, curate, given_status, odile, review_channel, settle_channels, submitted
from tests.bot.test_lookup import FIRST, assert_is_the_kremlin_card
from tests.claims_db.acts import occurs
from tests.conftest import Newsroom, Opened

NOTHING = "### What I keep about you\nNothing.\n"
DAY = timedelta(days=1)


async def shown(person: Person, newsroom: Newsroom) -> Answer:
    answer = await person.use(newsroom.general, "privacy")
    assert answer.ephemeral
    return answer


async def exported(person: Person, card: Answer) -> dict[str, Any]:
    answer = await person.press(card, "Export")
    assert answer.ephemeral
    assert answer.message is not None
    (file,) = answer.message.attachments
    assert file.filename == "onrecord-privacy.json"
    return json.loads(file.data)


async def erase(person: Person, card: Answer) -> Answer:
    asked = await person.press(card, "Erase")
    assert asked.ephemeral
    assert "Erase all that I keep about you?" in asked.text
    return await person.press(asked, "Erase it all")


async def test_who_did_nothing_is_not_known(newsroom: Newsroom) -> None:
    for place in (newsroom.general, newsroom.mira.inbox):
        answer = await newsroom.mira.use(place, "privacy")
        assert answer.ephemeral
        assert NOTHING in answer.text
        assert words.NEVER in answer.text
        assert answer.message is not None
        assert answer.message.buttons == ["Export", "Leave me alone"]
    export = await exported(newsroom.mira, answer)
    assert (export.pop("user"), export.pop("opted_out_at")) == (newsroom.mira.id, None)
    assert not any(export.values())


async def test_each_thing_somebody_did_is_shown_and_exported(newsroom: Newsroom) -> None:
    await settle_channels(newsroom)
    await settle_log(newsroom)
    claim = await added(newsroom)
    await given_status(newsroom, claim, "false", **{"A new source": "https://halden.example/minutes"})
    await odile(newsroom).use(newsroom.general, "claim follow", claim=claim)
    await odile(newsroom).use(newsroom.general, "watch set", channel=newsroom.sandbox.channel("news"), mode="shadow")
    await newsroom.mira.say(newsroom.general, FIRST)
    label = await review_channel(newsroom).wait_for(lambda message: "Answered" in message.text)
    await odile(newsroom).press(label, "Wrong")
    card = await shown(odile(newsroom), newsroom)
    for line in (
        "- **2** changes you made to claims",
        "- **1** claim you follow",
        "- **1** label you gave to an answer of mine",
        "- **1** wrong match you reported",
        "- **1** thing you settled about watching",
    ):
        assert line in card.text
    export = await exported(odile(newsroom), card)
    assert [change["kind"] for change in export["changed"]] == ["created", "status_changed"]
    assert export["changed"][1]["status"] == "false"
    assert export["followed"][0]["claim"] == claim
    assert export["labelled"][0]["label"] == "wrong"
    assert export["settled"][0]["channel"] == newsroom.sandbox.channel("news").id
    assert FIRST not in json.dumps(export)


async def settle_log(newsroom: Newsroom) -> None:
    server, log = newsroom.sandbox.guild.id, int(review_channel(newsroom).id)
    settings = await newsroom.service.servers.get(server)
    await newsroom.service.servers.put(
        server, Settings(curator_role=settings.curator_role, review_channel=log, log_channel=log)
    )


async def test_erasing_takes_two_presses_and_leaves_nothing(newsroom: Newsroom, tmp_path: Path) -> None:
    await settle_channels(newsroom)
    await submitted(newsroom)
    card = await shown(newsroom.mira, newsroom)
    assert "- **1** claim you submitted" in card.text
    await newsroom.mira.press(card, "Erase")
    assert occurs(tmp_path, int(newsroom.mira.id))
    done = await erase(newsroom.mira, card)
    assert done.ephemeral
    assert done.text == words.GONE
    assert not occurs(tmp_path, int(newsroom.mira.id))
    assert NOTHING in (await shown(newsroom.mira, newsroom)).text


async def test_what_an_erased_person_submitted_is_decided_on_all_the_same(newsroom: Newsroom) -> None:
    await settle_channels(newsroom)
    card = await submitted(newsroom)
    await erase(newsroom.mira, await shown(newsroom.mira, newsroom))
    await odile(newsroom).press(card, "Approve")
    assert "✓ Approved" in card.text
    assert "Submitted by somebody who was erased" in card.text
    audit = await curate(newsroom, "audit")
    assert "somebody who was erased submitted **Bridge sold**" in audit.text
    assert newsroom.mira.mention not in audit.text
    assert newsroom.mira.inbox.messages == []


async def test_who_asks_for_it_is_left_alone_at_once_and_after_a_restart(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        async with open_newsroom(sandbox=sandbox) as newsroom:
            answer = await newsroom.mira.use(newsroom.general, "onrecord optout")
            assert answer.ephemeral
            assert answer.text == words.LEFT_ALONE
            await newsroom.mira.say(newsroom.general, FIRST)
            await newsroom.settled()
            assert newsroom.said_by_bot() == []
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await newsroom.mira.say(newsroom.general, FIRST)
            await newsroom.settled()
            assert newsroom.said_by_bot() == []
            assert "your wish to be left alone" in (await shown(newsroom.mira, newsroom)).text
            await sandbox.person("tomas").say(newsroom.general, FIRST)  # the claim does not rest: nothing was counted
            assert_is_the_kremlin_card((await newsroom.reply()).text)


async def test_who_is_left_alone_is_still_answered_when_they_ask(newsroom: Newsroom) -> None:
    await newsroom.mira.use(newsroom.general, "onrecord optout")
    assert_is_the_kremlin_card((await newsroom.mira.use(newsroom.general, "claim search", text=FIRST)).text)
    await newsroom.mira.say(newsroom.general, f"{newsroom.sandbox.bot_mention} {FIRST}")
    assert_is_the_kremlin_card((await newsroom.reply()).text)


async def test_it_is_taken_back_by_the_same_command_or_the_button(newsroom: Newsroom) -> None:
    await newsroom.mira.use(newsroom.general, "onrecord optout")
    assert (await newsroom.mira.use(newsroom.general, "onrecord optout")).text == words.ANSWERED_AGAIN
    card = await newsroom.mira.press(await newsroom.mira.use(newsroom.mira.inbox, "privacy"), "Leave me alone")
    assert card.updated
    assert card.message is not None
    assert card.message.buttons == ["Export", "Answer me again"]
    card = await newsroom.mira.press(card, "Answer me again")
    assert NOTHING in card.text
    await newsroom.mira.say(newsroom.general, FIRST)
    assert_is_the_kremlin_card((await newsroom.reply()).text)


async def test_an_answer_goes_when_its_author_opts_out_and_changes_the_message(newsroom: Newsroom) -> None:
    message = await newsroom.mira.say(newsroom.general, FIRST)
    await newsroom.reply()
    await newsroom.mira.use(newsroom.general, "onrecord optout")
    await newsroom.mira.edit(message, f"{FIRST}!")
    await newsroom.general.wait_until(lambda: newsroom.said_by_bot() == [])


async def tidied(newsroom: Newsroom, later: timedelta) -> None:
    """What is done every hour, at a later one."""
    at = now() + later
    await RetentionCog(newsroom.bots[-1], lambda: at).tidy()


async def noticed(newsroom: Newsroom, *, inside: bool) -> None:
    """Wait until the bot has taken note of whether it is in the server."""
    guild = int(newsroom.sandbox.guild.id)
    async with asyncio.timeout(5):
        while (newsroom.bots[-1].get_guild(guild) is not None) is not inside:  # noqa: ASYNC110 -- no bell rings
            await asyncio.sleep(0)
    if noting := [task for task in asyncio.all_tasks() if task.get_name().startswith("discord.py: on_guild_")]:
        await asyncio.wait(noting)


async def test_a_server_that_puts_me_out_is_forgotten_after_the_grace_period(open_newsroom: Opened) -> None:
    async with open_newsroom() as newsroom:
        await settle_channels(newsroom)
        claim = await added(newsroom)
        newsroom.sandbox.remove_bot()
        await noticed(newsroom, inside=False)
        await tidied(newsroom, 29 * DAY)
        assert (await newsroom.service.lookup.show(claim, server=newsroom.sandbox.guild.id)).id == claim
        await tidied(newsroom, 31 * DAY)
        with pytest.raises(UnknownClaim):
            await newsroom.service.lookup.show(claim, server=newsroom.sandbox.guild.id)
        assert await newsroom.service.servers.get(newsroom.sandbox.guild.id) == Settings()


async def test_a_server_that_takes_me_back_in_time_keeps_everything(open_newsroom: Opened) -> None:
    async with open_newsroom() as newsroom:
        await settle_channels(newsroom)
        claim = await added(newsroom)
        newsroom.sandbox.remove_bot()
        await noticed(newsroom, inside=False)
        newsroom.sandbox.invite_bot()
        await noticed(newsroom, inside=True)
        await tidied(newsroom, 31 * DAY)
        await tidied(newsroom, 62 * DAY)
        assert (await newsroom.service.lookup.show(claim, server=newsroom.sandbox.guild.id)).id == claim


async def test_a_server_that_was_left_while_i_was_away_is_noticed_at_the_start(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await settle_channels(newsroom)
        sandbox.remove_bot()
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await tidied(newsroom, 29 * DAY)
            assert await newsroom.service.servers.get(sandbox.guild.id) != Settings()
            await tidied(newsroom, 60 * DAY)
            assert await newsroom.service.servers.get(sandbox.guild.id) == Settings()
