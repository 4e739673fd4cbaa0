"""Read articles and print who says what in them; nothing is put on record.

One article that cannot be read ends it with a sentence; of several, those that cannot be read are told apart.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from bot.cards.parts import STANCES, counted
from bot.commands.progress import Progress
from bot.config import Config
from claims_db.articles.draft import Article, Draft
from claims_db.articles.pages.extract import MAX_BYTES, Extracted
from claims_db.errors import ArticleError, NotAnArticle
from claims_db.ingestion import Articles, content_type_of

HELP = "read articles and print the draft claims in them: who says what, via whom, when"
AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An article with the original that its spans count in, and where it was found."""

    place: str
    original: str
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one of several: what to print, or the sentence that says why there is nothing."""

    printed: str = ""
    drafts: int = 0
    problem: str = ""


Show = Callable[[Read], str]


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to read, and how to print."""
    parser.add_argument(
        "places", metavar="FILE|URL", nargs="+", help="a text or HTML file, or an address where fetching is switched on"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object for each article, a line each")


async def main(args: argparse.Namespace, config: Config) -> int:
    """Print what was found; 2 where something could not be read."""
    articles = Articles(config.articles.rules)
    if len(args.places) == 1:
        print((_as_json if args.json else _as_text)(await _read(articles, args.places[0])))
        return 0
    outcomes = await _read_all(articles, args.places, _as_json if args.json else _as_line)
    for outcome in outcomes:
        if outcome.printed:
            print(outcome.printed)
        else:
            print(f"onrecord: {outcome.problem}", file=sys.stderr)
    print(_summary(outcomes), file=sys.stderr if args.json else sys.stdout)
    return 2 if any(outcome.problem for outcome in outcomes) else 0


async def _read_all(articles: Articles, places: list[str], show: Show) -> list[Outcome]:
    """Read a few at a time; what came of each, in the order given."""
    progress, free = Progress(len(places), sys.stderr), asyncio.Semaphore(AT_ONCE)

    async def one(place: str) -> Outcome:
        async with free:
            try:
                read = await _read(articles, place)
                outcome = Outcome(printed=show(read), drafts=len(read.article.drafts))
            except ArticleError as error:
                outcome = Outcome(problem=str(error))
        progress.step(place)
        return outcome

    outcomes = await asyncio.gather(*(one(place) for place in places))
    progress.end()
    return outcomes


async def _read(articles: Articles, place: str) -> Read:
    extracted = await (articles.text_at(place) if "://" in place else _text_of(articles, place))
    return Read(place=place, original=extracted.original, article=await articles.draft(extracted))


async def _text_of(articles: Articles, place: str) -> Extracted:
    body = await asyncio.to_thread(_body, place)
    try:
        return await articles.text_of(body, content_type_of(place))
    except ArticleError as error:
        raise type(error)(place, error.problem, error.remedy) from error


def _body(place: str) -> bytes:
    try:
        with Path(place).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = "is not there" if isinstance(error, FileNotFoundError) else "cannot be read as a file"
        raise NotAnArticle(place, why) from error


def _as_json(read: Read) -> str:
    article = read.article
    about: dict[str, Any] = {
        "place": read.place,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published_on": article.published_on,
        "url": article.url,
        "dateline": article.dateline,
        "note": article.note,
        "text": read.original,
    }
    shown = {"article": about, "drafts": [_draft(draft) for draft in article.drafts]}
    return json.dumps(msgspec.to_builtins(shown), ensure_ascii=False)


def _draft(draft: Draft) -> dict[str, Any]:
    spans = draft.spans
    return {
        "text": draft.text,
        "excerpt": draft.excerpt,
        "claimant": draft.claimant,
        "role": draft.role,
        "via": draft.via,
        "stance": draft.stance,
        "said_on": draft.said_on,
        "hedge": draft.hedge,
        "confidence": draft.confidence,
        "spans": {"source": spans.source, "cue": spans.cue, "content": spans.content},
        **({"lost": spans.lost} if spans.lost else {}),
    }


def _as_text(read: Read) -> str:
    article = read.article
    known = (article.publisher, article.author, article.published_on and str(article.published_on))
    heading = " · ".join([article.title or read.place, *(part for part in known if part)])
    lines = [line for draft in article.drafts for line in _lines(draft)]
    note = ["", article.note] if article.note else []
    return "\n".join([heading, *lines, *note])


def _lines(draft: Draft) -> list[str]:
    others = [f"      also: {_who(said.claimant, said.role, said.via)} {STANCES[said.stance]}" for said in draft.also]
    day = f", {draft.said_on}" if draft.said_on else ""
    return [
        "",
        f"{draft.confidence:.2f}  {draft.text}",
        f"      {_who(draft.claimant, draft.role, draft.via)} {STANCES[draft.stance]} it{day}",
        *others,
    ]


def _who(claimant: str | None, role: str | None, via: tuple[str, ...]) -> str:
    name = claimant or "somebody who is not named"
    known_as = f"{name} ({role})" if role else name
    return f"{known_as} via {', '.join(via)}" if via else known_as


def _as_line(read: Read) -> str:
    return f"{read.place}: {counted(len(read.article.drafts), 'draft')}"


def _summary(outcomes: list[Outcome]) -> str:
    failed = sum(bool(outcome.problem) for outcome in outcomes)
    articles, drafts = counted(len(outcomes) - failed, "article"), counted(sum(o.drafts for o in outcomes), "draft")
    return f"{articles} read, {drafts}" + (f"; {failed} could not be read." if failed else ".")
