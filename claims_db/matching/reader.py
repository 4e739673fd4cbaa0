"""Reading: from the words of a text to what the index knows of them, quickly, for most texts come to nothing.

Promises: what is remembered of words is bounded and never outlives a change of the index. Refuses to know claims.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from claims_db.matching.index import Index, Known
from claims_db.matching.passages import PIECE, pieces
from claims_db.matching.text import Token, background, chunks, terms_of_word, tokens, words_of_chunk
from claims_db.matching.vocabulary import NOTHING, english_forms, may_be_misspelt

_REMEMBERED = 40_000
_NOBODY = frozenset[int]()
_COMMON_WORDS = 20_000
_MANY = 1_000
"""Among fewer claims little is known of any word; there are as many such indices as servers."""
MOST_WORDS = 2_000
"""How many words of a text are looked up: more than that it has only where single characters stand for many."""
MENDED = 40
"""How many words of a text are mended at most, the first: more would let a long message stop the bot."""
ASKED = 18
"""So many terms of a part are looked for at most."""
BY_CHANCE, MUCH = 0.14, 100.0
"""What is shared by chance, as a share of what is said, and up to how many nats of it."""
_ROUNDING = 1e-6


class Part(NamedTuple):
    """What a part of a text says, in terms that claims hold, each once, worth so many nats together.

    `sought` are the rarest of them: to look for more would let a long message stop the bot.
    """

    said: set[Known]
    sought: Collection[Known]
    worth: float

    def least(self, reach: float) -> float:
        """What a claim must share with it to be near, in nats: the more is said, the more is shared by chance."""
        return reach + BY_CHANCE * min(MUCH, self.worth)


@lru_cache(maxsize=8)
def _enough(reach: float) -> float:
    """What a part has to be worth at least to hold what is asked of claims near to it."""
    return min(reach / (1 - BY_CHANCE), reach + BY_CHANCE * MUCH)


_SILENT = Known(NOTHING, 0.0, 0.0, _NOBODY, 0)
"""What the index knows of a word that says nothing."""


class _Words(dict[str, Known]):
    """What the index knows of each chunk of text: a word in lower case, maybe in marks.

    A word it does not know that may be a misspelt one stands for itself, worth as much as a word can be and held by no
    claim, until somebody asks what was meant. A chunk of several terms is worth them together, until they are told.
    """

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index
        self._terms: dict[str, Known | None] = {}
        self.several: dict[Known, tuple[Known, ...]] = {}
        """What stands for several terms."""

    def clear(self) -> None:
        super().clear()
        self._terms.clear()
        self.several.clear()

    def __missing__(self, word: str) -> Known:
        terms = terms_of_word(word) if word.isalpha() else ()
        found = self._meaning(terms[0], word) if len(terms) == 1 else self._together(word)
        self[word] = found
        return found

    def _meaning(self, term: str, word: str) -> Known:
        """What the index knows of a term, or else of the word as typed that it comes from."""
        known = self.term(term)
        if known is not None:
            return known
        return Known(word, self._index.ceiling, 0.0, _NOBODY, 0) if may_be_misspelt(term) else _SILENT

    def _together(self, word: str) -> Known:
        held = self._held(word)
        if len(held) < 2:
            return held[0] if held else _SILENT
        several = Known(word, _worth(held), 0.0, _NOBODY, 0)
        self.several[several] = tuple(held)
        return several

    def _held(self, word: str) -> list[Known]:
        """What a chunk says, in terms."""
        inner = words_of_chunk(word)
        if inner != [word]:
            return [told for one in inner for told in self.told(self[one])]
        meanings = [self._meaning(term, word) for term in terms_of_word(word)]
        return [one for one in meanings if one is not _SILENT]

    def told(self, found: Known) -> tuple[Known, ...]:
        """The terms that a chunk says, each by itself."""
        return () if found is _SILENT else self.several.get(found, (found,))

    def term(self, term: str) -> Known | None:
        """What the index knows of a term, always the same object while it does not change."""
        if term not in self._terms:
            self._terms[term] = self._index.known(term)
        return self._terms[term]


class Reader:
    """Reads texts with the eyes of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words = _Words(index)
        self._meanings: dict[str, str | None] = {}
        self._changes = index.changes

    def warm(self) -> None:
        """Look up beforehand what mends slips, and among many claims the commonest words of English; about 0.1 s."""
        self._renew()
        english_forms()
        if len(self._index) < _MANY:
            return
        for word in islice(background().stems, _COMMON_WORDS):
            self._words[word]  # pyright: ignore[reportUnusedExpression]

    def sought(self, text: str, reach: float) -> list[Part]:
        """What to look for, a part of the text at a time; parts that are not worth enough are left out."""
        self._renew()
        typed, enough = chunks(text), _enough(reach)
        if len(typed) <= PIECE:
            said = set(map(self._words.__getitem__, typed))
            if self._words.several.keys().isdisjoint(said):  # as nearly always
                part = self._part(said, enough)
                return [part] if part else []
        found = list(chain.from_iterable([self._words.told(self._words[word]) for word in typed[:MOST_WORDS]]))
        parts = [self._part(set(piece), enough) for piece in pieces(_mendable(found))]
        return [part for part in parts if part]

    def _part(self, said: set[Known], enough: float) -> Part | None:
        """The terms, those mended that no claim holds; None as soon as they cannot be worth enough.

        A word is worth as much as a word can be until it is mended, which takes long: so one is mended at a time.
        """
        said.discard(_SILENT)
        worth = _worth(said)
        if worth < enough:
            return None
        unknown = [one for one in said if one.claims is _NOBODY]
        if not unknown:
            return _told(said, worth)
        said.difference_update(unknown)
        for one in sorted(unknown, key=self._is_unmended) if len(unknown) > 1 else unknown:
            worth -= one.rarity
            meant = self._mended(one.term)
            if meant is not None and meant not in said:
                said.add(meant)
                worth += meant.rarity
            if worth < enough - _ROUNDING:
                return None
        return _told(said, _worth(said)) if said else None

    def read(self, text: str) -> list[Token]:
        """The content words of a text, mended where they are misspelt; what then has no content is left out."""
        self._renew()
        asked: set[str] = set()
        return [mended for token in tokens(text) if (mended := self._mended_token(token, asked)).terms]

    def _mended_token(self, token: Token, asked: set[str]) -> Token:
        word = token.surface.lower()
        mended = tuple([meant for term in token.terms if (meant := self._mended_term(term, word, asked)) != NOTHING])
        return token if mended == token.terms else Token(token.surface, mended, token.place)

    def _mended_term(self, term: str, word: str, asked: set[str]) -> str:
        if term in self._index or not may_be_misspelt(term) or (len(asked) >= MENDED and word not in asked):
            return term
        asked.add(word)
        meant = self._meant(word)
        return term if meant is None else meant

    def _is_unmended(self, unknown: Known) -> bool:
        return unknown.term not in self._meanings

    def _mended(self, word: str) -> Known | None:
        """What the index knows of what a misspelt word was meant to be."""
        meant = self._meant(word)
        return self._words.term(meant) if meant else None

    def _meant(self, word: str) -> str | None:
        """What a misspelt word was meant to be: looked for as it is typed, then without its ending."""
        if word not in self._meanings:
            if len(self._meanings) >= _REMEMBERED:
                self._meanings.clear()
            tries = (self._index.meant(form) for form in dict.fromkeys((word, *terms_of_word(word))))
            self._meanings[word] = next((meant for meant in tries if meant is not None), None)
        return self._meanings[word]

    def _renew(self) -> None:
        if self._changes != self._index.changes or len(self._words) >= _REMEMBERED:
            self._words.clear()
            self._meanings.clear()
            self._changes = self._index.changes


def _worth(terms: Collection[Known]) -> float:
    return sum([one.rarity for one in terms])


def _told(said: set[Known], worth: float) -> Part:
    return Part(said, said if len(said) <= ASKED else sorted(said, key=_by_rarity)[:ASKED], worth)


def _by_rarity(known: Known) -> tuple[float, str]:
    return -known.rarity, known.term


def _mendable(found: Sequence[Known]) -> list[Known]:
    """Without the unknown words that are too many to mend."""
    unknown = [one for one in dict.fromkeys(found) if not one.claims]
    left_out = frozenset(unknown[MENDED:])
    return [one for one in found if one not in left_out]
