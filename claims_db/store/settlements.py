"""Who settled what about watching, and when: rules, thresholds, going live and back. Appended, never changed."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from claims_db.store.database import Connection, Row, milliseconds, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """One decision about a server's watching, of a channel where `place_id` is given; `what` is a sentence of ours."""

    server: str
    actor: str
    at: datetime
    what: str
    place_id: int | None = None


async def put(connection: Connection, settled: Settlement) -> None:
    """Append a settlement."""
    await connection.execute(
        "INSERT INTO settlements (id, server, place_id, actor, at, what) VALUES ($1, $2, $3, $4, $5, $6)",
        secrets.token_hex(12),
        settled.server,
        settled.place_id,
        settled.actor,
        milliseconds(settled.at),
        settled.what,
    )


async def last(connection: Connection, server: str, place_id: int, limit: int) -> tuple[Settlement, ...]:
    """What was settled for a channel, or for the server as a whole, the youngest first."""
    rows = await connection.fetch(
        """SELECT * FROM settlements WHERE server = $1 AND (place_id = $2 OR place_id IS NULL)
           ORDER BY at DESC, id LIMIT $3""",
        server,
        place_id,
        limit,
    )
    return tuple(map(_settlement, rows))


async def of_actor(
    connection: Connection, server: str, actor: str, since: datetime, until: datetime
) -> tuple[Settlement, ...]:
    """What somebody settled for channels from a moment on and before another, the oldest first."""
    rows = await connection.fetch(
        """SELECT * FROM settlements WHERE server = $1 AND actor = $2 AND at >= $3 AND at < $4
               AND place_id IS NOT NULL ORDER BY at, id""",
        server,
        actor,
        milliseconds(since),
        milliseconds(until),
    )
    return tuple(map(_settlement, rows))


def _settlement(row: Row) -> Settlement:
    return Settlement(
        server=row["server"], actor=row["actor"], at=moment(row["at"]), what=row["what"], place_id=row["place_id"]
    )
