"""The command line: `python -m bot`, or `onrecord`.

Exit codes: 0 for done, 1 where a check found something, 2 with one sentence where it could not be done.
"""

import argparse
import asyncio
import logging
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from bot.commands import backup, check, import_pack, ingest, run, sandboxed, search
from bot.config import Config, read
from claims_db.errors import OnrecordError

DEFAULT_CONFIG = Path("config.yaml")
COMMANDS = {
    "run": run,
    "try": sandboxed,
    "check": check,
    "search": search,
    "ingest": ingest,
    "import": import_pack,
    "backup": backup,
}


def main(argv: list[str] | None = None) -> int:
    """Run one command; an error that was foreseen is printed as its sentence."""
    args = _parser().parse_args(argv)
    try:
        config = _config(args.config)
        _log(config.log_level)
        return asyncio.run(_until_told(args.command(args, config)))
    except OnrecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)
        return 2
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="onrecord", description="Who says so, via whom, since when, and is it verified?"
    )
    parser.add_argument("--version", action="version", version=version("onrecord"))
    parser.add_argument("--config", type=Path, help="the configuration file (default: config.yaml, where there is one)")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    parser.set_defaults(command=run.start)
    for name, module in COMMANDS.items():
        sub = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.arguments(sub)
        sub.set_defaults(command=module.main)
    return parser


def _config(path: Path | None) -> Config:
    if path is None and not DEFAULT_CONFIG.exists():
        return Config()
    return read(path or DEFAULT_CONFIG)


def _log(level: str) -> None:
    """Log to standard error. The library stays above debug, where it would print what people write."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    for name in ("discord", "aiohttp", "aiosqlite", "asyncio"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))


async def _until_told(command: Coroutine[None, None, int]) -> int:
    """Run a command so that a polite request to end it unwinds everything it has opened."""
    task = asyncio.ensure_future(command)
    with suppress(NotImplementedError):  # Windows has no such request
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await task


if __name__ == "__main__":
    sys.exit(main())
