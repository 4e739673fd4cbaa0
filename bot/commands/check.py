"""Look over configuration, token, packs and database without connecting to anything."""

import argparse
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from bot.config import Config, token
from claims_db.errors import OnrecordError
from claims_db.interchange import packs
from claims_db.service import open_service

HELP = "check configuration, token, packs and database, and say what is wrong"


def arguments(parser: argparse.ArgumentParser) -> None:
    """All that matters is in the configuration."""
    _ = parser


async def main(_: argparse.Namespace, config: Config) -> int:
    """Print a line for each thing that was looked at; 1 where one is wrong."""
    checks: list[tuple[str, Callable[[], Awaitable[str]]]] = [
        ("token", partial(_token, config)),
        *((f"pack {reference}", partial(_pack, reference)) for reference in config.packs),
        ("database", partial(_database, Path(config.database))),
    ]
    print("ok    configuration")
    return max([await _looked_at(name, check) for name, check in checks])


async def _looked_at(name: str, check: Callable[[], Awaitable[str]]) -> int:
    try:
        print(f"ok    {name}: {await check()}")
    except OnrecordError as error:
        print(f"wrong {name}: {error}")
        return 1
    return 0


async def _token(config: Config) -> str:
    return "set" if token(config) else "none; `onrecord try` needs none, `onrecord run` does"


async def _pack(reference: str) -> str:
    return f"{len(packs.find(reference).claims)} claims"


async def _database(path: Path) -> str:
    if not path.exists():
        return f"{path} is not there yet; it is made at the first start"
    async with open_service(path) as service:
        return f"{path} holds {await service.lookup.count()} published claims"
