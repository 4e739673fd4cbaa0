"""One thing after the other: what concerns the same message waits for what was begun on it before."""

import asyncio
from weakref import WeakValueDictionary


class Turns:
    """Hands out a lock for each message, kept as long as somebody holds or waits for it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def of(self, message_id: int) -> asyncio.Lock:
        """The lock of a message."""
        lock = self._locks.get(message_id)
        if lock is None:
            lock = self._locks[message_id] = asyncio.Lock()
        return lock

    async def over(self) -> None:
        """Wait until everything that was begun is done."""
        for lock in tuple(self._locks.values()):
            async with lock:
                pass
