"""Channels are watched: what repeats a claim is answered once, and everything else meets silence."""

import logging

import pytest

from claims_db.servers import Settings
from sandbox import Sandbox
from tests.bot.test_lookup import FIRST, assert_is_the_kremlin_card, assert_pings_nobody
from tests.conftest import Newsroom, Opened


async def test_a_repeated_claim_is_answered_in_public_without_a_ping(newsroom: Newsroom) -> None:
    message = await newsroom.mira.say(newsroom.general, FIRST)
    reply = await newsroom.reply()
    assert_is_the_kremlin_card(reply.text)
    assert "Matched automatically: the message repeats this claim." in reply.text
    assert reply.reference is message
    assert not reply.ephemeral
    assert_pings_nobody(reply)


@pytest.mark.parametrize(
    "text",
    [
        "anyone up for a game tonight? my drone finally arrived",
        "putin",
        "kremlin drones",
        "good morning @everyone",
        "Putin tried to assassinate Ukraine's president with two drones",
        "Ukraine did not try to kill Putin with drones at the Kremlin",
    ],
)
async def test_other_messages_meet_silence(newsroom: Newsroom, text: str) -> None:
    await newsroom.mira.say(newsroom.general, text)
    await newsroom.settled()
    assert newsroom.said_by_bot() == []


async def test_channels_that_are_not_named_are_left_alone(newsroom: Newsroom) -> None:
    news = newsroom.sandbox.channel("news")
    await newsroom.mira.say(news, FIRST)
    await newsroom.settled()
    assert not any(message.author.bot for message in news.messages)


async def test_without_channels_nothing_is_said_unasked(open_newsroom: Opened) -> None:
    async with open_newsroom(watch=False) as newsroom:
        await newsroom.mira.say(newsroom.general, FIRST)
        await newsroom.settled()
        assert newsroom.said_by_bot() == []
        assert newsroom.bots[0].mode.startswith("Lookup-only mode")


async def test_a_claim_is_answered_once_however_often_it_comes(newsroom: Newsroom) -> None:
    await newsroom.mira.say(newsroom.general, FIRST)
    await newsroom.reply()
    await newsroom.sandbox.person("tomas").say(newsroom.general, FIRST)
    newsroom.sandbox.replay(5)
    await newsroom.settled()
    assert len(newsroom.said_by_bot()) == 1


async def test_moderators_hear_of_each_answer_nobody_asked_for(newsroom: Newsroom) -> None:
    log_channel = newsroom.sandbox.channel("mod-log")
    settings = Settings(log_channel=int(log_channel.id))
    await newsroom.service.servers.put(newsroom.sandbox.guild.id, settings)
    await newsroom.mira.say(newsroom.general, FIRST)
    note = await log_channel.wait_for(lambda message: message.author.bot)
    assert "Answered [a message](" in note.text
    assert FIRST not in note.text
    assert "Drone attack on Putin" in note.text
    assert not note.pings


async def test_the_bot_does_not_answer_itself_or_its_own_card(newsroom: Newsroom) -> None:
    await newsroom.mira.say(newsroom.general, FIRST)
    reply = await newsroom.reply()
    answer = await newsroom.mira.use_on_message("Check claims", reply)
    assert answer.ephemeral
    await newsroom.settled()
    assert len(newsroom.said_by_bot()) == 1


async def test_a_reply_that_cannot_be_sent_is_tried_with_the_next_message(newsroom: Newsroom) -> None:
    newsroom.sandbox.fail(
        "POST", r"/channels/\d+/messages$", 403, json={"code": 50013, "message": "Missing Permissions"}
    )
    await newsroom.mira.say(newsroom.general, FIRST)
    await newsroom.settled()
    assert newsroom.said_by_bot() == []
    await newsroom.mira.say(newsroom.general, FIRST)
    assert_is_the_kremlin_card((await newsroom.reply()).text)


async def test_a_missing_permission_is_named_with_its_remedy(
    open_newsroom: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    async with Sandbox() as sandbox:
        sandbox.permit_bot(sandbox.channel("general"), deny=["SEND_MESSAGES"])
        with caplog.at_level(logging.WARNING, "bot"):
            async with open_newsroom(sandbox=sandbox) as newsroom:
                await newsroom.bots[0].wait_until_ready()
                await newsroom.settled()
    assert "I lack Send Messages" in caplog.text
    assert "grant them" in caplog.text


async def test_no_word_of_a_message_reaches_the_log(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        newsroom.sandbox.fail("POST", r"/channels/\d+/messages$", 400, json={"code": 50035, "message": "Invalid"})
        await newsroom.mira.say(newsroom.general, f"{FIRST} zebramarmalade")
        await newsroom.settled()
    assert "in on_message" in caplog.text
    assert "zebramarmalade" not in caplog.text
