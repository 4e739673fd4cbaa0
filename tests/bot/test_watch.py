"""A channel earns its replies: shadow, labels, the promise, going live, taking it back, and back to shadow."""

from collections.abc import AsyncIterator
from datetime import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.clock import now
from claims_db.curation import By
from claims_db.model import ClaimId, Relation
from claims_db.servers import Settings
from claims_db.store.sqlite import open_sqlite
from claims_db.watching.rules import Mode, Quiet, Rules
from sandbox import Channel, CommandHidden, Message, Person
from tests.bot.desk import BRIDGE, ada, added, odile
from tests.bot.test_lookup import FIRST, assert_is_the_kremlin_card, assert_pings_nobody
from tests.bot.test_mending import nothing_due
from tests.conftest import Newsroom, Opened

HONEST = (
    "Ukraine tried to assassinate Putin with two drones at the Kremlin",
    "they say ukraine tried to kill putin with drones over the kremlin",
    "breaking: Ukraine attempted to assassinate Vladimir Putin with two drones sent against the Kremlin",
    "ukraine really did try to kill putin using drones at the kremlin",
    "Ukraine tried to murder Putin in the Kremlin by drone",
)
OTHER = "is it true that the mmr vaccine causes autism?"
COMMANDS = ("watch set", "watch list", "watch report")


@pytest.fixture
async def desk(open_newsroom: Opened) -> AsyncIterator[Newsroom]:
    """A newsroom with moderators and a log channel, in which nothing is watched yet."""
    async with open_newsroom(watch=False, allow_setup=True) as newsroom:
        roles = newsroom.sandbox.guild.roles.values()
        moderator = next(role for role in roles if role.name == "Moderator")
        settings = Settings(curator_role=int(moderator.id), log_channel=int(log(newsroom).id))
        await newsroom.service.servers.put(newsroom.sandbox.guild.id, settings)
        yield newsroom


def log(newsroom: Newsroom) -> Channel:
    return newsroom.sandbox.channel("mod-log")


async def settle(newsroom: Newsroom, who: Person | None = None, **options: object) -> str:
    answer = await (who or odile(newsroom)).use(newsroom.general, "watch set", channel=newsroom.general, **options)
    assert answer.ephemeral
    return answer.text


async def rules(newsroom: Newsroom) -> Rules:
    return await newsroom.service.moderation.rules(newsroom.sandbox.guild.id, int(newsroom.general.id))


async def card(newsroom: Newsroom, opening: str) -> Message:
    """The next card of an answer in the log channel."""
    return await log(newsroom).wait_for(lambda message: message.author.bot and message.text.startswith(opening))


async def labelled(newsroom: Newsroom, label: str, text: str = FIRST, times: int = 1) -> None:
    """Messages that would be answered, each labelled by a moderator."""
    for _ in range(times):
        await newsroom.mira.say(newsroom.general, text)
        shown = await card(newsroom, "I would answer")
        answer = await odile(newsroom).press(shown, label)
        assert answer.updated
        assert f"{label}**, says" in answer.text


async def test_from_shadow_to_replies_and_back(desk: Newsroom) -> None:
    await settle(desk, mode="shadow", promise=5, rest=0, per_hour=1_000)
    await labelled(desk, "Right", times=8)
    assert desk.said_by_bot() == []

    report = (await odile(desk).use(desk.general, "watch report", channel=desk.general)).text
    assert "8 of 8 right: 100%, surely 68% to 100%" in report
    assert "8 replies kept back in shadow, 0 made" in report
    refused = await settle(desk, mode="reply")
    assert "8 of 8 labelled answers were right" in refused
    assert "8 more right ones would do" in refused
    assert (await rules(desk)).mode is Mode.SHADOW

    await labelled(desk, "Right", times=8)
    assert "● replying" in await settle(desk, mode="reply")
    assert (await rules(desk)).vouched is False
    assert "Settled for" in (await card(desk, "Settled for")).text

    message = await desk.mira.say(desk.general, f"{FIRST} again")
    reply = await desk.reply()
    assert_is_the_kremlin_card(reply.text)
    pressed = await desk.mira.press(reply, "Wrong match")
    assert pressed.ephemeral
    assert "Taken back" in pressed.text
    await desk.general.wait_until(lambda: reply.deleted)
    shown = await card(desk, "Answered")
    await log(desk).wait_until(lambda: "The reply was taken back" in shown.text)
    await desk.mira.say(desk.general, message.content)
    await desk.sandbox.person("tomas").say(desk.general, f"{message.content}!!")
    await desk.settled()
    assert desk.said_by_bot() == []

    for honest in HONEST:
        await desk.mira.say(desk.general, honest)
        reply = await desk.reply()
        assert "Taken back" in (await odile(desk).press(reply, "Wrong match")).text
        await desk.general.wait_until(lambda reply=reply: reply.deleted)
    back = await card(desk, "### Back to shadow")
    assert "promises at most 1 wrong in 5" in back.text
    assert (await rules(desk)).mode is Mode.SHADOW
    await desk.mira.say(desk.general, FIRST)
    await card(desk, "I would answer")
    assert desk.said_by_bot() == []
    listed = (await odile(desk).use(desk.general, "watch list")).text
    assert f"◐ in shadow {desk.general.mention} · at most 1 in 5 wrong" in listed
    report = (await odile(desk).use(desk.general, "watch report", channel=desk.general)).text
    assert "16 of 21 right" in report
    assert "mode: reply → shadow" in report


