"""Candidates: the claims that share enough with a text to be looked at, each with its features.

Promises: what is found depends on the claims held, never on the order in which they came; adding then removing a claim
leaves no trace; the work on any text is capped. Refuses to know what features are worth and how a text relates to a
claim.
"""

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

from claims_db.matching.features import Overlap, Profile, profile
from claims_db.matching.gathering import Gather, gathered, terms_of, texts_of
from claims_db.matching.index import Index
from claims_db.matching.passages import passage
from claims_db.matching.reader import Part, Reader
from claims_db.matching.steps import Steps, finish
from claims_db.matching.text import Token, terms, tokens
from claims_db.model import ClaimId, Wording

READ = 4_000
"""How many characters of a text are read: the longest message Discord lets anybody write."""
LOOKED_AT = 15
"""How many claims are compared with a text in full."""
NEAR, COVERED, FILLED = 3.3, 27.0, 25.0
"""A near claim shares a mass that, with `COVERED` times the share of it that is said and `FILLED` times the share of
the message that it fills, comes to `NEAR` times the reach."""
FEWEST = 20
"""The feature `crowd` is the logarithm of how many claims there are, but of so many at least."""
_TYPICAL_LENGTH = 16
_PROFILES = 50
"""More would pay less than they cost: the garbage collector goes through them, and an event loop waits for it."""
_AROUND = 12
"""A claim is sought in a stretch of a message twice its length and so many words more."""
_ENOUGH = 3
"""How many times as many claims as are wanted are enough to choose from."""
_ASKED_FOR = (40.0, 30.0, 24.0, 19.0, 15.0, 12.0, 9.0, 6.0, 3.0, 0.0)
"""How many nats are asked for in turn until enough claims are found: by small steps, for chance finds ever more."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that may be in a text: which of its texts is closest, their features, and whether it is near at all."""

    wording: Wording
    text: str
    near: bool
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Held:
    """A wording taken apart: a profile for each way to put the claim, and the title's."""

    texts: tuple[tuple[str, Profile], ...]
    title: Profile


