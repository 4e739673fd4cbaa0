"""What Discord refuses in messages, modals and commands, said by bare HTTP."""

from typing import Any

import pytest

from sandbox import Channel, Sandbox
from sandbox.errors import Problems
from sandbox.modals import check_modal
from tests.sandbox.clients import Raw

V2 = 1 << 15


def button(**fields: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "x", "custom_id": "x"} | fields


def row(*components: dict) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def text(content: str = "x") -> dict[str, Any]:
    return {"type": 10, "content": content}


def select(**fields: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "s", "options": [{"label": "a", "value": "a"}]} | fields


def options(number: int) -> list[dict[str, str]]:
    return [{"label": str(index), "value": str(index)} for index in range(number)]


def v2(*components: dict, **fields: Any) -> dict[str, Any]:
    return {"flags": V2, "components": list(components)} | fields


def path_of(errors: dict) -> tuple[str, str]:
    """The first fault of an error tree: its path and its code."""
    path = []
    while "_errors" not in errors:
        key = next(iter(errors))
        path.append(key)
        errors = errors[key]
    return ".".join(path), errors["_errors"][0]["code"]


CLASSIC = [
    ({"content": "x" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
    ({"content": 5}, "content", "BASE_TYPE_BAD_TYPE"),
    ({"embeds": [{"title": "x"}] * 11}, "embeds", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"description": "x" * 4097}]}, "embeds.0.description", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"description": "x" * 4000}] * 2}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
    ({"embeds": [{"fields": [{"name": "x", "value": "x"}] * 26}]}, "embeds.0.fields", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{"fields": [{"name": "", "value": "x"}]}]}, "embeds.0.fields.0.name", "BASE_TYPE_REQUIRED"),
    ({"embeds": [{"title": "x", "url": "ftp://x"}]}, "embeds.0.url", "URL_TYPE_INVALID_SCHEME"),
    ({"embeds": [{}]}, "embeds.0.description", "BASE_TYPE_REQUIRED"),
    ({"content": "x", "components": [row(button())] * 6}, "components", "BASE_TYPE_BAD_LENGTH"),
    ({"content": "x", "components": [text()]}, "components.0", "UNION_TYPE_CHOICES"),
    ({"content": "x", "components": [row()]}, "components.0.components", "BASE_TYPE_BAD_LENGTH"),
    ({"content": "x", "components": ["x"]}, "components.0", "MODEL_TYPE_CONVERT"),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse.0", "BASE_TYPE_CHOICES"),
    ({"content": "x", "message_reference": {"message_id": "5"}}, "message_reference", "REPLIES_UNKNOWN_MESSAGE"),
]

