"""Pictures as files to be sent: drawn in a process apart, each with what it shows in words."""

import io
from collections.abc import Sequence

import discord

from bot.cards.illustrations import Illustration
from bot.host import Host


async def drawn(host: Host, wanted: Sequence[Illustration]) -> list[discord.File]:
    """The files of some illustrations, in their order; none where they cannot be drawn."""
    pictures = await host.studio.drawn([one.picture for one in wanted])
    return [
        discord.File(io.BytesIO(png), filename=one.filename, description=one.alt)
        for one, png in zip(wanted, pictures, strict=False)
    ]
