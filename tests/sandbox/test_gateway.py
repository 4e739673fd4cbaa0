"""Login and the gateway, as the real client lives through them."""

import asyncio
import json

import aiohttp
import discord
import pytest

from sandbox import Channel, Person, Sandbox
from sandbox.compression import squeezer
from tests.sandbox.clients import INTENTS, Bot, lead_to, online


def from_bot(message) -> bool:
    return message.author.bot


async def test_client_logs_in_and_knows_the_server(sandbox: Sandbox, bot: Bot) -> None:
    await bot.wait_until_ready()
    (guild,) = bot.guilds
    assert guild.name == "Newsroom"
    assert {member.name for member in guild.members} == {"mira", "tomas", "odile", "ada", "onrecord"}
    assert [channel.name for channel in guild.text_channels] == ["general", "news", "mod-log"]
    assert guild.owner.name == "ada"
    assert guild.me.guild_permissions.send_messages
    assert not guild.me.guild_permissions.administrator
    assert bot.application.flags.gateway_message_content_limited


async def test_bad_token_is_refused(sandbox: Sandbox) -> None:
    lead_to(sandbox)
    async with Bot() as bot:
        with pytest.raises(discord.LoginFailure):
            await bot.start("nonsense")
    assert [request.status for request in sandbox.requests] == [401]


@pytest.mark.parametrize("intent", ["message_content", "members"])
async def test_intent_that_is_off_ends_the_client(sandbox: Sandbox, intent: str) -> None:
    setattr(sandbox.portal, intent, False)
    lead_to(sandbox)
    async with Bot() as bot:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await bot.start(sandbox.token)


async def test_two_shards_are_both_awaited(sandbox: Sandbox, general: Channel, mira: Person) -> None:
    async with online(sandbox, Bot(shard_count=2)) as bot:
        assert set(bot.shards) == {0, 1}
        await mira.say(general, "hello")
        assert (await general.wait_for(from_bot)).text == "heard 'hello'"
        await mira.dm("in private")
        await mira.inbox.wait_for(from_bot)
    assert len(bot.heard) == 2


async def test_cut_connection_is_resumed_and_nothing_is_lost(
    sandbox: Sandbox, bot: Bot, general: Channel, mira: Person
) -> None:
    await bot.wait_until_ready()
    for code in (None, 4000, 1001):
        resumed = asyncio.create_task(bot.wait_for("shard_resumed", timeout=5))
        await sandbox.cut(code)
        await mira.say(general, f"while away {code}")
        await general.wait_for(lambda message, code=code: f"away {code}" in message.text and message.author.bot)
        await resumed


async def test_session_that_is_over_begins_anew(sandbox: Sandbox, bot: Bot, general: Channel, mira: Person) -> None:
    await bot.wait_until_ready()
    again = asyncio.create_task(bot.wait_for("shard_connect", timeout=15))
    sandbox.invalidate_session(resumable=False)
    await again
    await sandbox.ready()
    await mira.say(general, "still there?")
    assert await general.wait_for(from_bot)


async def test_asked_to_reconnect_it_resumes(sandbox: Sandbox, bot: Bot) -> None:
    await bot.wait_until_ready()
    resumed = asyncio.create_task(bot.wait_for("shard_resumed", timeout=5))
    sandbox.ask_to_reconnect()
    await resumed


async def test_a_bot_that_is_put_out_hears_nothing_until_it_is_let_back_in(
    sandbox: Sandbox, bot: Bot, general: Channel, mira: Person
) -> None:
    await bot.wait_until_ready()
    put_out = asyncio.create_task(bot.wait_for("guild_remove", timeout=5))
    await asyncio.sleep(0)
    sandbox.remove_bot()
    await put_out
    assert list(bot.guilds) == []
    await mira.say(general, "nobody hears me")
    let_in = asyncio.create_task(bot.wait_for("guild_join", timeout=5))
    await asyncio.sleep(0)
    sandbox.invite_bot()
    await let_in
    assert [guild.name for guild in bot.guilds] == ["Newsroom"]
    await mira.say(general, "hello again")
    await general.wait_for(from_bot)
    assert [message.content for message in bot.heard] == ["hello again"]


