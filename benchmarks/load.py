"""A busy evening: the real bot on a Discord on loopback, hundreds of messages a second, and what becomes of each.

Run `python -m benchmarks.load [--json] [--rate 500] [--seconds 60] [--channels 200] [--claims 10000]`. The sandbox is
this process, the bot another one, with its claims in an SQLite file. Of the messages a known share repeats claims, each
in a channel that has not heard it yet and no more than Discord lets a bot answer; the rest is chat that is made up, or
read from `--lines CHAT.jsonl` (`{"text"}`). A message is lost when the bot never saw it, or did not answer it though it
repeats a claim. Replies are timed from the moment a message exists until the reply does, commands from their use until
the whole answer is there: both hold more than the bot's own part. Wants Linux, whose `/proc` tells memory and waiting.
"""

import argparse
import asyncio
import json
import math
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from benchmarks.corpora import SEED, Made, read_texts
from benchmarks.loaded_bot import Start, Vitals
from bot.config import Config, Passive
from claims_db.interchange.packs import Pack
from claims_db.model import (
    Attribution,
    Claim,
    Claimant,
    Review,
    Scope,
    ScopeKind,
    Source,
    Stance,
    VerificationStatus,
    Wording,
)
from claims_db.service import open_service
from sandbox import Channel, InteractionFailed, Message, Sandbox

REPLIES_A_SECOND = 30
"""Discord takes 50 requests a second from a bot; commands and what else it does want their share."""
SETTLED_AFTER = 10.0
"""Seconds within which memory has grown to what the work takes."""
PATIENCE = 30.0
PACK = Scope(kind=ScopeKind.PACK, name="made")
COMMANDS = (("claim search", {"text": "drones over the harbour"}), ("claim recent", {}))


@dataclass(frozen=True, slots=True)
class Line:
    """What is said in a channel; whether it repeats a claim, and so is to be answered."""

    channel: Channel
    text: str
    claim: bool


@dataclass(slots=True, repr=False)
class Evening:
    """What happened, as seen from outside the bot. `vitals` are what it said of itself, by seconds since the start."""

    sandbox: Sandbox
    script: Sequence[Line]
    rate: float
    said: list[tuple[Line, Message]] = field(default_factory=list)
    commands: list[float] = field(default_factory=list)
    failed: int = 0
    vitals: list[tuple[float, Vitals]] = field(default_factory=list)
    began: float = math.inf
    ended: float = 0.0

    @property
    def now(self) -> float:
        """Seconds since the first message; before it, less than nothing."""
        return time.perf_counter() - self.began

    @property
    def seen(self) -> int:
        """How many messages the bot has seen, as far as it said."""
        return self.vitals[-1][1].seen if self.vitals else 0

    async def speak(self) -> None:
        """Say every line when it is due."""
        mira = self.sandbox.person("mira")
        self.began = time.perf_counter()
        for number, line in enumerate(self.script):
            if (early := number / self.rate - self.now) > 0:
                await asyncio.sleep(early)
            self.said.append((line, await mira.say(line.channel, line.text)))
            if number % int(5 * self.rate) == 0:
                self._tell()
        self.ended = self.now

    async def command(self) -> None:
        """Use a command each second, and note how long the answer took."""
        odile, general = self.sandbox.person("odile"), self.sandbox.channel("general")
        while True:
            words, options = COMMANDS[len(self.commands) % len(COMMANDS)]
            started = time.perf_counter()
            try:
                await odile.use(general, words, **options)
            except InteractionFailed:
                self.failed += 1
            self.commands.append(time.perf_counter() - started)
            await asyncio.sleep(1)

    async def listen(self, reports: asyncio.StreamReader) -> None:
        """Take down what the bot says of itself."""
        async for line in reports:
            self.vitals.append((self.now, msgspec.json.decode(line, type=Vitals)))

    async def settled(self) -> None:
        """Wait until the bot is done, or long enough."""
        due = sum(line.claim for line in self.script)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while self.seen < len(self.said) or self.answers().total() < due:  # noqa: ASYNC110 -- no bell
                    await asyncio.sleep(0.2)

    def answers(self) -> Counter[str]:
        """How many replies stand beneath each message that has any."""
        return Counter(reply.reference_id or "" for reply in self.replies())

    def replies(self) -> list[Message]:
        """All that the bot said in the channels."""
        channels = {line.channel.id: line.channel for line in self.script}
        return [message for channel in channels.values() for message in channel.messages if message.author.bot]

    def _tell(self) -> None:
        done = f"{len(self.said):,} said, {self.seen:,} seen, {len(self.commands)} commands"
        print(f"{self.now:4.0f} s: {done}", file=sys.stderr)


