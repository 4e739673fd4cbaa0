"""People: what somebody at a Discord client can do, and what they get to see for it.

A person obeys the client: no speaking where they cannot look in, no command that is not shown to them, no value a
form would not take, no press on a disabled button. What the client would not let through raises PermissionError,
LookupError or ValueError; what the bot leaves unanswered raises InteractionFailed.
"""

# ruff: noqa: ASYNC109 - a timeout as an argument is what makes a test's wait readable where it stands

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox import permissions
from sandbox.errors import InteractionFailed
from sandbox.gestures import Gestures
from sandbox.interactions import (
    DEFER_UPDATE,
    UPDATE,
    Interaction,
)
from sandbox.messages import (
    Attachment,
    Json,
    Message,
    component_texts,
)
from sandbox.permissions import P
from sandbox.posting import Upload, pings
from sandbox.world import Account, Channel, Event

PATIENCE = 10.0
"""Seconds a person waits for the answer that a deferral promised."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a person got for a command, a press, a choice or a submitted form.

    `message` is the message that answered: new, or the pressed one when `updated`. `modal` is the form that opened.
    """

    interaction: Interaction
    message: Message | None
    updated: bool

    @property
    def modal(self) -> Json | None:
        """The form that opened, as the bot sent it."""
        return self.interaction.modal

    @property
    def ephemeral(self) -> bool:
        """Whether only this person sees the answer."""
        return self.message is not None and self.message.ephemeral

    @property
    def text(self) -> str:
        """All that can be read on the answer; of a form its title and labels."""
        if self.modal is not None:
            return "\n".join(filter(None, [self.modal["title"], *component_texts(self.modal["components"])]))
        return self.message.text if self.message else ""

    @property
    def followups(self) -> list[Message]:
        """The further messages the bot sent so far, in order."""
        return list(self.interaction.followups)

    async def followup(self, number: int = 1, *, timeout: float = PATIENCE) -> Message:
        """The n-th further message; waits for it. Raises TimeoutError."""
        arrived: list[Message] = await self.interaction.bell.wait_until(
            lambda: self.interaction.followups[number - 1 : number],
            timeout,
            lambda: f"no follow-up number {number}; there are {len(self.interaction.followups)}",
        )
        return arrived[0]


