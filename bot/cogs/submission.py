"""Submitting: anybody puts a claim before the curators."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import typed
from bot.host import Asked
from bot.markdown import clip
from bot.views.submission import Proposal, propose


class SubmissionCog(commands.Cog):
    """Takes what people want on record."""

    @app_commands.command()
    @app_commands.describe(
        text="What is claimed, in one sentence; leave it out to open a form", link="Where it was said"
    )
    async def submit(
        self,
        interaction: Asked,
        text: app_commands.Range[str, 1, typed.STATEMENT] = "",
        link: app_commands.Range[str, 1, typed.ADDRESS] = "",
    ) -> None:
        """Put a claim before the curators; you hear what became of it."""
        await propose(interaction, Proposal(text=text, url=link))

    async def submit_message(self, interaction: Asked, message: discord.Message) -> None:
        """Put what a message says before the curators."""
        await propose(interaction, Proposal(text=clip(message.clean_content, typed.STATEMENT), url=message.jump_url))
