"""What the operator decides, as one frozen value that is read once and passed down.

The token is no part of it: it comes from the environment or from a file of its own, so that a configuration can be
shown and shared.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from bot.errors import MissingToken
from claims_db.articles.fetching.rules import FetchRules
from claims_db.interchange import documents
from claims_db.model import Relation
from claims_db.retention import Periods
from claims_db.watching.rules import ANSWERED, LANGUAGES, Policy

TOKEN_VARIABLE = "ONRECORD_TOKEN"  # noqa: S105 -- the name of a variable, not a secret
SHIPPED_PACKS = ("kremlin-drones-2023", "health-classics", "science-classics", "public-records")
_DEFAULTS = Policy()
_PERIODS = Periods()

Snowflake = Annotated[int, Meta(ge=1, le=(1 << 63) - 1)]
Host = Annotated[str, Meta(pattern=r"^[^\s/:@*]+$", max_length=253)]
"""The name of a server, without anything before or after it."""

Language = Annotated[str, Meta(pattern="^[a-z]{2}$")]
"""An ISO 639-1 code."""


class Discord(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How to reach Discord."""

    token_file: str | None = None


class Passive(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where and when to speak without being asked."""

    channels: tuple[Snowflake, ...] = ()
    allow_setup: bool = False
    min_score: Annotated[float, Meta(ge=0, le=1)] = _DEFAULTS.min_score
    relations: tuple[Relation, ...] = tuple(relation for relation in Relation if relation in ANSWERED)
    cooldown_minutes: Annotated[int, Meta(ge=0, le=10_080)] = int(_DEFAULTS.cooldown.total_seconds() // 60)
    replies_per_hour: Annotated[int, Meta(ge=1, le=1_000)] = _DEFAULTS.per_hour
    languages: tuple[Language, ...] = LANGUAGES
    correct_days: Annotated[int, Meta(ge=0, le=3_650)] = 30

    @property
    def reads_messages(self) -> bool:
        """Whether messages are to be read at all, which takes the message-content intent."""
        return bool(self.channels) or self.allow_setup

    @property
    def policy(self) -> Policy:
        """The same in the words of the claims."""
        return Policy(
            min_score=self.min_score,
            relations=frozenset(self.relations),
            cooldown=timedelta(minutes=self.cooldown_minutes),
            per_hour=self.replies_per_hour,
            languages=frozenset(self.languages),
        )


class Articles(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whether articles are fetched, and from whom."""

    fetch: bool = False
    allow: tuple[Host, ...] = ()
    deny: tuple[Host, ...] = ()

    @property
    def rules(self) -> FetchRules:
        """The same in the words of the claims; limits are as they are there."""
        return FetchRules(enabled=self.fetch, allow=frozenset(self.allow), deny=frozenset(self.deny))


class Privacy(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """For how many days things are kept."""

    keep_days: Annotated[int, Meta(ge=30, le=3_650)] = _PERIODS.keep.days
    leave_grace_days: Annotated[int, Meta(ge=0, le=3_650)] = _PERIODS.grace.days

    @property
    def periods(self) -> Periods:
        """The same in the words of the claims."""
        return Periods(keep=timedelta(days=self.keep_days), grace=timedelta(days=self.leave_grace_days))


class Config(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that can be configured; `config.example.yaml` explains each key and shows its default."""

    discord: Discord = Discord()
    database: str = "onrecord.db"
    packs: tuple[str, ...] = SHIPPED_PACKS
    passive: Passive = Passive()
    articles: Articles = Articles()
    privacy: Privacy = Privacy()
    log_level: Literal["debug", "info", "warning", "error"] = "info"


def read(path: Path) -> Config:
    """Read a configuration file; InvalidDocument names the key and what was expected."""
    return documents.read(path, Config)


def token(config: Config) -> str | None:
    """The bot's token from the environment, else from the file that the configuration names; None where neither is set.

    Raises:
        MissingToken: the file that is named cannot be read or is empty.
    """
    if given := os.environ.get(TOKEN_VARIABLE, "").strip():
        return given
    if config.discord.token_file is None:
        return None
    try:
        written = Path(config.discord.token_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise MissingToken(f"The token file {config.discord.token_file} cannot be read") from error
    if not written:
        raise MissingToken(f"The token file {config.discord.token_file} is empty")
    return written
