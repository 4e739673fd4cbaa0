"""What a start finds beside the database, and what it leaves there."""

from dataclasses import replace
from pathlib import Path

import pytest

from claims_db.matching import gathering, snapshot
from claims_db.matching.gathering import terms_of, whole_text
from claims_db.model import Claim, ClaimId, Wording
from claims_db.service import open_service
from tests.claims_db.test_curation import ELSEWHERE, HERE, STATEMENT, by, found
from tests.examples import NOW, a_claim, a_pack

CLOSED = a_claim()
NESTED = a_claim(
    "storks", title="Storks in Ostwick", text="Black storks nested on the lighthouse of Ostwick.", phrasings=()
)
REWORDED = replace(
    NESTED, title="Pelicans in Ostwick", text="Pelicans nested under the viaduct of Ostwick.", revision=2
)


async def load(folder: Path, *claims: Claim) -> None:
    """Change a database while no bot runs on it."""
    async with open_service(folder / "claims.db") as service:
        await service.loading.load(a_pack(*claims), actor="operator", at=NOW)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[ClaimId]:
    """The claims that are taken apart, where the first claim is reason enough to keep that for the next start."""
    taken: list[ClaimId] = []

    def watched(wording: Wording) -> str:
        taken.append(wording.claim_id)
        return whole_text(wording)

    monkeypatch.setattr(gathering, "whole_text", watched)
    monkeypatch.setattr(snapshot, "FEWEST", 1)
    return taken


async def test_a_start_takes_apart_only_what_changed_since_the_last(tmp_path: Path, taken: list[ClaimId]) -> None:
    await load(tmp_path, CLOSED, NESTED)
    for expected in ([CLOSED.id, NESTED.id], []):
        taken.clear()
        async with open_service(tmp_path / "claims.db") as service:
            assert (await found(service, CLOSED.text, HERE))[0] == CLOSED.slug
        assert taken == expected
    await load(tmp_path, CLOSED, REWORDED)
    taken.clear()
    async with open_service(tmp_path / "claims.db") as service:
        assert (await found(service, REWORDED.text, HERE))[0] == NESTED.slug
        assert await found(service, "storks at the lighthouse", HERE) == []
    assert taken == [NESTED.id]


async def test_claims_of_servers_leave_nothing_beside_the_database(tmp_path: Path, taken: list[ClaimId]) -> None:
    await load(tmp_path, CLOSED)
    async with open_service(tmp_path / "claims.db") as service:
        own = await service.curation.add(STATEMENT, by())
    for _ in range(2):
        async with open_service(tmp_path / "claims.db") as service:
            assert await found(service, STATEMENT.text, HERE) == [own.slug]
            assert await found(service, STATEMENT.text, ELSEWHERE) == []
    kept = (tmp_path / "claims.db-terms").read_bytes()
    assert {term for term in terms_of(CLOSED.wording) if term.encode() in kept} == terms_of(CLOSED.wording)
    assert {term for term in terms_of(own.wording) - terms_of(CLOSED.wording) if term.encode() in kept} == set()


async def test_a_damaged_file_does_not_keep_the_bot_from_starting(tmp_path: Path, taken: list[ClaimId]) -> None:
    await load(tmp_path, CLOSED)
    async with open_service(tmp_path / "claims.db"):
        pass
    (tmp_path / "claims.db-terms").write_bytes(b"This is something else.")
    for expected in ([CLOSED.id], []):
        taken.clear()
        async with open_service(tmp_path / "claims.db") as service:
            assert await found(service, CLOSED.text, HERE) == [CLOSED.slug]
        assert taken == expected
