"""Once a week the review channel hears what is overdue and what waits."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.clock import now
from bot.cogs.digest import DigestCog
from claims_db.digests import PERIOD
from claims_db.servers import Settings
from sandbox import Message, Sandbox
from tests.bot.test_following import BRIDGE, FALSE, odile
from tests.conftest import Newsroom, Opened
from tests.examples import a_source

HOUR = timedelta(hours=1)


async def overdue(newsroom: Newsroom, count: int = 1) -> None:
    """Claims of the server that should have been looked at again, and the review channel to hear of it."""
    yesterday = now().date() - timedelta(days=1)
    for number in range(count):
        statement = replace(BRIDGE, title=f"Bridge {number}", sources=(a_source(),))
        review = replace(FALSE, review_by=yesterday - timedelta(days=number))
        await newsroom.service.curation.add(statement, odile(newsroom), review)
    server, channel = newsroom.sandbox.guild.id, int(newsroom.sandbox.channel("mod-log").id)
    await newsroom.service.servers.put(server, Settings(review_channel=channel))


async def remembered(newsroom: Newsroom) -> None:
    """Wait until the bot has noted that the digest went out; should it end before, it would send it again."""
    servers, server = newsroom.service.servers, newsroom.sandbox.guild.id
    async with asyncio.timeout(5):
        while (await servers.get(server)).digested_at is None:  # noqa: ASYNC110 -- a store rings no bell
            await asyncio.sleep(0)


def said(newsroom: Newsroom) -> list[Message]:
    return [message for message in newsroom.sandbox.channel("mod-log").messages if message.author.bot]


async def a_week_later(newsroom: Newsroom, later: timedelta = PERIOD) -> None:
    """What the cog does with every hour, at a later one."""
    at = now() + later
    await DigestCog(newsroom.bots[-1], lambda: at).send()


async def test_it_is_sent_once_a_week_over_restarts(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await newsroom.service.curation.submit(replace(BRIDGE, title="Circus left"), odile(newsroom))
            await overdue(newsroom, 7)
        async with open_newsroom(sandbox=sandbox) as newsroom:
            digest = await sandbox.channel("mod-log").wait_for(lambda message: message.author.bot)
            assert "7 checks overdue" in digest.text
            assert "1 submission waiting" in digest.text
            assert digest.buttons == ["Open"] * 5
            assert digest.text.index("Bridge 6") < digest.text.index("Bridge 2")
            assert "and 2 more" in digest.text
            await remembered(newsroom)
            opened = await sandbox.person("odile").press(digest, "Open")
            assert "check overdue since" in opened.text
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await a_week_later(newsroom, PERIOD - HOUR)
            assert said(newsroom) == [digest]
            await a_week_later(newsroom)
            assert len(said(newsroom)) == 2


async def test_nothing_is_sent_where_there_is_nothing(newsroom: Newsroom) -> None:
    await overdue(newsroom, 0)
    await a_week_later(newsroom)
    assert said(newsroom) == []


async def test_one_that_cannot_be_sent_stays_due(newsroom: Newsroom) -> None:
    await overdue(newsroom)
    mod_log = newsroom.sandbox.channel("mod-log")
    newsroom.sandbox.permit_bot(mod_log, deny=["SEND_MESSAGES"])
    await a_week_later(newsroom)
    assert said(newsroom) == []
    newsroom.sandbox.permit_bot(mod_log)
    await a_week_later(newsroom)
    assert len(said(newsroom)) == 1
