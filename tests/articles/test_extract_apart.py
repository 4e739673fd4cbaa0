"""Reading in a process of its own: the loop stays free, limits hold, and the page gets hold of nothing."""

import asyncio
import socket
import sys
from pathlib import Path

import pytest

from claims_db.articles.pages.extract import extract
from claims_db.articles.pages.reading import Reader, ReadingLimits
from claims_db.errors import ArticleTooHeavy, NotAnArticle
from tests.articles.test_extract import LEAD, LINKED, QUOTE, URL, document, linked

MANY_ATTRIBUTES = ("<html><body><p " + " ".join(f"a{number}=1" for number in range(400_000)) + ">x").encode()
"""A tag that libxml2 reads in quadratic time: minutes, for five megabytes."""


async def test_it_reads_what_extract_reads() -> None:
    body = document(linked(LINKED))
    assert await Reader().read(body, "text/html", "utf-8", URL) == extract(body, "text/html", "utf-8", URL)


@pytest.mark.parametrize("body", [LEAD.encode(), "Grüße".encode("cp1252")])
async def test_plain_text_is_read_too(body: bytes) -> None:
    assert await Reader().read(body, "text/plain", "latin1", URL) == extract(body, "text/plain", "latin1", URL)


async def test_refusals_come_back_as_what_they_are() -> None:
    for body, kind in ((b"<p>x" + b"<b>" * 2000, ArticleTooHeavy), (b"<html></html>", NotAnArticle)):
        with pytest.raises(kind) as here:
            extract(body, "text/html")
        with pytest.raises(kind) as apart:
            await Reader().read(body, "text/html")
        assert str(apart.value) == str(here.value)


async def test_five_megabytes_of_paragraphs_are_read() -> None:
    page = document(body="".join(f"<p>{number}. {LEAD} {QUOTE}</p>" for number in range(22_000)))
    text = (await Reader(ReadingLimits(seconds=60)).read(page, "text/html")).text
    assert text.count(LEAD) == 22_000


async def test_a_page_that_would_take_minutes_is_ended_and_the_loop_stays_free() -> None:
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(0.01)
            beats += 1

    heart = asyncio.create_task(beat())
    with pytest.raises(ArticleTooHeavy, match=r"could not be read within 0\.5 seconds"):
        await asyncio.wait_for(Reader(ReadingLimits(seconds=0.5)).read(MANY_ATTRIBUTES, "text/html"), 30)
    heart.cancel()
    assert beats > 5


async def test_memory_is_bounded() -> None:
    reader = Reader(ReadingLimits(memory_bytes=150 << 20))
    assert LEAD in (await reader.read(document(), "text/html")).text
    with pytest.raises(ArticleTooHeavy, match="more memory than it may, or breaks the reader"):
        await reader.read(b"<html><body><p>" + b"text<br>" * 99_000, "text/html")


async def test_the_process_is_ended_with_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    started: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()
    start = asyncio.create_subprocess_exec

    async def noting(*arguments: str, **options: object) -> asyncio.subprocess.Process:
        process = await start(*arguments, **options)
        started.put_nowait(process)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noting)
    reading = asyncio.create_task(Reader().read(MANY_ATTRIBUTES, "text/html"))
    process = await started.get()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert process.returncode


async def test_the_process_knows_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is started with an environment of its own, and not with code from the working directory."""
    monkeypatch.setenv("ONRECORD_TOKEN", "opens nothing")
    (tmp_path / "msgspec.py").write_text("raise SystemExit('from the working directory')")
    monkeypatch.chdir(tmp_path)
    assert LEAD in (await Reader().read(document(), "text/html")).text


async def test_the_process_has_no_network_and_starts_no_programs() -> None:
    script = (
        "import sys, socket, subprocess\n"
        "from claims_db.articles.pages import parsing\n"
        "sys.addaudithook(parsing._refuse)\n"
        "for attempt in (socket.socket, lambda: socket.getaddrinfo('a.example', 80),"
        " lambda: subprocess.run(['true'])):\n"
        "    try: attempt()\n"
        "    except PermissionError: print('refused')\n"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    assert said.split() == [b"refused"] * 3


def test_reading_a_page_opens_no_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        host = f"http://127.0.0.1:{listening.getsockname()[1]}"
        head = f'<base href="{host}/"><link rel=stylesheet href="/x.css"><script src="/x.js"></script>'
        body = f'<iframe src="/f"></iframe><img src="/i.png"><xi:include href="/y"/><p>{LEAD}</p><p>{QUOTE}</p>'
        doctype = f'<!DOCTYPE html SYSTEM "{host}/dtd">'.encode()
        assert LEAD in extract(doctype + document(head, body), "text/html", None, f"{host}/story").text
        with pytest.raises(BlockingIOError):
            listening.accept()


async def test_many_are_read_one_after_another() -> None:
    reader = Reader(ReadingLimits(at_once=2))
    found = await asyncio.gather(*(reader.read(document(), "text/html") for _ in range(5)))
    assert {one.text for one in found} == {extract(document(), "text/html").text}