async def test_an_administrator_may_vouch_for_a_channel_and_a_moderator_may_not(desk: Newsroom) -> None:
    assert "nothing is labelled yet" in await settle(desk, mode="reply")
    offered = await ada(desk).use(desk.general, "watch set", channel=desk.general, mode="reply")
    assert "73 more right ones would do" in offered.text
    with pytest.raises(LookupError):
        await odile(desk).press(
            await odile(desk).use(desk.general, "watch set", channel=desk.general, mode="reply"), "Reply all the same"
        )
    done = await ada(desk).press(offered, "Reply all the same")
    assert "vouched for" in done.text
    assert await rules(desk) == Rules(mode=Mode.REPLY, vouched=True)
    assert f"by <@{ada(desk).id}>" in (await card(desk, "Settled for")).text
    await desk.mira.say(desk.general, FIRST)
    assert_pings_nobody(await desk.reply())


async def test_what_is_refused_leaves_a_channel_as_it_is_and_says_so(desk: Newsroom) -> None:
    assert "Nothing changed, ○ off" in (refused := await settle(desk, mode="reply"))
    assert "Begin with the mode *in shadow*" in refused
    await vouched(desk, promise=5)
    assert "Nothing changed, ● replying · at most 1 in 5 wrong · vouched for" in await settle(desk, promise=50)


async def test_a_wrong_answer_that_was_never_given_is_not_called_gone(desk: Newsroom) -> None:
    await settle(desk, mode="shadow")
    await labelled(desk, "Wrong")
    (shown,) = (message for message in log(desk).messages if "I would answer" in message.text)
    assert "The message is gone" not in shown.text


async def test_the_list_tells_all_that_is_settled(desk: Newsroom) -> None:
    told = await settle(desk, mode="shadow", rest=5, topics="health, knitting")
    assert "No claim on record is about “knitting”" in told
    assert "“health”" not in told
    listed = (await odile(desk).use(desk.general, "watch list")).text
    assert "at most 1 in 20 wrong · minutes a claim rests: 5 · topics: health, knitting" in listed


async def test_a_thread_can_be_watched_by_itself(desk: Newsroom) -> None:
    thread = desk.sandbox._world.add_thread(desk.general, "drones", desk.mira)
    told = await odile(desk).use(desk.general, "watch set", channel=thread, mode="shadow")
    assert "⚠" not in told.text


async def test_every_rule_can_be_settled_and_is_read_back(desk: Newsroom) -> None:
    told = await settle(
        desk,
        mode="shadow",
        promise=10,
        rest=5,
        per_hour=3,
        relations="repeats, asks",
        topics="Health, Space Flight",
        quiet="22:00-7:00 Europe/Berlin",
        spoilers=True,
    )
    assert "quiet hours: none → 22:00 to 07:00 Europe/Berlin" in told
    assert await rules(desk) == Rules(
        mode=Mode.SHADOW,
        promise=10,
        cooldown_minutes=5,
        per_hour=3,
        relations=(Relation.REPEATS, Relation.ASKS),
        topics=("health", "space-flight"),
        quiet=Quiet(start=time(22), end=time(7), zone="Europe/Berlin"),
        spoilers=True,
    )
    await settle(desk, relations="default", topics="all", quiet="none")
    settled = await rules(desk)
    assert (settled.relations, settled.topics, settled.quiet, settled.per_hour) == (None, (), None, 3)
    assert "Nothing changed" in await settle(desk, relations="default")


