"""What the page may do, always as one of the sandbox's people and within what that person may do."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.errors import ApiError, InteractionFailed
from sandbox.interactions import Interaction, Interactions
from sandbox.messages import Json, Message
from sandbox.people import Person
from sandbox.permissions import P
from sandbox.world import Channel, World

Action = Callable[["Actions", Person, Json], Awaitable[Any]]


class Refused(Exception):
    """What a person wanted cannot be done; the sentence says why."""


class Actions:
    """Carries out what a page asks for."""

    def __init__(self, world: World, interactions: Interactions) -> None:
        self._world = world
        self._interactions = interactions

    async def run(self, person: Person, frame: Json) -> Any:
        """Do what a frame asks and return what the page needs to go on. Raises Refused with a sentence."""
        action = ACTIONS.get(str(frame.get("do")))
        if action is None:
            raise Refused("The page asked for something the sandbox does not know.")
        try:
            return await action(self, person, frame)
        except InteractionFailed as failed:
            raise Refused(failed.reason) from None
        except (LookupError, ValueError, PermissionError, ApiError) as refusal:
            raise Refused(sentence(refusal)) from None

    def channel(self, person: Person, frame: Json) -> Channel:
        """The channel a frame names, if the person can look into it."""
        channel = self._world.channels.get(str(frame.get("channel")))
        if channel is None or not person.may(channel, P.VIEW_CHANNEL):
            raise LookupError("this channel is not there")
        return channel

    def message(self, person: Person, frame: Json, key: str = "message") -> Message:
        """The message a frame names, if the person sees it."""
        message = self._world.messages.get(str(frame.get(key)))
        if message is None or not person.sees(message):
            raise LookupError("this message is no longer there")
        return message

    async def say(self, person: Person, frame: Json) -> None:
        """Send a message."""
        target = self.message(person, frame, "reply") if frame.get("reply") else None
        channel = self.channel(person, frame)
        await person.say(channel, str(frame["text"]), reply_to=target, mention_reply=bool(frame.get("mention")))

    async def edit(self, person: Person, frame: Json) -> None:
        """Change an own message."""
        await person.edit(self.message(person, frame), str(frame["text"]))

    async def delete(self, person: Person, frame: Json) -> None:
        """Delete a message."""
        await person.delete(self.message(person, frame))

    async def react(self, person: Person, frame: Json) -> None:
        """Add a reaction or take it back."""
        await person.react(self.message(person, frame), str(frame["emoji"]))

    async def typing(self, person: Person, frame: Json) -> None:
        """Say that the person is writing."""
        self._world.typing(self.channel(person, frame), person)

    async def complete(self, person: Person, frame: Json) -> list[Json]:
        """Ask the bot for suggestions for the option given last."""
        interaction = person.ask(self.channel(person, frame), str(frame["command"]), dict(frame["options"]))
        await interaction.acknowledged(self._interactions.patience)
        return interaction.choices

    async def command(self, person: Person, frame: Json) -> Json | None:
        """Use a slash command."""
        channel = self.channel(person, frame)
        return await self.outcome(person.command(channel, str(frame["command"]), dict(frame["options"])))

    async def menu(self, person: Person, frame: Json) -> Json | None:
        """Use a command from a message's context menu."""
        return await self.outcome(person.menu(str(frame["name"]), self.message(person, frame)))

    async def user(self, person: Person, frame: Json) -> Json | None:
        """Use a command from a user's context menu."""
        account = self._world.accounts.get(str(frame.get("account")))
        if account is None:
            raise LookupError("there is nobody like that")
        return await self.outcome(person.user_menu(str(frame["name"]), account, self.channel(person, frame)))

    async def press(self, person: Person, frame: Json) -> Json | None:
        """Press a button."""
        return await self.outcome(person.pressed(self.message(person, frame), str(frame["id"])))

    async def select(self, person: Person, frame: Json) -> Json | None:
        """Choose in a select menu."""
        message = self.message(person, frame)
        return await self.outcome(person.chosen(message, str(frame["id"]), list(frame["values"])))

    async def submit(self, person: Person, frame: Json) -> Json | None:
        """Hand in a form."""
        form = self._interactions.get(str(frame.get("form")))
        if form is None or form.person is not person:
            raise LookupError("this form is no longer open")
        return await self.outcome(person.submitted(form, dict(frame["values"])))

    async def upload(self, person: Person, frame: Json) -> str:
        """Take a file for a form or an option; returns its id."""
        try:
            data = base64.b64decode(str(frame["data"]), validate=True)
        except binascii.Error:
            raise ValueError("the file did not arrive whole") from None
        kind = str(frame.get("kind") or "application/octet-stream")
        return person.upload(str(frame["name"]), data, kind).id

    async def outcome(self, interaction: Interaction) -> Json | None:
        """Wait for the acknowledgement; a form is handed to the page, everything else arrives as messages."""
        await interaction.acknowledged(self._interactions.patience)
        if interaction.modal is None:
            return None
        return {"form": interaction.id, "modal": interaction.modal}


def sentence(error: Exception) -> str:
    """An error as a sentence for the person at the page."""
    text = str(error.args[0]) if error.args else "This cannot be done"
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


ACTIONS: dict[str, Action] = {
    "say": Actions.say,
    "edit": Actions.edit,
    "delete": Actions.delete,
    "react": Actions.react,
    "typing": Actions.typing,
    "complete": Actions.complete,
    "command": Actions.command,
    "menu": Actions.menu,
    "user": Actions.user,
    "press": Actions.press,
    "select": Actions.select,
    "submit": Actions.submit,
    "upload": Actions.upload,
}
