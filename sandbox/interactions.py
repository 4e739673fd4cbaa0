"""Interactions: a person does something, the bot is told, and has three seconds to acknowledge it, once.

An interaction's token lets the bot answer for fifteen minutes after. Who started it waits on the interaction.
"""

# ruff: noqa: ASYNC109 - a timeout as an argument is what makes a test's wait readable where it stands

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox import permissions, wire
from sandbox.commands import check_choice_list
from sandbox.errors import ApiError, InteractionFailed, Problems
from sandbox.messages import EPHEMERAL, Json, Message, pruned
from sandbox.modals import check_modal
from sandbox.posting import Address, Desk, Upload
from sandbox.world import Account, Bell, Channel, Event, World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
REPLY, DEFER, DEFER_UPDATE, UPDATE, CHOICES, OPEN_MODAL = 4, 5, 6, 7, 8, 9
ALLOWED = {
    COMMAND: (REPLY, DEFER, OPEN_MODAL),
    COMPONENT: (REPLY, DEFER, DEFER_UPDATE, UPDATE, OPEN_MODAL),
    AUTOCOMPLETE: (CHOICES,),
    MODAL: (REPLY, DEFER, DEFER_UPDATE, UPDATE),
}
TOKEN_SECONDS = 15 * 60
CHAT_MESSAGE, MENU_MESSAGE, REPLY_MESSAGE = 20, 23, 19


@dataclass(eq=False, kw_only=True)
class Interaction:
    """One interaction and what became of it."""

    id: str
    token: str
    kind: int
    person: Account
    channel: Channel
    data: Json
    opened_at: datetime
    message: Message | None = None
    parent: Json | None = None
    response: int | None = None
    hidden: bool = False
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)
    settled: bool = False
    bell: Bell = field(default_factory=Bell)

    @property
    def metadata(self) -> Json:
        """What a message says about the interaction it answers."""
        body: Json = {
            "id": self.id,
            "type": self.kind,
            "user": wire.user(self.person),
            "authorizing_integration_owners": owners(self.channel),
        }
        if self.kind == COMPONENT and self.message is not None:
            body["interacted_message_id"] = self.message.id
        if self.kind == MODAL and self.parent is not None:
            body["triggering_interaction_metadata"] = self.parent
        return body

    def rest(self) -> None:
        """Note that what the person was waiting for is there."""
        self.settled = True
        self.bell.ring()

    async def acknowledged(self, timeout: float) -> None:
        """Wait for the acknowledgement. Raises InteractionFailed after `timeout` seconds."""
        try:
            await self.bell.wait_until(lambda: self.response, timeout, lambda: "")
        except TimeoutError:
            raise InteractionFailed from None


def owners(channel: Channel) -> dict[str, str]:
    """By what installation the bot is here: the server's, or in direct messages none."""
    return {"0": channel.guild.id if channel.guild else "0"}


