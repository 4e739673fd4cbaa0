"""The world as JSON, in the shapes Discord's API v10 sends.

Keys that a client reads unconditionally are always there; keys that must be absent rather than null are left out.
"""

from datetime import datetime
from typing import Any

from sandbox import permissions
from sandbox.messages import Json, Message
from sandbox.snowflakes import moment
from sandbox.world import Account, Channel, ChannelType, Guild, Role, World

LOCALE = "en-US"


def time(when: datetime) -> str:
    """A moment as Discord writes it."""
    return when.isoformat(timespec="microseconds")


def user(account: Account) -> Json:
    """A user object."""
    return {
        "id": account.id,
        "username": account.name,
        "discriminator": "0",
        "global_name": account.display_name,
        "avatar": None,
        "bot": account.bot,
        "system": False,
        "public_flags": 0,
    }


def member(account: Account, *, with_user: bool = True) -> Json:
    """A member object; message events carry it without the user."""
    body: Json = {
        "roles": list(account.roles),
        "joined_at": time(account.joined_at),
        "nick": None,
        "avatar": None,
        "flags": 0,
        "deaf": False,
        "mute": False,
        "pending": False,
        "premium_since": None,
        "communication_disabled_until": None,
    }
    if with_user:
        body["user"] = user(account)
    return body


