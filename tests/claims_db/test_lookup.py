"""What people ask of the claims."""

from dataclasses import replace
from pathlib import Path

import pytest

from claims_db.errors import UnknownClaim
from claims_db.lookup import Filter
from claims_db.model import Claim, ClaimId, Event, EventKind, Lifecycle, VerificationStatus
from claims_db.service import Service, open_service
from claims_db.store import events
from claims_db.store.sqlite import SqliteDatabase
from tests.claims_db.test_curation import ELSEWHERE, FALSE, HERE, STATEMENT, by
from tests.examples import NOW, a_claim, a_pack


async def load(service: Service, *known: Claim) -> None:
    await service.loading.load(a_pack(*known), actor="operator", at=NOW)


async def test_a_claim_is_shown_by_id_and_by_slug(service: Service) -> None:
    await load(service, a_claim())
    assert await service.lookup.show("ostwick/dam-closed") == a_claim()
    assert await service.lookup.show("dam-closed") == a_claim()


async def test_what_is_unknown_or_ambiguous_gets_a_sentence(service: Service) -> None:
    with pytest.raises(UnknownClaim, match=r"“nope”.*Search"):
        await service.lookup.show("nope")


async def test_a_merged_claim_leads_to_the_one_it_became(database: SqliteDatabase, tmp_path: Path) -> None:
    old = a_claim("old", lifecycle=Lifecycle.MERGED, merged_into=ClaimId("ostwick/new"))
    async with database.write() as connection:
        for claim in (a_claim("new"), old):
            await events.record(connection, Event(claim=claim, kind=EventKind.CREATED, actor="ada", at=NOW))
    async with open_service(tmp_path / "claims.db") as service:
        assert (await service.lookup.show("old")).slug == "new"


async def test_typing_offers_titles_first_and_then_what_resembles(service: Service) -> None:
    bridge = a_claim("bridge", title="Bridge sold", text="Halden council sold the old bridge.", phrasings=())
    await load(service, a_claim(), bridge)
    assert [claim.slug for claim in await service.lookup.suggest("ostw")] == ["dam-closed"]
    assert [claim.slug for claim in await service.lookup.suggest("cracked wall")] == ["dam-closed"]
    assert {claim.slug for claim in await service.lookup.suggest("")} == {"dam-closed", "bridge"}
    assert len(await service.lookup.suggest("", limit=1)) == 1


async def test_claims_survive_a_restart(tmp_path: Path) -> None:
    async with open_service(tmp_path / "claims.db") as service:
        await load(service, a_claim())
    async with open_service(tmp_path / "claims.db") as service:
        assert [finding.claim for finding in await service.lookup.find(a_claim().text)] == [a_claim()]
        assert await service.lookup.count() == 1


async def test_a_list_is_filtered_by_the_status_that_its_server_sees(service: Service) -> None:
    packed = a_claim()
    await service.loading.load(a_pack(packed), actor="operator", at=NOW)
    await service.curation.review(packed.id, 0, FALSE, by())
    seen = {
        (server, status): len(await service.lookup.list(Filter(server=server, status=status), limit=5))
        for server in (HERE, ELSEWHERE)
        for status in (VerificationStatus.UNVERIFIED, VerificationStatus.FALSE)
    }
    assert list(seen.values()) == [0, 1, 1, 0]


async def test_what_people_did_is_told_where_they_did_it(service: Service) -> None:
    packed = a_claim()
    await service.loading.load(a_pack(packed), actor="operator", at=NOW)
    own = await service.curation.add(STATEMENT, by())
    await service.curation.review(packed.id, 0, FALSE, by())
    for claim in (packed, own):
        assert [event.actor for event in await service.lookup.changes(claim, HERE)] == ["odile"]
        assert await service.lookup.changes(claim, ELSEWHERE) == await service.lookup.changes(claim, None) == ()


async def test_topics_are_those_of_what_a_server_sees(service: Service) -> None:
    await service.loading.load(a_pack(a_claim()), actor="operator", at=NOW)
    await service.curation.add(replace(STATEMENT, topics=("bridges", "money")), by())
    await service.curation.submit(replace(STATEMENT, topics=("rumours",)), by())
    assert await service.lookup.topics(HERE) == ("bridges", "money", "water")
    assert await service.lookup.topics(ELSEWHERE) == await service.lookup.topics() == ("water",)
