"""Where something happens, in the words of the claims."""

from typing import Any

import discord


def server_of(event: discord.Interaction[Any] | discord.Message) -> str | None:
    """The server that an interaction or a message belongs to; None in direct messages."""
    guild_id = event.guild_id if isinstance(event, discord.Interaction) else event.guild and event.guild.id
    return str(guild_id) if guild_id else None
