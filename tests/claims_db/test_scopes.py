"""Whose a claim is: of a pack, laid over by a server, left out by it, or the server's own and nobody else's."""

from dataclasses import replace
from pathlib import Path

import pytest

from claims_db.errors import (
    NotOwned,
    OutdatedChange,
    UnknownClaim,
)
from claims_db.lookup import Filter
from claims_db.model import (
    EventKind,
    VerificationStatus,
)
from claims_db.servers import Settings
from claims_db.service import Service, open_service
from claims_db.store.events import Trail
from tests.claims_db.test_curation import ELSEWHERE, FALSE, HERE, STATEMENT, by, found
from tests.examples import NOW, a_claim, a_pack, a_source


async def test_one_server_sees_and_changes_nothing_of_another(service: Service) -> None:
    claim = await service.curation.add(STATEMENT, by())
    draft = await service.curation.submit(STATEMENT, by("mira"))
    assert await found(service, STATEMENT.text, ELSEWHERE) == []
    assert await found(service, STATEMENT.text, None) == []
    assert await service.lookup.list(Filter(server=ELSEWHERE), limit=10) == ()
    assert await service.lookup.suggest("bridge", server=ELSEWHERE) == ()
    assert await service.curation.queue(ELSEWHERE) == ()
    assert await service.curation.audit(Trail(server=ELSEWHERE), limit=10) == ()
    stranger = by("eve", ELSEWHERE, administrator=True)
    with pytest.raises(UnknownClaim):
        await service.lookup.show(claim.id, server=ELSEWHERE)
    for attempt in (
        service.curation.publish(draft.id, stranger),
        service.curation.reject(draft.id, stranger, "no"),
        service.curation.edit(claim.id, 1, lambda old: old, stranger),
        service.curation.review(claim.id, 1, FALSE, stranger, (a_source(),)),
        service.curation.retire(claim.id, 1, stranger, "no"),
        service.curation.restore(claim.id, stranger),
        service.curation.undo(claim.id, stranger),
        service.curation.draft(draft.id, ELSEWHERE),
        service.curation.undecided(draft.id, ELSEWHERE),
    ):
        with pytest.raises(UnknownClaim):
            await attempt


async def test_a_server_lays_its_own_status_over_a_packs_claim(service: Service) -> None:
    packed = a_claim()
    await service.loading.load(a_pack(packed), actor="operator", at=NOW)
    with pytest.raises(NotOwned):
        await service.curation.edit(packed.id, 1, lambda old: old, by())
    assert await service.curation.basis(packed, HERE) == 0
    first = await service.curation.review(packed.id, 0, FALSE, by())
    assert await service.curation.basis(packed, HERE) == first.revision
    assert first.overlays == packed.id
    here = await service.lookup.show(packed.id, server=HERE)
    assert (here.status, here.review.server) == (VerificationStatus.FALSE, HERE)
    assert len(here.history) == len(packed.history) + 1
    assert (await service.lookup.show(packed.id, server=ELSEWHERE)).status is packed.status
    assert [f.claim.status for f in await service.lookup.find(packed.text, server=HERE)] == [VerificationStatus.FALSE]

    with pytest.raises(OutdatedChange):
        await service.curation.review(packed.id, 0, FALSE, by())
    disputed = replace(FALSE, status=VerificationStatus.DISPUTED)
    await service.curation.review(packed.id, first.revision, disputed, by())
    assert (await service.lookup.show(packed.id, server=HERE)).status is VerificationStatus.DISPUTED
    await service.curation.retire(first.id, 2, by(), "The pack is right.")
    assert (await service.lookup.show(packed.id, server=HERE)).status is packed.status


async def test_what_was_laid_over_and_taken_back_stays_in_the_history(service: Service) -> None:
    packed = a_claim()
    await service.loading.load(a_pack(packed), actor="operator", at=NOW)
    laid = await service.curation.review(packed.id, 0, FALSE, by())
    await service.curation.retire(laid.id, 1, by(), "The pack is right.")
    assert [event.kind for event in await service.lookup.changes(packed, HERE)] == [
        EventKind.STATUS_CHANGED,
        EventKind.RETIRED,
    ]
    assert await service.lookup.withdrawn(HERE) == (packed,)
    await service.curation.restore(laid.id, by())
    assert (await service.lookup.show(packed.id, server=HERE)).status is VerificationStatus.FALSE


async def test_a_server_sees_nothing_of_a_pack_it_has_left_out(service: Service, tmp_path: Path) -> None:
    packed = a_claim()
    await service.loading.load(a_pack(packed), actor="operator", at=NOW)
    await service.following.follow(1, packed.id, HERE)
    assert await service.lookup.packs() == ("ostwick",)
    await service.servers.put(HERE, Settings(left_out=("ostwick",)))

    async with open_service(tmp_path / "claims.db") as restarted:
        for reader in (service, restarted):
            assert await found(reader, packed.text) == []
            assert await reader.lookup.list(Filter(server=HERE), limit=5) == ()
            assert await reader.lookup.topics(HERE) == ()
            assert await reader.following.followed(1, HERE) == ()
            assert not (await reader.watching.judge(packed.text, server=HERE)).reply
            with pytest.raises(UnknownClaim):
                await reader.lookup.show(packed.id, server=HERE)
            assert await found(reader, packed.text, ELSEWHERE) == [packed.slug]
            assert (await reader.watching.judge(packed.text, server=ELSEWHERE)).reply

    await service.servers.put(HERE, Settings())
    assert await found(service, packed.text) == [packed.slug]
