"""What was read in an extracted text, told by where it stands in the page: every span in the page's markup.

A span that tags interrupt comes in parts. One that cannot be found there is left out, and its part is named as lost.
"""

from dataclasses import fields, replace
from typing import TypeVar

from claims_db.articles.draft import Article, Draft, Said, Span, Spans
from claims_db.articles.pages.extract import Extracted

_PARTS = tuple(field.name for field in fields(Spans) if field.name != "lost")
_Said = TypeVar("_Said", bound=Said)


def placed(article: Article, extracted: Extracted) -> Article:
    """The article with its spans as ranges of `extracted.original`; `lines` still count in the text that was read."""
    return replace(
        article,
        said=tuple(_placed(said, extracted) for said in article.said),
        drafts=tuple(_draft(draft, extracted) for draft in article.drafts),
    )


def _draft(draft: Draft, extracted: Extracted) -> Draft:
    return replace(_placed(draft, extracted), also=tuple(_placed(said, extracted) for said in draft.also))


def _placed(said: _Said, extracted: Extracted) -> _Said:
    found = {part: _spans(getattr(said.spans, part), extracted) for part in _PARTS}
    lost = tuple(part for part, spans in found.items() if spans is None)
    return replace(said, spans=Spans(**{part: spans or () for part, spans in found.items()}, lost=lost))


def _spans(spans: tuple[Span, ...], extracted: Extracted) -> tuple[Span, ...] | None:
    """Where all of some spans stand; None if one of them cannot be found."""
    places = [extracted.places(span) for span in spans]
    return None if None in places else tuple(place for found in places if found for place in found)
