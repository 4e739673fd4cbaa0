"""Who wants no answers that they did not ask for."""

from datetime import datetime

from claims_db.store.database import Connection, milliseconds, moment


async def every(connection: Connection) -> dict[int, datetime]:
    """All of them, with when they said so."""
    rows = await connection.fetch("SELECT user_id, at FROM optouts")
    return {row["user_id"]: moment(row["at"]) for row in rows}


async def put(connection: Connection, user_id: int, at: datetime) -> None:
    """Remember that somebody wants none; saying so twice changes nothing."""
    await connection.execute(
        "INSERT INTO optouts (user_id, at) VALUES ($1, $2) ON CONFLICT (user_id) DO NOTHING", user_id, milliseconds(at)
    )


async def drop(connection: Connection, user_id: int) -> None:
    """Forget it."""
    await connection.execute("DELETE FROM optouts WHERE user_id = $1", user_id)
