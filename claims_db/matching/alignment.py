"""Which words of a message say which words of a claim: the same base, the same sense, a kindred form, a misspelling.

Promises: for each content word of a claim the places in the message that say it, in work bounded by the product of
their lengths. Refuses to judge: what the correspondence means is for the guards and the relation.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from claims_db.matching.clauses import Parse
from claims_db.matching.frequency import zipf
from claims_db.matching.lexicon import lexicon

_RARE = 3.6
"""Words below this Zipf value may be misspellings of a claim's word, and may be names."""
_EVERYDAY = 4.8
"""From it on words are what they are, though they have the letters of another ("used", "sued")."""
_EACH = 8
"""How many places of a message are taken for one word of a claim at most: the first."""
_KIN = 5
_VOWELS = frozenset("aeiouy")
_SOUNDS = str.maketrans({"y": "i", "k": "c", "q": "c", "z": "s", "w": "v", "j": "i", "f": "p"})


@dataclass(frozen=True, slots=True)
class Alignment:
    """By place in the claim the places in the message that say it; and the other way round."""

    said: Mapping[int, Sequence[int]]
    back: Mapping[int, Sequence[int]]
    typos: frozenset[int]
    """Places in the message that say a word of the claim by a misspelling only."""


def align(held: "Words", content: tuple[int, ...], names: frozenset[int], message: "Words") -> Alignment:
    """Align the content words of a claim, some of which are names, with a message."""
    claim = held.parse
    same: dict[int, Sequence[int]] = {place: found for place in content if (found := _same(held, place, message))}
    exact = {other for others in same.values() for other in others}
    said = {place: found[:_EACH] for place, found in same.items()}
    for place in content:
        found = () if place in said else _akin(claim, place, message, exact, name=place in names)
        if found:
            said[place] = found[:_EACH]
    missing = [place for place in content if place not in said]
    taken = {place for places in said.values() for place in places}
    typos: set[int] = set()
    for siblings in (False, True):
        for place in missing:
            if place in said or (siblings and (place not in names or not typos)):
                continue
            near = _near(claim, place, message, taken, name=place in names, siblings=siblings)
            if near:
                said[place] = near
                typos.update(
                    other for other in near if not claim.words[place].startswith(message.parse.words[other][:5])
                )
    back: dict[int, tuple[int, ...]] = {}
    for place, others in said.items():
        for other in others:
            back[other] = (*back.get(other, ()), place)
    return Alignment(said, back, frozenset(typos))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text by base and by sense, and those that could be misspellings; by base also their forms."""

    parse: Parse
    forms: Mapping[str, Set[str]]
    by_base: Mapping[str, Sequence[int]]
    by_sense: Mapping[str, Sequence[int]]
    content: tuple[int, ...]

    def is_rival(self, place: int, word: str) -> bool:
        """Tell whether a word has the form of another of one base with that at a place ("fired the fire chief")."""
        return word != self.parse.words[place] and word in self.forms[self.parse.bases[place]]


def words_of(parse: Parse) -> Words:
    """Index the content words of a text."""
    forms: dict[str, set[str]] = {}
    by_base: dict[str, list[int]] = {}
    by_sense: dict[str, list[int]] = {}
    content = tuple([place for place, token in enumerate(parse.tokens) if token.content])
    for place in content:
        by_base.setdefault(parse.bases[place], []).append(place)
    for base, word in zip(parse.bases, parse.words, strict=True):
        forms.setdefault(base, set()).add(word)
    for place, senses in enumerate(parse.senses):
        for sense in senses:
            by_sense.setdefault(sense, []).append(place)
    return Words(parse, forms, by_base, by_sense, content)


def _same(held: Words, place: int, message: Words) -> Sequence[int]:
    """The words of the same base; one that heads a phrase of its own sense only where the senses meet."""
    claim, parse = held.parse, message.parse
    found = message.by_base.get(claim.bases[place], ())
    if len(held.forms[claim.bases[place]]) > 1:
        found = [other for other in found if not held.is_rival(place, parse.words[other])]
    if claim.lengths[place] == 1 and all(parse.lengths[other] == 1 for other in found):
        return found
    senses = claim.senses[place]
    return [other for other in found if not senses or not parse.senses[other] or senses & parse.senses[other]]


def _akin(claim: Parse, place: int, message: Words, exact: set[int], *, name: bool) -> Sequence[int]:
    """The words of the same sense that are not of the base of another word, and other forms of a given name.

    A name has the senses of things alone: "Decca Records" measures nothing.
    """
    frames = lexicon().frames
    senses = [sense for sense in claim.senses[place] if not name or frames[sense] == "state"]
    found = {other for sense in senses for other in message.by_sense.get(sense, ())} - exact
    if name:
        found.update(_called(claim, place, message))
    return sorted(found)


def _called(claim: Parse, place: int, message: Words) -> Iterator[int]:
    """Other forms of a given name ("Bob" for "Robert"); what may be another word is one by capital or surname."""
    forms = lexicon().calling.get(claim.words[place], frozenset[str]())
    parse, surname = message.parse, claim.words[place + 1 : place + 2]
    for other in message.content if forms else ():
        if parse.words[other] in forms:
            clear = not parse.senses[other] and zipf(parse, other) < _EVERYDAY
            named = parse.tokens[other].capital and other != parse.sentences[parse.tokens[other].sentence].start
            if clear or named or (surname and parse.words[other + 1 : other + 2] == surname):
                yield other


def _near(claim: Parse, place: int, message: Words, taken: set[int], *, name: bool, siblings: bool) -> tuple[int, ...]:
    word = claim.words[place]
    if len(word) < 4 or word[0].isdigit():
        return ()
    found: list[int] = []
    first, rest = word[0], word[1:]
    words = message.parse.words
    alike = [other for other in message.content if first in words[other][:2] or words[other][1:] == rest]
    for other in alike:
        typed = words[other]
        if (
            other in taken
            or message.parse.bases[other] == claim.bases[place]
            or abs(len(typed) - len(word)) > 4
            or typed[0].isdigit()
        ):
            continue
        kin = _is_root(word, typed) if name else _is_kin(word, typed)
        if kin or (
            _is_misspelling(word, typed, message.parse, other, name=name)
            and (siblings or not name or not is_sibling(word, typed) or _is_known_place(word, typed))
        ):
            found.append(other)
    return tuple(found)


def _is_root(name: str, typed: str) -> bool:
    """Tell whether one is the other with an ending ("Europe", "European")."""
    short, long = sorted((name, typed), key=len)
    return len(short) >= _KIN and long.startswith(short[:-1]) and 0 < len(long) - len(short) <= 3


def _is_kin(word: str, typed: str) -> bool:
    """Tell whether two words share so long a beginning that they belong to one family ("assassinate", "assassin")."""
    shared = 0
    for a, b in zip(word, typed, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= _KIN and shared >= 0.6 * max(len(word), len(typed)) and min(len(word), len(typed)) - shared <= 3


def _is_misspelling(word: str, typed: str, parse: Parse, place: int, *, name: bool) -> bool:
    """Tell whether a word typed is the claim's, misspelt; common English words are what they are."""
    if len(typed) < 4:
        return False
    swapped = typed[0] != word[0]
    if swapped and not (typed[:2] == word[1::-1] or typed[1:] == word[1:]):
        return False
    allowed = 1 if len(word) < 7 else 2
    distance = OSA.distance(word, typed, score_cutoff=allowed + 1)
    if distance > allowed:
        stripped = typed.removesuffix("s")
        distance = OSA.distance(word, stripped, score_cutoff=allowed + 1)
    if distance > allowed:
        return False
    transposed = sorted(word) == sorted(typed) and zipf(parse, place) < _EVERYDAY
    return transposed or zipf(parse, place) < (_RARE if not name else 3.0)


def _is_known_place(name: str, typed: str) -> bool:
    """Tell whether a name is of a place that everybody knows and the word typed of none, so that it is misspelt."""
    places = lexicon().places
    return name in places and typed not in places


def is_sibling(name: str, typed: str) -> bool:
    """Tell whether a name one letter away looks like another name rather than a misspelling.

    A letter in the first syllable exchanged for one that sounds different makes another name ("Bradwell",
    "Brodwell"); letters doubled, dropped, swapped, or exchanged further back or for the like of them do not.
    """
    if len(name) != len(typed):
        return False
    different = [place for place in range(len(name)) if name[place] != typed[place]]
    if len(different) != 1 or different[0] > 3:
        return False
    one, other = name[different[0]], typed[different[0]]
    return (one in _VOWELS) == (other in _VOWELS) and one.translate(_SOUNDS) != other.translate(_SOUNDS)
