"""Numbers for moderators: counted by day, by channel and by claim, and told once a week."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.curation import By, Statement
from claims_db.digests import PERIOD
from claims_db.servers import Settings
from claims_db.service import Service
from claims_db.store import numbers
from claims_db.store.sqlite import SqliteDatabase, open_sqlite
from claims_db.watching.decision import Heard
from claims_db.watching.numbers import LISTED, Counts, Span
from claims_db.watching.precision import FEWEST, Label
from claims_db.watching.rules import Mode, Rules
from tests.examples import NOW, a_claim, a_pack

HERE, ELSEWHERE = "1", "2"
SHADOW, LIVE = 5, 6
DAY = timedelta(days=1)
OTHER = "Halden council sold the old harbour bridge to a circus."


@pytest.fixture
async def watched(service: Service) -> Service:
    bridge = a_claim("bridge", title="Bridge sold", text=OTHER, phrasings=())
    await service.loading.load(a_pack(a_claim(), bridge), actor="operator", at=NOW)
    for server in (HERE, ELSEWHERE):
        rules = {SHADOW: Rules(cooldown_minutes=0), LIVE: Rules(mode=Mode.REPLY, vouched=True, cooldown_minutes=0)}
        await service.servers.put(server, Settings(channels=rules, log_channel=9))
    return service


async def say(
    service: Service, message_id: int, channel_id: int, at: datetime = NOW, text: str = OTHER, *, took: int = 100
) -> None:
    """A message, and its answer if it gets one."""
    heard = Heard(message_id=message_id, channel_id=channel_id, at=at, server=HERE)
    async with service.watching.answering(text, heard) as answering:
        if answering.findings:
            reply_id = message_id + 1_000 if answering.mode is Mode.REPLY else None
            answering.sent(at + timedelta(milliseconds=took), reply_id)
    if answering.findings:
        await service.watching.logged(message_id, 9, message_id + 2_000)


async def label(service: Service, message_id: int, said: Label) -> None:
    await service.moderation.label(message_id, said, By(server=HERE, actor="7", at=NOW))


async def test_answers_are_counted_by_day_channel_and_label(watched: Service) -> None:
    await say(watched, 1, SHADOW, NOW - 2 * DAY)
    await say(watched, 2, LIVE, NOW - DAY, took=300)
    await say(watched, 3, LIVE, NOW, took=200)
    await say(watched, 4, LIVE, NOW, took=400)
    await say(watched, 5, LIVE, NOW - 3 * DAY)  # before the span
    await label(watched, 1, Label.RIGHT)
    await label(watched, 2, Label.WRONG)
    await watched.watching.withdrawn(2, NOW)
    figures = await watched.numbers.lately(HERE, 3, NOW.date())
    assert figures.span == Span(first=NOW.date() - 2 * DAY, last=NOW.date())
    assert figures.days == (Counts(saved=1), Counts(made=1, withdrawn=1), Counts(made=2))
    assert figures.counts == Counts(saved=1, made=3, withdrawn=1)
    assert figures.labels == {Label.RIGHT: 1, Label.WRONG: 1, Label.WRONG_RELATION: 0}
    assert (figures.precision.right, figures.precision.labelled) == (1, 2)
    assert figures.waiting == 2
    assert figures.response is not None
    assert (figures.response.median, figures.response.slow) == (300, 400)
    assert [(place.place_id, place.precision.labelled) for place in figures.places] == [(LIVE, 1), (SHADOW, 1)]
    assert (await watched.numbers.lately(ELSEWHERE, 3, NOW.date())).empty


async def test_a_day_ends_at_midnight(watched: Service) -> None:
    midnight = NOW.replace(hour=0)
    await say(watched, 1, LIVE, midnight - timedelta(milliseconds=1))
    await say(watched, 2, LIVE, midnight)
    await say(watched, 3, LIVE, midnight + DAY)
    today = await watched.numbers.lately(HERE, 1, NOW.date())
    assert today.days == (Counts(made=1),)
    assert today.times == 1


async def test_claims_count_whether_answered_or_not(watched: Service) -> None:
    await watched.servers.change(HERE, lambda _: Settings(channels={LIVE: Rules(mode=Mode.REPLY, per_hour=1)}))
    for number in range(3):
        await say(watched, number + 1, LIVE)
    await say(watched, 4, LIVE, text=a_claim().text)
    figures = await watched.numbers.lately(HERE, 1, NOW.date())
    assert [(one.claim.slug, one.times) for one in figures.repeated] == [("bridge", 3), ("dam-closed", 1)]
    assert (figures.claims, figures.times, figures.counts.made) == (2, 4, 1)


async def test_what_was_merged_counts_with_where_it_leads(watched: Service) -> None:
    by = By(server=HERE, actor="7", at=NOW, administrator=True)
    said = "Wendmoor ferry sank off Halden pier in the night."
    first = await watched.curation.add(Statement(title="Ferry sank", text=said), by)
    second = await watched.curation.add(Statement(title="Boat lost", text="The Lindby trawler burned down at sea."), by)
    await say(watched, 1, LIVE, text=said)
    await say(watched, 2, LIVE, text="The Lindby trawler burned down at sea.")
    await watched.curation.merge(first.id, second.id, by, "the same")
    figures = await watched.numbers.lately(HERE, 1, NOW.date())
    assert [(one.claim.id, one.times) for one in figures.repeated] == [(second.id, 2)]
    assert figures.claims == 1


async def test_packs_that_were_left_out_are_not_named(watched: Service) -> None:
    await say(watched, 1, LIVE)
    await watched.servers.put(HERE, Settings(left_out=("ostwick",)))
    figures = await watched.numbers.lately(HERE, 1, NOW.date())
    assert figures.repeated == ()
    assert figures.times == 1


async def test_no_more_claims_are_named_than_can_be_read(service: Service) -> None:
    texts = {f"c{n}": f"Town {chr(97 + n) * 7} closed its {chr(110 + n) * 6} bridge." for n in range(LISTED + 2)}
    claims = [a_claim(slug, title=slug, text=text, phrasings=()) for slug, text in texts.items()]
    await service.loading.load(a_pack(*claims), actor="operator", at=NOW)
    rules = {LIVE: Rules(mode=Mode.REPLY, vouched=True, per_hour=100)}
    await service.servers.put(HERE, Settings(channels=rules))
    for number, text in enumerate(texts.values()):
        await say(service, number + 1, LIVE, text=text)
    figures = await service.numbers.lately(HERE, 1, NOW.date())
    assert figures.claims == LISTED + 2
    assert len(figures.repeated) == LISTED


async def test_a_channel_that_fell_back_is_told_of(watched: Service) -> None:
    for number in range(FEWEST):
        await say(watched, number + 1, LIVE)
        await label(watched, number + 1, Label.WRONG)
    (fell_back,) = (await watched.numbers.lately(HERE, 1, NOW.date())).fell_back
    assert fell_back.place_id == LIVE
    assert "mode: reply → shadow" in fell_back.what


async def test_the_week_is_told_once_and_no_day_is_left_out(watched: Service) -> None:
    assert await watched.numbers.due(HERE, NOW) is None
    await say(watched, 1, LIVE, NOW - DAY)
    due = await watched.numbers.due(HERE, NOW)
    assert due is not None
    channel, figures = due
    assert channel == 9
    assert figures.span == Span(first=(NOW - PERIOD).date(), last=(NOW - DAY).date())
    await watched.numbers.told(HERE, NOW)
    await say(watched, 2, LIVE, NOW)  # on the day on which it was told
    assert await watched.numbers.due(HERE, NOW + PERIOD - timedelta(seconds=1)) is None
    due = await watched.numbers.due(HERE, NOW + PERIOD + timedelta(hours=13))  # after midnight
    assert due is not None
    assert due[1].span.first == NOW.date()
    assert due[1].counts.made == 1
    settings = await watched.servers.get(HERE)
    assert (settings.numbers_at, settings.digested_at, settings.log_channel) == (NOW, None, 9)


async def test_without_a_log_channel_nobody_is_told(watched: Service) -> None:
    await say(watched, 1, LIVE, NOW - DAY)
    await watched.servers.change(HERE, lambda _: Settings())
    assert await watched.numbers.due(HERE, NOW) is None


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=60))
async def test_response_times_are_ranked(took: list[int]) -> None:
    """As by definition: the least number that half of them, and 95 of 100, do not exceed."""
    async with open_sqlite(Path(":memory:")) as database:
        await _reply(database, took)
        async with database.write() as connection:
            found = await numbers.response(connection, HERE, Span(first=NOW.date(), last=NOW.date()))
    assert found is not None
    for share, percentile in ((50, found.median), (95, found.slow)):
        assert percentile == min(one for one in took if 100 * sum(t <= one for t in took) >= share * len(took))


async def _reply(database: SqliteDatabase, took: list[int]) -> None:
    async with database.write() as connection:
        for number, milliseconds in enumerate(took):
            await connection.execute(
                """INSERT INTO answers (message_id, server, place_id, channel_id, mode, at, took, reply_id, retry_at)
                   VALUES ($1, $2, 5, 5, 'reply', $3, $4, $1, 0)""",
                number + 1,
                HERE,
                round(NOW.timestamp() * 1000),
                milliseconds,
            )
