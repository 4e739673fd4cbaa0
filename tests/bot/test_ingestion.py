"""From a file or a link to a thread of cards: read, decided on one by one or all at once, by curators alone."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.cards.ingestion import approve_all_card, approved_card, article_card, done_card, thread_name
from bot.views.ingestion import link_in
from claims_db.articles.draft import Article, Draft
from claims_db.articles.fetching.rules import FetchRules
from claims_db.articles.pages.extract import MAX_BYTES
from claims_db.curation import By, Statement
from claims_db.model import Attribution, Claimant, Source, Stance
from claims_db.servers import Settings
from claims_db.store.events import Trail
from sandbox import Answer, Attachment, Channel, CommandHidden, Message, Sandbox
from tests.bot.desk import ada, by, curate, odile, review_channel, settle_channels
from tests.bot.test_cards import assert_fits
from tests.conftest import Newsroom, Opened

BRIDGE = Path(__file__).parents[1] / "data" / "bridge.txt"
TITLE = "Halden council in a row over its old bridge"
SAID = "Nobody here has signed a contract."
LINK = "https://halden.example/bridge"
BUTTONS = ["Approve", "Edit and approve", "Merge into …", "Reject"]
REFUSED = "Only curators may do that here"


@pytest.fixture
async def desk(newsroom: Newsroom) -> Newsroom:
    await settle_channels(newsroom)
    return newsroom


def article(newsroom: Newsroom, text: str | None = None, name: str = "bridge.txt") -> Attachment:
    body = BRIDGE.read_bytes() if text is None else text.encode()
    return odile(newsroom).upload(name, body, "text/plain; charset=utf-8")


@asynccontextmanager
async def served(text: str) -> AsyncIterator[tuple[str, FetchRules]]:
    """A server of one article on loopback, and rules that exempt it."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(text=text)

    app = web.Application()
    app.router.add_get("/bridge", page)
    runner = web.AppRunner(app)
    await runner.setup()
    with socket.create_server(("127.0.0.2", 0)) as listening:
        port = listening.getsockname()[1]
        await web.SockSite(runner, listening).start()
        rules = FetchRules(
            enabled=True, pause_seconds=0, ports=frozenset({port}), private_hosts=frozenset({"127.0.0.2"})
        )
        yield f"http://127.0.0.2:{port}/bridge", rules
        await runner.cleanup()


async def told(newsroom: Newsroom, answer: Answer, *words: str) -> str:
    """What an answer says once it says all of these words."""
    await newsroom.general.wait_until(lambda: all(word in answer.text for word in words))
    return answer.text


async def ingested(newsroom: Newsroom, **options: Any) -> Channel:
    """Read an article as Odile; returns the thread of its cards."""
    answer = await curate(newsroom, "ingest", **(options or {"file": article(newsroom)}))
    assert answer.ephemeral
    await told(newsroom, answer, "for review in <#")
    return newsroom.sandbox.channel(TITLE)


def cards(thread: Channel) -> list[Message]:
    return [message for message in thread.messages if "Submitted by" in message.text]


def heads(newsroom: Newsroom) -> list[Message]:
    return [message for message in review_channel(newsroom).messages if "Read by" in message.text]


async def found(newsroom: Newsroom) -> str:
    return (await newsroom.mira.use(newsroom.general, "claim search", text=SAID)).text


async def test_a_file_becomes_a_thread_of_cards_and_all_are_approved(desk: Newsroom) -> None:
    thread = await ingested(desk)
    assert thread.parent is review_channel(desk)
    (head,) = heads(desk)
    assert TITLE in head.text
    assert head.thread is thread
    waiting = cards(thread)
    assert len(waiting) > 5
    assert all(card.buttons == BUTTONS for card in waiting)
    (said,) = [card for card in waiting if SAID in card.text]
    assert "**asserts** Tomas Brandt (director)" in said.text
    assert any(", via Radio Halden" in card.text for card in waiting)
    assert SAID not in await found(desk)
    last = thread.messages[-1]
    assert last.buttons == ["Approve all"]
    await odile(desk).press(last, "Approve all")
    await thread.wait_until(lambda: all("✓ Approved" in card.text for card in waiting))
    assert f"{len(waiting)} drafts approved** by <@{odile(desk).id}>" in last.text
    assert [card.buttons for card in waiting] == [[]] * len(waiting)
    assert SAID in await found(desk)
    assert "Unverified" in await found(desk)
    assert not odile(desk).inbox.messages


