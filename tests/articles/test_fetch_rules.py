"""What can be decided about an address without asking anybody: the rules, robots.txt, the turns, the unpacking."""

import asyncio
import gzip
import re
import zlib
from collections import deque
from urllib.robotparser import RobotFileParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.articles.fetching import robots
from claims_db.articles.fetching.manners import HOSTS, ROBOTS_SECONDS, SERVERS, Manners
from claims_db.articles.fetching.robots import ANYTHING_GOES
from claims_db.articles.fetching.rules import FetchRules, admit
from claims_db.articles.fetching.unpacking import Broken, TooMuch, unpacking
from claims_db.errors import FetchRefused

ON = FetchRules(enabled=True)
LIMIT = 1000


def test_nothing_is_fetched_unless_it_is_switched_on() -> None:
    with pytest.raises(FetchRefused, match="switched off here"):
        admit("https://example.org/", FetchRules())


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("file:///etc/passwd", "only addresses that begin with http"),
        ("ftp://example.org/", "only addresses that begin with http"),
        ("javascript:alert(1)", "only addresses that begin with http"),
        ("//example.org/", "only addresses that begin with http"),
        ("example.org", "only addresses that begin with http"),
        ("http:///path", "is no"),
        ("http://[::1", "is no address"),
        ("http://example.org:99999/", "is no address"),
        ("", "only addresses that begin with http"),
        ("http://a\0b/", "is no address"),
        ("http://a%00b/", "is no address"),
        ("http://a b/", "is no address"),
        ("http://a..b/", "is no address"),
        ("http://*/", "is no address"),
        ("http://[fe80::1%25lo]/", "is no address"),
        ("http://example.org\\@127.0.0.1/", "is no address"),
        (f"http://{'a' * 64}.example/", "is no address"),
        (f"http://{'.'.join(['a' * 60] * 5)}/", "is no address"),
        ("https://someone@example.org/", "a name or a password"),
        ("https://:secret@example.org/", "a name or a password"),
        ("https://example.org:22/", "on port 22"),
        ("https://example.org/" + "a" * 2000, "more than 2000 characters"),
    ],
)
def test_addresses_that_are_not_asked(address: str, sentence: str) -> None:
    with pytest.raises(FetchRefused) as caught:
        admit(address, ON)
    assert sentence in str(caught.value)
    assert "secret" not in str(caught.value)
    assert str(caught.value).endswith(".")


@given(st.text(max_size=60))
def test_any_text_is_admitted_or_refused(written: str) -> None:
    for text in (written, f"http://{written}", f"https://example.org/{written}"):
        try:
            url = admit(text, ON)
        except FetchRefused:
            continue
        assert url.scheme in {"http", "https"}
        assert url.raw_user is None
        assert url.port in {80, 443}


@pytest.mark.parametrize(
    ("host", "listed"),
    [
        *(("example.org", True), ("www.example.org", True), ("EXAMPLE.org", True), ("example.org.", True)),
        *(("badexample.org", False), ("example.org.evil.net", False), ("org", False), ("bücher.example", True)),
        *(("xn--bcher-kva.example", True), ("10.0.0.1", False)),
    ],
)
def test_a_listed_host_stands_for_what_is_below_it(host: str, listed: bool) -> None:
    entries = frozenset({"Example.org", ".bücher.example"})
    assert FetchRules(allow=entries).permits(host) is listed
    assert FetchRules(deny=entries).permits(host) is not listed


def test_deny_wins_over_allow() -> None:
    rules = FetchRules(enabled=True, allow=frozenset({"example.org"}), deny=frozenset({"ads.example.org"}))
    assert admit("https://www.example.org/a#part", rules).fragment == ""
    with pytest.raises(FetchRefused, match="not among those asked here"):
        admit("https://x.ads.example.org./", rules)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nAllow: /\nDisallow: /private", "/private/x", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*?print", "/story?print=1", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf?a", True),
        ("User-agent: *\nDisallow: /a*b*c$", "/abc", False),
        ("User-agent: *\nDisallow: /ab*bc$", "/abc", True),
        ("User-agent: *\nDisallow: /$", "/", False),
        ("User-agent: *\nDisallow: /$", "/a", True),
        ("User-agent: *\nDisallow: /%7Euser/é", "/~user/%c3%a9", False),
        ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Onrecord/1.0\nDisallow: /x", "/a", True),
        ("User-agent: onrecord\nUser-agent: other\nDisallow: /", "/a", False),
        ("User-agent: onrecord\n\nUser-agent: *\nDisallow: /b", "/a", True),
        ("User-agent: *\nDisallow: /b\nSitemap: /s\nDisallow: /a # why", "/a", False),
        ("\ufeffUser-Agent : *\r\nDISALLOW: /a\r\n", "/a", False),
        ("Disallow: /a\nUser-agent: other\nDisallow: /", "/a", True),
        ("<html><body>Disallow: nothing</body></html>", "/a", True),
    ],
)
def test_robots(text: str, path: str, allowed: bool) -> None:
    assert robots.parse(text, "onrecord").allows(path) is allowed


paths = st.from_regex("([ab]+(/[ab]+)*/?)?", fullmatch=True)


@given(st.lists(st.tuples(st.sampled_from(["Allow", "Disallow"]), paths), max_size=1), paths)
def test_a_single_plain_rule_reads_as_the_standard_library_reads_it(rules: list[tuple[str, str]], path: str) -> None:
    lines = ["User-agent: *", *(f"{verb}: /{place}" for verb, place in rules)]
    judge = RobotFileParser()
    judge.parse(lines)
    assert robots.parse("\n".join(lines), "onrecord").allows(f"/{path}") is judge.can_fetch(
        "onrecord", f"https://a.example/{path}"
    )


