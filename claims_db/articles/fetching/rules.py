"""What a fetch may do: a frozen value that is off by default, and which addresses it admits. Opens nothing."""

import re
from dataclasses import dataclass
from functools import lru_cache

from yarl import URL

from claims_db.errors import FetchRefused

MAX_URL = 2000
_MAX_HOST = 253
_HOST = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*|[0-9a-f:.]*:[0-9a-f:.]*")
"""A name of labels, or an IPv6 address without a zone."""
_ASK_THE_OPERATOR = "Paste its text instead, or ask whoever runs this bot to change the rules for fetching"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRules:
    """Whether articles are fetched at all, from whom, and within which limits.

    `allow` and `deny` are host names that stand for themselves and everything below them (`example.org` covers
    `www.example.org`); an empty `allow` is everybody, and `deny` wins over it. `seconds` bounds one fetch with its
    redirects and its robots.txt; `max_bytes` bounds a body as sent and as unpacked. A host is visited every
    `pause_seconds` at most, or as seldom as its robots.txt wishes; a fetch whose turn is more than `patience_seconds`
    away is refused at once. `contact` is a link or an address for those who run the servers. `private_hosts` are
    addresses that are reached though they are not public: it is there for tests on loopback, and is no part of any
    configuration file.
    """

    enabled: bool = False
    allow: frozenset[str] = frozenset()
    deny: frozenset[str] = frozenset()
    seconds: float = 20
    max_bytes: int = 5 << 20
    max_redirects: int = 5
    ports: frozenset[int] = frozenset({80, 443})
    pause_seconds: float = 2
    patience_seconds: float = 60
    contact: str | None = None
    private_hosts: frozenset[str] = frozenset()

    def permits(self, host: str) -> bool:
        """Whether the lists let this host be asked."""
        return not _listed(host, self.deny) and (not self.allow or _listed(host, self.allow))


def admit(written: str, rules: FetchRules) -> URL:
    """The address to ask, without its fragment, once nothing that can be seen from it speaks against it.

    Raises:
        FetchRefused: fetching is off, or the address is none, of another scheme, with credentials, on a port or on a
            host that is not asked.
    """
    if not rules.enabled:
        raise FetchRefused("This address", "is not fetched: fetching is switched off here", _ASK_THE_OPERATOR)
    if len(written) > MAX_URL:
        raise FetchRefused(f"An address of more than {MAX_URL} characters", "is not fetched")
    try:
        url = URL(written.strip()).with_fragment(None)
        port, host = url.port, host_of(url)
    except ValueError as error:
        raise FetchRefused("This", "is no address that can be fetched") from error
    if url.scheme not in {"http", "https"} or not host:
        raise FetchRefused("This", "is not fetched: only addresses that begin with http:// or https:// are")
    if not _HOST.fullmatch(host) or len(host) > _MAX_HOST:
        raise FetchRefused("This", "is no address that can be fetched: its host is not written as hosts are")
    if url.raw_user is not None or url.raw_password is not None:
        raise FetchRefused(shown(url), "is not fetched: there is a name or a password in the address")
    if port not in rules.ports:
        raise FetchRefused(shown(url), f"is not fetched: articles are not asked for on port {port}")
    if not rules.permits(host):
        raise FetchRefused(shown(url), "is not fetched: its server is not among those asked here", _ASK_THE_OPERATOR)
    return url


def host_of(url: URL) -> str:
    """The host in the spelling that goes over the wire, without the dot that may end it."""
    return (url.raw_host or "").rstrip(".")


def shown(url: URL) -> str:
    """An address for people: without scheme, credentials and query."""
    return f"{host_of(url)}{url.raw_path.rstrip('/')}"


def _listed(host: str, entries: frozenset[str]) -> bool:
    labels = _plain(host).split(".")
    names = {".".join(labels[start:]) for start in range(len(labels))}
    return any(_plain(entry) in names for entry in entries)


@lru_cache(maxsize=1024)
def _plain(host: str) -> str:
    host = host.strip(".")
    try:
        return URL.build(scheme="http", host=host).raw_host or ""
    except ValueError:
        return host.lower()
