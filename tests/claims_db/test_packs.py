"""Packs: strict to read, harmless to load twice, and never changed without the difference being there to see."""

from dataclasses import replace
from pathlib import Path

import pytest

from claims_db.errors import InvalidDocument, UnknownPack
from claims_db.interchange import packs
from claims_db.interchange.packs import ChangeKind
from claims_db.model import EventKind, Lifecycle, SourceKind, VerificationStatus
from claims_db.service import Service
from tests.examples import NOW, a_claim, a_pack, a_review

PACK = """\
pack: ostwick
title: Ostwick
sources:
  - key: wire
    title: Dam statement
    publisher: Ostwick Wire
    published_on: 2026-02-03
claims:
  - slug: dam-closed
    title: Ostwick dam closed
    text: Engineers closed the Ostwick dam.
    attributions:
      - claimant: Water Authority
        stance: asserts
        via: [Ostwick Wire]
        source: wire
    reviews:
      - status: unverified
        as_of: 2026-02-03
        reason: Only the operator has spoken.
        sources: [wire]
"""


def read(tmp_path: Path, text: str) -> packs.Pack:
    (tmp_path / "pack.yaml").write_text(text)
    return packs.read(tmp_path / "pack.yaml")


def test_a_pack_becomes_claims(tmp_path: Path) -> None:
    (claim,) = read(tmp_path, PACK).claims
    assert claim.id == "ostwick/dam-closed"
    assert claim.status is VerificationStatus.UNVERIFIED
    assert claim.source(claim.attributions[0].source).publisher == "Ostwick Wire"


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            "status: unverified",
            "status: maybe",
            r"pack\.yaml, line 18: .*reviews\[0\]\.status: Invalid enum value 'maybe'",
        ),
        ("stance: asserts", "stance: screams", r"line 14: .*Invalid enum value 'screams'"),
        ("source: wire", "source: radio", r"claim dam-closed: names the source “radio”"),
        ("slug: dam-closed", "slug: Dam Closed", r"line 9: .*slug: Expected `str` matching regex"),
        ("text: Engineers closed the Ostwick dam.", "text: ''", r"length >= 1"),
        ("as_of: 2026-02-03", "as_of: yesterday", r"line 19: .*as_of: "),
        ("    title: Dam statement\n", "    titel: Dam statement\n", r"unknown field `titel`"),
        (
            "publisher: Ostwick Wire",
            "publisher: Ostwick Wire\n    url: javascript:alert(1)",
            r"url: Expected `str` matching",
        ),
    ],
)
def test_a_broken_pack_is_named_by_file_line_place_and_expectation(
    tmp_path: Path, before: str, after: str, sentence: str
) -> None:
    assert before in PACK
    with pytest.raises(InvalidDocument, match=sentence):
        read(tmp_path, PACK.replace(before, after, 1))


def test_repeated_slugs_and_unordered_reviews_are_refused(tmp_path: Path) -> None:
    claims = PACK[PACK.index("  - slug") :]
    with pytest.raises(InvalidDocument, match="claim dam-closed: is given 2 times"):
        read(tmp_path, PACK + claims)
    earlier = "      - status: confirmed\n        as_of: 2025-01-01\n        reason: Seen.\n"
    with pytest.raises(InvalidDocument, match="not in order of time"):
        read(tmp_path, PACK + earlier)


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UnknownPack, match="kremlin-drones-2023"):
        packs.find("no-such-pack")


@pytest.mark.parametrize("name", packs.shipped())
def test_a_shipped_pack_is_whole(name: str) -> None:
    pack = packs.find(name)
    assert pack.name == name
    for claim in pack.claims:
        assert claim.attributions, claim.id
        assert claim.phrasings, claim.id
        assert claim.review.sources, claim.id
        for source in claim.sources:
            assert source.published_on or source.url or source.kind is SourceKind.DOCUMENT, source.key


def test_the_shipped_packs_show_what_the_bot_is_for() -> None:
    kremlin = packs.find("kremlin-drones-2023")
    assert len(kremlin.claims) >= 10
    assert any(len(claim.history) > 1 for claim in kremlin.claims)
    statuses = {claim.status for name in packs.shipped() for claim in packs.find(name).claims}
    assert statuses >= set(VerificationStatus) - {VerificationStatus.CORROBORATED}


async def test_loading_a_pack_twice_changes_nothing(service: Service) -> None:
    pack = packs.find("kremlin-drones-2023")
    first = await service.loading.load(pack, actor="operator", at=NOW)
    assert {change.kind for change in first} == {ChangeKind.ADDED}
    assert len(first) == len(pack.claims)
    assert await service.loading.compare(pack) == ()
    assert await service.loading.load(pack, actor="operator", at=NOW) == ()
    assert len(await service.lookup.events(pack.claims[0].id)) == 1


async def test_a_changed_pack_shows_its_difference_and_then_leaves_events(service: Service) -> None:
    kept, edited, dropped = a_claim("kept"), a_claim("edited"), a_claim("dropped")
    await service.loading.load(a_pack(kept, edited, dropped), actor="operator", at=NOW)
    reviewed = replace(edited, reviews=(*edited.reviews, a_review(VerificationStatus.FALSE, reason="The wall stands.")))
    pack = a_pack(kept, reviewed, a_claim("added"))

    changes = {change.kind: change for change in await service.loading.compare(pack)}
    assert set(changes) == set(ChangeKind)
    assert "+   reason: The wall stands." in changes[ChangeKind.CHANGED].diff
    assert not any(line.startswith("-") for line in changes[ChangeKind.CHANGED].diff)
    assert (await service.lookup.show("edited")).status is VerificationStatus.UNVERIFIED

    await service.loading.load(pack, actor="operator", at=NOW)
    assert (await service.lookup.show("edited")).status is VerificationStatus.FALSE
    kinds = {
        slug: [e.kind for e in await service.lookup.events(a_claim(slug).id)] for slug in ("kept", "edited", "dropped")
    }
    assert kinds == {
        "kept": [EventKind.CREATED],
        "edited": [EventKind.CREATED, EventKind.STATUS_CHANGED],
        "dropped": [EventKind.CREATED, EventKind.RETIRED],
    }
    assert await service.loading.compare(pack) == ()


async def test_what_is_found_follows_what_is_loaded(service: Service) -> None:
    claim = a_claim()
    await service.loading.load(a_pack(claim), actor="operator", at=NOW)
    assert [finding.claim.id for finding in await service.lookup.find(claim.text)] == [claim.id]
    await service.loading.load(a_pack(), actor="operator", at=NOW)
    assert await service.lookup.find(claim.text) == ()
    assert (await service.lookup.show(claim.id)).lifecycle is Lifecycle.RETIRED
    await service.loading.load(a_pack(claim), actor="operator", at=NOW)
    assert [finding.claim.id for finding in await service.lookup.find(claim.text)] == [claim.id]
    assert [e.kind for e in await service.lookup.events(claim.id)][-1] is EventKind.RESTORED