ROWS = [
    (row(*(button(custom_id=str(index)) for index in range(6))), "", "BASE_TYPE_BAD_LENGTH"),
    (row(button(), select()), "", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
    (row(button(style=7)), ".0.style", "BASE_TYPE_CHOICES"),
    (row(button(label="x" * 81)), ".0.label", "BASE_TYPE_MAX_LENGTH"),
    (row(button(label="")), ".0", "BUTTON_COMPONENT_INVALID"),
    (row(button(custom_id=None)), ".0.custom_id", "BASE_TYPE_REQUIRED"),
    (row(button(custom_id="x" * 101)), ".0.custom_id", "BASE_TYPE_MAX_LENGTH"),
    (row(button(url="https://x.org")), ".0", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"),
    (row(button(style=5, custom_id=None)), ".0.url", "BASE_TYPE_REQUIRED"),
    (row(button(style=5, custom_id=None, url="javascript://x")), ".0.url", "URL_TYPE_INVALID_SCHEME"),
    (
        row(button(style=5, url="https://x.org")),
        ".0",
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
    ),
    (row(button(style=6)), ".0.sku_id", "BASE_TYPE_REQUIRED"),
    (row(button(), button()), ".1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    (row(button(id=3), button(custom_id="y", id=3)), ".1.id", "COMPONENT_ID_DUPLICATED"),
    (row(select(options=options(26))), ".0.options", "BASE_TYPE_BAD_LENGTH"),
    (row(select(options=[])), ".0.options", "BASE_TYPE_BAD_LENGTH"),
    (row({"type": 3, "custom_id": "s"}), ".0.options", "BASE_TYPE_REQUIRED"),
    (row(select(options=options(1) * 2)), ".0.options.1.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
    (row(select(placeholder="x" * 151)), ".0.placeholder", "BASE_TYPE_MAX_LENGTH"),
    (row(select(min_values=26)), ".0.min_values", "NUMBER_TYPE_MAX"),
    (row(select(min_values=2)), ".0", "SELECT_COMPONENT_MIN_VALUES_GT_MAX"),
    (row(select(options=[{"label": "x" * 101, "value": "x"}])), ".0.options.0.label", "BASE_TYPE_MAX_LENGTH"),
    (row({"type": 4, "custom_id": "x", "style": 1}), ".0", "UNION_TYPE_CHOICES"),
]

LAYOUTS = [
    (v2(text(), content="x"), "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
    (v2(text(), embeds=[{"title": "x"}]), "embeds", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
    (v2(*[text()] * 41), "components", "BASE_TYPE_BAD_LENGTH"),
    (
        v2({"type": 17, "components": [text()] * 39}, text()),
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    (v2(text("x" * 2001), text("x" * 2000)), "components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"),
    (v2(text("x" * 4001)), "components.0.content", "BASE_TYPE_MAX_LENGTH"),
    (v2(text("")), "components.0.content", "BASE_TYPE_REQUIRED"),
    (v2({"type": 9, "components": [text()]}), "components.0.accessory", "BASE_TYPE_REQUIRED"),
    (
        v2({"type": 9, "components": [text()] * 4, "accessory": button()}),
        "components.0.components",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (v2({"type": 9, "components": [text()], "accessory": text()}), "components.0.accessory", "UNION_TYPE_CHOICES"),
    (v2({"type": 9, "components": [row()], "accessory": button()}), "components.0.components.0", "UNION_TYPE_CHOICES"),
    (v2({"type": 12, "items": []}), "components.0.items", "BASE_TYPE_BAD_LENGTH"),
    (v2({"type": 12, "items": [{"media": {}}]}), "components.0.items.0.media.url", "BASE_TYPE_REQUIRED"),
    (
        v2({"type": 12, "items": [{"media": {"url": "attachment://no.png"}}]}),
        "components.0",
        "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
    ),
    (v2({"type": 13, "file": {"url": "https://x.org/a"}}), "components.0.file.url", "URL_TYPE_INVALID_SCHEME"),
    (v2({"type": 14, "spacing": 3}), "components.0.spacing", "BASE_TYPE_CHOICES"),
    (v2({"type": 17, "components": []}), "components.0.components", "BASE_TYPE_BAD_LENGTH"),
    (
        v2({"type": 17, "components": [{"type": 17, "components": [text()]}]}),
        "components.0.components.0",
        "UNION_TYPE_CHOICES",
    ),
    (v2({"type": 17, "accent_color": 1 << 24, "components": [text()]}), "components.0.accent_color", "NUMBER_TYPE_MAX"),
    (v2({"type": 11, "media": {"url": "https://x.org"}}), "components.0", "UNION_TYPE_CHOICES"),
]


@pytest.mark.parametrize(("body", "path", "code"), [*CLASSIC, *LAYOUTS])
async def test_message_is_refused(raw: Raw, general: Channel, body: dict, path: str, code: str) -> None:
    status, answer = await raw("POST", f"/channels/{general.id}/messages", body)
    assert (status, answer["code"], answer["message"]) == (400, 50035, "Invalid Form Body")
    assert path_of(answer["errors"]) == (path, code)
    assert general.messages == []


@pytest.mark.parametrize(("components", "path", "code"), ROWS)
async def test_row_is_refused(raw: Raw, general: Channel, components: dict, path: str, code: str) -> None:
    body = {"content": "x", "components": [components]}
    status, answer = await raw("POST", f"/channels/{general.id}/messages", body)
    assert status == 400
    assert path_of(answer["errors"]) == (f"components.0.components{path}", code)


@pytest.mark.parametrize(
    "body",
    [{}, {"content": " \n"}, {"content": "", "embeds": []}, {"flags": V2}, {"flags": V2, "components": []}],
)
async def test_empty_message_is_refused(raw: Raw, general: Channel, body: dict) -> None:
    status, answer = await raw("POST", f"/channels/{general.id}/messages", body)
    assert (status, answer["code"]) == (400, 50006)


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000},
        {"embeds": [{"title": "x" * 256, "fields": [{"name": "x", "value": "x" * 228}] * 25}]},
        v2(*[text("x" * 100)] * 40),
        v2({"type": 17, "components": [text()] * 38}, text()),
        {"content": "x", "components": [row(*(button(custom_id=f"{r}{c}") for c in range(5))) for r in range(5)]},
        {"content": "x", "components": [row(select(options=options(25), max_values=25))]},
        {"content": "x", "components": [row({"type": 5, "custom_id": "u", "max_values": 25})]},
        {"content": "x", "components": [row({"type": 2, "style": 1, "custom_id": "x", "emoji": {"name": "👍"}})]},
    ],
)
async def test_message_at_the_limit_passes(raw: Raw, general: Channel, body: dict) -> None:
    status, _ = await raw("POST", f"/channels/{general.id}/messages", body)
    assert status == 200


async def test_layout_flag_stays(raw: Raw, general: Channel) -> None:
    url = f"/channels/{general.id}/messages"
    _, sent = await raw("POST", url, v2(text("one")))
    status, answer = await raw("PATCH", f"{url}/{sent['id']}", {"flags": 0, "content": "x", "components": []})
    assert path_of(answer["errors"]) == ("flags", "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG")
    status, answer = await raw("PATCH", f"{url}/{sent['id']}", {"content": "x"})
    assert path_of(answer["errors"])[0] == "content"
    status, answer = await raw("PATCH", f"{url}/{sent['id']}", {"components": [text("two")]})
    assert (status, answer["flags"]) == (200, V2)
    _, classic = await raw("POST", url, {"content": "old"})
    status, _ = await raw("PATCH", f"{url}/{classic['id']}", v2(text("new")))
    assert status == 400
    status, answer = await raw("PATCH", f"{url}/{classic['id']}", v2(text("new"), content=None))
    assert (status, answer["flags"], answer["content"]) == (200, V2, "")


async def test_components_get_numbers_and_keep_their_own(raw: Raw, general: Channel) -> None:
    body = v2(text(), {"type": 17, "components": [text() | {"id": 1}]})
    _, sent = await raw("POST", f"/channels/{general.id}/messages", body)
    assert sent["components"][1]["components"][0]["id"] == 1
    assert [component["id"] for component in sent["components"]] == [2, 3]


def modal(*components: dict, **fields: Any) -> dict[str, Any]:
    return {"title": "t", "custom_id": "m", "components": list(components)} | fields


def label(component: dict, **fields: Any) -> dict[str, Any]:
    return {"type": 18, "label": "l", "component": component} | fields


FIELD = {"type": 4, "custom_id": "f", "style": 1}


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        (modal(label(FIELD), title="x" * 46), "title", "BASE_TYPE_MAX_LENGTH"),
        (modal(label(FIELD), custom_id=""), "custom_id", "BASE_TYPE_REQUIRED"),
        (modal(), "components", "BASE_TYPE_BAD_LENGTH"),
        (modal(*[text()] * 6), "components", "BASE_TYPE_BAD_LENGTH"),
        (modal(button()), "components.0", "UNION_TYPE_CHOICES"),
        (modal(label(FIELD, label="x" * 46)), "components.0.label", "BASE_TYPE_MAX_LENGTH"),
        (modal(label(FIELD, description="x" * 101)), "components.0.description", "BASE_TYPE_MAX_LENGTH"),
        (modal(label(button())), "components.0.component", "UNION_TYPE_CHOICES"),
        (modal({"type": 18, "label": "l"}), "components.0.component", "BASE_TYPE_REQUIRED"),
        (modal(label(FIELD | {"style": 3})), "components.0.component.style", "BASE_TYPE_CHOICES"),
        (modal(label(FIELD | {"max_length": 4001})), "components.0.component.max_length", "NUMBER_TYPE_MAX"),
        (
            modal(label(FIELD | {"placeholder": "x" * 101})),
            "components.0.component.placeholder",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            modal(label(FIELD | {"value": "xx", "max_length": 1})),
            "components.0.component.value",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (modal(label(FIELD), label(FIELD)), "components", "COMPONENT_CUSTOM_ID_DUPLICATED"),
        (modal(row(FIELD)), "components.0.components.0.label", "BASE_TYPE_BAD_TYPE"),
        (modal(row(button())), "components.0.components.0", "UNION_TYPE_CHOICES"),
        (
            modal(label({"type": 21, "custom_id": "r", "options": options(1)})),
            "components.0.component.options",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            modal(label({"type": 22, "custom_id": "c", "options": options(11)})),
            "components.0.component.options",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            modal(label({"type": 19, "custom_id": "c", "max_values": 11})),
            "components.0.component.max_values",
            "NUMBER_TYPE_MAX",
        ),
    ],
)
def test_modal_is_refused(body: dict, path: str, code: str) -> None:
    problems = Problems()
    check_modal(body, problems)
    assert path_of(problems.tree()) == (path, code)


def command(**fields: Any) -> dict[str, Any]:
    return {"name": "claim", "description": "Claims"} | fields


def option(**fields: Any) -> dict[str, Any]:
    return {"type": 3, "name": "text", "description": "Text"} | fields


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        (command(name="Claim"), "name", "APPLICATION_COMMAND_INVALID_NAME"),
        (command(name="a b"), "name", "APPLICATION_COMMAND_INVALID_NAME"),
        (command(name="x" * 33), "name", "BASE_TYPE_MAX_LENGTH"),
        (command(description=""), "description", "BASE_TYPE_REQUIRED"),
        (command(description="x" * 101), "description", "BASE_TYPE_MAX_LENGTH"),
        (command(type=9), "type", "BASE_TYPE_CHOICES"),
        (command(type=3), "description", "APPLICATION_COMMAND_CONTEXT_MENU_FIELD"),
        (command(options=[option(name=str(i)) for i in range(26)]), "options", "BASE_TYPE_BAD_LENGTH"),
        (command(options=[option(), option()]), "options.1.name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"),
        (
            command(options=[option(), option(name="b", required=True)]),
            "options.1",
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (
            command(options=[option(), option(name="b", type=1)]),
            "options",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            command(options=[option(choices=[{"name": "x", "value": "x"}] * 26)]),
            "options.0.choices",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            command(options=[option(choices=[{"name": "x", "value": "x"}], autocomplete=True)]),
            "options.0",
            "APPLICATION_COMMAND_OPTION_CHOICES_AUTOCOMPLETE",
        ),
        (command(options=[option(min_value=1)]), "options.0.min_value", "APPLICATION_COMMAND_OPTION_FIELD_INVALID"),
        (command(options=[option(type=12)]), "options.0.type", "BASE_TYPE_CHOICES"),
    ],
)
async def test_command_is_refused(sandbox: Sandbox, raw: Raw, body: dict, path: str, code: str) -> None:
    status, answer = await raw("POST", f"/applications/{sandbox.bot.id}/commands", body)
    assert status == 400
    assert path_of(answer["errors"]) == (path, code)
    assert sandbox.commands == []


async def test_commands_are_registered_changed_and_removed(sandbox: Sandbox, raw: Raw) -> None:
    base = f"/applications/{sandbox.bot.id}/commands"
    status, (first, menu) = await raw("PUT", base, [command(), command(name="Check it", type=3, description="")])
    assert status == 200
    assert (first["type"], menu["description"], menu["default_member_permissions"]) == (1, "", None)
    _, again = await raw("PUT", base, [command(description="Anew")])
    assert (again[0]["id"], again[0]["description"]) == (first["id"], "Anew")
    assert again[0]["version"] != first["version"]
    _, changed = await raw("PATCH", f"{base}/{first['id']}", {"description": "Other"})
    assert (await raw("GET", f"{base}/{first['id']}"))[1] == changed
    local = f"/applications/{sandbox.bot.id}/guilds/{sandbox.guild.id}/commands"
    _, here = await raw("POST", local, command(name="here"))
    assert here["guild_id"] == sandbox.guild.id
    assert [item["name"] for item in sandbox.commands] == ["claim", "here"]
    assert (await raw("DELETE", f"{base}/{first['id']}"))[0] == 204
    status, answer = await raw("DELETE", f"{base}/{first['id']}")
    assert (status, answer["code"]) == (404, 10063)
    _, answer = await raw("PUT", base, [command(), command()])
    assert path_of(answer["errors"]) == ("1", "APPLICATION_COMMANDS_DUPLICATE_NAME")
    _, answer = await raw("PUT", base, [command(name=f"m{n}", type=3, description="") for n in range(6)])
    assert answer["code"] == 30032
