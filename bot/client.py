"""The Discord client: which intents it asks for, what it is made of, and what it does with errors."""

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.parts import counted
from bot.cogs.curation import CurationCog
from bot.cogs.digest import DigestCog
from bot.cogs.following import FollowingCog
from bot.cogs.ingestion import IngestionCog
from bot.cogs.listening import ListeningCog
from bot.cogs.lookup import LookupCog
from bot.cogs.mending import MendingCog
from bot.cogs.privacy import PrivacyCog
from bot.cogs.retention import RetentionCog
from bot.cogs.settings import SettingsCog
from bot.cogs.submission import SubmissionCog
from bot.cogs.watch import WatchCog
from bot.config import Config
from bot.host import Host
from bot.mending import Tempo
from bot.pending import Pending
from bot.pictures.studio import Studio
from bot.sentences import sentence, tell
from bot.turns import Turns
from bot.views.buttons import ClaimButton
from bot.views.settings import SettingSelect
from claims_db.service import Service

PARTING_SECONDS = 3.0
log = logging.getLogger(__name__)
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody expects it to speak aloud


class OnrecordBot(Host):
    """Translates between Discord and the claims."""

    def __init__(self, service: Service, config: Config, *, tempo: Tempo | None = None, **options: Any) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        intents.message_content = config.passive.reads_messages
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,  # nothing that was read is kept
            **options,
        )
        self.service = service
        self.pending = Pending()
        self.turns = Turns()
        self.studio = Studio()
        self.config = config
        self.watched = frozenset(config.passive.channels)
        self._tempo = tempo or Tempo()
        self.tree.error(_tell)

    async def setup_hook(self) -> None:
        """Put the parts together, once, before the first event."""
        if self.config.passive.reads_messages:
            await self.service.watching.prepare()
        lookup = LookupCog(self.service.lookup)
        await self.add_cog(lookup)
        await self._add_beneath(lookup, FollowingCog(self))
        await self.add_cog(ListeningCog(self))
        await self.add_cog(WatchCog())
        await self.add_cog(SettingsCog())
        await self.add_cog(PrivacyCog())
        await self.add_cog(DigestCog(self))
        await self.add_cog(RetentionCog(self))
        if self.config.passive.correct_days:
            await self.add_cog(MendingCog(self, timedelta(days=self.config.passive.correct_days), self._tempo))
        self.tree.add_command(app_commands.ContextMenu(name="Check claims", callback=lookup.check))
        await self._add_curation(lookup)
        self.add_dynamic_items(ClaimButton, SettingSelect)
        await self.tree.sync()
        log.info("%s", self.mode)

    async def _add_curation(self, lookup: LookupCog) -> None:
        curation, ingestion = CurationCog(self.service), IngestionCog()
        await self.add_cog(curation)
        await self._add_beneath(curation, ingestion)
        self.tree.add_command(app_commands.ContextMenu(name="Read article", callback=ingestion.read_message))
        submission = SubmissionCog()
        await self._add_beneath(lookup, submission)
        self.tree.add_command(app_commands.ContextMenu(name="Submit as claim", callback=submission.submit_message))

    @property
    def mode(self) -> str:
        """What the bot will do, as a sentence."""
        if not self.config.passive.reads_messages:
            return "Lookup-only mode: I answer commands and mentions. Name passive.channels to have channels watched."
        named = f"{counted(len(self.watched), 'channel')} and " if self.watched else ""
        return f"Passive mode: I watch {named}what /onrecord setup names, and answer commands and mentions."

    async def _add_beneath(self, parent: commands.GroupCog, cog: commands.Cog) -> None:
        """Add a part whose commands stand in another's group."""
        assert parent.app_command is not None  # noqa: S101 -- a group cog has its group
        await self.add_cog(cog)
        for command in cog.get_app_commands():
            self.tree.remove_command(command.name)
            parent.app_command.add_command(command)

    async def on_message(self, message: discord.Message, /) -> None:
        """Messages are for the cogs; there are no commands with a prefix."""

    async def close(self) -> None:
        """Finish what was begun, for a moment, then go: a reply that was sent is on record before that."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PARTING_SECONDS):
                await self.turns.over()
        await super().close()

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log what went wrong in an event; nobody is waiting for an answer. The event's content stays out of it."""
        log.exception("in %s", event_method)


async def _tell(interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
    if interaction.type is discord.InteractionType.autocomplete:
        sentence(error)
    else:
        await tell(interaction, error)