@dataclass(eq=False, kw_only=True)
class Person(Gestures):
    """Somebody at a Discord client."""

    async def say(
        self,
        channel: Channel,
        text: str,
        *,
        reply_to: Message | None = None,
        mention_reply: bool = False,
        files: Sequence[Attachment] = (),
    ) -> Message:
        """Send a message. Raises PermissionError where this person may not write, ValueError for a text too long."""
        world = self.surroundings.world
        if not self.may(channel, P.VIEW_CHANNEL):
            raise PermissionError(f"{self.name} cannot see #{channel.name}")
        if not self.may(channel, permissions.speaking(channel)):
            raise PermissionError(f"{self.name} may not write in #{channel.name}")
        if not 1 <= len(text.strip()) <= 2_000 and not files:
            raise ValueError(f"a message has 1 to 2000 characters, not {len(text)}")
        message = Message(
            id=world.ids.next(),
            channel=channel,
            author=self,
            created_at=world.clock.now(),
            content=text,
            type=19 if reply_to else 0,
            reference=reply_to,
            reference_id=reply_to.id if reply_to else None,
            attachments=list(files),
        )
        allowed = {"parse": ["users", "roles", "everyone"], "replied_user": mention_reply}
        message.pings = pings(message, allowed, world)
        world.post(message)
        await asyncio.sleep(0)
        return message

    async def dm(self, text: str) -> Message:
        """Write to the bot privately."""
        return await self.say(self.inbox, text)

    async def edit(self, message: Message, text: str) -> None:
        """Change an own message."""
        world = self.surroundings.world
        if message.author is not self:
            raise PermissionError(f"{self.name} did not write this message")
        message.content = text
        message.edited_at = world.clock.now()
        pinged = message.reference is not None and message.reference.author in message.pings
        allowed = {"parse": ["users", "roles", "everyone"], "replied_user": pinged}
        message.pings = pings(message, allowed, world)
        world.change(message)
        await asyncio.sleep(0)

    async def delete(self, message: Message) -> None:
        """Delete an own message, or with the permission to manage messages any."""
        if message.author is not self and not self.may(message.channel, P.MANAGE_MESSAGES):
            raise PermissionError(f"{self.name} may not delete this message")
        self.surroundings.world.remove(message)
        await asyncio.sleep(0)

    async def react(self, message: Message, emoji: str) -> None:
        """Add a reaction; adding it again takes it back."""
        if not self.sees(message):
            raise LookupError(f"{self.name} does not see this message")
        accounts = message.reactions.setdefault(emoji, [])
        kind = "unreact" if self in accounts else "react"
        (accounts.remove if self in accounts else accounts.append)(self)
        self.surroundings.world.tell(
            Event(kind=kind, channel=message.channel, message=message, account=self, detail=emoji)
        )
        await asyncio.sleep(0)

    def upload(self, filename: str, data: bytes, content_type: str = "application/octet-stream") -> Attachment:
        """Make a file ready for a command's attachment option, a form or a message."""
        file = Upload(index=0, filename=filename, content_type=content_type, data=data)
        return self.surroundings.desk.store(self.inbox, [file])[0]

    async def complete(self, channel: Channel, command: str, /, **options: Any) -> list[Json]:
        """What the bot offers for the option given last. Raises InteractionFailed when it offers nothing in time."""
        interaction = self.ask(channel, command, options)
        await interaction.acknowledged(self.surroundings.interactions.patience)
        return interaction.choices

    async def use(self, channel: Channel, command: str, /, *, timeout: float = PATIENCE, **options: Any) -> Answer:
        """Use a slash command, named with its subcommands ("claim show").

        Args:
            channel: where.
            command: its words, with or without the slash.
            timeout: seconds to wait for what a deferral promised.
            **options: texts and numbers as they are; people, roles, channels by object, id or name.
        """
        return await self.answer(self.command(channel, command, options), timeout=timeout)

    async def use_on_message(self, name: str, message: Message, *, timeout: float = PATIENCE) -> Answer:
        """Use a command from the context menu of a message."""
        return await self.answer(self.menu(name, message), timeout=timeout)

    async def use_on_user(self, name: str, account: Account, channel: Channel, *, timeout: float = PATIENCE) -> Answer:
        """Use a command from the context menu of a user."""
        return await self.answer(self.user_menu(name, account, channel), timeout=timeout)

    async def press(self, on: "Message | Answer", button: str, *, timeout: float = PATIENCE) -> Answer:
        """Press a button, named by label or custom_id. Raises LookupError when it is not there or disabled."""
        message = self.shown(on)
        return await self.answer(self.pressed(message, button), timeout=timeout)

    async def select(
        self, on: "Message | Answer", menu: str, values: Sequence[Any], *, timeout: float = PATIENCE
    ) -> Answer:
        """Choose in a select menu, named by custom_id or placeholder."""
        message = self.shown(on)
        return await self.answer(self.chosen(message, menu, values), timeout=timeout)

    async def submit(self, form: Answer, values: Mapping[str, Any], *, timeout: float = PATIENCE) -> Answer:
        """Hand in a form, with values by custom_id or label; what is not given stays as prefilled."""
        return await self.answer(self.submitted(form.interaction, values), timeout=timeout)

    async def answer(self, interaction: Interaction, *, timeout: float = PATIENCE) -> Answer:
        """Wait for what the person gets to see.

        A deferred answer is waited for until it is filled. A silently acknowledged press is waited on just as long,
        but need not come to anything.
        """
        await interaction.acknowledged(self.surroundings.interactions.patience)
        try:
            await interaction.bell.wait_until(lambda: interaction.settled, timeout, lambda: "")
        except TimeoutError:
            if interaction.response != DEFER_UPDATE:
                raise InteractionFailed("The application is still thinking") from None
        message, updated = interaction.original, interaction.response == UPDATE
        if interaction.response == DEFER_UPDATE:
            updated = interaction.settled and not interaction.followups
            message = interaction.followups[0] if interaction.followups else message
        if message is not None:
            message.channel.seen.add(message.id)
        return Answer(interaction=interaction, message=message, updated=updated)