def role(entry: Role) -> Json:
    """A role object."""
    return {
        "id": entry.id,
        "name": entry.name,
        "permissions": str(entry.permissions),
        "position": entry.position,
        "color": entry.color,
        "colors": {"primary_color": entry.color, "secondary_color": None, "tertiary_color": None},
        "hoist": entry.position > 0,
        "managed": entry.managed,
        "mentionable": entry.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel(entry: Channel) -> Json:
    """A channel object: text channel, thread or conversation."""
    last = entry.messages[-1].id if entry.messages else None
    body: Json = {"id": entry.id, "type": int(entry.type), "last_message_id": last, "flags": 0}
    if entry.type is ChannelType.DM:
        return body | {"recipients": [user(account) for account in entry.recipients if not account.bot]}
    assert entry.guild is not None  # noqa: S101 - only conversations stand outside the server
    body |= {"guild_id": entry.guild.id, "name": entry.name, "rate_limit_per_user": 0}
    if entry.parent is not None:
        return body | thread_part(entry)
    return body | {
        "position": entry.position,
        "topic": entry.topic,
        "nsfw": False,
        "parent_id": None,
        "permission_overwrites": [
            {"id": item.target, "type": item.kind, "allow": str(item.allow), "deny": str(item.deny)}
            for item in entry.overwrites.values()
        ],
    }


def thread_part(entry: Channel) -> Json:
    """What only threads have."""
    opened = time(moment(entry.id))
    return {
        "parent_id": entry.parent.id if entry.parent else None,
        "owner_id": entry.owner_id,
        "message_count": len(entry.messages),
        "total_message_sent": len(entry.messages),
        "member_count": 1,
        "thread_metadata": {
            "archived": entry.archived,
            "auto_archive_duration": 1440,
            "archive_timestamp": opened,
            "create_timestamp": opened,
            "locked": False,
        },
    }


def guild(entry: Guild) -> Json:
    """A guild object as REST gives it."""
    return {
        "id": entry.id,
        "name": entry.name,
        "owner_id": entry.owner_id,
        "icon": None,
        "splash": None,
        "banner": None,
        "description": None,
        "features": [],
        "roles": [role(item) for item in entry.roles.values()],
        "emojis": [],
        "stickers": [],
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": LOCALE,
        "system_channel_flags": 0,
        "system_channel_id": None,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "vanity_url_code": None,
        "max_members": 500_000,
        "approximate_member_count": len(entry.members),
    }


def guild_create(world: World) -> Json:
    """The event that fills a client's cache. Without a chunk request only the bot itself is among the members."""
    entry, bot = world.guild, world.bot
    seen = world.visible_channels(bot)
    return guild(entry) | {
        "joined_at": time(bot.joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(entry.members),
        "members": [member(bot)],
        "channels": [channel(item) for item in world.channels.values() if item.type is ChannelType.TEXT],
        "threads": [channel(item) for item in seen if item.type is ChannelType.THREAD and not item.archived],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def message(entry: Message, world: World, *, deep: bool = True) -> Json:
    """A message object. `deep` adds the message it replies to."""
    body: Json = {
        "id": entry.id,
        "type": entry.type,
        "channel_id": entry.channel.id,
        "author": user(entry.author),
        "content": entry.content,
        "timestamp": time(entry.created_at),
        "edited_timestamp": time(entry.edited_at) if entry.edited_at else None,
        "tts": False,
        "mention_everyone": entry.pings.everyone,
        "mentions": [user(account) for account in entry.pings.users],
        "mention_roles": list(entry.pings.roles),
        "attachments": [attachment.to_json() for attachment in entry.attachments],
        "embeds": entry.embeds,
        "components": entry.components,
        "reactions": reactions(entry, world.bot),
        "pinned": entry.pinned,
        "flags": entry.flags,
    }
    if entry.interaction is not None:
        body |= {
            "interaction_metadata": entry.interaction,
            "application_id": world.bot.id,
            "webhook_id": world.bot.id,
        }
    if entry.thread is not None:
        body["thread"] = channel(entry.thread)
    return body | (reference(entry, world, deep=deep) if entry.reference_id else {})


def reference(entry: Message, world: World, *, deep: bool) -> Json:
    """What a reply says about the message it answers."""
    body: Json = {
        "message_reference": {"type": 0, "message_id": entry.reference_id, "channel_id": entry.channel.id},
    }
    if entry.channel.guild is not None:
        body["message_reference"]["guild_id"] = entry.channel.guild.id
    if deep:
        target = entry.reference
        body["referenced_message"] = None
        if target is not None and not target.deleted:
            body["referenced_message"] = message(target, world, deep=False)
    return body


def reactions(entry: Message, bot: Account) -> list[Json]:
    """The reactions on a message, counted."""
    return [
        {
            "emoji": {"id": None, "name": emoji},
            "count": len(accounts),
            "count_details": {"burst": 0, "normal": len(accounts)},
            "me": bot in accounts,
            "me_burst": False,
            "burst_colors": [],
        }
        for emoji, accounts in entry.reactions.items()
        if accounts
    ]


def blanked(body: Json) -> Json:
    """A message as a bot without the message-content intent gets it."""
    return body | {"content": "", "embeds": [], "attachments": [], "components": []}


def message_for_bot(entry: Message, world: World, *, content: bool) -> Json:
    """A message as the bot gets it, by REST or by event; `content` tells whether it holds the intent.

    The message that a reply answers is judged for itself.
    """
    body = message(entry, world)
    if content:
        return body
    target = entry.reference
    if target is not None and body.get("referenced_message") and not reads(target, world.bot):
        body["referenced_message"] = blanked(body["referenced_message"])
    return body if reads(entry, world.bot) else blanked(body)


def reads(entry: Message, bot: Account) -> bool:
    """Whether the bot reads a message even without the message-content intent."""
    return entry.author is bot or entry.channel.guild is None or bot in entry.pings.users


def interaction_member(account: Account, where: Channel) -> Json:
    """A member as interactions carry it: with what the member may do in the channel."""
    return member(account) | {"permissions": str(permissions.in_channel(where, account))}


def partial_channel(entry: Channel, account: Account) -> Json:
    """A channel as interactions resolve it."""
    return channel(entry) | {"permissions": str(permissions.in_channel(entry, account))}


def resolved_member(account: Account, where: Channel) -> Json:
    """A member among the resolved data of an interaction."""
    body: dict[str, Any] = member(account, with_user=False)
    return body | {"permissions": str(permissions.in_channel(where, account))}
