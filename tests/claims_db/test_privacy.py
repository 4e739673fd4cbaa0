"""What is kept about somebody: shown, exported, erased to the last byte; and being left alone."""

import asyncio
import json
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_db.errors import DatabaseLocked
from claims_db.model import ERASED
from claims_db.service import Service
from claims_db.store.personal import ACTORS, Acts
from claims_db.watching.decision import Heard
from tests.claims_db.acts import (
    ACTS,
    HERE,
    MIRA,
    PACKED,
    PLACE,
    TOMAS,
    Act,
    by,
    columns_by_table,
    decide,
    fill,
    occurs,
    open_watched,
    rows,
    submit,
)
from tests.examples import NOW

KEYS = {"user", "opted_out_at", "submitted", "changed", "followed", "labelled", "reported", "settled"}


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with open_watched(tmp_path) as service:
        await fill(service)
        yield service


async def everything(service: Service, user: int = MIRA, first: int = 0) -> None:
    for number, act in enumerate(ACTS, first):
        await act(service, by(user, number=number), number)


async def exported(service: Service, user: int) -> dict[str, Any]:
    return json.loads(await service.privacy.export(user))


async def test_of_somebody_new_there_is_nothing(service: Service) -> None:
    stored = await service.privacy.about(MIRA)
    assert (stored.acts, stored.opted_out_at) == (Acts(), None)


async def test_an_export_is_complete_and_readable(service: Service) -> None:
    await everything(service)
    export = await exported(service, MIRA)
    assert set(export) == KEYS
    (submitted,), (follow,), (label,) = export["submitted"], export["followed"], export["labelled"]
    assert (submitted["title"], submitted["kind"], submitted["status"]) == ("Bridge 0", "submitted", "unverified")
    assert submitted["at"] == "2026-03-01T12:00:00Z"
    assert "harbour bridge" in submitted["text"]
    assert [change["kind"] for change in export["changed"]] == [
        "rejected",
        "created",
        "status_changed",
        "status_changed",
    ]
    assert export["changed"][0]["reason"] == "An old joke."
    assert follow == {"claim": PACKED.id, "server": HERE, "told": "false"}
    assert (label["message"], label["channel"], label["label"]) == ("605", "705", "right")
    assert [report["claim"] for report in export["reported"]] == [PACKED.id]
    assert "1 in 20 → 1 in 50" in export["settled"][0]["what"]
    assert export["opted_out_at"] == "2026-03-01T19:00:00Z"


async def test_an_erased_person_is_nowhere_in_the_files(service: Service, tmp_path: Path) -> None:
    for first in range(0, 30, 10):
        await everything(service, MIRA if first % 20 else TOMAS, first)
    await service.privacy.opt_in(MIRA)
    assert occurs(tmp_path, MIRA)
    others = await exported(service, TOMAS)
    await service.privacy.erase(MIRA)
    assert not occurs(tmp_path, MIRA)
    assert await exported(service, TOMAS) == others


def test_every_column_that_names_a_person_is_thought_of(service: Service, tmp_path: Path) -> None:
    naming = {
        (table, column)
        for table, columns in columns_by_table(tmp_path).items()
        for column in columns
        if column in {"actor", "user_id"} or (column.endswith("_by") and column != "review_by")
    }
    assert naming == {*ACTORS.items(), ("follows", "user_id"), ("optouts", "user_id")}


async def test_history_stays_and_loses_the_person(service: Service) -> None:
    await decide(service, by(), 0)
    (claim,) = [finding.claim for finding in await service.lookup.find("harbour bridge sold to a circus", server=HERE)]
    await service.privacy.erase(MIRA)
    assert [event.actor for event in await service.lookup.events(claim.id)] == [ERASED, ERASED, str(TOMAS)]
    after = await service.lookup.show(claim.id, server=HERE)
    assert [review.reviewer for review in after.reviews] == [ERASED, ERASED]
    assert after.status == claim.status
    found = await service.lookup.find("harbour bridge sold to a circus", server=HERE)
    assert [finding.claim for finding in found] == [after]


async def test_an_erased_person_can_begin_anew(service: Service) -> None:
    await everything(service)
    await service.privacy.erase(MIRA)
    await submit(service, by(number=50), 50)
    assert len((await service.privacy.about(MIRA)).acts.submitted) == 1


