"""Serves the page and the JSON websocket it talks through, to browsers on this machine.

The socket opens only for a page of the sandbox's own origin: the browser names the page's origin, and it must be the
very address the request was sent to. No other website can read along or act.

A frame from the page is ``{"ref": n, "do": "say", …}``; the answer is ``{"type": "done", "ref": n, "value": …}`` or
``{"type": "refused", "ref": n, "error": "a sentence"}``. The other frames tell what happens.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from sandbox.browser_actions import Actions, Refused
from sandbox.browser_view import View
from sandbox.messages import Json
from sandbox.people import Person
from sandbox.permissions import P
from sandbox.world import Event, World

FOLDER = Path(__file__).parent / "page"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ws://{host}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load: its own parts. Some browsers do not count the websocket among them unless it is named."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
LARGEST_FRAME = 16 * 1024 * 1024


@dataclass(frozen=True)
class Suggestion:
    """Something the page offers to try: a text to say, or a command to use with its options.

    Args:
        label: what the offer is called.
        person: the name of the person who does it.
        channel: the name of the channel it happens in.
        text: what is said, if anything.
        command: the words of a command, without the slash, if one is used.
        options: the command's options.
    """

    label: str
    person: str
    channel: str
    text: str | None = None
    command: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


class Window:
    """One open page: who it is at the moment, and what waits to be sent to it."""

    def __init__(self, socket: web.WebSocketResponse, person: Person) -> None:
        self.socket = socket
        self.person = person
        self.outbox: asyncio.Queue[Json] = asyncio.Queue()
        self.tasks: set[asyncio.Task[None]] = set()

    def show(self, kind: str, **content: Any) -> None:
        """Send a frame, in order with the others."""
        self.outbox.put_nowait({"type": kind, **content})

    async def drain(self) -> None:
        """Send what the outbox holds, for ever."""
        while True:
            await self.socket.send_str(json.dumps(await self.outbox.get()))

    def start(self, work: Any) -> None:
        """Let something run beside the listening; it ends with the page at the latest."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


class Browser:
    """Everything that faces a browser."""

    def __init__(
        self,
        world: World,
        people: Sequence[Person],
        view: View,
        actions: Actions,
        online: Callable[[], bool],
        suggestions: Iterable[Suggestion],
    ) -> None:
        self._world = world
        self._people = people
        self._view = view
        self._actions = actions
        self._online = online
        self._suggestions = [asdict(suggestion) for suggestion in suggestions]
        self._windows: set[Window] = set()
        self._dismissed: set[str] = set()
        world.listen(self.hear)

    def add(self, app: web.Application) -> None:
        """Register the page, its parts and its socket."""
        app.router.add_get("/", self._part)
        app.router.add_get("/favicon.ico", self._part)
        app.router.add_get("/page/socket", self._socket)
        app.router.add_get("/page/{name}", self._part)

    async def close(self) -> None:
        """Say goodbye to every open page."""
        for window in tuple(self._windows):
            await window.socket.close(code=WSCloseCode.GOING_AWAY)

    def hear(self, event: Event) -> None:
        """Tell each open page what its person gets to see of an event."""
        for window in tuple(self._windows):
            self._tell(window, event)

    def _tell(self, window: Window, event: Event) -> None:
        person, channel, message = window.person, event.channel, event.message
        if event.kind in ("presence", "commands", "channel", "thread"):
            window.show("places", online=self._online(), **self._view.places(person))
        elif channel is None or not person.may(channel, P.VIEW_CHANNEL):
            return
        elif event.kind == "typing" and event.account is not None and event.account is not person:
            window.show("typing", channel=channel.id, who=event.account.id)
        elif event.kind == "delete" and message is not None:
            window.show("gone", id=message.id)
        elif message is not None and person.sees(message):
            window.show("message", message=self._view.message(message))

    def _greet(self, window: Window) -> None:
        whole = self._view.whole(window.person, self._people, self._dismissed)
        window.show("world", online=self._online(), suggestions=self._suggestions, **whole)

    async def _part(self, request: web.Request) -> web.Response:
        name = request.match_info.get("name") or ("icon.svg" if request.path == "/favicon.ico" else "index.html")
        path = FOLDER / name
        if path.parent != FOLDER or path.suffix not in TYPES or not path.is_file():
            raise web.HTTPNotFound
        headers = HEADERS | {"Content-Security-Policy": POLICY.format(host=request.host)}
        return web.Response(body=path.read_bytes(), content_type=TYPES[path.suffix], charset="utf-8", headers=headers)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        if request.headers.get("Origin") != f"http://{request.host}":
            raise web.HTTPForbidden(text="Only the sandbox's own page may open this.")
        socket = web.WebSocketResponse(max_msg_size=LARGEST_FRAME, heartbeat=None)
        await socket.prepare(request)
        wanted = request.query.get("person")
        person = next((person for person in self._people if person.name == wanted), self._people[0])
        window = Window(socket, person)
        self._windows.add(window)
        window.start(window.drain())
        self._greet(window)
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._take(window, frame.data)
        finally:
            self._windows.discard(window)
            for task in tuple(window.tasks):
                task.cancel()
            await asyncio.gather(*window.tasks, return_exceptions=True)
        return socket

    def _take(self, window: Window, text: str) -> None:
        try:
            frame = json.loads(text)
            do = frame["do"]
        except (ValueError, TypeError, KeyError):
            return
        if do == "be":
            window.person = next((p for p in self._people if p.id == frame.get("person")), window.person)
            self._greet(window)
        elif do == "dismiss":
            self._dismissed.add(str(frame.get("message")))
        else:
            window.start(self._act(window, frame))

    async def _act(self, window: Window, frame: Json) -> None:
        try:
            value = await self._actions.run(window.person, frame)
        except Refused as refusal:
            window.show("refused", ref=frame.get("ref"), error=str(refusal))
        else:
            window.show("done", ref=frame.get("ref"), value=value)
