"""What moderators do at once, and what takes a channel back to shadow."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from claims_db.service import Service, open_service
from claims_db.store.sqlite import SqliteDatabase
from claims_db.watching.precision import FEWEST, Label
from claims_db.watching.rules import Mode
from tests.claims_db.test_corrections import HERE, answered, by, on_record

PLACE = 5
ANSWERS = range(1, FEWEST + 3)


@pytest.fixture
async def live(tmp_path: Path, database: SqliteDatabase) -> AsyncIterator[Service]:
    """A channel with replies, of which all but two have the label that they were wrong, that is vouched for since."""
    async with open_service(tmp_path / "claims.db") as service:
        claim = await on_record(service)
        for message in ANSWERS:
            await answered(database, claim, message=message)
        for message in ANSWERS[:-2]:
            await service.moderation.label(message, Label.WRONG, by())
        await service.moderation.settle(PLACE, {"mode": Mode.REPLY}, by(), vouch=True)
        yield service


async def mode(service: Service) -> Mode:
    return (await service.moderation.rules(HERE, PLACE)).mode


async def test_what_is_right_takes_no_channel_back(live: Service) -> None:
    assert (await live.moderation.label(ANSWERS[-1], Label.RIGHT, by())).fell_back is None
    assert await mode(live) is Mode.REPLY


async def test_what_is_wrong_at_once_takes_a_channel_back_once(live: Service) -> None:
    labelling = await asyncio.gather(*(live.moderation.label(one, Label.WRONG, by()) for one in ANSWERS[-2:]))
    assert sum(one.fell_back is not None for one in labelling) == 1
    assert await mode(live) is Mode.SHADOW


async def test_what_is_settled_at_once_holds_together(live: Service) -> None:
    others = replace(by(), actor="8")
    await asyncio.gather(
        live.moderation.settle(PLACE, {"per_hour": 3}, by()), live.moderation.settle(PLACE, {"promise": 10}, others)
    )
    rules = await live.moderation.rules(HERE, PLACE)
    assert (rules.per_hour, rules.promise) == (3, 10)
