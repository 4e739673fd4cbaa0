"""Fetching an article: where it is, whether we may, and what its server sends. Knows nothing of what is in a body.

With `connections`, the only code of the library that opens a connection. Every fetch ends within the limits of its
rules, with a body or with a sentence.
"""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import ClientResponse, ClientSession, hdrs
from aiohttp.abc import AbstractResolver
from yarl import URL

from claims_db.articles.fetching import robots
from claims_db.articles.fetching.connections import PRODUCT, explained, open_session
from claims_db.articles.fetching.manners import Manners
from claims_db.articles.fetching.robots import Robots
from claims_db.articles.fetching.rules import FetchRules, admit, host_of, shown
from claims_db.articles.fetching.unpacking import Broken, TooMuch, Unpacking, unpacking
from claims_db.errors import ArticleTooHeavy, FetchFailed, FetchRefused, NotAnArticle

READABLE = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_OK = 200
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_ROBOTS = frozenset(range(400, 500)) - {429}
_STATUSES = {
    401: "is not shown to us",
    402: "is not shown to us",
    403: "is not shown to us",
    404: "is not there",
    410: "is not there any more",
    429: "is on a server that has been asked too much",
    451: "is not shown to us, for legal reasons",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A body as its server sent it, unpacked. `content_type` and `charset` as the server declared them, lower case."""

    url: str
    final_url: str
    content_type: str
    charset: str | None
    body: bytes
    retrieved_at: datetime


async def fetch(
    url: str, rules: FetchRules, *, manners: Manners | None = None, resolver: AbstractResolver | None = None
) -> Fetched:
    """Get what is at an address.

    Args:
        url: http or https, at most 2000 characters, without credentials.
        rules: what may be asked, and the limits.
        manners: the memory of visits; give the same one to every fetch, or hosts are not given their pauses.
        resolver: who answers for names; the system, in a thread, when not given.

    Raises:
        FetchRefused: the rules, the robots.txt or the address speak against it.
        FetchFailed: the server did not answer in time, or not as it should.
        ArticleTooHeavy: the body is longer than the limit.
        NotAnArticle: the body is neither HTML nor plain text.
    """
    start = admit(url, rules)
    async with open_session(rules, resolver) as session:
        visit = _Visit(session, rules, manners or Manners())
        await visit.wait_for_turn(start)
        try:
            async with asyncio.timeout(rules.seconds), visit.follow(start, asking_leave=True) as (end, response):
                return await _article(start, end, response, rules)
        except TimeoutError as error:
            raise FetchFailed(shown(start), f"did not arrive within {rules.seconds:g} seconds") from error


class _Visit:
    """One fetch: the way from the first address to the last, and the leave to go there."""

    def __init__(self, session: ClientSession, rules: FetchRules, manners: Manners) -> None:
        self._session = session
        self._rules = rules
        self._manners = manners
        self._visited: set[str] = set()

    async def wait_for_turn(self, url: URL) -> None:
        """Give the host its pause, once in a visit. Raises FetchRefused where that would take too long."""
        host = host_of(url)
        if host in self._visited:
            return
        self._visited.add(host)
        wishes = self._manners.robots(str(url.origin()))
        pause = max(self._rules.pause_seconds, wishes.crawl_delay or 0 if wishes else 0)
        if (wait := await self._manners.turn(host, pause, self._rules.patience_seconds)) is not None:
            raise FetchRefused(
                shown(url),
                f"is not fetched now: its server was visited a moment ago, and wants {wait:.0f} seconds of rest",
                "Try again after that, or open it yourself and paste its text",
            )

    @asynccontextmanager
    async def follow(self, start: URL, *, asking_leave: bool) -> AsyncGenerator[tuple[URL, ClientResponse]]:
        """Where the redirects from `start` end, and the answer there; each address is checked like the first.

        Raises:
            FetchRefused: an address on the way is not asked, by our rules or by its server's.
            FetchFailed: a server on the way does not answer as it should, or sends us on for ever.
        """
        url, seen = start, {start}
        while True:
            with _blaming(start, url), explained(shown(url) if asking_leave else host_of(url)):
                if asking_leave:
                    await self._ask_leave(url)
                async with self._session.get(url, allow_redirects=False) as response:
                    if response.status not in _REDIRECTS:
                        yield url, response
                        return
                    onward = _onward(url, response)
            with _blaming(start, None):
                url = admit(onward, self._rules)
            if url in seen:
                raise FetchFailed(shown(start), "is not there: its server redirects in a circle")
            if len(seen) > self._rules.max_redirects:
                raise FetchFailed(shown(start), f"redirects more than {self._rules.max_redirects} times")
            seen.add(url)

    async def _ask_leave(self, url: URL) -> None:
        server = str(url.origin())
        wishes = self._manners.robots(server)
        if wishes is None:
            wishes = await self._robots(url.origin() / "robots.txt")
            self._manners.remember(server, wishes)
        if not wishes.allows(url.raw_path_qs):
            raise FetchRefused(shown(url), "is not fetched: its server's robots.txt asks programs to stay away")
        await self.wait_for_turn(url)

    async def _robots(self, place: URL) -> Robots:
        async with self.follow(place, asking_leave=False) as (end, response):
            if response.status in _NO_ROBOTS:
                return robots.ANYTHING_GOES
            if response.status != _OK:
                raise FetchFailed(shown(end), f"does not say whether programs are welcome (status {response.status})")
            packing = _packing(end, response, robots.MAX_BYTES)
            with suppress(TooMuch):  # the rest is not read, as RFC 9309 has it
                await _receive(end, response, packing)
            text = packing.so_far.decode("utf-8", "replace")
        return await asyncio.to_thread(robots.parse, text, PRODUCT)


@contextmanager
def _blaming(start: URL, url: URL | None) -> Generator[None]:
    """Name the address that was asked for when it is another one, further on, that is refused."""
    try:
        yield
    except FetchRefused as error:
        if url == start:
            raise
        problem = f"redirects to what is not asked: {error.where} {error.problem}"
        raise FetchRefused(shown(start), problem, error.remedy) from error


def _onward(url: URL, response: ClientResponse) -> str:
    location = response.headers.get(hdrs.LOCATION, "").strip()
    try:
        onward = url.join(URL(location))
    except ValueError as error:
        raise FetchFailed(shown(url), "redirects to what is no address") from error
    if not location:
        raise FetchFailed(shown(url), "redirects without saying where to")
    return str(onward)


async def _article(start: URL, end: URL, response: ClientResponse, rules: FetchRules) -> Fetched:
    if response.status != _OK:
        problem = _STATUSES.get(response.status, "was not sent: its server has a problem")
        raise FetchFailed(shown(end), f"{problem} (status {response.status})")
    if hdrs.CONTENT_TYPE not in response.headers or response.content_type not in READABLE:
        kind = response.headers.get(hdrs.CONTENT_TYPE, "of no declared kind").partition(";")[0].strip()[:100]
        raise NotAnArticle(shown(end), f"is neither a web page nor plain text, but {kind}")
    packing = _packing(end, response, rules.max_bytes)
    try:
        await _receive(end, response, packing)
    except TooMuch as error:
        raise ArticleTooHeavy(shown(end), f"is larger than {rules.max_bytes:,} bytes once unpacked") from error
    return Fetched(
        url=str(start),
        final_url=str(end),
        content_type=response.content_type,
        charset=response.charset.lower() if response.charset else None,
        body=packing.so_far,
        retrieved_at=datetime.now(UTC),
    )


def _packing(url: URL, response: ClientResponse, limit: int) -> Unpacking:
    encoding = ", ".join(response.headers.getall(hdrs.CONTENT_ENCODING, ()))
    if packing := unpacking(encoding, limit):
        return packing
    raise FetchFailed(shown(url), f"came packed as “{encoding[:40]}”, which was not asked for")


async def _receive(url: URL, response: ClientResponse, packing: Unpacking) -> None:
    try:
        async for piece in response.content.iter_any():
            packing.feed(piece)
        packing.finish()
    except Broken as error:
        raise FetchFailed(shown(url), "came damaged: its compressed data cannot be unpacked") from error
