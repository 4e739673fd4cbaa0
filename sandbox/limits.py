"""Discord's rules for the body of a message: text, embeds, flags, mentions, emptiness.

Components have their own module. A rule notes its faults in a `Problems`; nothing here changes the body.
"""

from collections.abc import Sequence
from typing import Any

from sandbox.components import check_components
from sandbox.controls import check_address
from sandbox.errors import ApiError, Problems
from sandbox.messages import COMPONENTS_V2, Json

CONTENT = 2_000
EMBEDS = 10
EMBED_TOTAL = 6_000
EMBED_LENGTHS = {"title": 256, "description": 4_096}
FILES = 10
FILE_BYTES = 10 * 1024 * 1024


def check_message(body: Json, problems: Problems, *, v2: bool, files: Sequence[str]) -> None:
    """Note every fault of a message as it would stand, with all its parts.

    Args:
        body: content, embeds, components and allowed_mentions, as they would be after this request.
        problems: where faults are noted.
        v2: whether the message has the Components V2 flag.
        files: the names of its attachments.
    """
    if body.get("content"):
        problems.length(("content",), body["content"], 0, CONTENT)
    if body.get("embeds"):
        check_embeds(body["embeds"], problems)
    if body.get("components"):
        check_components(body["components"], problems, v2=v2, files=files)
    if body.get("allowed_mentions"):
        check_allowed_mentions(body["allowed_mentions"], problems)
    if v2:
        for name in ("content", "embeds", "poll", "sticker_ids"):
            if body.get(name):
                problems.add(
                    (name,),
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
                )


def check_not_empty(body: Json, *, v2: bool, files: Sequence[str]) -> None:
    """Raise 50006 when nothing would be seen."""
    parts = ("components",) if v2 else ("content", "embeds", "components", "sticker_ids", "poll")
    content = body.get("content")
    if isinstance(content, str) and not content.strip():
        body = body | {"content": ""}
    if not any(body.get(name) for name in parts) and not (files and not v2):
        raise ApiError(50006)


def check_flags(old: int, new: int, problems: Problems) -> None:
    """The Components V2 flag, once set, stays."""
    if old & COMPONENTS_V2 and not new & COMPONENTS_V2:
        problems.add(
            ("flags",),
            "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG",
            "The IS_COMPONENTS_V2 flag cannot be removed from a message",
        )


def check_embeds(embeds: Any, problems: Problems) -> None:
    """At most ten embeds, 6,000 characters in all."""
    if not problems.count(("embeds",), embeds, 0, EMBEDS):
        return
    total = 0
    for index, embed in enumerate(embeds):
        total += check_embed(embed, ("embeds", index), problems)
    if total > EMBED_TOTAL:
        problems.add(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {EMBED_TOTAL}")


def check_embed(embed: Json, path: tuple[str | int, ...], problems: Problems) -> int:
    """Check one embed; returns its number of characters."""
    total = 0
    for name, most in EMBED_LENGTHS.items():
        if embed.get(name):
            problems.length((*path, name), embed[name], 0, most)
            total += len(str(embed[name]))
    for name, key, most in (("footer", "text", 2_048), ("author", "name", 256)):
        if embed.get(name):
            problems.length((*path, name, key), embed[name].get(key), 1, most)
            total += len(embed[name].get(key) or "")
    fields = embed.get("fields") or []
    if problems.count((*path, "fields"), fields, 0, 25):
        for index, entry in enumerate(fields):
            problems.length((*path, "fields", index, "name"), entry.get("name"), 1, 256)
            problems.length((*path, "fields", index, "value"), entry.get("value"), 1, 1_024)
            total += len(entry.get("name") or "") + len(entry.get("value") or "")
    if embed.get("url"):
        check_address((*path, "url"), embed["url"], problems, ("http", "https"))
    if not total and not any(embed.get(name) for name in ("image", "thumbnail", "video", "url")):
        problems.required((*path, "description"))
    return total


def check_allowed_mentions(allowed: Json, problems: Problems) -> None:
    """`parse` names kinds; a kind is either parsed or listed, and a list has at most 100 ids."""
    path = ("allowed_mentions",)
    parse = allowed.get("parse") or []
    for index, kind in enumerate(parse):
        problems.choice((*path, "parse", index), kind, ("users", "roles", "everyone"))
    for kind in ("users", "roles"):
        listed = allowed.get(kind) or []
        problems.count((*path, kind), listed, 0, 100)
        if listed and kind in parse:
            problems.add(
                path,
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )
