"""What people can do and see: the Python API, driven through the real client."""

import pytest

from sandbox import Channel, CommandHidden, InteractionFailed, Person, Sandbox
from tests.sandbox.clients import Bot, online


def from_bot(message) -> bool:
    return message.author.bot


async def test_message_is_heard_and_answered(sandbox: Sandbox, bot: Bot, general: Channel, mira: Person) -> None:
    sent = await mira.say(general, "hello")
    reply = await general.wait_for(from_bot)
    assert reply.text == "heard 'hello'"
    assert reply.reference is sent
    assert reply.request["allowed_mentions"]["replied_user"] is False
    assert not reply.pings
    assert general.messages == [sent, reply]
    assert sandbox.requests[-1].path == f"/channels/{general.id}/messages"


@pytest.mark.usefixtures("bot")
async def test_pings_follow_the_allowed_mentions(sandbox: Sandbox, general: Channel, mira: Person) -> None:
    sandbox.permit_bot(general, allow="mention_everyone")
    await mira.say(general, f"say @everyone {mira.mention}")
    loud = await general.wait_for(from_bot)
    assert "everyone" in loud.pings
    assert mira in loud.pings
    assert sandbox.person("tomas") not in loud.pings


async def test_edit_and_delete_reach_the_bot(sandbox: Sandbox, bot: Bot, general: Channel, mira: Person) -> None:
    sent = await mira.say(general, "first")
    await general.wait_for(from_bot)
    edited = bot.wait_for("message_edit", timeout=5)
    await mira.edit(sent, "second")
    _, after = await edited
    deleted = bot.wait_for("message_delete", timeout=5)
    await mira.delete(sent)
    assert (after.content, (await deleted).id) == ("second", int(sent.id))
    assert sent not in general.messages
    with pytest.raises(PermissionError):
        await sandbox.person("tomas").delete(general.messages[0])


async def test_reaction_reaches_the_bot_and_goes_again(bot: Bot, general: Channel, mira: Person) -> None:
    sent = await mira.say(general, "x")
    added = bot.wait_for("raw_reaction_add", timeout=5)
    await mira.react(sent, "👍")
    assert (await added).emoji.name == "👍"
    await mira.react(sent, "👍")
    assert sent.reactions["👍"] == []


@pytest.mark.usefixtures("bot")
async def test_private_messages(mira: Person) -> None:
    await mira.dm("in private")
    reply = await mira.inbox.wait_for(from_bot)
    assert reply.text == "heard 'in private'"
    answer = await mira.use(mira.inbox, "claim show", claim="x")
    assert answer.text == "x by nobody"


async def test_closed_inbox_is_refused(bot: Bot, mira: Person) -> None:
    await bot.wait_until_ready()
    mira.closed_dms = True
    user = await bot.fetch_user(int(mira.id))
    with pytest.raises(Exception, match="50007"):
        await user.send("hello")


@pytest.mark.usefixtures("bot")
async def test_hidden_channel_and_hidden_command(sandbox: Sandbox, general: Channel, mira: Person) -> None:
    with pytest.raises(PermissionError, match="cannot see"):
        await mira.say(sandbox.channel("mod-log"), "let me in")
    with pytest.raises(CommandHidden):
        await mira.use(general, "settings")
    odile = sandbox.person("odile")
    assert (await odile.use(sandbox.channel("mod-log"), "settings")).text == "set"
    sandbox.allow_command_for_everyone("settings")
    assert (await mira.use(general, "settings")).ephemeral


