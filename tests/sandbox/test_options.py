"""What a person types into commands of every kind of option, without a bot to answer."""

from typing import Any

import pytest

from sandbox import Channel, CommandHidden, Person, Sandbox
from tests.sandbox.clients import Bot, Raw

KINDS = {
    "words": {"type": 3, "choices": [{"name": "Red", "value": "r"}, {"name": "Blue", "value": "b"}]},
    "whole": {"type": 4, "min_value": 1},
    "yes": {"type": 5},
    "whom": {"type": 6},
    "where": {"type": 7, "channel_types": [0]},
    "role": {"type": 8},
    "any": {"type": 9},
    "part": {"type": 10},
    "file": {"type": 11},
}


async def register(sandbox: Sandbox, raw: Raw, **fields: Any) -> None:
    options = [{"name": name, "description": name, **kind} for name, kind in KINDS.items()]
    command = {"name": "kinds", "description": "Every kind", "options": options} | fields
    status, _ = await raw("POST", f"/applications/{sandbox.bot.id}/commands", command)
    assert status == 200


async def test_values_travel_as_discord_sends_them(sandbox: Sandbox, raw: Raw, general: Channel, mira: Person) -> None:
    await register(sandbox, raw)
    odile = sandbox.person("odile")
    given = {"words": "Blue", "whole": 2, "yes": True, "whom": odile, "where": "#general", "role": "moderator"}
    given |= {"any": mira.mention, "part": 1.5, "file": mira.upload("a.txt", b"x")}
    data = mira.command(general, "kinds", given).data
    values = {option["name"]: option["value"] for option in data["options"]}
    assert values == given | {
        "words": "b",
        "whom": odile.id,
        "where": general.id,
        "role": odile.roles[0],
        "any": mira.id,
        "file": given["file"].id,
    }
    assert set(data["resolved"]) == {"users", "members", "channels", "roles", "attachments"}
    assert set(data["resolved"]["members"]) == {odile.id, mira.id}
    assert mira.command(general, "kinds", {"any": "moderator", "yes": None}).data["resolved"]["roles"]


@pytest.mark.parametrize(
    "given",
    [
        {"words": "Green"},
        {"whole": 0},
        {"whole": 1.5},
        {"whole": True},
        {"yes": "yes"},
        {"whom": "somebody"},
        {"where": "nowhere"},
        {"role": "nobody"},
        {"file": "a.txt"},
    ],
)
async def test_values_out_of_bounds_stay_at_home(
    sandbox: Sandbox, raw: Raw, general: Channel, mira: Person, given: dict
) -> None:
    await register(sandbox, raw)
    with pytest.raises(ValueError, match=next(iter(given)) if "file" not in given else "attachment"):
        mira.command(general, "kinds", given)


async def test_where_a_command_may_be_used(sandbox: Sandbox, raw: Raw, general: Channel, mira: Person) -> None:
    await register(sandbox, raw, contexts=[0])
    with pytest.raises(CommandHidden):
        mira.command(mira.inbox, "kinds", {})
    await register(sandbox, raw, contexts=[1])
    assert mira.command(mira.inbox, "kinds", {})
    with pytest.raises(CommandHidden):
        mira.command(general, "kinds", {})
    await register(sandbox, raw, dm_permission=False)
    with pytest.raises(CommandHidden):
        mira.command(mira.inbox, "kinds", {})


async def test_who_may_use_a_command(sandbox: Sandbox, raw: Raw, general: Channel, mira: Person) -> None:
    await register(sandbox, raw, default_member_permissions="0")
    with pytest.raises(CommandHidden):
        sandbox.person("odile").command(general, "kinds", {})
    assert sandbox.person("ada").command(general, "kinds", {})
    await register(sandbox, raw, default_member_permissions=str(1 << 13))
    assert sandbox.person("odile").command(general, "kinds", {})
    with pytest.raises(CommandHidden):
        mira.command(general, "kinds", {})


async def test_members_are_found_by_name_and_by_id(sandbox: Sandbox, bot: Bot, mira: Person) -> None:
    await bot.wait_until_ready()
    (guild,) = bot.guilds
    assert [member.name for member in await guild.query_members("mi")] == ["mira"]
    assert [member.name for member in await guild.query_members(user_ids=[int(mira.id)])] == ["mira"]


async def test_reactions_are_counted_and_taken_back(sandbox: Sandbox, bot: Bot, general: Channel, mira: Person) -> None:
    await bot.wait_until_ready()
    sent = await mira.say(general, "x")
    await mira.react(sent, "👍")
    message = await bot.get_channel(int(general.id)).fetch_message(int(sent.id))
    await message.add_reaction("👍")
    (reaction,) = (await message.fetch()).reactions
    assert (reaction.count, reaction.me) == (2, True)
    assert {user.name async for user in reaction.users()} == {"mira", "onrecord"}
    await message.remove_reaction("👍", bot.user)
    with pytest.raises(Exception, match="50013"):
        await message.remove_reaction("👍", message.author)
    sandbox.permit_bot(general, allow="manage_messages")
    await message.remove_reaction("👍", message.author)
    assert sent.reactions["👍"] == []