@given(st.text("ab*$/", max_size=8), st.text("ab/", max_size=8))
def test_wildcards_read_as_the_expression_they_stand_for(pattern: str, path: str) -> None:
    body = pattern.removesuffix("$")
    expression = "/" + "".join(".*" if c == "*" else re.escape("%24" if c == "$" else c) for c in body)
    fits = (re.fullmatch if pattern.endswith("$") else re.match)(expression, f"/{path}", re.DOTALL) is not None
    assert robots.parse(f"User-agent: *\nDisallow: /{pattern}", "onrecord").allows(f"/{path}") is not fits


def test_crawl_delay() -> None:
    assert robots.parse("User-agent: *\nCrawl-delay: 2.5\nDisallow: /a", "onrecord").crawl_delay == 2.5
    assert robots.parse("User-agent: *\nCrawl-delay: soon", "onrecord").crawl_delay is None


class Clock:
    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)


async def test_a_host_is_given_its_pause_and_others_need_not_wait() -> None:
    clock = Clock()
    manners = Manners(clock, clock.sleep)
    assert await asyncio.gather(*(manners.turn("a.example", 2, 60) for _ in range(3))) == [None] * 3
    assert await manners.turn("b.example", 2, 60) is None
    assert clock.slept == [2, 4]
    clock.now = 100
    assert await manners.turn("a.example", 2, 60) is None
    assert clock.slept == [2, 4]


async def test_who_would_wait_too_long_is_told_at_once_and_takes_no_turn() -> None:
    clock = Clock()
    manners = Manners(clock, clock.sleep)
    assert await manners.turn("a.example", 30, 60) is None
    assert await manners.turn("a.example", 30, 60) is None
    assert [await manners.turn("a.example", 30, 50) for _ in range(2)] == [60, 60]
    assert clock.slept == [30]


async def test_the_memory_is_bounded_and_robots_are_asked_again_in_time() -> None:
    clock = Clock()
    manners = Manners(clock, clock.sleep)
    for number in range(HOSTS + 1):
        manners.remember(f"https://{number}.example", ANYTHING_GOES)
        await manners.turn(f"{number}.example", 2, 60)
    assert manners.robots(f"https://{HOSTS - SERVERS}.example") is None
    assert manners.robots(f"https://{HOSTS - SERVERS + 1}.example") is ANYTHING_GOES
    assert (len(manners._visited), len(manners._robots)) == (HOSTS, SERVERS)
    clock.now += ROBOTS_SECONDS
    assert manners.robots(f"https://{HOSTS}.example") is None


def test_robots_that_fill_the_memory_are_not_remembered() -> None:
    manners = Manners()
    manners.remember("https://a.example", robots.parse("User-agent: *\n" + "Disallow: /\n" * 1000, "onrecord"))
    assert manners.robots("https://a.example") is None


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def unpack(encoding: str, data: bytes, limit: int = LIMIT, step: int = 7) -> bytes:
    packing = unpacking(encoding, limit)
    assert packing is not None
    for start in range(0, len(data), step):
        packing.feed(data[start : start + step])
    packing.finish()
    return packing.so_far


PACKERS = {"gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress, "identity": bytes}


@given(st.binary(max_size=LIMIT), st.sampled_from([*PACKERS.items(), ("Deflate", raw_deflate)]), st.integers(1, 50))
def test_what_was_packed_is_unpacked(body: bytes, packer: tuple, step: int) -> None:
    encoding, pack = packer
    assert unpack(encoding, pack(body), limit=LIMIT + 100, step=step) == body


@pytest.mark.parametrize("step", [1, 1 << 20])
@pytest.mark.parametrize("encoding", PACKERS)
def test_a_bomb_is_refused_before_it_goes_off(encoding: str, step: int) -> None:
    packing = unpacking(encoding, LIMIT)
    assert packing is not None
    bomb = PACKERS[encoding](bytes(10_000_000))
    pieces = (bomb[start : start + step] for start in range(0, len(bomb), step))
    with pytest.raises(TooMuch):
        deque(map(packing.feed, pieces))
    assert packing.so_far == bytes(LIMIT)


def test_many_members_are_one_body_but_thousands_are_an_attack() -> None:
    assert (
        unpack("gzip", gzip.compress(b"one ") + gzip.compress(b"") + gzip.compress(b"two") + b"trailing") == b"one two"
    )
    with pytest.raises(Broken):
        unpack("gzip", gzip.compress(b"") * 40, step=1 << 20)


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        *(("gzip", b"not packed"), ("gzip", gzip.compress(b"cut short")[:-4]), ("gzip", b"\x1f")),
        *(("deflate", zlib.compress(b"cut short" * 9)[:9]), ("deflate", b"\xff\xff\xff")),
    ],
)
def test_damaged_bodies_are_told_from_whole_ones(encoding: str, data: bytes) -> None:
    with pytest.raises(Broken):
        unpack(encoding, data)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress", "x"])
def test_other_packings_are_unknown(encoding: str) -> None:
    assert unpacking(encoding, LIMIT) is None


def test_an_empty_body_is_empty_in_any_packing() -> None:
    assert unpack("gzip", b"") == unpack("deflate", b"") == unpack("", b"") == b""
