"""Every button of ours, found again by its custom id: one class that knows which action it names."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.cards.parts import note_card
from bot.host import Asked
from bot.sentences import telling
from bot.views import audit, claims, going_on, ingestion, privacy, queue, watching
from bot.views.claims import Action

OTHER_VERSION = "This button is from another version of me. Look the claim up again."


async def _outdated(interaction: Asked, _: str) -> None:
    await interaction.response.send_message(view=note_card(OTHER_VERSION), ephemeral=True)


ACTIONS: dict[str, Action] = {
    **claims.ACTIONS,
    **queue.ACTIONS,
    **ingestion.ACTIONS,
    **going_on.ACTIONS,
    **audit.ACTIONS,
    **watching.ACTIONS,
    **privacy.ACTIONS,
}


class ClaimButton(ui.DynamicItem[ui.Button[Any]], template=r"onrecord:v1:(?P<action>[a-z_]+):(?P<claim>.+)"):
    """A button that names an action and a claim."""

    def __init__(self, item: ui.Button[Any], action: str, claim: str) -> None:
        super().__init__(item)
        self._action = action
        self._claim = claim

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Made anew for every press."""
        assert isinstance(item, ui.Button)  # noqa: S101 -- only buttons carry our custom ids
        return cls(item, match["action"], match["claim"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a press."""
        async with telling(interaction):
            await ACTIONS.get(self._action, _outdated)(interaction, self._claim)
