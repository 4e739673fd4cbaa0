"""The frame of the REST interface: authorisation, the log, injected faults, reading bodies, answering errors.

The families of routes (`rest_messages`, `rest_commands` …) are plain functions of a `Call` that return JSON.
"""

import json
import mimetypes
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from sandbox.commands import Commands
from sandbox.errors import ApiError
from sandbox.faults import Faults, Request
from sandbox.interactions import Interactions
from sandbox.posting import Desk, Upload
from sandbox.sessions import Portal
from sandbox.world import World

PREFIX = "/api/v10"
OPEN = ("/interactions/", "/webhooks/")


@dataclass(frozen=True, kw_only=True)
class Backend:
    """What the routes work on."""

    world: World
    desk: Desk
    commands: Commands
    interactions: Interactions
    portal: Portal
    token: str
    gateway_url: Callable[[], str]


@dataclass(frozen=True, kw_only=True)
class Call:
    """One REST call: its path parameters, query, JSON body and files."""

    backend: Backend
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None
    uploads: list[Upload] = field(default_factory=list)

    @property
    def fields(self) -> dict[str, Any]:
        """The body, which must be an object."""
        if not isinstance(self.body, dict):
            raise ApiError(50109)
        return self.body


Route = Callable[[Call], Any]


class Rest:
    """Serves the families of routes under one frame."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.faults = Faults()
        self.log: list[Request] = []

    def add(self, app: web.Application, routes: Mapping[tuple[str, str], Route]) -> None:
        """Register a family: (method, path) -> function."""
        for (method, path), route in routes.items():
            app.router.add_route(method, PREFIX + path, self._framed(route))

    def add_rest(self, app: web.Application) -> None:
        """Answer everything else under the prefix with a 404, and log it."""

        def unknown(_: Call) -> Any:
            raise ApiError(0, status=404, message="404: Not Found")

        app.router.add_route("*", PREFIX + "/{rest:.*}", self._framed(unknown))

    def _framed(self, route: Route) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            path = request.path.removeprefix(PREFIX)
            body, uploads = await read(request)
            entry = Request(
                method=request.method,
                path=path,
                query=dict(request.query),
                body=body,
                at=self._backend.world.clock.now(),
            )
            self.log.append(entry)
            call = Call(
                backend=self._backend,
                params=dict(request.match_info),
                query=dict(request.query),
                body=body,
                uploads=uploads,
            )
            response = self._answer(request, path, route, call)
            entry.status = response.status
            return response

        return handle

    def _answer(self, request: web.Request, path: str, route: Route, call: Call) -> web.Response:
        fault = self.faults.take(request.method, path)
        if fault is not None:
            return answer(fault.json, fault.status, fault.headers)
        if not path.startswith(OPEN) and request.headers.get("Authorization") != f"Bot {self._backend.token}":
            refused = ApiError(0)
            return answer(refused.to_json(), refused.status)
        try:
            result = route(call)
        except ApiError as error:
            return answer(error.to_json(), error.status)
        return answer(result, 204 if result is None else 200)


async def read(request: web.Request) -> tuple[Any, list[Upload]]:
    """The JSON body and the files of a request, be it plain JSON or a form."""
    if request.content_type == "multipart/form-data":
        return await read_form(request)
    raw = await request.read()
    if not raw:
        return None, []
    try:
        return json.loads(raw), []
    except ValueError:
        return None, []


async def read_form(request: web.Request) -> tuple[Any, list[Upload]]:
    """The parts of a form: `payload_json` and `files[n]`."""
    body: Any = {}
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read(decode=False))
        if part.name == "payload_json":
            body = json.loads(data)
        elif part.filename:
            index = int("".join(filter(str.isdigit, part.name)) or 0)
            kind = guessed(part.headers.get("Content-Type") or "application/octet-stream", part.filename)
            uploads.append(Upload(index=index, filename=part.filename, content_type=kind, data=data))
    return body, uploads


def guessed(kind: str, filename: str) -> str:
    """A file's media type; Discord looks for itself when the client did not say."""
    if kind != "application/octet-stream":
        return kind
    return mimetypes.guess_type(filename)[0] or kind


def answer(body: Any, status: int, headers: Mapping[str, str] | None = None) -> web.Response:
    """A JSON answer; the content type is exactly what clients compare with."""
    if status == 204:
        return web.Response(status=204, headers=headers)
    merged = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=merged)
