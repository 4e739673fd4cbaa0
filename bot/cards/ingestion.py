"""What curators see of an article: its drafts at the head of a thread, all of them approved at once, how far it is."""

from typing import Any

from discord import ButtonStyle, ui

from bot.cards.parts import Card, button, counted, note_card
from bot.cards.queue import WAITING
from bot.markdown import clip, day, escape, link, moment, person
from claims_db.articles.draft import Article
from claims_db.curation import By
from claims_db.ingestion import UNTITLED
from claims_db.model import ClaimId

APPROVED = 0x2E9E5B
HERE = ClaimId("here")
"""Stands for the thread in which a button is pressed."""


def thread_name(article: Article) -> str:
    """What the thread of an article's drafts is called; plain text of 1 to 100 characters."""
    return clip(_title(article), 100)


def article_card(article: Article, count: int, by: By) -> Card:
    """The head of the thread: what was read, and by whom."""
    known = [escape(part, 80) for part in (article.publisher, article.author) if part]
    known += [day(article.published_on)] if article.published_on else []
    lines = [
        f"-# Read by {person(by.actor)} {moment(by.at)}",
        f"### {link(_title(article), article.url, 100)}",
        *([f"-# {' · '.join(known)}"] if known else []),
        f"{counted(count, 'draft')} to decide on, in this thread.",
    ]
    return Card(ui.Container(ui.TextDisplay("\n".join(lines)), accent_colour=WAITING))


def approve_all_card(count: int) -> Card:
    """The last card of a thread: those that still wait are approved as they are."""
    text = (
        f"**{counted(count, 'draft')}** from this article. Approved as they are, they are on record as *unverified*, "
        "or *disputed* where the article itself has both sides."
    )
    approve = ui.ActionRow[Any](button("Approve all", "approve_all", HERE, ButtonStyle.success))
    return Card(ui.Container(ui.TextDisplay(text), approve, accent_colour=WAITING))


def approved_card(count: int, by: By) -> Card:
    """The same once it was pressed."""
    text = f"**✓ {counted(count, 'draft')} approved** by {person(by.actor)} {moment(by.at)}"
    return Card(ui.Container(ui.TextDisplay(text), accent_colour=APPROVED))


def done_card(article: Article, count: int, place: str | None) -> Card:
    """What came of an article; `place` is the thread, None where there is only the queue."""
    title = f"**{escape(_title(article), 80)}**"
    note = f"\n-# {article.note}" if article.note else ""
    left = len(article.drafts) - count
    if not count:
        none = f"Every draft in {title} waits for review already." if left else f"There are no drafts in {title}."
        return note_card(f"{none}{note}")
    kept = f"\n-# {left} more left out: they wait already, or one thread holds no more." if left else ""
    where = f"in {place}" if place else "in the queue: /curate review"
    verb = "waits" if count == 1 else "wait"
    return note_card(f"{counted(count, 'draft')} from {title} {verb} for review {where}.{kept}{note}")


def _title(article: Article) -> str:
    """The title as one line that can be seen."""
    printable = "".join(char if char.isprintable() else " " for char in article.title or "")
    return " ".join(printable.split()) or UNTITLED
