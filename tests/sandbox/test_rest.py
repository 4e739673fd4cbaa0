"""The REST interface: what the bot may do where, what the log keeps, faults, files, threads, tokens."""

import io
from datetime import timedelta

import aiohttp
import discord
import pytest

from sandbox import Channel, Person, Sandbox
from sandbox.interactions import AUTOCOMPLETE, COMMAND, Interactions
from tests.sandbox.clients import Bot, Raw


def from_bot(message) -> bool:
    return message.author.bot


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("POST", "/channels/5/messages", {"content": "x"}, (404, 10003)),
        ("GET", "/channels/HERE/messages/5", None, (404, 10008)),
        ("PATCH", "/channels/HERE/messages/5", {"content": "x"}, (404, 10008)),
        ("DELETE", "/channels/HERE/messages/5", None, (404, 10008)),
        ("GET", "/guilds/5", None, (404, 10004)),
        ("GET", "/users/5", None, (404, 10013)),
        ("GET", "/nonsense", None, (404, 0)),
        ("POST", "/interactions/5/token/callback", {"type": 4}, (404, 10062)),
        ("POST", "/webhooks/5/token", {"content": "x"}, (404, 10015)),
        ("POST", "/users/@me/channels", {"recipient_id": "5"}, (404, 10013)),
        ("PUT", "/applications/5/commands", [], (403, 50001)),
        ("POST", "/channels/HERE/messages", None, (400, 50109)),
    ],
)
async def test_refusals(raw: Raw, general: Channel, method: str, path: str, body: object, expected: tuple) -> None:
    status, answer = await raw(method, path.replace("HERE", general.id), body)
    assert (status, answer["code"]) == expected


async def test_permissions_in_a_channel(sandbox: Sandbox, raw: Raw, general: Channel, mira: Person) -> None:
    sent = await mira.say(general, "x")
    url = f"/channels/{general.id}/messages"

    async def code(method: str, path: str, body: object = None) -> int:
        _, answer = await raw(method, path, body)
        return answer["code"] if answer and "code" in answer else 0

    sandbox.permit_bot(general, deny=("send_messages", "add_reactions"))
    assert await code("POST", url, {"content": "x"}) == 50013
    assert await code("PUT", f"{url}/{sent.id}/reactions/👍/@me") == 50013
    sandbox.permit_bot(general, deny="view_channel")
    assert await code("POST", url, {"content": "x"}) == 50001
    assert await code("GET", f"/channels/{general.id}") == 50001
    sandbox.permit_bot(general, deny="embed_links")
    assert await code("POST", url, {"embeds": [{"title": "x"}]}) == 50013
    sandbox.permit_bot(general, deny="read_message_history")
    assert await code("POST", url, {"content": "x", "message_reference": {"message_id": sent.id}}) == 160002
    assert await code("GET", f"{url}/{sent.id}") == 50001
    assert await raw("GET", url) == (200, [])
    sandbox.permit_bot(general, deny="create_public_threads")
    assert await code("POST", f"{url}/{sent.id}/threads", {"name": "x"}) == 50013
    sandbox.permit_bot(general)
    assert await code("DELETE", f"{url}/{sent.id}") == 50013
    assert await code("PATCH", f"{url}/{sent.id}", {"content": "x"}) == 50005
    assert await code("PUT", f"{url}/{sent.id}/reactions/nonsense/@me") == 10014
    sandbox.permit_bot(general, allow=discord.Permissions(manage_messages=True))
    assert await code("DELETE", f"{url}/{sent.id}") == 0
    assert general.messages == []


async def test_rate_limit_and_server_error_are_retried(
    sandbox: Sandbox, bot: Bot, general: Channel, mira: Person
) -> None:
    await bot.wait_until_ready()
    sandbox.fail("POST", r"/channels/\d+/messages$", 429)
    sandbox.fail("POST", r"/channels/\d+/messages$", 500)
    await mira.say(general, "hello")
    await general.wait_for(from_bot)
    statuses = [request.status for request in sandbox.requests if request.path.endswith("/messages")]
    assert statuses == [429, 500, 200]


