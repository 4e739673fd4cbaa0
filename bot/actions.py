"""What the buttons on cards do. A button names an action and a claim, so one from last month still works."""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.cards import claim_card, history_card, note_card, sources_card
from bot.clock import today
from bot.markdown import escape
from bot.sentences import tell
from claims_db.model import Claim

if TYPE_CHECKING:
    from bot.client import OnrecordBot

OTHER_VERSION = "This button is from another version of me. Look the claim up again."

Action = Callable[[discord.Interaction["OnrecordBot"], Claim], Awaitable[object]]


async def _sources(interaction: discord.Interaction["OnrecordBot"], claim: Claim) -> None:
    await interaction.response.send_message(view=sources_card(claim), ephemeral=True)


async def _history(interaction: discord.Interaction["OnrecordBot"], claim: Claim) -> None:
    await interaction.response.send_message(view=history_card(claim), ephemeral=True)


async def _open(interaction: discord.Interaction["OnrecordBot"], claim: Claim) -> None:
    card = claim_card(claim, today(), shareable=True)
    await interaction.response.send_message(view=card, ephemeral=True)


async def _share(interaction: discord.Interaction["OnrecordBot"], claim: Claim) -> None:
    note = f"Shared by {escape(interaction.user.display_name, 40)}."
    await interaction.response.send_message(view=claim_card(claim, today(), note=note))


async def _outdated(interaction: discord.Interaction["OnrecordBot"], _: Claim) -> None:
    await interaction.response.send_message(view=note_card(OTHER_VERSION), ephemeral=True)


ACTIONS: dict[str, Action] = {"sources": _sources, "history": _history, "open": _open, "share": _share}


class ClaimButton(ui.DynamicItem[ui.Button[Any]], template=r"onrecord:v1:(?P<action>[a-z_]+):(?P<claim>.+)"):
    """Any button of ours, found again by its custom id."""

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
        """Answer a press. The library drops an exception raised here, so this is where one is told."""
        try:
            claim = await interaction.client.service.lookup.show(self._claim)
            await ACTIONS.get(self._action, _outdated)(interaction, claim)
        except Exception as error:  # noqa: BLE001 -- the last one who can tell the person
            await tell(interaction, error)
