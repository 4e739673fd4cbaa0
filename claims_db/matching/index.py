"""The inverted index: from terms to the claims that hold them.

Promises: what is found depends on the claims held, never on the order in which they came; adding then removing a claim
leaves no trace; the work of a search is capped. Refuses to know texts, wordings and what a match is worth.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from operator import attrgetter

from claims_db.matching.bitmaps import bitmap, numbers, reaching
from claims_db.matching.text import background_zipf
from claims_db.matching.vocabulary import Vocabulary

BELIEF = 30_000
"""How many claims' worth of evidence the background frequencies count for."""
TYPICAL_WORDS = 40
"""How many words a claim has with its title, about: what turns a word's frequency into its share of claims."""
FREQUENT = 512
"""A term that one claim in so many holds is also kept as a bitmap: long sets take long to intersect."""
FEWEST_FREQUENT = 40
"""Below so many holders a bitmap never pays."""
FEW = 64
"""So many holders are kept as a tuple, which takes a tenth of a set's memory."""
_REMEMBERED = 8_000
_ROUNDING = 1e-6
_LAST = 1_000.0
"""More than a term can be worth: what moves a term behind all others."""


@dataclass(slots=True, eq=False)
class Known:
    """A term as a search needs it: `bits` is 0 unless many claims hold it; `order` is by rarity, with those last."""

    term: str
    rarity: float
    order: float
    claims: Set[int]
    bits: int


