"""The buttons with which something begun goes on: from what is kept in memory, not from a button's id."""

from bot.host import Asked
from bot.views.claims import Action


async def go_on(interaction: Asked, token: str) -> None:
    """Go on, as often as somebody likes."""
    await interaction.client.pending.get(token)(interaction)


async def confirm(interaction: Asked, token: str) -> None:
    """Go on, once."""
    await interaction.client.pending.take(token)(interaction)


ACTIONS: dict[str, Action] = {"go_on": go_on, "confirm": confirm}
