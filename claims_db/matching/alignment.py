"""Which words of a message say which words of a claim: the same base, the same sense, a kindred form, a misspelling.

Promises: for each content word of a claim the places in the message that say it, in work bounded by the product of
their lengths. Refuses to judge: what the correspondence means is for the guards and the relation.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from claims_db.matching.clauses import STOP, Parse
from claims_db.matching.text import background

_RARE = 3.6
"""Words below this Zipf value may be misspellings of a claim's word, and may be names."""
_KIN = 5
_SOUNDS = str.maketrans({"y": "i", "k": "c", "q": "c", "z": "s", "w": "v", "j": "i", "f": "p"})


@dataclass(frozen=True, slots=True)
class Alignment:
    """By place in the claim the places in the message that say it; and the other way round."""

    said: Mapping[int, tuple[int, ...]]
    back: Mapping[int, tuple[int, ...]]
    typos: frozenset[int]
    """Places in the message that say a word of the claim by a misspelling only."""


def zipf(parse: Parse, place: int) -> float:
    """How frequent a word is in general English, as the logarithm of its occurrences in a billion words; 0 unseen."""
    table = background()
    word = parse.words[place]
    stem = table.stems.get(word)
    return table.zipf.get(stem or parse.bases[place], 0.0)


def align(claim: Parse, content: tuple[int, ...], names: frozenset[int], message: "Words") -> Alignment:
    """Align the content words of a claim, some of which are names, with a message."""
    said: dict[int, tuple[int, ...]] = {}
    missing: list[int] = []
    for place in content:
        found = message.by_base.get(claim.bases[place], ())
        for sense in claim.senses[place]:
            found += tuple(other for other in message.by_sense.get(sense, ()) if other not in found)
        if found:
            said[place] = found
        else:
            missing.append(place)
    taken = {place for places in said.values() for place in places}
    typos: set[int] = set()
    for place in missing:
        near = _near(claim, place, message, taken, name=place in names)
        if near:
            said[place] = near
            typos.update(near)
    back: dict[int, tuple[int, ...]] = {}
    for place, others in said.items():
        for other in others:
            back[other] = (*back.get(other, ()), place)
    return Alignment(said, back, frozenset(typos))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a message by base and by sense, and those that could be misspellings."""

    parse: Parse
    by_base: Mapping[str, tuple[int, ...]]
    by_sense: Mapping[str, tuple[int, ...]]
    content: tuple[int, ...]


def words_of(parse: Parse) -> Words:
    """Index the content words of a text."""
    by_base: dict[str, tuple[int, ...]] = {}
    by_sense: dict[str, tuple[int, ...]] = {}
    content = tuple(place for place, word in enumerate(parse.words) if word not in STOP)
    for place in content:
        by_base[parse.bases[place]] = (*by_base.get(parse.bases[place], ()), place)
    for place, senses in enumerate(parse.senses):
        for sense in senses:
            by_sense[sense] = (*by_sense.get(sense, ()), place)
    return Words(parse, by_base, by_sense, content)


def _near(claim: Parse, place: int, message: Words, taken: set[int], *, name: bool) -> tuple[int, ...]:
    word = claim.words[place]
    if len(word) < 4 or word[0].isdigit():
        return ()
    found: list[int] = []
    for other in message.content:
        typed = message.parse.words[other]
        if other in taken or abs(len(typed) - len(word)) > 4 or typed[0].isdigit():
            continue
        if (not name and _is_kin(word, typed)) or _is_misspelling(word, typed, message.parse, other, name=name):
            found.append(other)
    return tuple(found)


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
    transposed = sorted(word) == sorted(typed)
    if not transposed and zipf(parse, place) >= (_RARE if not name else 3.0):
        return False
    return not (name and is_sibling(word, typed))


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
    place = different[0]
    return name[place].translate(_SOUNDS) != typed[place].translate(_SOUNDS) and typed != name
