"""The lines of pasted or extracted text that are no article: what to drop, what to keep as data, and why.

Promises: every line with a verdict, as offsets into the text; `body` keeps the text's length, so that offsets hold.
Works on form and a few words, no line of any publisher's. When in doubt a line is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from claims_db.articles.text.dates import find_day
from claims_db.articles.text.grammar import vocabulary

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SAME = 0.8
"""Share of a line's words in a later line from which on it only repeats it."""
_LEADING = 12
"""Captions are looked for among this many lines at the start and everywhere by their marks."""
_LONGEST_NOTICE = 300
"""A longer line is prose, in characters: no button, menu or advertisement."""
_LONGEST_CAPTION = 1_000
_LONGEST_BUTTON = 80
_MARKS = tuple(
    mark.replace("_", " ")
    for mark in sorted(
        vocabulary(
            """
            advert sponsor promot click_here tap_here buy_now order_now free_trial special_offer limited coupon
            /year /month /week /mo a_year a_month a_week per_year per_month per_week sign_up subscri newsletter
            inbox email e-mail journalism photo image picture caption graphic illustration video getty shutter
            istock alamy afp/ epa/ unsplash credit reporting editing compiled contribut production copyright © (c)
            rights_reserved may_not_be originally cookie privacy read_more read_also see_also related more_on
            more_from continue most_read watch _|_ _›_ _»_ _•_ _·_ date publish posted updated modified _by_
            """
        )
    )
)
"""A longer line without any of these, in lower case, is prose."""

