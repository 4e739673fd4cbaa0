"""Time and ids: a clock that a test can push forward, and ids that carry their moment as Discord's do.

Ids are strings everywhere, as on the wire; they grow strictly, also within one millisecond.
"""

from datetime import UTC, datetime, timedelta

EPOCH_MS = 1_420_070_400_000
"""The first second of 2015, from which Discord counts, in Unix milliseconds."""


class Clock:
    """The sandbox's wall clock: the system's, plus whatever `advance` added."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The sandbox's present, aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass at once. Interactions expire and messages age; nothing sleeps."""
        self._ahead += timedelta(seconds=seconds)


class Snowflakes:
    """Hands out ids, each greater than the last."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        """A new id, stamped with the clock's present."""
        millis = int(self._clock.now().timestamp() * 1000) - EPOCH_MS
        self._last = max(self._last + 1, millis << 22)
        return str(self._last)


def moment(snowflake: str) -> datetime:
    """When an id was made."""
    return datetime.fromtimestamp(((int(snowflake) >> 22) + EPOCH_MS) / 1000, UTC)
