"""Privacy: what is kept about somebody, for nobody but them."""

from discord import app_commands
from discord.ext import commands

from bot.host import Asked
from bot.views import privacy


class PrivacyCog(commands.Cog):
    """Answers everybody, in servers and in direct messages; what the buttons do, see `bot.views.privacy`."""

    @app_commands.command()
    async def privacy(self, interaction: Asked) -> None:
        """See what I keep about you, export it, erase it, or be left alone."""
        await privacy.show(interaction)