@pytest.mark.usefixtures("bot")
async def test_slash_command_with_autocomplete(sandbox: Sandbox, general: Channel, mira: Person) -> None:
    choices = await mira.complete(general, "claim show", claim="krem")
    assert choices == [{"name": "Two drones were sent against the Kremlin", "value": choices[0]["name"]}]
    answer = await mira.use(general, "claim show", claim=choices[0]["value"], by=sandbox.person("tomas"))
    assert answer.text == f"{choices[0]['value']} by tomas"
    assert not answer.ephemeral
    assert general.messages == [answer.message]
    assert await mira.use(general, "/claim show", claim="x", by="odile")


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("command", "options", "error"),
    [
        ("nothing", {}, LookupError),
        ("claim", {}, LookupError),
        ("claim nothing", {}, LookupError),
        ("claim show more", {"claim": "x"}, LookupError),
        ("claim show", {}, ValueError),
        ("claim show", {"claim": "x", "colour": "red"}, LookupError),
        ("claim show", {"claim": "x", "by": "nobody"}, ValueError),
        ("claim search", {"text": "ab"}, ValueError),
        ("claim search", {"text": "a" * 21}, ValueError),
        ("claim search", {"text": "abc", "limit": 6}, ValueError),
        ("claim search", {"text": "abc", "limit": "many"}, ValueError),
    ],
)
async def test_client_refuses_what_the_schema_does(
    general: Channel, mira: Person, command: str, options: dict, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await mira.use(general, command, **options)


@pytest.mark.usefixtures("bot")
async def test_deferred_answer_and_follow_up(general: Channel, mira: Person) -> None:
    answer = await mira.use(general, "slow")
    assert (answer.text, answer.ephemeral, answer.message.loading) == ("done", False, False)
    more = await answer.followup()
    assert (more.text, more.ephemeral) == ("more", True)
    assert general.messages == [answer.message]


@pytest.mark.usefixtures("bot")
async def test_second_acknowledgement_is_refused(general: Channel, mira: Person) -> None:
    answer = await mira.use(general, "twice")
    assert answer.text == "again"
    assert (await answer.followup()).text == "40060"


@pytest.mark.usefixtures("bot")
async def test_files_as_option_and_in_a_form(general: Channel, mira: Person) -> None:
    note = mira.upload("note.txt", b"hello", "text/plain")
    assert (await mira.use(general, "read", file=note)).text == "hello"
    form = await mira.use(general, "ask")
    with pytest.raises(ValueError, match="Files"):
        await mira.submit(form, {})
    assert (await mira.submit(form, {"Files": [note]})).text == "none ['note.txt']"


async def test_too_many_choices_are_no_answer() -> None:
    async with Sandbox(patience=0.2) as sandbox, online(sandbox):
        with pytest.raises(InteractionFailed):
            await sandbox.person("mira").complete(sandbox.channel("general"), "many", text="x")
        assert [request.status for request in sandbox.requests if "callback" in request.path] == [400]
        with pytest.raises(LookupError, match="no autocomplete"):
            await sandbox.person("mira").complete(sandbox.channel("general"), "claim search", text="x")


@pytest.mark.usefixtures("bot")
async def test_context_menus(sandbox: Sandbox, general: Channel, mira: Person) -> None:
    sent = await sandbox.person("tomas").say(general, "a claim")
    answer = await mira.use_on_message("Check claims", sent)
    assert (answer.text, answer.ephemeral) == ("read 'a claim'", True)
    answer = await mira.use_on_user("Who is this", sandbox.person("ada"), general)
    assert answer.text == "Ada"


@pytest.mark.usefixtures("bot")
async def test_buttons_menus_and_forms(sandbox: Sandbox, general: Channel, mira: Person) -> None:
    card = await mira.use(general, "card")
    assert card.message.buttons[:3] == ["Beside", "Sources", "Form"]
    assert card.message.links == {"Read it": "https://example.org/a"}
    assert card.text.startswith("Above\n# Title\na *section*\nBeside")
    assert (await mira.press(card, "Sources")).text == "the sources"
    assert (await mira.press(card.message, "beside")).ephemeral
    assert (await mira.select(card, "Choose", ["2", "1"])).text == "chose ['2', '1']"
    assert (await mira.select(card, "people", [sandbox.person("ada")])).text == "ada"
    updated = await mira.press(card, "Update")
    assert updated.updated
    assert updated.message is card.message
    assert "Updated" in card.message.buttons
    assert (await mira.press(card, "Later")).updated
    assert not (await mira.press(card, "Quiet", timeout=0.05)).updated
    form = await mira.press(card, "Form")
    assert form.modal["title"] == "Propose a claim"
    assert form.text.splitlines() == ["Propose a claim", "Claim", "Stance", "Kind", "Notify me"]
    done = await mira.submit(form, {"Claim": "a bridge fell", "kind": "Video", "notify": True})
    assert done.text == "['a bridge fell', 'asserts', 'Video'] True"


@pytest.mark.usefixtures("bot")
async def test_what_cannot_be_pressed(sandbox: Sandbox, general: Channel, mira: Person) -> None:
    card = await mira.use(general, "card")
    for label in ("Off", "Nothing", "Read it"):
        with pytest.raises(LookupError):
            await mira.press(card, label)
    with pytest.raises(LookupError):
        await mira.select(card, "Choose", ["3"])
    with pytest.raises(ValueError, match="3 values"):
        await mira.select(card, "Choose", ["1", "2", "1"])
    hidden = await mira.press(card, "Sources")
    with pytest.raises(LookupError):
        await sandbox.person("tomas").press(hidden, "Sources")
    form = await mira.press(card, "Form")
    with pytest.raises(LookupError):
        await mira.submit(form, {"Colour": "red"})
    for values in ({}, {"Claim": "x" * 101, "Kind": "Video"}, {"Claim": "x", "Kind": "Podcast"}):
        with pytest.raises(ValueError, match=r"Claim|Kind"):
            await mira.submit(form, values)


async def test_unanswered_press_fails_with_the_clients_sentence() -> None:
    async with Sandbox(patience=0.2) as sandbox, online(sandbox):
        general, mira = sandbox.channel("general"), sandbox.person("mira")
        card = await mira.use(general, "card")
        with pytest.raises(InteractionFailed, match="The application did not respond"):
            await mira.press(card, "Dead")


async def test_nobody_answers_while_no_bot_is_there() -> None:
    async with Sandbox(patience=0.1) as sandbox:
        with pytest.raises(LookupError):
            await sandbox.person("mira").use(sandbox.channel("general"), "claim show")
        with pytest.raises(TimeoutError, match="none"):
            await sandbox.channel("general").wait_for(timeout=0.01)
        with pytest.raises(TimeoutError, match="did not connect"):
            await sandbox.ready(0.01)


async def test_occupied_port_is_an_os_error(sandbox: Sandbox) -> None:
    port = int(sandbox.url.rsplit(":", 1)[1].strip("/"))
    with pytest.raises(OSError, match="address already in use"):
        async with Sandbox(port):
            pass


def test_unknown_names_are_told() -> None:
    sandbox = Sandbox()
    with pytest.raises(LookupError, match="mira"):
        sandbox.person("bob")
    with pytest.raises(LookupError, match="general"):
        sandbox.channel("random")
