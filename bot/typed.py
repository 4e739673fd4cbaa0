"""What people type into options and forms, as values of the claims; pure.

Text is kept as it was typed, within the bounds that claim packs have. What cannot be taken raises `Mistyped` with a
sentence that says what could.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import msgspec

from bot.errors import Mistyped
from bot.markdown import clip, escape
from claims_db.curation import Edit, Statement
from claims_db.interchange.packs import Address
from claims_db.model import Attribution, Claim, Claimant, Phrasing, Relation, Source, SourceKind, Stance
from claims_db.watching.rules import Quiet

TITLE, STATEMENT, PROSE, LINE, ADDRESS = 80, 400, 1_000, 200, 500
EARLIEST = date(1800, 1, 1)
FURTHEST = timedelta(days=3_660)
_WRITTEN = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d.%m.%Y")
_INVISIBLE = {"C", "Z"}


def day(text: str, today: date) -> date:
    """A day that is not in the future: `2026-05-03`, `3 May 2026`, `today`, `yesterday`."""
    found = _day(text, today)
    if not EARLIEST <= found <= today:
        raise Mistyped(f"“{escape(text, 40)}” must lie between {EARLIEST.year} and today.")
    return found


def day_if_any(text: str | None, today: date) -> date | None:
    """The same, None where nothing is typed."""
    return day(text, today) if text and text.strip() else None


def coming_day(text: str, today: date) -> date:
    """A day that is still to come, within ten years; also `tomorrow`."""
    found = _day(text, today)
    if not today < found <= today + FURTHEST:
        raise Mistyped(f"“{escape(text, 40)}” must lie after today, and within ten years.")
    return found


def _day(text: str, today: date) -> date:
    plain = re.sub(r"[\s,]+", " ", text).strip().lower()
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if plain in near:
        return today + timedelta(days=near[plain])
    if plain.isascii():
        for form in _WRITTEN:
            try:
                return datetime.strptime(plain, form).date()  # noqa: DTZ007 -- a calendar day has no zone
            except ValueError:
                continue
    raise Mistyped(
        f"“{escape(text, 40)}” is no day I can read. Write it like 2026-05-03, 3 May 2026, today or yesterday."
    )


def words(text: str, what: str) -> str:
    """Text that somebody can see; Mistyped where there is none. `what` names it."""
    stripped = text.strip()
    if all(unicodedata.category(char)[0] in _INVISIBLE for char in stripped):
        raise Mistyped(f"{what} holds nothing that can be read. Write it out.")
    return stripped


def address(text: str) -> str:
    """The address of a web page; Mistyped for anything else."""
    try:
        return msgspec.convert(text.strip(), Address)
    except msgspec.ValidationError:
        raise Mistyped("An address starts with https:// and has no spaces in it, up to 500 characters.") from None


def topics(text: str) -> tuple[str, ...]:
    """Topics between commas, each as a slug; Mistyped where they would not fit into a form again."""
    slugs = (slug(topic) for topic in text.split(","))
    found = tuple(dict.fromkeys(topic for topic in slugs if topic))
    if len(", ".join(found)) > LINE:
        raise Mistyped(f"Topics take up to {LINE} characters together. Leave some out.")
    return found


def names(text: str) -> tuple[str, ...]:
    """Names between commas."""
    return tuple(name.strip()[:LINE] for name in text.split(",") if name.strip())


def slug(text: str) -> str:
    """Plain letters, digits and hyphens; "" where none are in it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def host_of(url: str) -> str:
    """Whom a page belongs to, as far as its address tells."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")[:LINE]
    except ValueError:
        raise Mistyped("That address cannot be read. Copy it from the browser once more.") from None


def web_source(url: str, known: Iterable[Source] = ()) -> Source:
    """The source at an address: one of those known, or a new one of which no more is known than that."""
    url, known = address(url), tuple(known)
    for source in known:
        if source.url == url:
            return source
    publisher = host_of(url)
    title = url.partition("://")[2].rstrip("/")[:LINE]
    return Source(key=free_key(publisher, known), title=title, publisher=publisher, url=url)


def source(text: str, claim: Claim) -> Source:
    """A source named by the key it has in a claim, or by an address."""
    for known in claim.sources:
        if known.key == text.strip():
            return known
    if "://" in text:
        return web_source(text, claim.sources)
    raise Mistyped("Choose one of the claim's sources from the list, or give an address that starts with https://.")


def free_key(stem: str, known: Iterable[Source]) -> str:
    """A key that no known source has."""
    taken = {source.key for source in known}
    base = slug(stem)[:36].strip("-") or "source"
    candidates = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(key for key in candidates if key not in taken)


def statement(title: str, text: str, url: str, said_by: str) -> Statement:
    """A new claim as its form is filled in; where and by whom it was said may be left out."""
    claimant = said_by.strip()[:LINE]
    unseen = (_unseen(claimant),) if claimant else ()
    sources = (web_source(url),) if url.strip() else unseen
    claimed = Claimant(name=claimant)
    said = tuple(Attribution(claimant=claimed, stance=Stance.ASSERTS, source=source.key) for source in sources)
    return Statement(
        title=words(title, "The title"),
        text=words(text, "The statement"),
        attributions=said if claimant else (),
        sources=sources,
    )


def _unseen(claimant: str) -> Source:
    return Source(
        key="as-submitted", title="As submitted, without an address", publisher=claimant, kind=SourceKind.STATEMENT
    )


def known_source(key: str, claim: Claim) -> Source:
    """The source that has a key in a claim; Mistyped where none has."""
    for known in claim.sources:
        if known.key == key.strip():
            return known
    raise Mistyped("The claim has no such source. Choose one from the list, or leave it out to add one.")


def attributed(said: Attribution) -> Edit:
    """The change that puts an attribution on record; its source is named by its key, or by an address."""

    def edit(claim: Claim) -> Claim:
        read_in = source(said.source, claim)
        known = {each.key: each for each in (*claim.sources, read_in)}
        attributions = (*claim.attributions, replace(said, source=read_in.key))
        return replace(claim, sources=tuple(known.values()), attributions=attributions)

    return edit


def rephrased(add: str, remove: str) -> Edit:
    """The change that adds a phrasing and takes one away, named by its beginning; either may be left out."""

    def edit(claim: Claim) -> Claim:
        kept = tuple(phrasing for phrasing in claim.phrasings if not remove or not _begins(phrasing, remove))
        if remove and len(kept) == len(claim.phrasings):
            raise Mistyped("The claim has no such phrasing. Choose one from the list.")
        added = (Phrasing(text=words(add, "The phrasing")),) if add else ()
        if not remove and not added:
            raise Mistyped("Say which phrasing to add or to take away.")
        return replace(claim, phrasings=tuple(dict.fromkeys((*kept, *added))))

    return edit


def _begins(phrasing: Phrasing, text: str) -> bool:
    return clip(phrasing.text, 100) == clip(text, 100)


def rules(relations: str | None, topics: str | None, quiet: str | None) -> dict[str, Any]:
    """What is typed of a channel's rules, by name; what is None is left out."""
    read: dict[str, Any] = {}
    if relations is not None:
        read["relations"] = None if _is(relations, "default") else tuple(map(_relation, _listed(relations)))
    if topics is not None:
        read["topics"] = () if _is(topics, "all", "none") else tuple("-".join(each.split()) for each in _listed(topics))
    if quiet is not None:
        read["quiet"] = None if _is(quiet, "none") else _quiet(quiet)
    return read


