"""What moderators said of answers: scores with labels, and how many answers there are to label."""

from dataclasses import dataclass
from datetime import datetime

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many answers of a watched channel were saved, that is kept back in shadow, made, and taken back."""

    saved: int
    made: int
    withdrawn: int


async def counts(connection: Connection, server: str, place_id: int, since: datetime) -> Counts:
    """Count the answers of a watched channel after a moment."""
    row = await connection.fetch_one(
        """SELECT COALESCE(SUM(CASE WHEN mode = 'shadow' THEN 1 ELSE 0 END), 0) AS saved,
               COALESCE(SUM(CASE WHEN mode = 'reply' AND reply_id IS NOT NULL THEN 1 ELSE 0 END), 0) AS made,
               COALESCE(SUM(CASE WHEN mode = 'reply' AND withdrawn_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS withdrawn
           FROM answers WHERE server = $1 AND place_id = $2 AND at > $3""",
        server,
        place_id,
        milliseconds(since),
    )
    return Counts(**{name: int(row[name]) for name in ("saved", "made", "withdrawn")} if row else {})
