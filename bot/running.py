"""Keeping the bot connected: start again after a passing fault, give up with a sentence where that cannot help."""

import asyncio
import logging
from collections.abc import Callable

import discord

from bot.client import OnrecordBot
from bot.errors import RefusedConnection, RefusedIntent, RefusedToken, StartError

log = logging.getLogger(__name__)

FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 300.0
HEALTHY_SECONDS = 600.0
_AUTHENTICATION_FAILED = 4004
_FOR_GOOD = {4010, 4011, 4012, 4013, 4014}


async def run(make_bot: Callable[[], OnrecordBot], token: str, *, first_wait: float = FIRST_WAIT_SECONDS) -> None:
    """Run a bot until it is cancelled, making a new one after each passing fault.

    The wait doubles from `first_wait` to `LONGEST_WAIT_SECONDS`, and starts over after `HEALTHY_SECONDS` of running.

    Raises:
        StartError: Discord refuses what was configured.
    """
    wait, clock, this = first_wait, asyncio.get_running_loop().time, asyncio.current_task()
    while not (this and this.cancelling()):  # the library swallows some cancellations
        started = clock()
        try:
            async with make_bot() as bot:
                await bot.start(token)
                log.warning("the connection to Discord ended")
        except Exception as error:
            if final := _final(error):
                raise final from error
            log.warning("the connection to Discord broke: %s", type(error).__name__, exc_info=error)
        if clock() - started > HEALTHY_SECONDS:
            wait = first_wait
        log.warning("starting again in %.0f s", wait)
        await asyncio.sleep(wait)
        wait = min(2 * wait, LONGEST_WAIT_SECONDS)


def _final(error: Exception) -> StartError | None:
    """The sentence for an error that would come again, None for a passing fault."""
    match error:
        case StartError():
            return error
        case discord.LoginFailure():
            return RefusedToken()
        case discord.PrivilegedIntentsRequired():
            return RefusedIntent()
        case discord.ConnectionClosed(code=code) if code == _AUTHENTICATION_FAILED:
            return RefusedToken()
        case discord.ConnectionClosed(code=int(code)) if code in _FOR_GOOD:
            return RefusedConnection(code)
        case _:
            return None
