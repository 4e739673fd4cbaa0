"""Names in a noun phrase: who it names, with the role and the outlet that stand beside the name.

Promises: a `Person` for any noun phrase, by form and small tables of titles, bodies and media. Refuses to know anybody,
and to look beyond the phrase.
"""

import re
from dataclasses import dataclass

from claims_db.articles.saying.speech import Range
from claims_db.articles.text import grammar
from claims_db.articles.text.grammar import vocabulary
from claims_db.articles.text.prose import Prose

_TITLES = vocabulary(
    """
    mr. mrs. ms. miss dr. sir lord lady sen. rep. gov. gen. lt. col. sgt. capt. maj. cmdr. adm. rev. hon. prof.
    reps. sens. president senator representative governor general colonel captain major minister secretary
    chancellor mayor judge justice director chairman chairwoman chair chief ambassador professor doctor king queen
    prince princess pope bishop archbishop cardinal commissioner superintendent inspector sheriff detective officer
    sergeant lieutenant admiral congressman congresswoman councillor councilman councilwoman speaker leader
    spokesman spokeswoman spokesperson coach manager deputy premier attorney prosecutor vice
    """
)
_HONORIFICS = vocabulary("mr. mrs. ms. miss sir dr.")
_CALLINGS = vocabulary(
    """
    psychologist biologist economist analyst neighbour neighbor witness author historian lawyer engineer scientist
    researcher physicist chemist actor actress singer farmer teacher student driver pilot writer journalist reporter
    editor activist campaigner banker billionaire businessman businesswoman entrepreneur founder lawmaker politician
    candidate nurse surgeon philosopher sociologist climatologist virologist epidemiologist astronomer geologist
    resident survivor defendant victim suspect plaintiff consultant strategist pollster columnist blogger
    """
)
_UNITS = vocabulary("minute hour day night week month year")
_PARTICLES = vocabulary("de van von al bin la el ben der den di da")
LINKS = vocabulary("of in for at from with on to by")
_BODIES = vocabulary(
    """
    agency committee party university news times post journal company inc. inc corp. corp ministry department house
    court council campaign government administration police office bank group institute foundation association union
    commission board service bureau center centre college school hospital church army navy force forces league club
    fund organization organisation network authority society party congress senate parliament kremlin pentagon press
    team trust society alliance federation coalition reuters cnn bbc nbc abc cbs msnbc ria tass afp ap upi
    """
)
_COMPANIES = vocabulary(
    """
    maker company firm manufacturer retailer producer airline operator carmaker automaker brewer chain giant startup
    start-up bank insurer supplier developer broadcaster newspaper agency group charity union platform publisher
    nonprofit watchdog regulator airport utility
    """
)
"""What a company or a body is called before its name."""
_OUTLETS = vocabulary(
    """
    news times post journal tribune guardian telegraph herald gazette chronicle observer independent mirror mail sun
    star cnn bbc nbc abc cbs msnbc cnbc npr pbs fox sky reuters ap afp upi ria tass interfax xinhua efe dpa ansa
    bloomberg politico axios vox slate buzzfeed yahoo breitbart twitter facebook telegram instagram youtube tiktok
    radio television tv magazine weekly daily wire podcast newspaper spiegel monde figaro bild economist newsweek
    time forbes wired nature
    """
)
PLATFORMS = vocabulary("twitter facebook telegram instagram youtube tiktok x")
"""Where people publish themselves."""
_DOCUMENTS = vocabulary(
    "article report story statement post tweet broadcast website newspaper magazine agency outlet channel"
)
_NOT_NAMES = vocabulary(
    """
    the a an on in at but and as if when while after before since he she it they we i you who his her their its this
    that these those monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december however meanwhile still according about by from for with photo
    """
)
_NO_NAME_STARTS = _NOT_NAMES | grammar.PREPOSITIONS
_NEVER_NAMES = _BODIES | _NOT_NAMES | _OUTLETS
_NO_OUTLETS = _NOT_NAMES | grammar.DAYS | grammar.MONTHS
_AS_PRINTED = re.compile(r"\s+")
ASIDE = re.compile(r"^(?:a|an|the)\s+", re.IGNORECASE)
_OWNED = re.compile(r"^(?:a|an|the|its|his|her|their|our|my)\s+", re.IGNORECASE)
_LONGEST_ROLE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who speaks: a name as printed, the role beside it, the outlet it came through."""

    name: str
    role: str | None = None
    outlet: str | None = None
    is_person: bool = False
    resolved: bool = True
    """False for a pronoun or a description that could not be resolved."""

    @property
    def surname(self) -> str:
        """The last word of the name, without a suffix."""
        words = [word for word in self.name.split() if word.rstrip(".").lower() not in {"jr", "sr", "ii", "iii"}]
        return words[-1] if words else self.name


def read_person(prose: Prose, source: Range) -> Person:
    """The name, role and outlet that a noun phrase gives."""
    first, last = source
    first = _after_time(prose, first, last)
    while first < last - 1 and prose.words[first] in {"as", "but", "and", ",", "—", "–", "-"}:
        first += 1
    while last - 1 > first and prose.words[last - 1] in {
        ",",
        "—",
        "–",
        "-",
        "who",
        "which",
        "himself",
        "herself",
        "themselves",
        "itself",
    }:
        last -= 1
    end = _head_end(prose, first, last)
    named = _named_aside(prose, first, end, last)
    if named:
        return named
    aside, outlet = _aside(prose, end, last), _outlet_in(prose, end, last)
    start = name_start(prose, first, end)
    if is_person(prose, start, end):
        role = _role(_printed(prose, first, start), aside)
        name = _cased(_printed(prose, start, end))
        return Person(name=name, role=role, outlet=outlet, is_person=not _is_company(prose, first, start))
    name = _printed(prose, first, end)
    return _through_document(prose, first, end) or Person(name=name, role=None if outlet else aside, outlet=outlet)


def is_calling(word: str) -> bool:
    """Tell whether a word says what a person is."""
    return word in _TITLES or word in _CALLINGS or word in {"man", "woman", "boy", "girl", "child", "person"}


def _after_time(prose: Prose, first: int, last: int) -> int:
    """Where a noun phrase starts behind "a day after", "hours before"."""
    for place in range(first + 1, min(first + 3, last - 1)):
        if prose.words[place] in {"after", "before"} and prose.words[place - 1].rstrip("s") in _UNITS:
            return place + 1
    return first


def is_nobody(name: str) -> bool:
    """Tell whether a noun phrase stands for no one: "none of them could say" tells what nobody said."""
    return name.lower().split()[0] in {"none", "nobody", "neither"} or name.lower().startswith("no one")


def is_somebody(name: str) -> bool:
    """Tell whether a noun phrase describes a person: "A Brewster spokeswoman", "The mayor of Almada"."""
    words = name.lower().split()
    end = next((n for n, word in enumerate(words) if n and word in LINKS), len(words))
    return is_calling(words[end - 1])


def is_body(name: str) -> bool:
    """Tell whether a noun phrase names a body: "The Product Safety Office"."""
    return not _BODIES.isdisjoint(name.lower().split())


def _cased(name: str) -> str:
    """A name in capitals, as transcripts print it, in ordinary writing."""
    return name.title() if name.isupper() and " " in name else name


def _is_company(prose: Prose, first: int, start: int) -> bool:
    """Tell whether the word before a name says that it is no person's: "Kitchenware maker Brewster Home"."""
    return start > first and prose.words[start - 1] in _COMPANIES


