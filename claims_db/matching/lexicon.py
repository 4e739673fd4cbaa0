"""What words mean for matching: senses that several words share, what contradicts what, and the cues of relation.

Promises: tables that were read once, of lower-case base forms; looking up costs one dictionary access a word. Refuses
to know any claim: an entry that would fit a single story does not belong here. A *base* is the Snowball stem (Porter
2001) of a word whose irregular forms were brought to their infinitive.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

from claims_db.matching.text import background

_HERE = Path(__file__).parent
_NOTHING = frozenset[str]()
_REMEMBERED = 50_000
_LONGEST_WORD = 40
_GAP, _WIDE_GAP, _SURE_PARTS = 3, 6, 2
"""How many words the `_` of a phrase may stand for, how many where so many words follow it."""


def words(listed: str) -> frozenset[str]:
    """The words of a list written with blanks between them."""
    return frozenset(listed.split())


def _lines(name: str) -> list[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _irregular() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _lines("forms.txt"):
        lemma, forms = line.split(": ")
        for form in forms.split():
            table.setdefault(form, lemma)
    return table


_LEMMA = _irregular()
_PARTICIPLES = words(
    """
    beaten born borne bought broken brought built burnt caught chosen cut done drawn driven eaten fallen fed
    fought found forbidden frozen given held hit hung hurt kept knocked laid led left lent let lost made met paid
    put quit read run said seen sent set shot shown shut slain sold spent split spread stolen struck sunk sworn
    taken taught thrown told torn withdrawn won worn written overtaken overthrown overrun bet beat known gone got
    upheld overcome bitten forgiven hidden ridden risen shaken spoken swept sought dealt bound bred dug lit outbid slid
    stung stuck strung swung wound woven understood mistaken misled undone outdone overseen foreseen broadcast bled
    shrunk sprung sung spun cast burst shed thrust upset rebuilt resold retaken rewritten outsold outrun withheld
    withstood
    """
)


_NO_PARTICIPLES = words(
    "naked sacred wicked rugged hundred indeed speed need seed weed breed exceed proceed succeed greed"
)


@lru_cache(maxsize=_REMEMBERED)
def base(word: str) -> str:
    """The base of a lower-case word; a word of more than 40 characters is its own base."""
    if len(word) > _LONGEST_WORD:
        return word
    return _stem(_LEMMA.get(word, word))


def _stem(word: str) -> str:
    """The Snowball stem: of words that general English knows it is in the table, for stemming takes long."""
    return background().stems.get(word) or _stemmer.stemWord(word)  # pyright: ignore


_stemmer = snowballstemmer.stemmer("english")  # pyright: ignore


_PLURALS = words(
    """
    children kids men women feet crises wolves knives lives thieves wives costs cuts signs bans
    """
)


_PASTS = {word for word in _LEMMA if word not in _PLURALS and not word.endswith(("ing", "s"))}


def is_past(word: str) -> bool:
    """Tell whether a lower-case word is a verb's past or participle, by its form."""
    return word in _PASTS or is_participle(word)


def is_participle(word: str) -> bool:
    """Tell whether a lower-case word can be a past participle, by its form."""
    return word in _PARTICIPLES or (word.endswith("ed") and len(word) > 3 and word not in _NO_PARTICIPLES)


class Found(NamedTuple):
    """A phrase: how many words it has (0 for none), what it stands for, and whether other words stand in it."""

    length: int
    meanings: frozenset[str]
    gap: bool


_NONE = Found(0, _NOTHING, gap=False)
_Entry = tuple[tuple[str, ...], frozenset[str]]
"""A phrase's parts, and what it stands for."""


class _Table:
    """Phrases of words, or of bases of words, by their first and their second part."""

    __slots__ = ("_longer", "_single", "firsts")

    def __init__(self) -> None:
        self._single: dict[str, Found] = {}
        self._longer: dict[str, dict[str, list[_Entry]]] = {}
        self.firsts: set[str] = set()

    def add(self, parts: tuple[str, ...], meaning: str) -> None:
        """Let a phrase stand for one more meaning."""
        first = parts[0]
        self.firsts.add(first)
        if len(parts) == 1:
            self._single[first] = Found(1, self._single.get(first, _NONE).meanings | {meaning}, gap=False)
            return
        entries = self._longer.setdefault(first, {}).setdefault(parts[1], [])
        for place, (known, meanings) in enumerate(entries):
            if known == parts:
                entries[place] = (parts, meanings | {meaning})
                return
        entries.append((parts, frozenset({meaning})))
        entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Sequence[str], place: int) -> Found:
        """The longest phrase from `place` on, with the meanings of shorter ones in it; a word only by itself."""
        longest, gap, meanings = 0, False, _NOTHING
        for parts, meant in self._beginning(words, place):
            length = _length(parts, words, place)
            if length:
                meanings |= meant
                if length > longest:
                    longest, gap = length, "_" in parts
        return Found(longest, meanings, gap) if longest else self._single.get(words[place], _NONE)

    def _beginning(self, words: Sequence[str], place: int) -> Sequence[_Entry]:
        """The phrases whose first two parts are met."""
        seconds = self._longer.get(words[place])
        if seconds is None or place + 1 == len(words):
            return ()
        return (*seconds.get(words[place + 1], ()), *seconds.get("_", ()))