def made_claim(wording: Wording) -> Claim:
    """A claim with as much around it as a card shows."""
    day = datetime.now(UTC).date()
    return Claim(
        id=wording.claim_id,
        scope=PACK,
        slug=wording.claim_id.partition("/")[2],
        title=wording.title,
        text=wording.text,
        reviews=(Review(status=VerificationStatus.UNVERIFIED, reason="Only one side has spoken.", as_of=day),),
        attributions=(
            Attribution(claimant=Claimant(name="Somebody"), stance=Stance.ASSERTS, source="wire", via=("A wire",)),
        ),
        sources=(Source(key="wire", title="What somebody said", publisher="A wire", url="https://wire.example/said"),),
    )


async def put_on_record(database: Path, wordings: Sequence[Wording], wanted: int) -> list[str]:
    """Store the claims, and choose texts that the shipped settings answer, each of another claim."""
    chosen: list[str] = []
    async with open_service(database) as service:
        claims = tuple(made_claim(wording) for wording in wordings)
        pack = Pack(name=PACK.name, title="Made up", description=None, claims=claims)
        at = datetime.now(UTC)
        await service.loading.load(pack, actor="benchmark", at=at)
        for wording in wordings:
            if len(chosen) == wanted:
                break
            if (await service.watching.judge(wording.text, at)).reply:
                chosen.append(wording.text)
    return chosen


def scripted(channels: Sequence[Channel], chat: Sequence[str], repeats: Sequence[str], length: int) -> list[Line]:
    """The lines in their order: repeats evenly among the chat, by turns through the channels."""
    rng = random.Random(SEED)
    turns: list[Channel] = []
    script: list[Line] = []
    said = 0
    for number in range(length):
        if (number + 1) * len(repeats) // length > said:
            turns = turns or rng.sample(channels, len(channels))
            script.append(Line(turns.pop(), repeats[said], claim=True))
            said += 1
        else:
            script.append(Line(rng.choice(channels), chat[number % len(chat)], claim=False))
    return script


@asynccontextmanager
async def bot_of(evening: Evening, config: Config) -> AsyncGenerator[None]:
    """The bot in a process of its own, connected; it ends with the block."""
    sandbox = evening.sandbox
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.loaded_bot", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin  # noqa: S101 -- both are pipes
    assert process.stdout  # noqa: S101
    listening = asyncio.create_task(evening.listen(process.stdout))
    start = Start(sandbox.api, sandbox.gateway, sandbox.token, config)
    process.stdin.write(msgspec.json.encode(start) + b"\n")
    try:
        await sandbox.ready(timeout=120)
        await sandbox.person("odile").use(sandbox.channel("general"), "claim recent")
        yield
    finally:
        process.stdin.close()
        await process.wait()
        await listening


