"""Curators at work in Discord: from a submission to a merged claim, and nothing lost on the way."""

import asyncio

import pytest

from claims_db.model import EventKind, VerificationStatus
from sandbox import Sandbox
from tests.bot.desk import BRIDGE, FORM, LINK, STATUS, ada, added, curate, given_status, odile, settle_channels
from tests.bot.test_lookup import FIRST
from tests.bot.test_queue import HOSTILE
from tests.conftest import Newsroom, Opened

NEAR = "The old harbour bridge was sold to a circus by Halden council."


@pytest.fixture
async def desk(newsroom: Newsroom) -> Newsroom:
    await settle_channels(newsroom)
    return newsroom


async def test_from_a_submission_to_a_merged_claim_across_restarts(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await settle_channels(newsroom)
            kept = await added(newsroom, NEAR, Title="Circus bridge")
            offer = await newsroom.mira.use(newsroom.general, "claim submit", text=BRIDGE)
            assert "Is it one of these?" in offer.text
            assert "Circus bridge" in offer.text
            form = await newsroom.mira.press(offer, "None of these, submit")
            await newsroom.mira.submit(form, FORM)
            card = await sandbox.channel("mod-log").wait_for(lambda message: "Submitted by" in message.text)
            assert "On record already, and like it" in card.text
        async with open_newsroom(sandbox=sandbox) as newsroom:
            assert (await odile(newsroom).press(card, "Approve")).updated
            assert BRIDGE in (await newsroom.mira.use(newsroom.general, "claim search", text=BRIDGE)).text
            await newsroom.mira.say(newsroom.general, BRIDGE)
            assert BRIDGE in (await newsroom.reply()).text
            claim = f"{sandbox.guild.id}/bridge-sold"
            await newsroom.mira.use(newsroom.general, "claim follow", claim=claim)
            saved = await given_status(newsroom, claim, "false", **{"A new source": "https://halden.example/minutes"})
            assert "✕ **False**" in saved.text
            assert "it was unverified" in saved.text
            told = await newsroom.mira.inbox.wait_for(lambda message: "✕" in message.text)
            assert BRIDGE in told.text or "Bridge sold" in told.text
        async with open_newsroom(sandbox=sandbox) as newsroom:
            both = await curate(newsroom, "merge", claim=claim, into=kept, reason="The same sale.")
            assert BRIDGE in both.text
            assert NEAR in both.text
            assert "Merged" in (await odile(newsroom).press(both, "Merge")).text
            assert NEAR in (await newsroom.mira.use(newsroom.general, "claim show", claim=claim)).text
            events = await newsroom.service.lookup.events(claim)
            assert [event.kind for event in events] == [
                EventKind.SUBMITTED,
                EventKind.PUBLISHED,
                EventKind.STATUS_CHANGED,
                EventKind.MERGED,
            ]
            told = await curate(newsroom, "audit", claim=claim)
            for word in ("submitted", "approved", "set the status of", "✕ False", "merged", "The same sale."):
                assert word in told.text


async def test_what_is_known_is_offered_before_the_form_and_after_it(desk: Newsroom) -> None:
    await added(desk)
    first = await curate(desk, "add", text=NEAR)
    assert "Is it one of these?" in first.text
    empty = await curate(desk, "add")
    offered = await odile(desk).submit(empty, FORM | {"Statement": NEAR, "Title": "Again"})
    assert "Bridge sold" in offered.text
    assert "On record" in (await odile(desk).press(offered, "None of these, add")).text
    assert "Start once more" in (await odile(desk).press(offered, "None of these, add")).text


async def test_a_form_that_is_refused_can_be_gone_back_to(desk: Newsroom) -> None:
    form = await curate(desk, "add", text=BRIDGE)
    refused = await odile(desk).submit(form, FORM | {"Where it was said": "ftp://halden.example"})
    assert "An address starts with https://" in refused.text
    again = await odile(desk).press(refused, "Back to the form")
    assert "On record" in (await odile(desk).submit(again, {"Where it was said": LINK})).text


async def test_an_edit_of_an_outdated_version_is_refused_with_the_difference(desk: Newsroom) -> None:
    claim = await added(desk)
    mine = await curate(desk, "edit", claim=claim)
    theirs = await ada(desk).use(desk.general, "curate edit", claim=claim)
    await ada(desk).submit(theirs, {"Title": "Bridge given away"})
    refused = await odile(desk).submit(mine, {"Title": "Bridge let"})
    assert refused.ephemeral
    assert "+ title: Bridge given away" in refused.text
    assert (await desk.service.lookup.show(claim, server=desk.sandbox.guild.id)).title == "Bridge given away"


async def test_a_status_needs_a_reason_a_source_and_days_that_make_sense(desk: Newsroom) -> None:
    claim = await added(desk, **{"Where it was said": "", "Who says so": ""})
    form = await curate(desk, "status", claim=claim, status="false")
    source = {"A new source": LINK}
    for values, said in (
        ({"Reason": "\u200b"}, "The reason holds nothing"),
        ({"As of": "someday"}, "is no day I can read"),
        ({"As of": "2199-01-01"}, "between 1800 and today"),
        ({"Look at it again by": "yesterday"}, "after today"),
        ({"A new source": "javascript:alert(1)"}, "starts with https://"),
    ):
        refused = await odile(desk).submit(form, STATUS | source | values)
        assert said in refused.text
        form = await odile(desk).press(refused, "Back to the form")
    saved = await odile(desk).submit(form, STATUS | source | {"Look at it again by": "tomorrow"})
    assert "next check" in saved.text


async def test_a_strong_status_on_a_single_origin_is_asked_about_first(desk: Newsroom) -> None:
    claim = await added(desk)
    assert "at least one source" in (await given_status(desk, claim, "confirmed")).text
    warned = await given_status(desk, claim, "confirmed", **{"A new source": LINK})
    assert "single origin halden.example" in warned.text
    assert (await desk.service.lookup.show(claim, server=desk.sandbox.guild.id)).status is VerificationStatus.UNVERIFIED
    assert "● **Confirmed**" in (await odile(desk).press(warned, "Save all the same")).text


async def test_who_says_so_sources_and_phrasings(desk: Newsroom) -> None:
    claim = await added(desk)
    choices = await odile(desk).complete(desk.general, "curate attribute", claim=claim, source="")
    assert [choice["value"] for choice in choices] == ["halden-example"]
    said = await curate(
        desk,
        "attribute",
        claim=claim,
        claimant="The mayor",
        stance="denies",
        source=choices[0]["value"],
        role="mayor of Halden",
        via="Halden Post, Wire",
        when="3 May 2024",
    )
    assert "**denies** The mayor (mayor of Halden), via Halden Post, Wire · <t:1714737600:D>" in said.text
    form = await curate(desk, "source", claim=claim, source="halden-example")
    await odile(desk).submit(
        form, {"Title": "Minutes", "Publisher": "Halden", "Relays": "Wire", "Published on": "today"}
    )
    new = await curate(desk, "source", claim=claim, kind="document")
    assert "On record" not in (await odile(desk).submit(new, {"Title": "Deed", "Publisher": "Registry"})).text
    stored = await desk.service.lookup.show(claim, server=desk.sandbox.guild.id)
    assert [(s.key, s.title, s.origin, s.kind) for s in stored.sources] == [
        ("halden-example", "Minutes", "Wire", "article"),
        ("registry", "Deed", None, "document"),
    ]
    await curate(desk, "phrasing", claim=claim, add="the circus owns a lighthouse now")
    assert BRIDGE in (await desk.mira.use(desk.general, "claim search", text="the circus owns a lighthouse")).text
    choices = await odile(desk).complete(desk.general, "curate phrasing", claim=claim, remove="")
    await curate(desk, "phrasing", claim=claim, remove=choices[0]["value"])
    assert (await desk.service.lookup.show(claim, server=desk.sandbox.guild.id)).phrasings == ()
    for options in ({}, {"remove": "no such one"}):
        assert "phrasing" in (await curate(desk, "phrasing", claim=claim, **options)).text


async def test_retired_restored_undone(desk: Newsroom) -> None:
    claim = await added(desk)
    assert "Retired" in (await curate(desk, "retire", claim=claim, reason="Out of date.")).text
    assert "No claim on record" in (await desk.mira.use(desk.general, "claim search", text=BRIDGE)).text
    choices = await odile(desk).complete(desk.general, "curate restore", claim="bri")
    assert [choice["value"] for choice in choices] == [claim]
    assert "Back in use" in (await curate(desk, "restore", claim="bridge-sold")).text
    choices = await odile(desk).complete(desk.general, "curate undo", claim="")
    assert [choice["value"] for choice in choices] == [claim]
    refused = await odile(desk).use(desk.general, "curate undo", claim="no-such")
    assert "No claim goes by" in refused.text
    assert "is undone" in (await curate(desk, "undo", claim=claim)).text
    assert (await desk.service.lookup.show(claim, server=desk.sandbox.guild.id)).lifecycle == "retired"
    assert "is undone" in (await ada(desk).use(desk.general, "curate undo", claim=claim)).text
    assert "nothing here for you to undo" in (await curate(desk, "undo", claim=claim)).text


async def test_a_packs_claim_takes_a_status_of_the_servers_own_and_nothing_else(desk: Newsroom) -> None:
    claim = "kremlin-drones-2023/assassination-attempt"
    saved = await given_status(desk, claim, "disputed", **{"A new source": LINK})
    assert "◐ **Disputed**" in saved.text
    assert "in this server alone" in saved.text
    stale = await curate(desk, "status", claim=claim, status="false")
    for command, options in (
        ("edit", {}),
        ("source", {}),
        ("phrasing", {"add": "x"}),
        ("merge", {"into": "kremlin-drones-2023/ukrainian-special-unit"}),
        ("attribute", {"claimant": "A", "stance": "denies", "source": LINK}),
    ):
        assert "comes with a pack" in (await curate(desk, command, claim=claim, **options)).text
    assert "Retired" in (await curate(desk, "retire", claim=claim, reason="The pack is right.")).text
    assert "Somebody changed this claim" in (await odile(desk).submit(stale, STATUS | {"A new source": LINK})).text
    assert "◌ **Unverified**" in (await desk.mira.use(desk.general, "claim show", claim=claim)).text
    assert "comes with a pack" in (await curate(desk, "retire", claim=claim, reason="Again.")).text


async def test_a_text_is_tried_and_the_verdict_explained(desk: Newsroom) -> None:
    would = await curate(desk, "test", text=FIRST)
    assert "I would reply" in would.text
    assert "the message repeats this claim" in would.text
    assert "in common" in would.text
    silent = await curate(desk, "test", text="Ukraine did not try to kill Putin with drones at the Kremlin")
    assert "I would stay silent" in silent.text
    assert "no claim resembles the message" in (await curate(desk, "test", text="xylophone weather")).text


async def test_the_audit_is_filtered_and_paged(desk: Newsroom) -> None:
    claims = [await added(desk, f"{BRIDGE} {number}", Title=f"Bridge {number}") for number in range(3)]
    for number in range(4):
        for claim in claims:
            await curate(desk, "phrasing", claim=claim, add=f"way {number}")
    first = await curate(desk, "audit", person=odile(desk), since="yesterday")
    assert first.text.count("edited") == 8
    second = await odile(desk).press(first, "Next")
    assert second.text.count("edited") == 4
    assert second.message is not None
    assert second.message.buttons == ["Previous"]
    assert "Nothing was done that fits" in (await curate(desk, "audit", person=desk.mira)).text
    assert "is no day" in (await curate(desk, "audit", since="once")).text


async def test_many_curators_at_once_lose_nothing(desk: Newsroom) -> None:
    claim = await added(desk)
    people = [odile(desk), ada(desk)]
    forms = [await people[n % 2].use(desk.general, "curate edit", claim=claim) for n in range(10)]
    answers = await asyncio.gather(
        *(people[n % 2].submit(form, {"Title": f"Bridge {n}"}) for n, form in enumerate(forms))
    )
    assert sum("Saved" in answer.text for answer in answers) == 1
    assert len(await desk.service.lookup.events(claim)) == 2


async def test_hostile_text_in_any_field_is_stored_as_typed_and_shown_harmless(desk: Newsroom) -> None:
    claim = await added(desk)
    words = await odile(desk).submit(
        await curate(desk, "edit", claim=claim),
        {"Title": HOSTILE[:80].strip(), "Statement": HOSTILE, "Topics": HOSTILE, "Why": HOSTILE},
    )
    source = await odile(desk).submit(
        await curate(desk, "source", claim=claim), {"Title": HOSTILE, "Publisher": HOSTILE, "Relays": HOSTILE}
    )
    said = await curate(
        desk,
        "attribute",
        claim=claim,
        claimant=HOSTILE,
        role=HOSTILE,
        via=HOSTILE,
        stance="denies",
        source="halden-example",
    )
    phrased = await curate(desk, "phrasing", claim=claim, add=HOSTILE)
    status = await given_status(desk, claim, "false", Reason=HOSTILE * 7, **{"Sources on record": ["halden-example"]})
    tried = await curate(desk, "test", text=HOSTILE * 12)
    other = await added(desk, "Ostwick paints its trams in the colours of the sea.", Title="Trams")
    merging = await curate(desk, "merge", claim=claim, into=other, reason=HOSTILE)
    merged = await odile(desk).press(merging, "Merge")
    retired = await curate(desk, "retire", claim=other, reason=HOSTILE)
    unknown = await curate(desk, "edit", claim=HOSTILE[:100])
    audit = await curate(desk, "audit")
    answers = (words, source, said, phrased, status, tried, merging, merged, retired, unknown, audit)
    for number, answer in enumerate(answers):
        assert answer.message is not None, number
        assert not answer.message.pings, number
        for harmful in ("\u202e", "](https://evil", "<@&1>"):
            assert harmful not in answer.text, (number, harmful)
    (stored,) = [event.claim for event in await desk.service.lookup.events(claim) if event.kind == EventKind.MERGED]
    assert (stored.text, stored.review.reason) == (HOSTILE, HOSTILE * 7)
    assert stored.attributions[-1].claimant.name == HOSTILE
    assert stored.phrasings[-1].text == HOSTILE


async def test_what_waited_for_a_press_says_so_after_a_restart(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await settle_channels(newsroom)
            await added(newsroom)
            offer = await newsroom.mira.use(newsroom.general, "claim submit", text=NEAR)
        async with open_newsroom(sandbox=sandbox) as newsroom:
            assert "Start once more" in (await newsroom.mira.press(offer, "None of these, submit")).text
