"""What is owed to the servers that are asked: their robots.txt, and a pause between two visits.

Remembers both for a bounded number of servers, and nothing else; asks no server itself. One `Manners` is kept for as
long as articles are fetched, so that the pauses hold across fetches.
"""

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import TypeVar

from claims_db.articles.fetching.robots import Robots

Value = TypeVar("Value")

HOSTS = 1024
"""How many visits are remembered; the one longest ago is forgotten first."""
SERVERS = 256
"""How many robots.txt are remembered, again the latest."""
MAX_SIZE = 100_000
"""Above this `Robots.size`, a robots.txt is not remembered but asked again at every visit."""
ROBOTS_SECONDS = 12 * 3600
"""How long a robots.txt holds; RFC 9309 lets it be a day."""


class Manners:
    """The memory of visits. `clock` counts seconds and never runs backwards; `sleep` waits for as many."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._robots: OrderedDict[str, tuple[Robots, float]] = OrderedDict()
        self._visited: OrderedDict[str, float] = OrderedDict()

    def robots(self, server: str) -> Robots | None:
        """What this server's robots.txt said, None where it has to be asked (again)."""
        known = self._robots.get(server)
        return known[0] if known and self._clock() < known[1] else None

    def remember(self, server: str, robots: Robots) -> None:
        """Keep what its robots.txt says, unless it says too much."""
        if robots.size <= MAX_SIZE:
            _keep(self._robots, server, (robots, self._clock() + ROBOTS_SECONDS), SERVERS)

    async def turn(self, host: str, pause: float, patience: float) -> float | None:
        """Wait until the last visit to `host` is `pause` seconds ago, and take that turn.

        Returns:
            None once the turn has come; the seconds until then, when they are more than `patience`, without waiting
            and without taking a turn.
        """
        now = self._clock()
        begin = max(now, self._visited.get(host, -math.inf) + pause)
        if begin - now > patience:
            return begin - now
        _keep(self._visited, host, begin, HOSTS)
        if begin > now:
            await self._sleep(begin - now)
        return None


def _keep(memory: OrderedDict[str, Value], key: str, value: Value, most: int) -> None:
    memory[key] = value
    memory.move_to_end(key)
    while len(memory) > most:
        memory.popitem(last=False)
