"""Work in steps, between which whoever does it may do something else: an event loop waits for one step, not for all.

Promises: the same result in one go and at leisure. Refuses to know what is done.
"""

import asyncio
from collections.abc import Generator
from typing import TypeVar

Result = TypeVar("Result")
Steps = Generator[None, None, Result]
"""Work that pauses after every step, and returns its result."""


def finish(steps: Steps[Result]) -> Result:
    """Do all the steps, and give the result."""
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            return finished.value


async def at_leisure(steps: Steps[Result]) -> Result:
    """Do all the steps, and let others run in between; work of one step does not wait for anybody."""
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            return finished.value
        await asyncio.sleep(0)
