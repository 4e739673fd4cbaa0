"""Following: hearing of it when the status of a claim changes."""

from datetime import timedelta
from functools import partial

from discord import app_commands
from discord.ext import commands

from bot import completion, courier
from bot.host import Asked, Host
from bot.rounds import Rounds
from bot.views import claims

PATIENCE = timedelta(minutes=15)
"""How long a change that another process made may go unnoticed."""
Reference = app_commands.Range[str, 1, 100]


class FollowingCog(commands.Cog):
    """Takes followers, and tells them: at the start, and at once when something changes."""

    def __init__(self, host: Host) -> None:
        change = partial(host.service.following.change, PATIENCE)
        self._rounds = Rounds("telling followers", partial(courier.deliver, host), change)

    async def cog_load(self) -> None:
        """Begin to tell."""
        self._rounds.start()

    async def cog_unload(self) -> None:
        """Tell no more."""
        await self._rounds.stop()

    @app_commands.command()
    @app_commands.describe(claim="Start typing, then choose")
    @app_commands.autocomplete(claim=completion.known)
    async def follow(self, interaction: Asked, claim: Reference) -> None:
        """Get a direct message when the status of a claim changes."""
        await claims.follow(interaction, claim)

    @app_commands.command()
    @app_commands.describe(claim="One of those you follow")
    @app_commands.autocomplete(claim=completion.followed)
    async def unfollow(self, interaction: Asked, claim: Reference) -> None:
        """Get no more messages about a claim."""
        await claims.unfollow(interaction, claim)

    @commands.Cog.listener()
    async def on_app_command_completion(self, interaction: Asked, _: object) -> None:
        """Whoever takes no direct messages hears of it when they use a command."""
        await courier.remind(interaction)