@pytest.mark.parametrize(
    ("option", "typed", "said"),
    [
        ("relations", "repeats, shouts", "“shouts” is none of repeats, attributes, asks, disputes"),
        ("relations", "repeats,, asks", "Put a comma between them"),
        ("quiet", "at night", "are no hours I can read"),
        ("quiet", "22:00-07:00 Middle/Earth", "are no hours I can read"),
        ("quiet", "25:00-07:00", "no clock shows"),
        ("quiet", "22:00-22:00", "end when they begin"),
    ],
)
async def test_what_cannot_be_read_is_said_and_nothing_changes(
    desk: Newsroom, option: str, typed: str, said: str
) -> None:
    before = await rules(desk)
    assert said in await settle(desk, **{option: typed})
    assert await rules(desk) == before


async def vouched(newsroom: Newsroom, **changes: object) -> None:
    """Let the channel reply, as an administrator can."""
    server, place = newsroom.sandbox.guild.id, int(newsroom.general.id)
    rules = Rules(**{"mode": Mode.REPLY, "vouched": True, "cooldown_minutes": 0} | changes)
    await newsroom.service.servers.change(server, lambda settings: replace(settings, channels={place: rules}))


async def test_a_changed_message_changes_its_answer(desk: Newsroom) -> None:
    await vouched(desk)
    message = await desk.mira.say(desk.general, FIRST)
    reply = await desk.reply()
    await desk.mira.edit(message, OTHER)
    await desk.general.wait_until(lambda: "autism" in reply.text)
    assert "the message asks whether this claim is so" in reply.text
    await desk.mira.edit(message, f"{OTHER} :)")
    await desk.settled()
    edits = [request for request in desk.sandbox.requests if request.method == "PATCH" and reply.id in request.path]
    assert len(edits) == 1
    await desk.mira.edit(message, "never mind, wrong channel")
    await desk.general.wait_until(lambda: reply.deleted)
    await desk.mira.edit(message, FIRST)
    await desk.settled()
    assert desk.said_by_bot() == []


async def test_a_message_that_comes_to_hold_a_claim_is_answered(desk: Newsroom) -> None:
    await vouched(desk)
    message = await desk.mira.say(desk.general, "did you see the news?")
    await desk.settled()
    assert desk.said_by_bot() == []
    await desk.mira.edit(message, FIRST)
    assert (await desk.reply()).reference is message


async def test_a_message_that_asked_by_a_mention_gets_no_second_answer_when_it_is_changed(desk: Newsroom) -> None:
    await vouched(desk)
    message = await desk.mira.say(desk.general, f"{desk.sandbox.bot_mention} {FIRST}")
    reply = await desk.reply()
    await desk.mira.edit(message, f"{desk.sandbox.bot_mention} {FIRST}!")
    await desk.settled()
    assert desk.said_by_bot() == [reply]


async def test_a_changed_message_gets_nothing_new_where_only_moderators_are_told(desk: Newsroom) -> None:
    await vouched(desk)
    message = await desk.mira.say(desk.general, FIRST)
    reply = await desk.reply()
    await vouched(desk, mode=Mode.SHADOW)
    await desk.mira.edit(message, OTHER)
    await desk.general.wait_until(lambda: reply.deleted)


async def test_a_reply_to_a_message_that_is_corrected_in_quiet_hours_stays(desk: Newsroom) -> None:
    await vouched(desk)
    message = await desk.mira.say(desk.general, FIRST)
    reply = await desk.reply()
    await vouched(desk, quiet=Quiet(start=time(0), end=time(23, 59, 59)))
    await desk.mira.edit(message, f"{FIRST}!")
    await desk.settled()
    assert desk.said_by_bot() == [reply]


