"""Discord's rules for what a person can press or choose: buttons, select menus and their options.

They hold in messages and in forms alike. Like `components` they note faults and change nothing.
"""

from collections.abc import Sequence
from typing import Any

from sandbox.errors import Problems, Step
from sandbox.messages import LINK_STYLE, PREMIUM_STYLE, STRING_SELECT, Json, button_label

Path = tuple[Step, ...]

CUSTOM_ID = 100
BOTH_ID_AND_URL = (
    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
    "A custom id and url cannot both be specified",
)


def check_custom_id(component: Json, path: Path, problems: Problems) -> None:
    """A custom_id is there and has 1 to 100 characters."""
    if component.get("custom_id") is None:
        problems.required((*path, "custom_id"))
    else:
        problems.length((*path, "custom_id"), component["custom_id"], 1, CUSTOM_ID)


def check_button(button: Json, path: Path, problems: Problems) -> None:
    """A style, something to read, and exactly one of custom_id and url."""
    style = button.get("style")
    if not problems.choice((*path, "style"), style, range(1, 7)):
        return
    if button.get("label") is not None:
        problems.length((*path, "label"), button["label"], 0, 80)
    if style == PREMIUM_STYLE:
        if button.get("sku_id") is None:
            problems.required((*path, "sku_id"))
        return
    if not button_label(button):
        problems.add(path, "BUTTON_COMPONENT_INVALID", "A button must have a label or an emoji")
    if style == LINK_STYLE:
        check_link(button, path, problems)
    else:
        check_custom_id(button, path, problems)
        if button.get("url") is not None:
            problems.add(path, *BOTH_ID_AND_URL)


def check_link(button: Json, path: Path, problems: Problems) -> None:
    """A link button has an address and no custom_id."""
    if button.get("url") is None:
        problems.required((*path, "url"))
    elif problems.length((*path, "url"), button["url"], 1, 512):
        check_address((*path, "url"), button["url"], problems, ("http", "https", "discord"))
    if button.get("custom_id") is not None:
        problems.add(path, *BOTH_ID_AND_URL)


def check_address(path: Path, url: str, problems: Problems, schemes: Sequence[str]) -> None:
    """An address begins with one of a few schemes."""
    scheme, _, rest = url.partition("://")
    if scheme not in schemes or not rest:
        listed = ", ".join(repr(item) for item in schemes)
        problems.add(
            path, "URL_TYPE_INVALID_SCHEME", f"Scheme {scheme!r} is not supported. Scheme must be one of ({listed})."
        )


def check_select(select: Json, path: Path, problems: Problems) -> None:
    """A select menu: its id, its bounds, and for a string select its options."""
    check_custom_id(select, path, problems)
    if select.get("placeholder") is not None:
        problems.length((*path, "placeholder"), select["placeholder"], 0, 150)
    low, high = select.get("min_values", 1), select.get("max_values", 1)
    bounded = problems.between((*path, "min_values"), low, 0, 25)
    bounded &= problems.between((*path, "max_values"), high, 1, 25)
    if bounded and low > high:
        problems.add(path, "SELECT_COMPONENT_MIN_VALUES_GT_MAX", "min_values cannot exceed max_values")
    if select["type"] != STRING_SELECT:
        if len(select.get("default_values") or []) > high:
            problems.add((*path, "default_values"), "BASE_TYPE_BAD_LENGTH", f"Must be {high} or fewer in length.")
    elif "options" not in select:
        problems.required((*path, "options"))
    else:
        check_options(select["options"], (*path, "options"), problems, most=25, defaults=high)


def check_options(options: Any, path: Path, problems: Problems, *, most: int, defaults: int, least: int = 1) -> None:
    """The options of a select, a radio group or a checkbox group."""
    if not problems.count(path, options, least, most):
        return
    values: set[str] = set()
    for index, option in enumerate(options):
        here = (*path, index)
        problems.length((*here, "label"), option.get("label"), 1, 100)
        problems.length((*here, "value"), option.get("value"), 1, 100)
        if option.get("description") is not None:
            problems.length((*here, "description"), option["description"], 0, 100)
        if option.get("value") in values:
            problems.add(
                (*here, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
        values.add(option.get("value", ""))
    if sum(bool(option.get("default")) for option in options) > defaults:
        problems.add(path, "SELECT_COMPONENT_TOO_MANY_DEFAULTS", f"At most {defaults} options may be chosen by default")