async def test_erasing_keeps_the_wish_to_be_left_alone(service: Service, tmp_path: Path) -> None:
    await everything(service)
    await service.privacy.erase(MIRA)
    stored = await service.privacy.about(MIRA)
    assert (stored.acts, stored.opted_out_at is not None) == (Acts(), True)
    assert {row[0] for row in rows(tmp_path)["optouts"]} == {MIRA}
    await service.privacy.opt_in(MIRA)
    await service.privacy.erase(MIRA)
    assert not occurs(tmp_path, MIRA)


async def test_it_is_said_where_another_program_keeps_the_bytes_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims_db.store.sqlite.BUSY_SECONDS", 0.05)
    async with open_watched(tmp_path) as service:
        await submit(service, by(), 0)
        with closing(sqlite3.connect(tmp_path / "claims.db", isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM claims").fetchone()
            with pytest.raises(DatabaseLocked):
                await service.privacy.erase(MIRA)
        assert (await service.privacy.about(MIRA)).acts == Acts()
        await service.privacy.erase(MIRA)
        assert not occurs(tmp_path, MIRA)


USERS = st.sampled_from([MIRA, TOMAS])
DOINGS = st.lists(st.tuples(st.sampled_from(ACTS), USERS, st.sampled_from([HERE, "9"])), max_size=8)


@given(DOINGS)
@settings(max_examples=15)
def test_an_export_mentions_all_that_erasing_takes(doings: Sequence[tuple[Act, int, str]]) -> None:
    asyncio.run(_erased_and_compared(doings))


async def _erased_and_compared(doings: Sequence[tuple[Act, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with open_watched(folder) as service:
            await fill(service)
            for number, (act, user, server) in enumerate(doings):
                await act(service, by(user, server, number), number)
            before, export = rows(folder), await exported(service, MIRA)
            await service.privacy.erase(MIRA)
            after, emptied = rows(folder), await exported(service, MIRA)
            assert emptied == {key: [] for key in KEYS} | {key: export[key] for key in ("user", "opted_out_at")}
        taken = {table: [row for row in before[table] - after[table] if _named(row)] for table in before}
        changes = {
            (change["claim"], change["revision"]) for kind in ("submitted", "changed") for change in export[kind]
        }
        assert {row[:2] for row in taken["events"] if row[3] == str(MIRA)} == changes
        assert {row[0] for row in taken["claims"] + taken["events"]} <= {claim for claim, _ in changes}
        assert len(taken["follows"]) == len(export["followed"])
        assert {str(row[0]) for row in taken["answers"]} == {label["message"] for label in export["labelled"]}
        assert {str(row[0]) for row in taken["mistakes"]} == {report["message"] for report in export["reported"]}
        assert len(taken["settlements"]) == len(export["settled"])
        assert not any(_named(row) for table, kept in after.items() if table != "optouts" for row in kept)


def _named(row: tuple[object, ...]) -> bool:
    return any(str(MIRA) in str(value) for value in row)


async def test_the_wish_to_be_left_alone_holds_at_once_and_after_a_restart(tmp_path: Path) -> None:
    async with open_watched(tmp_path) as service:
        assert not service.privacy.is_opted_out(MIRA)
        await service.privacy.opt_out(MIRA, NOW)
        assert service.privacy.is_opted_out(MIRA)
        assert not service.privacy.is_opted_out(TOMAS)
    async with open_watched(tmp_path) as service:
        assert service.privacy.is_opted_out(MIRA)
        assert (await service.privacy.about(MIRA)).opted_out_at == NOW
        await service.privacy.opt_in(MIRA)
        assert not service.privacy.is_opted_out(MIRA)
    async with open_watched(tmp_path) as service:
        assert not service.privacy.is_opted_out(MIRA)


async def test_what_is_not_to_be_heard_is_not_even_read(service: Service, tmp_path: Path) -> None:
    before = rows(tmp_path)
    unread: Any = None
    heard = Heard(message_id=1, channel_id=PLACE, at=NOW, server=HERE, unheard="the author wants to be left alone")
    async with service.watching.answering(unread, heard) as response:
        assert not response.findings
    assert rows(tmp_path) == before
