"""The sandbox as a whole: composes the world, the REST interface, the gateway and the page, and serves them.

It listens on 127.0.0.1 alone and answers only requests addressed to it by that name or as localhost, so that no
website can reach it through a name of its own. It opens no connection itself.
"""

# ruff: noqa: ASYNC109 - a timeout as an argument is what makes a test's wait readable where it stands

import base64
import secrets
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from sandbox import rest_commands, rest_messages, rest_places
from sandbox.browser import Browser, Suggestion
from sandbox.browser_actions import Actions
from sandbox.browser_view import View
from sandbox.commands import Commands
from sandbox.faults import Request, injected
from sandbox.gateway import Gateway
from sandbox.gestures import Surroundings
from sandbox.interactions import Interactions
from sandbox.messages import Json
from sandbox.newsroom import populate
from sandbox.options import Palette
from sandbox.people import Person
from sandbox.permissions import bits
from sandbox.posting import Desk
from sandbox.rest import Backend, Rest
from sandbox.sessions import Portal
from sandbox.snowflakes import Clock
from sandbox.world import Channel, Event, Guild, Overwrite, World

HOST = "127.0.0.1"


class Sandbox:
    """A Discord of one server on this machine.

    Args:
        port: where to listen; 0 takes any free port. An occupied one raises OSError on entering.
        suggestions: what the page offers to try.
        clock: the wall clock; `sandbox.clock.advance(seconds)` lets time pass.
        patience: seconds within which the bot must acknowledge an interaction; Discord gives 3.
        bot_name: what the bot is called on the page.
    """

    def __init__(
        self,
        port: int = 0,
        suggestions: Sequence[Suggestion] = (),
        *,
        clock: Clock | None = None,
        patience: float = 3.0,
        bot_name: str = "Onrecord",
    ) -> None:
        self._port = port
        self.clock = clock or Clock()
        self.portal = Portal()
        self._opened: set[str] = set()
        self._world = World(self.clock)
        self._desk = Desk(self._world)
        self._interactions = Interactions(self._world, self._desk, patience=patience)
        bot_id = self._world.ids.next()
        self._commands = Commands(bot_id, self._world.ids, lambda: self._world.tell(Event(kind="commands")))
        palette = Palette(self._world, self._commands, self._opened)
        self._people = populate(
            self._world,
            Surroundings(world=self._world, desk=self._desk, interactions=self._interactions, palette=palette),
            bot_id,
            bot_name,
        )
        self.token = f"{base64.b64encode(bot_id.encode()).decode().rstrip('=')}.sandbox.{secrets.token_urlsafe(24)}"
        self._gateway = Gateway(self._world, self.portal, self.token)
        self._rest = Rest(self._backend())
        self._page = Browser(
            self._world,
            self._people,
            View(self._world, palette, self._interactions),
            Actions(self._world, self._interactions),
            lambda: self._gateway.connected,
            suggestions,
        )
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        runner = web.AppRunner(self._app(), access_log=None, handle_signals=False, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, self._port).start()
        except BaseException:
            await runner.cleanup()
            raise
        self._runner = runner
        self._port = runner.addresses[0][1]
        self._world.address = f"http://{HOST}:{self._port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._page.close()
        await self._gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The page, for a browser on this machine."""
        return f"{self._world.address}/"

    @property
    def api(self) -> str:
        """The REST interface, for `discord.http.Route.BASE`."""
        return f"{self._world.address}/api/v10"

    @property
    def gateway(self) -> str:
        """The gateway, for `discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY`."""
        return f"ws://{HOST}:{self._port}/gateway/"

    @property
    def guild(self) -> Guild:
        """The one server."""
        return self._world.guild

    @property
    def bot(self) -> Any:
        """The bot's account."""
        return self._world.bot

    @property
    def bot_mention(self) -> str:
        """What a message says to ping the bot."""
        return self._world.bot.mention

    @property
    def commands(self) -> list[Json]:
        """The commands the bot registered, as Discord lists them."""
        return self._commands.all()

    @property
    def requests(self) -> list[Request]:
        """The REST calls of the bot, oldest first."""
        return self._rest.log

    def channel(self, name: str) -> Channel:
        """A channel or thread of the server by name. Raises LookupError."""
        held = [channel for channel in self._world.channels.values() if channel.guild is not None]
        for channel in held:
            if channel.name == name:
                return channel
        raise LookupError(f"there is no channel {name!r}; there are {', '.join(channel.name for channel in held)}")

    def add_channel(self, name: str, **details: Any) -> Channel:
        """A further text channel; the bot is told."""
        channel = self._world.add_channel(name, **details)
        self._world.tell(Event(kind="channel", channel=channel, detail="CHANNEL_CREATE"))
        return channel

    def person(self, name: str) -> Person:
        """A person by name: mira, tomas, odile (moderator) or ada (owner). Raises LookupError."""
        for person in self._people:
            if person.name == name:
                return person
        raise LookupError(f"there is nobody called {name!r}; there are {', '.join(p.name for p in self._people)}")

    def permit_bot(self, channel: Channel, *, allow: Any = None, deny: Any = None) -> None:
        """Set what the bot may and may not do in a channel, beyond its role: numbers, names or flags."""
        bot_id = self._world.bot.id
        overwrite = Overwrite(target=bot_id, kind=1, allow=bits(allow), deny=bits(deny))
        channel.overwrites[bot_id] = overwrite
        self._world.tell(Event(kind="channel", channel=channel, detail="CHANNEL_UPDATE"))

    def allow_command_for_everyone(self, name: str) -> None:
        """Override a command's default permissions, as an administrator can in the server's settings."""
        self._opened.add(name)

    def remove_bot(self) -> None:
        """Put the bot out of the server; it is told, or finds out when it connects again."""
        self._world.remove_bot()

    def invite_bot(self) -> None:
        """Let the bot back into the server."""
        self._world.invite_bot()

    def fail(
        self,
        method: str,
        path_regex: str,
        status: int,
        json: Any = None,
        headers: Mapping[str, str] | None = None,
        times: int = 1,
    ) -> None:
        r"""Answer the next `times` matching REST calls of the bot with a fault in place of doing them.

        Args:
            method: GET, POST …; "*" for any.
            path_regex: searched in the path after the version, for example ``/channels/\d+/messages$``.
            status: the HTTP status. A 429 gets the body and the Via header of a real one unless others are given.
            json: the body.
            headers: headers to send.
            times: how often.
        """
        fault = injected(method, path_regex, status, times)
        if json is not None:
            fault.json = json
        if headers is not None:
            fault.headers = headers
        self._rest.faults.add(fault)

    async def ready(self, timeout: float = 10.0) -> None:
        """Wait until the bot is identified and connected. Raises TimeoutError."""
        await self._gateway.ready(timeout)

    async def cut(self, code: int | None = None) -> None:
        """Drop the bot's gateway connections: with a close code, or without a word by breaking TCP."""
        await self._gateway.cut(code)

    def replay(self, count: int) -> None:
        """Dispatch the last `count` gateway events once more, as Discord sometimes does."""
        self._gateway.replay(count)

    def ask_to_reconnect(self) -> None:
        """Send op 7: the bot is to reconnect and resume."""
        self._gateway.ask_to_reconnect()

    def invalidate_session(self, *, resumable: bool = False) -> None:
        """Send op 9: the session is over, or may be resumed."""
        self._gateway.invalidate(resumable=resumable)

    def _backend(self) -> Backend:
        return Backend(
            world=self._world,
            desk=self._desk,
            commands=self._commands,
            interactions=self._interactions,
            portal=self.portal,
            token=self.token,
            gateway_url=lambda: self.gateway,
        )

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=32 * 1024 * 1024, middlewares=[self._addressed])
        for family in (rest_messages, rest_places, rest_commands):
            self._rest.add(app, family.ROUTES)
        self._rest.add_rest(app)
        app.router.add_get("/gateway/", self._gateway.handle)
        app.router.add_get("/attachments/{channel}/{id}/{name}", self._attachment)
        self._page.add(app)
        return app

    @web.middleware
    async def _addressed(self, request: web.Request, handler: Any) -> web.StreamResponse:
        name, _, port = request.host.partition(":")
        if name not in (HOST, "localhost") or port != str(self._port):
            raise web.HTTPMisdirectedRequest(text="This is a sandbox; open it as 127.0.0.1.")
        return await handler(request)

    async def _attachment(self, request: web.Request) -> web.Response:
        attachment = self._world.attachments.get(request.match_info["id"])
        if attachment is None:
            raise web.HTTPNotFound
        shown = attachment.content_type.startswith(("image/png", "image/jpeg", "image/gif", "image/webp"))
        headers = {
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Content-Disposition": "inline" if shown else "attachment",
        }
        return web.Response(
            body=attachment.data,
            content_type=attachment.content_type.partition(";")[0],
            headers=headers,
        )
