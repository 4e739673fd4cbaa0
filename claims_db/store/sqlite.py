"""SQLite behind the seam: one writer behind a lock, and a separate reader that a write never holds up (WAL).

With one connection for both, a neighbour's rollback would erase another coroutine's row.
"""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import aiosqlite

from claims_db.errors import DatabaseError, DatabaseLocked, DatabaseUnusable
from claims_db.store import schema
from claims_db.store.database import Row

BUSY_SECONDS = 5.0


class SqliteConnection:
    """One aiosqlite connection as the seam wants it."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def execute(self, sql: str, *args: object) -> None:
        """Run a statement for its effect."""
        await self._connection.execute_fetchall(sql, _named(args))  # in one go: the cursor is closed over there, too

    async def fetch(self, sql: str, *args: object) -> list[Row]:
        """Run a statement and return all of its rows.

        In one go: a statement left open while others run would hold the reader to what was committed when it began.
        """
        return [dict(row) for row in await self._connection.execute_fetchall(sql, _named(args))]

    async def fetch_one(self, sql: str, *args: object) -> Row | None:
        """Run a statement and return its first row, if there is one."""
        rows = await self.fetch(sql, *args)
        return rows[0] if rows else None


class SqliteDatabase:
    """A database file, from `open_sqlite`."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._writing = asyncio.Lock()

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[SqliteConnection]:
        """A connection that sees what was committed and cannot write."""
        with _sentences(self.path):
            yield SqliteConnection(self._reader)

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[SqliteConnection]:
        """The only writer: all of the block is committed, or none of it."""
        async with self._writing:
            with _sentences(self.path):
                await self._writer.execute("BEGIN IMMEDIATE")
                try:
                    yield SqliteConnection(self._writer)
                    await self._writer.commit()
                except BaseException:
                    await self._writer.rollback()
                    raise

    async def compact(self) -> None:
        """Rewrite the file and empty its log. Deleting alone, even securely, leaves copies where pages were split.

        Raises:
            DatabaseLocked: another program has been reading for longer than `BUSY_SECONDS`.
        """
        async with self._writing:
            with _sentences(self.path):
                await self._writer.execute("VACUUM")
                ((busy, *_),) = await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise DatabaseLocked(self.path)

    async def backup(self, target: Path) -> None:
        """Copy the whole database to a new file while it stays in use; DatabaseError where one is there."""
        if await asyncio.to_thread(target.exists):
            raise DatabaseError(f"{target} is there already; name a file that is not.")
        async with self._writing:
            with _sentences(target):
                await self._writer.execute("VACUUM INTO ?", (str(target),))


@asynccontextmanager
async def open_sqlite(path: Path) -> AsyncGenerator[SqliteDatabase]:
    """Open a database file, made if it is not there, and bring its schema up to date.

    Raises:
        DatabaseTooNew: it was written by a newer version.
        DatabaseLocked: another program has held it for longer than `BUSY_SECONDS`.
        DatabaseUnusable: the path cannot be opened or is no database.
    """
    with _sentences(path):
        # a path that cannot be opened is found out here: aiosqlite would leave a thread behind that outlives the loop
        await asyncio.to_thread(lambda: sqlite3.connect(path).close())
        async with _connect(path) as writer:
            await _write_ahead(writer)
            async with _connect(path) as reader:
                await reader.execute_fetchall("PRAGMA query_only = ON")
                database = SqliteDatabase(path, writer, reader)
                async with database.write() as connection:
                    await schema.migrate(connection, path)
                yield database


async def _write_ahead(connection: aiosqlite.Connection) -> None:
    """Switch to write-ahead logging. SQLite does not wait for another program that is just doing the same."""
    clock = asyncio.get_running_loop().time
    until = clock() + BUSY_SECONDS
    while True:
        try:
            await connection.execute_fetchall("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if clock() > until:
                raise
            await asyncio.sleep(0.02)
        else:
            return


@asynccontextmanager
async def _connect(path: Path) -> AsyncGenerator[aiosqlite.Connection]:
    async with aiosqlite.connect(path, isolation_level=None, timeout=BUSY_SECONDS) as connection:
        connection.row_factory = sqlite3.Row
        await connection.execute_fetchall("PRAGMA foreign_keys = ON")
        yield connection


def _named(args: tuple[object, ...]) -> dict[str, object]:
    """SQLite reads `$1` as a parameter named "1"."""
    return {str(position): value for position, value in enumerate(args, 1)}


@contextmanager
def _sentences(path: Path) -> Generator[None]:
    """Say in our words what is wrong with the file."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise  # a rule of ours was broken, not the file
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise DatabaseLocked(path) from error
        raise DatabaseUnusable(path, str(error)) from error