async def test_an_answer_whose_reply_somebody_deleted_is_done_with(
    desk: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    await vouched(desk)
    message = await desk.mira.say(desk.general, FIRST)
    await odile(desk).delete(await desk.reply())
    await desk.mira.edit(message, OTHER)
    await desk.settled()
    answer = await desk.service.watching.answered(int(message.id))
    assert answer is not None
    assert answer.withdrawn
    assert "in on_raw_message_edit" not in caplog.text


async def test_a_change_that_could_not_be_shown_is_shown_later(desk: Newsroom) -> None:
    await vouched(desk)
    message = await desk.mira.say(desk.general, FIRST)
    reply = await desk.reply()
    desk.sandbox.fail("PATCH", f"/channels/{desk.general.id}/messages/{reply.id}", status=403)
    await desk.mira.edit(message, OTHER)
    await desk.settled()
    assert "autism" not in reply.text
    await added(desk)  # a change of any claim has replies looked at
    await desk.general.wait_until(lambda: "autism" in reply.text)


async def test_a_deleted_message_takes_its_answer_along(desk: Newsroom) -> None:
    await vouched(desk)
    message = await desk.mira.say(desk.general, FIRST)
    reply = await desk.reply()
    shown = await card(desk, "Answered")
    await desk.mira.delete(message)
    await desk.general.wait_until(lambda: reply.deleted)
    await log(desk).wait_until(lambda: "The reply was taken back" in shown.text)


async def test_why_names_the_words_it_rests_on_to_the_presser_alone(desk: Newsroom) -> None:
    await vouched(desk)
    await desk.mira.say(desk.general, FIRST)
    reply = await desk.reply()
    assert reply.buttons == ["Sources", "History", "Follow", "Why this reply?", "Wrong match"]
    told = await desk.sandbox.person("tomas").press(reply, "Why this reply?")
    assert told.ephemeral
    assert "In common: " in told.text
    assert "100% sure that the message repeats this claim" in told.text
    for word in ("ukraine", "putin", "drones", "kremlin"):
        assert word in told.text


async def test_why_goes_by_what_is_settled_for_the_channel(desk: Newsroom) -> None:
    await vouched(desk, relations=tuple(Relation), spoilers=True)
    await desk.mira.say(desk.general, "no, ukraine did not try to kill putin with drones at the kremlin")
    told = await desk.mira.press(await desk.reply(), "Why this reply?")
    assert "### Why I answered" in told.text


async def test_why_speaks_of_the_claim_that_a_reply_shows_since_a_merge(desk: Newsroom) -> None:
    await vouched(desk)
    first = await added(desk)
    await desk.mira.say(desk.general, BRIDGE)
    reply = await desk.reply()
    other = await added(desk, f"{BRIDGE[:-1]} for a song.", Title="Bridge for a song")
    server = desk.sandbox.guild.id
    by = By(server=server, actor=odile(desk).id, at=now())
    await desk.service.curation.merge(ClaimId(first), ClaimId(other), by)
    await desk.general.wait_until(lambda: "for a song" in reply.text)
    await nothing_due(desk)
    told = await desk.mira.press(reply, "Why this reply?")
    assert "**Bridge for a song**: " in told.text


async def test_what_a_moderator_says_is_kept_though_the_reply_cannot_be_deleted(desk: Newsroom) -> None:
    await vouched(desk)
    message = await desk.mira.say(desk.general, FIRST)
    reply = await desk.reply()
    desk.sandbox.fail("DELETE", f"/channels/{desk.general.id}/messages/{reply.id}", status=403)
    await odile(desk).press(reply, "Wrong match")
    answer = await desk.service.watching.answered(int(message.id))
    assert answer is not None
    assert (answer.label, answer.withdrawn) == ("wrong", True)


async def test_a_reply_that_was_sent_but_not_noted_can_be_taken_back(desk: Newsroom) -> None:
    await vouched(desk)
    message = await desk.mira.say(desk.general, FIRST)
    reply = await desk.reply()
    await desk.settled()
    async with open_sqlite(Path(desk.config.database)) as database, database.write() as connection:
        await connection.execute("UPDATE answers SET reply_id = NULL WHERE message_id = $1", int(message.id))
    await desk.mira.press(reply, "Wrong match")
    await desk.general.wait_until(lambda: reply.deleted)


async def test_only_the_author_or_a_moderator_can_call_it_wrong(desk: Newsroom) -> None:
    await vouched(desk)
    await desk.mira.say(desk.general, FIRST)
    reply = await desk.reply()
    refused = await desk.sandbox.person("tomas").press(reply, "Wrong match")
    assert "Only who wrote the message, or a moderator" in refused.text
    assert desk.said_by_bot() == [reply]
    shown = await card(desk, "Answered")
    log(desk).overwrites.clear()
    refused = await desk.sandbox.person("tomas").press(shown, "Right")
    assert "Only curators may do that here" in refused.text
    assert "says" not in shown.text


async def test_what_an_author_called_wrong_counts_for_nothing_until_a_moderator_says_so(desk: Newsroom) -> None:
    await vouched(desk)
    await desk.mira.say(desk.general, FIRST)
    await desk.mira.press(await desk.reply(), "Wrong match")
    report = (await odile(desk).use(desk.general, "watch report", channel=desk.general)).text
    assert "Nothing is labelled yet" in report
    await desk.sandbox.person("tomas").say(desk.general, FIRST)
    await desk.settled()
    assert desk.said_by_bot() == []

    shown = await card(desk, "Answered")
    assert "✓ Right**, says" in (await odile(desk).press(shown, "Right")).text
    await desk.sandbox.person("tomas").say(desk.general, FIRST)
    assert_is_the_kremlin_card((await desk.reply()).text)


async def test_the_right_claim_with_the_wrong_relation_does_not_stand(desk: Newsroom) -> None:
    await vouched(desk)
    await desk.mira.say(desk.general, FIRST)
    reply = await desk.reply()
    await odile(desk).press(await card(desk, "Answered"), "Right claim, wrong relation")
    await desk.general.wait_until(lambda: reply.deleted)
    report = (await odile(desk).use(desk.general, "watch report", channel=desk.general)).text
    assert "0 of 1 right" in report
    assert "≠ Right claim, wrong relation: 1" in report


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, f"||{FIRST}||"),
        ({"topics": ("gardening",)}, FIRST),
        ({"relations": (Relation.ASKS,)}, FIRST),
        ({"quiet": Quiet(start=time(0), end=time(23, 59, 59))}, FIRST),
        ({}, "Die Ukraine hat laut RIA versucht, Putin mit zwei Drohnen im Kreml zu töten"),
        ({}, f"```\n{FIRST}\n```"),
        ({}, f"> {FIRST}"),
    ],
)
async def test_what_the_rules_leave_out_meets_silence(desk: Newsroom, changes: dict[str, object], text: str) -> None:
    await vouched(desk, **changes)
    await desk.mira.say(desk.general, text)
    await desk.settled()
    assert desk.said_by_bot() == []


