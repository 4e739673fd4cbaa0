"""The real bot in a process of its own, so that what surrounds it is not taken for its work; for `benchmarks.load`.

Reads one line of JSON, a `Start`, and prints its `Vitals` as a line of JSON each second, until its input ends.
"""

import asyncio
import gc
import resource
import sys
import time
from pathlib import Path
from typing import Any

import discord
import msgspec
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import running
from bot.client import OnrecordBot
from bot.commands.claims import open_claims
from bot.config import Config

TICK = 0.01


class Start(msgspec.Struct, frozen=True):
    """Where the sandbox is, and what the operator has configured."""

    api: str
    gateway: str
    token: str
    config: Config


class Vitals(msgspec.Struct):
    """How the bot does since its start.

    `seen` are messages of people that reached its listeners, `failed` events that ended in an error, `memory` is bytes;
    in seconds: `processor` is the time it worked, `waited` the time it could have but had no processor, `stalled` the
    longest time for which the event loop did not come round.
    """

    seen: int = 0
    failed: int = 0
    processor: float = 0.0
    waited: float = 0.0
    memory: int = 0
    stalled: float = 0.0


class Watched(OnrecordBot):
    """The bot, with somebody who counts."""

    vitals: Vitals

    async def setup_hook(self) -> None:
        """Count what comes in beside what the bot does with it."""
        await super().setup_hook()
        self.add_listener(self._count, "on_message")

    async def _count(self, message: discord.Message) -> None:
        self.vitals.seen += not message.author.bot

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Count it, too."""
        self.vitals.failed += 1
        await super().on_error(event_method, *args, **kwargs)


async def _watch_loop(vitals: Vitals) -> None:
    while True:
        due = time.perf_counter() + TICK
        await asyncio.sleep(TICK)
        vitals.stalled = max(vitals.stalled, time.perf_counter() - due)


async def _report(vitals: Vitals) -> None:
    while True:
        vitals.processor = time.process_time()
        vitals.waited, vitals.memory = _waited(), _memory()
        print(msgspec.json.encode(vitals).decode(), flush=True)
        await asyncio.sleep(1)


def _waited() -> float:
    """Seconds for which the event loop's thread was ready to run and another program had its processor."""
    return int(Path("/proc/self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9


def _memory() -> int:
    """Bytes of memory that the process holds at present."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * resource.getpagesize()


async def main() -> None:
    """Run the bot as `onrecord run` does until the input ends."""
    start = msgspec.json.decode(sys.stdin.readline(), type=Start)
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = start.api, yarl.URL(start.gateway)
    vitals = Vitals()

    def make_bot() -> OnrecordBot:
        bot = Watched(service, start.config)
        bot.vitals = vitals
        return bot

    async with open_claims(start.config) as service, asyncio.TaskGroup() as group:
        gc.collect()
        gc.freeze()
        work = (running.run(make_bot, start.token), _report(vitals), _watch_loop(vitals))
        tasks = [group.create_task(one) for one in work]
        await asyncio.to_thread(sys.stdin.read)
        for task in tasks:
            task.cancel()


if __name__ == "__main__":
    asyncio.run(main())
