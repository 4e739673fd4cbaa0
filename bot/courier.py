"""Telling followers what changed: one direct message with all of it, or a note on next use where none reaches them."""

import asyncio
import logging

import discord

from bot.cards.notices import notice_card
from bot.host import Asked, Host
from claims_db.following import Notice

PACE_SECONDS = 0.5
"""Between two people: Discord takes many conversations opened at once for abuse."""
log = logging.getLogger(__name__)


async def deliver(host: Host) -> None:
    """Tell everybody whom something is to be told; what cannot be sent now stays due."""
    await host.wait_until_ready()
    while notices := await host.service.following.due():
        settled = [await _settled(host, notice) for notice in notices]
        if not any(settled):
            return


async def remind(interaction: Asked) -> None:
    """Tell somebody who takes no direct messages, now that they are here."""
    if interaction.response.type is discord.InteractionResponseType.modal:
        return  # a form is open in front of them
    following = interaction.client.service.following
    async with interaction.client.turns.of(interaction.user.id):  # two commands at once tell it once
        for notice in await following.due(interaction.user.id):
            card = notice_card(notice, _name(interaction.client, notice.server), away=True)
            await interaction.followup.send(view=card, ephemeral=True)
            await following.told(notice)


async def _settled(host: Host, notice: Notice) -> bool:
    following = host.service.following
    try:
        conversation = await host.create_dm(discord.Object(notice.user_id))
        await conversation.send(view=notice_card(notice, _name(host, notice.server)))
    except (discord.Forbidden, discord.NotFound):
        await following.unreachable(notice.user_id)
    except discord.HTTPException as error:
        log.warning("a follower could not be told: %s", error.text)
        return False
    else:
        # Where the process ends between the two, somebody is told twice; the other way round, never.
        await following.told(notice)
    await asyncio.sleep(PACE_SECONDS)
    return True


def _name(host: Host, server: str) -> str:
    guild = host.get_guild(int(server))
    return guild.name if guild else "a server I am no longer in"
