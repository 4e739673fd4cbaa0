"""Where what was read stands in the page: whatever is between the words, the words there are the words read."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from claims_db.articles.draft import Article
from claims_db.articles.drafts import read_article
from claims_db.articles.pages.extract import Extracted, extract
from claims_db.articles.pages.places import runs, spans_of
from claims_db.articles.placing import placed
from tests.articles.test_extract import DENIAL, LEAD, document

PAGE = """<p>“The weir was <b>op</b>ened with&shy;out a permit,” harbour&nbsp;master Ines <i>Dahl</i> said on Monday,
speaking<sup>[1]</sup> outside the town hall &mdash; after a long meeting<!-- of hers --> with the council.</p>
<ul><li>The council <a title="a > b" href="/council">denied</a> that anybody had opened the weir at night.</li></ul>
<p>The mill, its owner said, had &#8220;lost all its water&#8221; by noon<br>and would stand still.</p>"""
WORD = st.text("abcdeéИ“”'’.,&<>3", min_size=1, max_size=9)
BETWEEN = (
    " ",
    "\n",
    "&nbsp;",
    " <!-- hidden words --> ",
    "</b> <i>",
    "<br>",
    "<script>if (a < b) c()</script> ",
    "&#8201;",
)
WITHIN = ("", "", "<b>", "</b>", "<a href='x>y'>", "&shy;", "&zwj;", "<!---->", "\u200b")


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, str]:
    """A text as it would be extracted, and a page that it may have been extracted from."""
    lines, page = [], ["<html><head><title>abc</title></head><body><nav>Home <b>News</b></nav>"]
    for words in draw(st.lists(st.lists(WORD, min_size=1, max_size=8), min_size=1, max_size=6)):
        between = [draw(st.sampled_from(BETWEEN)) for _ in words[1:]]
        written = ["".join(_written(draw, char) for char in word) for word in words]
        page += ["<p>", *(part for pair in zip(written, [*between, "</p>"], strict=True) for part in pair)]
        page.append(draw(st.sampled_from(("", "<p>Advertisement</p>"))))
        lines.append(draw(st.sampled_from(("", "- "))) + " ".join(words))
    return "\n".join(lines), "".join([*page, "</body></html>"])


def _written(draw: st.DrawFn, char: str) -> str:
    """One of the ways in which a page may write a letter, and what may stand behind it unseen."""
    plain = (char,) if char not in "&<" else ()
    return draw(st.sampled_from((*plain, f"&#{ord(char)};", f"&#x{ord(char):X};"))) + draw(st.sampled_from(WITHIN))


def letters(text: str) -> str:
    return "".join(char for char in text if char.isprintable() and not char.isspace())


def read_at(page: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The letters of parts of a page, none of which holds a tag."""
    parts = [page[start:end] for start, end in spans]
    assert "<" not in "".join(parts)
    return letters("".join(map(unescape, parts)))


@given(pages(), st.data())
def test_what_has_a_place_reads_there_as_it_was_read(written: tuple[str, str], data: st.DataObject) -> None:
    text, page = written
    placed_runs = runs(text, page)
    assert list(placed_runs) == sorted(placed_runs)
    for _ in range(5):
        first = data.draw(st.integers(0, len(text)))
        last = data.draw(st.integers(first, len(text)))
        spans = spans_of(text, page, placed_runs, (first, last))
        if spans is not None:
            assert read_at(page, spans) == letters(text[first:last]).replace("-", "")


@given(st.text(), st.text())
def test_any_text_may_be_looked_for_in_any_page(text: str, page: str) -> None:
    for first, last, start, end in runs(text, page):
        assert letters(text[first:last])
        assert 0 <= start < end <= len(page)


def read(body: str) -> tuple[Extracted, Article]:
    extracted = extract(document(body=f"<article>{body}</article>"), "text/html")
    return extracted, placed(read_article(extracted.text, metadata=extracted.metadata), extracted)


def test_every_draft_of_a_page_tells_its_place_in_the_markup() -> None:
    extracted, article = read(f"<h1>Weir</h1><p>{LEAD}</p>{PAGE}<p>{DENIAL}</p>")
    assert len(article.drafts) >= 5
    for said in (*article.drafts, *article.said):
        assert said.spans.lost == ()
        assert read_at(extracted.original, said.spans.content) == letters(said.excerpt).replace("…", "")
        for name in (said.spans.source, said.spans.cue):
            assert "<" not in "".join(extracted.original[start:end] for start, end in name)
    (dahl,) = [draft for draft in article.drafts if draft.claimant == "Ines Dahl"]
    original = extracted.original
    assert [original[start:end] for start, end in dahl.spans.content][-2:] == ["op", "ened with&shy;out a permit,”"]
    assert [original[start:end] for start, end in dahl.spans.source] == ["harbour&nbsp;master Ines", "Dahl"]


def test_what_is_not_found_again_is_named_and_not_guessed() -> None:
    extracted, article = read(f"<p>{LEAD}</p>{PAGE}")
    other = Extracted(text=extracted.text, metadata=extracted.metadata, page="<p>Another page.</p>")
    lost = placed(article, other).drafts[0].spans
    assert (lost.source, lost.cue, lost.content) == ((), (), ())
    assert lost.lost == ("source", "cue", "content")


def test_the_same_words_elsewhere_on_the_page_do_not_mislead() -> None:
    teaser = f"<aside><a href='/x'>{LEAD}</a></aside><p>The council denied it.</p>"
    extracted, article = read(f"<p>{LEAD}</p>{PAGE}<p>{DENIAL}</p>")
    page = extracted.original.replace("<body>", f"<body>{teaser}")
    again = runs(extracted.text, page)
    (start, _), *_ = spans_of(extracted.text, page, again, (extracted.text.index("outside"), len(extracted.text))) or ()
    assert start > page.index("<article>")
    assert article.drafts


def test_plain_text_is_its_own_page() -> None:
    extracted = extract(LEAD.encode(), "text/plain")
    assert extracted.original == LEAD
    article = read_article(extracted.text)
    assert placed(article, extracted) == article
