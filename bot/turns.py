"""One thing after the other: what concerns the same message or person waits for what was begun on it before."""

import asyncio
from weakref import WeakValueDictionary


class Turns:
    """Hands out a lock for each message or person, kept as long as somebody holds or waits for it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def of(self, snowflake: int) -> asyncio.Lock:
        """The lock of a message or a person, by an id that Discord gives to nothing else."""
        lock = self._locks.get(snowflake)
        if lock is None:
            lock = self._locks[snowflake] = asyncio.Lock()
        return lock

    async def over(self) -> None:
        """Wait until everything that was begun is done."""
        for lock in tuple(self._locks.values()):
            async with lock:
                pass
