"""Who is meant: the people and bodies of an article, and the one that "he", "the officer" or a surname stands for.

Promises: a name with the role it was introduced with. A pronoun or a description is resolved only where the words
before it leave one candidate in sight; otherwise it stands as written. Refuses to know anybody from elsewhere.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace

from claims_db.articles import names
from claims_db.articles.names import Person
from claims_db.articles.saying import speakers
from claims_db.articles.saying.speech import Range
from claims_db.articles.text import grammar
from claims_db.articles.text.grammar import vocabulary
from claims_db.articles.text.prose import Prose

_RANKS = {
    "officer": vocabulary("detective sergeant constable inspector lieutenant captain superintendent policeman officer"),
    "lawyer": vocabulary("attorney solicitor barrister counsel lawyer"),
    "lawmaker": vocabulary("senator representative congressman congresswoman mp deputy lawmaker sen. rep."),
    "politician": vocabulary(
        "senator congressman congresswoman mp mayor minister governor president politician sen. rep. gov."
    ),
    "scientist": vocabulary("biologist physicist chemist researcher professor climatologist virologist scientist"),
    "minister": vocabulary("minister secretary"),
    "president": vocabulary("president"),
}
"""What a person may be called by after being introduced with another word."""
_ANYBODY = vocabulary("officer man woman lawyer scientist politician lawmaker defendant author witness")


_REACH = 4
"""How many people back a pronoun may point."""
_BOUNDS = grammar.PREPOSITIONS | grammar.SUBORDINATORS | grammar.AUXILIARIES | {"and", "or"}
_LONGEST_NAME = 8
"""Capitalised words in a row, titles included."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in full in the running text, at a token."""

    place: int
    person: Person
    subject: bool
    """Whether the name opens its sentence."""


class Cast:
    """The people of one article, those named in its text and those who speak; grows while the article is read."""

    def __init__(self, prose: Prose) -> None:
        self._prose = prose
        self._raws = frozenset(prose.raws)
        self._mentions = find_mentions(prose)
        self._surnames = {mention.person.surname for mention in self._mentions}
        self._known: list[Person] = []
        self._latest: list[tuple[int, Person]] = []

    def read(self, source: Range) -> Person:
        """Who the noun phrase of a source stands for; somebody new joins the cast."""
        found = self._resolved(names.read_person(self._prose, source), source[0])
        if found.resolved:
            if found not in self._known:
                self._known.append(found)
            self._latest.append((source[0], found))
        return found

    def _resolved(self, person: Person, place: int) -> Person:
        low = person.name.lower()
        if low in {"he", "she"}:
            return self._last_person(place, low) or _unresolved(person)
        if low in {"they", "it", "who"}:
            return self._last_group(place, low) or _unresolved(person)
        if names.is_first_person(low):
            return _unresolved(person)
        if person.is_person or person.name in self._surnames:
            return self._in_full(replace(person, is_person=True))
        return self._described(person, place)

    def _last_person(self, place: int, pronoun: str) -> Person | None:
        """The person who spoke last or opened a sentence since, unless the pronoun cannot mean them."""
        spoken = [(p, known) for p, known in self._latest if known.is_person and p < place]
        opened = [(m.place, m.person) for m in self._mentions if m.subject and m.place < place]
        near = sorted([*spoken, *opened], key=lambda entry: -entry[0])[:_REACH]
        return next((self._in_full(known) for _, known in near if names.may_be(known, pronoun)), None)

    def _last_group(self, place: int, pronoun: str) -> Person | None:
        """The body that the sentence before is about, or else the one that spoke last."""
        groups = [known for _, known in reversed(self._latest) if not known.is_person]
        if pronoun != "it":
            return next(iter(groups), None)
        subject = self._subject_before(place)
        if subject and not subject.is_person and names.is_body(subject.name):
            return subject
        return next((known for known in groups if not names.is_somebody(known.name)), None)

    def _subject_before(self, place: int) -> Person | None:
        """Whom or what the sentence before the one at a token is about; None where a new line begins between."""
        number = bisect_right(self._prose.sentences, (place, len(self._prose))) - 1
        if number < 1 or self._prose.breaks[self._prose.sentences[number][0]]:
            return None
        source = speakers.of_sentence(self._prose, *self._prose.sentences[number - 1])
        return names.read_person(self._prose, source) if source else None

    def _in_full(self, person: Person) -> Person:
        """The full name behind a surname, with the role it was introduced with, wherever the article does so."""
        known = [*self._known, *(mention.person for mention in self._mentions)]
        same = [other for other in known if other.is_person and _same(other, person)]
        name = self._without_calling(max((other.name for other in [*same, person]), key=len))
        role = person.role or next((other.role for other in same if other.role), None)
        introduced = next((other.role for other in same if other.role and other.name == name), None)
        return replace(person, name=name, role=introduced or role)

    def _without_calling(self, name: str) -> str:
        """A name without a first word that is no name: the "Runner" of a headline is a "runner" elsewhere."""
        first, _, rest = name.partition(" ")
        return rest if " " in rest and first.lower() in self._raws else name

    def _described(self, person: Person, place: int) -> Person:
        """Who "the officer" or "officials" are: the one introduced before with that word."""
        words = names.ASIDE.sub("", person.name).lower().split()
        definite = person.name.lower().startswith("the ") or len(words) == 1
        if len(words) != 1 or not definite:
            return person
        noun = words[0]
        before = [mention.person for mention in self._mentions if mention.place < place]
        people = [known for known in reversed([*before, *self._known]) if known.is_person]
        ranks = _RANKS.get(noun, frozenset({noun}))
        found = next((known for known in people if known.role and ranks & set(known.role.lower().split())), None)
        if found is None and noun in _ANYBODY and len({known.surname for known in people}) == 1:
            found = people[0]
        if found:
            return self._in_full(found)
        return next((known for known in reversed(self._known) if _names(known, noun)), person)


