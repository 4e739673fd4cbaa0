"""What is old is deleted, and of a server that was left for good nothing remains."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from claims_db.model import Relation, Scope, ScopeKind
from claims_db.retention import Periods
from claims_db.service import Service
from claims_db.store import answers, retention
from claims_db.store.answers import Answer, Shown
from claims_db.store.sqlite import open_sqlite
from tests.claims_db.acts import (
    ACTS,
    ELSEWHERE,
    HERE,
    PACKED,
    TOMAS,
    answered,
    by,
    columns_by_table,
    fill,
    occurs,
    open_watched,
    rows,
)
from tests.claims_db.test_curation import STATEMENT
from tests.examples import NOW

DAY = timedelta(days=1)
PERIODS = Periods(keep=100 * DAY, grace=30 * DAY)
LATER = NOW + 2 * DAY
"""When everything below has been done."""


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with open_watched(tmp_path, PERIODS) as service:
        await fill(service)
        for first, server in ((0, HERE), (20, ELSEWHERE)):
            for number, act in enumerate(ACTS, first):
                await act(service, by(server=server, number=number), number)
            await service.curation.add(STATEMENT, by(server=server))
        yield service


async def test_what_is_old_goes_and_the_rest_stays(service: Service, tmp_path: Path) -> None:
    before = rows(tmp_path)
    await answered(service, HERE, 50, LATER + 90 * DAY)
    await service.retention.tidy(LATER + 101 * DAY)
    after = rows(tmp_path)
    assert {row[0] for row in after["answers"]} == {row[0] for row in after["answered_claims"]} == {650}
    assert len(after["sightings"]) == 1
    assert after["settlements"] == set()
    for kept in ("claims", "events", "follows", "mistakes", "optouts", "servers"):
        assert after[kept] == before[kept] != set(), kept


async def test_what_is_not_old_stays(service: Service, tmp_path: Path) -> None:
    before = rows(tmp_path)
    assert await service.retention.tidy(NOW + 100 * DAY) == ()
    assert rows(tmp_path) == before


async def test_nothing_is_left_of_a_server_that_was_left_for_long(service: Service, tmp_path: Path) -> None:
    served = [HERE]
    assert await service.retention.serve(served, LATER) == (ELSEWHERE,)
    assert await service.retention.serve(served, LATER + DAY) == ()
    assert await service.retention.tidy(LATER + 29 * DAY) == ()
    before = rows(tmp_path)
    assert await service.retention.tidy(LATER + 30 * DAY) == (ELSEWHERE,)
    assert not occurs(tmp_path, int(ELSEWHERE))
    after = rows(tmp_path)
    assert occurs(tmp_path, int(HERE))
    for table in before:
        gone = {row for row in before[table] if ELSEWHERE in str(row)}
        assert {row for row in before[table] - after[table] if table != "answered_claims"} == gone, table
    assert len(await service.lookup.find(STATEMENT.text, server=HERE)) >= 1
    assert await service.lookup.find(STATEMENT.text, server=ELSEWHERE) == ()
    assert (await service.lookup.find(PACKED.text, server=ELSEWHERE))[0].claim == PACKED
    assert (await service.servers.get(ELSEWHERE)).channels == {}
    assert await service.retention.serve(served, LATER + 31 * DAY) == ()


async def test_a_server_that_comes_back_in_time_keeps_everything(service: Service, tmp_path: Path) -> None:
    before = rows(tmp_path)
    await service.retention.serve([], LATER)
    await service.retention.serve([HERE, ELSEWHERE], LATER + 29 * DAY)
    assert await service.retention.tidy(LATER + 60 * DAY) == ()
    assert rows(tmp_path) == before
    await service.retention.serve([HERE], LATER + 61 * DAY)
    assert await service.retention.tidy(LATER + 62 * DAY) == ()


async def test_a_server_that_has_settled_nothing_is_known_by_what_was_done_in_it(tmp_path: Path) -> None:
    async with open_watched(tmp_path, PERIODS) as service:
        await fill(service)
        await service.following.follow(TOMAS, PACKED.id, HERE)
        assert await service.retention.serve([], NOW) == (HERE,)
        assert await service.servers.get(HERE) == await service.servers.get(ELSEWHERE)
    async with open_watched(tmp_path, PERIODS) as service:
        assert await service.retention.tidy(NOW + 30 * DAY) == (HERE,)
        assert rows(tmp_path)["follows"] == set()


async def test_answers_of_a_time_when_servers_were_not_noted_go_with_the_claims_they_show(tmp_path: Path) -> None:
    async with open_watched(tmp_path) as service:
        claim = await service.curation.add(STATEMENT, by())
    async with open_sqlite(tmp_path / "claims.db") as database, database.write() as connection:
        shown = Shown(claim_id=claim.id, score=0.9, relation=Relation.REPEATS, standing=f"{claim.id}@1+0")
        await answers.reserve(
            connection,
            Answer(message_id=1, server="", place_id=2, channel_id=2, mode="reply", at=NOW, claims=(shown,)),
        )
        await retention.drop_server(connection, HERE)
        assert await answers.get(connection, 1) is None


def test_every_table_that_names_a_server_is_thought_of(service: Service, tmp_path: Path) -> None:
    statements = " ".join(retention.FROM_SERVER)
    for table, columns in columns_by_table(tmp_path).items():
        assert "server" not in columns or f"FROM {table} WHERE server = $1" in statements, table


async def test_an_erased_server_can_begin_anew(service: Service) -> None:
    await service.retention.serve([HERE], LATER)
    await service.retention.tidy(LATER + 30 * DAY)
    claim = await service.curation.add(STATEMENT, by(server=ELSEWHERE))
    assert claim.scope == Scope(kind=ScopeKind.SERVER, name=ELSEWHERE)
    assert claim.revision == 1
    found = await service.lookup.find(STATEMENT.text, server=ELSEWHERE)
    assert [finding.claim for finding in found] == [claim]
