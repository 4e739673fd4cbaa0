import logging
import stat
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.matching import gathering, snapshot
from claims_db.matching.gathering import Gathered, gathered, whole_text
from claims_db.matching.matcher import Matcher
from claims_db.matching.snapshot import SOURCES, Snapshot
from claims_db.model import ClaimId, Wording
from tests.matching.test_properties import SENTENCES, claim_texts, messages, slow, wordings
from tests.test_structure import imported

CLAIMS = wordings([f"{text} It was article {number} that said so." for number, text in enumerate(SENTENCES * 8)])


@pytest.fixture(autouse=True, scope="module")
def _from_the_first_claim_on() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot, "FEWEST", 1)
        yield


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "claims.db").touch()
    return tmp_path / "claims.db-terms"


def at(path: Path) -> Snapshot:
    return Snapshot(path, like=path.with_name("claims.db"))


def seen(terms: Gathered) -> tuple[dict[str, list[int]], list[int]]:
    return {term: sorted(claims) for term, claims in terms.holders.items()}, terms.lengths


def taken_apart(path: Path, claims: Sequence[Wording], monkeypatch: pytest.MonkeyPatch) -> list[Wording]:
    """The claims that a file is no help with; all are gathered as they are without it."""
    expected, taken = seen(gathered(claims)), list[Wording]()
    with monkeypatch.context() as patch:
        patch.setattr(gathering, "whole_text", lambda wording: taken.append(wording) or whole_text(wording))
        assert seen(at(path).gather(claims)) == expected
    return taken


changes = st.lists(st.tuples(st.sampled_from(["keep", "reword", "drop"]), claim_texts), max_size=12)


@given(changes, st.lists(claim_texts, max_size=4), st.lists(messages, min_size=1, max_size=4), st.randoms())
@slow
def test_what_changed_since_makes_no_difference(
    then: list[tuple[str, str]], new: list[str], texts: list[str], rng: object
) -> None:
    before = wordings([text for _, text in then])
    kept = [one for one, (change, _) in zip(before, then, strict=True) if change == "keep"]
    reworded = [
        Wording(claim_id=one.claim_id, text=f"{one.text} Storks did it.", phrasings=("A stork did it.",))
        for one, (change, _) in zip(before, then, strict=True)
        if change == "reword"
    ]
    now = [*wordings(new, "new"), *reworded, *kept]
    with TemporaryDirectory() as folder:
        path = Path(folder, "claims.db-terms")
        path.with_name("claims.db").touch()
        Matcher(before, gather=at(path).gather)
        assert seen(at(path).gather(now)) == seen(gathered(now))
        restarted, fresh = Matcher(now, gather=at(path).gather), Matcher(now)
    for text in texts:
        assert restarted.search(text) == fresh.search(text)


def test_what_has_not_changed_is_not_taken_apart(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert taken_apart(path, CLAIMS, monkeypatch) == CLAIMS
    assert taken_apart(path, CLAIMS[::-1], monkeypatch) == []
    changed = Wording(claim_id=CLAIMS[3].claim_id, text="Another text")
    assert taken_apart(path, [*CLAIMS[:3], changed, *CLAIMS[4:]], monkeypatch) == [changed]


def test_claims_of_the_same_words_are_told_apart(path: Path) -> None:
    twins = [Wording(claim_id=ClaimId(f"a/{number}"), text=SENTENCES[0]) for number in range(3)]
    at(path).gather(twins)
    assert seen(at(path).gather(twins[1:])) == seen(gathered(twins[1:]))


def test_the_file_is_written_anew_when_it_is_worn(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(path).gather(CLAIMS)
    written = path.read_bytes()
    at(path).gather(CLAIMS[1:])
    assert path.read_bytes() == written
    at(path).gather(CLAIMS[2:])
    assert path.read_bytes() != written
    assert taken_apart(path, CLAIMS[2:], monkeypatch) == []


def flipped(content: bytes, at: int) -> bytes:
    return bytes([*content[:at], content[at] ^ 1, *content[at + 1 :]])


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "foreign": lambda _: b"SQLite format 3\0" * 100,
    "cut within its head": lambda content: content[:20],
    "cut behind its head": lambda content: content[:32],
    "cut short": lambda content: content[:-1],
    "too long": lambda content: content + b"\0",
    "another version's": lambda content: flipped(content, 0),
    "another digest": lambda content: flipped(content, 16),
    "another claim": lambda content: flipped(content, 60),
    "another holder": lambda content: flipped(content, len(content) - 4),
    "zeros": lambda content: bytes(len(content)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_named_and_written_anew(
    damage: Callable[[bytes], bytes], path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(path).gather(CLAIMS)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    with caplog.at_level(logging.INFO):
        assert seen(at(path).gather(CLAIMS)) == seen(gathered(CLAIMS))
    assert [record.getMessage() for record in caplog.records] == [
        f"{path} is damaged or of another version, so the claims are taken apart anew"
    ]
    assert path.read_bytes() == whole
    assert taken_apart(path, CLAIMS, monkeypatch) == []


@given(st.data())
@slow
def test_no_flipped_bit_goes_unnoticed(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "claims.db-terms")
        path.with_name("claims.db").touch()
        at(path).gather(CLAIMS)
        content = path.read_bytes()
        path.write_bytes(flipped(content, data.draw(st.integers(0, len(content) - 1))))
        assert seen(at(path).gather(CLAIMS)) == seen(gathered(CLAIMS))


def test_where_there_is_no_folder_all_goes_on(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = path.parent / "nowhere" / path.name
    assert seen(at(path).gather(CLAIMS)) == seen(gathered(CLAIMS))
    (line,) = caplog.messages
    assert line.startswith(f"{path} cannot be written, so the next start takes longer: ")


def test_where_something_else_has_its_name_all_goes_on(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.mkdir()
    assert seen(at(path).gather(CLAIMS)) == seen(gathered(CLAIMS))
    read, written = caplog.messages
    assert read.startswith(f"{path} cannot be read, so the claims are taken apart anew: ")
    assert written.startswith(f"{path} cannot be written, so the next start takes longer: ")
    assert sorted(one.name for one in path.parent.iterdir()) == ["claims.db", "claims.db-terms"]


def test_the_file_is_as_private_as_the_database(path: Path) -> None:
    path.with_name("claims.db").chmod(0o640)
    at(path).gather(CLAIMS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_several_starts_at_once_do_not_disturb_each_other(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadPoolExecutor(8) as starts:
        found = list(starts.map(lambda part: at(path).gather(CLAIMS[part:]), [0, 20] * 12))
    assert [seen(one) for one in found] == [seen(gathered(CLAIMS)), seen(gathered(CLAIMS[20:]))] * 12
    assert sorted(one.name for one in path.parent.iterdir()) == ["claims.db", "claims.db-terms"]
    assert taken_apart(path, CLAIMS[20:], monkeypatch) == []


def test_few_claims_need_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "FEWEST", len(CLAIMS) + 1)
    assert seen(at(path).gather(CLAIMS)) == seen(gathered(CLAIMS))
    assert not path.exists()


def test_all_that_terms_depend_on_is_known() -> None:
    folder = Path(snapshot.__file__).parent
    reached, waiting = set[str](), ["gathering.py", "snapshot.py"]
    while waiting:
        name = waiting.pop()
        reached.add(name)
        modules = {f"{module.removeprefix('claims_db.matching.')}.py" for module in imported(folder / name)}
        waiting += [one for one in modules if (folder / one).exists() and one not in reached]
    assert reached == {name for name in SOURCES if name.endswith(".py")}
