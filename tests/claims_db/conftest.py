from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from claims_db.service import Service, open_service
from claims_db.store.sqlite import SqliteDatabase, open_sqlite


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    async with open_sqlite(tmp_path / "claims.db") as database:
        yield database


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with open_service(tmp_path / "claims.db") as service:
        yield service
