"""What a draft adds to the claim it is merged into, for whom, and how all of it is taken back at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from claims_db.curation import By, Statement
from claims_db.errors import NothingToUndo
from claims_db.joining import joined, laid_over
from claims_db.lookup import Filter
from claims_db.model import Attribution, Claim, Claimant, Lifecycle, Source, Stance, VerificationStatus
from claims_db.service import Service
from tests.examples import DAY, NOW, a_claim, a_pack, a_review, a_source

HERE, ELSEWHERE = "100", "200"
PACKED = a_claim()
POST = Source(key="post", title="Dam holds", publisher="The Halden Post", url="https://halden.example/dam")
MAYOR = Attribution(claimant=Claimant(name="The mayor"), stance=Stance.DENIES, source="post")


def by(actor: str = "odile", server: str = HERE, later: int = 0, *, administrator: bool = False) -> By:
    return By(server=server, actor=actor, at=NOW + timedelta(minutes=later), administrator=administrator)


def a_statement(said: Attribution = MAYOR, source: Source = POST) -> Statement:
    return Statement(title=f"{said.claimant.name} on the dam", text="The dam.", attributions=(said,), sources=(source,))


async def load(service: Service, claim: Claim = PACKED) -> None:
    await service.loading.load(a_pack(claim), actor="operator", at=NOW)


async def merged(service: Service, into: Claim, statement: Statement | None = None, at: int = 1) -> Claim:
    draft = await service.curation.submit(statement or a_statement(), by("mira"))
    return await service.curation.absorb(draft.id, into.id, by(later=at))


async def names(service: Service, server: str | None = HERE, claim: Claim = PACKED) -> list[str]:
    return [said.claimant.name for said in (await service.lookup.show(claim.id, server=server)).attributions]


async def publishers(service: Service, server: str | None = HERE, claim: Claim = PACKED) -> list[str]:
    return [source.publisher for source in (await service.lookup.show(claim.id, server=server)).sources]


async def test_a_server_adds_to_a_packs_claim_for_itself_alone(service: Service) -> None:
    await load(service)
    await merged(service, PACKED)
    assert await names(service) == ["Water Authority", "The mayor"]
    assert await publishers(service) == ["Ostwick Wire", "The Halden Post"]
    for stranger in (ELSEWHERE, None):
        assert await service.lookup.show(PACKED.id, server=stranger) == PACKED
    (found,) = await service.lookup.find(PACKED.text, server=HERE)
    assert found.claim.source(found.claim.attributions[-1].source).url == POST.url


async def test_what_is_added_decides_nothing_about_the_status(service: Service) -> None:
    await load(service)
    for server in (HERE, ELSEWHERE):
        await service.following.follow(1, PACKED.id, server)
    await merged(service, PACKED)
    seen = await service.lookup.show(PACKED.id, server=HERE)
    assert seen.reviews == PACKED.reviews
    assert await service.following.due() == ()
    assert await service.lookup.list(Filter(server=HERE, own=True), limit=5) == ()
    disputed = a_review(VerificationStatus.DISPUTED)
    await load(service, replace(PACKED, reviews=(*PACKED.reviews, disputed)))
    assert {notice.server for notice in await service.following.due()} == {HERE, ELSEWHERE}
    (listed,) = await service.lookup.list(Filter(server=HERE, status=VerificationStatus.DISPUTED), limit=5)
    assert [said.claimant.name for said in listed.attributions] == ["Water Authority", "The mayor"]


async def test_a_status_of_the_servers_own_may_rest_on_both(service: Service) -> None:
    await load(service)
    await merged(service, PACKED, a_statement(source=replace(POST, key="wire"), said=replace(MAYOR, source="wire")))
    seen = await service.lookup.show(PACKED.id, server=HERE)
    assert [source.key for source in seen.sources] == ["wire", "wire-2"]
    basis = await service.curation.basis(PACKED, HERE)
    review = a_review(VerificationStatus.FALSE, sources=("wire", "wire-2"))
    laid = await service.curation.review(PACKED.id, basis, review, by(later=2))
    seen = await service.lookup.show(PACKED.id, server=HERE)
    assert (seen.status, seen.review.server) == (VerificationStatus.FALSE, HERE)
    assert [seen.source(key).publisher for key in seen.review.sources] == ["Ostwick Wire", "The Halden Post"]
    assert await publishers(service) == ["Ostwick Wire", "The Halden Post"]
    await service.curation.retire(laid.id, laid.revision, by(later=3), "The pack is right.")
    assert await service.lookup.show(PACKED.id, server=HERE) == PACKED


async def test_the_pack_may_change_beneath_what_was_added(service: Service) -> None:
    await load(service)
    await merged(service, PACKED)
    moved = a_source("post", title="Later", publisher="The Ostwick Post", url="https://post.example/dam")
    said = replace(PACKED.attributions[0], claimant=Claimant(name="The council"), source="post")
    await load(service, replace(PACKED, sources=(moved,), attributions=(said,), reviews=(a_review(),)))
    seen = await service.lookup.show(PACKED.id, server=HERE)
    assert [(said.claimant.name, seen.source(said.source).publisher) for said in seen.attributions] == [
        ("The council", "The Ostwick Post"),
        ("The mayor", "The Halden Post"),
    ]


async def test_what_was_withdrawn_does_not_come_back_with_what_is_added_later(service: Service) -> None:
    await load(service)
    laid = await service.curation.review(PACKED.id, 0, a_review(VerificationStatus.FALSE, sources=("wire",)), by())
    await service.curation.retire(laid.id, 1, by(later=1), "The pack is right.")
    draft = await merged(service, PACKED, at=2)
    assert (await service.lookup.show(PACKED.id, server=HERE)).reviews == PACKED.reviews
    assert await names(service) == ["Water Authority", "The mayor"]
    await service.curation.undo(draft.id, by(later=3))
    assert await service.lookup.show(PACKED.id, server=HERE) == PACKED


async def test_a_day_before_it_was_added_knows_nothing_of_it(service: Service) -> None:
    await load(service)
    await merged(service, PACKED, at=3 * 24 * 60)
    before = await service.lookup.show_as_of(PACKED.id, date(2026, 3, 2), server=HERE)
    after = await service.lookup.show_as_of(PACKED.id, date(2026, 3, 4), server=HERE)
    assert before
    assert after
    assert (len(before.attributions), len(after.attributions)) == (1, 2)
    assert await service.lookup.show_as_of(PACKED.id, DAY - timedelta(days=1), server=HERE) is None


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("named", ["the draft", "the claim"])
async def test_a_merge_is_undone_in_one_step_and_redone_in_one(service: Service, named: str, packed: bool) -> None:
    await load(service)
    claim = PACKED if packed else await service.curation.add(Statement(title="Dam", text="The dam is shut."), by())
    before = await service.lookup.show(claim.id, server=HERE)
    draft = await merged(service, claim)
    laid = await service.curation.overlay(claim.id, HERE)
    changed = laid.id if laid else claim.id
    added = await service.lookup.show(claim.id, server=HERE)
    assert "The mayor" in await names(service, claim=claim)

    undone = await service.curation.undo(draft.id if named == "the draft" else changed, by(later=2))
    assert undone.id == (draft.id if named == "the draft" else changed)
    assert [waiting.id for waiting in await service.curation.queue(HERE)] == [draft.id]
    after = await service.lookup.show(claim.id, server=HERE)
    assert replace(after, revision=0) == replace(before, revision=0)

    await service.curation.undo(draft.id if named == "the draft" else changed, by(later=3))
    assert await service.curation.queue(HERE) == ()
    again = await service.lookup.show(claim.id, server=HERE)
    assert replace(again, revision=0) == replace(added, revision=0)


@pytest.mark.parametrize("packed", [True, False])
async def test_what_others_added_meanwhile_stays(service: Service, packed: bool) -> None:
    await load(service)
    claim = PACKED if packed else await service.curation.add(Statement(title="Dam", text="The dam is shut."), by())
    first = await merged(service, claim, at=1)
    council = replace(MAYOR, claimant=Claimant(name="The council"))
    second = await merged(service, claim, a_statement(council), at=2)
    await service.curation.undo(first.id, by(later=3))
    assert (await names(service, claim=claim))[-1:] == ["The council"]
    assert (await publishers(service, claim=claim))[-1:] == ["The Halden Post"]
    await service.curation.undo(second.id, by(later=4))
    assert "The council" not in await names(service, claim=claim)
    assert {waiting.id for waiting in await service.curation.queue(HERE)} == {first.id, second.id}


async def test_two_merges_of_one_moment_are_told_apart(service: Service) -> None:
    claim = await service.curation.add(Statement(title="Dam", text="The dam is shut."), by())
    first = await merged(service, claim)
    second = await merged(service, claim, a_statement(replace(MAYOR, claimant=Claimant(name="The council"))))
    await service.curation.undo(claim.id, by(later=1))
    assert await names(service, claim=claim) == ["The mayor"]
    assert [waiting.id for waiting in await service.curation.queue(HERE)] == [second.id]
    await service.curation.undo(first.id, by(later=1))
    assert await names(service, claim=claim) == []


async def test_only_who_merged_or_an_administrator_undoes_it(service: Service) -> None:
    claim = await service.curation.add(Statement(title="Dam", text="The dam is shut."), by())
    draft = await merged(service, claim)
    for named in (draft.id, claim.id):
        with pytest.raises(NothingToUndo):
            await service.curation.undo(named, by("ada"))
    assert await names(service, claim=claim) == ["The mayor"]
    await service.curation.undo(claim.id, by("ada", administrator=True))
    assert await names(service, claim=claim) == []


async def test_a_draft_that_was_restored_since_keeps_out_of_it(service: Service) -> None:
    claim = await service.curation.add(Statement(title="Dam", text="The dam is shut."), by())
    draft = await merged(service, claim)
    await service.curation.restore(draft.id, by(later=2))
    await service.curation.undo(claim.id, by(later=3))
    assert await names(service, claim=claim) == []
    assert (await service.lookup.show(draft.id, server=HERE)).lifecycle is Lifecycle.PUBLISHED


async def test_what_is_known_already_is_not_added_again(service: Service) -> None:
    claim = await service.curation.add(Statement(title="Dam", text="The dam is shut."), by())
    await merged(service, claim)
    await merged(service, claim)
    assert await names(service, claim=claim) == ["The mayor"]
    assert await publishers(service, claim=claim) == ["The Halden Post"]


def test_two_sources_never_share_a_key() -> None:
    claim = a_claim(sources=(POST,), attributions=(), reviews=(a_review(sources=("post",)),))
    other = replace(POST, url="https://halden.example/other")
    overlay = replace(claim, sources=(other,), attributions=(MAYOR,))
    whole = joined(claim, overlay)
    assert [each.key for each in whole.sources] == ["post", "post-2"]
    assert whole.attributions[0].source == "post-2"
    assert joined(whole, overlay) == whole
    assert [review.sources for review in laid_over(claim, overlay).reviews] == [("post",), ("post-2",)]