class Finder:
    """Holds wordings of claims and finds those that a text may contain.

    Takes the wordings to begin with, the last of each claim counts, and what takes them apart.
    """

    def __init__(self, wordings: Iterable[Wording] = (), gather: Gather = gathered) -> None:
        known = {wording.claim_id: wording for wording in wordings}
        self._numbers = {claim_id: number for number, claim_id in enumerate(known)}
        self._wordings: list[Wording | None] = [*known.values()]
        self._free: list[int] = []
        self._held = lru_cache(_PROFILES)(_taken_apart)
        terms = gather(list(known.values()))
        self._lengths = terms.lengths
        self._index = Index()
        self._index.fill(terms.holders, len(known))
        self._reader = Reader(self._index)
        self._reader.warm()

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, claim_id: object) -> bool:
        return claim_id in self._numbers

    def add(self, wording: Wording) -> None:
        """Learn a claim, in place of the one with the same id."""
        if wording.claim_id in self._numbers:
            self.remove(wording.claim_id)
        held = terms_of(wording)
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
        self._index.remove(number, terms_of(wording))
        self._wordings[number] = None
        heapq.heappush(self._free, number)
        while self._wordings and self._wordings[-1] is None:
            self._wordings.pop()
            self._lengths.pop()
            self._free.remove(len(self._wordings))
            heapq.heapify(self._free)

    def find(self, text: str, reach: float, most: int = LOOKED_AT, *, near: bool = False) -> Steps[list[Candidate]]:
        """The claims that share most with a text, at most `most` of them, in no order; in steps.

        A claim is near when it shares terms worth `reach` nats with the text, more where the text says more, and covers
        and fills enough. With `near`, only near claims are found, and far less work is done on texts that have none.
        Which claims share most is told by the mass they share, less for long claims, and then by their ids.
        """
        text = text[:READ]
        least = reach if near else 0.0
        changes, parts = self._index.changes, self._reader.sought(text, least)
        if near and len(parts) == 1:  # as nearly always
            masses = self._index.search(parts[0].sought, parts[0].least(reach))
        else:
            yield  # unknown words of a long text take as long to mend as its terms to search for
            masses = yield from self._masses(parts, least, most)
            if self._index.changes != changes:  # claims came or went, and their numbers: once more, in one go
                parts = self._reader.sought(text, least)
                masses = finish(self._masses(parts, least, most))
        if not masses:
            return []
        best = [
            (self._wording(number), [self._index.mass(number, part.sought) for part in parts])
            for number in self._best(masses, most)
        ]
        compared: list[tuple[Wording, bool]] = []
        for wording, shared in best:
            yield
            is_near = any(self._is_near(wording, part, mass, reach) for part, mass in zip(parts, shared, strict=True))
            if is_near or not near:
                compared.append((wording, is_near))
        if not compared:
            return []
        yield
        comparing = _Comparing(self.read(text), self._index.rarity, math.log(max(len(self), FEWEST)))
        found: list[Candidate] = []
        for wording, is_near in compared:
            yield
            found.append(comparing.with_claim(wording, self._held(wording), near=is_near))
        return found

    def _masses(self, parts: Sequence[Part], reach: float, most: int) -> Steps[Mapping[int, float]]:
        """What claims share with a part: those within reach, where nothing is asked enough of those that share most."""
        masses: dict[int, float] = {}
        for part in parts:
            found: dict[int, float] = {}
            for least in (part.least(reach),) if reach else _ASKED_FOR:
                found = self._index.search(part.sought, least)
                yield
                if len(found) >= _ENOUGH * most:
                    break
            for number, mass in found.items():
                if mass > masses.get(number, 0.0):
                    masses[number] = mass
            yield
        return masses

    def _is_near(self, wording: Wording, part: Part, mass: float, reach: float) -> bool:
        if mass < part.least(reach):
            return False
        said = {one.term for one in part.said}
        covered = max(self._share(frozenset(terms(text)), said) for text in texts_of(wording))
        return mass + COVERED * covered + FILLED * mass / part.worth >= NEAR * reach

    def _share(self, held: frozenset[str], said: Set[str]) -> float:
        rarity = self._index.rarity
        whole = sum([rarity(term) for term in held])
        return sum([rarity(term) for term in held & said]) / whole if whole else 0.0

    def read(self, text: str) -> list[Token]:
        """The content words of a text, their terms mended where they are misspelt words of claims."""
        return self._reader.read(text[:READ])

    def _best(self, masses: Mapping[int, float], most: int) -> list[int]:
        lengths = self._lengths
        worth = {number: mass / (1 + lengths[number] / _TYPICAL_LENGTH) for number, mass in masses.items()}
        chosen = list(worth)
        if len(worth) > most:
            least = heapq.nlargest(most, worth.values())[-1]
            chosen = [number for number, value in worth.items() if value >= least]
        return sorted(chosen, key=lambda number: (-worth[number], self._wording(number).claim_id))[:most]

    def _wording(self, number: int) -> Wording:
        wording = self._wordings[number]
        if wording is None:
            raise LookupError(f"claim number {number} is free")
        return wording


def _taken_apart(wording: Wording) -> _Held:
    return _Held(
        tuple((text, profile(tokens(text))) for text in (wording.text, *wording.phrasings)),
        profile(tokens(wording.title)),
    )


class _Comparing:
    """One message compared with claims."""

    def __init__(self, message: Sequence[Token], rarity: Callable[[str], float], crowd: float) -> None:
        self._message = message
        self._rarity = rarity
        self._crowd = crowd

    @cached_property
    def _whole(self) -> Profile:
        return profile(self._message)

    def with_claim(self, wording: Wording, held: _Held, *, near: bool) -> Candidate:
        best: tuple[float, str, dict[str, float]] | None = None
        for text, claim in held.texts:
            part = passage(self._message, claim.held | held.title.held, 2 * len(claim.terms) + _AROUND)
            message = self._whole if part is self._message else profile(part)
            features = Overlap(message, claim, held.title, self._rarity).features()
            if best is None or features["both_coverage"] > best[0]:
                best = features["both_coverage"], text, features
        _, text, features = best or (0.0, wording.text, {})
        return Candidate(wording, text, near, {**features, "crowd": self._crowd})
