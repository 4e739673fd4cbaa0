"""REST routes for messages: send, read, edit, delete, react, pin, type, upload, open a conversation."""

from typing import Any

from sandbox import permissions, wire
from sandbox.errors import ApiError, Problems
from sandbox.messages import Json, Message
from sandbox.permissions import P
from sandbox.posting import Address
from sandbox.rest import Call, Route
from sandbox.world import Account, Channel, ChannelType, Event

PAGE = 50


def place(call: Call, *needed: P) -> Channel:
    """The channel of the path, where the bot holds the permissions. Raises 10003, 50001, 50013."""
    world = call.backend.world
    channel = world.channels.get(call.params["channel"])
    if channel is None:
        raise ApiError(10003)
    if not permissions.may(channel, world.bot, P.VIEW_CHANNEL):
        raise ApiError(50001)
    for permission in needed:
        if not permissions.may(channel, world.bot, permission):
            raise ApiError(50013)
    return channel


def target(call: Call, channel: Channel) -> Message:
    """The message of the path. Raises 10008, and 50001 where the bot may not read the history."""
    if not permissions.may(channel, call.backend.world.bot, P.READ_MESSAGE_HISTORY):
        raise ApiError(50001)
    message = channel.find(call.params["message"])
    if message is None:
        raise ApiError(10008)
    return message


def as_read(call: Call, message: Message) -> Json:
    """A message as the bot reads it by REST, where the application's own switch decides about the content."""
    return wire.message_for_bot(message, call.backend.world, content=call.backend.portal.message_content)


def check_sendable(call: Call, channel: Channel) -> None:
    """Raise 50013, 50007 or 50083 unless the bot may send this body here."""
    world = call.backend.world
    if channel.type is ChannelType.DM and any(person.closed_dms for person in channel.recipients):
        raise ApiError(50007)
    if channel.archived:
        channel.archived = False
    needed = [permissions.speaking(channel)]
    if call.uploads:
        needed.append(P.ATTACH_FILES)
    if call.fields.get("embeds"):
        needed.append(P.EMBED_LINKS)
    if not all(permissions.may(channel, world.bot, permission) for permission in needed):
        raise ApiError(50013)


def create(call: Call) -> Any:
    """POST /channels/{channel}/messages."""
    channel = place(call)
    check_sendable(call, channel)
    reference, reference_id = answered(call, channel)
    address = Address(
        channel=channel,
        kind=19 if reference_id else 0,
        reference=reference,
        reference_id=reference_id,
    )
    return as_read(call, call.backend.desk.create(address, call.fields, call.uploads))


