"""How often claims came up in a server's watched channels, by day; whether they were answered or not."""

from collections.abc import Iterable
from datetime import date

from claims_db.model import ClaimId
from claims_db.store.database import Connection


async def count(connection: Connection, server: str, claims: Iterable[ClaimId], day: date) -> None:
    """Count that these claims came up once more."""
    for claim_id in claims:
        await connection.execute(
            """INSERT INTO sightings (server, claim_id, day, times) VALUES ($1, $2, $3, 1)
               ON CONFLICT (server, claim_id, day) DO UPDATE SET times = sightings.times + 1""",
            server,
            claim_id,
            day.isoformat(),
        )
