"""Who may do what: checked on every command, press and form, whatever the server lets people see.

Curators hold the role that the server has settled on, or may manage the server; administrators may manage it.
"""

import discord

from bot.clock import now
from bot.errors import NotAllowed
from bot.host import Asked
from bot.places import server_of
from claims_db.curation import By


def member(interaction: Asked) -> By:
    """Anybody in a server; NotAllowed in direct messages."""
    server = server_of(interaction)
    if server is None:
        raise NotAllowed("That works in a server, not in direct messages.")
    return By(
        server=server, actor=str(interaction.user.id), at=now(), administrator=interaction.permissions.manage_guild
    )


async def moderates(interaction: Asked) -> bool:
    """Whether somebody may curate here, or manage messages in this channel."""
    return interaction.permissions.manage_messages or await _curates(interaction, member(interaction))


async def curator(interaction: Asked) -> By:
    """Somebody who may curate here; NotAllowed otherwise."""
    by = member(interaction)
    if not await _curates(interaction, by):
        raise NotAllowed("Only curators may do that here. An administrator names their role with /onrecord setup.")
    return by


def administrator(interaction: Asked) -> By:
    """Somebody who may manage the server; NotAllowed otherwise."""
    by = member(interaction)
    if not by.administrator:
        raise NotAllowed("Only those who may manage this server can do that.")
    return by


async def _curates(interaction: Asked, by: By) -> bool:
    role = (await interaction.client.service.servers.get(by.server)).curator_role
    holds = isinstance(interaction.user, discord.Member) and any(held.id == role for held in interaction.user.roles)
    return by.administrator or holds
