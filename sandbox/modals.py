"""Discord's rules for modals: what a bot may ask, and what a person may hand in."""

from collections.abc import Mapping
from typing import Any

from sandbox.components import check_text
from sandbox.controls import Path, check_custom_id, check_options, check_select
from sandbox.errors import Problems
from sandbox.messages import (
    CHECKBOX,
    CHECKBOX_GROUP,
    FILE_UPLOAD,
    LABEL,
    RADIO_GROUP,
    ROW,
    SELECTS,
    STRING_SELECT,
    TEXT,
    TEXT_INPUT,
    Json,
)

IN_LABEL = (TEXT_INPUT, *SELECTS, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX)
LONGEST_INPUT = 4_000


def check_modal(modal: Json, problems: Problems) -> None:
    """Note every fault of a modal a bot wants to open."""
    problems.length(("title",), modal.get("title"), 1, 45)
    check_custom_id(modal, (), problems)
    if not problems.count(("components",), modal.get("components"), 1, 5):
        return
    seen: set[str] = set()
    for index, component in enumerate(modal["components"]):
        path: Path = ("components", index)
        kind = component.get("type")
        if kind == TEXT:
            check_text(component, path, problems)
        elif kind == ROW:
            check_old_row(component, path, problems)
        elif kind == LABEL:
            check_label(component, path, problems)
        else:
            problems.add(path, "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1, 10, 18).')
    for field in fields(modal):
        if field.get("custom_id") in seen:
            problems.add(("components",), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
        seen.add(field.get("custom_id", ""))


def check_old_row(row: Json, path: Path, problems: Problems) -> None:
    """The older form: a row that holds one text input with its own label."""
    inside = (*path, "components")
    if not problems.count(inside, row.get("components"), 1, 1):
        return
    field = row["components"][0]
    if field.get("type") != TEXT_INPUT:
        problems.add((*inside, 0), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (4,).')
        return
    problems.length((*inside, 0, "label"), field.get("label"), 1, 45)
    check_field(field, (*inside, 0), problems)


def check_label(label: Json, path: Path, problems: Problems) -> None:
    """A label with the field it belongs to."""
    problems.length((*path, "label"), label.get("label"), 1, 45)
    if label.get("description") is not None:
        problems.length((*path, "description"), label["description"], 0, 100)
    field = label.get("component")
    here = (*path, "component")
    if not isinstance(field, dict):
        problems.required(here)
    elif field.get("type") not in IN_LABEL:
        listed = ", ".join(str(kind) for kind in IN_LABEL)
        problems.add(here, "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({listed}).')
    else:
        check_field(field, here, problems)


def check_field(field: Json, path: Path, problems: Problems) -> None:
    """One field of a modal, by its kind."""
    kind = field["type"]
    if kind in SELECTS:
        check_select(field, path, problems)
        return
    check_custom_id(field, path, problems)
    if kind == TEXT_INPUT:
        check_text_input(field, path, problems)
    elif kind == RADIO_GROUP:
        check_options(field.get("options"), (*path, "options"), problems, least=2, most=10, defaults=1)
    elif kind == CHECKBOX_GROUP:
        most = field.get("max_values", 10)
        problems.between((*path, "min_values"), field.get("min_values", 0), 0, 10)
        problems.between((*path, "max_values"), most, 1, 10)
        check_options(field.get("options"), (*path, "options"), problems, most=10, defaults=most)
    elif kind == FILE_UPLOAD:
        problems.between((*path, "min_values"), field.get("min_values", 1), 0, 10)
        problems.between((*path, "max_values"), field.get("max_values", 1), 1, 10)


def check_text_input(field: Json, path: Path, problems: Problems) -> None:
    """A text field: style, bounds, and a prefilled value within them."""
    problems.choice((*path, "style"), field.get("style"), (1, 2))
    low, high = field.get("min_length") or 0, field.get("max_length") or LONGEST_INPUT
    problems.between((*path, "min_length"), low, 0, LONGEST_INPUT)
    problems.between((*path, "max_length"), high, 1, LONGEST_INPUT)
    if field.get("placeholder") is not None:
        problems.length((*path, "placeholder"), field["placeholder"], 0, 100)
    if field.get("value"):
        problems.length((*path, "value"), field["value"], low if len(field["value"]) < low else 0, high)


def fields(modal: Json) -> list[Json]:
    """The fields a person can fill in."""
    found: list[Json] = []
    for component in modal["components"]:
        if component.get("type") == LABEL and isinstance(component.get("component"), dict):
            found.append(component["component"])
        elif component.get("type") == ROW:
            found.extend(component.get("components") or [])
    return found


def label_of(modal: Json, field: Json) -> str:
    """What stands above a field."""
    for component in modal["components"]:
        if component.get("component") is field:
            return component["label"]
    return field.get("label") or ""


def submission(modal: Json, values: Mapping[str, Any]) -> list[Json]:
    """The components of a submit interaction, from values by custom_id or label.

    What is not given keeps what the modal prefilled. Raises LookupError for a value without a field and ValueError
    for one that the client would not let through.
    """
    known = {name for field in fields(modal) for name in (field["custom_id"], label_of(modal, field))}
    if unknown := set(values) - known:
        raise LookupError(f"the modal has no field {', '.join(sorted(unknown))}; it has {', '.join(sorted(known))}")
    handed_in: list[Json] = []
    for index, component in enumerate(modal["components"]):
        if component["type"] == TEXT:
            handed_in.append({"type": TEXT, "id": index + 1})
        elif component["type"] == ROW:
            inner = filled(modal, component["components"][0], values)
            handed_in.append({"type": ROW, "id": index + 1, "components": [inner]})
        else:
            inner = filled(modal, component["component"], values)
            handed_in.append({"type": LABEL, "id": index + 1, "component": inner})
    return handed_in


def filled(modal: Json, field: Json, values: Mapping[str, Any]) -> Json:
    """One field with what the person put in."""
    label = label_of(modal, field)
    given = values.get(field["custom_id"], values.get(label))
    body: Json = {"type": field["type"], "id": field.get("id", 0), "custom_id": field["custom_id"]}
    kind = field["type"]
    if kind == TEXT_INPUT:
        return body | {"value": checked_text(field, label, field.get("value") or "" if given is None else str(given))}
    if kind == CHECKBOX:
        return body | {"value": bool(field.get("default") if given is None else given)}
    chosen = chosen_by_default(field) if given is None else [given] if isinstance(given, str) else list(given)
    chosen = [str(getattr(item, "id", item)) for item in chosen]
    check_chosen(field, label, chosen)
    if kind == RADIO_GROUP:
        return body | {"value": chosen[0] if chosen else None}
    return body | {"values": chosen}


def checked_text(field: Json, label: str, text: str) -> str:
    """A text within the bounds of its field."""
    low, high = field.get("min_length") or 0, field.get("max_length") or LONGEST_INPUT
    if not text and field.get("required", True):
        raise ValueError(f"{label or field['custom_id']} is required")
    if text and not low <= len(text) <= high:
        raise ValueError(f"{label or field['custom_id']} must have {low} to {high} characters, not {len(text)}")
    return text


def chosen_by_default(field: Json) -> list[str]:
    """What a field of choices starts with."""
    chosen = [option["value"] for option in field.get("options", []) if option.get("default")]
    return chosen + [str(item["id"]) for item in field.get("default_values", [])]


def check_chosen(field: Json, label: str, chosen: list[str]) -> None:
    """Raise ValueError unless the choice is one the client would let through."""
    name = label or field["custom_id"]
    required = field.get("required", True)
    if not chosen:
        if required:
            raise ValueError(f"{name} is required")
        return
    fewest = field.get("min_values", 0 if field["type"] == CHECKBOX_GROUP else 1)
    most = field.get("max_values", 10 if field["type"] == CHECKBOX_GROUP else 1)
    if not fewest <= len(chosen) <= most:
        raise ValueError(f"{name} takes {fewest} to {most} choices, not {len(chosen)}")
    if field["type"] in (STRING_SELECT, RADIO_GROUP, CHECKBOX_GROUP):
        offered = [option["value"] for option in field.get("options", [])]
        if strange := [value for value in chosen if value not in offered]:
            raise ValueError(f"{name} does not offer {strange[0]!r}; it offers {offered}")
