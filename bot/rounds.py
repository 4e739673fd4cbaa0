"""Work that nobody waits for, done over and over by a task that has an owner."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class Rounds:
    """Does some work, waits for the next occasion, and does it again, from `start` to `stop`.

    What goes wrong is logged, and tried again on the next occasion.
    """

    def __init__(self, name: str, work: Callable[[], Awaitable[None]], occasion: Callable[[], Awaitable[None]]) -> None:
        self._name = name
        self._work = work
        self._occasion = occasion
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, in the running event loop."""
        self._task = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """End, wherever it is."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        this = asyncio.current_task()
        while True:
            try:
                await self._work()
            except Exception:
                log.exception("in %s", self._name)
            if this and this.cancelling():
                return  # the library swallows some cancellations
            await self._occasion()
