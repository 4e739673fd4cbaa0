"""The commands a bot registered, and Discord's rules for registering them.

What a person may type into a registered command is the business of `options`.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from sandbox.errors import ApiError, Problems, Step
from sandbox.messages import Json
from sandbox.snowflakes import Snowflakes

CHAT, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER_OPTION, CHANNEL_OPTION, ROLE_OPTION, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
MOST = {CHAT: 100, USER: 5, MESSAGE: 5}
NAME = re.compile(r"^[-_'\w]{1,32}$")
TOTAL_TEXT = 8_000
Path = tuple[Step, ...]


class Commands:
    """The registered commands of the one application, global and per server."""

    def __init__(self, application_id: str, ids: Snowflakes, changed: Callable[[], None]) -> None:
        self._application_id = application_id
        self._ids = ids
        self._changed = changed
        self._held: dict[str | None, list[Json]] = {}

    def all(self) -> list[Json]:
        """Every registered command, global ones first."""
        return [command for scope in sorted(self._held, key=lambda s: s or "") for command in self._held[scope]]

    def of(self, guild_id: str | None) -> list[Json]:
        """The commands of one server, or the global ones."""
        return list(self._held.get(guild_id, ()))

    def get(self, guild_id: str | None, command_id: str) -> Json:
        """One command. Raises 10063."""
        for command in self._held.get(guild_id, ()):
            if command["id"] == command_id:
                return command
        raise ApiError(10063)

    def replace(self, guild_id: str | None, bodies: Any) -> list[Json]:
        """Register exactly these. A command that keeps kind and name keeps its id."""
        problems = Problems()
        if not isinstance(bodies, list):
            problems.add((), "BASE_TYPE_BAD_TYPE", "Could not interpret the value as list.")
            problems.raise_if_any()
        for index, body in enumerate(bodies):
            check_command(body, (index,), problems)
        check_unique(bodies, problems)
        problems.raise_if_any()
        self._check_numbers(bodies)
        known = {(old["type"], old["name"]): old for old in self.of(guild_id)}
        self._held[guild_id] = [
            self._registered(body, guild_id, known.get((body.get("type") or CHAT, body["name"]))) for body in bodies
        ]
        self._changed()
        return self.of(guild_id)

    def add(self, guild_id: str | None, body: Json) -> Json:
        """Register one more; one of the same kind and name is overwritten, as on Discord."""
        problems = Problems()
        check_command(body, (), problems)
        problems.raise_if_any()
        same = (body.get("type") or CHAT, body["name"])
        kept = [old for old in self.of(guild_id) if (old["type"], old["name"]) != same]
        self._check_numbers([*kept, body])
        old = next((old for old in self.of(guild_id) if (old["type"], old["name"]) == same), None)
        command = self._registered(body, guild_id, old)
        self._held[guild_id] = [*kept, command]
        self._changed()
        return command

    def change(self, guild_id: str | None, command_id: str, body: Json) -> Json:
        """Change some fields of one command."""
        old = self.get(guild_id, command_id)
        merged = old | body
        problems = Problems()
        check_command(merged, (), problems)
        problems.raise_if_any()
        command = self._registered(merged, guild_id, old)
        self._held[guild_id] = [command if held is old else held for held in self._held[guild_id]]
        self._changed()
        return command

    def remove(self, guild_id: str | None, command_id: str) -> None:
        """Take one command away."""
        old = self.get(guild_id, command_id)
        self._held[guild_id].remove(old)
        self._changed()

    def _check_numbers(self, bodies: Iterable[Json]) -> None:
        kinds = [body.get("type") or CHAT for body in bodies]
        for kind, most in MOST.items():
            if kinds.count(kind) > most:
                raise ApiError(30032, message=f"Maximum number of application commands reached ({most}).")

    def _registered(self, body: Json, guild_id: str | None, old: Json | None) -> Json:
        permissions = body.get("default_member_permissions")
        command: Json = {
            "id": old["id"] if old else self._ids.next(),
            "application_id": self._application_id,
            "version": self._ids.next(),
            "type": body.get("type") or CHAT,
            "name": body["name"],
            "description": body.get("description") or "",
            "options": body.get("options") or [],
            "default_member_permissions": None if permissions is None else str(permissions),
            "dm_permission": body.get("dm_permission", True) is not False,
            "contexts": body.get("contexts"),
            "integration_types": body.get("integration_types") or [0],
            "nsfw": bool(body.get("nsfw")),
            "name_localizations": body.get("name_localizations"),
            "description_localizations": body.get("description_localizations"),
        }
        return command | {"guild_id": guild_id} if guild_id else command


def check_unique(bodies: Iterable[Json], problems: Problems) -> None:
    """No two commands of one kind share a name."""
    seen: set[tuple[int, Any]] = set()
    for index, body in enumerate(bodies):
        same = (body.get("type") or CHAT, body.get("name"))
        if same in seen:
            problems.add((index,), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        seen.add(same)


def check_command(body: Json, path: Path, problems: Problems) -> None:
    """Note every fault of one command."""
    kind = body.get("type") or CHAT
    if not problems.choice((*path, "type"), kind, (CHAT, USER, MESSAGE)):
        return
    if kind == CHAT:
        check_named(body, path, problems)
        check_options(body.get("options") or [], (*path, "options"), problems, depth=0)
        if text_size(body) > TOTAL_TEXT:
            problems.add(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({TOTAL_TEXT})")
        return
    problems.length((*path, "name"), body.get("name"), 1, 32)
    for name in ("description", "options"):
        if body.get(name):
            problems.add((*path, name), "APPLICATION_COMMAND_CONTEXT_MENU_FIELD", f"Context menus cannot have {name}")


def check_named(body: Json, path: Path, problems: Problems) -> None:
    """A name in lower case of up to 32 letters, digits, - and _, and a description of 1 to 100 characters."""
    name = body.get("name")
    if problems.length((*path, "name"), name, 1, 32) and name and not (NAME.match(name) and name == name.lower()):
        problems.add((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    problems.length((*path, "description"), body.get("description"), 1, 100)


def check_options(options: Any, path: Path, problems: Problems, *, depth: int) -> None:
    """The options of a command or subcommand: at most 25, required ones first, no name twice."""
    if not problems.count(path, options, 0, 25):
        return
    optional_seen = False
    names: set[str] = set()
    for index, option in enumerate(options):
        here = (*path, index)
        check_named(option, here, problems)
        if option.get("name") in names:
            problems.add((*here, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name exists twice")
        names.add(option.get("name", ""))
        if option.get("required") and optional_seen:
            problems.add(
                here,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional_seen |= not option.get("required")
        check_option(option, here, problems, depth=depth)
    branches = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
    if any(branches) and not all(branches):
        problems.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Subcommands and other options cannot be mixed")


def check_option(option: Json, path: Path, problems: Problems, *, depth: int) -> None:
    """One option, by its kind."""
    kind = option.get("type")
    if not problems.choice((*path, "type"), kind, range(1, 12)):
        return
    if kind in (SUBCOMMAND, GROUP):
        if depth > 1 or (depth == 1 and kind == GROUP):
            problems.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Subcommands are nested too deeply")
        check_options(option.get("options") or [], (*path, "options"), problems, depth=depth + 1)
        return
    if option.get("choices"):
        check_choices(option, path, problems)
    for names, kinds in ((("min_value", "max_value"), (INTEGER, NUMBER)), (("min_length", "max_length"), (STRING,))):
        for name in names:
            if option.get(name) is not None and kind not in kinds:
                problems.add((*path, name), "APPLICATION_COMMAND_OPTION_FIELD_INVALID", f"{name} does not apply here")


def check_choices(option: Json, path: Path, problems: Problems) -> None:
    """Fixed choices: at most 25, not together with autocomplete."""
    if option.get("autocomplete"):
        problems.add(path, "APPLICATION_COMMAND_OPTION_CHOICES_AUTOCOMPLETE", "Choices exclude autocomplete")
    check_choice_list(option["choices"], option["type"], (*path, "choices"), problems)


def check_choice_list(choices: Any, kind: int, path: Path, problems: Problems) -> None:
    """Choices, fixed or from autocomplete: names of 1 to 100 characters, values of the option's type."""
    if not problems.count(path, choices, 0, 25):
        return
    for index, choice in enumerate(choices):
        here = (*path, index)
        problems.length((*here, "name"), choice.get("name"), 1, 100)
        value = choice.get("value")
        if kind == STRING:
            problems.length((*here, "value"), value, 1, 100)
        elif isinstance(value, bool) or not isinstance(value, int if kind == INTEGER else (int, float)):
            problems.add((*here, "value"), "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')


def text_size(body: Json) -> int:
    """The characters of names, descriptions and choice values together."""
    total = len(body.get("name") or "") + len(body.get("description") or "")
    total += sum(len(str(choice.get("value", ""))) for choice in body.get("choices") or [])
    return total + sum(text_size(option) for option in body.get("options") or [])
