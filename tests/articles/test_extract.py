"""Bytes to text and metadata: pages as publishers write them, and as nobody should."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.articles.pages.article import Metadata
from claims_db.articles.pages.decoding import decode
from claims_db.articles.pages.extract import MAX_BYTES, Extracted, extract
from claims_db.errors import ArticleError, ArticleTooHeavy, NotAnArticle

URL = "https://www.harbour-post.example/2024/ferry?utm=1"
LEAD = "The harbour authority said on Tuesday that the ferry would stay in port until its engines had been checked."
QUOTE = "“Nobody was in danger at any time,” its director, Marta Lindqvist, told the Harbour Post by telephone."
DENIAL = "The owner of the ferry denied that there had been a fire, and spoke of smoke from a kitchen on the car deck."
NAVIGATION = "<nav><ul>" + "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(12)) + "</ul></nav>"
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "Not this", "datePublished": "2001-01-01"},
        {"@id": "#org", "@type": "NewsMediaOrganization", "name": "The Harbour Post"},
        {
            "@type": ["NewsArticle"],
            "headline": "Ferry stays in port &amp; waits",
            "datePublished": "2024-03-05T23:40:00-08:00",
            "author": [{"@type": "Person", "name": "By Ann Roe"}, {"name": "Ann Roe"}, "Li Wen"],
            "publisher": {"@id": "#org"},
            "inLanguage": "en",
        },
    ],
}


def document(head: str = "", body: str | None = None, attributes: str = "") -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in (LEAD, QUOTE, DENIAL))
    article = f"<article><h1>Ferry stays in port</h1>{paragraphs}</article>" if body is None else body
    page = f"<!doctype html><html {attributes}><head>{head}</head><body>{NAVIGATION}{article}"
    return (page + "<footer>© The Harbour Post. All rights reserved.</footer></body></html>").encode()


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def metadata(head: str, attributes: str = "", url: str | None = URL) -> Metadata:
    return extract(document(head, attributes=attributes), "text/html", "utf-8", url).metadata


def test_the_article_is_told_from_the_page_around_it() -> None:
    text = extract(document(), "text/html", "utf-8", URL).text
    assert text.splitlines()[-3:] == [LEAD, QUOTE, DENIAL]
    assert "Section 3" not in text
    assert "rights reserved" not in text


def test_a_page_is_recognised_without_its_type() -> None:
    assert LEAD in extract(document()).text.splitlines()
    assert extract(f"<p>{LEAD}</p><p>{QUOTE}</p>".encode()).text.splitlines() == [LEAD, QUOTE]


def test_one_page_leaves_no_trace_in_the_next() -> None:
    assert len({extract(document(), "text/html").text for _ in range(4)}) == 1


def test_plain_text_stays_as_it_is() -> None:
    text = f"  {LEAD}\r\n\r\n\t{QUOTE} <p>1 < 2</p>\n"
    assert extract(text.encode(), "text/plain", None, URL) == Extracted(text=text, metadata=Metadata(url=URL))
    assert extract(LEAD.encode()).text == LEAD


def test_linked_data_comes_first() -> None:
    said = metadata(
        f'{linked(LINKED)}<meta property="og:title" content="Other"><link rel=canonical href="/2024/ferry">'
    )
    assert said == Metadata(
        title="Ferry stays in port & waits",
        publisher="The Harbour Post",
        author="Ann Roe, Li Wen",
        published_on=date(2024, 3, 5),
        url="https://www.harbour-post.example/2024/ferry",
        language="en",
    )


def test_then_open_graph_and_meta_elements() -> None:
    said = metadata(
        """<title>Ferry stays | The Harbour Post</title><meta property="og:title" content="Ferry stays in port">
        <meta property="og:site_name" content="The Harbour Post"><meta name="Author" content="by Ann Roe">
        <meta property="article:author" content="https://social.example/ann">
        <meta property="article:published_time" content="2024-03-05T07:40:00Z">
        <meta property="og:locale" content="en_GB">
        <meta property="og:url" content="https://harbour-post.example/2024/ferry#top">"""
    )
    assert said == Metadata(
        title="Ferry stays in port",
        publisher="The Harbour Post",
        author="Ann Roe",
        published_on=date(2024, 3, 5),
        url="https://harbour-post.example/2024/ferry",
        language="en-GB",
    )


def test_then_plain_markup() -> None:
    said = metadata(
        "<title>Ferry stays – in port - The Harbour Post</title>"
        '<meta property="og:site_name" content="the harbour post">',
        'lang="de-AT"',
        url=None,
    )
    assert (said.title, said.language, said.url) == ("Ferry stays – in port", "de-AT", None)
    body = f"<a rel=author>By Ann Roe</a><time itemprop=datePublished datetime=2024-03-05>today</time><p>{LEAD}</p>"
    marked = extract(document(body=body), "text/html").metadata
    assert (marked.author, marked.published_on) == ("Ann Roe", date(2024, 3, 5))


def test_a_page_that_says_nothing_is_known_by_its_address_alone() -> None:
    assert metadata("") == Metadata(url=URL)


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("/2024/ferry", "https://www.harbour-post.example/2024/ferry"),
        ("https://m.harbour-post.example/x", "https://m.harbour-post.example/x"),
        *[
            (claimed, URL)
            for claimed in (
                *("https://great-agency.example/scoop", "https://harbour-post.example.evil.example/x", "http://[", ""),
                *("javascript:alert(1)", "https://user:pw@www.harbour-post.example/", "file:///etc/passwd", "/"),
                *("https://www.harbour-post.example/" + "a" * 2000, "https://post.example/"),
            )
        ],
    ],
)
def test_a_page_cannot_say_that_it_belongs_to_another_site(canonical: str, expected: str) -> None:
    assert metadata(f'<link rel="canonical" href="{canonical}">').url == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("2024-03-05T00:10:00+12:00", date(2024, 3, 5)),
        ("2024-03-05 09:00:00 Uhr", date(2024, 3, 5)),
        ("2024/03/05", date(2024, 3, 5)),
        ("20240305", date(2024, 3, 5)),
        ("Tue, 05 Mar 2024 09:00:00 GMT", date(2024, 3, 5)),
        *[(w, None) for w in ("yesterday", "0001-01-01", "1899-12-31", "2024-13-05", "9999-12-31", "", "5", "²" * 10)],
    ],
)
def test_dates_are_dates_or_nothing(written: str, expected: date | None) -> None:
    assert metadata(f'<meta name="date" content="{written}">').published_on == expected


def test_a_date_to_come_is_none() -> None:
    soon = datetime.now(UTC).date() + timedelta(days=10)
    assert metadata(f'<meta name="date" content="{soon.isoformat()}">').published_on is None


@pytest.mark.parametrize("language", ["english", "e", "en-", "x" * 50, "<b>", "12"])
def test_languages_are_tags_or_nothing(language: str) -> None:
    assert metadata("", f'lang="{language}"').language is None


def test_names_are_one_line_and_bounded() -> None:
    said = metadata(linked({"@type": "Article", "headline": "a\u202e\n\tb\ud800 " + "c" * 9000, "author": "x" * 9000}))
    assert said.title is not None
    assert said.title.startswith("a b c")
    assert said.title.endswith("…")
    assert (len(said.title), len(said.author or "")) == (500, 200)
    many = metadata(linked({"@type": "Article", "author": [{"name": f"Writer {n}"} for n in range(500)]}))
    assert (many.author or "").count("Writer") == 10


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@type", "@id", "name", "author", "publisher", "headline", "url"]), inner)
    ),
    max_leaves=12,
)


@given(json_values)
def test_linked_data_of_any_shape_is_read_or_passed_over(value: object) -> None:
    said = metadata(linked({"@type": "NewsArticle", "headline": value, "author": value, "publisher": value}))
    for line in (said.title, said.publisher, said.author):
        assert line is None or (line == line.strip() and line)


@pytest.mark.parametrize(
    "script", ["{", "[" * 100_000, "{" * 10, '{"@type":' * 5000, "1" * 10_000, "[" + "{}," * 100_000 + "{}]", ""]
)
def test_linked_data_that_means_harm_is_passed_over(script: str) -> None:
    said = metadata(f'<script type="application/ld+json">{script}</script><meta property="og:title" content="Kept">')
    assert said.title == "Kept"


TEXT = "Der Bürgermeister sagte: „Żaden — кто-нибудь.“ "


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(codec: str) -> None:
    assert decode(TEXT.encode(codec), "windows-1251") == TEXT


@pytest.mark.parametrize(
    ("text", "codec", "declared"),
    [
        ("“Größe” – 5 €", "cp1252", "ISO-8859-1"),
        ("“Größe” – 5 €", "cp1252", " Latin1 "),
        ("Мэр сказал", "cp1251", "windows-1251"),
        ("市长说", "gb18030", "GB2312"),
        ("市長は言った", "cp932", "Shift_JIS"),
        ("市长说", "utf-16-le", "utf-16"),
        ("Größe", "utf-8", "no-such-encoding"),
        ("Größe", "utf-8", None),
    ],
)
def test_a_declared_encoding_is_read_as_browsers_read_it(text: str, codec: str, declared: str | None) -> None:
    assert decode(text.encode(codec), declared) == text


def test_markup_may_declare_it_too() -> None:
    assert "Größe" in decode('<meta charset="windows-1252"><p>Größe'.encode("cp1252"), None)
    assert "сказал" in decode('<?xml version="1.0" encoding="koi8-r"?><p>сказал'.encode("koi8-r"), None)
    assert "Größe" in decode('<meta charset="utf-16"><p>Größe'.encode(), None)


def test_wrong_declarations_are_seen_through() -> None:
    assert decode("Größe und Güte".encode(), "ascii-of-ours") == "Größe und Güte"
    assert decode(TEXT.encode() * 40 + b"\xff", "utf-8") == TEXT * 40 + "\ufffd"
    cyrillic = "Мэр города сказал, что мост будет закрыт до вторника, и что никто не пострадал. " * 5
    assert decode(cyrillic.encode("cp1251"), "utf-8") == cyrillic


@pytest.mark.parametrize(
    "label", ["zlib", "hex", "rot13", "punycode", "idna", "utf-7", "unicode_escape", "\0", "x" * 999, "../os"]
)
def test_only_encodings_of_the_web_are_used(label: str) -> None:
    assert decode(b"plain +AGE-", label) == "plain +AGE-"


@pytest.mark.parametrize("body", [b"%PDF-1.7 text", b"PK\x03\x04text", b"\x1f\x8b\x08text", bytes(range(256)) * 40])
def test_what_is_no_text_is_refused(body: bytes) -> None:
    with pytest.raises(NotAnArticle):
        extract(body, "text/plain")


@given(st.binary(max_size=300), st.sampled_from([None, "text/html", "text/plain"]), st.text(max_size=12) | st.none())
def test_any_bytes_are_read_or_refused_with_a_sentence(body: bytes, kind: str | None, charset: str | None) -> None:
    said = ""
    try:
        said = extract(body, kind, charset, URL).text
        said.encode()
    except ArticleError as error:
        said = str(error)
    assert said.strip()


@pytest.mark.parametrize(
    ("body", "kind", "error", "sentence"),
    [
        (b"", "text/html", NotAnArticle, "without anything on it"),
        (b"<html></html>", "text/html", NotAnArticle, "without the text of an article"),
        (b" \n", "text/plain", NotAnArticle, "is empty"),
        (b"x", "application/pdf", NotAnArticle, "neither a web page nor plain text, but application/pdf"),
        (b"x" * (MAX_BYTES + 1), "text/plain", ArticleTooHeavy, "larger than 5,242,880 bytes"),
        (b"<p>x" + b"<b>" * 2000, "text/html", ArticleTooHeavy, "more than 256 elements within each other"),
        (b"<p>x<br>" * 100_000, "text/html", ArticleTooHeavy, "more than 100,000 elements"),
    ],
)
def test_refusals_say_what_was_wrong(body: bytes, kind: str, error: type[ArticleError], sentence: str) -> None:
    with pytest.raises(error) as caught:
        extract(body, kind)
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")


def test_entities_are_not_expanded_from_declarations() -> None:
    declared = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    body = f'<!DOCTYPE html [<!ENTITY a0 "boom"><!ENTITY f SYSTEM "file:///etc/passwd">{declared}]><html><body>'
    text = extract(f"{body}<p>{LEAD} &a12; &f;</p><p>{QUOTE}</p>".encode(), "application/xhtml+xml").text
    assert "boom" not in text
    assert "root:" not in text
