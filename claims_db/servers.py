"""What each server has settled for itself. The ids in it are those of the place it lives in, and mean nothing here."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from claims_db.catalogue import Catalogue
from claims_db.store import servers
from claims_db.store.database import Connection, Database
from claims_db.watching.rules import Mode, Rules


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Who curates, where reviews and notes go, what holds in which channel, which packs are left out."""

    curator_role: int | None = None
    review_channel: int | None = None
    log_channel: int | None = None
    channels: dict[int, Rules] = {}
    """What was settled for channels; those that are absent are not watched."""
    min_score: float | None = None
    """How sure a match must be in this server, in 0..1; None as the operator configured it."""
    ignored_roles: tuple[int, ...] = ()
    """Whoever holds one of these gets no answers that they did not ask for."""
    left_out: tuple[str, ...] = ()
    digested_at: datetime | None = None
    """When the review channel was last told what waits."""
    numbers_at: datetime | None = None
    """When the log channel was last told the numbers of a week."""

    @property
    def watched(self) -> tuple[int, ...]:
        """The channels in which something is done, be it in shadow."""
        return tuple(channel for channel, rules in self.channels.items() if rules.mode is not Mode.OFF)


class Servers:
    """Settings by server, remembered since every message asks for them; from `claims_db.service.open_service`."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self._catalogue = catalogue
        self._known: dict[str, Settings] = {}

    async def get(self, server: str) -> Settings:
        """A server's settings; the defaults where it has settled nothing."""
        if server in self._known:
            return self._known[server]
        async with self._database.read() as connection:
            stored = await _stored(connection, server)
        return self._known.setdefault(server, stored)  # what was settled in the meantime is younger than what was read

    async def put(self, server: str, settings: Settings) -> None:
        """Replace a server's settings."""
        await self.change(server, lambda _: settings)

    async def change(self, server: str, change: Callable[[Settings], Settings]) -> Settings:
        """Settle something and leave the rest as it is, whoever settles something else meanwhile."""
        async with self._database.write() as connection:
            settings = change(await _stored(connection, server))
            await servers.put(connection, server, msgspec.json.encode(settings).decode())
        self._known[server] = settings
        self._catalogue.leave_out(server, settings.left_out)
        return settings

    def forget(self, server: str) -> None:
        """Remember nothing of a server whose settings were deleted."""
        self._known.pop(server, None)


async def left_out(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Which packs each server has left out."""
    return {server: _settings(document).left_out for server, document in await servers.every(connection)}


async def _stored(connection: Connection, server: str) -> Settings:
    document = await servers.get(connection, server)
    return _settings(document) if document else Settings()


def _settings(document: str) -> Settings:
    return msgspec.json.decode(document, type=Settings)
