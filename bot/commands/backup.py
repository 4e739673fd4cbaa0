"""Copy the database while it stays in use."""

import argparse
from pathlib import Path

from bot.config import Config
from claims_db.service import backup

HELP = "copy the database to a new file while it stays in use"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the copy; must not be there yet")


async def main(args: argparse.Namespace, config: Config) -> int:
    """Write the copy."""
    await backup(Path(config.database), args.file)
    print(f"{config.database} was copied to {args.file}.")
    return 0
