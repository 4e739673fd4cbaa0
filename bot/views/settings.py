"""Settling a server's settings: each choice is saved at once, by those who may manage the server and nobody else."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Self

import discord
from discord import ui
from msgspec.structs import replace

from bot import diagnosis
from bot.cards.parts import MAX_CHOICES, Card
from bot.cards.settings import diagnosis_card, settings_card, setup_card
from bot.errors import NotAllowed
from bot.host import Asked
from bot.permissions import administrator
from bot.sentences import telling
from claims_db.curation import By
from claims_db.servers import Settings
from claims_db.watching.rules import Mode

WATCHED = "watched"
"""What is settled for each channel, and kept with who settled it, see `claims_db.watching.moderation`."""
SETTINGS: dict[str, Callable[[Settings, Sequence[Any]], Settings]] = {
    "curator_role": lambda settings, ids: replace(settings, curator_role=next(iter(ids), None)),
    "review_channel": lambda settings, ids: replace(settings, review_channel=next(iter(ids), None)),
    "log_channel": lambda settings, ids: replace(settings, log_channel=next(iter(ids), None)),
    "ignored_roles": lambda settings, ids: replace(settings, ignored_roles=tuple(ids)),
    "left_out": lambda settings, packs: replace(settings, left_out=tuple(packs)),
}


class SettingSelect(ui.DynamicItem[ui.Item[Any]], template=r"onrecord:settings:v1:(?P<setting>[a-z_]+)"):
    """A menu that settles something, found again by its custom id."""

    def __init__(self, item: "ui.RoleSelect[Any] | ui.ChannelSelect[Any] | ui.Select[Any]", setting: str) -> None:
        super().__init__(item)
        self._menu = item
        self._setting = setting

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Made anew for every choice."""
        assert isinstance(item, ui.RoleSelect | ui.ChannelSelect | ui.Select)  # noqa: S101 -- only these carry such ids
        return cls(item, match["setting"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Save what was chosen, and show what is open now."""
        async with telling(interaction):
            await choose(
                interaction,
                self._setting,
                [chosen if isinstance(chosen, str) else chosen.id for chosen in self._menu.values],
            )


async def choose(interaction: Asked, setting: str, chosen: Sequence[int | str]) -> None:
    """Settle one thing."""
    by = administrator(interaction)
    if setting == WATCHED:
        await _watch(interaction, [int(each) for each in chosen], by)
    else:
        settle = SETTINGS[setting]
        await interaction.client.service.servers.change(by.server, lambda settings: settle(settings, chosen))
    await interaction.response.edit_message(view=await setup(interaction))


async def _watch(interaction: Asked, chosen: Sequence[int], by: By) -> None:
    """Channels that are new to it begin in shadow; those no longer chosen are switched off, and keep their rules.

    What the menu could not show stays: threads, and channels beyond those that fit.
    """
    service, guild = interaction.client.service, _guild(interaction)
    settings = await service.servers.get(by.server)
    shown = diagnosis.existing(guild, settings).watched[:MAX_CHOICES]
    gone = [each for each in settings.watched if guild.get_channel_or_thread(each) is None]
    modes = dict.fromkeys([*shown, *gone], Mode.OFF) | dict.fromkeys(chosen, Mode.SHADOW)
    for channel, mode in modes.items():
        if (channel in settings.watched) is (mode is Mode.OFF):
            await service.moderation.settle(channel, {"mode": mode}, by)


async def setup(interaction: Asked) -> Card:
    """What there is to choose, what is chosen, and what is open."""
    settings, problems = await _standing(interaction)
    packs = await interaction.client.service.lookup.packs()
    return setup_card(diagnosis.existing(_guild(interaction), settings), problems, packs)


async def settled(interaction: Asked) -> Card:
    """What is chosen."""
    settings, _ = await _standing(interaction)
    return settings_card(settings)


async def diagnosed(interaction: Asked) -> Card:
    """What stands in the way."""
    _, problems = await _standing(interaction)
    return diagnosis_card(problems)


async def _standing(interaction: Asked) -> tuple[Settings, tuple[str, ...]]:
    host = interaction.client
    settings = await host.service.servers.get(administrator(interaction).server)
    reads = host.intents.message_content
    return settings, diagnosis.problems(_guild(interaction), settings, host.watched, reads_messages=reads)


def _guild(interaction: Asked) -> discord.Guild:
    """The server with all that the library knows of it."""
    guild = interaction.client.get_guild(interaction.guild_id or 0)
    if guild is None:
        raise NotAllowed("I am no member of this server. Invite me first; the README says with which permissions.")
    return guild