async def test_a_bot_that_was_put_out_finds_no_server_when_it_connects(sandbox: Sandbox) -> None:
    sandbox.remove_bot()
    async with online(sandbox, Bot()) as bot:
        assert list(bot.guilds) == []


async def test_replayed_event_arrives_twice(sandbox: Sandbox, bot: Bot, general: Channel, mira: Person) -> None:
    await bot.wait_until_ready()
    sent = await mira.say(general, "once")
    await general.wait_for(from_bot)
    sandbox.replay(2)
    await general.wait_for(from_bot)
    assert [str(message.id) for message in bot.heard] == [sent.id, sent.id]


async def test_without_the_intent_only_what_concerns_the_bot_is_read(
    sandbox: Sandbox, general: Channel, mira: Person
) -> None:
    blind = discord.Intents(**dict(INTENTS) | {"message_content": False})
    sandbox.portal.message_content = False
    async with online(sandbox, Bot(blind)) as bot:
        plain = await mira.say(general, "a secret")
        await mira.say(general, f"{sandbox.bot_mention} open")
        reply = await general.wait_for(from_bot)
        await mira.say(general, "answering you", reply_to=reply, mention_reply=True)
        await general.wait_for(from_bot)
        await mira.say(general, "not pinging you", reply_to=reply)
        await mira.dm("private")
        await mira.inbox.wait_for(from_bot)
        answer = await mira.use_on_message("Check claims", plain)
        fetched = await bot.get_channel(int(general.id)).fetch_message(int(plain.id))
    texts = [message.content for message in bot.heard]
    assert texts == ["", f"{sandbox.bot_mention} open", "answering you", "", "private"]
    assert bot.heard[3].reference.resolved.content == reply.content
    assert answer.text == "read 'a secret'"
    assert fetched.content == ""


async def frames(sandbox: Sandbox, *sent: dict, **query: str) -> tuple[list[dict], int | None]:
    """What the gateway answers to some frames, and the code it closes with."""
    got: list[dict] = []
    async with aiohttp.ClientSession() as session, session.ws_connect(sandbox.gateway, params=query) as socket:
        for frame in sent:
            await socket.send_json(frame)
        async with asyncio.timeout(5):
            async for frame in socket:
                got.append(json.loads(frame.data))
                if got[-1]["op"] in (9, 11):
                    await socket.close()
        return got, socket.close_code


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"op": 99}, 4001),
        ({"no": "op"}, 4002),
        ({"op": 8, "d": {}}, 4003),
        ({"op": 2, "d": {"token": "wrong", "intents": 1}}, 4004),
        ({"op": 2, "d": {"token": "TOKEN", "intents": -1}}, 4013),
        ({"op": 2, "d": {"token": "TOKEN", "intents": 1, "shard": [3, 2]}}, 4010),
    ],
)
async def test_protocol_faults_close_with_their_code(sandbox: Sandbox, frame: dict, code: int) -> None:
    if frame.get("d", {}).get("token") == "TOKEN":
        frame["d"]["token"] = sandbox.token
    got, closed = await frames(sandbox, frame)
    assert got[0]["op"] == 10
    assert closed == code


async def test_heartbeat_is_answered_and_unknown_session_is_not_resumed(sandbox: Sandbox) -> None:
    got, _ = await frames(sandbox, {"op": 1, "d": None})
    assert [frame["op"] for frame in got] == [10, 11]
    resume = {"op": 6, "d": {"token": sandbox.token, "session_id": "none", "seq": 3}}
    got, _ = await frames(sandbox, resume)
    assert got[-1] == {"op": 9, "d": False}


async def test_asking_for_zstd_works_with_or_without_the_module(sandbox: Sandbox) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(sandbox.gateway, params={"compress": "zstd-stream"}) as socket,
    ):
        frame = await socket.receive(timeout=5)
    expected = aiohttp.WSMsgType.BINARY if squeezer("zstd-stream") else aiohttp.WSMsgType.TEXT
    assert frame.type is expected
