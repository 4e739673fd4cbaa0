"""The world as one person's browser shows it: plain JSON, with nothing in it that the person may not see."""

from collections.abc import Iterable
from typing import Any

from sandbox import permissions, wire
from sandbox.commands import CHAT, MESSAGE, USER
from sandbox.interactions import Interactions
from sandbox.messages import SUPPRESS_EMBEDS, Json, Message
from sandbox.options import Palette
from sandbox.people import Person
from sandbox.permissions import P
from sandbox.world import Account, Channel, ChannelType, World

KINDS = {ChannelType.TEXT: "text", ChannelType.THREAD: "thread", ChannelType.DM: "dm"}


class View:
    """Makes the JSON for the page."""

    def __init__(self, world: World, palette: Palette, interactions: Interactions) -> None:
        self._world = world
        self._palette = palette
        self._interactions = interactions

    def whole(self, person: Person, people: Iterable[Person], dismissed: set[str]) -> Json:
        """Everything a freshly opened page needs."""
        channels = self.channels_of(person)
        messages = [message for channel in channels for message in channel.messages]
        messages += [message for message in self._world.messages.values() if message.visible_to is person]
        shown = sorted((m for m in messages if m.id not in dismissed), key=lambda message: int(message.id))
        return {
            "you": person.id,
            "server": self._world.guild.name,
            "people": [self.account(account) for account in (*people, self._world.bot)],
            "roles": [{"id": role.id, "name": role.name} for role in self._world.guild.roles.values()],
            "messages": [self.message(message) for message in shown],
        } | self.places(person)

    def places(self, person: Person) -> Json:
        """Where a person can go and what can be done there."""
        channels = self.channels_of(person)
        kinds = (CHAT, USER, MESSAGE)
        visible = {
            channel.id: [command for kind in kinds for command in self._palette.visible(person, channel, kind)]
            for channel in channels
        }
        commands = {command["id"]: command for held in visible.values() for command in held}
        return {
            "channels": [self.channel(channel, person) for channel in channels],
            "commands": list(commands.values()),
            "visible": {place: [command["id"] for command in held] for place, held in visible.items()},
        }

    def channels_of(self, person: Person) -> list[Channel]:
        """The channels, threads and the one conversation of a person, in the order of the list."""
        inbox = person.inbox
        seen = self._world.visible_channels(person)
        ordered: list[Channel] = []
        for channel in (entry for entry in seen if entry.type is ChannelType.TEXT):
            ordered += [channel, *(entry for entry in seen if entry.parent is channel)]
        return [*ordered, inbox]

    def channel(self, channel: Channel, person: Person) -> Json:
        """One place."""
        writable = permissions.may(channel, person, permissions.speaking(channel))
        everyone = channel.overwrites.get(self._world.guild.id)
        return {
            "id": channel.id,
            "name": self._world.bot.display_name if channel.type is ChannelType.DM else channel.name,
            "kind": KINDS[channel.type],
            "topic": channel.topic or "",
            "parent": channel.parent.id if channel.parent else None,
            "writable": writable,
            "private": bool(everyone and everyone.deny & P.VIEW_CHANNEL),
        }

    def account(self, account: Account) -> Json:
        """One account, with its most telling role."""
        roles = [self._world.guild.roles[role_id] for role_id in account.roles]
        top = max(roles, key=lambda role: role.position, default=None)
        return {
            "id": account.id,
            "name": account.display_name,
            "handle": account.name,
            "bot": account.bot,
            "role": "Owner" if account.id == self._world.guild.owner_id else top.name if top else "Member",
            "colour": top.color if top else 0,
        }

    def message(self, message: Message) -> Json:
        """One message."""
        return {
            "id": message.id,
            "channel": message.channel.id,
            "author": message.author.id,
            "content": message.content,
            "time": wire.time(message.created_at),
            "edited": message.edited,
            "ephemeral": message.ephemeral,
            "loading": message.loading,
            "embeds": [] if message.flags & SUPPRESS_EMBEDS else message.embeds,
            "components": message.components,
            "attachments": [attachment.to_json() for attachment in message.attachments],
            "reactions": [
                {"emoji": emoji, "by": [account.id for account in accounts]}
                for emoji, accounts in message.reactions.items()
                if accounts
            ],
            "pings": [account.id for account in message.pings.users],
            "everyone": message.pings.everyone,
            "thread": {"id": message.thread.id, "name": message.thread.name} if message.thread else None,
            "reply": self.reply(message),
            "used": self.used(message),
        }

    def reply(self, message: Message) -> Json | None:
        """What a message answers, in a line."""
        if not message.reference_id:
            return None
        target = message.reference
        if target is None or target.deleted:
            return {"id": message.reference_id, "author": None, "text": ""}
        return {"id": target.id, "author": target.author.id, "text": target.text[:200]}

    def used(self, message: Message) -> Json | None:
        """Which command a message answers, and whose."""
        interaction = self._interactions.get(message.interaction["id"]) if message.interaction else None
        if interaction is None or interaction.message is not None or message.type not in (20, 23):
            return None
        return {"by": interaction.person.id, "name": title(interaction.data)}


def title(data: Json) -> str:
    """A command as a person reads it: "/claim search", or the name of a menu entry."""
    if data.get("target_id") is not None:
        return data["name"]
    words = [data["name"]]
    options: list[Any] = data.get("options") or []
    while options and options[0]["type"] in (1, 2):
        words.append(options[0]["name"])
        options = options[0].get("options") or []
    return "/" + " ".join(words)