class Index:
    """Which claims, known here by small numbers from 0, hold which terms."""

    def __init__(self) -> None:
        self._few: dict[str, tuple[int, ...]] = {}
        self._many: dict[str, set[int]] = {}
        self._bits: dict[str, int] = {}
        self._vocabulary = Vocabulary(self, self.rarity)
        self._size = 0
        self._rarities: dict[str, float] = {}
        self.changes = 0
        """How often it was changed: what was looked up before a change holds no longer."""

    def __len__(self) -> int:
        return self._size

    def __contains__(self, term: object) -> bool:
        return term in self._few or term in self._many

    def fill(self, holders: Mapping[str, Collection[int]], size: int) -> None:
        """Put `size` claims into an empty index, packed and with the bitmaps that searches will want."""
        self._size = size
        frequent = self._frequent_from
        for term, claims in holders.items():
            if len(claims) <= FEW:
                self._few[term] = tuple(claims)
            else:
                self._many[term] = set(frozenset(claims))  # a copy is as large as it has to be
            if len(claims) >= frequent:
                self._bits[term] = bitmap(claims)
        self._vocabulary.fill(holders)
        self._changed()

    def add(self, number: int, terms: Iterable[str]) -> None:
        """Put a claim that is not in the index yet."""
        few, many, bits = self._few, self._many, self._bits
        for term in frozenset(terms):
            claims = many.get(term)
            if claims is not None:
                claims.add(number)
                if term in bits:
                    bits[term] |= 1 << number
                continue
            bits.pop(term, None)
            held = few.get(term)
            if held is None:
                few[term] = (number,)
                self._vocabulary.add(term)
            elif len(held) < FEW:
                few[term] = (*held, number)
            else:
                many[term] = {*few.pop(term), number}
        self._size += 1
        self._changed()

    def remove(self, number: int, terms: Iterable[str]) -> None:
        """Take out a claim that was added with these terms."""
        for term in frozenset(terms):
            claims = self._many.get(term)
            if claims is None:
                self._keep(term, tuple(one for one in self._few[term] if one != number))
                continue
            claims.remove(number)
            if term in self._bits:
                self._bits[term] ^= 1 << number
            if len(claims) <= FEW:
                del self._many[term]
                self._keep(term, tuple(claims))
        self._size -= 1
        self._changed()

    def _keep(self, term: str, claims: tuple[int, ...]) -> None:
        self._bits.pop(term, None)
        if claims:
            self._few[term] = claims
        else:
            del self._few[term]
            self._vocabulary.remove(term)

    def _changed(self) -> None:
        self.changes += 1
        if self._rarities:
            self._rarities.clear()

    @property
    def ceiling(self) -> float:
        """No term that a claim holds is worth more nats."""
        return math.log(1 + (self._size + BELIEF - 0.5) / 1.5)

    def rarity(self, term: str) -> float:
        """How much a term tells, in nats: its inverse frequency among claims, blended with general English.

        The inverse document frequency of Robertson and Zaragoza (2009), with the background frequency as a prior
        worth `BELIEF` claims, so that a database of twenty claims knows which words are rare.
        """
        found = self._rarities.get(term)
        if found is None:
            expected = BELIEF * min(1.0, TYPICAL_WORDS * 10 ** (background_zipf(term) - 9))
            holders = len(self._claims(term)) + expected
            found = math.log(1 + (self._size + BELIEF - holders + 0.5) / (holders + 0.5))
            if len(self._rarities) >= _REMEMBERED:
                self._rarities.clear()
            self._rarities[term] = found
        return found

    def known(self, term: str) -> Known | None:
        """A term of a claim as a search needs it; None for any other."""
        claims = self._claims(term)
        if not claims:
            return None
        held = claims if isinstance(claims, set) else frozenset(claims)
        rarity, bits = self.rarity(term), self._bitmap(term, held)
        return Known(term, rarity, _LAST - rarity if bits else -rarity, held, bits)

    def meant(self, term: str) -> str | None:
        """The term of a claim that another term misspells, or `NOTHING`; None where there is none."""
        return self._vocabulary.nearest(term)

    def mass(self, number: int, sought: Iterable[Known]) -> float:
        """What a claim shares with the terms sought, in nats."""
        return sum([one.rarity for one in sought if number in one.claims])

    def search(self, sought: Collection[Known], least: float) -> dict[int, float]:
        """The claims that share terms worth at least `least` nats together, each with what they are worth.

        Exact. A claim is met at the rarest term it shares: there it is only looked for where the terms that follow
        can still bring it to `least` (the bound of MaxScore: Turtle and Flood 1995). Terms too frequent for sets, none
        of which is enough by itself, come last and are added up in bitmaps.
        """
        known = sorted(sought, key=_order)
        spare = sum([one.rarity for one in known]) - least + _ROUNDING
        found: dict[int, float] = {}
        for place, one in enumerate(known):
            if spare < 0.0:
                break
            if one.bits and one.rarity < least:
                self._frequent(known[place:], least, found)
                break
            self._met_at(one, known[place + 1 :], spare, least, found)
            spare -= one.rarity
        return found

    def _met_at(self, one: Known, others: list[Known], spare: float, least: float, found: dict[int, float]) -> None:
        """Find what holds `one`, but none of the terms before it; of the others it may lack what `spare` allows."""
        claims, rarity = one.claims, one.rarity
        sums = dict.fromkeys(claims, rarity) if rarity >= least else {}
        for other in others:
            if spare >= 0.0:
                spare -= other.rarity
                if claims.isdisjoint(other.claims):  # as nearly always
                    continue
                both = claims & other.claims
            elif sums:
                both = sums.keys() & other.claims
            else:
                return
            for number in both:
                sums[number] = sums.get(number, rarity) + other.rarity
        for number, mass in sums.items():
            if mass >= least and number not in found:
                found[number] = mass

    def _frequent(self, known: list[Known], least: float, found: dict[int, float]) -> None:
        """Find what holds enough of frequent terms: a term at a time, for there may be thousands that hold some."""
        reached = set(numbers(reaching([(one.rarity, one.bits) for one in known], least)))
        if not reached:
            return
        sums = dict.fromkeys(reached, 0.0)
        for one in known:
            for number in reached & one.claims:
                sums[number] += one.rarity
        for number, mass in sums.items():
            if mass >= least and number not in found:
                found[number] = mass

    @property
    def _frequent_from(self) -> int:
        """So many claims have to hold a frequent term."""
        return max(FEWEST_FREQUENT, self._size // FREQUENT)

    def _claims(self, term: str) -> Collection[int]:
        claims = self._many.get(term)
        return self._few.get(term, ()) if claims is None else claims

    def _bitmap(self, term: str, claims: Collection[int]) -> int:
        """The bitmap of a frequent term, made when it is first asked for; 0 for others."""
        bits = self._bits.get(term, 0)
        if len(claims) < self._frequent_from:
            self._bits.pop(term, None)
            return 0
        if not bits:
            bits = self._bits[term] = bitmap(claims)
        return bits


_order = attrgetter("order")
