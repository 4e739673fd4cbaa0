"""Reading: from the words of a text to what the index knows of them, quickly, for most texts come to nothing.

Promises: what is remembered of words is bounded and never outlives a change of the index. Refuses to know claims.
"""

from collections.abc import Sequence
from itertools import chain, islice
from operator import attrgetter

from claims_db.matching.index import Index, Known
from claims_db.matching.passages import PIECE, pieces
from claims_db.matching.text import Token, background, chunks, terms_of_word, tokens, words
from claims_db.matching.vocabulary import NOTHING, english_forms, may_be_misspelt

_REMEMBERED = 60_000
_NOBODY = frozenset[int]()
_COMMON_WORDS = 20_000
MOST_WORDS = 2_000
"""How many words of a text are looked up: more than that it has only where single characters stand for many."""
MENDED = 40
"""How many words of a text are mended at most, the first: more would let a long message stop the bot."""
_ROUNDING = 1e-6


class _Words(dict[str, tuple[Known, ...]]):
    """What the index knows of each chunk of text: a word in lower case, maybe in marks.

    A word it does not know that may be a misspelt one stands for itself, worth as much as a word can be and held by no
    claim, until somebody asks what was meant.
    """

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index
        self._terms: dict[str, Known | None] = {}

    def clear(self) -> None:
        super().clear()
        self._terms.clear()

    def __missing__(self, word: str) -> tuple[Known, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        if not (word.isalpha() or word.isdecimal()) and (inner := words(word)) != [word]:
            found = tuple(chain.from_iterable([self[one] for one in inner]))
        else:
            terms = terms_of_word(word)
            found = tuple([known for term in terms if (known := self._known(term, word)) is not None])
        self[word] = found
        return found

    def _known(self, term: str, word: str) -> Known | None:
        terms = self._terms
        if term in terms:
            return terms[term]
        known = self._index.known(term)
        if known is None and may_be_misspelt(term):
            return Known(word, self._index.ceiling, (0, word), _NOBODY, 0)
        terms[term] = known
        return known


class Reader:
    """Reads texts with the eyes of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words = _Words(index)
        self._mended: dict[str, Known | None] = {}
        self._changes = index.changes

    def warm(self) -> None:
        """Look up beforehand the commonest words of English, and what mends slips in them; about 0.2 s."""
        self._renew()
        english_forms()
        for word in islice(background().stems, _COMMON_WORDS):
            self._words[word]  # pyright: ignore[reportUnusedExpression]

    def sought(self, text: str, least: float) -> list[set[Known]]:
        """What to look for, a piece of the text at a time; pieces that cannot be worth `least` nats are left out."""
        self._renew()
        found = list(chain.from_iterable(map(self._words.__getitem__, chunks(text)[:MOST_WORDS])))
        distinct = set(found)
        if sum([one.rarity for one in distinct]) < least:
            return []
        if len(found) <= PIECE and all(map(_claims, distinct)):
            return [distinct]
        parts = [distinct] if len(found) <= PIECE else map(set, pieces(_mendable(found)))
        return [sought for part in parts if (sought := self._meant(part, least))]

    def _meant(self, distinct: set[Known], least: float) -> set[Known] | None:
        """The terms with those mended that no claim holds; None as soon as they cannot be worth `least` nats.

        A word is worth as much as a word can be until it is mended, which takes long: so one is mended at a time.
        """
        worth = sum([one.rarity for one in distinct])
        if worth < least:
            return None
        held = {one.term: one for one in distinct if one.claims}
        for one in sorted([one for one in distinct if not one.claims], key=self._is_unmended):
            meant = self._mended_known(one.term)
            worth -= one.rarity
            if meant is not None and meant.claims and meant.term not in held:
                held[meant.term] = meant
                worth += meant.rarity
            if worth < least - _ROUNDING:
                return None
        return set(held.values())

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
        known = self._mended_known(word)
        return term if known is None else known.term

    def _is_unmended(self, unknown: Known) -> bool:
        return unknown.term not in self._mended

    def _mended_known(self, word: str) -> Known | None:
        """What a misspelt word was meant to be: looked for as it is typed, then without its ending."""
        if word not in self._mended:
            if len(self._mended) >= _REMEMBERED:
                self._mended.clear()
            tries = (self._index.mended(form) for form in dict.fromkeys((word, *terms_of_word(word))))
            self._mended[word] = next((known for known in tries if known is not None), None)
        return self._mended[word]

    def _renew(self) -> None:
        if self._changes != self._index.changes:
            self._words.clear()
            self._mended.clear()
            self._changes = self._index.changes


_claims = attrgetter("claims")


def _mendable(found: Sequence[Known]) -> list[Known]:
    """Without the unknown words that are too many to mend."""
    unknown = [one for one in dict.fromkeys(found) if not one.claims]
    left_out = frozenset(unknown[MENDED:])
    return [one for one in found if one not in left_out]
