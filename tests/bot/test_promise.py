"""The promise, tested on the program as it runs: no word of a message is kept or logged, and nobody else is called."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sandbox import Channel, Message, Person, Sandbox
from tests.bot.observed import FOUND
from tests.bot.test_ingestion import BRIDGE
from tests.bot.test_lookup import FIRST
from tests.bot.test_settings import MENU, moderator
from tests.claims_db.acts import contents

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds for each thing: what is said here holds on a busy machine, too."""
LOUD = "discord:\n  token_file: token\npassive:\n  channels: [{news}]\n  allow_setup: true\nlog_level: debug\n"
VACCINE = "is it true that the mmr vaccine causes autism?"
NEUTRINOS = "cern proved neutrinos go faster than light"
SMOKING = "smoking causes lung cancer"
SUBMITTED = "Ostwick paints its trams in the colours of the sea."


@dataclass(kw_only=True)
class Run:
    """A bot in a process of its own, the people around it, and what they wrote."""

    sandbox: Sandbox
    folder: Path
    marks: list[str] = field(default_factory=list)
    kept: bytes = b""
    """The files while it ran, with all that SQLite puts beside its own."""
    output: str = ""

    def person(self, name: str) -> Person:
        return self.sandbox.person(name)

    def marked(self, text: str) -> str:
        """A text with a word that stands nowhere else."""
        self.marks.append(f"zebra{'abcdefghijklmnopqrstuvwxyz'[len(self.marks)] * 3}marmalade")
        return f"{text} {self.marks[-1]}"

    async def say(self, name: str, channel: Channel, text: str) -> Message:
        return await self.person(name).say(channel, self.marked(text))

    @property
    def observed(self) -> set[str]:
        return {line.removeprefix(FOUND).strip() for line in self.output.splitlines() if line.startswith(FOUND)}


