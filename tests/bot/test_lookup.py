"""People ask the bot, and see what is on record; nobody else does."""

import pytest

from sandbox import Message, Sandbox
from tests.conftest import Newsroom, Opened

FIRST = "so ukraine actually tried to kill putin with drones at the kremlin lol"


def assert_is_the_kremlin_card(text: str) -> None:
    assert "◌ **Unverified** · as of <t:1683115200:D>" in text
    assert "Ukraine tried to assassinate Vladimir Putin with two drones sent against the Kremlin." in text
    assert "**asserts** Russian government" in text
    assert "via RIA" in text
    assert "**doubts** Rebekah Koffler" in text
    assert "via Fox News" in text
    assert "1 independent origin" in text


async def test_search_answers_the_asker_alone(newsroom: Newsroom) -> None:
    answer = await newsroom.mira.use(newsroom.general, "claim search", text=FIRST)
    assert answer.ephemeral
    assert_is_the_kremlin_card(answer.text)
    assert newsroom.said_by_bot() == []


async def test_search_says_so_when_nothing_is_on_record(newsroom: Newsroom) -> None:
    answer = await newsroom.mira.use(newsroom.general, "claim search", text="xylophone weather tomorrow")
    assert answer.ephemeral
    assert "No claim on record" in answer.text


async def test_a_few_words_are_enough_to_search(newsroom: Newsroom) -> None:
    answer = await newsroom.mira.use(newsroom.general, "claim search", text="putin drones")
    assert "Drone attack on Putin" in answer.text or "assassinate Vladimir Putin" in answer.text


async def test_show_completes_while_typing_and_shows_the_chosen(newsroom: Newsroom) -> None:
    choices = await newsroom.mira.complete(newsroom.general, "claim show", claim="neutrino")
    assert choices[0] == {
        "name": "↩ Retracted: Neutrinos faster than light",
        "value": "science-classics/neutrinos-faster-than-light",
    }
    answer = await newsroom.mira.use(newsroom.general, "claim show", claim=choices[0]["value"])
    assert answer.ephemeral
    assert "↩ **Retracted**" in answer.text


async def test_completion_without_a_word_offers_claims_and_never_too_many(newsroom: Newsroom) -> None:
    choices = await newsroom.mira.complete(newsroom.general, "claim show", claim="")
    assert len(choices) == 25
    assert all(len(choice["name"]) <= 100 for choice in choices)


async def test_show_of_nothing_known_says_what_to_do(newsroom: Newsroom) -> None:
    answer = await newsroom.mira.use(newsroom.general, "claim show", claim="no such @everyone thing")
    assert answer.ephemeral
    assert "Search for it" in answer.text


async def test_recent_lists_claims_that_open(newsroom: Newsroom) -> None:
    answer = await newsroom.mira.use(newsroom.general, "claim recent")
    assert answer.ephemeral
    assert answer.message is not None
    assert answer.message.buttons == ["Open"] * 5
    opened = await newsroom.mira.press(answer.message, "Open")
    assert opened.ephemeral
    assert "as of" in opened.text


async def test_sources_and_history_are_behind_buttons(newsroom: Newsroom) -> None:
    shown = await newsroom.mira.use(newsroom.general, "claim show", claim="ukrainian-special-unit")
    history = await newsroom.mira.press(shown.message, "History")
    assert history.ephemeral
    assert history.text.index("◐ **Disputed**, was unverified") < history.text.index("◌ **Unverified**")
    sources = await newsroom.mira.press(shown.message, "Sources")
    assert sources.ephemeral
    assert "The New York Times" in sources.text


async def test_a_private_answer_can_be_shared_with_the_channel(newsroom: Newsroom) -> None:
    answer = await newsroom.mira.use(newsroom.general, "claim show", claim="assassination-attempt")
    shared = await newsroom.mira.press(answer.message, "Share")
    assert not shared.ephemeral
    assert_is_the_kremlin_card(shared.text)
    assert "Shared by Mira" in shared.text
    assert shared.message.buttons == ["Sources", "History", "Follow"]


async def test_a_message_is_checked_from_its_menu(newsroom: Newsroom) -> None:
    message = await newsroom.sandbox.person("tomas").say(newsroom.sandbox.channel("news"), FIRST)
    answer = await newsroom.mira.use_on_message("Check claims", message)
    assert answer.ephemeral
    assert_is_the_kremlin_card(answer.text)


@pytest.mark.parametrize("watch", [True, False])
async def test_a_mention_is_a_lookup_with_and_without_the_intent(open_newsroom: Opened, watch: bool) -> None:
    async with open_newsroom(watch=watch) as newsroom:
        assert newsroom.bots[0].intents.message_content is watch
        await newsroom.mira.say(newsroom.general, f"{newsroom.sandbox.bot_mention} {FIRST}")
        reply = await newsroom.reply()
        assert_is_the_kremlin_card(reply.text)
        assert_pings_nobody(reply)


async def test_a_mention_in_a_reply_looks_up_what_is_replied_to(newsroom: Newsroom) -> None:
    news = newsroom.sandbox.channel("news")
    message = await newsroom.sandbox.person("tomas").say(news, FIRST)
    await newsroom.mira.say(news, newsroom.sandbox.bot_mention, reply_to=message)
    assert_is_the_kremlin_card((await news.wait_for(lambda message: message.author.bot)).text)


async def test_a_bare_mention_is_told_what_to_write(newsroom: Newsroom) -> None:
    await newsroom.mira.say(newsroom.general, newsroom.sandbox.bot_mention)
    assert "Write after my name" in (await newsroom.reply()).text


async def test_buttons_work_after_a_restart(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await newsroom.mira.say(newsroom.general, f"{sandbox.bot_mention} {FIRST}")
            reply = await newsroom.reply()
        async with open_newsroom(sandbox=sandbox) as newsroom:
            answer = await newsroom.mira.press(reply, "Sources")
            assert "RIA Novosti" in answer.text


async def test_direct_messages_are_answered(newsroom: Newsroom) -> None:
    await newsroom.mira.dm(f"{newsroom.sandbox.bot_mention} {FIRST}")
    assert_is_the_kremlin_card((await newsroom.mira.inbox.wait_for(lambda message: message.author.bot)).text)


def assert_pings_nobody(message: Message) -> None:
    assert not message.pings
    assert message.request["allowed_mentions"] == {"parse": [], "replied_user": False}