_HEADER = re.compile(
    r"^\s*(?:(?:date|published|posted|updated|last\supdated|last\smodified|publication\sdate|load-date"
    r"|first\spublished)"
    r"(?:\s(?:on|at))?\s*:?|by\s[^|•·]{3,60}[|•·])\s*(?=\S*\s?\S*\s?\d)",
    re.IGNORECASE,
)
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.IGNORECASE | re.VERBOSE))
    for reason, pattern in (
        ("advertisement", r"""
            ^\W*(?:advertisement|advertising|sponsored(?:\s(?:content|by|post).*)?|promoted|paid\s(?:content|post)
            |ad)\W*$
          | \b(?:click|tap)\shere\b | \bbuy\snow\b | \b(?:start|try|begin|your|a)\s(?:\w+\s)?free\strial\b
          | \bspecial\soffer\b | \blimited[\s-]time\s(?:only|offer)\b | \bpromo\scode\b | \bcoupon\b
          | [$€£]\d[\d.,]*\s?(?:/|a\s|per\s)(?:year|month|week|mo)\b.*(?:[\[!]|now|today|subscri|register|own)
          | ^\W*\[[A-Z][A-Z\s]{5,}\]\W*$ | ^\W*(?:shop|order)\s(?:now|today)\b
        """),
        ("newsletter", r"""
            \b(?:sign\sup|subscribe)\b.{0,60}\b(?:newsletters?|inbox|updates|alerts|e-?mails?|free)\b
            | ^\W*subscribe\W*$
          | \bget\b.{0,60}\b(?:in|to)\syour\sinbox\b | \bnewsletter\b.{0,40}\b(?:sign|subscri|deliver)
          | ^\W*(?:enter\s)?your\se-?mail(?:\saddress)?\W*$ | \bsupport\sour\sjournalism\b | ^\W*donate(?:\snow)?\W*$
        """),
        ("caption", r"""
            ^[^\w"“'‘]*(?:file\s)?(?:photo|image|picture|video|pictured|caption|graphic
            |illustration)s?\s?(?:\d+\s)?(?:by|of|courtesy|credit|caption|:|/|–|—)
          | \b(?:file\sphoto|file\sphotograph|photo\scredit|image\scredit|image\ssource|photograph:|photo:|picture:
          |image:|credit:)
          | \((?:photo|image|picture|ap\sphoto|file|reuters|getty)[^)]{0,120}\)\W*$
          | \b(?:getty\simages|shutter\s?stock|istock|alamy|ap\sphoto|afp/|epa/|unsplash|via\sgetty)\b.{0,40}$
        """),
        ("credit", r"""
            ^\W*\(?(?:(?:additional\s)?(?:reporting|editing|writing|compiled|production)\sby|contributing
            |contributed\sto\sthis|edited\sby|with\sreporting)\b
          | ^\W*(?:©|copyright|\(c\)\s?(?:19|20)\d\d) | \ball\srights\sreserved\b
          | \bmaterial\smay\snot\sbe\s(?:published|reproduced)\b
          | \b(?:this|the)\s(?:article|story|post)\s(?:was\soriginally|originally|first)\s(?:published|appeared)
        """),
        ("link to another article", r"""
            ^\W*(?:read\s(?:more|also|next|the\sfull|it)|also\sread|see\salso|related(?:\s(?:articles?|stories
            |content|topics|news))?|more\s(?:on|from|stories|news|like)|
            recommended|most\s(?:read|popular)|trending|continue\sreading|keep\sreading|watch(?:\snow|\smore
            |\slive)?|listen|up\snext|editors?['’]?s?\spicks?|you\s(?:may|might)\salso)
            (?:\W*$|\s?[:>»|–—-]|\s(?:here|about|this|on|from)\b(?!.*[.]\s))
        """),
        ("share button", r"""
            (?=.*[a-z]{4})^\W*(?:(?:share|tweet|pin|email|e-mail|print|save|copy\slink|comments?|like
            |follow(?:\sus)?|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|instagram|messenger
            |flipboard|bluesky|this|article|story|on|via|to|link|us|and|\d+|shares?)(?:\W+|$)){1,12}$
        """),
        ("navigation", r"""
            ^\W*(?:skip\sto|jump\sto|back\sto\stop|log\s?in|sign\sin|my\saccount|privacy\spolicy|terms\sof
            |cookie\s(?:policy|settings)|accept\s(?:all|cookies)|about\sus|contact\sus|
            advertise\swith|sitemap|load\smore|show\s(?:more|less)|next\sarticle|previous\sarticle)\b.{0,60}$
            | \b(?:we|this\ssite|our\spartners)\suses?\scookies\b
          | ^\W*(?:home|menu|search|news|sports?|business|opinion|politics|world|weather|careers|sections|terms
          |privacy|cookies|advertise|close|open|next|previous)\W*$
          | ^[^.!?]{0,200}(?:\s[|›»•·]\s[^|›»•·.!?]{1,30}){2,}$
        """),
    )
)  # fmt: skip
_LONG_RULES = tuple((reason, rule) for reason, rule in _RULES if reason in {"caption", "credit"})
_DATELINE = re.compile(
    r"[ \t]*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+(?:[ ,]+(?:[A-ZÀ-Þ][\w.'’\-]*|of|the)){0,5}?)"
    r"(?:,?\s+(?P<date>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:,\s+\d{4})?))?"
    r"\s*(?:\((?P<agency>[A-Za-z][\w .&/-]{1,30})\))?\s*(?:--+|[—–-])\s+(?=[\"“A-Z‘0-9])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as offsets [start, end); `dropped` tells why it is no part of the article, None where it is."""

    start: int
    end: int
    dropped: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where, and where printed on which day and by which agency, an article was filed."""

    place: str
    day: date | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A text gone through line by line. `body` is the text with everything that is no article blanked out."""

    body: str
    lines: tuple[Line, ...]
    dateline: Dateline | None = None
    printed_on: date | None = None
    """The day a header line names."""


def read_lines(text: str) -> Lines:
    """Judge every line of a text."""
    lines = tuple(_without_repeats(text, list(_judged(text))))
    body = _blanked(text, [(line.start, line.end) for line in lines if line.dropped])
    headers = (text[line.start : line.end] for line in lines if line.dropped == "header")
    printed_on = next((day for day in map(find_day, headers) if day), None)
    filed = next(
        (match for match in (_DATELINE.match(body, line.start, line.end) for line in _kept(lines)) if match), None
    )
    if filed is None:
        return Lines(body=body, lines=lines, printed_on=printed_on)
    dateline = Dateline(place=filed["place"].strip(" ,"), day=find_day(filed["date"] or ""), agency=filed["agency"])
    return Lines(body=_blanked(body, [filed.span()]), lines=lines, dateline=dateline, printed_on=printed_on)


def _kept(lines: tuple[Line, ...]) -> list[Line]:
    return [line for line in lines if not line.dropped][:_LEADING]


def _judged(text: str) -> Iterator[Line]:
    low = text.lower()
    marks = [mark for mark in _MARKS if mark in low]
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.isspace():
            told = len(line) <= _LONGEST_BUTTON or _has_mark(line.lower(), marks)
            yield Line(start=match.start(), end=match.end(), dropped=_verdict(line) if told else None)


def _has_mark(line: str, marks: list[str]) -> bool:
    return any(mark in line for mark in marks)


def _verdict(line: str) -> str | None:
    if _HEADER.match(line) and find_day(line[:200]):
        return "header"
    if len(line) > _LONGEST_CAPTION:
        return None
    rules = _RULES if len(line) <= _LONGEST_NOTICE else _LONG_RULES
    return next((reason for reason, rule in rules if rule.search(line)), None)


def _without_repeats(text: str, lines: list[Line]) -> Iterator[Line]:
    """Drop an early line that a later one repeats: a caption or a teaser made of the lead."""
    bags = [frozenset(_WORD.findall(text[line.start : line.end].lower())) for line in lines[: 2 * _LEADING]]
    for number, line in enumerate(lines):
        if line.dropped is None and 0 < number < _LEADING and len(bags[number]) >= 8:
            later = bags[number + 1 :]
            if any(len(bags[number] & bag) >= _SAME * len(bags[number]) for bag in later):
                yield Line(start=line.start, end=line.end, dropped="repeats a later line")
                continue
        yield line


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    place = 0
    for start, end in spans:
        pieces += [text[place:start], " " * (end - start)]
        place = end
    return "".join([*pieces, text[place:]])