async def test_injected_fault_reaches_the_caller(sandbox: Sandbox, bot: Bot, general: Channel) -> None:
    await bot.wait_until_ready()
    sandbox.fail("*", r"/messages", 403, json={"code": 50013, "message": "Missing Permissions"}, times=2)
    channel = bot.get_channel(int(general.id))
    for _ in range(2):
        with pytest.raises(discord.Forbidden):
            await channel.send("x")
    assert await channel.send("x")


async def test_old_messages_are_edited_only_so_often(sandbox: Sandbox, raw: Raw, general: Channel) -> None:
    url = f"/channels/{general.id}/messages"
    _, sent = await raw("POST", url, {"content": "x"})
    for number in range(40):
        status, _ = await raw("PATCH", f"{url}/{sent['id']}", {"content": str(number)})
        assert status == 200
    sandbox.clock.advance(timedelta(hours=1).total_seconds())
    answers = [await raw("PATCH", f"{url}/{sent['id']}", {"content": str(number)}) for number in range(31)]
    assert {status for status, _ in answers[:30]} == {200}
    status, answer = answers[30]
    assert (status, answer["code"]) == (429, 30046)


async def test_files_are_kept_and_served(bot: Bot, general: Channel) -> None:
    await bot.wait_until_ready()
    channel = bot.get_channel(int(general.id))
    sent = await channel.send("look", files=[discord.File(io.BytesIO(b"hello"), "a.txt", description="a note")])
    (file,) = general.messages[0].attachments
    assert (file.filename, file.data, file.description) == ("a.txt", b"hello", "a note")
    assert await sent.attachments[0].read() == b"hello"
    kept = await sent.edit(content="look again", attachments=sent.attachments)
    assert kept.attachments
    assert not (await sent.edit(attachments=[])).attachments
    with pytest.raises(discord.HTTPException, match="40005"):
        await channel.send(file=discord.File(io.BytesIO(b"x" * (11 << 20)), "big"))


async def test_threads(bot: Bot, general: Channel, sandbox: Sandbox, mira: Person) -> None:
    await bot.wait_until_ready()
    sent = await mira.say(general, "start")
    channel = bot.get_channel(int(general.id))
    message = await channel.fetch_message(int(sent.id))
    thread = await message.create_thread(name="sources")
    assert thread.id == message.id
    await thread.send("inside")
    place = sandbox.channel("sources")
    assert [message.text for message in place.messages] == ["inside"]
    await mira.say(place, "hello there")
    assert (await place.wait_for(lambda message: "heard" in message.text)).channel is place
    with pytest.raises(discord.HTTPException, match="160004"):
        await message.create_thread(name="again")
    bare = await channel.create_thread(name="bare", type=discord.ChannelType.public_thread)
    await bare.edit(archived=True, name="done")
    assert sandbox.channel("done").archived
    assert [message async for message in thread.history()]


async def test_history_pins_typing_and_bulk_deletion(
    bot: Bot, sandbox: Sandbox, general: Channel, mira: Person
) -> None:
    await bot.wait_until_ready()
    sandbox.permit_bot(general, allow=("pin_messages", "manage_messages"))
    channel = bot.get_channel(int(general.id))
    async with channel.typing():
        sent = [await channel.send(str(number)) for number in range(5)]
    history = [message.content async for message in channel.history(oldest_first=True, after=sent[1])]
    assert history == ["2", "3", "4"]
    assert [m.content async for m in channel.history(around=sent[2], limit=3)] == ["3", "2", "1"]
    await sent[0].pin()
    assert general.messages[0].pinned
    assert [message.content async for message in channel.pins()] == ["0"]
    await sent[0].unpin()
    await channel.delete_messages(sent[1:])
    assert [message.text for message in general.messages] == ["0"]
    await sent[0].add_reaction("👍")
    await sent[0].clear_reactions()
    assert general.messages[0].reactions == {}


async def test_fetching_who_and_where(bot: Bot, sandbox: Sandbox, mira: Person) -> None:
    guild = await bot.fetch_guild(int(sandbox.guild.id))
    assert [channel.name for channel in await guild.fetch_channels()] == ["general", "news", "mod-log"]
    assert (await guild.fetch_member(int(mira.id))).name == "mira"
    assert len([member async for member in guild.fetch_members()]) == 5
    assert {role.name for role in await guild.fetch_roles()} >= {"@everyone", "Moderator"}
    assert [guild.name async for guild in bot.fetch_guilds()] == ["Newsroom"]
    assert (await bot.fetch_channel(int(sandbox.channel("news").id))).name == "news"


