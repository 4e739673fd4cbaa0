"""Moderators see their numbers, as words and as pictures, on command and once a week."""

import asyncio
import struct
import sys
import zlib
from datetime import timedelta

import pytest

from bot.clock import now
from bot.cogs.digest import DigestCog
from bot.pictures.studio import Studio
from bot.pictures.values import Bar, Claims
from claims_db.curation import By
from claims_db.digests import PERIOD
from claims_db.servers import Settings
from claims_db.watching.precision import Label
from claims_db.watching.rules import Mode, Rules
from sandbox import Attachment, Message, Sandbox
from tests.bot.desk import odile
from tests.bot.test_lookup import FIRST
from tests.conftest import Newsroom, Opened

CLAIMS = Claims(claims=(Bar(symbol="✕", name="Bridge sold to a circus", colour=0xD1383D, count=3),))
MMR = "the mmr vaccine causes autism"


@pytest.fixture(autouse=True)
def no_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that talks to Discord cannot import it, whatever other tests have imported."""
    for name in [name for name in sys.modules if name.split(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)  # an import of it fails


def size_of(png: bytes) -> tuple[int, int]:
    """The width and height of a PNG, every chunk of which is whole, and whose pixels are all there."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    position, pixels, width, height = 8, b"", 0, 0
    while position < len(png):
        length, kind = struct.unpack_from(">I4s", png, position)
        body = png[position + 8 : position + 8 + length]
        (check,) = struct.unpack_from(">I", png, position + 8 + length)
        assert zlib.crc32(kind + body) == check
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack_from(">IIBB", body)
            assert (depth, colours) == (8, 6)
        pixels += body if kind == b"IDAT" else b""
        position += length + 12
    assert len(zlib.decompress(pixels)) == height * (1 + 4 * width)
    return width, height


def pictures(message: Message | None) -> dict[str, Attachment]:
    """The pictures that a message shows: each stands in a gallery, with words for those who do not see it."""
    assert message is not None
    shown = {file.filename: file for file in message.attachments}
    galleries = [part for part in message.components[0]["components"] if part["type"] == 12]
    assert [gallery["items"][0]["media"]["url"] for gallery in galleries] == [file.url for file in shown.values()]
    for gallery, file in zip(galleries, shown.values(), strict=True):
        assert file.content_type == "image/png"
        width, height = size_of(file.data)
        assert width == 800
        assert 150 < height < 900
        assert gallery["items"][0]["description"] == file.description
    return shown


def mod_log(newsroom: Newsroom) -> list[Message]:
    """The numbers that the log channel was told."""
    channel = newsroom.sandbox.channel("mod-log")
    return [message for message in channel.messages if "The week in the watched channels" in message.text]


async def settle(newsroom: Newsroom, mode: Mode = Mode.REPLY) -> None:
    settings = Settings(
        log_channel=int(newsroom.sandbox.channel("mod-log").id),
        channels={int(newsroom.general.id): Rules(mode=mode, vouched=True, cooldown_minutes=0)},
        numbers_at=now(),
    )
    await newsroom.service.servers.put(newsroom.sandbox.guild.id, settings)


async def repeat(newsroom: Newsroom, text: str = FIRST, label: Label | None = None) -> None:
    """A message that is answered, and what a moderator says of the answer."""
    message = await newsroom.mira.say(newsroom.general, text)
    await newsroom.settled()
    if label is not None:
        by = By(server=newsroom.sandbox.guild.id, actor=odile(newsroom).id, at=now(), administrator=True)
        await newsroom.service.moderation.label(int(message.id), label, by)


async def a_week_later(newsroom: Newsroom, later: timedelta = PERIOD) -> None:
    at = now() + later
    await DigestCog(newsroom.bots[-1], lambda: at).send()


async def test_stats_show_what_came_up_and_how_it_was_answered(newsroom: Newsroom) -> None:
    await settle(newsroom)
    await repeat(newsroom, label=Label.RIGHT)
    await repeat(newsroom, label=Label.WRONG)
    await repeat(newsroom, MMR)
    ada = newsroom.sandbox.person("ada")
    answer = await ada.use(newsroom.general, "watch stats")
    assert answer.ephemeral
    for expected in (
        "The last 30 days",
        "2 claims came up, 3 times in all",
        "◌ Unverified · **Drone attack on Putin** · 2 times",
        "✕ False · **MMR vaccine and autism** · 1 time",
        "Replies: 3 made, 0 taken back, 0 kept back in shadow",
        "1 of 2 right: 50%",
        "✓ 1 right · ✕ 1 wrong · ≠ 0 right claim, wrong relation",
        "1 answer in the log channel without a label",
        "Half of the replies were out after",
    ):
        assert expected in answer.text
    assert set(pictures(answer.message)) == {"claims.png", "answers.png"}
    assert not answer.message.pings


