"""The text of an article, and what it says about itself, out of the bytes it came in. Opens no file and no connection.

`extract` takes as long as the page makes it take: seconds for megabytes of markup, minutes for a page that means harm,
and lxml does not let go of the interpreter meanwhile. What comes from elsewhere goes through `reading.Reader`.
"""

import re
from dataclasses import dataclass

from claims_db.articles.pages.article import Metadata
from claims_db.articles.pages.decoding import decode
from claims_db.articles.pages.places import Range, Run, runs, spans_of
from claims_db.errors import ArticleTooHeavy, NotAnArticle

MAX_BYTES = 5 << 20
_MARKUP_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title)[\s>/]", re.IGNORECASE)
_HEAD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text, a line to a paragraph where it came from markup, unchanged where it did not.

    `page` is the markup, decoded and as it was, None where there was none; `runs` are the places of the text in it.
    """

    text: str
    metadata: Metadata
    page: str | None = None
    runs: tuple[Run, ...] = ()

    @property
    def original(self) -> str:
        """What was decoded, before anything was taken from it."""
        return self.text if self.page is None else self.page

    def places(self, span: Range) -> tuple[Range, ...] | None:
        """Where a range of the text stands in the original, in several parts if need be; None if that is unknown."""
        return (span,) if self.page is None else spans_of(self.text, self.page, self.runs, span)


def extract(
    body: bytes, content_type: str | None = None, charset: str | None = None, url: str | None = None
) -> Extracted:
    """Read an article.

    Args:
        body: at most 5 MiB.
        content_type: what its server called it, without parameters; None to look for markup in it.
        charset: the encoding its server declared.
        url: where it was found; what the page says of its own address is measured by that.

    Raises:
        NotAnArticle: it is of another kind, no text, or markup without an article in it.
        ArticleTooHeavy: it is too long, or has too many elements or too deep ones.
    """
    if len(body) > MAX_BYTES:
        raise ArticleTooHeavy("", f"is larger than {MAX_BYTES:,} bytes")
    if content_type is not None and content_type not in {"text/plain", *_MARKUP_TYPES}:
        raise NotAnArticle("", f"is neither a web page nor plain text, but {content_type[:100]}")
    text = decode(body, charset)
    if content_type in _MARKUP_TYPES or (content_type is None and _MARKUP.search(text, 0, _HEAD)):
        return _from_markup(text, url)
    if not text.strip():
        raise NotAnArticle("", "is empty")
    return Extracted(text=text, metadata=Metadata(url=url))


def _from_markup(text: str, url: str | None) -> Extracted:
    # 30 MB and a tenth of a second, which plain text does without
    from claims_db.articles.pages import markup, metadata  # noqa: PLC0415

    tree = markup.parse(text)
    said = metadata.read(tree, url)
    found = markup.text_of(tree)
    return Extracted(text=found, metadata=said, page=text, runs=runs(found, text))
