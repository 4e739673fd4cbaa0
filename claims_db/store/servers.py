"""The settings of servers, each a document."""

from claims_db.store.database import Connection


async def get(connection: Connection, server: str) -> str | None:
    """A server's document; None where it has none."""
    row = await connection.fetch_one("SELECT document FROM servers WHERE id = $1", server)
    return row["document"] if row else None


async def put(connection: Connection, server: str, document: str) -> None:
    """Replace a server's document."""
    await connection.execute(
        """INSERT INTO servers (id, document) VALUES ($1, $2)
           ON CONFLICT (id) DO UPDATE SET document = excluded.document""",
        server,
        document,
    )


async def every(connection: Connection) -> list[tuple[str, str]]:
    """Every server that has settled something, with its document."""
    rows = await connection.fetch("SELECT id, document FROM servers ORDER BY id")
    return [(row["id"], row["document"]) for row in rows]
