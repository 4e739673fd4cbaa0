"""Who is meant: the people and bodies of an article, and the one that "he", "the officer" or a surname stands for.

Promises: a name with the role it was introduced with. A pronoun or a description is resolved only where the words
before it leave one candidate in sight; otherwise it stands as written. Refuses to know anybody from elsewhere.
"""

import re
from dataclasses import dataclass, field

from claims_db.articles import grammar
from claims_db.articles.grammar import vocabulary
from claims_db.articles.prose import Prose
from claims_db.articles.speech import Range

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
_HONORIFICS = vocabulary("mr. mrs. ms. miss sir")
_BODIES = vocabulary(
    """
    agency committee party university news times post journal company inc. inc corp. corp ministry department house
    court council campaign government administration police office bank group institute foundation association union
    commission board service bureau center centre college school hospital church army navy force forces league club
    fund organization organisation network authority society party congress senate parliament kremlin pentagon press
    team trust society alliance federation coalition reuters cnn bbc nbc abc cbs msnbc ria tass afp ap upi
    """
)
_OUTLETS = vocabulary(
    """
    news times post journal tribune guardian telegraph herald gazette chronicle observer independent mirror mail sun
    star cnn bbc nbc abc cbs msnbc cnbc npr pbs fox sky reuters ap afp upi ria tass interfax xinhua efe dpa ansa
    bloomberg politico axios vox slate buzzfeed yahoo breitbart twitter facebook telegram instagram youtube tiktok
    radio television tv magazine weekly daily wire podcast newspaper spiegel monde figaro bild economist newsweek
    time forbes wired nature
    """
)
_DOCUMENTS = vocabulary(
    "article report story statement post tweet broadcast website newspaper magazine agency outlet channel"
)
_PLURALS = vocabulary("they them their")
_NOT_NAMES = vocabulary(
    """
    the a an on in at but and as if when while after before since he she it they we i you who his her their its this
    that these those monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december however meanwhile still according
    """
)
_AS_PRINTED = re.compile(r"\s+")
_ASIDE = re.compile(r"^(?:a|an|the)\s+", re.IGNORECASE)
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


@dataclass(slots=True)
class Cast:
    """The people of one article in order of appearance; grows while the article is read."""

    people: list[Person] = field(default_factory=list[Person])
    latest: list[Person] = field(default_factory=list[Person])
    """Who spoke, last one at the end."""

    def read(self, prose: Prose, source: Range) -> Person:
        """Who the noun phrase of a source stands for; somebody new joins the cast."""
        found = self._resolve(read_person(prose, source))
        if found.resolved:
            self._remember(found)
        return found

    def _resolve(self, person: Person) -> Person:
        low = person.name.lower()
        if low in {"he", "she"}:
            return next((known for known in reversed(self.latest) if known.is_person), _unresolved(person))
        if low in {"they", "it", "i", "we", "who", "you"}:
            return next((known for known in reversed(self.latest) if not known.is_person), _unresolved(person))
        if person.is_person:
            return self._full(person)
        return self._described(person)

    def _full(self, person: Person) -> Person:
        """The full name behind a surname, with the role it was introduced with."""
        for known in reversed(self.people):
            if known.is_person and (person.name in {known.name, known.surname} or _extends(known, person)):
                longer = max(known.name, person.name, key=len)
                return Person(
                    name=longer, role=known.role or person.role, outlet=person.outlet or known.outlet, is_person=True
                )
        return person

    def _described(self, person: Person) -> Person:
        """Who "the officer" or "officials" are: the one introduced before with that word."""
        words = _ASIDE.sub("", person.name).lower().split()
        definite = person.name.lower().startswith("the ") or len(words) == 1
        if (
            not words
            or not definite
            or len(words) > 2
            or (person.name[0].isupper() and not person.name.lower().startswith("the ") and len(words) > 1)
        ):
            return person
        noun = words[-1]
        single = noun.rstrip("s")
        for known in reversed(self.people):
            if known.is_person and known.role and single in known.role.lower().split():
                return known
            if (
                not known.is_person
                and known.name != person.name
                and noun == known.name.lower().split()[-1]
                and len(known.name) > len(person.name)
            ):
                return known
        return person

    def _remember(self, person: Person) -> None:
        if person not in self.people:
            self.people = [
                known
                for known in self.people
                if not (
                    known.is_person and person.is_person and known.surname == person.surname and _extends(person, known)
                )
            ]
            self.people.append(person)
        self.latest = [*self.latest[-8:], person]


