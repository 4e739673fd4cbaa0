"""The gateway: the websocket over which the bot hears what happens.

Speaks Discord's opcodes: HELLO, heartbeats, IDENTIFY, RESUME, member requests. A protocol fault closes with
Discord's own code (4001 unknown opcode, 4003 not identified, 4004 bad token, 4010 bad shard, 4013/4014 intents).
"""

# ruff: noqa: ASYNC109 - a timeout as an argument is what makes a test's wait readable where it stands

import asyncio
import json
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from sandbox import wire
from sandbox.compression import Squeeze, squeezer
from sandbox.dispatch import Dispatcher
from sandbox.messages import Json
from sandbox.sessions import Intent, Portal, Session
from sandbox.world import Bell, Event, World

HEARTBEAT_MS = 41_250
MOST_INTENTS = 1 << 26


class Closing(Exception):
    """The connection is to be closed with this code."""

    def __init__(self, code: int, reason: str) -> None:
        self.code = code
        self.reason = reason
        super().__init__(f"{code} {reason}")


class Connection:
    """One websocket of the bot. `outbox` is drained by a task of its own, so that events keep their order."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.request = request
        self.outbox: asyncio.Queue[Json] = asyncio.Queue()
        self.session: Session | None = None
        self._squeeze: Squeeze | None = squeezer(request.query.get("compress"))

    async def drain(self) -> None:
        """Send what the outbox holds, for ever."""
        while True:
            await self._send(await self.outbox.get())

    async def _send(self, frame: Json) -> None:
        text = json.dumps(frame)
        if self._squeeze is None:
            await self.socket.send_str(text)
        else:
            await self.socket.send_bytes(self._squeeze(text.encode()))

    async def cut(self, code: int | None) -> None:
        """Close with a code, or break the TCP connection without a word."""
        if code is not None:
            await self.socket.close(code=code)
        elif self.request.transport is not None:
            self.request.transport.abort()


class Gateway:
    """All connections and sessions of the bot."""

    def __init__(self, world: World, portal: Portal, token: str) -> None:
        self._world = world
        self._portal = portal
        self._token = token
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()
        self._bell = Bell()
        self._answers = {1: self._beat, 2: self._identify, 3: self._ignore, 4: self._ignore, 6: self._resume}
        self._answers[8] = self._members
        Dispatcher(world, lambda: tuple(self._sessions.values()))

    @property
    def connected(self) -> bool:
        """Whether every shard of the bot is identified and connected."""
        live = {session.shard for session in self._sessions.values() if session.outbox is not None}
        return any(len({shard for shard in live if shard[1] == count}) == count for _, count in live)

    async def ready(self, timeout: float) -> None:
        """Wait until the bot is connected with all its shards."""
        await self._bell.wait_until(lambda: self.connected, timeout, lambda: "the bot did not connect in time")

    async def cut(self, code: int | None) -> None:
        """Drop every connection; the sessions stay and can be resumed."""
        for connection in tuple(self._connections):
            self._leave(connection)
            await connection.cut(code)

    def replay(self, count: int) -> None:
        """Dispatch the last events of each session once more."""
        for session in tuple(self._sessions.values()):
            session.replay(count)

    def ask_to_reconnect(self) -> None:
        """Send op 7 to every connection."""
        for connection in self._connections:
            connection.outbox.put_nowait({"op": 7, "d": None})

    def invalidate(self, *, resumable: bool) -> None:
        """Send op 9 to every connection; unless resumable the sessions are forgotten."""
        for connection in self._connections:
            connection.outbox.put_nowait({"op": 9, "d": resumable})
            if not resumable and connection.session is not None:
                self._sessions.pop(connection.session.id, None)

    async def close(self) -> None:
        """Say goodbye to every connection."""
        for connection in tuple(self._connections):
            await connection.socket.close(code=WSCloseCode.GOING_AWAY)

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection for as long as it lasts."""
        socket = web.WebSocketResponse(max_msg_size=1 << 20, heartbeat=None, compress=False)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self._connections.add(connection)
        connection.outbox.put_nowait({"op": 10, "d": {"heartbeat_interval": HEARTBEAT_MS, "_trace": []}})
        sender = asyncio.create_task(connection.drain())
        try:
            await self._listen(connection)
        except Closing as closing:
            await socket.close(code=closing.code, message=closing.reason.encode())
        except ConnectionError:
            pass
        finally:
            sender.cancel()
            await asyncio.gather(sender, return_exceptions=True)
            self._leave(connection)
            self._connections.discard(connection)
        return socket

    async def _listen(self, connection: Connection) -> None:
        async for frame in connection.socket:
            if frame.type is not WSMsgType.TEXT:
                raise Closing(4002, "Error while decoding payload.")
            try:
                payload = json.loads(frame.data)
                answer = self._answers.get(payload["op"])
            except (ValueError, TypeError, KeyError):
                raise Closing(4002, "Error while decoding payload.") from None
            if answer is None:
                raise Closing(4001, "Unknown opcode.")
            answer(connection, payload.get("d"))
        session = connection.session
        said_goodbye = connection.socket.close_code in (1000, 1001)
        if said_goodbye and session is not None and session.outbox is connection.outbox:
            self._sessions.pop(session.id, None)

    def _leave(self, connection: Connection) -> None:
        session = connection.session
        if session is not None and session.outbox is connection.outbox:
            session.outbox = None
        self._bell.ring()
        self._world.tell(Event(kind="presence"))

    def _beat(self, connection: Connection, _: Any) -> None:
        connection.outbox.put_nowait({"op": 11})

    def _ignore(self, connection: Connection, _: Any) -> None:
        if connection.session is None:
            raise Closing(4003, "Not authenticated.")

    def _check_token(self, token: Any) -> None:
        if str(token).removeprefix("Bot ") != self._token:
            raise Closing(4004, "Authentication failed.")

    def _identify(self, connection: Connection, data: Json) -> None:
        if connection.session is not None:
            raise Closing(4005, "Already authenticated.")
        self._check_token(data.get("token"))
        intents = data.get("intents")
        if not isinstance(intents, int) or not 0 <= intents < MOST_INTENTS:
            raise Closing(4013, "Invalid intent(s).")
        if self._portal.refused(intents):
            raise Closing(4014, "Disallowed intent(s).")
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            raise Closing(4010, "Invalid shard.")
        session = Session(intents=intents, shard=(number, count))
        for old in [old for old in self._sessions.values() if old.shard == session.shard and old.outbox is None]:
            del self._sessions[old.id]
        self._sessions[session.id] = session
        self._attach(connection, session)
        self._welcome(session)

    def _attach(self, connection: Connection, session: Session) -> None:
        connection.session = session
        session.outbox = connection.outbox
        self._bell.ring()
        self._world.tell(Event(kind="presence"))

    def _welcome(self, session: Session) -> None:
        world = self._world
        mine = world.hosts_bot and session.owns(world.guild.id)
        session.push(
            "READY",
            {
                "v": 10,
                "user": wire.user(world.bot) | {"mfa_enabled": False, "verified": True, "email": None},
                "session_id": session.id,
                "session_type": "normal",
                "resume_gateway_url": f"{world.address.replace('http', 'ws', 1)}/gateway/",
                "guilds": [{"id": world.guild.id, "unavailable": True}] if mine else [],
                "application": {"id": world.bot.id, "flags": self._portal.flags},
                "shard": list(session.shard),
                "private_channels": [],
                "relationships": [],
                "user_settings": {},
                "_trace": [],
            },
        )
        if mine and session.covers(Intent.GUILDS):
            session.push("GUILD_CREATE", wire.guild_create(world))

    def _resume(self, connection: Connection, data: Json) -> None:
        self._check_token(data.get("token"))
        session = self._sessions.get(str(data.get("session_id")))
        seq = data.get("seq")
        if session is None or not isinstance(seq, int) or not session.can_resume(seq):
            connection.outbox.put_nowait({"op": 9, "d": False})
            return
        self._attach(connection, session)
        session.resume(seq)

    def _members(self, connection: Connection, data: Json) -> None:
        session = connection.session
        if session is None:
            raise Closing(4003, "Not authenticated.")
        found = self._asked_members(session, data)
        wanted = {str(item) for item in listed(data.get("user_ids"))}
        body: Json = {
            "guild_id": self._world.guild.id,
            "members": found,
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": sorted(wanted - {item["user"]["id"] for item in found}),
        }
        if data.get("nonce"):
            body["nonce"] = data["nonce"]
        session.push("GUILD_MEMBERS_CHUNK", body)

    def _asked_members(self, session: Session, data: Json) -> list[Json]:
        members = self._world.guild.members.values()
        if data.get("user_ids") is not None:
            wanted = {str(item) for item in listed(data["user_ids"])}
            return [wire.member(account) for account in members if account.id in wanted]
        query, limit = (data.get("query") or "").lower(), data.get("limit") or 0
        if not query and not session.covers(Intent.GUILD_MEMBERS):
            raise Closing(4014, "Disallowed intent(s).")
        found = [wire.member(account) for account in members if account.name.lower().startswith(query)]
        return found[:limit] if limit else found


def listed(value: Any) -> list[Any]:
    """A value that may come alone or in a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