async def test_what_was_decided_on_alone_is_left_as_it_is(desk: Newsroom) -> None:
    thread = await ingested(desk)
    first, second, *others = cards(thread)
    form = await odile(desk).press(first, "Reject")
    assert (await odile(desk).submit(form, {"Reason": "Not a claim."})).updated
    form = await odile(desk).press(second, "Edit and approve")
    assert (await odile(desk).submit(form, {"Title": "Money for schools"})).updated
    await ada(desk).press(thread.messages[-1], "Approve all")
    await thread.wait_until(lambda: all("✓ Approved" in card.text for card in others))
    assert "✕ Rejected" in first.text
    assert f"by <@{odile(desk).id}>" in second.text
    assert f"{len(others)} drafts approved" in thread.messages[-1].text


async def test_the_card_in_the_thread_follows_what_is_decided_in_the_queue(desk: Newsroom) -> None:
    thread = await ingested(desk)
    (said,) = [card for card in cards(thread) if SAID in card.text]
    queue = await curate(desk, "review")
    claim = next(c for c in await desk.service.curation.queue(desk.sandbox.guild.id) if c.text == SAID)
    if claim.title not in queue.text:
        queue = await odile(desk).press(queue, "Next")
    shown = await odile(desk).press(queue, f"onrecord:v1:draft:{claim.id}")
    assert (await odile(desk).press(shown, "Approve")).updated
    await thread.wait_until(lambda: "✓ Approved" in said.text)


async def test_what_waits_already_is_not_put_into_the_queue_again(desk: Newsroom) -> None:
    thread = await ingested(desk)
    again = await curate(desk, "ingest", file=article(desk))
    await told(desk, again, "waits for review already")
    assert len(await desk.service.curation.queue(desk.sandbox.guild.id)) == len(cards(thread))
    assert len(heads(desk)) == 1


async def test_all_are_approved_after_a_restart(open_newsroom: Opened) -> None:
    async with Sandbox() as sandbox:
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await settle_channels(newsroom)
            thread = await ingested(newsroom)
        async with open_newsroom(sandbox=sandbox) as newsroom:
            await odile(newsroom).press(thread.messages[-1], "Approve all")
            await thread.wait_until(lambda: all("✓ Approved" in card.text for card in cards(thread)))
            assert SAID in await found(newsroom)


async def test_where_nothing_waits_any_more_that_is_said(desk: Newsroom) -> None:
    thread = await ingested(desk)
    queue = await desk.service.curation.queue(desk.sandbox.guild.id)
    await desk.service.curation.publish_all([draft.id for draft in queue], by(desk, ada(desk).id))
    answer = await odile(desk).press(thread.messages[-1], "Approve all")
    assert "Nothing here waits any more" in answer.text
    await thread.wait_until(lambda: all("✓ Approved" in card.text for card in cards(thread)))


async def test_a_known_claim_that_is_near_is_offered(desk: Newsroom) -> None:
    wire = Source(key="wire", title="Wire", publisher="The Wire")
    said = Attribution(claimant=Claimant(name="The circus"), stance=Stance.ASSERTS, source="wire")
    known = Statement(title="No contract", text=SAID, sources=(wire,), attributions=(said,))
    await desk.service.curation.add(known, by(desk, "1"))
    thread = await ingested(desk)
    (card,) = [card for card in cards(thread) if f"> {SAID}" in card.text]
    assert "adds a second source to" in card.text
    form = await odile(desk).press(card, "Merge into …")
    claim = await desk.service.lookup.show("no-contract", server=desk.sandbox.guild.id)
    assert (await odile(desk).submit(form, {"A claim on record": claim.id})).updated
    assert "⇢ Merged" in card.text
    merged = await desk.service.lookup.show("no-contract", server=desk.sandbox.guild.id)
    assert [source.title for source in merged.sources] == ["Wire", TITLE]
    assert [said.claimant.name for said in merged.attributions] == ["The circus", "Tomas Brandt"]
    assert merged.status == claim.status


