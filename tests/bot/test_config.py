"""Configuration: one value, read strictly; the token from elsewhere."""

from pathlib import Path

import pytest

from bot.config import Config, read, token
from bot.errors import MissingToken
from claims_db.articles.fetching.rules import FetchRules
from claims_db.errors import InvalidDocument
from claims_db.interchange import packs
from claims_db.retention import Periods
from claims_db.watching.rules import Policy

EXAMPLE = Path(__file__).parents[2] / "config.example.yaml"


def test_the_example_shows_every_default() -> None:
    assert read(EXAMPLE) == Config()
    written = EXAMPLE.read_text(encoding="utf-8")
    for part in (Config, *(type(getattr(Config(), name)) for name in ("discord", "passive", "articles", "privacy"))):
        for key in part.__struct_fields__:
            assert f"{key}:" in written, key


def test_the_defaults_are_the_librarys() -> None:
    assert Config().passive.policy == Policy()
    assert set(Config().packs) == set(packs.shipped())
    assert Config().articles.rules == FetchRules()
    assert Config().privacy.periods == Periods()


def test_fetching_is_what_is_configured_and_never_private(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("articles: {fetch: true, allow: [example.org], deny: [old.example.org]}\n")
    expected = FetchRules(
        enabled=True, allow=frozenset({"example.org"}), deny=frozenset({"old.example.org"}), private_hosts=frozenset()
    )
    assert read(path).articles.rules == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("passive:\n  channel: [1]\n", r"config\.yaml, line 2: \$\.passive: .*unknown field `channel`"),
        ("passive:\n  min_score: 2\n", r"line 2: \$\.passive\.min_score: Expected `float` <= 1\.0"),
        ("passive:\n  relations: [shouts]\n", r"Invalid enum value 'shouts'"),
        ("passive:\n  channels: [general]\n", r"channels\[0\]: Expected `int`, got `str`"),
        ("log_level: loud\n", r"Invalid enum value 'loud'"),
        ("articles:\n  private_hosts: [localhost]\n", r"unknown field `private_hosts`"),
        ("articles:\n  allow: ['https://example.org/']\n", r"\$\.articles\.allow"),
        ("token: abc\n", r"unknown field `token`"),
        ("database: [\n", r"is not YAML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text)
    with pytest.raises(InvalidDocument, match=sentence):
        read(path)


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("# nothing yet\n")
    assert read(path) == Config()


def test_the_token_comes_from_the_environment_or_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_TOKEN", raising=False)
    path = tmp_path / "config.yaml"
    path.write_text(f"discord:\n  token_file: {tmp_path / 'token'}\n")
    config = read(path)
    assert token(Config()) is None
    with pytest.raises(MissingToken, match="cannot be read"):
        token(config)
    (tmp_path / "token").write_text("\n")
    with pytest.raises(MissingToken, match="is empty"):
        token(config)
    (tmp_path / "token").write_text(" from-file \n")
    assert token(config) == "from-file"
    monkeypatch.setenv("ONRECORD_TOKEN", "from-environment")
    assert token(config) == "from-environment"
