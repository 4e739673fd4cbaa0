"""Whatever people do that leaves their id behind, and what is left of it in the files of a database."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from claims_db.curation import By
from claims_db.model import Claim
from claims_db.retention import Periods
from claims_db.service import Service, open_service
from claims_db.watching.decision import Heard
from claims_db.watching.precision import Label
from tests.claims_db.test_curation import FALSE, STATEMENT
from tests.examples import NOW, a_claim, a_pack, a_source

MIRA, TOMAS = 411_111_111_111_111_111, 422_222_222_222_222_222
HERE, ELSEWHERE = "311111111111111111", "322222222222222222"
PLACE = 511
PACKED = a_claim()
Act = Callable[[Service, By, int], Awaitable[object]]
"""Something that somebody does, for the n-th time that anything is done."""


def open_watched(folder: Path, periods: Periods | None = None) -> AbstractAsyncContextManager[Service]:
    return open_service(folder / "claims.db", vouched=frozenset({PLACE}), periods=periods)


async def fill(service: Service) -> None:
    await service.loading.load(a_pack(PACKED), actor="operator", at=NOW)


def by(user: int = MIRA, server: str = HERE, number: int = 0) -> By:
    return By(server=server, actor=str(user), at=NOW + timedelta(hours=number))


async def answered(service: Service, server: str, number: int, at: datetime) -> None:
    """An answer in a thread of its own."""
    heard = Heard(message_id=600 + number, channel_id=700 + number, parent_id=PLACE, server=server, at=at)
    async with service.watching.answering(PACKED.text, heard) as response:
        response.sent(at, 800 + number)
    assert response.findings


async def submit(service: Service, by: By, number: int) -> Claim:
    return await service.curation.submit(replace(STATEMENT, title=f"Bridge {number}"), by)


async def reject(service: Service, by: By, number: int) -> None:
    draft = await submit(service, replace(by, actor=str(TOMAS)), number)
    await service.curation.reject(draft.id, by, "An old joke.")


async def decide(service: Service, by: By, number: int) -> None:
    """A claim gets a status, and somebody else changes it afterwards, with that review in it."""
    statement = replace(STATEMENT, title=f"Bridge {number}", sources=(a_source(),))
    claim = await service.curation.add(statement, by)
    claim = await service.curation.review(claim.id, claim.revision, FALSE, by)
    other = replace(by, actor=str(TOMAS))
    await service.curation.edit(claim.id, claim.revision, lambda claim: replace(claim, topics=("bridges",)), other)


async def decide_here(service: Service, by: By, _: int) -> None:
    basis = await service.curation.basis(PACKED, by.server)
    await service.curation.review(PACKED.id, basis, FALSE, by)


async def follow(service: Service, by: By, _: int) -> None:
    await service.following.follow(int(by.actor), PACKED.id, by.server)


async def label(service: Service, by: By, number: int) -> None:
    await answered(service, by.server, number, by.at)
    await service.moderation.label(600 + number, Label.RIGHT, by)


async def report(service: Service, by: By, number: int) -> None:
    await answered(service, by.server, number, by.at)
    await service.moderation.mistake(600 + number, f"Another text, so that the next answer is given: {number}", by)


async def settle(service: Service, by: By, number: int) -> None:
    await service.moderation.settle(900 + number, {"promise": 50}, by)


async def opt_out(service: Service, by: By, _: int) -> None:
    await service.privacy.opt_out(int(by.actor), by.at)


ACTS: tuple[Act, ...] = (submit, reject, decide, decide_here, follow, label, settle, opt_out, report)


def rows(folder: Path) -> dict[str, set[tuple[object, ...]]]:
    """All rows of a database, by table."""
    with closing(sqlite3.connect(folder / "claims.db")) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: set(connection.execute(f"SELECT * FROM {table}")) for table in tables}  # noqa: S608


def columns_by_table(folder: Path) -> dict[str, set[str]]:
    with closing(sqlite3.connect(folder / "claims.db")) as connection:
        named = "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
        found: dict[str, set[str]] = {}
        for table, column in connection.execute(named):
            found.setdefault(table, set()).add(column)
        return found


def contents(folder: Path) -> bytes:
    """Whatever its files hold, whether SQLite still reads it or not."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


def occurs(folder: Path, snowflake: int) -> bool:
    """Whether an id is anywhere in the files of a database, as text or as SQLite keeps integers."""
    kept = contents(folder)
    return str(snowflake).encode() in kept or snowflake.to_bytes(8, "big") in kept