def _named_aside(prose: Prose, first: int, end: int, last: int) -> Person | None:
    """The person behind a description: "its director, Amara Diallo"."""
    if end + 1 >= last or prose.words[end] != "," or prose.is_capital(end - 1):
        return None
    stop = end + 1
    while stop < last and (prose.is_capital(stop) or prose.words[stop] in _PARTICLES):
        stop += 1
    start = name_start(prose, end + 1, stop)
    if stop - start < 2 or not is_person(prose, start, stop):
        return None
    role = _role(_printed(prose, first, end), None)
    return Person(name=_cased(_printed(prose, start, stop)), role=role, is_person=True)


def _head_end(prose: Prose, first: int, last: int) -> int:
    """Where the noun phrase proper ends: before a comma, dash, bracket or relative clause."""
    for place in range(first + 1, last):
        if prose.words[place] in {",", "—", "–", "(", "who", "which", "whose", "-", "--", ";"}:
            return place
    return last


def name_start(prose: Prose, first: int, end: int) -> int:
    """Where the name proper starts, titles and roles before it left out."""
    start = end
    while start > first and (prose.is_capital(start - 1) or prose.words[start - 1] in _PARTICLES):
        if prose.words[start - 1] in _NO_NAME_STARTS:
            break
        start -= 1
    if start == end or (start > first and prose.words[start - 1] in LINKS):
        return first
    for place in range(end - 2, start - 1, -1):
        word = prose.words[place]
        if word in _TITLES or word.endswith(("'s", "’s")) or (word in _CALLINGS and end - place > 2):
            return place + 1
    return start


def is_person(prose: Prose, first: int, end: int) -> bool:
    """Tell whether capitalised words look like a person's name."""
    words = prose.words[first:end]
    if not 0 < len(words) <= 4 or any(word in _NEVER_NAMES or word.isdigit() for word in words):
        return False
    if not all(prose.is_capital(p) or prose.words[p] in _PARTICLES for p in range(first, end)):
        return False
    if len(words) == 1:
        word = words[0]
        return word.isalpha() and not word.endswith("s") and not prose.raws[first].isupper() and not _plural(word)
    return not _plural(words[-1])


