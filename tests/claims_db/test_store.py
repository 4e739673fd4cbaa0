"""What the store promises: whole changes, no lost rows, and a sentence for every unusable file."""

import asyncio
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.errors import DatabaseError, DatabaseLocked, DatabaseTooNew, DatabaseUnusable
from claims_db.model import Claim, Event, EventKind, Lifecycle, VerificationStatus
from claims_db.store import claims, events, schema, sqlite
from claims_db.store.claims import Filter
from claims_db.store.sqlite import SqliteDatabase, open_sqlite
from tests.claims_db.acts import contents
from tests.examples import NOW, a_claim, a_review


def an_event(claim: Claim, kind: EventKind = EventKind.CREATED) -> Event:
    return Event(claim=claim, kind=kind, actor="ada", at=NOW, reason="because")


async def record(database: SqliteDatabase, *happened: Event) -> None:
    async with database.write() as connection:
        for event in happened:
            await events.record(connection, event)


async def test_a_claim_comes_back_as_it_was_stored(database: SqliteDatabase) -> None:
    claim = a_claim()
    await record(database, an_event(claim))
    async with database.read() as connection:
        assert await claims.get(connection, [claim.id]) == {claim.id: claim}
        assert await events.of_claim(connection, claim.id) == (an_event(claim),)


async def test_every_event_is_kept_and_the_last_is_the_present(database: SqliteDatabase) -> None:
    first = a_claim()
    changed = replace(first, reviews=(*first.reviews, a_review(VerificationStatus.FALSE)), revision=2)
    await record(database, an_event(first), an_event(changed, EventKind.STATUS_CHANGED))
    async with database.read() as connection:
        assert (await claims.get(connection, [first.id]))[first.id] == changed
        assert [event.claim for event in await events.of_claim(connection, first.id)] == [first, changed]


async def test_two_changes_from_the_same_revision_cannot_both_be_kept(database: SqliteDatabase) -> None:
    claim = a_claim()
    await record(database, an_event(claim))
    await record(database, an_event(replace(claim, title="Mine", revision=2), EventKind.EDITED))
    with pytest.raises(sqlite3.IntegrityError):
        await record(database, an_event(replace(claim, title="Theirs", revision=2), EventKind.EDITED))
    async with database.read() as connection:
        assert (await claims.get(connection, [claim.id]))[claim.id].title == "Mine"


async def test_a_failed_change_leaves_a_neighbours_change_alone(database: SqliteDatabase) -> None:
    inside, may_fail = asyncio.Event(), asyncio.Event()

    async def failing() -> None:
        async with database.write() as connection:
            await events.record(connection, an_event(a_claim("mine")))
            inside.set()
            await may_fail.wait()
            raise ValueError

    async def neighbour() -> None:
        await inside.wait()
        may_fail.set()
        await record(database, an_event(a_claim("theirs")))

    results = await asyncio.gather(failing(), neighbour(), return_exceptions=True)
    assert isinstance(results[0], ValueError)
    async with database.read() as connection:
        assert [claim.slug for claim in await claims.listed(connection, Filter(), 10)] == ["theirs"]


async def test_readers_see_nothing_of_an_unfinished_change(database: SqliteDatabase) -> None:
    async with database.write() as writing:
        await events.record(writing, an_event(a_claim()))
        async with database.read() as reading:
            assert await claims.count(reading) == 0
    async with database.read() as reading:
        assert await claims.count(reading) == 1


async def test_what_was_committed_is_read_however_many_read_at_once(database: SqliteDatabase) -> None:
    async def read_on(done: asyncio.Event) -> None:
        while not done.is_set():
            async with database.read() as connection:
                await claims.listed(connection, Filter(), 10)

    done = asyncio.Event()
    readers = [asyncio.create_task(read_on(done)) for _ in range(5)]
    for number in range(50):
        await record(database, an_event(a_claim(f"c{number}")))
        async with database.read() as connection:
            assert await claims.count(connection) == number + 1
    done.set()
    await asyncio.gather(*readers)


async def test_a_reader_cannot_write(database: SqliteDatabase) -> None:
    async with database.read() as connection:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await events.record(connection, an_event(a_claim()))


async def test_only_published_claims_are_listed_and_matched(database: SqliteDatabase) -> None:
    await record(
        database,
        an_event(a_claim("a")),
        an_event(a_claim("b", lifecycle=Lifecycle.RETIRED)),
        an_event(a_claim("c", lifecycle=Lifecycle.DRAFT)),
    )
    async with database.read() as connection:
        assert [claim.slug for claim in await claims.listed(connection, Filter(), 10)] == ["a"]
        assert await claims.wordings(connection) == [(a_claim("a").scope, a_claim("a").wording)]
        assert await claims.count(connection) == 1


