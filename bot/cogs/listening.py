"""Listening: mentions are answered as lookups, watched channels are matched passively. Nothing that is read is kept."""

import logging

import discord
from discord.ext import commands

from bot import replies
from bot.cards.claims import findings_card
from bot.cards.parts import Card, note_card
from bot.clock import today
from bot.diagnosis import WATCHING, lacking
from bot.host import Host
from bot.places import server_of

log = logging.getLogger(__name__)

NOTHING_TO_CHECK = (
    "Write after my name what you want checked. What somebody else wrote, I read through its menu: Apps, Check claims."
)


class ListeningCog(commands.Cog):
    """Decides on every message whether there is something to answer; mostly there is not."""

    def __init__(self, host: Host) -> None:
        self._host = host

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a mention, or what a watched channel's message claims."""
        if message.author.bot or message.is_system():
            return
        if self._mention in message.content:
            await self._look_up(message)
        elif message.content:
            await replies.respond(self._host, message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Judge a message anew that its author has changed."""
        message = payload.message
        if message.edited_at is not None and message.content and not message.author.bot:
            await replies.reconsider(self._host, message, unasked=self._mention not in message.content)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Take the answer to a message away with it."""
        await replies.take_back(self._host, payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """The same for many at once."""
        for message_id in payload.message_ids:
            await replies.take_back(self._host, message_id)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Say which channels that the operator named cannot be watched, and what is missing there."""
        for channel_id in self._host.watched:
            if problem := _problem(self._host.get_channel(channel_id), channel_id):
                log.warning("%s", problem)

    @property
    def _mention(self) -> str:
        return f"<@{self._host.user.id}>" if self._host.user else ""

    async def _look_up(self, message: discord.Message) -> None:
        text = message.content.replace(self._mention, " ").strip()
        if not text and message.reference and isinstance(message.reference.resolved, discord.Message):
            text = message.reference.resolved.content  # blank where Discord does not show me what others write
        card = await self._found(text, message) if text else note_card(NOTHING_TO_CHECK)
        await message.reply(view=card, mention_author=False)

    async def _found(self, text: str, message: discord.Message) -> Card:
        return findings_card(await self._host.service.lookup.find(text, server=server_of(message)), today())


def _problem(channel: object, channel_id: int) -> str | None:
    """What stands in the way of watching a channel, as a sentence with what to do."""
    if not isinstance(channel, discord.abc.GuildChannel):
        return f"Channel {channel_id} from passive.channels is not visible to me: invite me there, or correct the id."
    missing = lacking(channel, WATCHING)
    if not missing:
        return None
    return f"In channel {channel_id} I lack {', '.join(missing)}: grant them to my role there, or I stay silent."
