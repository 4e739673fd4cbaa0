"""Connections to public servers, and to no others.

The address is checked where the socket for it is made, so the one that is checked is the one that is connected to,
whatever a name server answers the next time it is asked. Proxies of the environment are not used: they would connect
to what was not checked.
"""

import socket
from collections.abc import Generator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from claims_db.articles.fetching import unpacking
from claims_db.articles.fetching.addresses import objection_to
from claims_db.articles.fetching.rules import FetchRules
from claims_db.errors import FetchFailed, FetchRefused

PRODUCT = "onrecord"
"""Our name in the user agent, and in a robots.txt that means us."""
MAX_HEADERS = 100
MAX_HEADER_BYTES = 8 << 10
"""The longest line of a head; longer ones and more of them end the fetch."""

_PROBLEMS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "cannot be found: no name server knows this host"),
    (aiohttp.ClientConnectorCertificateError, "cannot be trusted: nobody vouches for its certificate"),
    (aiohttp.ClientSSLError, "cannot be reached safely: its server does not speak TLS as it should"),
    (aiohttp.ClientConnectorError, "cannot be reached: its server does not accept connections"),
    (aiohttp.ClientPayloadError, "broke off before its end"),
    (aiohttp.ServerDisconnectedError, "broke off: its server closed the connection"),
    (aiohttp.ClientError, "came in an answer that cannot be read"),
)


def open_session(rules: FetchRules, resolver: AbstractResolver | None = None) -> aiohttp.ClientSession:
    """A session that connects to public addresses only, and to `rules.private_hosts`.

    It keeps no cookies, unpacks nothing by itself and sets no time limit. `resolver` answers for names; the system
    does, in a thread, when there is none.
    """

    def checked_socket(target: tuple[int, int, int, str, tuple[Any, ...]]) -> socket.socket:
        family, kind, protocol, _, (address, *_) = target
        _check(address, address, rules)
        return socket.socket(family, kind, protocol)

    contact = f"; {rules.contact}" if rules.contact else ""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            resolver=_PublicResolver(resolver or aiohttp.ThreadedResolver(), rules),
            use_dns_cache=False,
            socket_factory=checked_socket,
        ),
        headers={
            "User-Agent": f"{PRODUCT}/{version(PRODUCT)} (reads an article that a person pointed to{contact})",
            "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9",
            "Accept-Encoding": unpacking.ACCEPTED,
        },
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None),
        auto_decompress=False,
        trust_env=False,
        max_line_size=MAX_HEADER_BYTES,
        max_field_size=MAX_HEADER_BYTES,
        max_headers=MAX_HEADERS,
    )


class _PublicResolver(AbstractResolver):
    """Names as another resolver answers for them, refused as soon as one of the answers is not public."""

    def __init__(self, inner: AbstractResolver, rules: FetchRules) -> None:
        self._inner = inner
        self._rules = rules

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        for answer in found:
            _check(host, answer["host"], self._rules)
        return found

    async def close(self) -> None:
        await self._inner.close()


def _check(host: str, address: str, rules: FetchRules) -> None:
    if reason := objection_to(address, rules.private_hosts):
        raise FetchRefused(host, f"is not fetched: it leads to {reason}, and only public servers are asked")


@contextmanager
def explained(where: str) -> Generator[None]:
    """Say what went wrong with a connection as a FetchFailed about `where`; a FetchRefused for a host like `127.1`."""
    try:
        yield
    except aiohttp.InvalidURL as error:
        raise FetchRefused(where, "is not fetched: its host is a number in disguise") from error
    except aiohttp.ClientError as error:
        problem = next(problem for kind, problem in _PROBLEMS if isinstance(error, kind))
        raise FetchFailed(where, problem) from error
