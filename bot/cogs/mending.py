"""Mending: replies that were given unasked stay true when their claims change."""

from datetime import timedelta
from functools import partial

from discord.ext import commands

from bot import mending
from bot.host import Host
from bot.mending import Tempo
from bot.rounds import Rounds


class MendingCog(commands.Cog):
    """Corrects replies up to an age: at the start, and at once when something changes."""

    def __init__(self, host: Host, age: timedelta, tempo: Tempo) -> None:
        change = partial(host.service.corrections.change, tempo.pause)
        self._rounds = Rounds("correcting replies", partial(mending.mend, host, age, tempo), change)

    async def cog_load(self) -> None:
        """Begin to correct."""
        self._rounds.start()

    async def cog_unload(self) -> None:
        """Correct no more."""
        await self._rounds.stop()
