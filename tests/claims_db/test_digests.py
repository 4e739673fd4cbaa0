"""Once a week a server hears what is overdue and what waits, and nothing where there is nothing."""

from dataclasses import replace
from datetime import date, timedelta

from claims_db.digests import PERIOD
from claims_db.servers import Settings
from claims_db.service import Service
from tests.claims_db.test_curation import ELSEWHERE, FALSE, HERE, STATEMENT, by
from tests.examples import NOW, a_claim, a_pack, a_source

OVERDUE = replace(FALSE, as_of=date(2026, 2, 1), review_by=NOW.date() - timedelta(days=1))


async def test_it_is_sent_once_a_week(service: Service) -> None:
    await service.servers.put(HERE, Settings(review_channel=7))
    claim = await service.curation.add(replace(STATEMENT, sources=(a_source(),)), by(), OVERDUE)
    await service.curation.submit(replace(STATEMENT, title="Other"), by())
    digest = await service.digests.due(HERE, NOW)
    assert digest is not None
    assert (digest.channel, digest.overdue, digest.waiting) == (7, (claim,), 1)
    await service.digests.sent(HERE, NOW)
    assert await service.digests.due(HERE, NOW + PERIOD - timedelta(hours=1)) is None
    assert await service.digests.due(HERE, NOW + PERIOD) is not None
    assert (await service.servers.get(HERE)).review_channel == 7


async def test_nothing_is_no_digest(service: Service) -> None:
    await service.servers.put(HERE, Settings(review_channel=7))
    assert await service.digests.due(HERE, NOW) is None
    await service.curation.submit(STATEMENT, by())
    assert await service.digests.due(ELSEWHERE, NOW) is None


async def test_what_a_server_decided_about_a_pack_is_its_own_to_look_at(service: Service) -> None:
    packed, other = a_claim(), a_claim("other", reviews=(replace(OVERDUE, sources=()),))
    await service.loading.load(a_pack(packed, other), actor="operator", at=NOW)
    await service.curation.review(packed.id, 0, OVERDUE, by())
    assert [claim.id for claim in await service.lookup.overdue(HERE, NOW.date())] == [packed.id]
    assert await service.lookup.overdue(ELSEWHERE, NOW.date()) == ()


async def test_settling_one_thing_leaves_the_rest(service: Service) -> None:
    await service.servers.put(HERE, Settings(review_channel=7, left_out=("a", "b")))
    await service.digests.sent(HERE, NOW)
    assert await service.servers.get(HERE) == Settings(review_channel=7, left_out=("a", "b"), digested_at=NOW)
