"""The bot as `onrecord run` starts it, led to a sandbox; each address it looks up, calls or listens on is printed."""

import sys
from types import SimpleNamespace
from typing import Any

FOUND = "observed:"
CALLS = {"socket.connect", "socket.sendto", "socket.bind"}
LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def observe(event: str, args: tuple[Any, ...]) -> None:
    """Print what an audit event of Python tells about an address."""
    if event in CALLS:
        print(FOUND, event, args[1], flush=True)  # noqa: T201 -- read by the test
    elif event in LOOKUPS:
        print(FOUND, event, args[0], flush=True)  # noqa: T201 -- the same


def main(api: str, gateway: str) -> int:
    """Run the bot until it is told to stop; everything it imports is observed, too."""
    sys.addaudithook(observe)
    from bot.__main__ import main as run  # noqa: PLC0415 -- only now
    from bot.commands.sandboxed import lead_to  # noqa: PLC0415 -- only now

    lead_to(SimpleNamespace(api=api, gateway=gateway))
    return run(["run"])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