class Interactions:
    """Opens interactions and takes what the bot answers."""

    def __init__(self, world: World, desk: Desk, *, patience: float) -> None:
        self._world = world
        self._desk = desk
        self.patience = patience
        self._by_id: dict[str, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    def open(
        self,
        kind: int,
        person: Account,
        channel: Channel,
        data: Json,
        *,
        message: Message | None = None,
        parent: Interaction | None = None,
    ) -> Interaction:
        """Tell the bot that a person did something."""
        interaction = Interaction(
            id=self._world.ids.next(),
            token=secrets.token_urlsafe(48),
            kind=kind,
            person=person,
            channel=channel,
            data=data,
            opened_at=self._world.clock.now(),
            message=message,
            parent=parent.metadata if parent else None,
        )
        self._by_id[interaction.id] = self._by_token[interaction.token] = interaction
        self._world.tell(Event(kind="interaction", detail=self._payload(interaction)))
        return interaction

    def acknowledge(self, interaction_id: str, token: str, body: Json, uploads: Sequence[Upload]) -> Interaction:
        """Take the first answer. Raises 10062 when it comes too late and 40060 when it is not the first."""
        interaction = self._by_id.get(interaction_id)
        if interaction is None or interaction.token != token:
            raise ApiError(10062)
        if interaction.response is not None:
            raise ApiError(40060)
        if self._age(interaction) > self.patience:
            raise ApiError(10062)
        kind = body.get("type")
        problems = Problems()
        allowed = ALLOWED[interaction.kind]
        if interaction.message is None:
            allowed = tuple(answer for answer in allowed if answer not in (DEFER_UPDATE, UPDATE))
        problems.choice(("type",), kind, allowed)
        problems.raise_if_any()
        ANSWERS[body["type"]](self, interaction, body.get("data") or {}, uploads)
        interaction.response = kind
        interaction.bell.ring()
        return interaction

    def get(self, interaction_id: str) -> Interaction | None:
        """An interaction by its id."""
        return self._by_id.get(interaction_id)

    def by_token(self, application_id: str, token: str) -> Interaction:
        """The acknowledged interaction of a token. Raises 10015 and, after fifteen minutes, 50027."""
        interaction = self._by_token.get(token)
        if interaction is None or application_id != self._world.bot.id:
            raise ApiError(10015)
        if self._age(interaction) > TOKEN_SECONDS:
            raise ApiError(50027)
        if interaction.response is None:
            raise ApiError(10015)
        return interaction

    def follow_up(self, interaction: Interaction, body: Json, uploads: Sequence[Upload]) -> Message:
        """A further message; the first one after a deferral takes the placeholder's place."""
        original = interaction.original
        if interaction.response == DEFER and original is not None and original.loading:
            self._desk.edit(original, body, uploads)
            interaction.rest()
            return original
        hidden = bool(int(body.get("flags") or 0) & EPHEMERAL)
        message = self._desk.create(self._address(interaction, hidden=hidden, prefix=()), body, uploads)
        interaction.followups.append(message)
        interaction.rest()
        return message

    def message_of(self, interaction: Interaction, message_id: str) -> Message:
        """The message a webhook route means. Raises 10008."""
        if message_id == "@original":
            found = interaction.original
        else:
            mine = [interaction.original, *interaction.followups]
            found = next((message for message in mine if message and message.id == message_id), None)
        if found is None or found.deleted:
            raise ApiError(10008)
        return found

    def edit(self, interaction: Interaction, message_id: str, body: Json, uploads: Sequence[Upload]) -> Message:
        """Change an answer."""
        message = self.message_of(interaction, message_id)
        self._desk.edit(message, body, uploads)
        interaction.rest()
        return message

    def delete(self, interaction: Interaction, message_id: str) -> None:
        """Take an answer away."""
        self._world.remove(self.message_of(interaction, message_id))
        interaction.rest()

    def _age(self, interaction: Interaction) -> float:
        return (self._world.clock.now() - interaction.opened_at).total_seconds()

    def _address(self, interaction: Interaction, *, hidden: bool, prefix: tuple[str, ...] = ("data",)) -> Address:
        first = interaction.original is None and interaction.kind == COMMAND
        menu = interaction.data.get("target_id") is not None
        return Address(
            channel=interaction.channel,
            kind=(MENU_MESSAGE if menu else CHAT_MESSAGE) if first else REPLY_MESSAGE,
            interaction=interaction.metadata,
            visible_to=interaction.person if hidden else None,
            reference=interaction.original or interaction.message,
            reference_id=getattr(interaction.original or interaction.message, "id", None),
            prefix=prefix,
        )

    def _reply(self, interaction: Interaction, data: Json, uploads: Sequence[Upload]) -> None:
        interaction.hidden = bool(int(data.get("flags") or 0) & EPHEMERAL)
        address = self._address(interaction, hidden=interaction.hidden)
        interaction.original = self._desk.create(address, data, uploads)
        interaction.settled = True

    def _defer(self, interaction: Interaction, data: Json, _: Sequence[Upload]) -> None:
        interaction.hidden = bool(int(data.get("flags") or 0) & EPHEMERAL)
        interaction.original = self._desk.placeholder(self._address(interaction, hidden=interaction.hidden))

    def _defer_update(self, interaction: Interaction, _data: Json, _: Sequence[Upload]) -> None:
        interaction.original = interaction.message

    def _update(self, interaction: Interaction, data: Json, uploads: Sequence[Upload]) -> None:
        interaction.original = interaction.message
        if interaction.message is not None and not interaction.message.deleted:
            self._desk.edit(interaction.message, data, uploads, prefix=("data",))
        interaction.settled = True

    def _choices(self, interaction: Interaction, data: Json, _: Sequence[Upload]) -> None:
        problems = Problems(("data",))
        choices = data.get("choices") or []
        check_choice_list(choices, focused_type(interaction.data), ("choices",), problems)
        problems.raise_if_any()
        interaction.choices = choices
        interaction.settled = True

    def _open_modal(self, interaction: Interaction, data: Json, _: Sequence[Upload]) -> None:
        problems = Problems(("data",))
        modal = pruned(data)
        check_modal(modal, problems)
        problems.raise_if_any()
        interaction.modal = modal
        interaction.settled = True

    def _payload(self, interaction: Interaction) -> Json:
        channel, person, bot = interaction.channel, interaction.person, self._world.bot
        body: Json = {
            "id": interaction.id,
            "application_id": bot.id,
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "attachment_size_limit": 10 * 1024 * 1024,
            "data": interaction.data,
            "channel_id": channel.id,
            "channel": wire.partial_channel(channel, person),
            "locale": wire.LOCALE,
            "app_permissions": str(permissions.in_channel(channel, bot)),
            "context": 0 if channel.guild else 1,
            "authorizing_integration_owners": owners(channel),
            "entitlements": [],
        }
        if interaction.message is not None:
            body["message"] = wire.message(interaction.message, self._world)
        if channel.guild is None:
            return body | {"user": wire.user(person)}
        return body | {
            "guild_id": channel.guild.id,
            "guild": {"id": channel.guild.id, "features": [], "locale": wire.LOCALE},
            "guild_locale": wire.LOCALE,
            "member": wire.interaction_member(person, channel),
        }


Answer = Callable[[Interactions, Interaction, Json, Sequence[Upload]], None]
ANSWERS: dict[int, Answer] = {
    REPLY: Interactions._reply,  # noqa: SLF001 - the class's own table
    DEFER: Interactions._defer,  # noqa: SLF001
    DEFER_UPDATE: Interactions._defer_update,  # noqa: SLF001
    UPDATE: Interactions._update,  # noqa: SLF001
    CHOICES: Interactions._choices,  # noqa: SLF001
    OPEN_MODAL: Interactions._open_modal,  # noqa: SLF001
}


def focused_type(data: Json) -> int:
    """The type of the option a person is typing into."""
    options: list[Any] = list(data.get("options", ()))
    while options:
        option = options.pop()
        if option.get("focused"):
            return option["type"]
        options.extend(option.get("options", ()))
    return 3
