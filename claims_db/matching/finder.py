"""Candidates: the claims that share enough with a text to be looked at, each with its features.

Promises: what is found depends on the claims held, never on the order in which they came; adding then removing a claim
leaves no trace; the work on any text is capped. Refuses to know what features are worth and how a text relates to a
claim.
"""

import heapq
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from claims_db.matching.features import Overlap, Profile, profile
from claims_db.matching.index import Index, Known
from claims_db.matching.passages import passage, pieces
from claims_db.matching.text import Token, terms, tokens
from claims_db.model import ClaimId, Wording

READ = 4_000
"""How many characters of a text are read: the longest message Discord lets anybody write."""
LOOKED_AT = 15
"""How many claims are compared with a text in full."""
_TYPICAL_LENGTH = 16
_PROFILES = 1_000
_AROUND = 12
"""A claim is sought in a stretch of a message twice its length and so many words more."""
_ENOUGH = 3
"""How many times as many claims as are wanted are enough to choose from."""
_SHARES = (0.7, 0.5, 0.35, 0.2, 0.1, 0.0)
"""Which shares of a text's worth are asked for in turn until enough claims are found."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that may be in a text: the wording that is closest, its features, what of it the text holds, in nats."""

    wording: Wording
    text: str
    mass: float
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Held:
    """A wording taken apart: a profile for each way to put the claim, and the title's."""

    texts: tuple[tuple[str, Profile], ...]
    title: Profile


class Finder:
    """Holds wordings of claims and finds those that a text may contain."""

    def __init__(self, wordings: Iterable[Wording] = ()) -> None:
        self._index = Index()
        self._numbers: dict[ClaimId, int] = {}
        self._wordings: list[Wording | None] = []
        self._lengths: list[int] = []
        self._free: list[int] = []
        self._profiles: OrderedDict[int, _Held] = OrderedDict()
        for wording in wordings:
            self.add(wording)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, claim_id: object) -> bool:
        return claim_id in self._numbers

    def add(self, wording: Wording) -> None:
        """Learn a claim, in place of the one with the same id."""
        if wording.claim_id in self._numbers:
            self.remove(wording.claim_id)
        held = _terms_of(wording)
        if self._free:
            number = heapq.heappop(self._free)
            self._wordings[number], self._lengths[number] = wording, len(held)
        else:
            number = len(self._wordings)
            self._wordings.append(wording)
            self._lengths.append(len(held))
        self._numbers[wording.claim_id] = number
        self._index.add(number, held)

    def remove(self, claim_id: ClaimId) -> None:
        """Forget a claim; KeyError when it is unknown."""
        number = self._numbers.pop(claim_id)
        wording = self._wording(number)
        self._index.remove(number, _terms_of(wording))
        self._profiles.pop(number, None)
        self._wordings[number] = None
        heapq.heappush(self._free, number)
        while self._wordings and self._wordings[-1] is None:
            self._wordings.pop()
            self._lengths.pop()
            self._free.remove(len(self._wordings))
            heapq.heapify(self._free)

    def find(self, text: str, least: float = 0.0, most: int = LOOKED_AT) -> list[Candidate]:
        """The claims that share terms worth at least `least` nats with a text, the best `most` of them, in no order.

        Which are the best is told by the mass they share, less for long claims, and then by their ids.
        """
        text = text[:READ]
        masses = self._masses(terms(text), least, most)
        if not masses:
            return []
        message = self.read(text)
        compare = _Comparing(message, self._index.rarity)
        return [
            compare.with_claim(self._wording(number), self._held(number), masses[number])
            for number in self._best(masses, most)
        ]

    def read(self, text: str) -> list[Token]:
        """The content words of a text, their terms mended where they are misspelt words of claims."""
        return [
            Token(token.surface, tuple(self._index.nearest(term) for term in token.terms), token.place)
            for token in tokens(text[:READ])
        ]

    def _masses(self, sought: Sequence[str], least: float, most: int) -> dict[int, float]:
        masses: dict[int, float] = {}
        for piece in pieces(sought):
            known = self._index.known(piece, least)
            worth = sum([one.rarity for one in known])
            if not known or worth < least:
                continue
            for number, mass in self._reaching(known, worth, least, most).items():
                if mass > masses.get(number, 0.0):
                    masses[number] = mass
        return masses

    def _reaching(self, known: list[Known], worth: float, least: float, most: int) -> dict[int, float]:
        """The claims that reach `least`; where nothing is asked, those that share most, until there are enough."""
        if least > 0.0:
            return self._index.search(known, least)
        found: dict[int, float] = {}
        for share in _SHARES:
            found = self._index.search(known, share * worth)
            if len(found) >= _ENOUGH * most:
                break
        return found

    def _best(self, masses: Mapping[int, float], most: int) -> list[int]:
        def worse_with_length(number: int) -> tuple[float, str]:
            return -masses[number] / (1 + self._lengths[number] / _TYPICAL_LENGTH), self._wording(number).claim_id

        return heapq.nsmallest(most, masses, key=worse_with_length)

    def _wording(self, number: int) -> Wording:
        wording = self._wordings[number]
        if wording is None:
            raise LookupError(f"claim number {number} is free")
        return wording

    def _held(self, number: int) -> _Held:
        held = self._profiles.get(number)
        if held is None:
            wording = self._wording(number)
            held = self._profiles[number] = _Held(
                tuple((text, profile(tokens(text))) for text in (wording.text, *wording.phrasings)),
                profile(tokens(wording.title)),
            )
            if len(self._profiles) > _PROFILES:
                self._profiles.popitem(last=False)
        else:
            self._profiles.move_to_end(number)
        return held


class _Comparing:
    """One message compared with claims; remembers what they have in common."""

    def __init__(self, message: list[Token], rarity: Callable[[str], float]) -> None:
        self._message = message
        self._whole = profile(message)
        self._rarity = cache(rarity)

    def with_claim(self, wording: Wording, held: _Held, mass: float) -> Candidate:
        best: tuple[float, str, dict[str, float]] | None = None
        for text, claim in held.texts:
            part = passage(self._message, claim.held | held.title.held, 2 * len(claim.terms) + _AROUND)
            message = self._whole if part is self._message else profile(part)
            features = Overlap(message, claim, held.title, self._rarity).features()
            if best is None or features["both_coverage"] > best[0]:
                best = features["both_coverage"], text, features
        _, text, features = best or (0.0, wording.text, {})
        return Candidate(wording, text, mass, features)


def _terms_of(wording: Wording) -> frozenset[str]:
    return frozenset(terms(" . ".join((wording.text, wording.title, *wording.phrasings))))
