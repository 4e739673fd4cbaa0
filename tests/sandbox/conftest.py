"""A sandbox, the real client connected to it, and bare HTTP."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox import Channel, Person, Sandbox
from tests.sandbox.clients import Bot, Raw, online


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with online(sandbox) as bot:
        yield bot


@pytest.fixture
async def raw(sandbox: Sandbox) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as session:
        yield Raw(session, sandbox)


@pytest.fixture
def general(sandbox: Sandbox) -> Channel:
    return sandbox.channel("general")


@pytest.fixture
def mira(sandbox: Sandbox) -> Person:
    return sandbox.person("mira")
