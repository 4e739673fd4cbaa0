"""The real bot, connected over a real socket to a Discord on loopback, over a real database file."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings

from bot import running
from bot.client import OnrecordBot
from bot.commands.claims import open_claims
from bot.commands.sandboxed import lead_to
from bot.config import Config
from bot.mending import Tempo
from claims_db.service import Service
from sandbox import Channel, Message, Person, Sandbox

pytest_plugins = ["tests.browser"]

# How long a machine takes to make up an example says nothing about the code.
PATIENT = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("patient", deadline=None, suppress_health_check=PATIENT)
settings.load_profile("patient")
BRISK = Tempo(pace=timedelta(0), later=timedelta(0))
"""Corrects replies, and tries again, as fast as it goes."""


@dataclass(frozen=True, kw_only=True)
class Newsroom:
    """A server with people in it, a bot, and the claims it knows."""

    sandbox: Sandbox
    service: Service
    config: Config
    bots: list[OnrecordBot]

    @property
    def general(self) -> Channel:
        return self.sandbox.channel("general")

    @property
    def mira(self) -> Person:
        return self.sandbox.person("mira")

    async def reply(self) -> Message:
        """The next message of the bot in #general."""
        return await self.general.wait_for(lambda message: message.author.bot)

    async def settled(self) -> None:
        """Wait until the bot is done with every message it was sent, so that silence can be seen."""
        await self.mira.use(self.general, "claim recent")
        while pending := [task for task in asyncio.all_tasks() if task.get_name().startswith("discord.py: on_")]:
            await asyncio.wait(pending)

    def said_by_bot(self) -> list[Message]:
        return [message for message in self.general.messages if message.author.bot]


Opened = Callable[..., AbstractAsyncContextManager[Newsroom]]


@pytest.fixture
def open_newsroom(tmp_path: Path) -> Opened:
    """Open a newsroom; `passive` are changes to that part of the configuration, `sandbox` one that is there already."""

    @asynccontextmanager
    async def opened(
        *, sandbox: Sandbox | None = None, watch: bool = True, tempo: Tempo = BRISK, **passive: Any
    ) -> AsyncIterator[Newsroom]:
        async with AsyncExitStack() as stack:
            if sandbox is None:
                sandbox = await stack.enter_async_context(Sandbox())
            lead_to(sandbox)
            channels = (int(sandbox.channel("general").id),) if watch else ()
            config = Config(database=str(tmp_path / "claims.db"))
            config = msgspec.structs.replace(
                config, passive=msgspec.structs.replace(config.passive, **{"channels": channels} | passive)
            )
            service = await stack.enter_async_context(open_claims(config))
            bots: list[OnrecordBot] = []

            def make_bot() -> OnrecordBot:
                bots.append(OnrecordBot(service, config, tempo=tempo, guild_ready_timeout=0.01))
                return bots[-1]

            task = asyncio.create_task(running.run(make_bot, sandbox.token, first_wait=0.01))
            stack.push_async_callback(_stopped, task)
            await sandbox.ready()
            yield Newsroom(sandbox=sandbox, service=service, config=config, bots=bots)

    return opened


async def _stopped(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])


@pytest.fixture
async def newsroom(open_newsroom: Opened) -> AsyncIterator[Newsroom]:
    async with open_newsroom() as newsroom:
        yield newsroom
