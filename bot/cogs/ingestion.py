"""Reading articles: curators give a link or a file, and decide on the drafts that come of it."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import typed
from bot.host import Asked
from bot.views import ingestion


class IngestionCog(commands.Cog):
    """Takes articles."""

    @app_commands.command()
    @app_commands.describe(
        url="The address of an article, where fetching is switched on", file="A text or HTML file with the article"
    )
    async def ingest(
        self,
        interaction: Asked,
        url: app_commands.Range[str, 1, typed.ADDRESS] = "",
        file: discord.Attachment | None = None,
    ) -> None:
        """Read an article, and decide on the draft claims in it: who says what, via whom, when."""
        await ingestion.ingest(interaction, url, file)

    @app_commands.guild_only()
    @app_commands.default_permissions(manage_messages=True)
    async def read_message(self, interaction: Asked, message: discord.Message) -> None:
        """Read the article that a message links to."""
        await ingestion.ingest_message(interaction, message)
