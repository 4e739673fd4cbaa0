"""Administrators settle a server and learn what stands in the way; nobody else may."""

from collections.abc import AsyncIterator

import pytest

from bot.diagnosis import NO_INTENT
from claims_db.servers import Settings
from claims_db.watching.rules import Rules
from sandbox import Permission, Person, Sandbox
from tests.bot.test_lookup import FIRST
from tests.conftest import Newsroom, Opened

COMMANDS = ("onrecord setup", "onrecord settings", "onrecord diagnose")
MENU = "onrecord:settings:v1:"


def ada(newsroom: Newsroom) -> Person:
    return newsroom.sandbox.person("ada")


def moderator(sandbox: Sandbox) -> str:
    return next(role.id for role in sandbox.guild.roles.values() if role.name == "Moderator")


async def settings(newsroom: Newsroom) -> Settings:
    return await newsroom.service.servers.get(newsroom.sandbox.guild.id)


@pytest.fixture
async def quiet(open_newsroom: Opened) -> AsyncIterator[Newsroom]:
    """A newsroom in which the operator has no channel watched, and lets administrators choose some."""
    async with open_newsroom(watch=False, allow_setup=True) as newsroom:
        yield newsroom


async def test_choices_are_saved_at_once_and_what_is_open_is_named(quiet: Newsroom) -> None:
    answer = await ada(quiet).use(quiet.general, "onrecord setup")
    assert answer.ephemeral
    for missing in ("No curator role", "No review channel", "No log channel", "No watched channels"):
        assert missing in answer.text
    general, news, log = (quiet.sandbox.channel(name) for name in ("general", "news", "mod-log"))
    for menu, chosen in (
        ("curator_role", [moderator(quiet.sandbox)]),
        ("review_channel", [log]),
        ("log_channel", [log]),
        ("watched", [general, news]),
    ):
        answer = await ada(quiet).select(answer, f"{MENU}{menu}", chosen)
        assert answer.updated
    assert "Everything is set up" in answer.text
    for chosen in (moderator(quiet.sandbox), log.id, general.id, news.id):
        assert f"'id': '{chosen}'" in str(answer.message.components)
    assert await settings(quiet) == Settings(
        curator_role=int(moderator(quiet.sandbox)),
        review_channel=int(log.id),
        log_channel=int(log.id),
        channels={int(general.id): Rules(), int(news.id): Rules()},
    )
    shown = (await ada(quiet).use(general, "onrecord settings")).text
    for mention in (f"<@&{moderator(quiet.sandbox)}>", log.mention, f"{general.mention} {news.mention}"):
        assert mention in shown

    answer = await ada(quiet).select(answer, f"{MENU}review_channel", [])
    assert "No review channel" in answer.text
    assert (await settings(quiet)).review_channel is None


async def test_a_chosen_channel_is_watched_at_once(quiet: Newsroom) -> None:
    assert quiet.bots[0].intents.message_content
    assert "what /onrecord setup names" in quiet.bots[0].mode
    await quiet.mira.say(quiet.general, FIRST)
    await quiet.settled()
    assert quiet.said_by_bot() == []
    answer = await ada(quiet).use(quiet.general, "onrecord setup")
    log = quiet.sandbox.channel("mod-log")
    answer = await ada(quiet).select(answer, f"{MENU}log_channel", [log])
    await ada(quiet).select(answer, f"{MENU}watched", [quiet.general])
    await quiet.mira.say(quiet.general, FIRST)
    assert "I would answer" in (await log.wait_for(lambda message: message.author.bot)).text
    await quiet.settled()
    assert quiet.said_by_bot() == []


async def test_what_the_menu_cannot_show_stays_watched(quiet: Newsroom) -> None:
    thread = quiet.sandbox._world.add_thread(quiet.general, "drones", quiet.mira)
    await ada(quiet).use(quiet.general, "watch set", channel=thread, mode="shadow")
    answer = await ada(quiet).use(quiet.general, "onrecord setup")
    answer = await ada(quiet).select(answer, f"{MENU}watched", [quiet.general])
    await ada(quiet).select(answer, f"{MENU}watched", [])
    assert (await settings(quiet)).watched == (int(thread.id),)


async def test_who_chose_what_is_watched_is_kept(quiet: Newsroom) -> None:
    answer = await ada(quiet).use(quiet.general, "onrecord setup")
    await ada(quiet).select(answer, f"{MENU}watched", [quiet.general])
    report = (await ada(quiet).use(quiet.general, "watch report", channel=quiet.general)).text
    assert f"<@{ada(quiet).id}>: mode: off → shadow" in report


async def test_the_menus_work_after_a_restart(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        async with open_newsroom(sandbox=sandbox) as newsroom:
            answer = await ada(newsroom).use(newsroom.general, "onrecord setup")
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await ada(newsroom).select(answer, f"{MENU}log_channel", [newsroom.general])
            assert (await settings(newsroom)).log_channel == int(newsroom.general.id)


async def test_what_was_deleted_is_not_preselected_and_named(quiet: Newsroom) -> None:
    gone = Settings(curator_role=1, review_channel=2, log_channel=3, channels={4: Rules()})
    await quiet.service.servers.put(quiet.sandbox.guild.id, gone)
    answer = await ada(quiet).use(quiet.general, "onrecord setup")
    for named in ("curator role was deleted", "review channel was deleted", "log channel was deleted", "watched"):
        assert named in answer.text
    assert "default_values" not in str(answer.message.components)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["mira", "odile"])
