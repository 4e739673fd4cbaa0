"""The article within a page: parsed by lxml, found by trafilatura. Opens no file and no connection.

Never an XML parser, so that entities have nothing to expand to; never trafilatura's own decoding, unpacking, dates or
downloads. trafilatura keeps no memory between pages here: whether a paragraph counts does not hang on the last page.
"""

import trafilatura
from lxml.etree import ErrorTypes, ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from claims_db.errors import ArticleTooHeavy, NotAnArticle

MAX_ELEMENTS = 100_000
"""Tags in a page; long articles have some thousands."""
MAX_DEPTH = 256
"""Elements within elements; the limit of libxml2, which stops reading there."""


def parse(markup: str) -> HtmlElement:
    """The tree of a page, however broken.

    Raises:
        NotAnArticle: there is nothing on it.
        ArticleTooHeavy: there are too many elements, or too many within each other.
    """
    if markup.count("<") > MAX_ELEMENTS:
        raise ArticleTooHeavy("", f"is a page of more than {MAX_ELEMENTS:,} elements")
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False
    )
    try:
        tree = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except ParserError as error:
        raise NotAnArticle("", "is a page without anything on it") from error
    if any(entry.type == ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise ArticleTooHeavy("", f"is a page with more than {MAX_DEPTH} elements within each other")
    return tree


def text_of(tree: HtmlElement) -> str:
    """The text of the article, a line to a paragraph. Raises NotAnArticle where there is none."""
    text = trafilatura.extract(tree, include_comments=False, deduplicate=False, with_metadata=False)
    if not text or not text.strip():
        raise NotAnArticle("", "is a page without the text of an article")
    return text