def _plural(word: str) -> bool:
    return word in {"officials", "police", "experts", "critics", "democrats", "republicans", "lawmakers", "analysts"}


def _aside(prose: Prose, end: int, last: int) -> str | None:
    """The apposition or relative clause behind a name, as a role."""
    if end >= last or prose.words[end] not in {",", "—", "–", "-"}:
        return None
    stop = last
    start = end + 1
    if start < last and prose.words[start][0].isdigit():
        start = min(start + 2, last)
    for place in range(start + 1, last):
        if prose.words[place] in {"who", "whose", "which", ";"} or (prose.words[place] == "," and place > start + 1):
            stop = place
            break
    text = ASIDE.sub("", _printed(prose, start, stop).strip(" ,—–-"))
    return (
        text[:_LONGEST_ROLE]
        if text and not text.lower().startswith(("who ", "via ", "in ", "on ", "speaking"))
        else None
    )


def _role(before: str, aside: str | None) -> str | None:
    before = _OWNED.sub("", before).strip(" ,")
    if before.lower() in _HONORIFICS | grammar.PREPOSITIONS:
        before = ""
    return ", ".join(part for part in (before, aside) if part) or None


def _outlet_in(prose: Prose, start: int, last: int) -> str | None:
    """An outlet named in an aside: "via an article released on state media outlet RIA"."""
    if start >= last or not {"via", "through", "on", "in", "to", "told", "by"}.intersection(prose.words[start:last]):
        return None
    if not vocabulary("via article statement interview outlet agency channel newspaper told posted").intersection(
        prose.words[start:last]
    ):
        return None
    return outlet_after(prose, start, last)


def outlet_after(prose: Prose, start: int, last: int) -> str | None:
    """The first capitalised words in a range that name an outlet, or that a word like "outlet" introduces."""
    place = start
    while place < last:
        end = place
        while end < last and prose.is_capital(end) and prose.words[end] not in _NO_OUTLETS:
            end += 1
        if end > place:
            words = prose.words[place:end]
            introduced = place > start and prose.words[place - 1] in {
                "outlet",
                "agency",
                "channel",
                "newspaper",
                "broadcaster",
                "magazine",
                "website",
                "network",
                "station",
            }
            if introduced or is_outlet(words):
                return _printed(prose, place, end)
            place = end
        else:
            place += 1
    return None


_HE = vocabulary(
    """
    mr. chairman spokesman congressman businessman king prince lord sir father husband son brother man actor
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary
    nicholas eric jonathan stephen larry justin scott brandon benjamin samuel frank gregory raymond alexander patrick
    jack dennis peter jerry henry adam bernie barack bill mike tom jim joe ted marco vladimir boris emmanuel
    """
)
_SHE = vocabulary(
    """
    mrs. ms. miss chairwoman spokeswoman congresswoman businesswoman queen princess lady mother wife daughter sister
    woman actress mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret
    sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura
    cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine hillary
    kamala angela ursula theresa ann anne maria julia alice ruth jane kate
    """
)


def may_be(person: Person, pronoun: str) -> bool:
    """Tell whether "he" or "she" may stand for a person, as far as titles and common first names tell."""
    words = f"{person.name} {person.role or ''}".lower().split()
    against = _SHE if pronoun == "he" else _HE
    return words[0] not in against and not against.intersection(words[len(person.name.split()) :])


def is_first_person(name: str) -> bool:
    """Tell whether a name is only "I", "we" or "you"."""
    return name.lower().split("'")[0].split("’")[0] in {"i", "we", "you"}


def is_outlet(words: list[str]) -> bool:
    """Tell whether lower-case words name a medium."""
    return any(word in _OUTLETS or word.partition("'")[0].partition("’")[0] in _OUTLETS for word in words)


def _through_document(prose: Prose, first: int, end: int) -> Person | None:
    """Read "The RIA article": a document of an outlet speaks for itself, through that outlet."""
    if prose.words[end - 1] not in _DOCUMENTS or end - first < 2:
        return None
    outlet = outlet_after(prose, first, end)
    if outlet is None and prose.words[end - 1] in {"article", "broadcast", "story"} and prose.is_capital(end - 2):
        start = end - 1
        while start > first and prose.is_capital(start - 1) and prose.words[start - 1] not in _NOT_NAMES:
            start -= 1
        outlet = _printed(prose, start, end - 1)
    return Person(name=outlet, outlet=outlet) if outlet else None


def _printed(prose: Prose, first: int, last: int) -> str:
    if first >= last:
        return ""
    start, end = prose.slice(first, last)
    return _AS_PRINTED.sub(" ", prose.text[start:end]).strip()
