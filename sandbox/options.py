"""What a person types into a command: the client's half of Discord's checks.

Finds the command by its words, checks each value against the registered schema, and forms the interaction's data.
"""

from collections.abc import Mapping
from typing import Any

from sandbox import permissions, wire
from sandbox.commands import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL_OPTION,
    CHAT,
    GROUP,
    INTEGER,
    MENTIONABLE,
    NUMBER,
    ROLE_OPTION,
    STRING,
    SUBCOMMAND,
    USER_OPTION,
    Commands,
)
from sandbox.errors import CommandHidden
from sandbox.messages import Attachment, Json
from sandbox.world import Account, Channel, World

LONGEST = 6_000
GUILD_CONTEXT, BOT_DM_CONTEXT = 0, 1


class Palette:
    """The commands as one person sees them in one channel."""

    def __init__(self, world: World, commands: Commands, opened: set[str]) -> None:
        self._world = world
        self._commands = commands
        self._opened = opened

    def visible(self, person: Account, channel: Channel, kind: int = CHAT) -> list[Json]:
        """The commands of a kind that the client would list."""
        return [
            command
            for command in self._commands.all()
            if command["type"] == kind and in_context(command, channel) and self._allowed(command, person, channel)
        ]

    def find(self, person: Account, channel: Channel, name: str, kind: int = CHAT) -> Json:
        """The command of this name. Raises LookupError when there is none, CommandHidden when it is not shown."""
        named = [command for command in self._commands.all() if (command["type"], command["name"]) == (kind, name)]
        if not named:
            known = ", ".join(command["name"] for command in self._commands.all() if command["type"] == kind)
            raise LookupError(f"there is no command {name!r}; registered are: {known or 'none'}")
        visible = [command for command in named if command in self.visible(person, channel, kind)]
        if not visible:
            raise CommandHidden(f"{person.name} does not see the command {name!r} in #{channel.name}")
        return visible[-1]

    def _allowed(self, command: Json, person: Account, channel: Channel) -> bool:
        held = permissions.in_channel(channel, person)
        if channel.guild is None:
            return True
        if not held & permissions.Permission.USE_APPLICATION_COMMANDS:
            return False
        needed = command["default_member_permissions"]
        if needed is None or command["name"] in self._opened:
            return True
        if int(needed) == 0:
            return bool(held & permissions.Permission.ADMINISTRATOR)
        return held & int(needed) == int(needed)


def in_context(command: Json, channel: Channel) -> bool:
    """Whether a command may be used in this kind of place."""
    direct = channel.guild is None
    if command.get("guild_id"):
        return not direct
    if command["contexts"] is not None:
        return (BOT_DM_CONTEXT if direct else GUILD_CONTEXT) in command["contexts"]
    return command["dm_permission"] or not direct


def leaf(command: Json, path: list[str]) -> tuple[list[str], list[Json]]:
    """Follow subcommand names; returns the steps taken and the options of where they lead."""
    steps: list[str] = []
    options: list[Json] = command["options"]
    while any(option["type"] in (SUBCOMMAND, GROUP) for option in options):
        names = {option["name"]: option for option in options}
        wanted = path[len(steps)] if len(path) > len(steps) else ""
        if wanted not in names:
            raise LookupError(f"/{command['name']} has no subcommand {wanted!r}; it has {', '.join(names)}")
        steps.append(wanted)
        options = names[wanted].get("options") or []
    if len(path) > len(steps):
        raise LookupError(f"/{command['name']} {' '.join(steps)} has no subcommand {path[len(steps)]!r}")
    return steps, options


