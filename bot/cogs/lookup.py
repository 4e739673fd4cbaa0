"""Asking: the /claim commands and the message menu."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.claims import claim_card, findings_card, list_card, title_line
from bot.cards.parts import MAX_LISTED
from bot.clock import today
from bot.host import Asked
from bot.places import server_of
from claims_db.lookup import Filter, Lookup

MAX_TEXT = 2_000
Reference = app_commands.Range[str, 1, 100]


class LookupCog(commands.GroupCog, group_name="claim", group_description="Look up who says what, and what is known"):
    """Looks claims up for the person who asks, and for nobody else to see."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    @app_commands.command()
    @app_commands.describe(text="A few words, or the whole message you want checked")
    async def search(self, interaction: Asked, text: app_commands.Range[str, 1, MAX_TEXT]) -> None:
        """Find claims on record that a text repeats, or is about."""
        card = findings_card(await self._lookup.find(text, server=server_of(interaction)), today(), shareable=True)
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(claim="Start typing, then choose")
    async def show(self, interaction: Asked, claim: Reference) -> None:
        """Show one claim: status, who says so, via whom, since when."""
        card = claim_card(await self._lookup.show(claim, server=server_of(interaction)), today(), shareable=True)
        await interaction.response.send_message(view=card, ephemeral=True)

    @show.autocomplete("claim")
    async def complete(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        """Offer claims while somebody types."""
        claims = await self._lookup.suggest(typed, server=server_of(interaction))
        return [app_commands.Choice(name=title_line(claim, 100), value=claim.id) for claim in claims]

    @app_commands.command()
    async def recent(self, interaction: Asked) -> None:
        """List the claims whose status is youngest."""
        card = list_card(
            "Newest on record", await self._lookup.list(Filter(server=server_of(interaction)), limit=MAX_LISTED)
        )
        await interaction.response.send_message(view=card, ephemeral=True)

    async def check(self, interaction: Asked, message: discord.Message) -> None:
        """Find the claims in a message."""
        card = findings_card(
            await self._lookup.find(message.content, server=server_of(interaction)), today(), shareable=True
        )
        await interaction.response.send_message(view=card, ephemeral=True)
