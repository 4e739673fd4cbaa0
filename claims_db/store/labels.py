"""What moderators said of answers: scores with labels, and how many answers there are to label."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims_db.store.database import Connection, milliseconds

Row = tuple[float, str]
"""The best score of an answer, in 0..1, and its label."""


async def of_place(connection: Connection, server: str, place_id: int | None, limit: int) -> list[Row]:
    """The labelled answers of a watched channel, or of all of a server, the one labelled last first."""
    rows = await connection.fetch(
        """SELECT answered_claims.score, answers.label FROM answers JOIN answered_claims USING (message_id)
           WHERE answers.server = $1 AND (CAST($2 AS BIGINT) IS NULL OR answers.place_id = $2)
               AND answers.label IS NOT NULL AND answered_claims.position = 0
           ORDER BY answers.labelled_at DESC, answers.message_id DESC LIMIT $3""",
        server,
        place_id,
        limit,
    )
    return [(row["score"], row["label"]) for row in rows]


COUNTED = """COALESCE(SUM(CASE WHEN mode = 'shadow' THEN 1 ELSE 0 END), 0) AS saved,
    COALESCE(SUM(CASE WHEN mode = 'reply' AND reply_id IS NOT NULL THEN 1 ELSE 0 END), 0) AS made,
    COALESCE(SUM(CASE WHEN mode = 'reply' AND reply_id IS NOT NULL AND withdrawn_at IS NOT NULL THEN 1 ELSE 0 END), 0)
        AS withdrawn"""
"""The columns of `Counts`, as SQL over `answers`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many answers were saved, that is kept back in shadow, made, and of those taken back."""

    saved: int = 0
    made: int = 0
    withdrawn: int = 0

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Counts":
        """From a row of `COUNTED`."""
        return cls(**{name: int(row[name]) for name in ("saved", "made", "withdrawn")})


async def counts(connection: Connection, server: str, place_id: int, since: datetime) -> Counts:
    """Count the answers of a watched channel after a moment."""
    row = await connection.fetch_one(
        f"SELECT {COUNTED} FROM answers WHERE server = $1 AND place_id = $2 AND at > $3",  # noqa: S608 -- our own words
        server,
        place_id,
        milliseconds(since),
    )
    return Counts.read(row) if row else Counts()
