"""What reading an article gives: its lines, its acts of saying, and draft claims with who stands behind them.

Frozen values; every span is a half-open range of characters in the text as it was given.
"""

from dataclasses import dataclass, field
from datetime import date

from claims_db.articles.text.lines import Dateline, Line
from claims_db.model import Stance, VerificationStatus

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """Where an attribution stands: the source's words, the verb's, and those of what is said.

    `lost` names the parts whose words could not be found again in the page that the text was extracted from.
    """

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who stands how to a statement, via whom, since when; `confidence` in 0..1 that all of it is read rightly.

    `claimant` is None where nobody is named ("reportedly"). `via` lists the outlets it passed through, outermost last.
    """

    claimant: str | None
    role: str | None = None
    via: tuple[str, ...] = ()
    stance: Stance = Stance.ASSERTS
    said_on: date | None = None
    hedge: str | None = None
    excerpt: str = ""
    confidence: float = 0.5
    spans: Spans = field(default_factory=Spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Said):
    """A statement that can be read on its own, who said it first in the article, and who else.

    `happened_on` is the one day the statement itself names. `status` is never better than unverified.
    """

    text: str
    happened_on: date | None = None
    status: VerificationStatus = VerificationStatus.UNVERIFIED
    also: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as read. `said` holds the acts of saying as they stand, before compounds are split into drafts.

    `note` says in a sentence why there are no drafts, or that the text was too long to be read whole.
    """

    title: str | None
    publisher: str | None
    author: str | None
    published_on: date | None
    url: str | None
    dateline: Dateline | None
    lines: tuple[Line, ...]
    said: tuple[Said, ...]
    drafts: tuple[Draft, ...]
    note: str | None = None