def _is(text: str, *said: str) -> bool:
    return text.strip().lower() in said


def _listed(text: str) -> list[str]:
    found = [each.strip().lower() for each in text.split(",")]
    if not all(found):
        raise Mistyped("Put a comma between them, and something on both sides of it.")
    return list(dict.fromkeys(found))


def _relation(text: str) -> Relation:
    try:
        return Relation(text)
    except ValueError:
        known = ", ".join(Relation)
        raise Mistyped(f"“{escape(text, 40)}” is none of {known}. Name some of them, or write default.") from None


_HOURS = re.compile(r"(\d{1,2}:\d\d)\s*(?:-|–|to)\s*(\d{1,2}:\d\d)(?:\s+(\S{1,60}))?")


def _quiet(text: str) -> Quiet:
    """Hours of the day: `22:00-07:00`, `9:00 to 17:00 Europe/Berlin`; in UTC where no zone is named."""
    match = _HOURS.fullmatch(text.strip())
    zone = (match and match[3]) or "UTC"
    if match is None or zone not in available_timezones():
        raise Mistyped(
            f"“{escape(text, 60)}” are no hours I can read. Write them like 22:00-07:00 Europe/Berlin, or none."
        )
    try:
        start, end = (time.fromisoformat(clock.zfill(5)) for clock in match.group(1, 2))
    except ValueError:
        raise Mistyped(f"“{escape(text, 60)}” holds a time that no clock shows. Write it like 22:00-07:00.") from None
    if start == end:
        raise Mistyped("These hours end when they begin. To have me silent all day, set the mode to off.")
    return Quiet(start=start, end=end, zone=zone)
