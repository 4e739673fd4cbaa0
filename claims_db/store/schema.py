"""The tables, as ordered steps; the version a database has reached is kept in it and read under the lock that applies.

A step runs inside the caller's transaction, so a step that breaks leaves nothing behind.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

from claims_db.errors import DatabaseTooNew
from claims_db.store.database import Connection

Step = Callable[[Connection], Awaitable[None]]
_steps: list[Step] = []


async def migrate(connection: Connection, path: Path) -> None:
    """Bring a database to the present version; `path` names it in errors.

    Raises:
        DatabaseTooNew: it is ahead of this program; it is left as it is.
    """
    await connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)")
    row = await connection.fetch_one("SELECT version FROM schema_version")
    version = int(row["version"]) if row else 0
    if version > len(_steps):
        raise DatabaseTooNew(path, version, len(_steps))
    if version == len(_steps):
        return
    for step in _steps[version:]:
        await step(connection)
    await connection.execute("DELETE FROM schema_version")
    await connection.execute("INSERT INTO schema_version (version) VALUES ($1)", len(_steps))


def _step(function: Step) -> Step:
    _steps.append(function)
    return function


@_step
async def _claims_and_events(connection: Connection) -> None:
    """A claim is stored whole, as the document its last event left; columns hold what is searched by."""
    await connection.execute("""
        CREATE TABLE claims (
            id TEXT PRIMARY KEY,
            scope_kind TEXT NOT NULL CHECK (scope_kind IN ('pack', 'server')),
            scope_name TEXT NOT NULL,
            slug TEXT NOT NULL,
            title TEXT NOT NULL,
            lifecycle TEXT NOT NULL CHECK (lifecycle IN ('draft', 'rejected', 'published', 'retired', 'merged')),
            status TEXT NOT NULL CHECK (status IN ('unverified', 'disputed', 'corroborated', 'confirmed',
                'misleading', 'false', 'retracted', 'not_checkable')),
            as_of TEXT NOT NULL,
            review_by TEXT,
            topics TEXT NOT NULL,
            overlays TEXT REFERENCES claims (id),
            revision BIGINT NOT NULL CHECK (revision >= 1),
            document TEXT NOT NULL,
            UNIQUE (scope_kind, scope_name, slug)
        )""")
    await connection.execute("CREATE INDEX claims_by_slug ON claims (slug)")
    await connection.execute("CREATE INDEX claims_by_day ON claims (as_of)")
    await connection.execute("CREATE UNIQUE INDEX claims_by_overlaid ON claims (overlays, scope_name)")
    await connection.execute("""
        CREATE TABLE events (
            claim_id TEXT NOT NULL REFERENCES claims (id),
            revision BIGINT NOT NULL CHECK (revision >= 1),
            kind TEXT NOT NULL CHECK (kind IN ('submitted', 'created', 'published', 'rejected', 'edited',
                'status_changed', 'merged', 'retired', 'restored', 'undone')),
            actor TEXT NOT NULL,
            at BIGINT NOT NULL,
            reason TEXT,
            document TEXT NOT NULL,
            PRIMARY KEY (claim_id, revision)
        )""")
    await connection.execute("CREATE INDEX events_by_actor ON events (actor, at)")


@_step
async def _replies(connection: Connection) -> None:
    """Where a claim was answered: ids, score and relation, never a word of the message."""
    await connection.execute("""
        CREATE TABLE replies (
            message_id BIGINT NOT NULL,
            channel_id BIGINT NOT NULL,
            claim_id TEXT NOT NULL REFERENCES claims (id),
            revision BIGINT NOT NULL,
            score DOUBLE PRECISION NOT NULL,
            relation TEXT NOT NULL CHECK (relation IN ('repeats', 'attributes', 'asks', 'disputes')),
            at BIGINT NOT NULL,
            reply_id BIGINT,
            PRIMARY KEY (message_id, claim_id)
        )""")
    await connection.execute("CREATE INDEX replies_by_place ON replies (channel_id, claim_id, at)")


@_step
async def _follows(connection: Connection) -> None:
    """Who wants to hear of a claim's status, and which one they know of; `reachable` is 0 where they cannot be told.

    `via` is the merged claim through which somebody came to follow this one.
    """
    await connection.execute("""
        CREATE TABLE follows (
            user_id BIGINT NOT NULL,
            server TEXT NOT NULL,
            claim_id TEXT NOT NULL REFERENCES claims (id),
            told TEXT NOT NULL,
            reachable BIGINT NOT NULL,
            via TEXT REFERENCES claims (id),
            PRIMARY KEY (user_id, server, claim_id)
        )""")


@_step
async def _servers(connection: Connection) -> None:
    """What each server has settled for itself."""
    await connection.execute("CREATE TABLE servers (id TEXT PRIMARY KEY, document TEXT NOT NULL)")