async def test_spoilers_are_answered_where_that_is_settled(desk: Newsroom) -> None:
    await vouched(desk, spoilers=True)
    await desk.mira.say(desk.general, f"||{FIRST}||")
    assert_is_the_kremlin_card((await desk.reply()).text)


async def test_whoever_holds_an_ignored_role_is_left_alone(desk: Newsroom) -> None:
    await vouched(desk)
    role = next(role for role in desk.sandbox.guild.roles.values() if role.name == "Moderator")
    server = desk.sandbox.guild.id
    await desk.service.servers.change(server, lambda settings: replace(settings, ignored_roles=(int(role.id),)))
    await odile(desk).say(desk.general, FIRST)
    await desk.settled()
    assert desk.said_by_bot() == []
    await desk.mira.say(desk.general, FIRST)
    await desk.reply()


async def test_only_so_many_answers_an_hour(desk: Newsroom) -> None:
    await vouched(desk, per_hour=2)
    for text in HONEST:
        await desk.mira.say(desk.general, text)
    await desk.settled()
    assert len(desk.said_by_bot()) == 2


@pytest.mark.parametrize("command", COMMANDS)
async def test_members_settle_nothing(desk: Newsroom, command: str) -> None:
    options = {} if command == "watch list" else {"channel": desk.general}
    with pytest.raises(CommandHidden):
        await desk.mira.use(desk.general, command, **options)
    desk.sandbox.allow_command_for_everyone("watch")
    refused = await desk.mira.use(desk.general, command, **options)
    assert "Only curators may do that here" in refused.text
    assert (await rules(desk)).mode is Mode.OFF


async def test_a_threshold_that_labels_speak_for_is_proposed_and_accepted_by_a_human(desk: Newsroom) -> None:
    await settle(desk, mode="shadow", promise=5, rest=0, per_hour=1_000)
    await labelled(desk, "Right", times=16)
    moderator = await odile(desk).use(desk.general, "watch report", channel=desk.general)
    assert "speak for raising the threshold from 70.0%" not in moderator.text
    offered = await ada(desk).use(desk.general, "watch report", channel=desk.general)
    assert "speak for raising the threshold from 70.0%" in offered.text
    await ada(desk).press(offered, "Accept")
    assert "Threshold for the whole server: 0.700 →" in (await card(desk, "Settled for the whole server")).text
    settings = await desk.service.servers.get(desk.sandbox.guild.id)
    assert settings.min_score is not None
    assert settings.min_score > 0.7


async def test_threads_follow_their_channel_and_rest_by_themselves(desk: Newsroom) -> None:
    await vouched(desk, cooldown_minutes=30)
    thread = desk.sandbox._world.add_thread(desk.general, "drones", desk.mira)
    await desk.mira.say(desk.general, FIRST)
    await desk.reply()
    await desk.mira.say(thread, FIRST)
    reply = await thread.wait_for(lambda message: message.author.bot)
    assert_is_the_kremlin_card(reply.text)
    await desk.mira.say(thread, f"{FIRST} again")
    await desk.settled()
    assert [message for message in thread.messages if message.author.bot] == [reply]
