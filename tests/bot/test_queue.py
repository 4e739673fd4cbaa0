"""Submissions: put before the curators, decided once, also after a restart, and their outcome heard of."""

import asyncio

import pytest

from bot.desk import announce
from claims_db.servers import Settings
from sandbox import Message, Sandbox
from tests.bot.desk import (
    BRIDGE,
    FORM,
    ada,
    added,
    by,
    curate,
    odile,
    review_channel,
    settle_channels,
    statement,
    submitted,
)
from tests.conftest import Newsroom, Opened

HOSTILE = (
    "@everyone <@&1> **b** [x](https://evil.example) \u202egpj.\u200b "
    "'); DROP TABLE claims; -- {{7*7}} ${x} %s <script>"
)


@pytest.fixture
async def desk(newsroom: Newsroom) -> Newsroom:
    await settle_channels(newsroom)
    return newsroom


async def heard(newsroom: Newsroom) -> Message:
    return await newsroom.mira.inbox.wait_for(lambda message: message.author.bot)


async def found(newsroom: Newsroom) -> str:
    return (await newsroom.mira.use(newsroom.general, "claim search", text=BRIDGE)).text


async def test_a_submission_is_put_before_the_curators_and_approved(desk: Newsroom) -> None:
    card = await submitted(desk)
    for expected in (BRIDGE, "The Halden Post", "halden.example/bridge", f"<@{desk.mira.id}>"):
        assert expected in card.text
    assert card.buttons == ["Approve", "Edit and approve", "Merge into …", "Reject"]
    assert not card.pings
    assert "No claim on record" in await found(desk)
    answer = await odile(desk).press(card, "Approve")
    assert answer.updated
    assert f"✓ Approved** by <@{odile(desk).id}>" in card.text
    assert card.buttons == []
    assert "is on record now" in (await heard(desk)).text
    assert BRIDGE in await found(desk)


async def test_a_submission_is_edited_as_it_is_approved(desk: Newsroom) -> None:
    card = await submitted(desk)
    form = await odile(desk).press(card, "Edit and approve")
    assert (await odile(desk).submit(form, {"Title": "Bridge and circus", "Topics": "Halden, Old Bridges"})).updated
    claim = await desk.service.lookup.show("bridge-sold", server=desk.sandbox.guild.id)
    assert (claim.title, claim.topics) == ("Bridge and circus", ("halden", "old-bridges"))


async def test_a_submission_is_rejected_with_a_reason_that_its_submitter_reads(desk: Newsroom) -> None:
    card = await submitted(desk)
    form = await odile(desk).press(card, "Reject")
    assert (await odile(desk).submit(form, {"Reason": "An old joke @everyone."})).updated
    assert "✕ Rejected" in card.text
    outcome = await heard(desk)
    assert "An old joke" in outcome.text
    assert not outcome.pings
    assert "No claim on record" in await found(desk)


async def test_a_submission_is_merged_into_what_it_repeats(desk: Newsroom) -> None:
    kept = await added(desk, Title="Circus bridge")
    offer = await desk.mira.use(desk.general, "claim submit", text=BRIDGE)
    await desk.mira.submit(await desk.mira.press(offer, "None of these, submit"), FORM)
    card = await review_channel(desk).wait_for(lambda message: "Submitted by" in message.text)
    form = await odile(desk).press(card, "Merge into …")
    refused = await odile(desk).submit(form, {"Or another one": "no-such-claim"})
    assert "No claim goes by" in refused.text
    assert (await odile(desk).submit(form, {"A claim on record": kept})).updated
    assert f"⇢ Merged** into `{kept}`" in card.text
    assert "is on record already" in (await heard(desk)).text


async def test_of_two_who_press_at_once_one_decides_and_the_other_hears_who(desk: Newsroom) -> None:
    card = await submitted(desk)
    people = {person.id: person for person in (odile(desk), ada(desk))}
    answers = await asyncio.gather(*(person.press(card, "Approve") for person in people.values()))
    (lost,) = [answer for answer in answers if not answer.updated]
    (won,) = [answer for answer in answers if answer.updated]
    assert won.message is card
    assert lost.ephemeral
    assert "was first: this submission is already approved" in lost.text
    assert f"<@{(set(people) - {lost.interaction.person.id}).pop()}>" in lost.text
    claim = await desk.service.lookup.show("bridge-sold", server=desk.sandbox.guild.id)
    assert len(await desk.service.lookup.events(claim.id)) == 2


