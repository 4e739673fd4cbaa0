"""The digest: once a week, what is overdue and what waits, to the review channel of each server."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import discord
from discord.ext import commands

from bot.cards.digest import digest_card
from bot.clock import now
from bot.host import Host
from bot.rounds import Rounds
from claims_db.digests import Digest, Digests

EVERY = timedelta(hours=1)
"""How often to see whether a week has passed somewhere."""
log = logging.getLogger(__name__)


class DigestCog(commands.Cog):
    """Looks once an hour whether a server is due; `clock` tells the time."""

    def __init__(self, host: Host, digests: Digests, clock: Callable[[], datetime] = now) -> None:
        self._host = host
        self._digests = digests
        self._clock = clock
        self._rounds = Rounds("sending digests", self.send, partial(asyncio.sleep, EVERY.total_seconds()))

    async def cog_load(self) -> None:
        """Begin to look."""
        self._rounds.start()

    async def cog_unload(self) -> None:
        """Look no more."""
        await self._rounds.stop()

    async def send(self) -> None:
        """Send every digest that is due; one that cannot be sent stays due."""
        await self._host.wait_until_ready()
        for guild in tuple(self._host.guilds):
            at = self._clock()
            if digest := await self._digests.due(str(guild.id), at):
                await self._send(digest, at)

    async def _send(self, digest: Digest, at: datetime) -> None:
        channel = self._host.get_partial_messageable(digest.channel)
        try:
            await channel.send(view=digest_card(digest, at.date()))
        except discord.HTTPException as error:
            log.warning("the digest could not be sent to the review channel %s: %s", digest.channel, error.text)
        else:
            # Where the process ends between the two, a server gets the same digest twice; never none.
            await self._digests.sent(digest.server, at)
