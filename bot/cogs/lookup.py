"""Asking: the /claim commands and the message menu."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import completion, typed
from bot.cards.claims import findings_card, list_card
from bot.cards.history import standing_card
from bot.cards.lists import Page
from bot.cards.parts import MAX_LISTED
from bot.clock import today
from bot.host import Asked
from bot.places import server_of
from bot.views import claims
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
    @app_commands.describe(
        claim="Start typing, then choose", as_of="With the status of a day: 2026-05-03, 3 May 2026, yesterday"
    )
    @app_commands.autocomplete(claim=completion.known)
    async def show(self, interaction: Asked, claim: Reference, as_of: app_commands.Range[str, 1, 40] = "today") -> None:
        """Show one claim: status, who says so, via whom, since when."""
        on = typed.day(as_of, today())
        card = standing_card(await self._lookup.show_as_of(claim, on, server=server_of(interaction)), on, today())
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(claim="Start typing, then choose")
    @app_commands.autocomplete(claim=completion.known)
    async def history(self, interaction: Asked, claim: Reference) -> None:
        """Show the statuses a claim had, and who changed what."""
        await claims.history(interaction, claim)

    @app_commands.command(name="list")
    @app_commands.describe(
        status="Only claims of this status", topic="Only claims about this", stale="Only claims whose check is overdue"
    )
    @app_commands.choices(status=completion.STATUS_CHOICES)
    @app_commands.autocomplete(topic=completion.topics)
    async def page(
        self,
        interaction: Asked,
        status: str = "",
        topic: app_commands.Range[str, 1, completion.TOPIC] = "",
        stale: bool = False,
    ) -> None:
        """List claims by status, by topic, or those whose check is overdue."""
        first = Page.read(f"0;{status};{int(stale)};{topic}")
        await interaction.response.send_message(view=await claims.listed(interaction, first), ephemeral=True)

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
