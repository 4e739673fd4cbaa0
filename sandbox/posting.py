"""How the body of a request becomes a message, or changes one: limits, files, mentions.

Who may post where is decided before (`rest_messages`, `interactions`); here a message is only right or wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sandbox import limits, permissions
from sandbox.errors import ApiError, Problems, Step
from sandbox.messages import (
    COMPONENTS_V2,
    EPHEMERAL,
    LOADING,
    SUPPRESS_EMBEDS,
    SUPPRESS_NOTIFICATIONS,
    Attachment,
    Json,
    Message,
    Pings,
    component_texts,
    pruned,
    walk,
)
from sandbox.world import Account, Channel, World

SETTABLE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2
EDITABLE = SUPPRESS_EMBEDS | COMPONENTS_V2
USER_MENTION = re.compile(r"<@!?(\d+)>")
ROLE_MENTION = re.compile(r"<@&(\d+)>")
OLD = timedelta(hours=1)
OLD_EDITS_PER_HOUR = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it came with a request; `index` is the n of `files[n]`."""

    index: int
    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a new message goes and as what.

    `prefix` is the path under which the body lies in the request, for the error tree.
    """

    channel: Channel
    kind: int = 0
    interaction: Json | None = None
    visible_to: Account | None = None
    reference: Message | None = None
    reference_id: str | None = None
    prefix: tuple[Step, ...] = ()


class Desk:
    """Writes the bot's messages into the world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._nonces: dict[str, Message] = {}

    def create(self, address: Address, body: Json, uploads: Sequence[Upload]) -> Message:
        """Post a new message of the bot. Raises 50035 and 50006."""
        nonce = str(body.get("nonce"))
        if body.get("enforce_nonce") and nonce in self._nonces:
            return self._nonces[nonce]
        request, body = body, pruned(body)
        flags = int(body.get("flags") or 0) & SETTABLE
        files = [upload.filename for upload in uploads]
        self._check(body, flags, files, address.prefix)
        message = self._blank(address, flags)
        self._fill(message, body, self.store(address.channel, uploads, body.get("attachments")))
        if body.get("nonce") is not None:
            self._nonces[nonce] = message
        message.request = request
        self._world.post(message)
        return message

    def placeholder(self, address: Address) -> Message:
        """Post the "is thinking …" of a deferred answer."""
        message = self._blank(address, LOADING)
        self._world.post(message)
        return message

    def _blank(self, address: Address, flags: int) -> Message:
        """A message of the bot without content."""
        return Message(
            id=self._world.ids.next(),
            channel=address.channel,
            author=self._world.bot,
            created_at=self._world.clock.now(),
            type=address.kind,
            flags=flags | (EPHEMERAL if address.visible_to else 0),
            reference=address.reference,
            reference_id=address.reference_id,
            interaction=address.interaction,
            visible_to=address.visible_to,
        )

    def edit(self, message: Message, body: Json, uploads: Sequence[Upload], *, prefix: tuple[Step, ...] = ()) -> None:
        """Change what the body names and keep the rest. Raises 50035 and 50006."""
        flags = message.flags
        if body.get("flags") is not None and not message.loading:
            flags = (flags & ~EDITABLE) | (int(body["flags"]) & EDITABLE)
        elif body.get("flags") is not None:
            flags |= int(body["flags"]) & SETTABLE
        kept = [attachment for attachment in message.attachments if is_kept(attachment, body)]
        whole: Json = {
            "content": body["content"] or "" if "content" in body else message.content,
            "embeds": body["embeds"] or [] if "embeds" in body else message.embeds,
            "components": body["components"] or [] if "components" in body else message.components,
            "allowed_mentions": body.get("allowed_mentions"),
        }
        whole = pruned(whole)
        files = [attachment.filename for attachment in kept] + [upload.filename for upload in uploads]
        problems = Problems(prefix)
        limits.check_flags(message.flags, flags, problems)
        problems.raise_if_any()
        self._check(whole, flags, files, prefix)
        was_loading = message.loading
        message.flags = flags & ~LOADING
        stored = self.store(message.channel, uploads, body.get("attachments"))
        self._fill(message, whole, kept + stored, pinging=was_loading)
        message.request = body
        if not was_loading:
            message.edited_at = self._world.clock.now()
        self._world.change(message)

    def allow_old_edit(self, message: Message) -> None:
        """Count an edit of a message older than an hour. Raises 30046 when there were too many within the hour."""
        now = self._world.clock.now()
        if now - message.created_at < OLD:
            return
        message.edits[:] = [when for when in message.edits if now - when < OLD]
        if len(message.edits) >= OLD_EDITS_PER_HOUR:
            raise ApiError(30046, extra={"retry_after": 60.0, "global": False})
        message.edits.append(now)

    def store(self, channel: Channel, uploads: Sequence[Upload], described: Any = None) -> list[Attachment]:
        """Keep uploaded files. `described` is the body's `attachments`, whose ids are indexes of the files."""
        if len(uploads) > limits.FILES or sum(len(upload.data) for upload in uploads) > limits.FILE_BYTES:
            raise ApiError(40005)
        notes = {str(item.get("id")): item for item in described or []}
        stored: list[Attachment] = []
        for upload in uploads:
            number = self._world.ids.next()
            note = notes.get(str(upload.index), {})
            name = note.get("filename") or upload.filename
            attachment = Attachment(
                id=number,
                filename=name,
                content_type=upload.content_type,
                data=upload.data,
                url=f"{self._world.address}/attachments/{channel.id}/{number}/{name}",
                description=note.get("description"),
            )
            self._world.attachments[number] = attachment
            stored.append(attachment)
        return stored

    def _check(self, body: Json, flags: int, files: list[str], prefix: tuple[Step, ...]) -> None:
        v2 = bool(flags & COMPONENTS_V2)
        problems = Problems(prefix)
        limits.check_message(body, problems, v2=v2, files=files)
        problems.raise_if_any()
        limits.check_not_empty(body, v2=v2, files=files)

    def _fill(self, message: Message, body: Json, attachments: list[Attachment], *, pinging: bool = True) -> None:
        message.content = (body.get("content") or "").strip()
        message.attachments = attachments
        message.embeds = [{"type": "rich", **embed} for embed in body.get("embeds") or []]
        message.components = body.get("components") or []
        number_components(message.components)
        name_defaults(message.components)
        settle_media(message)
        if pinging:
            message.pings = pings(message, body.get("allowed_mentions"), self._world)


