"""Who follows which claim where, and which status they know of."""

from collections.abc import Sequence

from claims_db.model import ClaimId, VerificationStatus
from claims_db.store.database import Connection, Row


async def put(connection: Connection, user_id: int, server: str, claim_id: ClaimId, told: VerificationStatus) -> None:
    """Remember that somebody follows a claim, and which status they know of."""
    await connection.execute(
        """INSERT INTO follows (user_id, server, claim_id, told, reachable) VALUES ($1, $2, $3, $4, 1)
           ON CONFLICT (user_id, server, claim_id) DO UPDATE SET told = excluded.told, reachable = 1""",
        user_id,
        server,
        claim_id,
        told,
    )


async def told(connection: Connection, user_id: int, server: str, claim_id: ClaimId, now: VerificationStatus) -> None:
    """Remember which status somebody was told, if they still follow."""
    await connection.execute(
        """UPDATE follows SET told = $4, reachable = 1
           WHERE user_id = $1 AND server = $2 AND claim_id = $3""",
        user_id,
        server,
        claim_id,
        now,
    )


async def drop(connection: Connection, user_id: int, claim_id: ClaimId, server: str | None) -> None:
    """Forget that somebody follows a claim, in a server or in any."""
    await connection.execute(
        """DELETE FROM follows
           WHERE user_id = $1 AND (CAST($3 AS TEXT) IS NULL OR server = $3)
               AND (claim_id = $2 OR claim_id IN (SELECT via FROM follows WHERE user_id = $1 AND claim_id = $2))""",
        user_id,
        claim_id,
        server,
    )


async def lead(connection: Connection, claim_id: ClaimId, to: ClaimId) -> None:
    """Let those who follow a claim that is merged follow the other through it, from what they were told last."""
    await connection.execute(
        """INSERT INTO follows (user_id, server, claim_id, told, reachable, via)
           SELECT user_id, server, $2, told, reachable, $1 FROM follows WHERE claim_id = $1
           ON CONFLICT (user_id, server, claim_id) DO NOTHING""",
        claim_id,
        to,
    )


async def part(connection: Connection, claim_id: ClaimId) -> None:
    """Let those who came to follow another claim through this one follow this one alone again."""
    await connection.execute("DELETE FROM follows WHERE via = $1", claim_id)


async def of_user(connection: Connection, user_id: int, server: str) -> list[ClaimId]:
    """What somebody follows in a server; what went back to being a draft is left out."""
    rows = await connection.fetch(
        """SELECT follows.claim_id FROM follows JOIN claims ON claims.id = follows.claim_id
           WHERE follows.user_id = $1 AND follows.server = $2
               AND claims.lifecycle NOT IN ('draft', 'rejected', 'merged')
           ORDER BY follows.claim_id""",
        user_id,
        server,
    )
    return [row["claim_id"] for row in rows]


async def due(connection: Connection, limit: int, user_id: int | None = None) -> Sequence[Row]:
    """Follows whose claim's status, as seen in their server, is not the one they were told.

    Of everybody, those who can be reached; of the one person asked for, what could not be brought to them.
    """
    return await connection.fetch(
        """SELECT follows.user_id, follows.server, follows.claim_id, follows.told
           FROM follows JOIN claims ON claims.id = follows.claim_id
           LEFT JOIN claims AS overlay ON overlay.overlays = claims.id AND overlay.scope_kind = 'server'
               AND overlay.scope_name = follows.server AND overlay.lifecycle = 'published' AND overlay.as_of <> ''
           WHERE COALESCE(overlay.status, claims.status) <> follows.told
               AND claims.lifecycle NOT IN ('draft', 'rejected', 'merged')
               AND ((CAST($1 AS BIGINT) IS NULL AND follows.reachable = 1)
                   OR (follows.user_id = $1 AND follows.reachable = 0))
           ORDER BY follows.user_id, follows.server, follows.claim_id LIMIT $2""",
        user_id,
        limit,
    )


async def unreachable(connection: Connection, user_id: int) -> None:
    """Note that somebody takes no direct messages."""
    await connection.execute("UPDATE follows SET reachable = 0 WHERE user_id = $1", user_id)