async def test_a_packs_claim_takes_in_a_draft_here_and_gives_it_back(desk: Newsroom) -> None:
    claim = "kremlin-drones-2023/assassination-attempt"
    before = (await desk.mira.use(desk.general, "claim show", claim=claim)).text
    thread = await ingested(desk)
    (card,) = [card for card in cards(thread) if f"> {SAID}" in card.text]
    form = await odile(desk).press(card, "Merge into …")
    assert (await odile(desk).submit(form, {"A claim on record": claim})).updated
    shown = (await desk.mira.use(desk.general, "claim show", claim=claim)).text
    assert "Tomas Brandt" in shown
    assert shown.splitlines()[0] == before.splitlines()[0]
    sources = await desk.mira.press(await desk.mira.use(desk.general, "claim show", claim=claim), "Sources")
    assert TITLE in sources.text
    assert (await desk.service.lookup.show(claim, server="7")).sources == (
        await desk.service.lookup.show(claim)
    ).sources
    assert "is undone" in (await curate(desk, "undo", claim=claim)).text
    assert (await desk.mira.use(desk.general, "claim show", claim=claim)).text == before
    assert SAID in [draft.text for draft in await desk.service.curation.queue(desk.sandbox.guild.id)]


async def test_without_drafts_or_a_readable_file_that_is_said(desk: Newsroom) -> None:
    menu = article(desk, "Home\nSports\nSign up for our newsletter and get it in your inbox\n")
    assert "Nobody is quoted here" in await told(desk, await curate(desk, "ingest", file=menu), "no drafts")
    empty = article(desk, "")
    assert "Give the address" in await told(desk, await curate(desk, "ingest", file=empty), "is empty")
    large = article(desk, "a" * (MAX_BYTES + 1), "large.txt")
    await told(desk, await curate(desk, "ingest", file=large), "large.txt is larger than")
    await told(desk, await curate(desk, "ingest"), "the address of an article or a file")
    await told(desk, await curate(desk, "ingest", url=LINK, file=menu), "one of the two")
    assert heads(desk) == []


async def test_an_address_is_refused_while_fetching_is_off(desk: Newsroom) -> None:
    answer = await curate(desk, "ingest", url=LINK)
    assert answer.ephemeral
    assert "fetching is switched off here" in await told(desk, answer, "not fetched")


async def test_an_address_is_read_where_fetching_is_on(desk: Newsroom) -> None:
    async with served(BRIDGE.read_text(encoding="utf-8")) as (address, rules):
        desk.service.ingestion._rules = rules
        message = await desk.mira.say(desk.general, f"have you seen this? <{address}>.")
        answer = await odile(desk).use_on_message("Read article", message)
        await told(desk, answer, "for review in <#")
    draft = (await desk.service.curation.queue(desk.sandbox.guild.id))[0]
    assert draft.sources[0].url == address
    assert address in heads(desk)[0].text


async def test_a_posted_link_or_file_is_read_from_its_menu(desk: Newsroom) -> None:
    linked = await desk.mira.say(desk.general, f"have you seen this? <{LINK}>")
    await told(desk, await odile(desk).use_on_message("Read article", linked), "switched off")
    bare = await desk.mira.say(desk.general, "have you seen the bridge?")
    await told(desk, await odile(desk).use_on_message("Read article", bare), "There is no link in this message")
    carried = await desk.mira.say(desk.general, "read this", files=[article(desk)])
    await told(desk, await odile(desk).use_on_message("Read article", carried), "for review in <#")
    assert len(cards(desk.sandbox.channel(TITLE))) > 5


