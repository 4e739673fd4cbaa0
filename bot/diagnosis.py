"""What stands in the way of the bot's work in a server, point by point, each with what to do about it.

Asks nobody: it reads what the library knows of the server.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import discord
import msgspec

from claims_db.servers import Settings

SPEAKING = {"view_channel": "View Channel", "send_messages": "Send Messages"}
REVIEWING = {**SPEAKING, "read_message_history": "Read Message History"}
WATCHING = {**REVIEWING, "send_messages_in_threads": "Send Messages in Threads"}
LOGGING = {**SPEAKING, "attach_files": "Attach Files"}
THREADING = {**WATCHING, "create_public_threads": "Create Public Threads"}
NO_INTENT = (
    "Channels are to be watched, but I was started without the message-content intent, so I read nothing in them: "
    "whoever runs me sets `passive.allow_setup` in the configuration and switches on Message Content Intent in the "
    "Developer Portal, under Bot."
)
Channel = discord.abc.GuildChannel | discord.Thread


def existing(guild: discord.Guild, settings: Settings) -> Settings:
    """The settings without what has been deleted since."""
    channels = {channel.id for channel in guild.channels}
    return msgspec.structs.replace(
        settings,
        curator_role=settings.curator_role if guild.get_role(settings.curator_role or 0) else None,
        review_channel=settings.review_channel if settings.review_channel in channels else None,
        log_channel=settings.log_channel if settings.log_channel in channels else None,
        ignored_roles=tuple(role for role in settings.ignored_roles if guild.get_role(role)),
        channels={channel: rules for channel, rules in settings.channels.items() if channel in channels},
    )


def problems(
    guild: discord.Guild, settings: Settings, watched: Iterable[int], *, reads_messages: bool
) -> tuple[str, ...]:
    """Everything in the way, a sentence each. `watched` are channels that the operator has watched, in any server."""
    here = [channel for channel in watched if guild.get_channel(channel)]
    return tuple(_problems(guild, settings, [*settings.watched, *here], reads_messages=reads_messages))


def watching(guild: discord.Guild, settings: Settings, channel: int, *, reads_messages: bool) -> tuple[str, ...]:
    """What stands in the way of watching one channel."""
    found = list(_in_channel(guild, channel, "watched channel", WATCHING))
    if settings.log_channel is None:
        found.append("There is no log channel, so nobody can label what I would say: choose one with /onrecord setup.")
    return (*found, *(() if reads_messages else (NO_INTENT,)))


def lacking(channel: Channel, needed: Mapping[str, str]) -> list[str]:
    """The permissions that the bot has not in a channel, as Discord's settings name them."""
    held = channel.permissions_for(channel.guild.me)
    return [words for name, words in needed.items() if not getattr(held, name)]


def _problems(
    guild: discord.Guild, settings: Settings, watched: Sequence[int], *, reads_messages: bool
) -> Iterator[str]:
    held = guild.me.guild_permissions
    for name, words in WATCHING.items():
        if not getattr(held, name):
            yield f"In this server I lack **{words}**: allow it to my role under Server Settings, Roles."
    if settings.curator_role and guild.get_role(settings.curator_role) is None:
        yield "The curator role was deleted: choose another with /onrecord setup."
    yield from _in_channel(guild, settings.review_channel, "review channel", THREADING)
    yield from _in_channel(guild, settings.log_channel, "log channel", LOGGING)
    for channel in dict.fromkeys(watched):
        yield from _in_channel(guild, channel, "watched channel", WATCHING)
    if watched and not reads_messages:
        yield NO_INTENT


def _in_channel(guild: discord.Guild, channel_id: int | None, what: str, needed: Mapping[str, str]) -> Iterator[str]:
    if channel_id is None:
        return
    channel = guild.get_channel_or_thread(channel_id)
    if channel is None:
        yield f"A {what} was deleted: choose another with /onrecord setup."
        return
    for words in lacking(channel, needed):
        yield f"In the {what} {channel.mention} I lack **{words}**: allow it to my role there, under Permissions."
