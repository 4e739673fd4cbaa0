"""Sending each server what it is told once a week: what waits, to its review channel; numbers, to its log channel."""

import logging
from datetime import datetime

import discord

from bot import illustrating
from bot.cards.digest import digest_card
from bot.cards.illustrations import of_figures
from bot.cards.numbers import NO_PICTURE, numbers_card
from bot.host import Host
from claims_db.digests import Digest
from claims_db.watching.numbers import Figures

log = logging.getLogger(__name__)


async def publish(host: Host, at: datetime) -> None:
    """Send everything that is due at a moment; what cannot be sent stays due."""
    await host.wait_until_ready()
    for guild in tuple(host.guilds):
        if digest := await host.service.digests.due(str(guild.id), at):
            await _send(host, digest, at)
        if due := await host.service.numbers.due(str(guild.id), at):
            await _send_numbers(host, guild, due, at)


async def _send(host: Host, digest: Digest, at: datetime) -> None:
    channel = host.get_partial_messageable(digest.channel)
    try:
        await channel.send(view=digest_card(digest, at.date()))
    except discord.HTTPException as error:
        log.warning("the digest could not be sent to the review channel %s: %s", digest.channel, error.text)
    else:
        # Where the process ends between the two, a server gets the same digest twice; never none.
        await host.service.digests.sent(digest.server, at)


async def _send_numbers(host: Host, guild: discord.Guild, due: tuple[int, Figures], at: datetime) -> None:
    channel_id, figures = due
    channel = host.get_partial_messageable(channel_id)
    known = guild.get_channel_or_thread(channel_id)
    may_attach = known is not None and known.permissions_for(guild.me).attach_files
    illustrations = of_figures(figures) if may_attach else []
    files = await illustrating.drawn(host, illustrations)
    note = "" if may_attach else NO_PICTURE
    card = numbers_card("The week in the watched channels", figures, illustrations if files else (), note)
    try:
        await channel.send(view=card, files=files)
    except discord.HTTPException as error:
        log.warning("the numbers could not be sent to the log channel %s: %s", channel_id, error.text)
    else:
        await host.service.numbers.told(str(guild.id), at)  # as above: rather twice than never
