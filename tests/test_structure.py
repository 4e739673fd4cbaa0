"""The shape of the house, checked: who may import whom, how large a module grows, what the README promises."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import COMMANDS
from tests.conftest import Newsroom

SLASH, SUBCOMMAND = 1, 1
ROOT = Path(__file__).parents[1]
MAX_LINES = 400
MAX_FUNCTION_LINES = 50
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}

FORBIDDEN = {
    "claims_db": {"bot", "sandbox", "discord"},
    "sandbox": {"bot", "claims_db", "discord"},
    "bot": {"sqlite3", "aiosqlite", "claims_db.store"},
    "bot/cogs": {"bot.cogs", "bot.client"},
    "claims_db/matching": {"claims_db.store", "claims_db.interchange", "claims_db.lookup", "claims_db.watching"},
    "claims_db/store": {"claims_db.matching", "claims_db.interchange", "claims_db.lookup", "claims_db.watching"},
    "claims_db/interchange": {"claims_db.matching", "claims_db.store", "claims_db.lookup", "claims_db.watching"},
    "claims_db/articles": {"claims_db.matching", "claims_db.store", "claims_db.lookup", "claims_db.curation"},
    "claims_db/articles/fetching": {"claims_db.articles.pages", "claims_db.articles.text", "claims_db.articles.saying"},
    "claims_db/articles/pages": {"claims_db.articles.fetching", "claims_db.articles.saying"},
    "claims_db/articles/text": {"claims_db.articles.fetching", "claims_db.articles.pages", "claims_db.articles.saying"},
    "claims_db/articles/saying": {"claims_db.articles.fetching", "claims_db.articles.pages"},
    "claims_db/model.py": {"claims_db"},
    "claims_db/errors.py": {"claims_db"},
}


def modules(place: str) -> list[Path]:
    path = ROOT / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every module that is imported when this one is; what is only for type checkers does not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and getattr(block.test, "id", "") == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("place", FORBIDDEN)
def test_no_arrow_runs_back(place: str) -> None:
    for path in modules(place):
        for name in imported(path):
            for forbidden in FORBIDDEN[place]:
                assert not f"{name}.".startswith(f"{forbidden}."), f"{path.relative_to(ROOT)} imports {name}"


def test_only_the_trial_knows_the_sandbox() -> None:
    users = [path.name for path in modules("bot") if any(name.split(".")[0] == "sandbox" for name in imported(path))]
    assert users == ["sandboxed.py"]


def test_only_fetching_articles_knows_the_network() -> None:
    for path in modules("claims_db"):
        if path.parent.name != "fetching":
            assert not {name.split(".")[0] for name in imported(path)} & {"aiohttp", "socket", "urllib", "http"}, path


def test_sql_lives_in_the_store() -> None:
    statement = re.compile(r"\b(SELECT .* FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\b", re.DOTALL)
    for path in [*modules("bot"), *modules("claims_db"), *modules("sandbox")]:
        if "store" not in path.parts:
            assert not statement.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("place", ["bot", "claims_db", "sandbox", "benchmarks"])
def test_modules_and_functions_stay_readable(place: str) -> None:
    for path in modules(place):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= MAX_LINES, path
        assert path.stem not in NAMES_THAT_SAY_NOTHING, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                assert lines <= MAX_FUNCTION_LINES, f"{path}: {node.name} has {lines} lines"


def commands(registered: list[dict[str, Any]]) -> dict[str, str]:
    """Every command a person can call, by its full name, with its description; menus by their name."""
    found: dict[str, str] = {}
    for command in registered:
        subs = [option for option in command.get("options", []) if option["type"] == SUBCOMMAND]
        for sub in subs:
            assert f"/{command['name']} {sub['name']}" not in found
            found[f"/{command['name']} {sub['name']}"] = sub["description"]
        if not subs:
            found["/" * (command["type"] == SLASH) + command["name"]] = command["description"]
    return found


async def test_every_command_and_option_is_described(newsroom: Newsroom) -> None:
    registered = newsroom.sandbox.commands
    assert len({(command["type"], command["name"]) for command in registered}) == len(registered)
    for command in registered:
        if command["type"] != SLASH:
            continue
        for part in (command, *command["options"], *(o for sub in command["options"] for o in sub.get("options", []))):
            assert len(part["description"]) > 10, part["name"]


async def test_the_readme_lists_the_commands_as_they_are(newsroom: Newsroom) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| (.+?) \|$", readme, re.MULTILINE)
    listed = {re.sub(r" <.*", "", name): text for name, text in rows if name.startswith("/") or text.startswith("Menu")}
    there = commands(newsroom.sandbox.commands)
    assert set(listed) == set(there)
    for name, description in there.items():
        if name.startswith("/"):
            assert listed[name] == description


def test_the_readme_shows_the_verbs_of_the_command_line() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for verb in COMMANDS:
        assert f"onrecord {verb}" in readme, verb


def test_what_is_shipped_names_no_machine_and_no_registry() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert not re.search(r"^\s*--(?!hash)|https?://", lock, re.MULTILINE)
