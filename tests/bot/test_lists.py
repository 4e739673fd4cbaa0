"""Lists turn their pages, histories tell who did what, and a claim is shown as of a day."""

from dataclasses import replace
from datetime import date

from claims_db.model import VerificationStatus
from sandbox import Sandbox
from tests.bot.test_following import BRIDGE, FALSE, decide, odile, on_record
from tests.conftest import Newsroom, Opened
from tests.examples import a_source

OVERDUE = replace(FALSE, review_by=date(2026, 3, 3))


async def twelve(newsroom: Newsroom) -> None:
    for number in range(12):
        statement = replace(BRIDGE, title=f"Bridge {number:02}", topics=("bridges",), sources=(a_source(),))
        await newsroom.service.curation.add(statement, odile(newsroom), OVERDUE if number < 6 else None)


async def test_a_list_turns_its_pages_also_after_a_restart(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await twelve(newsroom)
            first = await newsroom.mira.use(newsroom.general, "claim list", topic="Bridges")
            assert first.ephemeral
            assert first.message.buttons == ["Open"] * 5 + ["Next"]
        async with open_newsroom(sandbox=sandbox) as newsroom:
            second = await newsroom.mira.press(first, "Next")
            assert second.updated
            assert "Page 2" in second.text
            assert second.message.buttons == ["Open"] * 5 + ["Previous", "Next"]
            third = await newsroom.mira.press(second, "Next")
            assert third.message.buttons == ["Open"] * 2 + ["Previous"]
            assert "Page 2" in (await newsroom.mira.press(third, "Previous")).text


async def test_topics_are_offered_while_one_types(newsroom: Newsroom) -> None:
    await twelve(newsroom)
    assert await newsroom.mira.complete(newsroom.general, "claim list", topic="Bridg") == [
        {"name": "bridges", "value": "bridges"}
    ]
    assert len(await newsroom.mira.complete(newsroom.general, "claim list", topic="")) > 5


async def test_a_list_is_filtered_by_status_topic_and_age(newsroom: Newsroom) -> None:
    await twelve(newsroom)
    stale = await newsroom.mira.use(newsroom.general, "claim list", status="✕ False", topic="bridges", stale=True)
    assert "### On record · ✕ False · about bridges · check overdue" in stale.text
    assert stale.message.buttons == ["Open"] * 5 + ["Next"]
    assert "Page 2" in (await newsroom.mira.press(stale, "Next")).text
    nothing = await newsroom.mira.use(newsroom.general, "claim list", topic="no; such: topic")
    assert "No claim on record is like that" in nothing.text


async def test_history_tells_the_statuses_and_who_changed_what(newsroom: Newsroom) -> None:
    claim = await decide(newsroom, await on_record(newsroom))
    edited = await newsroom.service.curation.edit(
        claim.id, claim.revision, lambda c: replace(c, title="Bridge rented"), odile(newsroom), "It was a lease."
    )
    history = await newsroom.mira.use(newsroom.general, "claim history", claim=edited.id)
    assert history.ephemeral
    assert history.text.index("✕ **False**, was unverified") < history.text.index("◌ **Unverified**")
    who = f"by <@{newsroom.sandbox.person('odile').id}>"
    for expected in (f"**Edited (title)** {who}", "It was a lease.", f"**Status changed to false** {who}"):
        assert expected in history.text
    shown = await newsroom.mira.use(newsroom.general, "claim show", claim=edited.id)
    assert (await newsroom.mira.press(shown, "History")).text == history.text


async def test_the_history_of_a_packs_claim_is_its_statuses(newsroom: Newsroom) -> None:
    history = await newsroom.mira.use(newsroom.general, "claim history", claim="ukrainian-special-unit")
    assert "◐ **Disputed**, was unverified" in history.text
    assert "Who changed what" not in history.text


async def test_a_claim_is_shown_as_of_a_day(newsroom: Newsroom) -> None:
    async def shown(as_of: str) -> str:
        command = {"claim": "ukrainian-special-unit", "as_of": as_of}
        return (await newsroom.mira.use(newsroom.general, "claim show", **command)).text

    assert "◌ **Unverified**" in await shown("2023-05-05")
    assert "As it stood on <t:1683288000:D>" in await shown("5 May 2023")
    assert "Zelensky" in await shown("2023-05-05")
    assert "Peskov" not in await shown("2023-05-05")
    assert "Peskov" in await shown("today")
    assert "◐ **Disputed**" in await shown("today")
    assert "was not on record yet" in await shown("2023-05-01")
    assert "is no day I can read" in await shown("lately")


async def test_what_a_server_decided_for_itself_is_marked_so(newsroom: Newsroom) -> None:
    packed = await newsroom.service.lookup.show("ukrainian-special-unit")
    await newsroom.service.curation.review(packed.id, 0, FALSE, odile(newsroom), (a_source(),))
    shown = await newsroom.mira.use(newsroom.general, "claim show", claim=packed.id)
    assert "✕ **False**" in shown.text
    assert "As decided by this server for itself" in shown.text
    history = await newsroom.mira.press(shown, "History")
    assert "✕ **False**, was disputed" in history.text
    assert "**Status changed to false** by" in history.text
    in_private = await newsroom.mira.use(newsroom.mira.inbox, "claim show", claim=packed.id)
    assert "◐ **Disputed**" in in_private.text


async def test_a_retired_claim_says_so(newsroom: Newsroom) -> None:
    claim = await decide(newsroom, await on_record(newsroom))
    await newsroom.service.curation.retire(claim.id, claim.revision, odile(newsroom), "Nobody says it any more.")
    shown = await newsroom.mira.use(newsroom.general, "claim show", claim=claim.id)
    assert "⊘ **Retired**" in shown.text
    assert claim.status is VerificationStatus.FALSE