def _extends(long: Person, short: Person) -> bool:
    return long.surname == short.surname and (short.name == short.surname or long.name.endswith(f" {short.name}"))


def _unresolved(person: Person) -> Person:
    return Person(name=person.name, role=person.role, outlet=person.outlet, is_person=person.is_person, resolved=False)


def read_person(prose: Prose, source: Range) -> Person:
    """The name, role and outlet that a noun phrase gives."""
    first, last = source
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
    aside = _aside(prose, end, last)
    outlet = _outlet_in(prose, end, last)
    name_first = _name_start(prose, first, end)
    head = _printed(prose, name_first, end)
    before = _printed(prose, first, name_first)
    is_person = _is_person(prose, name_first, end)
    if not is_person:
        document = _through_document(prose, first, end)
        if document:
            return document
        return Person(name=_printed(prose, first, end) or head, role=None if outlet else aside, outlet=outlet)
    role = _role(before, aside)
    return Person(name=head, role=role, outlet=outlet, is_person=True)


def _head_end(prose: Prose, first: int, last: int) -> int:
    """Where the noun phrase proper ends: before a comma, dash, bracket or relative clause."""
    for place in range(first + 1, last):
        if prose.words[place] in {",", "—", "–", "(", "who", "which", "whose", "-", "--", ";"}:
            return place
    return last


def _name_start(prose: Prose, first: int, end: int) -> int:
    """Where the name proper starts, titles and roles before it left out."""
    start = end
    while start > first and (
        prose.is_capital(start - 1) or prose.words[start - 1] in {"de", "van", "von", "al", "bin", "la", "el", "ben"}
    ):
        start -= 1
    if start == end:
        return first
    for place in range(end - 2, start - 1, -1):
        if prose.words[place] in _TITLES or prose.words[place].endswith(("'s", "’s")):
            return place + 1
    return start


def _is_person(prose: Prose, first: int, end: int) -> bool:
    """Tell whether capitalised words look like a person's name."""
    words = prose.words[first:end]
    if not 0 < len(words) <= 4 or not prose.is_capital(first):
        return False
    if any(word in _BODIES or word in _NOT_NAMES or word in _OUTLETS or word.isdigit() for word in words):
        return False
    if len(words) == 1:
        return (
            words[0].isalpha()
            and not words[0].endswith("s")
            and not prose.raws[first].isupper()
            and not _plural(words[0])
        )
    return not _plural(words[-1]) or words[-1].endswith("ss") or prose.is_capital(end - 1)


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
    text = _ASIDE.sub("", _printed(prose, start, stop).strip(" ,—–-"))
    return (
        text[:_LONGEST_ROLE]
        if text and not text.lower().startswith(("who ", "via ", "in ", "on ", "speaking"))
        else None
    )


def _role(before: str, aside: str | None) -> str | None:
    before = _ASIDE.sub("", before).strip(" ,")
    if before.lower() in _HONORIFICS:
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
        while (
            end < last and prose.is_capital(end) and prose.words[end] not in _NOT_NAMES | grammar.DAYS | grammar.MONTHS
        ):
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


def is_outlet(words: list[str]) -> bool:
    """Tell whether lower-case words name a medium."""
    return any(word in _OUTLETS or word.partition("'")[0].partition("’")[0] in _OUTLETS for word in words)


def _through_document(prose: Prose, first: int, end: int) -> Person | None:
    """Read "The RIA article": a document of an outlet speaks for itself, through that outlet."""
    if prose.words[end - 1] not in _DOCUMENTS or end - first < 2:
        return None
    outlet = outlet_after(prose, first, end)
    if outlet is None:
        return None
    return Person(name=outlet, outlet=outlet)


def _printed(prose: Prose, first: int, last: int) -> str:
    if first >= last:
        return ""
    start, end = prose.slice(first, last)
    return _AS_PRINTED.sub(" ", prose.text[start:end]).strip()
