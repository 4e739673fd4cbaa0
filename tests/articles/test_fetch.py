"""Fetching from real servers on loopback, kind ones and hostile ones.

Loopback is refused by the rules, so these tests exempt one address of it, 127.0.0.2; 127.0.0.1 stays forbidden.
"""

import asyncio
import gzip
import socket
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from claims_db.articles.fetching.fetch import Fetched, fetch
from claims_db.articles.fetching.manners import Manners
from claims_db.articles.fetching.rules import FetchRules
from claims_db.errors import ArticleError, ArticleTooHeavy, FetchFailed, FetchRefused, NotAnArticle

OURS, FORBIDDEN = "127.0.0.2", "127.0.0.1"
NO_ROBOTS = b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
STORY = "<html><body><p>“Nobody was hurt,” the mayor said.</p></body></html>"
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Names(AbstractResolver):
    """A name server: each name's answers in turn, the last one for ever; unknown names lead to our server."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers = {name.replace("_", "."): list(turns) for name, turns in answers.items()}
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        turns = self.answers.get(host, [[OURS]])
        if not (addresses := turns.pop(0) if len(turns) > 1 else turns[0]):
            raise OSError(None, "no such name")
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)
            for address in addresses
        ]

    async def close(self) -> None:
        pass


@dataclass(kw_only=True)
class Server:
    """A server of pages, by path; it notes who asked for what."""

    port: int
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    @property
    def rules(self) -> FetchRules:
        return FetchRules(
            enabled=True, seconds=5, pause_seconds=0, ports=frozenset({self.port}), private_hosts=frozenset({OURS})
        )

    def address(self, path: str = "/story", host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    async def fetch(self, path: str = "/story", names: AbstractResolver | None = None, **changes: object) -> Fetched:
        return await fetch(
            self.address(path), replace(self.rules, **changes), manners=Manners(), resolver=names or Names()
        )

    async def refuses(self, kind: type[ArticleError], path: str = "/story", **changes: object) -> str:
        """The sentence with which a fetch ends that does not succeed."""
        with pytest.raises(kind) as caught:
            await self.fetch(path, **changes)
        assert str(caught.value).endswith(".")
        return str(caught.value)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async def answer(request: web.Request) -> web.StreamResponse:
        here.asked.append(request.path_qs)
        here.agents.add(request.headers["User-Agent"])
        return await here.pages.get(request.path, page("", status=404))(request)

    runner = web.ServerRunner(web.Server(answer), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, OURS, 0)
    await site.start()
    here = Server(port=runner.addresses[0][1])
    here.pages["/story"] = page(STORY)
    yield here
    await runner.cleanup()


@dataclass(kw_only=True)
class RawServer:
    port: int
    visits: int = 0


@pytest.fixture
async def serve_raw() -> AsyncIterator[Callable[..., Awaitable[RawServer]]]:
    """Start a server that says exactly these bytes, then drips others for ever; robots may ask it for anything."""
    servers: list[asyncio.Server] = []
    talks: set[asyncio.Task[object] | None] = set()

    async def start(head: bytes, *, drip: bytes = b"", address: str = OURS, port: int = 0) -> RawServer:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            raw.visits += 1
            talks.add(asyncio.current_task())
            with suppress(ConnectionError):
                if b"robots.txt" in await reader.readline():
                    writer.write(NO_ROBOTS)
                else:
                    await say(writer, head, drip)
                writer.close()
                await writer.wait_closed()

        servers.append(await asyncio.start_server(talk, address, port))
        raw = RawServer(port=servers[-1].sockets[0].getsockname()[1])
        return raw

    yield start
    for one in servers:
        one.close()
    await asyncio.gather(*filter(None, talks))


async def say(writer: asyncio.StreamWriter, head: bytes, drip: bytes) -> None:
    writer.write(head)
    while drip and not writer.is_closing():
        writer.write(drip)
        await writer.drain()
        await asyncio.sleep(0.01)


def page(body: str | bytes, kind: str = "text/html; charset=UTF-8", status: int = 200, **headers: str) -> Answer:
    data = body.encode() if isinstance(body, str) else body
    named = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in headers.items()}

    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=data, status=status, headers=named)

    return answer


def redirect(to: str, status: int = 302) -> Answer:
    return page("", status=status, Location=to)


async def test_an_article_arrives_with_what_its_server_says_about_it(server: Server) -> None:
    before = datetime.now(UTC)
    fetched = await server.fetch("/story?page=2#comments")
    assert fetched.url == fetched.final_url == server.address("/story?page=2")
    assert (fetched.content_type, fetched.charset, fetched.body) == ("text/html", "utf-8", STORY.encode())
    assert before <= fetched.retrieved_at <= datetime.now(UTC)
    assert server.asked == ["/robots.txt", "/story?page=2"]


async def test_the_user_agent_is_honest(server: Server) -> None:
    await server.fetch(contact="https://bot.example/about")
    (agent,) = server.agents
    assert agent.startswith("onrecord/")
    assert "https://bot.example/about" in agent


async def test_proxies_and_credentials_of_the_environment_are_not_used(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(variable, f"http://{FORBIDDEN}:9")
    assert (await server.fetch()).body == STORY.encode()


async def test_off_means_that_nobody_is_asked(server: Server) -> None:
    names = Names()
    assert "switched off here" in await server.refuses(FetchRefused, names=names, enabled=False)
    assert (names.asked, server.asked) == ([], [])


async def test_denied_hosts_are_not_asked(server: Server) -> None:
    sentence = await server.refuses(FetchRefused, deny=frozenset({"example"}))
    assert "not among those asked here" in sentence
    assert server.asked == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_followed(server: Server, status: int) -> None:
    server.pages["/old"] = redirect(f"//other.example:{server.port}/story#top", status)
    fetched = await server.fetch("/old")
    assert (fetched.url, fetched.final_url) == (server.address("/old"), server.address(host="other.example"))
    assert server.asked == ["/robots.txt", "/old", "/robots.txt", "/story"]


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("http://127.0.0.1:{port}/", "an address of this machine itself"),
        ("http://[::1]:{port}/", "an address of this machine itself"),
        ("http://[::ffff:127.0.0.1]:{port}/", "disguise"),
        ("http://169.254.169.254:{port}/latest/meta-data/", "clouds keep their metadata"),
        ("http://10.0.0.1:{port}/", "a private network"),
        ("http://2130706433:{port}/", "is not fetched"),
        ("http://127.1:{port}/", "is not fetched"),
        ("http://inside.example:{port}/", "a private network"),
        ("http://news.example:22/", "port 22"),
        ("http://root@news.example:{port}/", "a name or a password"),
        ("http://denied.example:{port}/", "not among those asked here"),
        ("file:///etc/passwd", "only addresses that begin with http"),
        ("gopher://news.example/", "only addresses that begin with http"),
    ],
)
async def test_redirects_are_checked_like_the_first_address(server: Server, target: str, sentence: str) -> None:
    server.pages["/old"] = redirect(target.format(port=server.port))
    names = Names(inside_example=[["10.0.0.7"]])
    said = await server.refuses(FetchRefused, "/old", names=names, deny=frozenset({"denied.example"}))
    assert said.startswith("news.example/old redirects to what is not asked: ")
    assert sentence in said
    assert server.asked == ["/robots.txt", "/old"]


async def test_redirects_end(server: Server) -> None:
    async def onward(request: web.Request) -> web.StreamResponse:
        return await redirect(f"/endless?{int(request.query_string or 0) + 1}")(request)

    server.pages |= {"/a": redirect("/b"), "/b": redirect("/a"), "/endless": onward, "/self": redirect("")}
    server.pages["/nowhere"] = redirect("http://[")
    assert "redirects in a circle" in await server.refuses(FetchFailed, "/a")
    assert "redirects more than 5 times" in await server.refuses(FetchFailed, "/endless")
    assert "without saying where to" in await server.refuses(FetchFailed, "/self")
    assert "to what is no address" in await server.refuses(FetchFailed, "/nowhere")


@pytest.mark.parametrize("addresses", [["127.0.0.1"], [OURS, "169.254.169.254"], ["::1"], ["fe80::1%lo"], ["not one"]])
async def test_a_name_is_refused_when_one_of_its_addresses_is_not_public(server: Server, addresses: list[str]) -> None:
    sentence = await server.refuses(FetchRefused, names=Names(news_example=[addresses]))
    assert "news.example is not fetched: it leads to" in sentence
    assert server.asked == []


async def test_the_address_that_is_checked_is_the_one_that_is_asked(
    server: Server, serve_raw: Callable[..., Awaitable[RawServer]]
) -> None:
    """DNS rebinding: the name is public when it is looked up, and this machine a moment later."""
    victim = await serve_raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nsecret", address=FORBIDDEN)
    rules = replace(server.rules, ports=frozenset({victim.port}))
    await serve_raw(b"", port=victim.port)
    names = Names(news_example=[[OURS], [FORBIDDEN]])
    with pytest.raises(FetchRefused, match="an address of this machine itself"):
        await fetch(f"http://news.example:{victim.port}/", rules, resolver=names)
    assert names.asked == ["news.example", "news.example"]
    assert victim.visits == 0


async def test_a_name_is_looked_up_once_for_each_connection(server: Server) -> None:
    names = Names(news_example=[[OURS], [FORBIDDEN]])
    await server.fetch(names=names)
    assert names.asked == ["news.example"]


async def test_unknown_names_and_closed_ports_are_told_apart(server: Server) -> None:
    assert "no name server knows" in await server.refuses(FetchFailed, names=Names(news_example=[[]]))
    free = socket.create_server((OURS, 0))
    port = free.getsockname()[1]
    free.close()
    rules = replace(server.rules, ports=frozenset({port}))
    with pytest.raises(FetchFailed, match="does not accept connections"):
        await fetch(f"http://{OURS}:{port}/", rules)


async def test_a_server_without_tls_is_not_taken_for_one(server: Server) -> None:
    with pytest.raises(FetchFailed, match="does not speak TLS"):
        await fetch(server.address().replace("http:", "https:"), server.rules, resolver=Names())


@pytest.mark.parametrize("encoding", ["identity", "gzip", "deflate"])
async def test_five_megabytes_arrive_and_one_byte_more_does_not(server: Server, encoding: str) -> None:
    pack = {"identity": bytes, "gzip": gzip.compress, "deflate": zlib.compress}[encoding]
    limit = server.rules.max_bytes
    server.pages["/full"] = page(pack(b"x" * limit), "text/plain", Content_Encoding=encoding)
    server.pages["/over"] = page(pack(b"x" * (limit + 1)), "text/plain", Content_Encoding=encoding)
    assert len((await server.fetch("/full")).body) == limit
    assert "larger than 5,242,880 bytes" in await server.refuses(ArticleTooHeavy, "/over")


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_bomb_is_not_unpacked(server: Server, encoding: str) -> None:
    bomb = {"gzip": gzip.compress, "deflate": zlib.compress}[encoding](bytes(100_000_000))
    server.pages["/bomb"] = page(bomb, Content_Encoding=encoding)
    assert "larger than" in await server.refuses(ArticleTooHeavy, "/bomb")


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "gzip, br"])
async def test_packings_that_were_not_asked_for_are_not_unpacked(server: Server, encoding: str) -> None:
    server.pages["/bomb"] = page(b"\x0b\x02\x80\x00\x03" * 100, Content_Encoding=encoding)
    assert f"packed as “{encoding}”" in await server.refuses(FetchFailed, "/bomb")


async def test_damaged_and_broken_off_bodies_are_no_articles(
    server: Server, serve_raw: Callable[..., Awaitable[RawServer]]
) -> None:
    server.pages["/cut"] = page(gzip.compress(STORY.encode())[:-9], Content_Encoding="gzip")
    assert "cannot be unpacked" in await server.refuses(FetchFailed, "/cut")
    raw = await serve_raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n<p>half")
    with pytest.raises(FetchFailed, match="broke off"):
        await fetch(f"http://{OURS}:{raw.port}/", replace(server.rules, ports=frozenset({raw.port})))


@pytest.mark.parametrize(
    ("head", "drip"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"x"),
        (b"", b"H"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
async def test_a_server_that_drips_ends_at_the_time_limit(
    server: Server, serve_raw: Callable[..., Awaitable[RawServer]], head: bytes, drip: bytes
) -> None:
    raw = await serve_raw(head, drip=drip)
    rules = replace(server.rules, ports=frozenset({raw.port}), seconds=0.2)
    with pytest.raises(ArticleError) as caught:
        await asyncio.wait_for(fetch(f"http://{OURS}:{raw.port}/", rules), 5)
    assert "within 0.2 seconds" in str(caught.value) or drip == b"H"


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 20_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X%d: y\r\n" % number for number in range(5000)) + b"\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"\x00\xff\x00",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        b"",
    ],
)
async def test_heads_that_are_too_long_or_no_http_end_the_fetch(
    server: Server, serve_raw: Callable[..., Awaitable[RawServer]], head: bytes
) -> None:
    raw = await serve_raw(head)
    with pytest.raises(FetchFailed):
        await fetch(f"http://{OURS}:{raw.port}/", replace(server.rules, ports=frozenset({raw.port})))


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "text/css", "nonsense", "text/html+x"])
async def test_only_text_is_read(server: Server, kind: str) -> None:
    server.pages["/file"] = page("x", kind)
    assert f"neither a web page nor plain text, but {kind}" in await server.refuses(NotAnArticle, "/file")


async def test_a_body_of_no_declared_kind_is_not_read(
    server: Server, serve_raw: Callable[..., Awaitable[RawServer]]
) -> None:
    raw = await serve_raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
    with pytest.raises(NotAnArticle, match="of no declared kind"):
        await fetch(f"http://{OURS}:{raw.port}/", replace(server.rules, ports=frozenset({raw.port})))


@pytest.mark.parametrize(
    ("status", "sentence"), [(404, "is not there (status 404)"), (403, "not shown"), (503, "a problem")]
)
async def test_a_status_is_told_in_words(server: Server, status: int, sentence: str) -> None:
    server.pages["/story"] = page("no", status=status)
    assert sentence in await server.refuses(FetchFailed)


async def test_robots_are_respected_also_behind_a_redirect(server: Server) -> None:
    server.pages["/robots.txt"] = page("User-agent: *\nDisallow: /story\n", "text/plain")
    server.pages["/open"] = redirect("/story")
    assert "robots.txt asks programs to stay away" in await server.refuses(FetchRefused)
    assert "redirects to what is not asked: news.example/story" in await server.refuses(FetchRefused, "/open")
    assert "/story" not in server.asked


async def test_robots_are_asked_once(server: Server) -> None:
    manners = Manners()
    for _ in range(2):
        await fetch(server.address(), server.rules, manners=manners, resolver=Names())
    assert server.asked == ["/robots.txt", "/story", "/story"]


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_where_robots_cannot_be_read_nothing_is(server: Server, status: int) -> None:
    server.pages["/robots.txt"] = page("", status=status)
    assert "does not say whether programs are welcome" in await server.refuses(FetchFailed)
    assert server.asked == ["/robots.txt"]


async def test_robots_are_no_way_around_the_checks(server: Server) -> None:
    server.pages["/robots.txt"] = redirect(f"http://{FORBIDDEN}:{server.port}/")
    assert "an address of this machine itself" in await server.refuses(FetchRefused)
    server.pages["/robots.txt"] = redirect("/robots.txt?1")
    assert "redirects more" in await server.refuses(FetchFailed, max_redirects=0)


@pytest.mark.parametrize("packed", [False, True])
async def test_of_endless_robots_the_beginning_counts(server: Server, packed: bool) -> None:
    text = b"User-agent: *\nDisallow: /story\n" + b"#\n" * 1_000_000
    headers = {"Content_Encoding": "gzip"} if packed else {}
    server.pages["/robots.txt"] = page(gzip.compress(text) if packed else text, "text/plain", **headers)
    assert "robots.txt asks programs to stay away" in await server.refuses(FetchRefused)


async def test_a_host_that_was_just_visited_is_left_alone(server: Server) -> None:
    server.pages["/robots.txt"] = page("User-agent: *\nCrawl-delay: 90\n", "text/plain")
    manners = Manners(clock=lambda: 0.0)
    await fetch(server.address(), server.rules, manners=manners, resolver=Names())
    with pytest.raises(FetchRefused, match="wants 90 seconds of rest"):
        await fetch(server.address(), server.rules, manners=manners, resolver=Names())
    assert server.asked == ["/robots.txt", "/story"]


async def test_a_cancelled_fetch_leaves_nothing_behind(server: Server) -> None:
    asked = asyncio.Event()

    async def hang(request: web.Request) -> web.Response:
        asked.set()
        await asyncio.Event().wait()
        return web.Response()

    server.pages["/hang"] = hang
    task = asyncio.create_task(server.fetch("/hang"))
    await asked.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