async def spend(options: argparse.Namespace, chat: Sequence[str], database: Path) -> Evening:
    """Let the evening happen."""
    length, due = int(options.rate * options.seconds), int(REPLIES_A_SECOND * options.seconds)
    print(f"putting {options.claims:,} claims on record ...", file=sys.stderr)
    repeats = await put_on_record(database, list(Made().claims(options.claims)), due)
    async with Sandbox() as sandbox:
        channels = [sandbox.add_channel(f"channel-{number}") for number in range(options.channels)]
        config = Config(
            database=str(database), packs=(), passive=Passive(channels=tuple(int(channel.id) for channel in channels))
        )
        evening = Evening(sandbox, scripted(channels, chat, repeats, length), options.rate)
        async with bot_of(evening, config):
            commanding = asyncio.create_task(evening.command())
            await evening.speak()
            commanding.cancel()
            await evening.settled()
    return evening


def figures(evening: Evening) -> dict[str, float]:
    """What is to be shown of it."""
    answers = evening.answers()
    due = {message.id for line, message in evening.said if line.claim}
    last = evening.vitals[-1][1]
    waits = sorted(
        (reply.created_at - reply.reference.created_at) / timedelta(milliseconds=1)
        for reply in evening.replies()
        if reply.reference
    )
    after_start = [vitals for at, vitals in evening.vitals if at >= SETTLED_AFTER] or [last]
    (since, first), *_, (until, final) = [each for each in evening.vitals if 0 <= each[0] <= evening.ended]
    commands = [1000 * took for took in evening.commands]
    return {
        "messages": len(evening.said),
        "messages a second": len(evening.said) / evening.ended,
        "not seen by the bot": len(evening.said) - last.seen,
        "events that failed": last.failed,
        "repeat a claim": len(due),
        "of these answered once": sum(answers[one] == 1 for one in due),
        "answered twice": sum(count > 1 for count in answers.values()),
        "other messages answered": len(set(answers) - due),
        "reply ms, median": statistics.median(waits),
        "reply ms, 95th percentile": waits[int(0.95 * len(waits))],
        "reply ms, 99th percentile": waits[int(0.99 * len(waits))],
        "reply ms, longest": waits[-1],
        "commands": len(commands),
        "commands not answered": evening.failed,
        "command ms, median": statistics.median(commands),
        "command ms, longest": max(commands),
        "memory MB after 10 s": after_start[0].memory / 1e6,
        "memory MB at the end": last.memory / 1e6,
        "bot's share of a processor": (final.processor - first.processor) / (until - since),
        "the same a message, us": 1e6 * (final.processor - first.processor) / (final.seen - first.seen),
        "share of time without one": (final.waited - first.waited) / (until - since),
        "longest stall ms": 1000 * last.stalled,
        **requests(evening),
        "processors": os.cpu_count() or 0,
        "load of the machine": os.getloadavg()[0],
    }


def requests(evening: Evening) -> dict[str, float]:
    """The most that the bot asked of Discord at once: 50 a second are allowed, 5 in 5 s for one channel's messages."""
    posts = [request for request in evening.sandbox.requests if request.path.startswith("/channels/")]
    moments = [request.at.timestamp() for request in posts]
    channels: dict[str, list[float]] = {}
    for request in posts:
        channels.setdefault(request.path, []).append(request.at.timestamp())
    return {
        "most requests in a second": densest(moments, 1),
        "most to a channel in 5 s": max(densest(each, 5) for each in channels.values()),
    }


def densest(moments: Sequence[float], seconds: float) -> int:
    """The largest number of moments within so many seconds."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rate", type=float, default=500, help="messages a second")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--channels", type=int, default=200)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument(
        "--lines", type=Path, action="append", default=[], help="chat as JSON Lines; made up if left out"
    )
    options = parser.parse_args()
    chat = read_texts(options.lines) if options.lines else Made().chat(int(options.rate * options.seconds))
    with tempfile.TemporaryDirectory(prefix="onrecord-") as scratch:
        evening = asyncio.run(spend(options, chat, Path(scratch) / "claims.db"))
    table = {name: round(value, 3) for name, value in figures(evening).items()}
    if options.json:
        print(json.dumps(table))
    else:
        print("\n".join(f"{name:<28} {value:>12,.6g}" for name, value in table.items()))


if __name__ == "__main__":
    main()
