"""Connect to Discord and stay there."""

import argparse
import gc

from bot import running
from bot.client import OnrecordBot
from bot.commands import sandboxed
from bot.commands.claims import open_claims
from bot.config import Config, token
from bot.errors import MissingToken

HELP = "connect to Discord"


def arguments(parser: argparse.ArgumentParser) -> None:
    """All that matters is in the configuration."""
    _ = parser


async def main(_: argparse.Namespace, config: Config) -> int:
    """Run the bot until it is told to stop."""
    secret = token(config)
    if secret is None:
        raise MissingToken("There is no token; `onrecord try` needs none")
    async with open_claims(config) as service:
        gc.collect()
        gc.freeze()  # the claims stay: no later collection has to walk them, which would hold the loop up
        await running.run(lambda: OnrecordBot(service, config), secret)
    return 0


async def start(args: argparse.Namespace, config: Config) -> int:
    """Connect to Discord where there is a token, else open the sandbox."""
    if token(config) is not None:
        return await main(args, config)
    parser = argparse.ArgumentParser()
    sandboxed.arguments(parser)
    return await sandboxed.main(parser.parse_args([]), config)
