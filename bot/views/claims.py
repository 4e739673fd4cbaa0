"""The buttons on a claim's card."""

from collections.abc import Awaitable, Callable

from bot.cards.claims import claim_card, history_card, sources_card
from bot.clock import today
from bot.host import Asked
from bot.markdown import escape
from bot.places import server_of
from claims_db.model import Claim

Action = Callable[[Asked, str], Awaitable[None]]
"""What a press does; takes the id of the claim that the button names."""


async def _shown(interaction: Asked, claim_id: str) -> Claim:
    return await interaction.client.service.lookup.show(claim_id, server=server_of(interaction))


async def sources(interaction: Asked, claim_id: str) -> None:
    """List the sources, for the presser alone."""
    await interaction.response.send_message(view=sources_card(await _shown(interaction, claim_id)), ephemeral=True)


async def history(interaction: Asked, claim_id: str) -> None:
    """List the statuses the claim had, for the presser alone."""
    await interaction.response.send_message(view=history_card(await _shown(interaction, claim_id)), ephemeral=True)


async def opened(interaction: Asked, claim_id: str) -> None:
    """Show the claim in full, for the presser alone."""
    card = claim_card(await _shown(interaction, claim_id), today(), shareable=True)
    await interaction.response.send_message(view=card, ephemeral=True)


async def share(interaction: Asked, claim_id: str) -> None:
    """Show the claim to the channel."""
    note = f"Shared by {escape(interaction.user.display_name, 40)}."
    await interaction.response.send_message(view=claim_card(await _shown(interaction, claim_id), today(), note=note))


ACTIONS: dict[str, Action] = {"sources": sources, "history": history, "open": opened, "share": share}
