"""The tables, as ordered steps; the version a database has reached is kept in it and read under the lock that applies.

A step runs inside the caller's transaction, so a step that breaks leaves nothing behind.
"""

import json
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


@_step
async def _answers(connection: Connection) -> None:
    """What was answered unasked, or would have been; one answer holds several claims. Never a word of the message.

    `place_id` is the watched channel, `channel_id` that or a thread of it; `reply_id` is the reply, `log_id` the card
    that moderators label. `shown` tells which revisions the reply shows; `tried_at` is set while an edit is under way.
    """
    await connection.execute("""
        CREATE TABLE answers (
            message_id BIGINT PRIMARY KEY,
            server TEXT NOT NULL,
            place_id BIGINT NOT NULL,
            channel_id BIGINT NOT NULL,
            mode TEXT NOT NULL CHECK (mode IN ('shadow', 'reply')),
            at BIGINT NOT NULL,
            took BIGINT,
            reply_id BIGINT,
            log_channel_id BIGINT,
            log_id BIGINT,
            label TEXT CHECK (label IN ('right', 'wrong', 'wrong_relation')),
            labelled_by TEXT,
            labelled_at BIGINT,
            withdrawn_at BIGINT,
            abandoned_at BIGINT,
            tried_at BIGINT,
            retry_at BIGINT NOT NULL
        )""")
    await connection.execute("CREATE INDEX answers_by_place ON answers (place_id, at)")
    await connection.execute("CREATE INDEX answers_by_server ON answers (server, at)")
    await connection.execute("""
        CREATE TABLE answered_claims (
            message_id BIGINT NOT NULL REFERENCES answers (message_id) ON DELETE CASCADE,
            position BIGINT NOT NULL,
            claim_id TEXT NOT NULL REFERENCES claims (id),
            score DOUBLE PRECISION NOT NULL,
            relation TEXT NOT NULL CHECK (relation IN ('repeats', 'attributes', 'asks', 'disputes')),
            shown TEXT NOT NULL,
            PRIMARY KEY (message_id, position)
        )""")
    await connection.execute("CREATE INDEX answered_claims_by_claim ON answered_claims (claim_id)")
    await connection.execute("""
        INSERT INTO answers (message_id, server, place_id, channel_id, mode, at, reply_id, retry_at)
        SELECT message_id, '', min(channel_id), min(channel_id), 'reply', min(at), min(reply_id), 0
        FROM replies GROUP BY message_id""")
    await connection.execute("""
        INSERT INTO answered_claims (message_id, position, claim_id, score, relation, shown)
        SELECT message_id, row_number() OVER (PARTITION BY message_id ORDER BY score DESC) - 1, claim_id, score,
            relation, claim_id || '@' || revision || '+0' FROM replies""")
    await connection.execute("DROP TABLE replies")


@_step
async def _watching(connection: Connection) -> None:
    """Wrong matches as hashes, how often claims came up, what was settled about watching, and who wants no answers."""
    await connection.execute("""
        CREATE TABLE mistakes (
            message_id BIGINT NOT NULL,
            server TEXT NOT NULL,
            claim_id TEXT NOT NULL REFERENCES claims (id),
            features TEXT NOT NULL,
            actor TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (message_id, claim_id)
        )""")
    await connection.execute("CREATE INDEX mistakes_by_claim ON mistakes (server, claim_id)")
    await connection.execute("""
        CREATE TABLE sightings (
            server TEXT NOT NULL,
            claim_id TEXT NOT NULL REFERENCES claims (id),
            day TEXT NOT NULL,
            times BIGINT NOT NULL,
            PRIMARY KEY (server, claim_id, day)
        )""")
    await connection.execute("""
        CREATE TABLE settlements (
            id TEXT PRIMARY KEY,
            server TEXT NOT NULL,
            place_id BIGINT,
            actor TEXT NOT NULL,
            at BIGINT NOT NULL,
            what TEXT NOT NULL
        )""")
    await connection.execute("CREATE INDEX settlements_by_server ON settlements (server, at)")
    await connection.execute("CREATE TABLE optouts (user_id BIGINT PRIMARY KEY, at BIGINT NOT NULL)")
    await connection.execute("CREATE TABLE secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    await connection.execute("ALTER TABLE servers ADD COLUMN left_at BIGINT")


@_step
async def _rules(connection: Connection) -> None:
    """Channels that were chosen to be watched got replies; they keep them until something else is settled."""
    for row in await connection.fetch("SELECT id, document FROM servers"):
        settings = json.loads(row["document"])
        watched = settings.pop("watched", ())
        settings["channels"] = {str(channel): {"mode": "reply", "vouched": True} for channel in watched}
        await connection.execute("UPDATE servers SET document = $2 WHERE id = $1", row["id"], json.dumps(settings))


@_step
async def _corrections(connection: Connection) -> None:
    """Replies are looked through for those that show what no longer holds: young ones, and those of merged claims."""
    await connection.execute("CREATE INDEX answers_by_time ON answers (at)")
    await connection.execute("CREATE INDEX claims_merged ON claims (lifecycle) WHERE lifecycle = 'merged'")
