"""People named in full in running text, with the role that stands beside their name.

Promises: outside quotations only, in the order of the text. Refuses names of one word, which may be anything.
"""

from dataclasses import dataclass

from claims_db.articles import names
from claims_db.articles.names import Person
from claims_db.articles.text import grammar
from claims_db.articles.text.prose import Prose

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
