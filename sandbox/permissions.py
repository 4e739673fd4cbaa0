"""Who may do what: Discord's permission bits and how roles and channel overwrites add up to them."""

from enum import IntFlag
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.world import Account, Channel, Guild


class Permission(IntFlag):
    """The bits the sandbox knows, with Discord's values."""

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    PIN_MESSAGES = 1 << 51


P = Permission
EVERYTHING = (1 << 53) - 1
MEMBER = (
    P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.READ_MESSAGE_HISTORY
    | P.ADD_REACTIONS
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.USE_EXTERNAL_EMOJIS
    | P.CHANGE_NICKNAME
    | P.USE_APPLICATION_COMMANDS
    | P.CREATE_PUBLIC_THREADS
    | P.SEND_MESSAGES_IN_THREADS
)
"""What @everyone may do in a new server."""
MODERATOR = (
    P.MANAGE_MESSAGES | P.KICK_MEMBERS | P.BAN_MEMBERS | P.MODERATE_MEMBERS | P.MANAGE_THREADS | P.MANAGE_NICKNAMES
)
BOT = (
    P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.READ_MESSAGE_HISTORY
    | P.ADD_REACTIONS
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.CREATE_PUBLIC_THREADS
    | P.SEND_MESSAGES_IN_THREADS
)
"""What a bot of modest appetite is invited with."""
DIRECT = P.VIEW_CHANNEL | P.SEND_MESSAGES | P.READ_MESSAGE_HISTORY | P.ADD_REACTIONS | P.EMBED_LINKS | P.ATTACH_FILES
"""What holds in direct messages, where there are no roles."""


def bits(wanted: Any) -> int:
    """Read permissions given as a number, a name, a flag, an object with `.value`, or several of these."""
    if wanted is None:
        return 0
    if isinstance(wanted, int):
        return int(wanted)
    if isinstance(wanted, str):
        return int(Permission[wanted.upper()])
    if hasattr(wanted, "value"):
        return int(wanted.value)
    total = 0
    for item in wanted:
        total |= bits(item)
    return total


def in_guild(guild: "Guild", account: "Account") -> int:
    """What an account may do in a server before any channel has its say."""
    if account.id == guild.owner_id:
        return EVERYTHING
    total = guild.roles[guild.id].permissions
    for role_id in account.roles:
        total |= guild.roles[role_id].permissions
    return EVERYTHING if total & P.ADMINISTRATOR else total


def in_channel(channel: "Channel", account: "Account") -> int:
    """What an account may do in a channel: everyone's overwrite, then the roles' together, then the member's own."""
    guild = channel.guild
    if guild is None:
        return int(DIRECT) if account in channel.recipients else 0
    total = in_guild(guild, account)
    if total & P.ADMINISTRATOR:
        return EVERYTHING
    overwrites = (channel.parent or channel).overwrites
    allow = deny = 0
    if everyone := overwrites.get(guild.id):
        total = (total & ~everyone.deny) | everyone.allow
    for role_id in account.roles:
        if overwrite := overwrites.get(role_id):
            allow, deny = allow | overwrite.allow, deny | overwrite.deny
    total = (total & ~deny) | allow
    if own := overwrites.get(account.id):
        total = (total & ~own.deny) | own.allow
    return total if total & P.VIEW_CHANNEL else 0


def may(channel: "Channel", account: "Account", permission: int) -> bool:
    """Whether an account holds every bit of `permission` in a channel."""
    return in_channel(channel, account) & permission == permission


def speaking(channel: "Channel") -> Permission:
    """The permission that writing in a channel takes."""
    return P.SEND_MESSAGES if channel.parent is None else P.SEND_MESSAGES_IN_THREADS
