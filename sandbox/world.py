"""The little world the bot lives in: accounts, roles, channels and what happens to them.

It knows neither HTTP nor websockets. Whoever wants to know what happens (the gateway, the page) listens;
whoever waits for something in a channel waits on the channel.
"""

# ruff: noqa: ASYNC109 - a timeout as an argument is what makes a test's wait readable where it stands

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any

from sandbox import permissions
from sandbox.messages import Attachment, Message
from sandbox.snowflakes import Clock, Snowflakes


class ChannelType(IntEnum):
    """Discord's numbers for the kinds of channel the sandbox has."""

    TEXT = 0
    DM = 1
    THREAD = 11


class Bell:
    """Lets any number of waiters know that something changed."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake everybody who waits."""
        rung, self._event = self._event, asyncio.Event()
        rung.set()

    async def wait_until(self, holds: Callable[[], Any], timeout: float, otherwise: Callable[[], str]) -> Any:
        """Wait until `holds()` is true and return what it returned.

        Raises TimeoutError after `timeout` seconds, with the sentence that `otherwise` makes.
        """
        try:
            async with asyncio.timeout(timeout):
                while not (value := holds()):
                    await self._event.wait()
                return value
        except TimeoutError:
            raise TimeoutError(otherwise()) from None


@dataclass(eq=False, kw_only=True)
class Account:
    """A user of Discord: a person or the bot. `roles` are the ids held in the sandbox's one server."""

    id: str
    name: str
    display_name: str
    joined_at: datetime
    bot: bool = False
    roles: list[str] = field(default_factory=list)
    closed_dms: bool = False

    @property
    def mention(self) -> str:
        """How a message pings this account."""
        return f"<@{self.id}>"


