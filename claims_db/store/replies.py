"""Where a claim was answered, so that it is not answered twice. Ids, score, relation and time; never a word."""

from collections.abc import Iterable
from datetime import datetime

from claims_db.model import Claim, ClaimId, Match
from claims_db.store.database import Connection, milliseconds


async def answered(connection: Connection, channel_id: int, since: datetime) -> set[ClaimId]:
    """The claims that got an answer in a channel after a moment."""
    rows = await connection.fetch(
        "SELECT DISTINCT claim_id FROM replies WHERE channel_id = $1 AND at > $2", channel_id, milliseconds(since)
    )
    return {ClaimId(row["claim_id"]) for row in rows}


async def is_answered(connection: Connection, message_id: int) -> bool:
    """Whether a message got an answer, or is about to."""
    return await connection.fetch_one("SELECT 1 AS found FROM replies WHERE message_id = $1", message_id) is not None


async def reserve(
    connection: Connection, message_id: int, channel_id: int, answers: Iterable[tuple[Claim, Match]], at: datetime
) -> None:
    """Note that a message is about to be answered with these claims."""
    for claim, match in answers:
        await connection.execute(
            """INSERT INTO replies (message_id, channel_id, claim_id, revision, score, relation, at)
               VALUES ($1, $2, $3, $4, $5, $6, $7)""",
            message_id,
            channel_id,
            claim.id,
            claim.revision,
            match.score,
            match.relation,
            milliseconds(at),
        )


async def confirm(connection: Connection, message_id: int, reply_id: int) -> None:
    """Note under which id the answer to a message went out."""
    await connection.execute("UPDATE replies SET reply_id = $1 WHERE message_id = $2", reply_id, message_id)


async def forget(connection: Connection, message_id: int) -> None:
    """Drop the note of an answer that did not go out."""
    await connection.execute("DELETE FROM replies WHERE message_id = $1", message_id)