def is_kept(attachment: Attachment, body: Json) -> bool:
    """Whether an edit keeps a file: when it names no files at all, or names this one."""
    if body.get("attachments") is None:
        return "attachments" not in body
    return any(str(item.get("id")) == attachment.id for item in body["attachments"])


def number_components(components: list[Json]) -> None:
    """Give each component without an id the next free one, as Discord does."""
    every = list(walk(components))
    taken = {component.get("id") for component in every}
    number = 0
    for component in every:
        if not component.get("id"):
            number += 1
            while number in taken:
                number += 1
            component["id"] = number


def name_defaults(components: list[Json]) -> None:
    """Write the ids of what a select menu has chosen already as text, as Discord sends them back."""
    for component in walk(components):
        for chosen in component.get("default_values") or ():
            chosen["id"] = str(chosen["id"])


def settle_media(message: Message) -> None:
    """Let `attachment://` addresses lead to the uploaded files."""
    by_name = {attachment.filename: attachment for attachment in message.attachments}
    for component in walk(message.components):
        for holder in (component, *component.get("items", ())):
            for key in ("media", "file"):
                if isinstance(holder.get(key), dict):
                    holder[key] = settled(holder[key], by_name)
        if isinstance(component.get("file"), dict):
            attachment = by_name.get(component["file"].get("url", "").rsplit("/", 1)[-1])
            if attachment is not None:
                component.update(name=attachment.filename, size=len(attachment.data))
    for embed in message.embeds:
        for key in ("image", "thumbnail"):
            if isinstance(embed.get(key), dict):
                embed[key] = settled(embed[key], by_name)


def settled(media: Json, by_name: dict[str, Attachment]) -> Json:
    """One picture or file with the address a client can fetch."""
    url = media["url"]
    attachment = by_name.get(url.removeprefix("attachment://")) if url.startswith("attachment://") else None
    if attachment is None:
        return media | {"proxy_url": url, "loading_state": 1, "placeholder": None}
    return {
        "url": attachment.url,
        "proxy_url": attachment.url,
        "content_type": attachment.content_type,
        "attachment_id": attachment.id,
        "loading_state": 1,
        "placeholder": None,
        "width": None,
        "height": None,
    }


def pings(message: Message, allowed: Json | None, world: World) -> Pings:
    """Whom a message notifies, after allowed_mentions; without them, everything it mentions."""
    text = "\n".join([message.content, *component_texts(message.components)])
    everything = allowed is None
    allowed = allowed or {}
    parse = ("users", "roles", "everyone") if everything else allowed.get("parse") or ()
    listed = {kind: {str(item) for item in allowed.get(kind) or ()} for kind in ("users", "roles")}
    users = [
        world.accounts[found]
        for found in dict.fromkeys(USER_MENTION.findall(text))
        if found in world.accounts and ("users" in parse or found in listed["users"])
    ]
    answered = message.reference.author if message.reference else None
    to_other = answered is not None and answered is not message.author and answered not in users
    if answered and to_other and (everything or allowed.get("replied_user")):
        users.append(answered)
    held = permissions.in_channel(message.channel, message.author)
    loud = bool(held & permissions.Permission.MENTION_EVERYONE)
    roles = [
        found
        for found in dict.fromkeys(ROLE_MENTION.findall(text))
        if found in world.guild.roles
        and (loud or world.guild.roles[found].mentionable)
        and ("roles" in parse or found in listed["roles"])
    ]
    everyone = loud and "everyone" in parse and bool(re.search(r"@(everyone|here)\b", text))
    return Pings(users=tuple(users), roles=tuple(roles), everyone=everyone)
