"""Forms: what can be filled in, and what happens when it cannot be taken.

A form whose values are refused is not lost: whoever filled it in can go back to it as they left it.
"""

from collections.abc import Iterable
from typing import Any

import discord
from discord import ui

from bot import typed
from bot.cards.queue import confirm_card
from bot.errors import Mistyped
from bot.host import Asked
from bot.sentences import sentence, tell
from claims_db.errors import IncompleteReview

OPEN_SECONDS = 3_600
MOST_OPTIONS = 25
Option = tuple[str, str]
"""What is read, and the value it stands for."""


class Typed(ui.Label[Any]):
    """A labelled text field of at most `most` characters; what holds prose takes several lines."""

    def __init__(
        self, label: str, most: int, *, default: str = "", required: bool = True, about: str | None = None
    ) -> None:
        style = discord.TextStyle.paragraph if most in {typed.STATEMENT, typed.PROSE} else discord.TextStyle.short
        self._input = ui.TextInput[Any](style=style, default=default or None, required=required, max_length=most)
        super().__init__(text=label, component=self._input, description=about)

    @property
    def typed(self) -> str:
        """What was typed."""
        return self._input.value

    def keep(self) -> None:
        """Show what was typed when the form opens again."""
        self._input.default = self._input.value or None


class Picked(ui.Label[Any]):
    """A labelled choice of any number of options, at most `MOST_OPTIONS`; there must be at least one to choose from."""

    def __init__(
        self, label: str, options: Iterable[Option], *, chosen: Iterable[str] = (), most: int | None = None
    ) -> None:
        chosen = set(chosen)
        offered = [
            discord.SelectOption(label=name, value=value, default=value in chosen)
            for name, value in list(options)[:MOST_OPTIONS]
        ]
        self._select = ui.Select[Any](
            options=offered, min_values=0, max_values=min(most or len(offered), len(offered)), required=False
        )
        super().__init__(text=label, component=self._select)

    @property
    def values(self) -> tuple[str, ...]:
        """The values of what was chosen."""
        return tuple(self._select.values)

    def keep(self) -> None:
        """Show what was chosen when the form opens again."""
        for option in self._select.options:
            option.default = option.value in self._select.values


class Form(ui.Modal):
    """A form of ours; checks again, when it is handed in, who hands it in."""

    def __init__(self, title: str, *fields: Typed | Picked) -> None:
        super().__init__(title=title, timeout=OPEN_SECONDS)
        self._fields = fields
        for field in fields:
            self.add_item(field)

    async def submitted(self, interaction: Asked) -> None:
        """What happens once it is handed in."""
        raise NotImplementedError

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """It is handed in."""
        await self.submitted(interaction)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:
        """Say what went wrong; where it was what was typed, offer the form again."""
        if isinstance(error, Mistyped | IncompleteReview) and not interaction.response.is_done():
            token = interaction.client.pending.keep(self._again)
            card = confirm_card(sentence(error), "Back to the form", "go_on", token)
            await interaction.response.send_message(view=card, ephemeral=True)
        else:
            await tell(interaction, error)

    async def _again(self, interaction: Asked) -> None:
        for field in self._fields:
            field.keep()
        await interaction.response.send_modal(self)
