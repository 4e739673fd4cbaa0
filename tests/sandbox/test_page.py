"""The page's HTTP side: to whom it is served, what it may load, and what goes over its socket."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

import sandbox as package
from sandbox import Channel, Person, Sandbox, Suggestion
from tests.sandbox.clients import Bot

PAGE = Path(package.__file__).parent / "page"
MARKUP = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function"


class Tab:
    """An open page, without a browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._ref = 0

    async def next(self, kind: str) -> dict[str, Any]:
        """The next frame of a kind."""
        async with asyncio.timeout(5):
            while (frame := await self._socket.receive_json())["type"] != kind:
                pass
        return frame

    async def ask(self, do: str, **fields: Any) -> Any:
        """Ask for something and wait for the answer."""
        self._ref += 1
        await self._socket.send_json({"do": do, "ref": self._ref, **fields})
        async with asyncio.timeout(5):
            while (frame := await self._socket.receive_json()).get("ref") != self._ref:
                pass
        return frame.get("value") if frame["type"] == "done" else frame["error"]

    async def tell(self, do: str, **fields: Any) -> None:
        await self._socket.send_json({"do": do, **fields})


def socket_url(sandbox: Sandbox) -> str:
    return sandbox.url.replace("http", "ws") + "page/socket"


@pytest.fixture
async def tab(sandbox: Sandbox) -> AsyncIterator[Tab]:
    origin = sandbox.url.rstrip("/")
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(socket_url(sandbox), headers={"Origin": origin}) as socket,
    ):
        yield Tab(socket)


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:1", "https://127.0.0.1"])
async def test_another_websites_page_gets_no_socket(sandbox: Sandbox, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await session.ws_connect(socket_url(sandbox), headers=headers)


@pytest.mark.parametrize("path", ["", "page/app.js", "page/socket", "api/v10/users/@me", "gateway/"])
async def test_a_name_of_somebody_else_is_not_answered(sandbox: Sandbox, path: str) -> None:
    port = sandbox.url.rsplit(":", 1)[1].strip("/")
    async with aiohttp.ClientSession() as session:
        for host in (f"evil.example:{port}", "127.0.0.1", "localhost:1"):
            headers = {"Host": host, "Origin": f"http://{host}"}
            async with session.get(sandbox.url + path, headers=headers) as response:
                assert response.status == 421


async def test_page_may_load_nothing_from_elsewhere(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        for path in ["", "favicon.ico", *(f"page/{file.name}" for file in PAGE.iterdir())]:
            async with session.get(sandbox.url + path) as response:
                assert response.status == 200
                policy = response.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy
                assert "unsafe" not in policy
                assert response.headers["X-Content-Type-Options"] == "nosniff"
        for path in ("page/nothing.js", "page/..%2fserver.py", "page/%2e%2e/server.py"):
            async with session.get(sandbox.url + path) as response:
                assert response.status == 404


def test_page_never_makes_markup_of_data() -> None:
    for script in PAGE.glob("*.js"):
        source = script.read_text()
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", source), (
            script
        )
        assert len(source.splitlines()) <= 400, script
    for file in PAGE.iterdir():
        addresses = set(re.findall(r"https?://[\w.]+", file.read_text())) - {"http://www.w3.org", "http://127.0.0.1"}
        assert not addresses, file


async def test_uploaded_page_is_not_run(sandbox: Sandbox, mira: Person) -> None:
    file = mira.upload("evil.html", b"<script>alert(1)</script>", "text/html")
    async with aiohttp.ClientSession() as session, session.get(file.url) as response:
        assert response.headers["Content-Disposition"] == "attachment"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert await response.read() == file.data


async def test_first_frame_tells_the_world(tab: Tab, general: Channel, mira: Person) -> None:
    world = await tab.next("world")
    assert world["you"] == mira.id
    assert [channel["name"] for channel in world["channels"]] == ["general", "news", "Onrecord"]
    assert not world["online"]
    assert world["messages"] == []
    assert general.id in world["visible"]


async def test_suggestions_reach_the_page() -> None:
    suggestion = Suggestion("Try it", "mira", "general", command="claim show", options={"claim": "x"})
    async with Sandbox(suggestions=[suggestion]) as sandbox, aiohttp.ClientSession() as session:
        headers = {"Origin": sandbox.url.rstrip("/")}
        async with session.ws_connect(socket_url(sandbox), headers=headers) as socket:
            world = await socket.receive_json()
    assert world["suggestions"][0]["options"] == {"claim": "x"}
    assert world["suggestions"][0]["text"] is None


@pytest.mark.usefixtures("bot")
async def test_page_acts_as_its_person(tab: Tab, general: Channel) -> None:
    world = await tab.next("world")
    assert world["online"]
    await tab.tell("say", channel=general.id, text="hello")
    said = await tab.next("message")
    assert said["message"]["content"] == "hello"
    reply = (await tab.next("message"))["message"]
    assert reply["reply"]["id"] == said["message"]["id"]
    assert await tab.ask("edit", message=reply["id"], text="mine") == "Mira did not write this message."
    choices = await tab.ask("complete", channel=general.id, command="claim show", options={"claim": "bri"})
    assert [choice["value"] for choice in choices] == ["A bridge was closed"]
    await tab.ask("command", channel=general.id, command="card", options={})
    card = general.messages[-1]
    form = await tab.ask("press", message=card.id, id="form")
    assert form["modal"]["title"] == "Propose a claim"
    assert await tab.ask("submit", form=form["form"], values={"text": "x", "kind": ["Video"]}) is None
    assert await tab.ask("submit", form=form["form"], values={"kind": ["Video"]}) == "Claim is required."
    assert await tab.ask("press", message=card.id, id="off") == "The button 'off' is disabled."
    assert await tab.ask("menu", message=said["message"]["id"], name="Check claims") is None
    assert await tab.ask("fly") == "The page asked for something the sandbox does not know."


@pytest.mark.usefixtures("bot")
async def test_another_persons_secrets_stay_away(sandbox: Sandbox, tab: Tab, general: Channel, mira: Person) -> None:
    await tab.next("world")
    hidden = await mira.use(general, "claim search", text="drones")
    await sandbox.person("ada").say(sandbox.channel("mod-log"), "between us")
    await tab.tell("be", person=sandbox.person("tomas").id)
    world = await tab.next("world")
    assert world["messages"] == []
    assert await tab.ask("press", message=hidden.message.id, id="x") == "This message is no longer there."
    place = sandbox.channel("mod-log").id
    assert await tab.ask("say", channel=place, text="x") == "This channel is not there."
    await tab.tell("be", person=mira.id)
    assert [message["id"] for message in (await tab.next("world"))["messages"]] == [hidden.message.id]
    await tab.tell("dismiss", message=hidden.message.id)
    await tab.tell("be", person=mira.id)
    assert (await tab.next("world"))["messages"] == []


async def test_bot_that_leaves_is_shown_to_have_left(sandbox: Sandbox, bot: Bot, tab: Tab) -> None:
    assert (await tab.next("world"))["online"]
    await bot.close()
    while (await tab.next("places"))["online"]:
        pass
