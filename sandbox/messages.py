"""A message as it stands in a channel, and what a reader sees of it.

It refuses to know who may read it and which bytes travel; see `permissions` and `wire`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.world import Account, Channel

Json = dict[str, Any]

SUPPRESS_EMBEDS = 1 << 2
EPHEMERAL = 1 << 6
LOADING = 1 << 7
SUPPRESS_NOTIFICATIONS = 1 << 12
COMPONENTS_V2 = 1 << 15

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR = 9, 10, 11, 12, 13, 14
CONTAINER, LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 17, 18, 19, 21, 22, 23
SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
LINK_STYLE, PREMIUM_STYLE = 5, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that came with a message, kept in memory."""

    id: str
    filename: str
    content_type: str
    data: bytes = field(repr=False)
    url: str
    description: str | None = None

    def to_json(self) -> Json:
        """The attachment as Discord describes it."""
        body: Json = {
            "id": self.id,
            "filename": self.filename,
            "size": len(self.data),
            "url": self.url,
            "proxy_url": self.url,
            "content_type": self.content_type,
        }
        if self.description:
            body["description"] = self.description
        return body


@dataclass(frozen=True, slots=True, kw_only=True)
class Pings:
    """Whom a message notifies. False when nobody; `x in pings` takes an account, a role, an id or "everyone"."""

    users: tuple["Account", ...] = ()
    roles: tuple[str, ...] = ()
    everyone: bool = False

    def __bool__(self) -> bool:
        return bool(self.users or self.roles or self.everyone)

    def __contains__(self, item: Any) -> bool:
        if item == "everyone":
            return self.everyone
        wanted = getattr(item, "id", item)
        return wanted in self.roles or any(user.id == wanted for user in self.users)


@dataclass(eq=False, kw_only=True)
class Message:
    """A message. Everything the bot sent is there as it was sent in `request`, the JSON body."""

    id: str
    channel: "Channel"
    author: "Account"
    created_at: datetime
    content: str = ""
    type: int = 0
    flags: int = 0
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    reference: "Message | None" = None
    reference_id: str | None = None
    pings: Pings = field(default_factory=Pings)
    request: Json | None = None
    edited_at: datetime | None = None
    interaction: Json | None = None
    visible_to: "Account | None" = None
    reactions: dict[str, list["Account"]] = field(default_factory=dict)
    pinned: bool = False
    deleted: bool = False
    thread: "Channel | None" = None
    edits: list[datetime] = field(default_factory=list)

    @property
    def ephemeral(self) -> bool:
        """Whether one person alone can see this."""
        return self.visible_to is not None

    @property
    def edited(self) -> bool:
        """Whether the author changed it since it was sent."""
        return self.edited_at is not None

    @property
    def loading(self) -> bool:
        """Whether this is the "is thinking …" placeholder of a deferred answer."""
        return bool(self.flags & LOADING)

    @property
    def text(self) -> str:
        """All that can be read: content, embeds, then components in order, one piece a line."""
        pieces = [self.content, *embed_texts(self.embeds), *component_texts(self.components)]
        return "\n".join(piece for piece in pieces if piece)

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons, links included."""
        return [button_label(component) for component in walk(self.components) if component["type"] == BUTTON]

    @property
    def links(self) -> dict[str, str]:
        """The buttons that lead to an address: label -> address."""
        buttons = (component for component in walk(self.components) if component["type"] == BUTTON)
        return {button_label(button): button["url"] for button in buttons if button.get("url")}


def pruned(value: Any) -> Any:
    """A copy of a JSON value in which what is null is left out, as Discord reads most bodies."""
    if isinstance(value, dict):
        return {key: pruned(item) for key, item in value.items() if item is not None}
    return [pruned(item) for item in value] if isinstance(value, list) else value


def walk(components: Iterable[Json]) -> Iterator[Json]:
    """Every component, depth first in reading order; a section's accessory comes after its texts."""
    for component in components:
        yield component
        yield from walk(component.get("components", ()))
        for single in ("accessory", "component"):
            if isinstance(component.get(single), dict):
                yield from walk([component[single]])


def button_label(button: Mapping[str, Any]) -> str:
    """What is written on a button: its label, or its emoji."""
    return button.get("label") or (button.get("emoji") or {}).get("name") or ""


def component_texts(components: Iterable[Json]) -> Iterator[str]:
    """What can be read on components: texts, labels, placeholders, descriptions of pictures, names of files."""
    for component in walk(components):
        kind = component["type"]
        if kind == TEXT:
            yield component["content"]
        elif kind == BUTTON:
            yield button_label(component)
        elif kind in SELECTS:
            yield component.get("placeholder") or ""
        elif kind == LABEL:
            yield from (component["label"], component.get("description") or "")
        elif kind == THUMBNAIL:
            yield component.get("description") or ""
        elif kind == GALLERY:
            yield from (item.get("description") or "" for item in component["items"])
        elif kind == FILE:
            yield component.get("name") or ""


def embed_texts(embeds: Iterable[Json]) -> Iterator[str]:
    """What can be read on classic embeds."""
    for embed in embeds:
        yield (embed.get("author") or {}).get("name") or ""
        yield embed.get("title") or ""
        yield embed.get("description") or ""
        for entry in embed.get("fields", ()):
            yield from (entry["name"], entry["value"])
        yield (embed.get("footer") or {}).get("text") or ""
