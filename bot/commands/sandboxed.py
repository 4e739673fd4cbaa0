"""Try the real bot in a browser, against a Discord on this machine; no account, no token, nothing left behind."""

import argparse
import errno
import tempfile
from pathlib import Path

import msgspec
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import running
from bot.client import OnrecordBot
from bot.commands.claims import open_claims
from bot.config import Config
from bot.errors import PortTaken
from claims_db.servers import Settings
from claims_db.service import Service
from sandbox import Sandbox, Suggestion

HELP = "try the bot in a browser: no account, no token"
PORT = 8765
FIRST = "so ukraine actually tried to kill putin with drones at the kremlin lol"
SUGGESTIONS = (
    Suggestion("Repeat a claim", person="mira", channel="general", text=FIRST),
    Suggestion(
        "Ask about one", person="tomas", channel="general", text="is it true that the mmr vaccine causes autism?"
    ),
    Suggestion("Deny one", person="mira", channel="general", text="no, vaccines do not cause autism"),
    Suggestion(
        "Repeat one that fell", person="tomas", channel="general", text="cern proved neutrinos go faster than light"
    ),
    Suggestion("Just chat", person="tomas", channel="general", text="anyone up for a game tonight? my drone arrived"),
    Suggestion(
        "Look one up", person="mira", channel="general", command="claim search", options={"text": "cold fusion"}
    ),
    Suggestion("See what is new", person="odile", channel="general", command="claim recent"),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the page is, and where the claims are kept."""
    parser.add_argument(
        "--port", type=int, default=PORT, help=f"the page's port on this machine ({PORT}; 0: any free one)"
    )
    parser.add_argument("--database", type=Path, help="keep the claims in this file (default: thrown away at the end)")


async def main(args: argparse.Namespace, config: Config) -> int:
    """Serve the page and run the bot until told to stop."""
    with tempfile.TemporaryDirectory(prefix="onrecord-") as scratch:
        try:
            async with Sandbox(port=args.port, suggestions=SUGGESTIONS) as sandbox:
                watched = msgspec.structs.replace(config.passive, channels=(int(sandbox.channel("general").id),))
                database = str(args.database or Path(scratch) / "claims.db")
                await _serve(sandbox, msgspec.structs.replace(config, database=database, passive=watched))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(args.port) from error
            raise
    return 0


async def _serve(sandbox: Sandbox, config: Config) -> None:
    lead_to(sandbox)
    async with open_claims(config) as service:
        await _settle(sandbox, service)
        print(f"Open {sandbox.url} in a browser and talk to the bot. Ctrl-C ends it.", flush=True)
        await running.run(lambda: OnrecordBot(service, config, guild_ready_timeout=0.1), sandbox.token)


async def _settle(sandbox: Sandbox, service: Service) -> None:
    """Let moderators curate and review, as an administrator would settle it, unless it is settled already."""
    server = sandbox.guild.id
    moderator = next(int(role.id) for role in sandbox.guild.roles.values() if role.name == "Moderator")
    if await service.servers.get(server) == Settings():
        channel = int(sandbox.channel("mod-log").id)
        settled = Settings(curator_role=moderator, review_channel=channel, log_channel=channel)
        await service.servers.put(server, settled)


def lead_to(sandbox: Sandbox) -> None:
    """Make the Discord library talk to the sandbox in place of Discord, in this process."""
    Route.BASE = sandbox.api
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.gateway)