@dataclass(eq=False, kw_only=True)
class Role:
    """A role of the server."""

    id: str
    name: str
    permissions: int
    position: int
    color: int = 0
    managed: bool = False
    mentionable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Overwrite:
    """What a channel allows and denies to one role (kind 0) or member (kind 1)."""

    target: str
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(eq=False, kw_only=True)
class Guild:
    """The one server."""

    id: str
    name: str
    owner_id: str = ""
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Account] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class Channel:
    """A place where messages stand: a text channel, a thread (`parent`) or a conversation (`recipients`)."""

    id: str
    name: str
    type: ChannelType
    guild: Guild | None = None
    parent: "Channel | None" = None
    position: int = 0
    topic: str | None = None
    owner_id: str = ""
    archived: bool = False
    recipients: tuple[Account, ...] = ()
    overwrites: dict[str, Overwrite] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    bell: Bell = field(default_factory=Bell)
    seen: set[str] = field(default_factory=set)

    @property
    def mention(self) -> str:
        """How a message links to this channel."""
        return f"<#{self.id}>"

    def find(self, message_id: str) -> Message | None:
        """The message with this id that stands in this channel and everybody here can see."""
        return next((message for message in self.messages if message.id == message_id), None)

    async def wait_for(self, predicate: Callable[[Message], Any] = lambda _: True, *, timeout: float = 5.0) -> Message:
        """The oldest message that satisfies `predicate` and was not handed out before; waits for it if need be.

        A placeholder ("is thinking …") counts once it is filled. Raises TimeoutError after `timeout` seconds.
        """

        def arrived() -> Message | None:
            unseen = (message for message in self.messages if message.id not in self.seen and not message.loading)
            return next((message for message in unseen if predicate(message)), None)

        found: Message = await self.bell.wait_until(arrived, timeout, lambda: self._missing("no such message", timeout))
        self.seen.add(found.id)
        return found

    async def wait_until(self, holds: Callable[[], Any], *, timeout: float = 5.0) -> Any:
        """Wait until `holds()` is true; it is asked again after each new, edited or deleted message and reaction."""
        return await self.bell.wait_until(holds, timeout, lambda: self._missing("it did not come to that", timeout))

    def _missing(self, what: str, timeout: float) -> str:
        held = "; ".join(f"{message.author.name}: {message.text[:60]!r}" for message in self.messages[-5:])
        return f"{what} in #{self.name} within {timeout:g} s; the last messages are: {held or 'none'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened.

    `kind` is one of message, edit, delete, react, unreact, typing, channel, thread, interaction, presence, commands,
    membership;
    the fields that do not apply are None.
    """

    kind: str
    channel: Channel | None = None
    message: Message | None = None
    account: Account | None = None
    detail: Any = None


class World:
    """Everything that exists, and the only place where messages come, change and go."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.ids = Snowflakes(clock)
        self.guild = Guild(id=self.ids.next(), name="Newsroom")
        self.accounts: dict[str, Account] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, Message] = {}
        self.attachments: dict[str, Attachment] = {}
        self.bot: Account
        self.address = ""
        self._listeners: list[Callable[[Event], None]] = []

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Call `listener` with each event from now on."""
        self._listeners.append(listener)

    def tell(self, event: Event) -> None:
        """Let every listener know, then whoever waits in the channel."""
        for listener in tuple(self._listeners):
            listener(event)
        if event.channel is not None:
            event.channel.bell.ring()

    def add_role(self, name: str, allowed: int, *, color: int = 0, managed: bool = False) -> Role:
        """A new role above the ones that exist."""
        guild = self.guild
        role_id = guild.id if not guild.roles else self.ids.next()
        role = Role(
            id=role_id,
            name=name,
            permissions=int(allowed),
            position=len(guild.roles),
            color=color,
            managed=managed,
        )
        guild.roles[role.id] = role
        return role

    def add_member(self, account: Account) -> None:
        """Let an account join the server."""
        self.accounts[account.id] = account
        self.guild.members[account.id] = account

    def remove_bot(self) -> None:
        """Let the bot be put out of the server."""
        del self.guild.members[self.bot.id]
        self.tell(Event(kind="membership", account=self.bot))

    def invite_bot(self) -> None:
        """Let it back in."""
        self.add_member(self.bot)
        self.tell(Event(kind="membership", account=self.bot))

    @property
    def hosts_bot(self) -> bool:
        """Whether the bot is a member of the server."""
        return self.bot.id in self.guild.members

    def add_channel(self, name: str, *, topic: str | None = None, overwrites: Iterable[Overwrite] = ()) -> Channel:
        """A new text channel below the ones that exist."""
        channel = Channel(
            id=self.ids.next(),
            name=name,
            type=ChannelType.TEXT,
            guild=self.guild,
            position=len(self.channels),
            topic=topic,
            overwrites={overwrite.target: overwrite for overwrite in overwrites},
        )
        self.channels[channel.id] = channel
        return channel

    def add_thread(self, parent: Channel, name: str, owner: Account, thread_id: str | None = None) -> Channel:
        """Open a public thread; one that starts from a message bears the message's id."""
        thread = Channel(
            id=thread_id or self.ids.next(),
            name=name,
            type=ChannelType.THREAD,
            guild=self.guild,
            parent=parent,
            owner_id=owner.id,
        )
        self.channels[thread.id] = thread
        self.tell(Event(kind="thread", channel=thread))
        return thread

    def conversation(self, person: Account) -> Channel:
        """The direct messages between the bot and a person, opened on first use."""
        for channel in self.channels.values():
            if channel.type is ChannelType.DM and person in channel.recipients:
                return channel
        channel = Channel(
            id=self.ids.next(),
            name=person.name,
            type=ChannelType.DM,
            recipients=(person, self.bot),
        )
        self.channels[channel.id] = channel
        return channel

    def visible_channels(self, account: Account) -> list[Channel]:
        """The channels an account may look into."""
        return [
            channel
            for channel in self.channels.values()
            if permissions.may(channel, account, permissions.Permission.VIEW_CHANNEL)
        ]

    def post(self, message: Message) -> None:
        """Let a message appear; an ephemeral one stands in no channel."""
        self.messages[message.id] = message
        if message.visible_to is None:
            message.channel.messages.append(message)
        self.tell(Event(kind="message", channel=message.channel, message=message))

    def change(self, message: Message) -> None:
        """Say that a message is not what it was."""
        self.tell(Event(kind="edit", channel=message.channel, message=message))

    def remove(self, message: Message) -> None:
        """Take a message away."""
        message.deleted = True
        self.messages.pop(message.id, None)
        if message.visible_to is None:
            message.channel.messages.remove(message)
        self.tell(Event(kind="delete", channel=message.channel, message=message))

    def typing(self, channel: Channel, account: Account) -> None:
        """Say that an account is writing."""
        self.tell(Event(kind="typing", channel=channel, account=account))
