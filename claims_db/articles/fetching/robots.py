"""What a robots.txt asks of us: RFC 9309, plus the older Crawl-delay. Pure; knows nothing of how the file was had.

The standard library's parser is not used: it takes the first rule that fits instead of the longest, and reads the
wildcards `*` and `$` as letters, so that it would enter where it was asked to stay out.
"""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

MAX_BYTES = 500 << 10
"""How much of a robots.txt is read; the least that RFC 9309 asks for."""
_TOKEN = re.compile(r"[a-z_-]+")
_SECONDS = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_ENCODED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
_ASCII = "".join(map(chr, range(0x21, 0x7F)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules of one server for one visitor. `crawl_delay` in seconds, None where it asks for none."""

    rules: tuple[tuple[str, bool], ...] = ()
    crawl_delay: float | None = None

    @property
    def size(self) -> int:
        """About how many bytes of memory the rules take."""
        return sum(len(pattern) + 100 for pattern, _ in self.rules)

    def allows(self, path: str) -> bool:
        """Whether `path`, with its query, may be asked for: the longest fitting rule decides, and of two the kinder."""
        path = _spelled(path).replace("*", "%2A").replace("$", "%24")
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)]
        return path == "/robots.txt" or not fitting or max(fitting)[1]


ANYTHING_GOES = Robots()


def parse(text: str, visitor: str) -> Robots:
    """The rules for `visitor` (a product token such as `onrecord`): those that name it, else those for everybody."""
    named: list[tuple[str, str]] = []
    general: list[tuple[str, str]] = []
    found_named = False
    for agents, lines in _groups(text):
        if visitor.lower() in agents:
            found_named = True
            named += lines
        if "*" in agents:
            general += lines
    return _rules(named if found_named else general)


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    agents: set[str] = set()
    lines: list[tuple[str, str]] = []
    for key, value in _lines(text):
        if key == "user-agent":
            if lines:
                yield agents, lines
                agents, lines = set(), []
            agents.add(_agent(value))
        elif agents:
            lines.append((key, value))
    yield agents, lines


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key = key.strip().lower()
        if colon and key in {"user-agent", "allow", "disallow", "crawl-delay"}:
            yield key, value.strip()


def _agent(value: str) -> str:
    if value.startswith("*"):
        return "*"
    token = _TOKEN.match(value.lower())
    return token[0] if token else ""


def _rules(lines: list[tuple[str, str]]) -> Robots:
    delays = [float(value) for key, value in lines if key == "crawl-delay" and _SECONDS.fullmatch(value)]
    return Robots(
        rules=tuple((_pattern(value), key == "allow") for key, value in lines if key != "crawl-delay" and value),
        crawl_delay=max(delays, default=None),
    )


def _pattern(value: str) -> str:
    anchor = "$" * value.endswith("$")
    return _spelled(value.removesuffix("$")).replace("$", "%24") + anchor


def _spelled(path: str) -> str:
    """One spelling for each path: percent-encoded where it has to be, and only there."""
    return quote(_ENCODED.sub(_decoded, path), safe=_ASCII)


def _decoded(encoded: re.Match[str]) -> str:
    character = chr(int(encoded[1], 16))
    return character if character in _UNRESERVED else encoded[0].upper()


def _fits(pattern: str, path: str) -> bool:
    anchored = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not rest:
        return not anchored or path == first
    *middle, last = rest
    place = len(first)
    for part in middle:
        place = path.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return path.endswith(last) and len(path) - len(last) >= place if anchored else path.find(last, place) >= 0
