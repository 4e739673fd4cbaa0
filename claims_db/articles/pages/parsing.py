"""The process in which a page is read: one request on the standard input, one reply on the standard output, the end.

Started by `reading`. Before it looks at the page it gives up what reading does not need: memory and time without
bound, the network, other programs.
"""

import importlib
import sys

import msgspec

from claims_db.articles.pages.article import Metadata
from claims_db.articles.pages.extract import extract
from claims_db.articles.pages.places import Run
from claims_db.errors import ArticleError, ArticleTooHeavy

_GIVEN_UP = ("socket.", "subprocess.", "ctypes.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system")


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What to read, in the words of `extract`, within how many bytes of memory and seconds of processor time."""

    body: bytes
    content_type: str | None
    charset: str | None
    url: str | None
    memory_bytes: int
    seconds: int


class Finding(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What was read, as in `Extracted`."""

    text: str
    metadata: Metadata
    page: str | None
    runs: tuple[Run, ...]


class Refusal(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Why there is nothing to give: an ArticleTooHeavy or else a NotAnArticle, and what it says."""

    too_heavy: bool
    where: str
    problem: str
    remedy: str


Reply = Finding | Refusal


def main() -> None:
    """Read one request and write the reply."""
    sys.modules["py3langid"] = None  # type: ignore[assignment] -- the extractor would load its model, and never ask it
    importlib.import_module("claims_db.articles.pages.markup")  # it loads more than it will be allowed to
    request = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Request)
    _limit(request.memory_bytes, request.seconds)
    sys.addaudithook(_refuse)
    sys.stdout.buffer.write(msgspec.msgpack.encode(_reply(request)))


def _reply(request: Request) -> Reply:
    try:
        found = extract(request.body, request.content_type, request.charset, request.url)
    except ArticleError as error:
        heavy = isinstance(error, ArticleTooHeavy)
        return Refusal(too_heavy=heavy, where=error.where, problem=error.problem, remedy=error.remedy)
    return Finding(text=found.text, metadata=found.metadata, page=found.page, runs=found.runs)


def _limit(memory_bytes: int, seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415 -- not on every platform
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    del arguments
    if event.startswith(_GIVEN_UP):
        raise PermissionError(f"reading a page needs no {event}")


if __name__ == "__main__":
    main()
