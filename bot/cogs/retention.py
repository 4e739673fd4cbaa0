"""Retention: what is old is deleted, and so is all of a server that I left, once it can be sure that I stay away."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import discord
from discord.ext import commands

from bot.clock import now
from bot.host import Host
from bot.rounds import Rounds

EVERY = timedelta(hours=1)
log = logging.getLogger(__name__)


class RetentionCog(commands.Cog):
    """Deletes at the start, and once an hour; `clock` tells the time."""

    def __init__(self, host: Host, clock: Callable[[], datetime] = now) -> None:
        self._host = host
        self._clock = clock
        self._rounds = Rounds("deleting what is old", self.tidy, partial(asyncio.sleep, EVERY.total_seconds()))

    async def cog_load(self) -> None:
        """Begin to delete."""
        self._rounds.start()

    async def cog_unload(self) -> None:
        """Delete no more."""
        await self._rounds.stop()

    async def tidy(self) -> None:
        """Delete what is due now; a server that was left or came back while I was away is noticed first."""
        await self._host.wait_until_ready()
        await self._look()
        for server in await self._host.service.retention.tidy(self._clock()):
            log.warning("server %s was left long enough ago: all of it is erased", server)

    @commands.Cog.listener()
    async def on_guild_remove(self, _: discord.Guild) -> None:
        """Note that a server was left."""
        await self._look()

    @commands.Cog.listener()
    async def on_guild_join(self, _: discord.Guild) -> None:
        """Note that one came back."""
        await self._look()

    async def _look(self) -> None:
        served = {str(guild.id) for guild in self._host.guilds}  # also those that cannot be reached just now
        for server in await self._host.service.retention.serve(served, self._clock()):
            log.warning("server %s was left; unless I come back, all of it is erased after a while", server)