def by_bot(message: Message) -> bool:
    return message.author.bot


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Run]:
    """Run the bot, and stop it as whoever runs it would; the output is there afterwards."""
    async with Sandbox(patience=PATIENCE) as sandbox:
        (folder / "config.yaml").write_text(LOUD.format(news=sandbox.channel("news").id))
        (folder / "token").write_text(sandbox.token)
        environment = {name: value for name, value in os.environ.items() if name != "ONRECORD_TOKEN"}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bot.observed", sandbox.api, sandbox.gateway),
            cwd=folder,
            env=environment | {"PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        reading = asyncio.create_task(process.communicate())
        run = Run(sandbox=sandbox, folder=folder)
        try:
            await sandbox.ready(timeout=PATIENCE)
            yield run
        finally:
            process.send_signal(signal.SIGTERM)
            output, _ = await reading
        run.output = output.decode()
        assert process.returncode == 0, run.output


async def set_up(run: Run) -> None:
    """News are answered, as the operator configured it; #general is in shadow."""
    ada, general, log = run.person("ada"), run.sandbox.channel("general"), run.sandbox.channel("mod-log")
    answer = await ada.use(general, "onrecord setup")
    for menu, chosen in (
        ("curator_role", [moderator(run.sandbox)]),
        ("review_channel", [log]),
        ("log_channel", [log]),
        ("watched", [general]),
    ):
        answer = await ada.select(answer, f"{MENU}{menu}", chosen)


async def look_up(run: Run) -> None:
    general, mira = run.sandbox.channel("general"), run.person("mira")
    assert "Putin" in (await mira.use(general, "claim search", text=run.marked(FIRST))).text
    await run.say("mira", general, f"{run.sandbox.bot_mention} drone attack on Putin")
    assert "Putin" in (await general.wait_for(by_bot, timeout=PATIENCE)).text
    message = await run.say("tomas", general, "good morning everybody, anyone up for a game?")
    await mira.use_on_message("Check claims", message)
    await run.person("odile").use(general, "curate test", text=run.marked(VACCINE))


async def answer(run: Run) -> None:
    """A reply that fails, one that is wrong, one whose message is changed, and one whose message is deleted."""
    news, mira = run.sandbox.channel("news"), run.person("mira")
    run.sandbox.fail("POST", r"/channels/\d+/messages$", 400, json={"code": 50035, "message": "Invalid"})
    await run.say("mira", news, SMOKING)
    await run.say("tomas", news, FIRST)
    reply = await news.wait_for(by_bot, timeout=PATIENCE)
    assert "Matched automatically" in reply.text
    await mira.press(reply, "Why this reply?")
    await run.person("odile").press(reply, "Wrong match")
    await news.wait_until(lambda: reply.deleted, timeout=PATIENCE)
    message = await run.say("mira", news, NEUTRINOS)
    reply = await news.wait_for(by_bot, timeout=PATIENCE)
    await mira.edit(message, run.marked("what a lovely day"))
    await news.wait_until(lambda: reply.deleted, timeout=PATIENCE)
    message = await run.say("mira", news, VACCINE)
    reply = await news.wait_for(by_bot, timeout=PATIENCE)
    await mira.delete(message)
    await news.wait_until(lambda: reply.deleted, timeout=PATIENCE)


async def label_in_shadow(run: Run) -> None:
    await run.say("tomas", run.sandbox.channel("general"), VACCINE)
    log = run.sandbox.channel("mod-log")
    card = await log.wait_for(lambda message: "I would answer" in message.text, timeout=PATIENCE)
    await run.person("odile").press(card, "Right")
    await log.wait_until(lambda: "**✓ Right**, says" in card.text, timeout=PATIENCE)


async def put_on_record(run: Run) -> None:
    """What people put on record on purpose is kept; the message that it came with is not."""
    general, odile = run.sandbox.channel("general"), run.person("odile")
    form = await run.person("mira").use(general, "claim submit", text=SUBMITTED)
    await run.person("mira").submit(form, {"Title": "Trams", "Who says so": "The Ostwick Post"})
    file = odile.upload("bridge.txt", BRIDGE.read_bytes(), "text/plain; charset=utf-8")
    carrying = await odile.say(general, run.marked("read this"), files=[file])
    read = await odile.use_on_message("Read article", carrying)
    await general.wait_until(lambda: "for review in <#" in read.text, timeout=PATIENCE)


async def be_left_alone(run: Run) -> None:
    general, tomas = run.sandbox.channel("general"), run.person("tomas")
    await tomas.use(general, "onrecord optout")
    await run.say("tomas", run.sandbox.channel("news"), "vitamin c prevents colds")
    await tomas.press(await tomas.use(general, "privacy"), "Export")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """One run through everything that is done with messages."""

    async def through() -> Run:
        async with running(tmp_path_factory.mktemp("run")) as run:
            for part in (set_up, look_up, answer, label_in_shadow, put_on_record, be_left_alone):
                await part(run)
            run.kept = contents(run.folder)
        return run

    return asyncio.run(through())


def test_no_word_of_a_message_is_in_the_files(ran: Run) -> None:
    for kept in (ran.kept, contents(ran.folder)):
        assert SUBMITTED.encode() in kept  # words are looked for where there are some
        for said in (*ran.marks, FIRST, VACCINE, NEUTRINOS):
            for encoding in ("utf-8", "utf-16-le"):
                assert said.encode(encoding) not in kept, said


def test_no_word_of_a_message_is_in_the_log(ran: Run) -> None:
    assert "passed: mode, author" in ran.output
    assert "in on_message" in ran.output
    for said in (*ran.marks, FIRST, VACCINE, NEUTRINOS, SUBMITTED):
        assert said not in ran.output, said


def test_nothing_but_discord_is_called(ran: Run) -> None:
    host, _, port = ran.sandbox.api.removeprefix("http://").partition("/")[0].partition(":")
    assert ran.observed == {f"socket.connect ('{host}', {port})"}
