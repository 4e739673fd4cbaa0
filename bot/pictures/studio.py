"""Having pictures drawn: in a process apart, so that the event loop stays free and the bot small."""

import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bot.config import TOKEN_VARIABLE
from bot.pictures.values import Picture

MODULE = "bot.pictures.drawing"
PATIENCE_SECONDS = 30.0
_ROOT = Path(__file__).parents[2]
log = logging.getLogger(__name__)


class Studio:
    """Draws one thing at a time; `module` is what does it, and `patience` how long it may take in seconds."""

    def __init__(self, module: str = MODULE, patience: float = PATIENCE_SECONDS) -> None:
        self._module = module
        self._patience = patience
        self._drawing = asyncio.Lock()

    async def drawn(self, pictures: Sequence[Picture]) -> list[bytes]:
        """Pictures as PNGs, in their order; none at all where they cannot be had, which is logged."""
        if not pictures:
            return []
        try:
            async with asyncio.timeout(self._patience), self._drawing:
                return await self._draw(msgspec.json.encode(pictures))
        except TimeoutError:
            log.warning("no pictures: they were not drawn within %g s", self._patience)
        except (OSError, ChildProcessError, msgspec.MsgspecError) as error:
            log.warning("no pictures: %s", error)
        return []

    async def _draw(self, asked: bytes) -> list[bytes]:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            self._module,
            cwd=_ROOT,
            env={name: value for name, value in os.environ.items() if name != TOKEN_VARIABLE},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            drawn, complaint = await process.communicate(asked)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            raise ChildProcessError(complaint.decode(errors="replace")[-2_000:] or f"exit code {process.returncode}")
        return msgspec.msgpack.decode(drawn, type=list[bytes])
