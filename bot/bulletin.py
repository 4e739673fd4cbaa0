"""Sending each server its digest: once a week, to its review channel."""

import logging
from datetime import datetime

import discord

from bot.cards.digest import digest_card
from bot.host import Host
from claims_db.digests import Digest

log = logging.getLogger(__name__)


async def publish(host: Host, at: datetime) -> None:
    """Send every digest that is due at a moment; one that cannot be sent stays due."""
    await host.wait_until_ready()
    for guild in tuple(host.guilds):
        if digest := await host.service.digests.due(str(guild.id), at):
            await _send(host, digest, at)


async def _send(host: Host, digest: Digest, at: datetime) -> None:
    channel = host.get_partial_messageable(digest.channel)
    try:
        await channel.send(view=digest_card(digest, at.date()))
    except discord.HTTPException as error:
        log.warning("the digest could not be sent to the review channel %s: %s", digest.channel, error.text)
    else:
        # Where the process ends between the two, a server gets the same digest twice; never none.
        await host.service.digests.sent(digest.server, at)