async def test_nobody_else_may(newsroom: Newsroom, command: str, name: str) -> None:
    answer = await newsroom.sandbox.person(name).use(newsroom.general, command)
    assert answer.ephemeral
    assert answer.text == "Only those who may manage this server can do that."


@pytest.mark.parametrize("menu", ["curator_role", "review_channel", "log_channel", "watched"])
async def test_nobody_else_may_choose_either(newsroom: Newsroom, menu: str) -> None:
    """The card is ephemeral; a forged choice, or one by somebody who lost the right, is refused all the same."""
    answer = await ada(newsroom).use(newsroom.general, "onrecord setup")
    newsroom.sandbox.guild.owner_id = newsroom.mira.id
    ada(newsroom).roles.clear()
    chosen = moderator(newsroom.sandbox) if menu == "curator_role" else newsroom.general
    refused = await ada(newsroom).select(answer, f"{MENU}{menu}", [chosen])
    assert "Only those who may manage this server" in refused.text
    assert await settings(newsroom) == Settings()


async def test_an_administrator_is_no_one_in_direct_messages(newsroom: Newsroom) -> None:
    with pytest.raises(LookupError):
        await ada(newsroom).use(ada(newsroom).inbox, "onrecord setup")


async def test_nothing_in_the_way_is_said_so(newsroom: Newsroom) -> None:
    answer = await ada(newsroom).use(newsroom.general, "onrecord diagnose")
    assert answer.ephemeral
    assert "Nothing stands in the way" in answer.text


@pytest.mark.parametrize(
    ("place", "permission", "words"),
    [
        ("review", "VIEW_CHANNEL", "View Channel"),
        ("review", "SEND_MESSAGES", "Send Messages"),
        ("review", "READ_MESSAGE_HISTORY", "Read Message History"),
        ("review", "CREATE_PUBLIC_THREADS", "Create Public Threads"),
        ("log", "VIEW_CHANNEL", "View Channel"),
        ("log", "SEND_MESSAGES", "Send Messages"),
        ("watched", "VIEW_CHANNEL", "View Channel"),
        ("watched", "SEND_MESSAGES", "Send Messages"),
        ("watched", "READ_MESSAGE_HISTORY", "Read Message History"),
        ("watched", "SEND_MESSAGES_IN_THREADS", "Send Messages in Threads"),
    ],
)
async def test_each_missing_permission_is_named(newsroom: Newsroom, place: str, permission: str, words: str) -> None:
    news = newsroom.sandbox.channel("news")
    settled = {
        "review": Settings(review_channel=int(news.id)),
        "log": Settings(log_channel=int(news.id)),
        "watched": Settings(channels={int(news.id): Rules()}),
    }
    await newsroom.service.servers.put(newsroom.sandbox.guild.id, settled[place])
    newsroom.sandbox.permit_bot(news, deny=[permission])
    await newsroom.settled()
    answer = await ada(newsroom).use(newsroom.general, "onrecord diagnose")
    assert f"In the {place} channel {news.mention} I lack **{words}**: allow it" in answer.text


async def test_what_the_role_lacks_and_the_operators_channels_are_named(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        role = sandbox.guild.roles[sandbox.bot.roles[0]]
        everyone = sandbox.guild.roles[sandbox.guild.id]
        for held in (role, everyone):
            held.permissions &= ~Permission.SEND_MESSAGES_IN_THREADS
        async with open_newsroom(sandbox=sandbox) as newsroom:
            answer = await ada(newsroom).use(newsroom.general, "onrecord diagnose")
            assert "In this server I lack **Send Messages in Threads**" in answer.text
            assert (
                f"In the watched channel {newsroom.general.mention} I lack **Send Messages in Threads**" in answer.text
            )


async def test_a_missing_intent_is_named(open_newsroom: Opened) -> None:
    async with open_newsroom(watch=False) as newsroom:
        watched = Settings(channels={int(newsroom.general.id): Rules()})
        await newsroom.service.servers.put(newsroom.sandbox.guild.id, watched)
        answer = await ada(newsroom).use(newsroom.general, "onrecord diagnose")
        assert NO_INTENT in answer.text


async def test_a_pack_can_be_left_out(newsroom: Newsroom) -> None:
    answer = await ada(newsroom).use(newsroom.general, "onrecord setup")
    answer = await ada(newsroom).select(answer, f"{MENU}left_out", ["kremlin-drones-2023"])
    assert answer.updated
    found = await newsroom.mira.use(newsroom.general, "claim search", text="Ukraine tried to kill Putin with drones")
    assert "Putin" not in found.text
    assert "kremlin-drones-2023" in (await ada(newsroom).use(newsroom.general, "onrecord settings")).text
    await ada(newsroom).select(answer, f"{MENU}left_out", [])
    found = await newsroom.mira.use(newsroom.general, "claim search", text="Ukraine tried to kill Putin with drones")
    assert "assassinate Vladimir Putin" in found.text
