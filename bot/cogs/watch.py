"""Listening: mentions are answered as lookups, watched channels are matched passively. Nothing that is read is kept."""

import logging

import discord
from discord.ext import commands

from bot.cards.claims import answered_card, findings_card, passive_card
from bot.cards.parts import Card, note_card
from bot.clock import now, today
from bot.diagnosis import WATCHING, lacking
from bot.host import Host
from bot.places import server_of
from claims_db.lookup import Finding
from claims_db.service import Service
from claims_db.watching import Heard

log = logging.getLogger(__name__)

NOTHING_TO_CHECK = (
    "Write after my name what you want checked. What somebody else wrote, I read through its menu: Apps, Check claims."
)


class WatchCog(commands.Cog):
    """Decides on every message whether there is something to answer; mostly there is not."""

    def __init__(self, bot: Host, service: Service) -> None:
        self._bot = bot
        self._service = service

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a mention, or what a watched channel's message claims."""
        if message.author.bot or message.is_system():
            return
        if self._mention in message.content:
            await self._look_up(message)
        elif message.content and await self._is_watched(message):
            await self._watch(message)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Say which watched channels cannot be watched, and what is missing there."""
        for channel_id in self._bot.watched:
            if problem := _problem(self._bot.get_channel(channel_id), channel_id):
                log.warning("%s", problem)

    @property
    def _mention(self) -> str:
        return f"<@{self._bot.user.id}>" if self._bot.user else ""

    async def _is_watched(self, message: discord.Message) -> bool:
        server, places = server_of(message), {message.channel.id, getattr(message.channel, "parent_id", None)}
        settled = (await self._service.servers.get(server)).watched if server else ()
        return not places.isdisjoint(self._bot.watched.union(settled))

    async def _look_up(self, message: discord.Message) -> None:
        text = message.content.replace(self._mention, " ").strip()
        if not text and message.reference and isinstance(message.reference.resolved, discord.Message):
            text = message.reference.resolved.content  # blank where Discord does not show me what others write
        card = await self._found(text, message) if text else note_card(NOTHING_TO_CHECK)
        await message.reply(view=card, mention_author=False)

    async def _found(self, text: str, message: discord.Message) -> Card:
        return findings_card(await self._service.lookup.find(text, server=server_of(message)), today())

    async def _watch(self, message: discord.Message) -> None:
        heard = Heard(message_id=message.id, channel_id=message.channel.id, server=server_of(message), at=now())
        async with self._service.watching.answering(message.content, heard) as answer:
            if answer.findings:
                reply = await message.reply(view=passive_card(answer.findings, today()), mention_author=False)
                answer.reply_id = reply.id
        if answer.reply_id:
            await self._note(heard, answer.findings[0])

    async def _note(self, heard: Heard, best: Finding) -> None:
        """Tell the moderators what was said unasked, and where."""
        settings = await self._service.servers.get(heard.server) if heard.server else None
        channel = self._bot.get_channel(settings.log_channel) if settings and settings.log_channel else None
        if isinstance(channel, discord.abc.Messageable):
            await channel.send(view=answered_card(best, heard.channel_id))


def _problem(channel: object, channel_id: int) -> str | None:
    """What stands in the way of watching a channel, as a sentence with what to do."""
    if not isinstance(channel, discord.abc.GuildChannel):
        return f"Channel {channel_id} from passive.channels is not visible to me: invite me there, or correct the id."
    missing = lacking(channel, WATCHING)
    if not missing:
        return None
    return f"In channel {channel_id} I lack {', '.join(missing)}: grant them to my role there, or I stay silent."
