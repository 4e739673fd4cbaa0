"""Discord's rules for the components of a message: what may stand where, how many, how long.

`check_components` notes every fault with its path, as Discord's 50035 does, and changes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sandbox.controls import Path, check_address, check_button, check_select
from sandbox.errors import Problems
from sandbox.messages import (
    BUTTON,
    CONTAINER,
    FILE,
    GALLERY,
    ROW,
    SECTION,
    SELECTS,
    SEPARATOR,
    TEXT,
    THUMBNAIL,
    Json,
    walk,
)

Rule = Callable[[Json, Path, Problems], None]

TOTAL_COMPONENTS = 40
TOTAL_TEXT = 4_000
ROWS = 5
TOP_LEVEL_V2 = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER)
IN_CONTAINER = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)
IN_SECTION = (TEXT,)
ACCESSORIES = (BUTTON, THUMBNAIL)


def check_components(components: Any, problems: Problems, *, v2: bool, files: Sequence[str] = ()) -> None:
    """Check the components of one message.

    Args:
        components: the list as the bot sent it.
        problems: where faults are noted.
        v2: whether the message has the Components V2 flag.
        files: the names that `attachment://` may refer to.
    """
    path: Path = ("components",)
    if not problems.count(path, components, 0, TOTAL_COMPONENTS if v2 else ROWS):
        return
    before = problems.tree()
    check_children(components, path, problems, TOP_LEVEL_V2 if v2 else (ROW,))
    if problems.tree() == before:
        check_whole(components, problems, files)


def check_whole(components: list[Json], problems: Problems, files: Sequence[str]) -> None:
    """The rules that hold over all components together; their shapes are known to be right."""
    path: Path = ("components",)
    every = list(walk(components))
    if len(every) > TOTAL_COMPONENTS:
        problems.add(
            path,
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"The total number of components is {len(every)}; it cannot exceed {TOTAL_COMPONENTS}.",
        )
    length = sum(len(component["content"]) for component in every if component["type"] == TEXT)
    if length > TOTAL_TEXT:
        problems.add(
            path,
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"The total displayable text is {length} characters; it cannot exceed {TOTAL_TEXT}.",
        )
    check_unique(components, problems)
    check_files(components, problems, files)


def located(components: list[Json], path: Path = ("components",)) -> Iterator[tuple[Path, Json]]:
    """Every component with its path."""
    for index, component in enumerate(components):
        here = (*path, index)
        yield here, component
        yield from located(component.get("components", []), (*here, "components"))
        if isinstance(component.get("accessory"), dict):
            yield (*here, "accessory"), component["accessory"]


def check_unique(components: list[Json], problems: Problems) -> None:
    """No custom_id and no id may stand twice in one message."""
    custom_ids: set[str] = set()
    numbers: set[int] = set()
    for path, component in located(components):
        custom_id, number = component.get("custom_id"), component.get("id")
        if custom_id and custom_id in custom_ids:
            problems.add(
                (*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
            )
        if number and number in numbers:
            problems.add((*path, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
        custom_ids.add(custom_id or "")
        numbers.add(number or 0)


def check_files(components: list[Json], problems: Problems, files: Sequence[str]) -> None:
    """Every `attachment://` must name a file of this message."""
    for path, component in located(components):
        media = [component.get("media"), component.get("file")]
        media += [item.get("media") for item in component.get("items", [])]
        for entry in media:
            url = (entry or {}).get("url", "")
            name = url.removeprefix("attachment://")
            if name != url and name not in files:
                problems.add(path, "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", f"{url} was not found")


def check_children(children: Any, path: Path, problems: Problems, allowed: Sequence[int]) -> None:
    """Check each component of a list, and that its type may stand there."""
    for index, child in enumerate(children):
        check_one(child, (*path, index), problems, allowed)


def check_one(component: Any, path: Path, problems: Problems, allowed: Sequence[int]) -> None:
    """Check one component, and that its type may stand there."""
    if not isinstance(component, dict):
        problems.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
    elif component.get("type") not in allowed:
        listed = ", ".join(str(kind) for kind in allowed)
        problems.add(path, "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({listed},).')
    else:
        if component.get("id") is not None:
            problems.between((*path, "id"), component["id"], 0, 2**31 - 1)
        RULES[component["type"]](component, path, problems)


def check_row(row: Json, path: Path, problems: Problems) -> None:
    """One to five buttons, or a single select."""
    children = row.get("components")
    inside = (*path, "components")
    if not problems.count(inside, children, 1, 5):
        return
    check_children(children, inside, problems, (BUTTON, *SELECTS))
    kinds = [child.get("type") for child in children or [] if isinstance(child, dict)]
    if len(kinds) > 1 and any(kind in SELECTS for kind in kinds):
        problems.add(inside, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The width of an action row is exceeded")


def check_section(section: Json, path: Path, problems: Problems) -> None:
    """One to three texts with an accessory beside them."""
    inside = (*path, "components")
    if problems.count(inside, section.get("components"), 1, 3):
        check_children(section["components"], inside, problems, IN_SECTION)
    if section.get("accessory") is None:
        problems.required((*path, "accessory"))
    else:
        check_one(section["accessory"], (*path, "accessory"), problems, ACCESSORIES)


def check_text(text: Json, path: Path, problems: Problems) -> None:
    """A text of 1 to 4,000 characters."""
    problems.length((*path, "content"), text.get("content"), 1, TOTAL_TEXT)


def check_media(item: Json, path: Path, problems: Problems, *, key: str = "media") -> None:
    """A picture or file: an address, and perhaps a description of up to 1,024 characters."""
    media = item.get(key)
    url = media.get("url") if isinstance(media, dict) else None
    schemes = ("attachment",) if key == "file" else ("http", "https", "attachment")
    if url is None:
        problems.required((*path, key, "url"))
    elif not (key == "file" and media and media.get("attachment_id")):
        check_address((*path, key, "url"), url, problems, schemes)
    if item.get("description") is not None:
        problems.length((*path, "description"), item["description"], 0, 1024)


def check_gallery(gallery: Json, path: Path, problems: Problems) -> None:
    """One to ten pictures."""
    if problems.count((*path, "items"), gallery.get("items"), 1, 10):
        for index, item in enumerate(gallery["items"]):
            check_media(item, (*path, "items", index), problems)


def check_file(file: Json, path: Path, problems: Problems) -> None:
    """A file of this message, shown as such."""
    check_media(file, path, problems, key="file")


def check_separator(separator: Json, path: Path, problems: Problems) -> None:
    """A gap, small or large."""
    problems.choice((*path, "spacing"), separator.get("spacing", 1), (1, 2))


def check_container(container: Json, path: Path, problems: Problems) -> None:
    """A box of components; no box in a box."""
    inside = (*path, "components")
    if container.get("accent_color") is not None:
        problems.between((*path, "accent_color"), container["accent_color"], 0, 0xFFFFFF)
    if problems.count(inside, container.get("components"), 1, TOTAL_COMPONENTS):
        check_children(container["components"], inside, problems, IN_CONTAINER)


RULES: dict[int, Rule] = {
    ROW: check_row,
    BUTTON: check_button,
    SECTION: check_section,
    TEXT: check_text,
    THUMBNAIL: check_media,
    GALLERY: check_gallery,
    FILE: check_file,
    SEPARATOR: check_separator,
    CONTAINER: check_container,
} | dict.fromkeys(SELECTS, check_select)
