"""What each server has settled for itself. The ids in it are those of the place it lives in, and mean nothing here."""

import msgspec

from claims_db.store import servers
from claims_db.store.database import Database


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Who curates, where reviews and notes go, which channels are watched."""

    curator_role: int | None = None
    review_channel: int | None = None
    log_channel: int | None = None
    watched: tuple[int, ...] = ()


class Servers:
    """Settings by server; from `claims_db.service.open_service`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, server: str) -> Settings:
        """A server's settings; the defaults where it has settled nothing."""
        async with self._database.read() as connection:
            document = await servers.get(connection, server)
        return msgspec.json.decode(document, type=Settings) if document else Settings()

    async def put(self, server: str, settings: Settings) -> None:
        """Replace a server's settings."""
        async with self._database.write() as connection:
            await servers.put(connection, server, msgspec.json.encode(settings).decode())
