"""What a page says about itself: JSON-LD first, then OpenGraph, then meta elements, then plain markup.

Pages say what they like, so everything is checked and cut to a bound: a date has to be one, an address has to lead to
where the page is, a name is a line of text. What does not pass is left out.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any, cast

from lxml.html import HtmlElement
from yarl import URL

from claims_db.articles.pages.article import Metadata

MAX_NAME = 200
MAX_TITLE = 500
MAX_URL = 2000
MAX_AUTHORS = 10
MAX_SCRIPT = 1 << 20
"""Characters of JSON-LD that are read."""
MAX_NODES = 2000
"""Nodes of JSON-LD that are looked at."""

_ARTICLE_TYPES = frozenset({"BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "DiscussionForumPosting", "Report"})
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author", "byl")
_DATES = (
    *("article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate"),
    *("publish-date", "publication_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime"),
)
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8}){0,3})")
_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd\ud800-\udfff]"
)
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_FIRST_YEAR = 1900

Node = dict[str, Any]


def read(tree: HtmlElement, url: str | None) -> Metadata:
    """What the page says; `url` is where it was found, if that is known."""
    meta = _meta(tree)
    node, by_id = _linked_data(tree)
    publisher = _first(_name(node.get("publisher"), by_id), meta.get("og:site_name"))
    return Metadata(
        title=_first(node.get("headline"), *_of(meta, _TITLES), _title(tree, publisher), bound=MAX_TITLE),
        publisher=publisher,
        author=_first(_authors(node.get("author"), by_id), *map(_person, _of(meta, _AUTHORS)), _marked_author(tree)),
        published_on=_date([node.get("datePublished"), *_of(meta, _DATES), *_marked_dates(tree)]),
        url=_address([*_canonical(tree), node.get("url"), meta.get("og:url")], url),
        language=_language([tree.get("lang"), node.get("inLanguage"), meta.get("og:locale"), meta.get("language")]),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The meta elements by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content := element.get("content", "").strip():
            found.setdefault(name.strip().lower(), content)
    return found


def _of(meta: dict[str, str], names: Iterable[str]) -> list[str]:
    return [meta[name] for name in names if name in meta]


def _linked_data(tree: HtmlElement) -> tuple[Node, dict[str, Node]]:
    """The node that describes the article, empty where none does, and all nodes by their id."""
    nodes: list[Node] = []
    left = MAX_SCRIPT
    for script in tree.iter("script"):
        text = script.text or ""
        left -= len(text)
        if "ld+json" in script.get("type", "").lower() and left >= 0:
            nodes += _nodes(text, MAX_NODES - len(nodes))
    by_id = {name: node for node in reversed(nodes) if isinstance(name := node.get("@id"), str) and len(node) > 1}
    return next(filter(_is_article, nodes), Node()), by_id


def _nodes(text: str, limit: int) -> list[Node]:
    """The nodes of one script, the outer before the inner."""
    try:
        waiting: list[object] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return []
    found: list[Node] = []
    for value in waiting:
        if len(waiting) > 10 * MAX_NODES or len(found) >= limit:
            break
        if isinstance(value, dict):
            found.append(cast("Node", value))
            waiting += cast("Node", value).values()
        elif isinstance(value, list):
            waiting += cast("list[object]", value)
    return found


def _is_article(node: Node) -> bool:
    return any(kind.endswith("Article") or kind in _ARTICLE_TYPES for kind in _texts(node.get("@type")))


def _texts(value: object) -> list[str]:
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def _name(value: object, by_id: dict[str, Node]) -> str | None:
    """The name of an organisation or a person: itself, its node's, or that of the node it refers to."""
    if isinstance(value, list):
        return next((name for one in cast("list[object]", value) if (name := _name(one, by_id))), None)
    if isinstance(value, dict):
        node = cast("Node", value)
        name = node.get("name") or by_id.get(str(node.get("@id")), {}).get("name")
        return next(iter(_texts(name)), None)
    return value if isinstance(value, str) else None


