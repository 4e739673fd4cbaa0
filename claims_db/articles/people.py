"""Who is meant: the people and bodies of an article, and the one that "he", "the officer" or a surname stands for.

Promises: a name with the role it was introduced with. A pronoun or a description is resolved only where the words
before it leave one candidate in sight; otherwise it stands as written. Refuses to know anybody from elsewhere.
"""

from bisect import bisect_right, insort_right
from dataclasses import replace

from claims_db.articles import names
from claims_db.articles.mentions import find_mentions
from claims_db.articles.names import Person
from claims_db.articles.roll import PLACE, Entry, People, Roll, latest
from claims_db.articles.saying import speakers
from claims_db.articles.saying.speech import Range
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


class Cast:
    """The people of one article, those named in its text and those who speak; grows while the article is read."""

    def __init__(self, prose: Prose) -> None:
        self._prose = prose
        self._raws = frozenset(prose.raws)
        mentions = find_mentions(prose)
        self._openings = [(mention.place, mention.person) for mention in mentions if mention.subject]
        self._named, self._speakers, self._bodies = People(), People(), Roll()
        for mention in mentions:
            self._named.add(mention.place, mention.person)
        self._known: set[Person] = set()
        self._spoken: list[Entry] = []
        self._last_group: Person | None = None
        self._last_body: Person | None = None

    def read(self, source: Range) -> Person:
        """Who the noun phrase of a source stands for; somebody new joins the cast."""
        found = self._resolved(names.read_person(self._prose, source), source[0])
        if found.resolved:
            self._hear(found, source[0])
        return found

    def _hear(self, person: Person, place: int) -> None:
        new = person not in self._known
        self._known.add(person)
        if person.is_person:
            insort_right(self._spoken, (place, person), key=PLACE)
            if new:
                self._speakers.add(len(self._known), person)
            return
        if new:
            self._bodies.add(len(self._known), person, person.name.lower().split())
        self._last_group = person
        if not names.is_somebody(person.name):
            self._last_body = person

    def _resolved(self, person: Person, place: int) -> Person:
        low = person.name.lower()
        if low in {"he", "she"}:
            return self._last_person(place, low) or _unresolved(person)
        if low in {"they", "who"}:
            return self._last_group or _unresolved(person)
        if low == "it":
            return self._subject_body(place) or self._last_body or _unresolved(person)
        if names.is_first_person(low):
            return _unresolved(person)
        if person.is_person or self._named.has_surname(person.name):
            return self._in_full(replace(person, is_person=True))
        return self._described(person, place)

    def _last_person(self, place: int, pronoun: str) -> Person | None:
        """The person who spoke last or opened a sentence since, unless the pronoun cannot mean them."""
        spoken, opened = (latest(entries, place, _REACH) for entries in (self._spoken, self._openings))
        near = sorted([*spoken, *opened], key=PLACE, reverse=True)[:_REACH]
        return next((self._in_full(known) for _, known in near if names.may_be(known, pronoun)), None)

    def _subject_body(self, place: int) -> Person | None:
        """The body that the sentence before is about; None where it is about a person or a new line begins between."""
        number = bisect_right(self._prose.sentences, (place, len(self._prose))) - 1
        if number < 1 or self._prose.breaks[self._prose.sentences[number][0]]:
            return None
        source = speakers.of_sentence(self._prose, *self._prose.sentences[number - 1])
        subject = names.read_person(self._prose, source) if source else None
        return subject if subject and not subject.is_person and names.is_body(subject.name) else None

    def _in_full(self, person: Person) -> Person:
        """The full name behind a surname, with the role it was introduced with, wherever the article does so."""
        same = [*self._speakers.namesakes(person), *self._named.namesakes(person)]
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
        ranks = _RANKS.get(noun, frozenset({noun}))
        found = self._speakers.in_role(ranks) or self._named.in_role(ranks, place)
        if found is None and noun in _ANYBODY and len(self._speakers.surnames() | self._named.surnames(place)) == 1:
            found = self._speakers.latest() or self._named.latest(place)
        if found:
            return self._in_full(found)
        return next((known for known in reversed(self._bodies.under([noun])) if _names(known, noun)), person)


def _names(known: Person, noun: str) -> bool:
    """Tell whether a body is called by this noun and more: "Norwegian officials", "state news agency VNA"."""
    words = known.name.lower().split()
    end = next((n for n, word in enumerate(words) if n and word in names.LINKS), len(words))
    called = words[end - 1] == noun or (noun in words and known.name[known.name.rfind(" ") + 1].isupper())
    return len(words) > 1 and called and words != ["the", noun]


def _unresolved(person: Person) -> Person:
    return replace(person, resolved=False)