class Filling:
    """One filled-in command: the options as they travel, and what they refer to."""

    def __init__(self, world: World, channel: Channel) -> None:
        self._world = world
        self._channel = channel
        self.resolved: dict[str, dict[str, Json]] = {}

    def data(self, command: Json, path: list[str], values: Mapping[str, Any], *, focused: str | None = None) -> Json:
        """The `data` of an interaction.

        With `focused`, the autocomplete of that option: missing options and unfinished values are let through.
        Raises LookupError for an unknown subcommand or option and ValueError for a value out of bounds.
        """
        steps, schema = leaf(command, path)
        known = {option["name"]: option for option in schema}
        if unknown := [name for name in values if name not in known]:
            raise LookupError(f"/{command['name']} has no option {unknown[0]!r}; it has {', '.join(known) or 'none'}")
        missing = [name for name, option in known.items() if option.get("required") and values.get(name) is None]
        if missing and focused is None:
            raise ValueError(f"/{command['name']} needs the option {missing[0]!r}")
        options = [self._option(known[name], value, focused) for name, value in values.items() if value is not None]
        types = self._types(command, steps)
        for name, kind in reversed(list(zip(steps, types, strict=True))):
            options = [{"name": name, "type": kind, "options": options}]
        data: Json = {"id": command["id"], "name": command["name"], "type": command["type"], "options": options}
        if self.resolved:
            data["resolved"] = self.resolved
        return data | ({"guild_id": command["guild_id"]} if command.get("guild_id") else {})

    def _types(self, command: Json, steps: list[str]) -> list[int]:
        types: list[int] = []
        options = command["options"]
        for step in steps:
            option = next(option for option in options if option["name"] == step)
            types.append(option["type"])
            options = option.get("options") or []
        return types

    def _option(self, option: Json, value: Any, focused: str | None) -> Json:
        body: Json = {"name": option["name"], "type": option["type"]}
        if option["name"] == focused:
            return body | {"value": str(value), "focused": True}
        return body | {"value": self._value(option, value)}

    def _value(self, option: Json, value: Any) -> Any:
        kind = option["type"]
        if kind in (STRING, INTEGER, NUMBER):
            return checked(option, value)
        if kind == BOOLEAN:
            if not isinstance(value, bool):
                raise ValueError(f"{option['name']} is true or false, not {value!r}")
            return value
        if kind == ATTACHMENT:
            return self._attachment(value)
        return self._entity(option, value)

    def _attachment(self, value: Any) -> str:
        attachment = value if isinstance(value, Attachment) else self._world.attachments.get(str(value))
        if attachment is None:
            raise ValueError(f"{value!r} is no attachment; make one with Person.upload")
        self.resolved.setdefault("attachments", {})[attachment.id] = attachment.to_json()
        return attachment.id

    def _entity(self, option: Json, value: Any) -> str:
        kind = option["type"]
        wanted = str(getattr(value, "id", value)).strip("<@&#!>")
        account = self._world.accounts.get(wanted) or named(self._world.accounts.values(), wanted)
        role = self._world.guild.roles.get(wanted) or named(self._world.guild.roles.values(), wanted)
        place = self._world.channels.get(wanted) or named(self._world.channels.values(), wanted)
        if kind in (USER_OPTION, MENTIONABLE) and account:
            self.resolve_user(account)
            return account.id
        if kind in (ROLE_OPTION, MENTIONABLE) and role:
            self.resolved.setdefault("roles", {})[role.id] = wire.role(role)
            return role.id
        allowed = option.get("channel_types")
        if kind == CHANNEL_OPTION and place and place.guild and (not allowed or place.type in allowed):
            self.resolve_channel(place)
            return place.id
        raise ValueError(f"{option['name']} cannot be {value!r}")

    def resolve_user(self, account: Account) -> None:
        """Add an account to the resolved data."""
        self.resolved.setdefault("users", {})[account.id] = wire.user(account)
        if self._channel.guild is not None:
            member = wire.resolved_member(account, self._channel)
            self.resolved.setdefault("members", {})[account.id] = member

    def resolve_channel(self, place: Channel) -> None:
        """Add a channel to the resolved data."""
        self.resolved.setdefault("channels", {})[place.id] = wire.partial_channel(place, self._world.bot)


def named(entries: Any, name: str) -> Any:
    """The entry of this name, without regard to case."""
    return next((entry for entry in entries if entry.name.lower() == name.lower().removeprefix("@")), None)


def checked(option: Json, value: Any) -> Any:
    """A text or number within the bounds of its option."""
    kind, name = option["type"], option["name"]
    if kind == STRING:
        value = str(value)
        low, high = option.get("min_length") or 0, option.get("max_length") or LONGEST
        if not low <= len(value) <= high:
            raise ValueError(f"{name} must have {low} to {high} characters, not {len(value)}")
    else:
        if isinstance(value, bool) or not isinstance(value, int if kind == INTEGER else (int, float)):
            raise ValueError(f"{name} must be a number, not {value!r}")
        low, high = option.get("min_value"), option.get("max_value")
        if (low is not None and value < low) or (high is not None and value > high):
            raise ValueError(f"{name} must be from {low} to {high}, not {value}")
    choices = option.get("choices") or []
    if choices and value not in [choice["value"] for choice in choices]:
        by_name = {choice["name"]: choice["value"] for choice in choices}
        if value in by_name:
            return by_name[value]
        raise ValueError(f"{name} must be one of {list(by_name)}, not {value!r}")
    return value