def _authors(value: object, by_id: dict[str, Node]) -> str | None:
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    names = (_person(_name(one, by_id)) for one in values[:MAX_AUTHORS])
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _person(name: str | None) -> str | None:
    """The name without "By"; None for an address of a profile, which many pages give instead."""
    line = _line(name, MAX_NAME)
    return None if line is None or "://" in line or line.startswith("@") else _BY.sub("", line) or None


def _marked_author(tree: HtmlElement) -> str | None:
    for element in tree.iter("a", "span", "address"):
        if element.get("rel") == "author" or element.get("itemprop") == "author":
            return _person(element.text_content())
    return None


def _marked_dates(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("time", "span"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield element.get("datetime") or element.get("content") or element.text_content()


def _title(tree: HtmlElement, publisher: str | None) -> str | None:
    """The title element, without the name of the publisher at its end."""
    element = tree.find(".//head/title")
    line = _line(element.text_content(), MAX_TITLE) if element is not None else None
    tail = re.escape(publisher) if publisher else ""
    return re.sub(rf"\s+[-–—|·:»]+\s+{tail}$", "", line, flags=re.IGNORECASE) if line and tail else line


def _first(*values: object, bound: int = MAX_NAME) -> str | None:
    return next((line for value in values if (line := _line(value, bound))), None)


def _line(value: object, bound: int) -> str | None:
    """One line of text for people, at most `bound` characters long."""
    if not isinstance(value, str):
        return None
    text = _SPACE.sub(" ", _UNSEEN.sub("", unescape(value[: 10 * bound]))).strip()
    return text if len(text) <= bound else text[: bound - 1].rstrip() + "…" if text else None


def _date(values: Iterable[object]) -> date | None:
    return next((found for value in values if isinstance(value, str) and (found := _day(value.strip()))), None)


def _day(written: str) -> date | None:
    """The calendar date as it is printed: the day where the publisher is, not the day in UTC."""
    for parse in (datetime.fromisoformat, parsedate_to_datetime, _first_ten):
        try:
            day = parse(written[:60]).date()
        except (ValueError, TypeError):
            continue
        return day if day.year >= _FIRST_YEAR and day <= datetime.now(UTC).date() + timedelta(days=2) else None
    return None


def _first_ten(written: str) -> datetime:
    return datetime.fromisoformat(written[:10].replace("/", "-"))


def _canonical(tree: HtmlElement) -> Iterator[str]:
    for link in tree.iter("link"):
        if "canonical" in link.get("rel", "").lower().split():
            yield link.get("href", "")


def _address(values: Iterable[object], url: str | None) -> str | None:
    """The first address that can be cited; a page on one site cannot say that it belongs to another."""
    base = _parsed(url)
    for value in values:
        found = _parsed(value, base) if isinstance(value, str) and value.strip() else None
        if found and (base is None or (_site(found) == _site(base) and (found.path != "/" or base.path == "/"))):
            return str(found)
    return str(base) if base else None


def _parsed(written: str | None, base: URL | None = None) -> URL | None:
    try:
        url = URL((written or "").strip()).with_fragment(None)
        url = base.join(url) if base else url
    except ValueError:
        return None
    plain = url.scheme in {"http", "https"} and url.raw_host and url.raw_user is None and url.raw_password is None
    return url if plain and len(str(url)) <= MAX_URL else None


def _site(url: URL) -> str:
    first, _, rest = (url.raw_host or "").rstrip(".").partition(".")
    return rest if first in {"www", "m", "mobile", "amp"} else url.raw_host or ""


def _language(values: Iterable[object]) -> str | None:
    for value in values:
        if isinstance(value, str) and (tag := _LANGUAGE.fullmatch(value.strip())):
            subtags = re.split("[-_]", tag[2])
            return "-".join([tag[1].lower(), *(part.upper() if len(part) == 2 else part for part in subtags[1:])])
    return None
