"""What is deleted: what has become old, and everything of a server that is no longer served."""

from datetime import datetime

from claims_db.store.database import Connection, milliseconds

FROM_SERVER = (
    """DELETE FROM answers WHERE server = $1 OR message_id IN (
           SELECT message_id FROM answered_claims JOIN claims ON claims.id = answered_claims.claim_id
           WHERE scope_kind = 'server' AND scope_name = $1)""",
    "DELETE FROM mistakes WHERE server = $1",
    "DELETE FROM sightings WHERE server = $1",
    "DELETE FROM settlements WHERE server = $1",
    "DELETE FROM follows WHERE server = $1",
    """DELETE FROM events WHERE claim_id IN (
           SELECT id FROM claims WHERE scope_kind = 'server' AND scope_name = $1)""",
    "DELETE FROM claims WHERE scope_kind = 'server' AND scope_name = $1",
    "DELETE FROM servers WHERE id = $1",
)
"""In the order in which nothing is left that refers to what is gone. Claims of packs stay."""


async def drop_older(connection: Connection, than: datetime) -> None:
    """Delete answers, settlements and how often claims came up, where they are older."""
    await connection.execute("DELETE FROM answers WHERE at < $1", milliseconds(than))
    await connection.execute("DELETE FROM settlements WHERE at < $1", milliseconds(than))
    await connection.execute("DELETE FROM sightings WHERE day < $1", than.date().isoformat())


async def drop_server(connection: Connection, server: str) -> None:
    """Delete all that a server has settled, and all that came about in it."""
    for statement in FROM_SERVER:
        await connection.execute(statement, server)


async def known(connection: Connection) -> dict[str, int | None]:
    """Every server of which something is kept, with when it was left, in milliseconds, where it was."""
    rows = await connection.fetch(
        """SELECT found.id, servers.left_at FROM (
               SELECT id FROM servers UNION SELECT server FROM answers UNION SELECT server FROM mistakes
               UNION SELECT server FROM sightings UNION SELECT server FROM settlements
               UNION SELECT server FROM follows UNION SELECT scope_name FROM claims WHERE scope_kind = 'server'
           ) AS found LEFT JOIN servers ON servers.id = found.id WHERE found.id <> '' ORDER BY found.id"""
    )
    return {row["id"]: row["left_at"] for row in rows}


async def leave(connection: Connection, server: str, at: datetime) -> None:
    """Note that a server was left."""
    await connection.execute(
        """INSERT INTO servers (id, document, left_at) VALUES ($1, '{}', $2)
           ON CONFLICT (id) DO UPDATE SET left_at = excluded.left_at""",
        server,
        milliseconds(at),
    )


async def come_back(connection: Connection, server: str) -> None:
    """Note that a server is served again."""
    await connection.execute("UPDATE servers SET left_at = NULL WHERE id = $1", server)


async def left_before(connection: Connection, at: datetime) -> tuple[str, ...]:
    """The servers that were left by a moment."""
    rows = await connection.fetch("SELECT id FROM servers WHERE left_at <= $1 ORDER BY id", milliseconds(at))
    return tuple(row["id"] for row in rows)
