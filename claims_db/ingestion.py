"""From an article to draft claims: it is read, what is known already is named, and the drafts wait for a curator.

Nothing is published here, and nothing proposed as better than unverified. Only `read_url` opens a connection, and only
where the rules for fetching allow it.
"""

import asyncio
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

import msgspec

from claims_db.articles.draft import Article, Draft, Said
from claims_db.articles.drafts import read_article
from claims_db.articles.fetching.fetch import fetch
from claims_db.articles.fetching.manners import Manners
from claims_db.articles.fetching.rules import FetchRules
from claims_db.articles.pages.extract import Extracted
from claims_db.articles.pages.reading import Reader
from claims_db.articles.placing import placed
from claims_db.curation import By, Curation, Statement
from claims_db.interchange.packs import Address
from claims_db.lookup import Finding
from claims_db.model import Attribution, Claim, Claimant, Review, Source, Stance, VerificationStatus

TITLE, STATEMENT, PROSE, LINE = 80, 400, 1_000, 200
MOST_WAITING = 1_000
"""How many drafts that wait are looked through, so that an article read twice waits once."""
UNNAMED, UNTITLED = "Publisher not named", "Article without a title"
_KINDS = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A draft, and the claims on record that it may repeat: it can be merged into one of them instead."""

    draft: Draft
    known: tuple[Finding, ...] = ()


class Articles:
    """Reads articles, for one event loop: keep one, so that servers get their pauses."""

    def __init__(self, rules: FetchRules) -> None:
        self._rules = rules
        self._manners = Manners()
        self._reader = Reader()
        self._drafting = asyncio.Lock()

    async def read_url(self, url: str) -> Article:
        """Fetch an article and read it; ArticleError where either cannot be."""
        return await self.draft(await self.text_at(url))

    async def read_bytes(self, body: bytes, content_type: str | None = None, *, name: str = "") -> Article:
        """Read a file; ArticleError where it is none that can be read. Its name stands in for a title it lacks."""
        article = await self.draft(await self.text_of(body, content_type or content_type_of(name)))
        return article if article.title else replace(article, title=_clip(name, LINE) or None)

    async def text_at(self, url: str) -> Extracted:
        """The text of the article at an address."""
        there = await fetch(url, self._rules, manners=self._manners)
        return await self._reader.read(there.body, there.content_type, there.charset, there.final_url)

    async def text_of(self, body: bytes, content_type: str | None = None) -> Extracted:
        """The text of a file; of plain text, all of it as decoded."""
        return await self._reader.read(body, content_type)

    async def draft(self, extracted: Extracted) -> Article:
        """Find who says what in a text, and where it stands in what that was extracted from.

        It is pure Python, so a thread does: a common article takes 13 ms in all, and the longest text that is read
        three seconds, in which it never holds up the event loop for more than 0.2. One text at a time.
        """
        async with self._drafting:
            return await asyncio.to_thread(_read, extracted)


class Ingestion(Articles):
    """Puts what articles say before the curators; from `claims_db.service.open_service`."""

    def __init__(self, rules: FetchRules, curation: Curation) -> None:
        super().__init__(rules)
        self._curation = curation

    async def propose(self, article: Article, server: str) -> tuple[Proposal, ...]:
        """The drafts of an article that do not wait for a decision already, with the claims near them on record."""
        waiting = {claim.text for claim in await self._curation.queue(server, limit=MOST_WAITING)}
        new = [draft for draft in article.drafts if _clip(draft.text, STATEMENT) not in waiting]
        return tuple([Proposal(draft=draft, known=await self._curation.alike(draft.text, server)) for draft in new])

    async def submit(self, article: Article, proposals: tuple[Proposal, ...], by: By) -> tuple[Claim, ...]:
        """Put proposals into the review queue, all or none. For curators: as many as there are."""
        today = by.at.date()
        new = [
            (statement(article, proposal.draft, today), _review(article, proposal.draft, by)) for proposal in proposals
        ]
        return await self._curation.submit_all(new, by)


def _read(extracted: Extracted) -> Article:
    return placed(read_article(extracted.text, metadata=extracted.metadata), extracted)


def content_type_of(name: str) -> str | None:
    """What a file holds, by the end of its name; None where that does not tell."""
    return _KINDS.get(PurePath(name).suffix.lower())


def statement(article: Article, draft: Draft, read_on: date | None = None) -> Statement:
    """A draft as the claim it would be: with everybody who says so, and the article as its source."""
    read_in = _source(article, draft, read_on)
    said = dict.fromkeys(_attribution(each, read_in) for each in (draft, *draft.also))
    return Statement(
        title=_clip(draft.text.rstrip("."), TITLE),
        text=_clip(draft.text, STATEMENT),
        attributions=tuple(said),
        sources=(read_in,),
    )


def _attribution(said: Said, read_in: Source) -> Attribution:
    spans = said.spans.content
    unnamed = said.claimant is None
    return Attribution(
        claimant=Claimant(
            name=_clip(said.claimant or read_in.publisher, LINE), role=_clip(said.role or "", LINE) or None
        ),
        stance=Stance.REPORTS if unnamed and said.stance is Stance.ASSERTS else said.stance,
        source=read_in.key,
        via=tuple(_clip(outlet, LINE) for outlet in said.via),
        said_on=said.said_on,
        hedge=_clip(said.hedge or "", LINE) or None,
        excerpt=_clip(said.excerpt, PROSE) or None,
        span=(spans[0][0], spans[-1][1]) if spans else None,
    )


def _source(article: Article, draft: Draft, read_on: date | None) -> Source:
    agency = article.dateline.agency if article.dateline else None
    publisher = _clip(article.publisher or agency or UNNAMED, LINE)
    return Source(
        key=_key(publisher),
        title=_clip(article.title or UNTITLED, LINE),
        publisher=publisher,
        url=_address(article.url),
        author=_clip(article.author or "", LINE) or None,
        published_on=article.published_on,
        retrieved_on=read_on,
        origin=_origin(draft, agency if agency != publisher else None),
    )


def _origin(draft: Draft, agency: str | None) -> str | None:
    """Whom the article copies: its agency, or the outermost outlet where all that is said came through one."""
    if all(said.via for said in (draft, *draft.also)):
        return _clip(draft.via[-1], LINE)
    return _clip(agency or "", LINE) or None


def _review(article: Article, draft: Draft, by: By) -> Review:
    disputed = draft.status is VerificationStatus.DISPUTED
    said = "Those who speak in it contradict each other." if disputed else "Nobody has looked into it yet."
    return Review(
        status=VerificationStatus.DISPUTED if disputed else VerificationStatus.UNVERIFIED,
        reason=f"As read in “{_clip(article.title or UNTITLED, LINE)}”. {said}",
        as_of=by.at.date(),
        reviewer=by.actor,
    )


def _address(url: str | None) -> str | None:
    try:
        return msgspec.convert(url, Address)
    except msgspec.ValidationError:
        return None


def _key(publisher: str) -> str:
    plain = unicodedata.normalize("NFKD", publisher).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:36].strip("-") or "article"


def _clip(text: str, limit: int) -> str:
    """One line of at most `limit` characters, cut between words where it is cut."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut, _, _ = line[: limit - 1].rpartition(" ")
    return (cut if len(cut) > limit // 2 else line[: limit - 1]).rstrip(" ,;:") + "…"
