"""A bot that is killed in the middle of its corrections goes on where it was: every reply right, none edited twice."""

import asyncio
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.config import Config
from claims_db.service import open_service
from claims_db.store.sqlite import open_sqlite
from sandbox import Message, Sandbox
from sandbox.world import Bell
from tests.bot.test_following import decide, odile, on_record
from tests.bot.test_mending import TOO_OLD, edits, looks, posted
from tests.conftest import Newsroom

PENDING, KILLED_AFTER, UNTOUCHED = 500, 200, 20
ROOT = Path(__file__).parents[2]


class Trigger(Bell):
    """A bell that does something as soon as it holds, before whoever made it ring hears of it."""

    def __init__(self, holds: Callable[[], bool], action: Callable[[], None]) -> None:
        super().__init__()
        self._holds, self._action = holds, action

    def ring(self) -> None:
        if self._holds():
            self._action()
        super().ring()


@asynccontextmanager
async def running(sandbox: Sandbox, database: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as a process of its own, killed at the end."""
    where = str(database), sandbox.api, sandbox.gateway, sandbox.token
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.bot.mended", *where, cwd=ROOT)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def unsettled(database: Path) -> int:
    """How many answers are due, postponed or were given up."""
    async with open_sqlite(database) as opened, opened.read() as connection:
        row = await connection.fetch_one(
            """SELECT count(*) AS n FROM answers JOIN answered_claims USING (message_id)
               JOIN claims ON claims.id = answered_claims.claim_id
               WHERE shown <> claims.id || '@' || claims.revision || '+0'
                   OR tried_at IS NOT NULL OR abandoned_at IS NOT NULL"""
        )
    assert row is not None
    return int(row["n"])


def edited(replies: list[Message]) -> int:
    return sum(reply.edited for reply in replies)


def hinder(sandbox: Sandbox, replies: list[Message]) -> None:
    """Slow many edits down, refuse some as those of old messages, and break a few."""
    for number, reply in enumerate(replies):
        path = f"/messages/{reply.id}$"
        if number % 10 == 0:
            sandbox.fail("PATCH", path, 429)
        if number % 25 == 1:
            sandbox.fail("PATCH", path, 429, json=TOO_OLD, headers={}, times=2)
        if number % 100 == 2:
            sandbox.fail("PATCH", path, 503)


async def test_killed_amid_five_hundred_corrections_it_makes_each_exactly_once(tmp_path: Path) -> None:
    database = tmp_path / "claims.db"
    async with Sandbox() as sandbox:
        async with open_service(database) as service:
            newsroom = Newsroom(sandbox=sandbox, service=service, config=Config(database=str(database)), bots=[])
            wrong, fickle, steady = [await on_record(newsroom, title) for title in ("Wrong", "Fickle", "Steady")]
            pending = await posted(newsroom, wrong, count=PENDING)
            spared = [reply for claim in (fickle, steady) for reply in await posted(newsroom, claim, count=UNTOUCHED)]
            await decide(newsroom, wrong)
            await decide(newsroom, fickle)
            await service.curation.undo(fickle.id, odile(newsroom))
        sandbox.clock.advance(timedelta(hours=2).total_seconds())  # all of them are old messages to Discord
        hinder(sandbox, pending)

        general = sandbox.channel("general")
        async with running(sandbox, database) as process:
            general.bell = Trigger(lambda: edited(pending) == KILLED_AFTER, process.kill)
            assert await process.wait() == -signal.SIGKILL
        general.bell = Bell()
        assert edited(pending) == KILLED_AFTER
        assert await unsettled(database) > 0

        async with running(sandbox, database), asyncio.timeout(60):
            while await unsettled(database):
                pass

    for reply in pending:
        assert reply.text.splitlines()[0].endswith("now **✕ false**, because: The bridge stands.")
    assert Counter(edits(sandbox, reply) for reply in pending) == {1: PENDING}
    assert Counter(edits(sandbox, reply) for reply in spared) == {0: 2 * UNTOUCHED}
    assert (
        sum(looks(sandbox, reply) for reply in pending) == 1 + PENDING // 100  # the one cut off, the broken ones
    )  # the edit cut off, and the broken ones
