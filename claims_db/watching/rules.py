"""What a server has settled for one watched channel, and the policy that follows from it. Plain values."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, cast
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct
from msgspec.structs import replace

from claims_db.model import Relation

ANSWERED = frozenset({Relation.REPEATS, Relation.ATTRIBUTES, Relation.ASKS})
PROMISES = (5, 10, 20, 50, 100)
"""At most one reply in so many is wrong: what can be promised for a channel."""
LANGUAGES = ("en",)


class Mode(StrEnum):
    """What is done in a channel with a message that would get an answer."""

    OFF = "off"
    SHADOW = "shadow"
    """Nothing is said; moderators see what would have been, and label it."""
    REPLY = "reply"


class Quiet(Struct, frozen=True, kw_only=True):
    """Hours of each day in which nothing is said, from `start` to `end` as clocks in `zone` show them.

    A span that ends before it starts passes midnight; `zone` is a name of the IANA database.
    """

    start: time
    end: time
    zone: str = "UTC"

    def covers(self, at: datetime) -> bool:
        """Tell whether a moment lies within them."""
        clock = at.astimezone(ZoneInfo(self.zone)).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


class Policy(Struct, frozen=True, kw_only=True):
    """When a message gets an answer.

    `min_score` in 0..1 is how sure a match must be. A claim that was answered in a channel rests there for `cooldown`,
    and no more than `per_hour` answers are given there within an hour. With `topics`, only claims about one of them
    are answered. Messages with spoilers are answered only where `spoilers` says so, and none in other `languages`
    (ISO 639-1).
    """

    min_score: float = 0.7
    relations: frozenset[Relation] = ANSWERED
    cooldown: timedelta = timedelta(minutes=30)
    per_hour: int = 12
    topics: frozenset[str] = frozenset()
    quiet: Quiet | None = None
    spoilers: bool = False
    languages: frozenset[str] = frozenset(LANGUAGES)


class Rules(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a server has settled for a channel; what is None is as the operator configured it.

    `promise` is the strictness: at most one reply in so many is wrong. `vouched` is set where somebody let the channel
    have replies before the labels bore that out.
    """

    mode: Mode = Mode.SHADOW
    promise: int = 20
    vouched: bool = False
    cooldown_minutes: Annotated[int, Meta(ge=0, le=10_080)] | None = None
    per_hour: Annotated[int, Meta(ge=1, le=1_000)] | None = None
    relations: tuple[Relation, ...] | None = None
    topics: tuple[str, ...] = ()
    quiet: Quiet | None = None
    spoilers: bool = False

    def policy(self, defaults: Policy, min_score: float | None) -> Policy:
        """What holds in the channel; `min_score` is the server's own, None where it has none."""
        settled = {
            "min_score": min_score,
            "cooldown": None if self.cooldown_minutes is None else timedelta(minutes=self.cooldown_minutes),
            "per_hour": self.per_hour,
            "relations": None if self.relations is None else frozenset(self.relations),
            "topics": frozenset(self.topics),
            "quiet": self.quiet,
            "spoilers": self.spoilers,
        }
        return replace(defaults, **{name: value for name, value in settled.items() if value is not None})


VOUCHED = Rules(mode=Mode.REPLY, vouched=True)
"""What holds where whoever runs the program has a channel watched, until the server settles something else."""


def changes_in_words(before: Rules, after: Rules) -> list[str]:
    """What differs between two rules, a phrase each."""
    differing = [name for name in Rules.__struct_fields__ if getattr(before, name) != getattr(after, name)]
    return [f"{_NAMES[name]}: {_shown(name, before)} → {_shown(name, after)}" for name in differing]


def in_words(rules: Rules) -> list[str]:
    """What is settled besides the mode and what is promised, a phrase each."""
    settled = [name for name in _NAMES if getattr(rules, name) != getattr(_PLAIN, name)]
    return [f"{_NAMES[name]}: {_shown(name, rules)}" for name in settled if name not in {"mode", "promise", "vouched"}]


_PLAIN = Rules()
_NAMES = {
    "mode": "mode",
    "promise": "wrong replies at most",
    "vouched": "vouched for without enough labels",
    "cooldown_minutes": "minutes a claim rests",
    "per_hour": "replies an hour",
    "relations": "relations answered",
    "topics": "topics",
    "quiet": "quiet hours",
    "spoilers": "messages with spoilers",
}


def _shown(name: str, rules: Rules) -> str:
    value: object = getattr(rules, name)
    match value:
        case None | ():
            return "all" if name == "topics" else "none" if name == "quiet" else "default"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(str(each) for each in cast("tuple[object, ...]", value))
        case Quiet():
            return f"{value.start:%H:%M} to {value.end:%H:%M} {value.zone}"
        case _:
            return f"1 in {value}" if name == "promise" else str(value)


def applicable(
    settled: dict[int, Rules], vouched: Iterable[int], channel: int, parent: int | None
) -> tuple[int, Rules] | None:
    """The rules for a message, and the channel they were made for; None where nothing is watched.

    A thread follows its parent unless something is settled for itself.
    """
    for place in filter(None, (channel, parent)):
        if place in settled:
            return place, settled[place]
        if place in vouched:
            return place, VOUCHED
    return None
