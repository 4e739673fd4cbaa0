"""The bot as a process of its own, to be killed: `python -m tests.bot.mended DATABASE API GATEWAY TOKEN`."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import running
from bot.client import OnrecordBot
from bot.config import Config
from bot.mending import Tempo
from claims_db.service import open_service

TEMPO = Tempo(pace=timedelta(0), later=timedelta(milliseconds=50), pause=timedelta(milliseconds=50))


async def main(database: str, api: str, gateway: str, token: str) -> None:
    """Run the bot against a sandbox of another process until it is killed."""
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api, yarl.URL(gateway)
    async with open_service(Path(database)) as service:
        await running.run(lambda: OnrecordBot(service, Config(), tempo=TEMPO, guild_ready_timeout=0.01), token)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