async def test_members_read_no_articles(desk: Newsroom) -> None:
    message = await desk.mira.say(desk.general, LINK)
    with pytest.raises(CommandHidden):
        await desk.mira.use(desk.general, "curate ingest", url=LINK)
    with pytest.raises(CommandHidden):
        await desk.mira.use_on_message("Read article", message)
    desk.sandbox.allow_command_for_everyone("curate")
    desk.sandbox.allow_command_for_everyone("Read article")
    answers = [
        await desk.mira.use(desk.general, "curate ingest", file=article(desk)),
        await desk.mira.use(desk.general, "curate ingest", url=LINK),
        await desk.mira.use_on_message("Read article", message),
    ]
    for answer in answers:
        assert answer.ephemeral
        assert REFUSED in answer.text
    assert await desk.service.curation.audit(Trail(server=desk.sandbox.guild.id), limit=1) == ()


async def test_members_approve_nothing(desk: Newsroom) -> None:
    thread = await ingested(desk)
    review_channel(desk).overwrites.clear()
    answer = await desk.mira.press(thread.messages[-1], "Approve all")
    assert answer.ephemeral
    assert REFUSED in answer.text
    assert len(await desk.service.curation.queue(desk.sandbox.guild.id)) == len(cards(thread))


@pytest.mark.parametrize("lacking", ["CREATE_PUBLIC_THREADS", "SEND_MESSAGES", "VIEW_CHANNEL"])
async def test_where_no_thread_can_be_opened_the_drafts_wait_in_the_queue(desk: Newsroom, lacking: str) -> None:
    desk.sandbox.permit_bot(review_channel(desk), deny=[lacking])
    await told(desk, await curate(desk, "ingest", file=article(desk)), "in the queue: /curate review")
    assert "submissions" in (await curate(desk, "review")).text
    assert heads(desk) == []


async def test_without_a_review_channel_the_drafts_wait_in_the_queue(desk: Newsroom) -> None:
    settings = await desk.service.servers.get(desk.sandbox.guild.id)
    await desk.service.servers.put(desk.sandbox.guild.id, Settings(curator_role=settings.curator_role))
    await told(desk, await curate(desk, "ingest", file=article(desk)), "in the queue: /curate review")


async def test_a_hostile_article_is_shown_harmless(desk: Newsroom) -> None:
    text = (
        "@everyone <@&1> \u202e**News** [x](https://evil.example)\n\n"
        "The mayor @everyone said that <@1> the **bridge** [was](https://evil.example) sold to a circus for nothing.\n"
    )
    answer = await curate(desk, "ingest", file=article(desk, text))
    await told(desk, answer, "for review in <#")
    (head,) = heads(desk)
    assert head.thread is not None
    for message in (head, *head.thread.messages, answer.message):
        assert message is not None
        assert not message.pings
        for harmful in ("@everyone", "\u202e", "](https://evil", "**News**", "**bridge**"):
            assert harmful not in message.text


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://a.example/b.", "https://a.example/b"),
        ("(<https://a.example/b?c=1>)", "https://a.example/b?c=1"),
        ("[so](https://a.example/b) he says", "https://a.example/b"),
        ("https://a.example/wiki/Weir_(river) and http://b.example", "https://a.example/wiki/Weir_(river)"),
        ("||https://a.example||", "https://a.example"),
        ("ftp://a.example and a.example", None),
    ],
)
def test_links_are_found_without_what_is_around_them(text: str, link: str | None) -> None:
    assert link_in(text) == link


@pytest.mark.parametrize("text", ["x" * 5_000, "*" * 5_000, "\u202e@everyone ", "<@1> " * 900, "\u200b", ""])
def test_any_article_makes_cards_that_discord_takes(text: str) -> None:
    whole = Article(
        title=text,
        publisher=text,
        author=text,
        published_on=date(2026, 3, 3),
        url=f"https://halden.example/{'x' * len(text)}",
        dateline=None,
        lines=(),
        said=(),
        drafts=(Draft(text=text, claimant=text),),
        note="The text is too long.",
    )
    someone = By(server="1", actor="7", at=datetime(2026, 3, 3, tzinfo=UTC))
    assert 1 <= len(thread_name(whole)) <= 100
    assert_fits(article_card(whole, 50, someone))
    for count in (0, 1):
        assert_fits(done_card(whole, count, "<#1>"))
        assert_fits(done_card(whole, count, None))
    assert_fits(approve_all_card(50))
    assert_fits(approved_card(50, someone))
