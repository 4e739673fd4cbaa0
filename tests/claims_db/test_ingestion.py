"""From an article to the review queue: what is read, what is offered for merging, what is put on record."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from claims_db.articles.draft import Article, Draft, Said
from claims_db.articles.pages.extract import MAX_BYTES
from claims_db.curation import By, Statement
from claims_db.errors import ArticleTooHeavy, FetchRefused, NotAnArticle
from claims_db.ingestion import UNNAMED, Proposal, statement
from claims_db.model import Lifecycle, Stance, VerificationStatus
from claims_db.service import Service
from claims_db.store.events import Trail
from tests.examples import NOW

BRIDGE = Path(__file__).parents[1] / "data" / "bridge.txt"
HERE = "100"
BY = By(server=HERE, actor="7", at=NOW)
PAGE = """<!doctype html><html><head><title>Weir</title><meta property="og:site_name" content="The Ostwick Ledger">
<link rel="canonical" href="https://ledger.example/weir"></head><body><article><h1>The weir at Ostwick</h1>
<p>“The weir was opened without a permit,” harbour master Ines Dahl said on Monday, speaking outside the town hall of
Ostwick after a long meeting with the council and its engineers.</p>
<p>The council denied that anybody had opened the weir, and said that the water had risen on its own in the night.</p>
</article></body></html>"""


def an_article(*drafts: Draft, **changes: object) -> Article:
    empty = Article(
        title="Bridge sold",
        publisher="The Halden Post",
        author=None,
        published_on=date(2026, 3, 1),
        url="https://halden.example/bridge",
        dateline=None,
        lines=(),
        said=(),
        drafts=drafts,
    )
    return replace(empty, **changes)


def a_draft(text: str = "The old harbour bridge was sold.", **changes: object) -> Draft:
    return replace(Draft(text=text, claimant="The mayor", role="of Halden", excerpt="was sold"), **changes)


async def read(service: Service) -> Article:
    return await service.ingestion.read_bytes(BRIDGE.read_bytes(), name=BRIDGE.name)


async def test_a_file_becomes_drafts_that_wait_for_a_curator(service: Service) -> None:
    article = await read(service)
    proposals = await service.ingestion.propose(article, HERE)
    drafts = await service.ingestion.submit(article, proposals, BY)
    assert len(drafts) == len(article.drafts) > 5  # no hourly limit
    queue = await service.curation.queue(HERE)
    assert {claim.id for claim in queue} == {claim.id for claim in drafts}
    for claim in drafts:
        assert claim.lifecycle is Lifecycle.DRAFT
        assert claim.status in {VerificationStatus.UNVERIFIED, VerificationStatus.DISPUTED}
        assert len(claim.title) <= 80
        assert claim.attributions
    assert len(await service.curation.audit(Trail(server=HERE), limit=100)) == len(drafts)
    assert await service.lookup.find(drafts[0].text, server=HERE) == ()


async def test_the_text_a_source_and_a_day_are_put_on_record(service: Service) -> None:
    article = await read(service)
    text = BRIDGE.read_text(encoding="utf-8")
    drafts = await service.ingestion.submit(article, await service.ingestion.propose(article, HERE), BY)
    mayor = next(claim for claim in drafts if "circus" in claim.text)
    (said, *_) = mayor.attributions
    assert said.claimant.name == "Marta Lind"
    assert said.source == mayor.sources[0].key
    assert said.span is not None
    assert text[slice(*said.span)] in text
    assert mayor.sources[0].published_on == date(2026, 3, 3)
    assert mayor.sources[0].retrieved_on == NOW.date()


async def test_a_page_is_read_beside_the_loop_with_what_it_says_of_itself(service: Service) -> None:
    article = await service.ingestion.read_bytes(PAGE.encode())
    assert (article.publisher, article.url) == ("The Ostwick Ledger", "https://ledger.example/weir")
    assert any("permit" in draft.text for draft in article.drafts)


async def test_what_is_known_is_offered_for_merging(service: Service) -> None:
    text = "The council sold the old harbour bridge to a travelling circus."
    known = await service.curation.add(Statement(title="Bridge", text=text), BY)
    article = an_article(a_draft(text), a_draft("Nobody in Ostwick drinks tea before noon."))
    near, far = await service.ingestion.propose(article, HERE)
    assert [finding.claim.id for finding in near.known] == [known.id]
    assert far.known == ()
    assert (await service.ingestion.propose(article, "200"))[0].known == ()


async def test_all_or_none_is_put_into_the_queue(service: Service) -> None:
    broken = Proposal(draft=a_draft("No database stores \ud800 of a bridge."))
    with pytest.raises(ValueError, match="surrogates"):
        await service.ingestion.submit(an_article(), (Proposal(draft=a_draft()), broken), BY)
    assert await service.curation.queue(HERE) == ()


async def test_only_those_that_wait_are_approved_together(service: Service) -> None:
    article = an_article(a_draft("One bridge fell."), a_draft("Two bridges fell."), a_draft("Three bridges fell."))
    drafts = await service.ingestion.submit(article, tuple(Proposal(draft=draft) for draft in article.drafts), BY)
    await service.curation.reject(drafts[0].id, BY, "No.")
    published = await service.curation.publish_all([draft.id for draft in drafts], BY)
    assert [claim.id for claim in published] == [drafts[1].id, drafts[2].id]
    assert await service.curation.queue(HERE) == ()
    assert await service.curation.publish_all([draft.id for draft in drafts], BY) == ()


def test_everybody_who_says_so_is_named() -> None:
    also = Said(claimant="The council", stance=Stance.DENIES)
    made = statement(an_article(), a_draft(also=(also,)))
    assert [(said.claimant.name, said.stance) for said in made.attributions] == [
        ("The mayor", Stance.ASSERTS),
        ("The council", Stance.DENIES),
    ]
    assert made.attributions[0].claimant.role == "of Halden"
    (source,) = made.sources
    assert (source.publisher, source.title, source.origin) == ("The Halden Post", "Bridge sold", None)


def test_what_nobody_is_named_for_is_reported_by_the_article() -> None:
    (said,) = statement(an_article(), a_draft(claimant=None, role=None)).attributions
    assert (said.claimant.name, said.stance) == ("The Halden Post", Stance.REPORTS)


def test_an_article_that_only_relays_counts_as_what_it_relays() -> None:
    relayed = a_draft(via=("Radio Halden", "RIA"))
    assert statement(an_article(), relayed).sources[0].origin == "RIA"
    own = replace(relayed, also=(Said(claimant="The council"),))
    assert statement(an_article(), own).sources[0].origin is None


@pytest.mark.parametrize("url", [None, "https://halden.example/" + "a" * 600, "ftp://halden.example/x", "javascript:x"])
def test_what_is_too_long_is_cut_and_no_bad_address_is_kept(url: str | None) -> None:
    draft = a_draft("Very long words " * 80, claimant="x " * 300, role="y" * 400, excerpt="z" * 4_000)
    made = statement(an_article(title=None, publisher=None, url=url), draft)
    assert len(made.title) <= 80
    assert len(made.text) <= 400
    assert made.title.endswith(("words…", "long…", "Very…"))
    (said,), (source,) = made.attributions, made.sources
    assert len(said.claimant.name) <= 200
    assert len(said.excerpt or "") <= 1_000
    assert (source.url, source.publisher) == (None, UNNAMED)


@pytest.mark.parametrize("claimed", list(VerificationStatus))
async def test_nothing_is_better_than_unverified(service: Service, claimed: VerificationStatus) -> None:
    proposal = Proposal(draft=a_draft(status=claimed))
    (draft,) = await service.ingestion.submit(an_article(), (proposal,), BY)
    expected = claimed if claimed is VerificationStatus.DISPUTED else VerificationStatus.UNVERIFIED
    assert draft.status is expected


async def test_what_cannot_be_read_is_refused_with_a_sentence(service: Service) -> None:
    for body, kind in ((b"", NotAnArticle), (b"%PDF-1.7 ...", NotAnArticle), (b"a" * (MAX_BYTES + 1), ArticleTooHeavy)):
        with pytest.raises(kind, match=r"\.$"):
            await service.ingestion.read_bytes(body)


async def test_nothing_is_fetched_unless_it_is_switched_on(service: Service) -> None:
    with pytest.raises(FetchRefused, match="switched off"):
        await service.ingestion.read_url("https://halden.example/bridge")


async def test_the_loop_goes_on_while_a_long_text_is_read(service: Service) -> None:
    body = (BRIDGE.read_text(encoding="utf-8") * 40).encode()
    reading = asyncio.create_task(service.ingestion.read_bytes(body, "text/plain"))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 10
    assert (await reading).drafts
