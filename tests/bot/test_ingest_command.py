"""`onrecord ingest`: what scripts read, what people read, and what happens to many files."""

import io
import json
from pathlib import Path

from bot.commands.progress import Progress
from claims_db.model import Stance
from tests.bot.test_commands import onrecord

BRIDGE = Path(__file__).parents[1] / "data" / "bridge.txt"
KEYS = ["text", "excerpt", "claimant", "role", "via", "stance", "said_on", "hedge", "confidence", "spans"]
PAGE = """<!doctype html><html><head><meta property="og:site_name" content="The Ledger"></head><body><article>
<h1>The weir at Ostwick</h1><p>“The weir was opened without a permit,” harbour master Ines Dahl said on Monday, when
the council had met for a long time with its engineers and with those who live below it.</p></article></body></html>"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_json_is_what_was_agreed_and_every_span_a_slice(tmp_path: Path) -> None:
    text = BRIDGE.read_text(encoding="utf-8").replace("\n", "\r\n")
    (tmp_path / "bridge.txt").write_bytes(text.encode())
    (line,) = onrecord(tmp_path, "ingest", "--json", "bridge.txt").stdout.splitlines()
    found = json.loads(line)
    assert list(found) == ["article", "drafts"]
    assert found["article"]["text"] == text
    assert found["article"]["published_on"] == "2026-03-03"
    assert len(found["drafts"]) > 5
    for draft in found["drafts"]:
        assert list(draft) == KEYS
        assert draft["stance"] in list(Stance)
        assert 0 < draft["confidence"] <= 1
        assert list(draft["spans"]) == ["source", "cue", "content"]
        slices = [text[start:end] for start, end in draft["spans"]["content"]]
        assert " … ".join(" ".join(part.split()) for part in slices) == draft["excerpt"]
    lind = next(draft for draft in found["drafts"] if draft["claimant"] == "Marta Lind")
    assert any(text[start:end] in {"Lind", "Mayor Marta Lind", "She"} for start, end in lind["spans"]["source"])
    assert not (tmp_path / "onrecord.db").exists()


def test_the_spans_of_a_page_count_in_its_markup(tmp_path: Path) -> None:
    page = PAGE.replace("without a permit", "<i>with&shy;out</i> a\r\n   permit")
    (tmp_path / "page.html").write_bytes(page.encode())
    found = json.loads(onrecord(tmp_path, "ingest", "--json", "page.html").stdout)
    assert found["article"]["text"] == page
    (draft,) = found["drafts"]
    assert "lost" not in draft
    parts = {name: [page[start:end] for start, end in spans] for name, spans in draft["spans"].items()}
    assert parts["source"] == ["harbour master Ines Dahl"]
    assert parts["cue"] == ["said"]
    assert parts["content"] == ["“The weir was opened", "with&shy;out", "a\r\n   permit,”"]


def test_one_article_is_shown_to_people(tmp_path: Path) -> None:
    shown = onrecord(tmp_path, "ingest", str(BRIDGE)).stdout
    assert "Nobody here has signed a contract." in shown
    assert "Tomas Brandt (director) asserts it" in shown
    assert "newsletter" not in shown
    (tmp_path / "menu.txt").write_text("Home\nSports\nSign up for our newsletter and get it in your inbox\n")
    assert "Nobody is quoted here" in onrecord(tmp_path, "ingest", "menu.txt").stdout


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "empty.txt").write_text("")
    done = onrecord(tmp_path, "ingest", str(BRIDGE), "empty.txt", "gone.txt", ".", "page.html", code=2)
    assert f"{BRIDGE}: " in done.stdout
    assert "page.html: 1 draft" in done.stdout
    assert "2 articles read, " in done.stdout
    assert "3 could not be read." in done.stdout
    for problem in ("empty.txt is empty.", "gone.txt is not there.", ". cannot be read as a file."):
        assert f"onrecord: {problem}" in done.stderr
    assert "5/5 " in done.stderr


def test_several_with_json_are_a_line_each_in_order(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    done = onrecord(tmp_path, "ingest", "--json", "page.html", str(BRIDGE))
    places = [json.loads(line)["article"]["place"] for line in done.stdout.splitlines()]
    assert places == ["page.html", str(BRIDGE)]
    assert "2 articles read" in done.stderr


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7\n")
    for place, sentence in (
        ("gone.txt", "gone.txt is not there."),
        ("scan.pdf", "scan.pdf is"),
        ("https://halden.example/bridge", "fetching is switched off here."),
    ):
        error = onrecord(tmp_path, "ingest", "--json", place, code=2).stderr
        assert error.startswith("onrecord: ")
        assert sentence in error
        assert len(error.splitlines()) == 1


def test_addresses_are_asked_only_as_configured(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("articles: {fetch: true, deny: [halden.example]}\n")
    error = onrecord(tmp_path, "ingest", "https://www.halden.example/bridge", code=2).stderr
    assert "its server is not among those asked here" in error
    assert "is not" in onrecord(tmp_path, "ingest", "http://127.0.0.1/bridge", code=2).stderr


def test_a_bar_is_drawn_where_somebody_watches_a_terminal() -> None:
    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        progress = Progress(2, stream)
        progress.step("a.txt")
        progress.step("b.txt")
        progress.end()
    assert "\r[###############...............] 1/2 a.txt" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert file.getvalue() == "1/2 a.txt\n2/2 b.txt\n"