async def test_nothing_is_said_in_a_sentence_and_without_a_picture(newsroom: Newsroom) -> None:
    answer = await newsroom.sandbox.person("ada").use(newsroom.general, "watch stats", days=1)
    assert "Today" in answer.text
    assert "no claim on record came up" in answer.text
    assert pictures(answer.message) == {}


async def test_what_cannot_be_drawn_leaves_the_numbers(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    await settle(newsroom)
    await repeat(newsroom)
    newsroom.bots[-1].studio = Studio("bot.pictures.nobody")
    answer = await newsroom.sandbox.person("ada").use(newsroom.general, "watch stats", days=7)
    assert "1 claim came up" in answer.text
    assert pictures(answer.message) == {}
    assert "no pictures:" in caplog.text
    assert "bot.pictures.nobody" in caplog.text


async def test_the_report_shows_how_precision_developed(newsroom: Newsroom) -> None:
    await settle(newsroom, Mode.SHADOW)
    ada = newsroom.sandbox.person("ada")
    unlabelled = await ada.use(newsroom.general, "watch report", channel=newsroom.general)
    assert "Nothing is labelled yet" in unlabelled.text
    assert pictures(unlabelled.message) == {}
    await repeat(newsroom, label=Label.RIGHT)
    await repeat(newsroom, label=Label.WRONG_RELATION)
    report = await ada.use(newsroom.general, "watch report", channel=newsroom.general)
    assert "1 of 2 right: 50%" in report.text
    shown = pictures(report.message)
    assert set(shown) == {"precision.png", "scores.png"}
    assert "right 1; wrong 0; right claim, wrong relation 1" in shown["precision.png"].description


async def test_the_log_channel_hears_the_numbers_once_a_week(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await settle(newsroom)
            await repeat(newsroom, label=Label.RIGHT)
            await a_week_later(newsroom, PERIOD - timedelta(hours=1))
            assert mod_log(newsroom) == []
            await a_week_later(newsroom)
            (told,) = mod_log(newsroom)
            assert "Drone attack on Putin** · 1 time" in told.text
            assert "Replies: 1 made, 0 taken back" in told.text
            assert set(pictures(told)) == {"claims.png", "answers.png"}
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await a_week_later(newsroom, PERIOD + timedelta(hours=1))
            assert mod_log(newsroom) == [told]
            await a_week_later(newsroom, 2 * PERIOD)
            assert mod_log(newsroom) == [told]  # nothing has come up since


async def test_numbers_that_cannot_be_sent_stay_due(newsroom: Newsroom) -> None:
    await settle(newsroom)
    await repeat(newsroom)
    channel = newsroom.sandbox.channel("mod-log")
    newsroom.sandbox.permit_bot(channel, deny=["SEND_MESSAGES"])
    await a_week_later(newsroom)
    assert mod_log(newsroom) == []
    newsroom.sandbox.permit_bot(channel, deny=["ATTACH_FILES"])
    await a_week_later(newsroom)
    (told,) = mod_log(newsroom)
    assert "Allow me to attach files" in told.text
    assert pictures(told) == {}


async def test_a_channel_that_fell_back_is_named(newsroom: Newsroom) -> None:
    await settle(newsroom)
    for _ in range(10):
        await repeat(newsroom, label=Label.WRONG)
    await a_week_later(newsroom)
    (told,) = mod_log(newsroom)
    assert f"<#{newsroom.general.id}> went back to shadow" in told.text


async def test_a_drawing_that_takes_too_long_is_ended(caplog: pytest.LogCaptureFixture) -> None:
    assert await Studio(patience=0.001).drawn([CLAIMS]) == []
    assert "were not drawn within" in caplog.text


async def test_drawing_leaves_the_loop_free() -> None:
    """Others run while something is drawn: many steps are made before it is there."""
    drawing, steps = asyncio.create_task(Studio().drawn([CLAIMS, CLAIMS])), 0
    while not drawing.done():
        await asyncio.sleep(0)
        steps += 1
    assert len(drawing.result()) == 2
    assert steps > 100