def _names(known: Person, noun: str) -> bool:
    """Tell whether a body is called by this noun and more: "Norwegian officials", "state news agency VNA"."""
    words = known.name.lower().split()
    end = next((n for n, word in enumerate(words) if n and word in names.LINKS), len(words))
    called = words[end - 1] == noun or (noun in words and known.name[known.name.rfind(" ") + 1].isupper())
    return not known.is_person and len(words) > 1 and called and words != ["the", noun]


def _same(one: Person, other: Person) -> bool:
    return one.name == other.name or _extends(one, other) or _extends(other, one)


def _extends(long: Person, short: Person) -> bool:
    if " " not in short.name:
        return short.name in {long.surname, long.name.split()[0]}
    return long.name.endswith(f" {short.name}")


def _unresolved(person: Person) -> Person:
    return replace(person, resolved=False)


def find_mentions(prose: Prose) -> tuple[Mention, ...]:
    """The people named in full outside quotations, with the role that stands beside their name."""
    found: list[Mention] = []
    openings = {first for first, _ in prose.sentences}
    size, raws = len(prose), prose.raws
    end = 0
    for place in range(size):
        if place < end or not raws[place][0].isupper() or prose.quote_of[place] >= 0:
            continue
        end = place + 1
        while end < size and raws[end][0].isupper() and not prose.breaks[end] and end - place < _LONGEST_NAME:
            end += 1
        person = _person_at(prose, place, end) if end - place > 1 else None
        if person:
            found.append(Mention(place, person, subject=place in openings or _phrase_start(prose, place) in openings))
    return tuple(found)


def _person_at(prose: Prose, place: int, end: int) -> Person | None:
    start = names.name_start(prose, place, end)
    if end - start < 2 or not names.is_person(prose, start, end):
        return None
    person = names.read_person(prose, (_phrase_start(prose, place), _aside_end(prose, end)))
    return person if person.is_person else None


def _phrase_start(prose: Prose, place: int) -> int:
    """Where the words before a name start that belong to it: "the union’s chairman, ", "former officer "."""
    first = place
    if first > 1 and prose.words[first - 1] == "," and prose.raws[first - 2].islower():
        first -= 1
    floor = max(0, place - 6)
    while first > floor and prose.quote_of[first - 1] < 0:
        word = prose.words[first - 1]
        if not (word[0].isalpha() and not prose.breaks[first]) or prose.is_verb(first - 1):
            break
        if (prose.words[first] in grammar.DETERMINERS or word in _BOUNDS) and not _is_office(prose, first - 1):
            break
        first -= 1
    opened = prose.words[first] in grammar.DETERMINERS or prose.is_capital(first) or prose.words[place - 1] != ","
    return first if opened else place


def _is_office(prose: Prose, place: int) -> bool:
    """Tell whether a preposition belongs to what a person is: "a spokesman for the agency, "."""
    return prose.words[place] in {"for", "of"} and names.is_calling(prose.words[place - 1])


def _aside_end(prose: Prose, end: int) -> int:
    """Where an apposition behind a name ends: "Ann Lee, an economist at the bank, "."""
    if end + 1 >= len(prose) or prose.words[end] != "," or prose.words[end + 1] not in {"a", "an", "the"}:
        return end
    for place in range(end + 1, min(end + 16, len(prose))):
        if prose.words[place] in ",.;" or prose.words[place] == "who":
            return place
    return end
