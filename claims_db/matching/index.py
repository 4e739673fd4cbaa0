"""The inverted index: from terms to the claims that hold them.

Promises: what is found depends on the claims held, never on the order in which they came; adding then removing a claim
leaves no trace; the work of a search is capped. Refuses to know texts, wordings and what a match is worth.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from claims_db.matching.bitmaps import bitmap, numbers, reaching
from claims_db.matching.text import background_zipf
from claims_db.matching.vocabulary import Vocabulary

BELIEF = 30_000
"""How many claims' worth of evidence the background frequencies count for."""
TYPICAL_WORDS = 40
"""How many words a claim has with its title, about: what turns a word's frequency into its share of claims."""
ASKED = 24
"""At most so many terms of a text are looked up, the rarest; more would let a long message stop the bot."""
FREQUENT = 512
"""A term that one claim in so many holds is also kept as a bitmap: long sets take long to intersect."""
FEWEST_FREQUENT = 24
"""Below so many holders a bitmap never pays."""
_REMEMBERED = 50_000


class Known(NamedTuple):
    """A term as a search needs it; sorts by the number of its holders, then by itself."""

    holders: int
    term: str
    rarity: float
    claims: set[int]
    bits: int


class Index:
    """Which claims, known here by small numbers from 0, hold which terms."""

    def __init__(self) -> None:
        self._claims: dict[str, set[int]] = {}
        self._bits: dict[str, int] = {}
        self._vocabulary = Vocabulary()
        self._size = 0
        self._known: dict[str, Known | None] = {}

    def __len__(self) -> int:
        return self._size

    def __contains__(self, term: object) -> bool:
        return term in self._claims

    def add(self, number: int, terms: Iterable[str]) -> None:
        """Put a claim that is not in the index yet."""
        for term in frozenset(terms):
            claims = self._claims.get(term)
            if claims is None:
                self._claims[term] = {number}
                self._vocabulary.add(term)
            else:
                claims.add(number)
                if term in self._bits:
                    self._bits[term] |= 1 << number
        self._size += 1
        self._known.clear()

    def remove(self, number: int, terms: Iterable[str]) -> None:
        """Take out a claim that was added with these terms."""
        for term in frozenset(terms):
            claims = self._claims[term]
            claims.remove(number)
            if term in self._bits:
                self._bits[term] ^= 1 << number
            if not claims:
                del self._claims[term]
                self._bits.pop(term, None)
                self._vocabulary.remove(term)
        self._size -= 1
        self._known.clear()

    def nearest(self, term: str) -> str:
        """The term itself, or the term of a claim that it misspells."""
        found = self.known([term])
        return found[0].term if found else term

    def rarity(self, term: str) -> float:
        """How much a term tells, in nats: its inverse frequency among claims, blended with general English.

        The inverse document frequency of Robertson and Zaragoza (2009), with the background frequency as a prior
        worth `BELIEF` claims, so that a database of twenty claims knows which words are rare.
        """
        expected = BELIEF * min(1.0, TYPICAL_WORDS * 10 ** (background_zipf(term) - 9))
        holders = len(self._claims.get(term, ())) + expected
        return math.log(1 + (self._size + BELIEF - holders + 0.5) / (holders + 0.5))

    def known(self, terms: Iterable[str], least: float = 0.0) -> list[Known]:
        """What the index holds of some terms, the least held first; `ASKED` at most, the rarest.

        Misspelt terms are mended. Empty where all terms together cannot be worth `least` nats.
        """
        memo = self._known
        found: dict[str, Known] = {}
        strange: list[str] = []
        for term in terms:
            known = memo[term] if term in memo else self._look_up(term)
            if known is not None:
                found[known.term] = known
            elif term not in memo:
                strange.append(term)
        worth = sum([known.rarity for known in found.values()])
        if worth + len(strange) * self._ceiling < least:
            return []
        for term in strange:
            known = self._mend(term)
            if known is not None:
                found[known.term] = known
        if len(found) > ASKED:
            return sorted(sorted(found.values(), key=_by_rarity)[:ASKED])
        return sorted(found.values())

    @property
    def _ceiling(self) -> float:
        """No term is worth more nats."""
        return math.log(2 * (self._size + BELIEF + 1))

    def search(self, known: list[Known], least: float) -> dict[int, float]:
        """The claims that share terms worth at least `least` nats together, each with what they are worth.

        Exact. A claim is met at the least held term it shares: there it is only looked for where the terms that follow
        can still bring it to `least` (the bound of MaxScore: Turtle and Flood 1995). Terms too frequent for sets come
        last and are added up in bitmaps.
        """
        rest = [0.0]
        for one in reversed(known):
            rest.append(rest[-1] + one.rarity)
        rest.reverse()
        found: dict[int, float] = {}
        for place, one in enumerate(known):
            if rest[place] < least:
                break
            if one.bits:
                self._frequent(known[place:], least, found)
                break
            self._met_at(place, known, rest, least, found)
        return found

    def _met_at(self, place: int, known: list[Known], rest: list[float], least: float, found: dict[int, float]) -> None:
        first = known[place]
        sums = dict.fromkeys(first.claims, first.rarity) if first.rarity >= least else {}
        for later in range(place + 1, len(known)):
            one = known[later]
            if first.rarity + rest[later] >= least:
                both = first.claims & one.claims
            elif sums:
                both = sums.keys() & one.claims
            else:
                return
            for number in both:
                sums[number] = sums.get(number, first.rarity) + one.rarity
        for number, mass in sums.items():
            if mass >= least and number not in found:
                found[number] = mass

    def _frequent(self, known: list[Known], least: float, found: dict[int, float]) -> None:
        for number in numbers(reaching([(one.rarity, one.bits) for one in known], least)):
            if number not in found:
                mass = sum(one.rarity for one in known if number in one.claims)
                if mass >= least:
                    found[number] = mass

    def _look_up(self, term: str) -> Known | None:
        """A term of a claim as a search needs it; None for others."""
        claims = self._claims.get(term)
        if claims is None:
            return None
        return self._remember(term, Known(len(claims), term, self.rarity(term), claims, self._bitmap(term, claims)))

    def _mend(self, term: str) -> Known | None:
        near = self._vocabulary.nearest(term)
        return self._remember(term, self._look_up(near) if near else None)

    def _remember(self, term: str, known: Known | None) -> Known | None:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[term] = known
        return known

    def _bitmap(self, term: str, claims: set[int]) -> int:
        """The bitmap of a frequent term, made when it is first asked for; 0 for others."""
        bits = self._bits.get(term, 0)
        if len(claims) < max(FEWEST_FREQUENT, self._size // FREQUENT):
            if bits:
                del self._bits[term]
            return 0
        if not bits:
            bits = self._bits[term] = bitmap(claims)
        return bits


def _by_rarity(known: Known) -> tuple[float, str]:
    return -known.rarity, known.term
