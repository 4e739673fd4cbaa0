"""What discord.py itself spends on receiving one message: the unit in which the matcher's cost is told.

Promises: discord.py's own gateway code from polling for a frame to `on_message`: decompression, JSON, `MESSAGE_CREATE`
for a guild and a channel it knows. Leaves out the socket.
"""

import asyncio
import json
import statistics
import time
import zlib
from collections.abc import Sequence
from typing import Any

import aiohttp
import discord
from discord.gateway import DiscordWebSocket

GUILD, CHANNEL, AUTHOR = 100_000_000_000_000_001, 100_000_000_000_000_002, 100_000_000_000_000_003
_ROUNDS = 3


class _Socket:
    """Hands out frames as aiohttp's socket does, without a socket."""

    def __init__(self, frames: Sequence[bytes]) -> None:
        self._frames = iter(frames)

    async def receive(self, timeout: float | None = None) -> aiohttp.WSMessage:  # noqa: ARG002, ASYNC109 - aiohttp's signature
        return aiohttp.WSMessage(aiohttp.WSMsgType.BINARY, next(self._frames), None)


class _Listening(discord.Client):
    async def on_message(self, message: discord.Message) -> None:
        """Take the message and do nothing with it."""


def receiving_cost(texts: Sequence[str]) -> float:
    """Microseconds of the processor a message, the median of several rounds over the texts."""
    return asyncio.run(_measure(texts))


async def _measure(texts: Sequence[str]) -> float:
    client = _Listening(intents=discord.Intents.all())
    client.loop = asyncio.get_running_loop()
    state = client._connection  # noqa: SLF001 - the benchmark stands where the gateway does
    state._add_guild_from_data(_guild())  # noqa: SLF001
    rounds: list[float] = []
    for _ in range(_ROUNDS):
        frames = _frames(texts)
        socket: Any = DiscordWebSocket(_Socket(frames), loop=client.loop)  # pyright: ignore[reportArgumentType]
        socket._dispatch = client.dispatch  # noqa: SLF001
        socket._discord_parsers = state.parsers  # noqa: SLF001
        socket._max_heartbeat_timeout = 60.0  # noqa: SLF001
        socket.shard_id = None
        started = time.thread_time()
        for _ in frames:
            await socket.poll_event()
            await asyncio.sleep(0)
        rounds.append((time.thread_time() - started) / len(frames) * 1e6)
    await client.close()
    return statistics.median(rounds)


def _frames(texts: Sequence[str]) -> list[bytes]:
    """The messages as the gateway sends them: one zlib stream, flushed after each."""
    stream = zlib.compressobj()
    events = (json.dumps({"t": "MESSAGE_CREATE", "s": n, "op": 0, "d": _message(n, t)}) for n, t in enumerate(texts))
    return [stream.compress(event.encode()) + stream.flush(zlib.Z_SYNC_FLUSH) for event in events]


def _message(number: int, text: str) -> dict[str, Any]:
    """An ordinary message with the fields the gateway sends today."""
    return {
        "type": 0,
        "tts": False,
        "timestamp": "2023-05-03T12:00:00.123000+00:00",
        "pinned": False,
        "nonce": str(AUTHOR + number),
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "member": {
            "roles": [str(GUILD + role) for role in range(10, 14)],
            "premium_since": None,
            "pending": False,
            "nick": "Someone else",
            "mute": False,
            "joined_at": "2021-03-05T18:32:07.409000+00:00",
            "flags": 0,
            "deaf": False,
            "communication_disabled_until": None,
            "banner": None,
            "avatar": None,
        },
        "id": str(AUTHOR + number),
        "flags": 0,
        "embeds": [],
        "edited_timestamp": None,
        "content": text,
        "components": [],
        "channel_type": 0,
        "channel_id": str(CHANNEL),
        "author": {
            "username": "someone",
            "public_flags": 64,
            "primary_guild": None,
            "id": str(AUTHOR + number % 50),
            "global_name": "Someone",
            "display_name_styles": None,
            "discriminator": "0",
            "collectibles": None,
            "clan": None,
            "avatar_decoration_data": None,
            "avatar": "0123456789abcdef0123456789abcdef",
        },
        "attachments": [],
        "guild_id": str(GUILD),
    }


def _guild() -> Any:
    channel = {"id": str(CHANNEL), "type": 0, "name": "general", "position": 0, "permission_overwrites": []}
    return {
        "id": str(GUILD),
        "name": "Guild",
        "owner_id": str(AUTHOR),
        "roles": [
            {"id": str(GUILD + role), "name": f"role {role}", "permissions": "0", "position": role, "color": 0}
            for role in (0, *range(10, 14))
        ],
        "channels": [channel],
        "members": [],
        "emojis": [],
        "features": [],
        "member_count": 1,
        "preferred_locale": "en-US",
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "system_channel_flags": 0,
        "premium_progress_bar_enabled": False,
    }