async def test_titles_are_found_by_a_part_and_wildcards_mean_themselves(database: SqliteDatabase) -> None:
    await record(database, an_event(a_claim("a", title="100% of Dams")), an_event(a_claim("b", title="1000 dams")))
    async with database.read() as connection:
        assert [claim.slug for claim in await claims.listed(connection, Filter(title="0% OF"), 5)] == ["a"]
        assert [claim.slug for claim in await claims.listed(connection, Filter(title="dams"), 5)] == ["a", "b"]
        assert [claim.slug for claim in await claims.listed(connection, Filter(title="_"), 5)] == []


async def test_youngest_status_comes_first(database: SqliteDatabase) -> None:
    days = {"a": date(2026, 1, 1), "b": date(2026, 2, 2), "c": date(2025, 3, 3)}
    await record(database, *(an_event(a_claim(slug, reviews=(a_review(as_of=day),))) for slug, day in days.items()))
    async with database.read() as connection:
        assert [claim.slug for claim in await claims.listed(connection, Filter(), 2)] == ["b", "a"]


async def test_a_step_that_breaks_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(connection: sqlite.SqliteConnection) -> None:
        await connection.execute("CREATE TABLE half (x BIGINT)")
        await connection.execute("CREATE TABLE half (x BIGINT)")

    path = tmp_path / "claims.db"
    async with open_sqlite(path):
        pass
    monkeypatch.setattr(schema, "_steps", [*schema._steps, broken])
    with pytest.raises(DatabaseUnusable):
        async with open_sqlite(path):
            pass
    with sqlite3.connect(path) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        version = connection.execute("SELECT version FROM schema_version").fetchall()
    connection.close()
    assert "half" not in names
    assert version == [(len(schema._steps) - 1,)]


async def test_two_programs_that_start_at_once_migrate_once(tmp_path: Path) -> None:
    async def start() -> None:
        async with open_sqlite(tmp_path / "claims.db"):
            pass

    await asyncio.gather(*(start() for _ in range(4)))
    with sqlite3.connect(tmp_path / "claims.db") as connection:
        assert connection.execute("SELECT version FROM schema_version").fetchall() == [(len(schema._steps),)]
    connection.close()


async def test_a_database_from_the_future_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    async with open_sqlite(path) as database, database.write() as connection:
        await connection.execute("UPDATE schema_version SET version = 999")
    before = path.read_bytes()
    with pytest.raises(DatabaseTooNew, match=r"version 999.*Upgrade onrecord"):
        async with open_sqlite(path):
            pass
    assert path.read_bytes() == before


async def test_a_locked_database_is_said_to_be_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    path = tmp_path / "claims.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseLocked, match="Stop that program"):
        async with open_sqlite(path):
            pass
    other.close()


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    path.write_text("my shopping list, which must survive\n" * 100)
    with pytest.raises(DatabaseUnusable, match="not a database"):
        async with open_sqlite(path):
            pass
    assert path.read_text().startswith("my shopping list")


async def test_a_path_that_leads_nowhere_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="Check the path"):
        async with open_sqlite(tmp_path / "no" / "such" / "claims.db"):
            pass


async def test_a_backup_is_a_database_and_overwrites_nothing(database: SqliteDatabase, tmp_path: Path) -> None:
    await record(database, an_event(a_claim()))
    await database.backup(tmp_path / "copy.db")
    async with open_sqlite(tmp_path / "copy.db") as copy, copy.read() as connection:
        assert await claims.count(connection) == 1
    with pytest.raises(DatabaseError, match="there already"):
        await database.backup(tmp_path / "copy.db")


@given(st.text(max_size=50), st.text(max_size=50), st.dates())
async def test_any_text_survives_the_store_as_it_was_typed(title: str, text: str, day: date) -> None:
    claim = a_claim(title=title, text=text, reviews=(a_review(as_of=day, review_by=day, reason=text),))
    async with open_sqlite(Path(":memory:")) as database, database.write() as connection:
        await events.record(connection, an_event(claim))
        assert await claims.get(connection, [claim.id]) == {claim.id: claim}


async def test_compacting_leaves_nothing_of_what_was_deleted(database: SqliteDatabase, tmp_path: Path) -> None:
    """Rows that change their length move between pages, and leave copies that no deletion knows of."""
    secret = "zebramarmalade"
    async with database.write() as connection:
        await connection.execute("CREATE TABLE kept (id BIGINT PRIMARY KEY, what TEXT NOT NULL)")
    for start in range(0, 3_000, 30):
        async with database.write() as connection:
            for number in range(start, start + 30):
                what = f"{secret} {'lorem ' * (number * 97 % 190 + 10)}"
                await connection.execute(
                    "INSERT INTO kept (id, what) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET what = excluded.what",
                    number * 7 % 400,
                    what,
                )
    async with database.write() as connection:
        await connection.execute("UPDATE kept SET what = replace(what, $1, 'nothing')", secret)
    await database.compact()
    assert secret.encode() not in contents(tmp_path)
