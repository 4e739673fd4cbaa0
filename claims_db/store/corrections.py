"""Answers that no longer show what holds, and how far the attempts to correct them have come."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from claims_db.store import standings
from claims_db.store.database import Connection, Row, milliseconds
from claims_db.store.standings import LAID, MARK

_OPEN = """answers.mode = 'reply' AND answers.reply_id IS NOT NULL AND answers.withdrawn_at IS NULL
    AND answers.abandoned_at IS NULL AND answers.at > $1 AND answers.retry_at <= $2"""
_CLAIMS = "answers JOIN answered_claims USING (message_id) JOIN claims ON claims.id = answered_claims.claim_id"


async def due(connection: Connection, since: datetime, at: datetime, limit: int) -> list[int]:
    """The messages whose answers, given after `since`, are to be corrected at a moment; the youngest first.

    An answer at which an edit was cut off is among them, whatever it shows.
    """
    rows = await connection.fetch(
        f"""SELECT DISTINCT answers.at, answers.message_id FROM {_CLAIMS} {LAID.format(server="answers.server")}
            WHERE {_OPEN} AND (answers.tried_at IS NOT NULL
                OR (claims.lifecycle <> 'merged' AND answered_claims.shown <> {MARK}))
            ORDER BY answers.at DESC, answers.message_id DESC LIMIT $3""",  # noqa: S608 -- only our own words
        milliseconds(since),
        milliseconds(at),
        limit,
    )
    found = {(row["at"], row["message_id"]) for row in [*rows, *await _led(connection, since, at, limit)]}
    return [message_id for _, message_id in sorted(found, reverse=True)[:limit]]


async def _led(connection: Connection, since: datetime, at: datetime, limit: int) -> list[Row]:
    """The same of claims that were merged, of which SQL cannot tell where they lead."""
    rows = await connection.fetch(
        f"""SELECT DISTINCT answers.server, answered_claims.claim_id, answered_claims.shown
            FROM claims CROSS JOIN answered_claims CROSS JOIN answers
            WHERE {_OPEN} AND claims.lifecycle = 'merged' AND answered_claims.claim_id = claims.id
                AND answers.message_id = answered_claims.message_id
            ORDER BY answers.server""",  # noqa: S608 -- only our own words; the order of the joins is SQLite's to keep
        milliseconds(since),
        milliseconds(at),
    )
    found: list[Row] = []
    for outdated in await _outdated(connection, rows):
        found += await connection.fetch(
            f"""SELECT answers.at, answers.message_id FROM {_CLAIMS}
                WHERE {_OPEN} AND answers.server = $3 AND answered_claims.claim_id = $4 AND answered_claims.shown = $5
                ORDER BY answers.at DESC, answers.message_id DESC LIMIT $6""",  # noqa: S608 -- only our own words
            milliseconds(since),
            milliseconds(at),
            outdated["server"],
            outdated["claim_id"],
            outdated["shown"],
            limit,
        )
    return found


async def _outdated(connection: Connection, rows: Iterable[Row]) -> list[Row]:
    """Those rows, ordered by server, whose `shown` is not the present mark of their claim."""
    found: list[Row] = []
    for server, these in groupby(rows, key=lambda row: row["server"]):
        listed = list(these)
        marks = await standings.now(connection, server, list({row["claim_id"] for row in listed}))
        found += [row for row in listed if row["shown"] != marks[row["claim_id"]]]
    return found


async def attempt(connection: Connection, message_id: int, at: datetime) -> None:
    """Note that an answer is about to be edited: until something else is noted, nobody knows what it shows."""
    await connection.execute("UPDATE answers SET tried_at = $2 WHERE message_id = $1", message_id, milliseconds(at))


async def postpone(connection: Connection, message_id: int, until: datetime, *, unchanged: bool) -> None:
    """Leave an answer alone until a moment; `unchanged` where the edit surely did not go through."""
    await connection.execute(
        """UPDATE answers SET retry_at = $2, tried_at = CASE WHEN $3 THEN NULL ELSE tried_at END
           WHERE message_id = $1""",
        message_id,
        milliseconds(until),
        unchanged,
    )


async def abandon(connection: Connection, message_id: int, at: datetime) -> None:
    """Give an answer up: its reply cannot be edited any more."""
    await connection.execute("UPDATE answers SET abandoned_at = $2 WHERE message_id = $1", message_id, milliseconds(at))
