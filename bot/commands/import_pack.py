"""Load a claim pack, after showing what it would change."""

import argparse
import sys
from pathlib import Path

from bot.clock import now
from bot.config import Config
from claims_db.interchange import packs
from claims_db.interchange.packs import Change
from claims_db.service import open_service

HELP = "load a claim pack, after showing what it would change"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The pack, and whether to ask."""
    parser.add_argument("pack", metavar="PACK", help="the name of a shipped pack, or a YAML file")
    parser.add_argument("--yes", action="store_true", help="apply without asking")


async def main(args: argparse.Namespace, config: Config) -> int:
    """Show the difference, ask, apply; 1 where the answer was no."""
    pack = packs.find(args.pack)
    async with open_service(Path(config.database)) as service:
        changes = await service.loading.compare(pack)
        print(
            "\n".join(line for change in changes for line in _shown(change)) or f"Pack {pack.name} is loaded as it is."
        )
        if not changes:
            return 0
        if not (args.yes or _agreed(len(changes))):
            print("Nothing was changed.")
            return 1
        await service.loading.load(pack, actor="operator", at=now())
    print(f"Pack {pack.name}: {len(changes)} claims changed. A bot that is running matches them from its next start.")
    return 0


def _shown(change: Change) -> list[str]:
    claim = change.after or change.before
    name = claim.slug if claim else ""
    return [f"{change.kind} {name}", *(f"    {line}" for line in change.diff)]


def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        print("Nobody can be asked here; give --yes to apply.")
        return False
    return input(f"Apply these {count} changes? [y/N] ").strip().lower() in {"y", "yes"}
