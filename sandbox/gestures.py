"""The start of everything a person does with the bot: which interaction a command, a press or a form opens.

The client's half of the rules holds here: what is not shown, disabled or out of bounds raises LookupError,
PermissionError or ValueError, and the bot never hears of it. Nothing here waits for an answer; see `people`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox import permissions, wire
from sandbox.commands import CHAT, MESSAGE, USER
from sandbox.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Interaction, Interactions
from sandbox.messages import BUTTON, LINK_STYLE, SELECTS, STRING_SELECT, TEXT_INPUT, Json, Message, button_label, walk
from sandbox.modals import submission
from sandbox.options import Filling, Palette, leaf
from sandbox.permissions import P
from sandbox.posting import Desk
from sandbox.world import Account, Channel, World


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What people act upon."""

    world: World
    desk: Desk
    interactions: Interactions
    palette: Palette


@dataclass(eq=False, kw_only=True)
class Gestures(Account):
    """Somebody whose hands are on a Discord client."""

    surroundings: Surroundings = field(repr=False)

    @property
    def inbox(self) -> Channel:
        """The direct messages between this person and the bot."""
        return self.surroundings.world.conversation(self)

    def may(self, channel: Channel, permission: int) -> bool:
        """Whether this person holds permissions in a channel."""
        return permissions.may(channel, self, permission)

    def sees(self, message: Message) -> bool:
        """Whether this message is on this person's screen."""
        if message.deleted or (message.visible_to is not None and message.visible_to is not self):
            return False
        return self.may(message.channel, P.VIEW_CHANNEL)

    def ask(self, channel: Channel, command: str, options: Mapping[str, Any]) -> Interaction:
        """Start the autocomplete of the option given last."""
        if not options:
            raise LookupError("autocomplete needs an option to complete")
        name, *path = command.removeprefix("/").split()
        found = self.surroundings.palette.find(self, channel, name)
        focused = list(options)[-1]
        schema = {option["name"]: option for option in leaf(found, path)[1]}
        if focused in schema and not schema[focused].get("autocomplete"):
            raise LookupError(f"the option {focused!r} has no autocomplete")
        data = Filling(self.surroundings.world, channel).data(found, path, options, focused=focused)
        data.pop("resolved", None)
        return self.surroundings.interactions.open(AUTOCOMPLETE, self, channel, data)

    def command(self, channel: Channel, command: str, options: Mapping[str, Any]) -> Interaction:
        """Start a slash command."""
        name, *path = command.removeprefix("/").split()
        found = self.surroundings.palette.find(self, channel, name, CHAT)
        data = Filling(self.surroundings.world, channel).data(found, path, options)
        return self.surroundings.interactions.open(COMMAND, self, channel, data)

    def menu(self, name: str, message: Message) -> Interaction:
        """Start a command from the context menu of a message."""
        if not self.sees(message):
            raise LookupError(f"{self.name} does not see this message")
        world, channel = self.surroundings.world, message.channel
        command = self.surroundings.palette.find(self, channel, name, MESSAGE)
        resolved = {"messages": {message.id: wire.message(message, world)}}
        return self.surroundings.interactions.open(COMMAND, self, channel, menu_data(command, message.id, resolved))

    def user_menu(self, name: str, account: Account, channel: Channel) -> Interaction:
        """Start a command from the context menu of a user."""
        command = self.surroundings.palette.find(self, channel, name, USER)
        filling = Filling(self.surroundings.world, channel)
        filling.resolve_user(account)
        data = menu_data(command, account.id, filling.resolved)
        return self.surroundings.interactions.open(COMMAND, self, channel, data)

    def shown(self, on: Any) -> Message:
        """The message that something is pressed on. Raises LookupError when this person does not see it."""
        message = on if isinstance(on, Message) else on.message
        if message is None or not self.sees(message):
            raise LookupError(f"{self.name} does not see such a message")
        return message

    def pressed(self, message: Message, button: str) -> Interaction:
        """Start the press of a button."""
        buttons = [component for component in walk(message.components) if component["type"] == BUTTON]
        found = next((item for item in buttons if button in (item.get("custom_id"), button_label(item))), None)
        if found is None:
            raise LookupError(f"there is no button {button!r}; there are {message.buttons}")
        if found.get("disabled"):
            raise LookupError(f"the button {button!r} is disabled")
        if found["style"] == LINK_STYLE:
            raise LookupError(f"the button {button!r} is a link to {found['url']}")
        data = {"custom_id": found["custom_id"], "component_type": BUTTON, "id": found["id"]}
        return self.surroundings.interactions.open(COMPONENT, self, message.channel, data, message=message)

    def chosen(self, message: Message, menu: str, values: Sequence[Any]) -> Interaction:
        """Start a choice in a select menu."""
        menus = [component for component in walk(message.components) if component["type"] in SELECTS]
        found = next((item for item in menus if menu in (item["custom_id"], item.get("placeholder"))), None)
        if found is None or found.get("disabled"):
            raise LookupError(f"there is no select menu {menu!r} to use")
        picked = [str(getattr(value, "id", value)) for value in values]
        if not found.get("min_values", 1) <= len(picked) <= found.get("max_values", 1):
            raise ValueError(f"{menu!r} does not take {len(picked)} values")
        data: Json = {"custom_id": found["custom_id"], "component_type": found["type"], "id": found["id"]}
        if found["type"] == STRING_SELECT:
            offered = [option["value"] for option in found["options"]]
            if strange := [value for value in picked if value not in offered]:
                raise LookupError(f"{menu!r} does not offer {strange[0]!r}; it offers {offered}")
        else:
            data["resolved"] = self.resolve(message.channel, picked)
        data["values"] = picked
        return self.surroundings.interactions.open(COMPONENT, self, message.channel, data, message=message)

    def submitted(self, form: Interaction, values: Mapping[str, Any]) -> Interaction:
        """Hand in the form that an interaction opened."""
        if form.modal is None:
            raise LookupError("no form was opened")
        data: Json = {"custom_id": form.modal["custom_id"], "components": submission(form.modal, values)}
        fields = [item for item in walk(data["components"]) if item["type"] != TEXT_INPUT]
        chosen = [value for item in fields for value in item.get("values") or ()]
        if resolved := self.resolve(form.channel, chosen):
            data["resolved"] = resolved
        open_ = self.surroundings.interactions.open
        return open_(MODAL, self, form.channel, data, message=form.message, parent=form)

    def resolve(self, channel: Channel, ids: Sequence[str]) -> dict[str, dict[str, Json]]:
        """The people, roles, channels and files among some values."""
        world = self.surroundings.world
        filling = Filling(world, channel)
        for value in ids:
            if value in world.accounts:
                filling.resolve_user(world.accounts[value])
            elif value in world.guild.roles:
                filling.resolved.setdefault("roles", {})[value] = wire.role(world.guild.roles[value])
            elif value in world.channels:
                filling.resolve_channel(world.channels[value])
            elif value in world.attachments:
                filling.resolved.setdefault("attachments", {})[value] = world.attachments[value].to_json()
        return filling.resolved


def menu_data(command: Json, target_id: str, resolved: Mapping[str, Any]) -> Json:
    """The data of a context menu interaction."""
    data: Json = {
        "id": command["id"],
        "name": command["name"],
        "type": command["type"],
        "target_id": target_id,
        "resolved": resolved,
    }
    return data | ({"guild_id": command["guild_id"]} if command.get("guild_id") else {})
