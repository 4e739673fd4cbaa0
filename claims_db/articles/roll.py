"""The people of an article in the order in which they appeared, found by name and by role.

Promises: a search looks at those called by the words asked for, never at everybody, so an article is read in linear
time.
"""

import sys
from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice
from operator import itemgetter

from claims_db.articles.names import Person

Entry = tuple[int, Person]
"""Where somebody appeared, and who."""
PLACE = itemgetter(0)
_ANYWHERE = sys.maxsize


def latest(entries: list[Entry], place: int, number: int = 1) -> list[Entry]:
    """The last entries before a place, of some in the order of their places."""
    end = bisect_left(entries, place, key=PLACE)
    return entries[max(0, end - number) : end]


class Roll:
    """People entered under words, at places that never go down."""

    def __init__(self) -> None:
        self._entries: dict[str, list[Entry]] = {}

    def add(self, place: int, person: Person, words: Iterable[str]) -> None:
        """Enter somebody under each of the words."""
        for word in set(words):
            self._entries.setdefault(word, []).append((place, person))

    def under(self, words: Iterable[str]) -> list[Person]:
        """Whoever is entered under one of the words, first come first."""
        entries = {entry for word in words for entry in self._entries.get(word, ())}
        return [person for _, person in sorted(entries, key=PLACE)]

    def latest(self, words: Iterable[str], place: int) -> Person | None:
        """Whoever was entered last under one of the words, before a place."""
        last = [entry for word in words for entry in latest(self._entries.get(word, []), place)]
        return max(last, key=PLACE)[1] if last else None


class People:
    """Those who appeared, each at a place behind that of everybody before."""

    def __init__(self) -> None:
        self._all: list[Entry] = []
        self._roles, self._names, self._parts = Roll(), Roll(), Roll()
        self._surnames: dict[str, int] = {}
        self._seen: set[Person] = set()

    def add(self, place: int, person: Person) -> None:
        """Enter somebody, for the first time or once more."""
        self._all.append((place, person))
        self._roles.add(place, person, (person.role or "").lower().split())
        if person not in self._seen:
            self._seen.add(person)
            self._surnames.setdefault(person.surname, place)
            self._names.add(place, person, [person.name])
            self._parts.add(place, person, _parts(person))

    def namesakes(self, person: Person) -> list[Person]:
        """Whoever has the same name, or one of which the other is the surname, the first name or the end."""
        return [*self._parts.under([person.name]), *self._names.under(_parts(person) - {person.name})]

    def latest(self, place: int = _ANYWHERE) -> Person | None:
        """Whoever appeared last before a place."""
        return next((person for _, person in latest(self._all, place)), None)

    def in_role(self, words: Iterable[str], place: int = _ANYWHERE) -> Person | None:
        """Whoever appeared last before a place, of those in whose role one of the words stands."""
        return self._roles.latest(words, place)

    def has_surname(self, name: str) -> bool:
        """Whether a name is the surname of anybody who appeared, wherever."""
        return name in self._surnames

    def surnames(self, place: int = _ANYWHERE) -> set[str]:
        """The surnames that appeared before a place, no more than two of them."""
        return {name for name, first in islice(self._surnames.items(), 2) if first < place}


def _parts(person: Person) -> set[str]:
    """What a person may be called by: the name, its first word, the surname, and the ends of two words and more."""
    words = person.name.split(" ")
    ends = {" ".join(words[n:]) for n in range(len(words) - 1)}
    return {person.name, words[0], person.surname} | ends
