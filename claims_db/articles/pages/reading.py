"""Reading what comes from elsewhere without waiting for it: each page in a process of its own, which can be ended.

A thread would not do: lxml keeps the interpreter to itself for seconds at a time, and a thread cannot be stopped. The
process knows nothing of ours: no token, no environment, no connection.
"""

import asyncio
import logging
import math
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec

from claims_db.articles.pages import parsing
from claims_db.articles.pages.extract import MAX_BYTES, Extracted, extract
from claims_db.articles.pages.parsing import Refusal, Reply, Request
from claims_db.errors import ArticleTooHeavy, NotAnArticle

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).parents[3]
_NEEDED = ("SYSTEMROOT", "LD_LIBRARY_PATH")
"""The variables without which an interpreter may not start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """What one page may cost: `seconds` from start to end, `memory_bytes` of address space; and how many at once."""

    seconds: float = 15
    memory_bytes: int = 512 << 20
    at_once: int = 2


class Reader:
    """Reads articles beside the event loop; for one loop."""

    def __init__(self, limits: ReadingLimits = ReadingLimits()) -> None:
        self._limits = limits
        self._places = asyncio.Semaphore(limits.at_once)

    async def read(
        self, body: bytes, content_type: str | None = None, charset: str | None = None, url: str | None = None
    ) -> Extracted:
        """What `extract` does, beside the loop, and ended at the time limit.

        Raises:
            NotAnArticle: it is of another kind, no text, markup without an article in it, or it breaks the reader.
            ArticleTooHeavy: it is too large, or takes longer than the limit.
        """
        if content_type == "text/plain" and _is_utf8(body):
            return extract(body, content_type, charset, url)  # nothing to parse and nothing to guess
        request = Request(
            body=body[: MAX_BYTES + 1],
            content_type=content_type,
            charset=charset,
            url=url,
            memory_bytes=self._limits.memory_bytes,
            seconds=math.ceil(self._limits.seconds),
        )
        async with self._places:
            return _opened(await self._answer_to(msgspec.msgpack.encode(request)))

    async def _answer_to(self, request: bytes) -> bytes:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", parsing.__name__),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(_ROOT)} | {name: os.environ[name] for name in _NEEDED if name in os.environ},
        )
        try:
            async with asyncio.timeout(self._limits.seconds):
                answered, _ = await process.communicate(request)
        except TimeoutError as error:
            raise ArticleTooHeavy("", f"could not be read within {self._limits.seconds:g} seconds") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            _log.warning("the process that reads pages ended with %d", process.returncode)
        return answered


def _opened(answered: bytes) -> Extracted:
    """What the process found, or its refusal as the error it is; no answer at all is a page that broke it."""
    if not answered:
        raise ArticleTooHeavy("", "takes more memory than it may, or breaks the reader")
    reply = msgspec.msgpack.decode(answered, type=Reply)
    if isinstance(reply, Refusal):
        kind = ArticleTooHeavy if reply.too_heavy else NotAnArticle
        raise kind(reply.where, reply.problem, reply.remedy)
    return Extracted(text=reply.text, metadata=reply.metadata, page=reply.page, runs=reply.runs)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True
