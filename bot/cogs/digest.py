"""The digest: once a week, what is overdue and what waits, to the review channel of each server."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from discord.ext import commands

from bot import bulletin
from bot.clock import now
from bot.host import Host
from bot.rounds import Rounds

EVERY = timedelta(hours=1)
"""How often to see whether a week has passed somewhere."""


class DigestCog(commands.Cog):
    """Looks at the start, and once an hour, whether a server is due; `clock` tells the time."""

    def __init__(self, host: Host, clock: Callable[[], datetime] = now) -> None:
        self._host = host
        self._clock = clock
        self._rounds = Rounds("sending digests", self.send, partial(asyncio.sleep, EVERY.total_seconds()))

    async def cog_load(self) -> None:
        """Begin to look."""
        self._rounds.start()

    async def cog_unload(self) -> None:
        """Look no more."""
        await self._rounds.stop()

    async def send(self) -> None:
        """Send what is due now."""
        await bulletin.publish(self._host, self._clock())