def answered(call: Call, channel: Channel) -> tuple[Message | None, str | None]:
    """The message a body replies to. Raises 50035 for an unknown one unless the bot said not to mind."""
    wanted = call.fields.get("message_reference")
    if not wanted:
        return None, None
    if not permissions.may(channel, call.backend.world.bot, P.READ_MESSAGE_HISTORY):
        raise ApiError(160002)
    message = channel.find(str(wanted.get("message_id")))
    if message is not None:
        return message, message.id
    if wanted.get("fail_if_not_exists", True):
        problems = Problems()
        problems.add(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        problems.raise_if_any()
    return None, None


def history(call: Call) -> Any:
    """GET /channels/{channel}/messages: newest first; empty without the permission to read the history."""
    channel = place(call)
    if not permissions.may(channel, call.backend.world.bot, P.READ_MESSAGE_HISTORY):
        return []
    limit = min(int(call.query.get("limit", PAGE)), 100)
    messages = channel.messages
    if before := call.query.get("before"):
        messages = [message for message in messages if int(message.id) < int(before)]
    if after := call.query.get("after"):
        messages = [message for message in messages if int(message.id) > int(after)][:limit]
    if around := call.query.get("around"):
        older = [message for message in messages if int(message.id) <= int(around)][-(limit // 2 + 1) :]
        messages = older + [message for message in messages if int(message.id) > int(around)][: limit // 2]
    return [as_read(call, message) for message in reversed(messages[-limit:])]


def fetch(call: Call) -> Any:
    """GET one message."""
    return as_read(call, target(call, place(call)))


def edit(call: Call) -> Any:
    """PATCH one message of the bot's own; another's only by who may manage messages, and only its flags."""
    channel = place(call)
    message = channel.find(call.params["message"])
    if message is None:
        raise ApiError(10008)
    if message.author is not call.backend.world.bot:
        raise ApiError(50005)
    if channel.archived:
        raise ApiError(50083)
    call.backend.desk.allow_old_edit(message)
    call.backend.desk.edit(message, call.fields, call.uploads)
    return as_read(call, message)


def delete(call: Call) -> Any:
    """DELETE one message: an own one, or any with the permission to manage messages."""
    channel = place(call)
    message = channel.find(call.params["message"])
    if message is None:
        raise ApiError(10008)
    world = call.backend.world
    if message.author is not world.bot and (
        channel.guild is None or not permissions.may(channel, world.bot, P.MANAGE_MESSAGES)
    ):
        raise ApiError(50013)
    world.remove(message)


def delete_many(call: Call) -> Any:
    """POST /channels/{channel}/messages/bulk-delete."""
    channel = place(call, P.MANAGE_MESSAGES)
    wanted = [str(item) for item in call.fields.get("messages", [])]
    problems = Problems()
    problems.count(("messages",), wanted, 2, 100)
    problems.raise_if_any()
    for message in [message for message in channel.messages if message.id in wanted]:
        call.backend.world.remove(message)


def reactor(call: Call) -> Account:
    """Whose reaction a path means."""
    world = call.backend.world
    who = call.params.get("user", "@me")
    account = world.bot if who == "@me" else world.accounts.get(who)
    if account is None:
        raise ApiError(10013)
    return account


def react(call: Call) -> Any:
    """PUT a reaction of the bot."""
    channel = place(call)
    message = target(call, channel)
    emoji = call.params["emoji"]
    if not message.reactions.get(emoji) and not permissions.may(channel, call.backend.world.bot, P.ADD_REACTIONS):
        raise ApiError(50013)
    if emoji.isascii() and ":" not in emoji:
        raise ApiError(10014, status=400)
    accounts = message.reactions.setdefault(emoji, [])
    if call.backend.world.bot not in accounts:
        accounts.append(call.backend.world.bot)
        told = Event(kind="react", channel=channel, message=message, account=call.backend.world.bot, detail=emoji)
        call.backend.world.tell(told)


def unreact(call: Call) -> Any:
    """DELETE a reaction: the bot's own, or another's with the permission to manage messages."""
    channel = place(call)
    message = target(call, channel)
    account, world = reactor(call), call.backend.world
    if account is not world.bot and not permissions.may(channel, world.bot, P.MANAGE_MESSAGES):
        raise ApiError(50013)
    emoji = call.params["emoji"]
    if account in message.reactions.get(emoji, []):
        message.reactions[emoji].remove(account)
        world.tell(Event(kind="unreact", channel=channel, message=message, account=account, detail=emoji))


def reactors(call: Call) -> Any:
    """GET who reacted with an emoji."""
    message = target(call, place(call))
    return [wire.user(account) for account in message.reactions.get(call.params["emoji"], [])]


def unreact_all(call: Call) -> Any:
    """DELETE every reaction of a message."""
    channel = place(call, P.MANAGE_MESSAGES)
    message = target(call, channel)
    message.reactions.clear()
    call.backend.world.change(message)


def typing(call: Call) -> Any:
    """POST /channels/{channel}/typing."""
    channel = place(call)
    call.backend.world.typing(channel, call.backend.world.bot)


def set_pin(call: Call, *, pinned: bool) -> Any:
    """PUT or DELETE a pin."""
    channel = place(call, P.PIN_MESSAGES)
    message = target(call, channel)
    message.pinned = pinned
    call.backend.world.change(message)


def pins(call: Call) -> Any:
    """GET the pinned messages, in the newer form."""
    channel = place(call)
    pinned = [message for message in reversed(channel.messages) if message.pinned]
    items = [{"pinned_at": wire.time(message.created_at), "message": as_read(call, message)} for message in pinned]
    return {"items": items, "has_more": False}


def open_conversation(call: Call) -> Any:
    """POST /users/@me/channels."""
    person = call.backend.world.accounts.get(str(call.fields.get("recipient_id")))
    if person is None or person.bot:
        raise ApiError(50007 if person else 10013)
    return wire.channel(call.backend.world.conversation(person))


ONE = "/channels/{channel}/messages/{message}"
ROUTES: dict[tuple[str, str], Route] = {
    ("POST", "/channels/{channel}/messages"): create,
    ("GET", "/channels/{channel}/messages"): history,
    ("POST", "/channels/{channel}/messages/bulk-delete"): delete_many,
    ("GET", "/channels/{channel}/messages/pins"): pins,
    ("PUT", "/channels/{channel}/messages/pins/{message}"): lambda call: set_pin(call, pinned=True),
    ("DELETE", "/channels/{channel}/messages/pins/{message}"): lambda call: set_pin(call, pinned=False),
    ("PUT", "/channels/{channel}/pins/{message}"): lambda call: set_pin(call, pinned=True),
    ("DELETE", "/channels/{channel}/pins/{message}"): lambda call: set_pin(call, pinned=False),
    ("GET", ONE): fetch,
    ("PATCH", ONE): edit,
    ("DELETE", ONE): delete,
    ("PUT", ONE + "/reactions/{emoji}/@me"): react,
    ("DELETE", ONE + "/reactions/{emoji}/{user}"): unreact,
    ("GET", ONE + "/reactions/{emoji}"): reactors,
    ("DELETE", ONE + "/reactions"): unreact_all,
    ("POST", "/channels/{channel}/typing"): typing,
    ("POST", "/users/@me/channels"): open_conversation,
}
