"""Wrong matches of a server: which claim was not in a message, the message as hashes."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from claims_db.model import ClaimId
from claims_db.store import claims
from claims_db.store.database import Connection, milliseconds

_KEY = "mistakes"


async def key(connection: Connection) -> bytes:
    """The key of this database's hashes; made at the first call, which takes a writing connection."""
    row = await connection.fetch_one("SELECT value FROM secrets WHERE name = $1", _KEY)
    if row is None:
        await connection.execute(
            "INSERT INTO secrets (name, value) VALUES ($1, $2)", _KEY, made := secrets.token_hex(32)
        )
        return bytes.fromhex(made)
    return bytes.fromhex(row["value"])


async def put(
    connection: Connection,
    message_id: int,
    server: str,
    ids: Iterable[ClaimId],
    features: str,
    by: tuple[str, datetime],
) -> None:
    """Remember that a message was a wrong match for these claims; `by` is who said so, and when."""
    actor, at = by
    for claim_id in ids:
        await connection.execute(
            """INSERT INTO mistakes (message_id, server, claim_id, features, actor, at)
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (message_id, claim_id) DO NOTHING""",
            message_id,
            server,
            claim_id,
            features,
            actor,
            milliseconds(at),
        )


async def lift(connection: Connection, message_id: int) -> None:
    """Forget that a message was a wrong match."""
    await connection.execute("DELETE FROM mistakes WHERE message_id = $1", message_id)


async def of_claim(connection: Connection, server: str, claim_id: ClaimId) -> list[str]:
    """The features of all messages that were a wrong match for a claim, or for one that was merged into it."""
    found: list[str] = []
    for each in (claim_id, *await _led_to(connection, server, claim_id)):
        rows = await connection.fetch("SELECT features FROM mistakes WHERE server = $1 AND claim_id = $2", server, each)
        found += [row["features"] for row in rows]
    return found


async def _led_to(connection: Connection, server: str, claim_id: ClaimId) -> list[ClaimId]:
    """The claims with wrong matches that lead to a claim by now."""
    rows = await connection.fetch(
        """SELECT DISTINCT claims.id FROM mistakes JOIN claims ON claims.id = mistakes.claim_id
           WHERE mistakes.server = $1 AND claims.lifecycle = 'merged'""",
        server,
    )
    merged = await claims.get(connection, [ClaimId(row["id"]) for row in rows])
    targets = {each: await claims.resolved(connection, claim) for each, claim in merged.items()}
    return [each for each, target in targets.items() if target is not None and target.id == claim_id]
