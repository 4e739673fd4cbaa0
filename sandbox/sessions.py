"""Gateway sessions: who identified, with which intents, what was dispatched and which of it may be replayed.

A session outlives its connection, so that a client that lost the connection can resume. A session decides for each
event whether its intents cover it; what an event looks like is decided by `dispatch`.
"""

import asyncio
import secrets
from collections import deque
from dataclasses import dataclass, field
from enum import IntFlag

from sandbox.messages import Json

KEPT = 1_000
"""How many dispatches a session keeps for RESUME."""


class Intent(IntFlag):
    """The intents that decide about events of the sandbox."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15


@dataclass(eq=False, kw_only=True)
class Portal:
    """The switches of the "developer portal": which privileged intents the application may ask for."""

    message_content: bool = True
    members: bool = True
    presences: bool = False

    def refused(self, intents: int) -> bool:
        """Whether these intents ask for one that is switched off."""
        switches = (
            (Intent.MESSAGE_CONTENT, self.message_content),
            (Intent.GUILD_MEMBERS, self.members),
            (Intent.GUILD_PRESENCES, self.presences),
        )
        return any(intents & intent and not on for intent, on in switches)

    @property
    def flags(self) -> int:
        """The application's flags, as a small bot's application shows them."""
        return self.presences * (1 << 13) | self.members * (1 << 15) | self.message_content * (1 << 19)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One event as it was sent."""

    seq: int
    name: str
    data: Json


@dataclass(eq=False, kw_only=True)
class Session:
    """One identified shard. `outbox` is the queue of the live connection, None while there is none."""

    intents: int
    shard: tuple[int, int]
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    seq: int = 0
    sent: deque[Dispatch] = field(default_factory=lambda: deque(maxlen=KEPT))
    outbox: asyncio.Queue[Json] | None = None

    def covers(self, *intents: Intent) -> bool:
        """Whether the session asked for one of these."""
        return not intents or any(self.intents & intent for intent in intents)

    def owns(self, guild_id: str | None) -> bool:
        """Whether events of this server come to this shard; direct messages go to the first."""
        number, count = self.shard
        return number == (0 if guild_id is None else (int(guild_id) >> 22) % count)

    def push(self, name: str, data: Json) -> None:
        """Send an event, or keep it for RESUME."""
        self.seq += 1
        event = Dispatch(self.seq, name, data)
        self.sent.append(event)
        self.send(event)

    def send(self, event: Dispatch) -> None:
        """Put an event into the live connection's queue, if there is one."""
        if self.outbox is not None:
            self.outbox.put_nowait({"op": 0, "s": event.seq, "t": event.name, "d": event.data})

    def can_resume(self, seq: int) -> bool:
        """Whether everything after `seq` is still here."""
        first = self.sent[0].seq if self.sent else self.seq + 1
        return first - 1 <= seq <= self.seq

    def resume(self, seq: int) -> None:
        """Send again everything after `seq`, then say that this was all."""
        for event in [event for event in self.sent if event.seq > seq]:
            self.send(event)
        self.push("RESUMED", {})

    def replay(self, count: int) -> None:
        """Dispatch the last `count` events once more, as if they happened again."""
        events = [event for event in self.sent if event.name not in ("READY", "RESUMED")]
        for event in events[-count:] if count else []:
            self.push(event.name, event.data)