class Phrases:
    """Phrases with what they stand for, found by their first word; the longest that fits wins.

    A phrase is a sequence of bases; one that starts with `=` is met only by the words themselves, a part `_` by one to
    three words.
    """

    __slots__ = ("_by_base", "_by_word")

    def __init__(self) -> None:
        self._by_base, self._by_word = _Table(), _Table()

    def add(self, phrase: str, meaning: str) -> None:
        """Let a phrase stand for one more meaning."""
        if phrase.startswith("="):
            self._by_word.add(tuple(phrase[1:].split()), meaning)
        else:
            self._by_base.add(tuple(word if word == "_" else base(word) for word in phrase.split()), meaning)

    def openings(self, words: Sequence[str], bases: Sequence[str]) -> list[int]:
        """The places of the words with which a phrase may begin."""
        own, exact = self._by_base.firsts, self._by_word.firsts
        return [place for place, word in enumerate(words) if bases[place] in own or word in exact]

    def at(self, words: Sequence[str], bases: Sequence[str], place: int) -> Found:
        """The longest phrase from `place` on, with the meanings of shorter ones in it; a word only by itself."""
        own = self._by_base.at(bases, place)
        exact = self._by_word.at(words, place) if words[place] in self._by_word.firsts else _NONE
        if not exact.length:
            return own
        longer, shorter = (exact, own) if exact.length > own.length else (own, exact)
        together = (longer.length > 1) == (shorter.length > 1)
        return longer._replace(meanings=longer.meanings | shorter.meanings) if together else longer

    def everywhere(self, words: Sequence[str], bases: Sequence[str]) -> Iterator[tuple[int, int, frozenset[str]]]:
        """Every phrase as (start, end, meanings), none overlapping, from left to right."""
        reached = 0
        for place in self.openings(words, bases):
            if place >= reached and (found := self.at(words, bases, place)).length:
                reached = place + found.length
                yield place, reached, found.meanings


def _length(parts: Sequence[str], words: Sequence[str], start: int) -> int:
    """How many words from `start` on meet the parts; 0 where they do not."""
    place = start
    for number, part in enumerate(parts):
        if part == "_":
            rest = parts[number + 1 :]
            for gap in range(1, (_GAP if len(rest) < _SURE_PARTS else _WIDE_GAP) + 1):
                if place + gap < len(words) and (length := _length(rest, words, place + gap)):
                    return place + gap + length - start
            return 0
        if place >= len(words) or words[place] != part:
            return 0
        place += 1
    return place - start


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables.

    Senses of words, the frame of each sense, nouns that are no acts, contrary senses, cues by kind, names.
    """

    senses: Phrases
    frames: dict[str, str]
    things: frozenset[str]
    contraries: dict[str, frozenset[str]]
    graded: frozenset[tuple[str, str]]
    """Contrary senses between which there is a third: to deny one is not to say the other."""
    cues: Phrases
    places: frozenset[str]
    given_names: frozenset[str]
    brands: frozenset[str]
    calling: dict[str, frozenset[str]]
    """By given name its short forms, by short form the names it stands for."""


@cache
def lexicon() -> Lexicon:
    """Read the tables that are shipped; once in a process, about 30 ms."""
    senses, frames, things, contraries, graded = _read_senses()
    sections = dict(_sections("cues.txt"))
    cues = Phrases()
    for kind, phrases in sections.items():
        for phrase in phrases:
            cues.add(phrase.replace("'", ""), kind)
    names = dict(_sections("names.txt"))
    return Lexicon(
        senses,
        frames,
        things,
        contraries,
        graded,
        cues,
        frozenset(names["place"]),
        frozenset(names["given"]),
        frozenset(names["brand"]),
        _calling(names["short"]),
    )


def _calling(families: Sequence[str]) -> dict[str, frozenset[str]]:
    calling: dict[str, frozenset[str]] = {}
    for name, *short in (family.split() for family in families):
        calling[name] = calling.get(name, frozenset()).union(short)
        calling |= {form: calling.get(form, frozenset()) | {name} for form in short}
    return calling


def _read_senses() -> tuple[
    Phrases, dict[str, str], frozenset[str], dict[str, frozenset[str]], frozenset[tuple[str, str]]
]:
    senses = Phrases()
    frames: dict[str, str] = {}
    things: set[str] = set()
    contraries: dict[str, frozenset[str]] = {}
    graded: set[tuple[str, str]] = set()
    for line in _lines("concepts.txt"):
        one, mark, other = line.partition(" >< ")
        if not mark:
            one, mark, other = line.partition(" <> ")
            graded |= {(one, other), (other, one)} if mark else set()
        if mark:
            contraries[one] = contraries.get(one, frozenset()) | {other}
            contraries[other] = contraries.get(other, frozenset()) | {one}
            continue
        head, words = line.split(": ", 1)
        name, frame = head.split()
        frames[name] = frame
        for phrase in words.split(", "):
            if phrase.startswith("~"):
                things.add(phrase[1:])
            senses.add(phrase.removeprefix("~").replace("'", ""), name)
    return senses, frames, frozenset(things), contraries, frozenset(graded)


def _sections(name: str) -> Iterator[tuple[str, list[str]]]:
    kind, phrases = "", list[str]()
    for line in _lines(name):
        if line.startswith("["):
            if kind:
                yield kind, phrases
            kind, phrases = line.strip("[]"), []
        else:
            phrases += line.split(", ")
    yield kind, phrases