async def test_a_form_that_comes_too_late_is_told_so(desk: Newsroom) -> None:
    card = await submitted(desk)
    form = await odile(desk).press(card, "Reject")
    await ada(desk).press(card, "Approve")
    late = await odile(desk).submit(form, {"Reason": "No."})
    assert f"<@{ada(desk).id}> was first" in late.text


async def test_the_queue_outlives_a_restart(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await settle_channels(newsroom)
            cards = [
                await submitted(newsroom, text, Title=title)
                for text, title in ((BRIDGE, "Bridge"), ("The lighthouse of Ostwick is made of butter.", "Lighthouse"))
            ]
        async with open_newsroom(sandbox=sandbox) as newsroom:
            assert (await odile(newsroom).press(cards[0], "Approve")).updated
            form = await odile(newsroom).press(cards[1], "Reject")
            assert (await odile(newsroom).submit(form, {"Reason": "Stone."})).updated
            assert "Nothing waits" in (await curate(newsroom, "review")).text


async def test_the_queue_is_gone_through_page_by_page_and_the_channels_card_follows(desk: Newsroom) -> None:
    for number in range(5):
        await desk.service.curation.submit(statement(f"Queued {number}"), by(desk, "1"))
    card = await submitted(desk)
    first = await curate(desk, "review")
    assert "6 submissions" in first.text
    second = await odile(desk).press(first, "Next")
    assert second.message is not None
    assert second.message.buttons == ["Review", "Previous"]
    first = await odile(desk).press(second, "Previous")
    shown = await odile(desk).press(first, f"onrecord:v1:draft:{desk.sandbox.guild.id}/bridge-sold")
    assert shown.ephemeral
    assert BRIDGE in shown.text
    assert (await odile(desk).press(shown, "Approve")).updated
    assert "is on record now" in (await heard(desk)).text
    assert "✓ Approved" in card.text
    assert card.buttons == []


async def test_without_a_review_channel_it_waits_in_the_queue(newsroom: Newsroom) -> None:
    form = await newsroom.mira.use(newsroom.general, "claim submit")
    thanks = await newsroom.mira.submit(form, FORM | {"Statement": BRIDGE})
    assert "waits for review" in thanks.text
    assert "Bridge sold" in (await ada(newsroom).use(newsroom.general, "curate review")).text


async def test_what_cannot_be_told_or_shown_does_not_undo_a_decision(desk: Newsroom) -> None:
    desk.mira.closed_dms = True
    card = await submitted(desk)
    assert (await odile(desk).press(card, "Approve")).updated
    assert BRIDGE in await found(desk)
    desk.sandbox.permit_bot(review_channel(desk), deny=["SEND_MESSAGES", "READ_MESSAGE_HISTORY"])
    form = await desk.mira.use(desk.general, "claim submit", text="The lighthouse of Ostwick is made of butter.")
    assert "waits for review" in (await desk.mira.submit(form, {"Title": "Lighthouse"})).text
    shown = await odile(desk).press(await curate(desk, "review"), "Review")
    assert (await odile(desk).press(shown, "Approve")).updated


async def test_nobody_floods_the_queue(desk: Newsroom) -> None:
    for number in range(5):
        await desk.service.curation.submit(statement(f"Queued {number}"), by(desk, desk.mira.id))
    form = await desk.mira.use(desk.general, "claim submit", text=BRIDGE)
    assert "5 claims within the hour" in (await desk.mira.submit(form, FORM)).text


async def test_a_message_is_submitted_from_its_menu(desk: Newsroom) -> None:
    message = await desk.sandbox.person("tomas").say(desk.general, BRIDGE)
    form = await desk.mira.use_on_message("Submit as claim", message)
    assert "waits for review" in (await desk.mira.submit(form, {"Title": "Bridge sold"})).text
    claim = (await desk.service.curation.queue(desk.sandbox.guild.id))[0]
    assert claim.text == BRIDGE
    assert claim.sources[0].url is not None
    assert claim.sources[0].url.endswith(message.id)


async def test_hostile_text_is_stored_as_typed_and_shown_harmless(desk: Newsroom) -> None:
    form = await desk.mira.use(desk.general, "claim submit")
    values = {"Title": HOSTILE[:80], "Statement": HOSTILE, "Who says so": HOSTILE}
    await desk.mira.submit(form, values)
    (draft,) = await desk.service.curation.queue(desk.sandbox.guild.id)
    assert (draft.title, draft.text, draft.attributions[0].claimant.name) == (HOSTILE[:80].strip(), HOSTILE, HOSTILE)
    card = await review_channel(desk).wait_for(lambda message: "Submitted by" in message.text)
    form = await odile(desk).press(card, "Reject")
    await odile(desk).submit(form, {"Reason": HOSTILE * 8})
    told = await curate(desk, "audit")
    for shown in (card, await heard(desk), told.message):
        assert shown is not None
        assert not shown.pings
        for harmful in ("@everyone", "\u202e", "](https://evil", "**b**"):
            assert harmful not in shown.text


async def test_four_thousand_characters_are_cut_where_they_can_be_seen(desk: Newsroom) -> None:
    message = await desk.sandbox.person("tomas").say(desk.general, "bridge " * 285)
    form = await desk.mira.use_on_message("Submit as claim", message)
    assert form.modal is not None
    with pytest.raises(ValueError, match="to 80 characters"):
        await desk.mira.submit(form, {"Title": "x" * 4_000})
    await desk.mira.submit(form, {"Title": "Bridge"})
    (draft,) = await desk.service.curation.queue(desk.sandbox.guild.id)
    assert 390 < len(draft.text) <= 400
    assert draft.text.endswith("…")


async def test_one_server_sees_nothing_of_anothers_queue(desk: Newsroom) -> None:
    await desk.service.servers.put("7", Settings(review_channel=int(review_channel(desk).id)))
    draft = await desk.service.curation.submit(statement("Elsewhere"), by(desk, "1", server="7"))
    assert "Nothing waits" in (await curate(desk, "review")).text
    assert "Nothing was done" in (await curate(desk, "audit", claim=draft.id)).text
    for command, options in (("restore", {}), ("undo", {}), ("edit", {})):
        assert "No claim goes by" in (await curate(desk, command, claim=draft.id, **options)).text


async def test_a_hundred_presses_and_edits_at_once_lose_nothing(open_newsroom: Opened) -> None:
    """How soon each is acknowledged is for the load benchmark to say: here people wait as long as it takes."""
    async with Sandbox(patience=60) as sandbox, open_newsroom(sandbox=sandbox) as newsroom:
        await settle_channels(newsroom)
        await _decide_a_hundred_times(newsroom)


async def _decide_a_hundred_times(desk: Newsroom) -> None:
    drafts = [await desk.service.curation.submit(statement(f"Queued {n}"), by(desk, str(n))) for n in range(10)]
    for draft in drafts:
        await announce(desk.bots[-1], draft, desk.sandbox.guild.id)
    cards = [message for message in review_channel(desk).messages if "Submitted by" in message.text]
    people = (odile(desk), ada(desk))

    async def decide(number: int) -> bool:
        person, card = people[number % 2], cards[number // 2 % 10]
        if number % 4:
            return (await person.press(card, "Approve")).updated
        form = await person.press(card, "Reject")
        return form.modal is not None and (await person.submit(form, {"Reason": "No."})).updated

    async def attempt(number: int) -> bool:
        try:
            return await decide(number)
        except LookupError:  # the card lost its buttons before this one came
            return False

    decided = await asyncio.gather(*(attempt(number) for number in range(100)))
    assert sum(decided) == 10
    assert [card.buttons for card in cards] == [[]] * 10
    for draft in drafts:
        assert len(await desk.service.lookup.events(draft.id)) == 2
