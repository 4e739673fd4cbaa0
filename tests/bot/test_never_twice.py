"""One claim, one reply: whatever arrives twice, at once, again after a lost connection, or goes meanwhile."""

import asyncio
import sys
from pathlib import Path

import msgspec
import pytest

from benchmarks.loaded_bot import Start
from bot.config import Config, Passive
from claims_db.watching.watching import Answer
from sandbox import Message, Sandbox
from tests.bot.test_lookup import FIRST
from tests.conftest import Newsroom, Opened

CHATTER = "anyone up for a game tonight?"


async def stored(newsroom: Newsroom, *messages: Message) -> list[Answer]:
    found = [await newsroom.service.watching.answered(int(message.id)) for message in messages]
    return [answer for answer in found if answer is not None]


async def assert_one_reply(newsroom: Newsroom, *messages: Message) -> None:
    """One reply stands, the store knows it as the answer to the message it stands under, and knows no other."""
    await newsroom.settled()
    (reply,) = newsroom.said_by_bot()
    (answer,) = await stored(newsroom, *messages)
    assert reply.reference in messages
    assert (answer.message_id, answer.reply_id) == (int(reply.reference_id or 0), int(reply.id))
    assert not answer.withdrawn


async def assert_no_reply(newsroom: Newsroom) -> None:
    await newsroom.settled()
    assert newsroom.said_by_bot() == []


async def test_an_event_that_comes_twice_at_once(newsroom: Newsroom) -> None:
    message = await newsroom.mira.say(newsroom.general, FIRST)
    newsroom.sandbox.replay(1)
    newsroom.sandbox.replay(2)
    await assert_one_reply(newsroom, message)


async def test_an_event_that_comes_again_after_its_answer(newsroom: Newsroom) -> None:
    message = await newsroom.mira.say(newsroom.general, FIRST)
    await newsroom.reply()
    newsroom.sandbox.replay(3)
    await assert_one_reply(newsroom, message)


async def test_what_is_sent_again_after_a_lost_connection(newsroom: Newsroom) -> None:
    message = await newsroom.mira.say(newsroom.general, FIRST)
    await newsroom.sandbox.cut()
    newsroom.sandbox.replay(2)
    await newsroom.sandbox.ready()
    await assert_one_reply(newsroom, message)


async def test_a_reconnection_that_was_asked_for(newsroom: Newsroom) -> None:
    message = await newsroom.mira.say(newsroom.general, FIRST)
    newsroom.sandbox.ask_to_reconnect()
    again = await newsroom.sandbox.person("tomas").say(newsroom.general, FIRST)
    await newsroom.reply()
    await assert_one_reply(newsroom, message, again)


@pytest.mark.parametrize("resumable", [True, False])
async def test_a_session_that_is_over(newsroom: Newsroom, resumable: bool) -> None:
    message = await newsroom.mira.say(newsroom.general, FIRST)
    await newsroom.reply()
    newsroom.sandbox.invalidate_session(resumable=resumable)
    again = await newsroom.mira.say(newsroom.general, FIRST)
    await newsroom.sandbox.ready()
    newsroom.sandbox.replay(3)
    await assert_one_reply(newsroom, message, again)


async def test_a_claim_in_many_messages_at_once(newsroom: Newsroom) -> None:
    people = [newsroom.sandbox.person(name) for name in ("mira", "tomas", "odile", "ada")]
    said = await asyncio.gather(*(person.say(newsroom.general, FIRST) for person in people * 5))
    await assert_one_reply(newsroom, *said)


async def test_a_message_that_is_changed_as_it_is_written(newsroom: Newsroom) -> None:
    message = await newsroom.mira.say(newsroom.general, FIRST)
    await newsroom.mira.edit(message, f"{FIRST}!")
    await assert_one_reply(newsroom, message)


async def test_a_message_that_says_something_else_as_soon_as_it_is_written(newsroom: Newsroom) -> None:
    message = await newsroom.mira.say(newsroom.general, FIRST)
    await newsroom.mira.edit(message, CHATTER)
    newsroom.sandbox.replay(2)
    await assert_no_reply(newsroom)
    (answer,) = await stored(newsroom, message)
    assert answer.withdrawn


async def test_a_message_that_goes_before_its_answer_arrives(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.sandbox.fail("POST", r"/channels/\d+/messages$", 429)
    message = await newsroom.mira.say(newsroom.general, FIRST)
    await asked(newsroom.sandbox)
    await newsroom.mira.delete(message)
    await assert_no_reply(newsroom)
    assert "in on_message" not in caplog.text
    again = await newsroom.mira.say(newsroom.general, FIRST)
    await assert_one_reply(newsroom, again)


async def test_a_message_that_goes_while_its_answer_arrives(newsroom: Newsroom) -> None:
    message = await newsroom.mira.say(newsroom.general, FIRST)
    await newsroom.reply()
    await newsroom.mira.delete(message)
    newsroom.sandbox.replay(2)
    await assert_no_reply(newsroom)
    (answer,) = await stored(newsroom, message)
    assert answer.withdrawn


async def test_a_bot_that_is_stopped_as_it_speaks(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        async with open_newsroom(sandbox=sandbox) as newsroom:
            message = await newsroom.mira.say(newsroom.general, FIRST)
            await newsroom.reply()
        async with open_newsroom(sandbox=sandbox) as newsroom:
            again = await newsroom.mira.say(newsroom.general, FIRST)
            await assert_one_reply(newsroom, message, again)


async def test_a_bot_that_is_killed_between_deciding_and_speaking(open_newsroom: Opened, tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        general = sandbox.channel("general")
        config = Config(database=str(tmp_path / "claims.db"), passive=Passive(channels=(int(general.id),)))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.loaded_bot", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        assert process.stdin
        process.stdin.write(msgspec.json.encode(Start(sandbox.api, sandbox.gateway, sandbox.token, config)) + b"\n")
        await sandbox.ready(timeout=60)
        later = {"message": "You are being rate limited.", "retry_after": 600.0, "global": False}
        sandbox.fail("POST", r"/channels/\d+/messages$", 429, json=later)
        message = await sandbox.person("mira").say(general, FIRST)
        await asked(sandbox)
        process.kill()
        await process.communicate()
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await newsroom.bots[0].wait_until_ready()
            again = await newsroom.mira.say(general, FIRST)
            await newsroom.mira.edit(message, f"{FIRST}!")
            await assert_no_reply(newsroom)
            (answer,) = await stored(newsroom, message, again)
            assert (answer.message_id, answer.reply_id) == (int(message.id), None)


async def asked(sandbox: Sandbox) -> None:
    """Wait until the bot has tried to send a reply."""
    async with asyncio.timeout(30):
        while not any(request.path.endswith("/messages") for request in sandbox.requests):  # noqa: ASYNC110 -- no bell
            await asyncio.sleep(0.005)
