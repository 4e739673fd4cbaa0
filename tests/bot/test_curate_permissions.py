"""Nobody but curators curates: not by command, button or form, whatever the server shows to whom."""

from typing import Any

import pytest

from claims_db.curation import Trail
from sandbox import Answer, CommandHidden, Message
from tests.bot.desk import (
    BRIDGE,
    FORM,
    LINK,
    STATUS,
    ada,
    added,
    curate,
    odile,
    review_channel,
    settle_channels,
    submitted,
)
from tests.conftest import Newsroom

REFUSED = "Only curators may do that here"
PACKED = "kremlin-drones-2023/assassination-attempt"
VALUES: dict[str, Any] = {
    "claim": PACKED,
    "into": PACKED,
    "status": "false",
    "claimant": "A",
    "stance": "denies",
    "source": LINK,
    "reason": "No.",
    "text": BRIDGE,
}
"""Values for the options that commands of ours require; any other one takes an address."""


@pytest.fixture
async def desk(newsroom: Newsroom) -> Newsroom:
    await settle_channels(newsroom)
    newsroom.sandbox.allow_command_for_everyone("curate")
    return newsroom


def commands(newsroom: Newsroom) -> dict[str, dict[str, Any]]:
    """Every /curate command with values for what it requires."""
    (group,) = [command for command in newsroom.sandbox.commands if command["name"] == "curate"]
    return {
        f"curate {sub['name']}": {
            option["name"]: VALUES.get(option["name"], LINK)
            for option in sub.get("options", [])
            if option.get("required")
        }
        for sub in group["options"]
    }


def last_event(newsroom: Newsroom) -> Any:
    return newsroom.service.curation.audit(Trail(server=newsroom.sandbox.guild.id), limit=1)


async def test_members_do_not_see_the_commands(newsroom: Newsroom) -> None:
    with pytest.raises(CommandHidden):
        await newsroom.mira.use(newsroom.general, "curate review")


async def test_members_are_refused_every_command_that_the_server_shows_them(desk: Newsroom) -> None:
    offered = commands(desk)
    assert len(offered) >= 13
    for command, options in offered.items():
        answer = await desk.mira.use(desk.general, command, **options)
        assert answer.ephemeral, command
        assert answer.modal is None, command
        assert REFUSED in answer.text, command
    assert await last_event(desk) == ()


async def test_members_are_offered_nothing_that_only_curators_see(desk: Newsroom) -> None:
    claim = await added(desk)
    await curate(desk, "retire", claim=claim, reason="Out of date.")
    for command in ("curate restore", "curate undo"):
        assert await desk.mira.complete(desk.general, command, claim="") == []


async def test_members_are_refused_every_button_of_the_queue(desk: Newsroom) -> None:
    card = await submitted(desk)
    review_channel(desk).overwrites.clear()
    for label in list(card.buttons):
        answer = await desk.mira.press(card, label)
        assert REFUSED in answer.text, label
        assert answer.ephemeral, label
    assert "Review" in (await curate(desk, "review")).text
    (event,) = await last_event(desk)
    assert event.kind == "submitted"


async def test_members_are_refused_the_pages_and_rows_of_lists(desk: Newsroom) -> None:
    for number in range(6):
        await added(desk, f"The lighthouse number {number} of Ostwick is made of butter.", Title=f"Claim {number}")
        for way in ("one way", "another way"):
            await curate(desk, "phrasing", claim=f"claim-{number}", add=f"{way} {number}")
    await submitted(desk)
    audit, queue = await curate(desk, "audit"), await curate(desk, "review")
    odile(desk).roles.clear()
    for answer, label in ((audit, "Next"), (queue, "Review")):
        assert REFUSED in (await odile(desk).press(answer, label)).text


async def test_forms_and_confirmations_are_refused_to_who_is_no_curator_any_more(desk: Newsroom) -> None:
    claim, other = (
        await added(desk),
        await added(desk, "Ostwick paints its trams in the colours of the sea.", Title="Trams"),
    )
    card = await submitted(desk, "The lighthouse of Ostwick is made of butter.", Title="Lighthouse")
    forms = await opened_forms(desk, claim, card)
    merging = await curate(desk, "merge", claim=claim, into=other)
    warned = await odile(desk).submit(
        await curate(desk, "status", claim=claim, status="confirmed"), STATUS | {"A new source": LINK}
    )
    before = await last_event(desk)
    odile(desk).roles.clear()
    for form, values in forms:
        assert REFUSED in (await odile(desk).submit(form, values)).text
    assert REFUSED in (await odile(desk).press(merging, "Merge")).text
    assert REFUSED in (await odile(desk).press(warned, "Save all the same")).text
    assert await last_event(desk) == before


async def opened_forms(desk: Newsroom, claim: str, card: Message) -> list[tuple[Answer, dict[str, Any]]]:
    return [
        (await curate(desk, "add"), FORM | {"Statement": "Nothing like any other."}),
        (await curate(desk, "edit", claim=claim), {"Title": "Mine"}),
        (await curate(desk, "status", claim=claim, status="false"), STATUS | {"A new source": LINK}),
        (await curate(desk, "source", claim=claim), {"Title": "T", "Publisher": "P"}),
        (await odile(desk).press(card, "Edit and approve"), {"Title": "Mine"}),
        (await odile(desk).press(card, "Merge into …"), {"Or another one": claim}),
        (await odile(desk).press(card, "Reject"), {"Reason": "No."}),
    ]


async def test_administrators_curate_without_the_role(desk: Newsroom) -> None:
    assert "Nothing waits" in (await ada(desk).use(desk.general, "curate review")).text


async def test_curating_is_for_servers(desk: Newsroom) -> None:
    with pytest.raises((CommandHidden, LookupError)):
        await odile(desk).use(odile(desk).inbox, "curate review")
    answer = await desk.mira.use(desk.mira.inbox, "claim submit", text=BRIDGE)
    assert "works in a server" in answer.text
