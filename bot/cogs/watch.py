"""Watching: the /watch commands, with which moderators decide where answers are given unasked, and see how they do."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import typed
from bot.cards.watching import MODES
from bot.host import Asked
from bot.views import watching
from claims_db.watching.rules import PROMISES, Mode

Place = discord.TextChannel | discord.ForumChannel | discord.Thread
Line = app_commands.Range[str, 1, typed.LINE]
MODE_CHOICES = [app_commands.Choice(name=" ".join(words), value=str(mode)) for mode, words in MODES.items()]
PROMISE_CHOICES = [app_commands.Choice(name=f"at most 1 in {promise} wrong", value=promise) for promise in PROMISES]


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class WatchCog(commands.GroupCog, group_name="watch", group_description="Decide where I answer without being asked"):
    """Takes what moderators settle for channels; threads and forum posts follow the channel they are in."""

    @app_commands.command(name="set")
    @app_commands.describe(
        channel="Which channel",
        mode="Off; in shadow, where you label what I would say; or replying, once the labels bear that out",
        promise="How many of my replies there may be wrong",
        rest="For how many minutes a claim that I answered rests there",
        per_hour="How many messages I answer there within an hour, at most",
        relations="Which messages get an answer: repeats, attributes, asks, disputes; or default",
        topics="Only claims about these, with commas between them; or all",
        quiet="When I stay silent: 22:00-07:00 Europe/Berlin; or none",
        spoilers="Whether messages with spoilers get an answer",
    )
    @app_commands.choices(mode=MODE_CHOICES)
    @app_commands.choices(promise=PROMISE_CHOICES)
    async def settle(  # noqa: PLR0913, PLR0917 -- an option each
        self,
        interaction: Asked,
        channel: Place,
        mode: app_commands.Choice[str] | None = None,
        promise: app_commands.Choice[int] | None = None,
        rest: app_commands.Range[int, 0, 10_080] | None = None,
        per_hour: app_commands.Range[int, 1, 1_000] | None = None,
        relations: Line | None = None,
        topics: Line | None = None,
        quiet: Line | None = None,
        spoilers: bool | None = None,
    ) -> None:
        """Settle what I do in a channel; what you leave out stays as it is."""
        given: dict[str, Any] = {
            "mode": mode and Mode(mode.value),
            "promise": promise and promise.value,
            "cooldown_minutes": rest,
            "per_hour": per_hour,
            "spoilers": spoilers,
        }
        changes = {name: value for name, value in given.items() if value is not None}
        await watching.settle(interaction, channel.id, changes | typed.rules(relations, topics, quiet))

    @app_commands.command(name="list")
    async def channels(self, interaction: Asked) -> None:
        """List the channels I watch, and what is settled for them."""
        await watching.listed(interaction)

    @app_commands.command()
    @app_commands.describe(channel="Which channel")
    async def report(self, interaction: Asked, channel: Place) -> None:
        """See how often I was right in a channel, and whether my replies are earned there."""
        await watching.report(interaction, channel.id)

    @app_commands.command()
    @app_commands.describe(days="How many days back, today among them; 30 where you leave it out")
    async def stats(self, interaction: Asked, days: app_commands.Range[int, 1, 90] = 30) -> None:
        """See what is repeated most, what I answered, and how you labelled it."""
        await watching.stats(interaction, days)
