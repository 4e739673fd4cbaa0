"""Starting and staying connected: a sentence for what cannot work, another try for what can."""

import asyncio
from pathlib import Path

import pytest

from bot import running
from bot.client import OnrecordBot
from bot.commands.sandboxed import lead_to
from bot.config import Config, Passive
from bot.errors import RefusedConnection, RefusedIntent, RefusedToken, StartError
from claims_db.service import open_service
from sandbox import Sandbox
from tests.conftest import Newsroom


async def run(sandbox: Sandbox, tmp_path: Path, token: str) -> None:
    config = Config(passive=Passive(channels=(int(sandbox.channel("general").id),)))
    async with open_service(tmp_path / "claims.db") as service, asyncio.timeout(20):
        await running.run(lambda: OnrecordBot(service, config, guild_ready_timeout=0.01), token, first_wait=0.01)


async def test_a_bad_token_ends_it_with_a_sentence(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        lead_to(sandbox)
        with pytest.raises(RefusedToken, match="Reset Token"):
            await run(sandbox, tmp_path, "not-the-token")


async def test_a_missing_intent_ends_it_with_a_sentence(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        lead_to(sandbox)
        sandbox.portal.message_content = False
        with pytest.raises(RefusedIntent, match="switch on Message Content Intent"):
            await run(sandbox, tmp_path, sandbox.token)


@pytest.mark.parametrize(("code", "error"), [(4004, RefusedToken), (4012, RefusedConnection)])
async def test_a_final_close_code_ends_it_with_a_sentence(tmp_path: Path, code: int, error: type[StartError]) -> None:
    async with Sandbox() as sandbox:
        lead_to(sandbox)
        task = asyncio.create_task(run(sandbox, tmp_path, sandbox.token))
        await sandbox.ready()
        await sandbox.cut(code)
        with pytest.raises(error):
            await task


async def test_a_passing_fault_is_followed_by_another_try(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with Sandbox() as sandbox, open_service(tmp_path / "claims.db") as service:
        lead_to(sandbox)
        sandbox.fail("GET", "/users/@me$", 503, json={"code": 0, "message": "unavailable"}, times=2)
        tries: list[OnrecordBot] = []

        def make_bot() -> OnrecordBot:
            tries.append(OnrecordBot(service, Config(), guild_ready_timeout=0.01))
            return tries[-1]

        task = asyncio.create_task(running.run(make_bot, sandbox.token, first_wait=0.01))
        await sandbox.ready()
        assert len(tries) == 3
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert "starting again" in caplog.text


async def test_a_cut_connection_is_resumed_and_nothing_is_lost(newsroom: Newsroom) -> None:
    await newsroom.sandbox.cut()
    await newsroom.mira.say(newsroom.general, f"{newsroom.sandbox.bot_mention} drone attack on Putin")
    assert "Putin" in (await newsroom.reply()).text
    assert len(newsroom.bots) == 1
