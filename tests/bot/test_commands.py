"""The command line, as somebody meets it: exit codes, sentences, and nothing lost."""

import asyncio
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

FIRST = "so ukraine actually tried to kill putin with drones at the kremlin lol"
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "ONRECORD_TOKEN"}


def onrecord(where: Path, *args: str, code: int = 0, answer: str = "") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bot", *args],
        cwd=where,
        env=ENVIRONMENT | {"PYTHONPATH": str(Path(__file__).parents[2])},
        input=answer,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def test_search_prints_what_scripts_read(tmp_path: Path) -> None:
    found = json.loads(onrecord(tmp_path, "search", "--json", FIRST).stdout)
    best = found["matches"][0]
    assert set(best) == {"claim", "text", "status", "score", "relation", "evidence"}
    assert (best["claim"], best["status"], best["relation"]) == ("assassination-attempt", "unverified", "repeats")
    assert 0 <= best["score"] <= 1
    assert found["reply"] is True
    assert "drones" in best["evidence"]["matched"]
    nothing = json.loads(onrecord(tmp_path, "search", "--json", "good morning").stdout)
    assert nothing == {"matches": [], "reply": False}


def test_search_tells_people_why_it_would_stay_silent(tmp_path: Path) -> None:
    assert "Passive mode would reply" in onrecord(tmp_path, "search", FIRST).stdout
    assert "Passive mode would stay silent" in onrecord(tmp_path, "search", "kremlin drones").stdout


def test_check_passes_what_is_right_and_names_what_is_wrong(tmp_path: Path) -> None:
    assert "ok    pack kremlin-drones-2023" in onrecord(tmp_path, "check").stdout
    (tmp_path / "config.yaml").write_text("packs: [kremlin-drones-2023, mine.yaml]\n")
    (tmp_path / "mine.yaml").write_text("pack: mine\n")
    wrong = onrecord(tmp_path, "check", code=1).stdout
    assert "wrong pack mine.yaml: mine.yaml: " in wrong
    assert "missing required field `title`" in wrong
    assert "ok    pack kremlin-drones-2023" in wrong


def test_a_changed_pack_is_shown_and_waits_for_a_yes(tmp_path: Path) -> None:
    pack = tmp_path / "ostwick.yaml"
    review = "    reviews:\n      - {status: unverified, as_of: 2026-02-03, reason: Only one side has spoken.}\n"
    text = (
        "pack: ostwick\ntitle: Ostwick\nclaims:\n  - slug: dam\n    title: Dam\n    text: The dam is shut.\n" + review
    )
    pack.write_text(text)
    assert "added dam" in onrecord(tmp_path, "import", "ostwick.yaml", "--yes").stdout
    assert "loaded as it is" in onrecord(tmp_path, "import", "ostwick.yaml").stdout
    pack.write_text(text.replace("The dam is shut.", "The dam is open."))
    shown = onrecord(tmp_path, "import", "ostwick.yaml", code=1).stdout
    assert "- text: The dam is shut." in shown
    assert "+ text: The dam is open." in shown
    assert "Nothing was changed." in shown
    assert "1 claims changed" in onrecord(tmp_path, "import", "ostwick.yaml", "--yes").stdout
    assert "loaded as it is" in onrecord(tmp_path, "import", "ostwick.yaml").stdout


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ("packs: {", "config.yaml, line 2: is not YAML"),
        ("databse: x\n", "unknown field `databse`"),
        ("packs: [none]\n", "There is no pack “none”"),
        ("database: no/such/folder.db\n", "cannot be used"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(tmp_path: Path, config: str, sentence: str) -> None:
    (tmp_path / "config.yaml").write_text(config)
    error = onrecord(tmp_path, "search", "x", code=2).stderr
    assert error.startswith("onrecord: ")
    assert sentence in error
    assert len(error.splitlines()) == 1


def test_databases_that_cannot_be_used_are_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    onrecord(tmp_path, "search", "x")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE schema_version SET version = 99")
    connection.close()
    before = path.read_bytes()
    assert "schema version 99" in onrecord(tmp_path, "search", "x", code=2).stderr
    assert path.read_bytes() == before
    locked = sqlite3.connect(path, isolation_level=None)
    locked.execute("PRAGMA locking_mode = EXCLUSIVE")
    locked.execute("BEGIN EXCLUSIVE")
    assert "locked by another program" in onrecord(tmp_path, "search", "x", code=2).stderr
    locked.close()


def test_run_without_a_token_says_what_to_do(tmp_path: Path) -> None:
    assert "onrecord try" in onrecord(tmp_path, "run", code=2).stderr


def test_an_occupied_port_gets_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        error = onrecord(tmp_path, "try", "--port", str(port), code=2).stderr
    assert f"Port {port} is taken" in error


def test_backup_copies_and_overwrites_nothing(tmp_path: Path) -> None:
    assert "is not there" in onrecord(tmp_path, "backup", "copy.db", code=2).stderr
    onrecord(tmp_path, "search", "x")
    onrecord(tmp_path, "backup", "copy.db")
    assert "there already" in onrecord(tmp_path, "backup", "copy.db", code=2).stderr
    (tmp_path / "config.yaml").write_text("database: copy.db\n")
    assert "copy.db holds" in onrecord(tmp_path, "check").stdout


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
async def test_try_prints_its_address_and_ends_cleanly(tmp_path: Path, end: signal.Signals) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "try", "--port", "0"),
        cwd=tmp_path,
        env=ENVIRONMENT | {"TMPDIR": str(scratch), "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    async with asyncio.timeout(60):
        line = (await process.stdout.readline()).decode()
        assert re.search(r"http://127\.0\.0\.1:\d+/", line)
        process.send_signal(end)
        _, stderr = await process.communicate()
    assert process.returncode == 0
    assert b"Traceback" not in stderr
    assert list(scratch.iterdir()) == []
    assert not (tmp_path / "onrecord.db").exists()
