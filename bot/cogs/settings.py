"""Settling: the /onrecord commands, for those who may manage a server; and for everybody, being left alone."""

from discord import app_commands
from discord.ext import commands

from bot.host import Asked
from bot.views import privacy, settings


@app_commands.guild_only()
class SettingsCog(
    commands.GroupCog, group_name="onrecord", group_description="Set me up in this server, or have me leave you alone"
):
    """Shows what is settled to who may settle it; the choices themselves are menus, see `bot.views.settings`.

    Everybody sees the group, since Discord knows no permissions of single commands in it; each refuses by itself.
    """

    @app_commands.command()
    async def setup(self, interaction: Asked) -> None:
        """Choose the curator role, the review and log channels, and the channels to watch."""
        await interaction.response.send_message(view=await settings.setup(interaction), ephemeral=True)

    @app_commands.command()
    async def settings(self, interaction: Asked) -> None:
        """Show what is settled for this server."""
        await interaction.response.send_message(view=await settings.settled(interaction), ephemeral=True)

    @app_commands.command()
    async def diagnose(self, interaction: Asked) -> None:
        """Find out which permissions and intents I lack here, and how to grant them."""
        await interaction.response.send_message(view=await settings.diagnosed(interaction), ephemeral=True)

    @app_commands.command()
    async def optout(self, interaction: Asked) -> None:
        """Have me leave you alone: what you write is not matched. Use it again to take that back."""
        await privacy.optout(interaction)