async def opened(sandbox: Sandbox, mira: Person, kind: int = COMMAND) -> tuple[Interactions, str, str]:
    """An interaction as the bot would get it: its id and token."""
    interactions = mira.surroundings.interactions
    data = {"id": "1", "name": "x", "type": 1, "options": [{"name": "n", "type": 4, "focused": True}]}
    interaction = interactions.open(kind, mira, sandbox.channel("general"), data)
    return interactions, interaction.id, interaction.token


async def test_interaction_is_acknowledged_in_time_and_once(sandbox: Sandbox, raw: Raw, mira: Person) -> None:
    _, number, token = await opened(sandbox, mira)
    url = f"/interactions/{number}/{token}/callback"
    body = {"type": 4, "data": {"content": "x", "flags": 64}}
    status, answer = await raw("POST", url, {"type": 7, "data": {}})
    assert (status, answer["code"]) == (400, 50035)
    status, answer = await raw("POST", url, {"type": 4, "data": {"content": "x" * 2001}})
    assert "content" in answer["errors"]["data"]
    status, answer = await raw("POST", url + "?with_response=true", body)
    assert (status, answer["interaction"]["response_message_ephemeral"]) == (200, True)
    assert answer["resource"]["message"]["content"] == "x"
    assert (await raw("POST", url, body))[1]["code"] == 40060
    _, number, token = await opened(sandbox, mira)
    sandbox.clock.advance(3.1)
    assert (await raw("POST", f"/interactions/{number}/{token}/callback", body))[1]["code"] == 10062


async def test_token_lives_fifteen_minutes(sandbox: Sandbox, raw: Raw, mira: Person) -> None:
    _, number, token = await opened(sandbox, mira)
    hook = f"/webhooks/{sandbox.bot.id}/{token}"
    assert (await raw("POST", hook, {"content": "too early"}))[1]["code"] == 10015
    await raw("POST", f"/interactions/{number}/{token}/callback", {"type": 5, "data": {"flags": 64}})
    status, first = await raw("POST", hook, {"content": "filled"})
    assert (status, first["flags"] & 64) == (200, 64)
    status, again = await raw("PATCH", f"{hook}/messages/@original", {"content": "changed"})
    assert (again["id"], again["content"]) == (first["id"], "changed")
    assert (await raw("GET", f"{hook}/messages/{first['id']}"))[0] == 200
    assert (await raw("DELETE", f"{hook}/messages/@original"))[0] == 204
    assert (await raw("GET", f"{hook}/messages/@original"))[1]["code"] == 10008
    sandbox.clock.advance(15 * 60)
    status, answer = await raw("POST", hook, {"content": "too late"})
    assert (status, answer["code"]) == (401, 50027)


@pytest.mark.parametrize(
    "choices",
    [[{"name": "x", "value": 1}] * 26, [{"name": "", "value": 1}], [{"name": "x", "value": "text"}]],
)
async def test_autocomplete_choices_are_checked(sandbox: Sandbox, raw: Raw, mira: Person, choices: list) -> None:
    _, number, token = await opened(sandbox, mira, AUTOCOMPLETE)
    body = {"type": 8, "data": {"choices": choices}}
    status, answer = await raw("POST", f"/interactions/{number}/{token}/callback", body)
    assert (status, answer["code"]) == (400, 50035)


async def test_repeated_nonce_sends_once(raw: Raw, general: Channel) -> None:
    body = {"content": "x", "nonce": "7", "enforce_nonce": True}
    _, one = await raw("POST", f"/channels/{general.id}/messages", body)
    _, two = await raw("POST", f"/channels/{general.id}/messages", body)
    assert one["id"] == two["id"]
    assert len(general.messages) == 1


async def test_content_type_is_exactly_json(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session, session.get(sandbox.api + "/users/@me") as response:
        assert response.headers["Content-Type"] == "application/json"
        assert response.status == 401
