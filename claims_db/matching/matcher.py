"""The matcher: which known claims are in a message, how surely, and how the message relates to them.

Promises: pure and synchronous; the answer depends on the claims held, never on the order in which they came; any text
is accepted, and what is read of it is capped. Refuses to know Discord, storage and policy.
"""

import math
from collections.abc import Iterable
from functools import cached_property, lru_cache

from claims_db.matching.clauses import parse
from claims_db.matching.finder import LOOKED_AT, READ, Candidate, Finder
from claims_db.matching.gathering import Gather, collector_paused, gathered
from claims_db.matching.passages import excerpt
from claims_db.matching.relation import Reading, Statement, analyse, relate
from claims_db.matching.statement import statement
from claims_db.matching.steps import Steps, finish
from claims_db.matching.text import Token, terms, tokens
from claims_db.matching.weights import CAP, Weights, shipped
from claims_db.model import ClaimId, Evidence, Match, Relation, Wording

READ_CLOSELY = 3
"""How many claims near to a message and how many others are read for their relation; the rest are taken as repeated."""
STATED_IN = 400
"""A claim is taken to be stated within so many characters; longer messages are not read closely as a whole."""
_STATEMENTS = 100


class Matcher:
    """Finds claims in texts.

    Takes the wordings of the claims to know, the weights to score by, the shipped ones unless told otherwise, and what
    takes wordings apart, such as a `Snapshot`.
    """

    def __init__(
        self, wordings: Iterable[Wording] = (), *, weights: Weights | None = None, gather: Gather = gathered
    ) -> None:
        self._weights = weights or shipped()
        self._statement = lru_cache(_STATEMENTS)(analyse)
        with collector_paused():
            self._finder = Finder(wordings, gather)
            relate(analyse(""), self._statement(""))  # what reading needs is loaded now, not in the first message
        self._reach = self._weights.reach_among(len(self))

    def __len__(self) -> int:
        return len(self._finder)

    def __contains__(self, claim_id: object) -> bool:
        return claim_id in self._finder

    def add(self, wording: Wording) -> None:
        """Learn a claim, in place of the one with the same id."""
        self._finder.add(wording)
        self._reach = self._weights.reach_among(len(self))

    def remove(self, claim_id: ClaimId) -> None:
        """Forget a claim; KeyError when it is unknown."""
        self._finder.remove(claim_id)
        self._reach = self._weights.reach_among(len(self))

    def search(self, text: str, limit: int = 5, *, floor: float = 0.0) -> tuple[Match, ...]:
        """Find the claims in a text: at most `limit`, the likeliest first, equals by claim id.

        Matches scored below `floor`, in 0..1, are left out; from 0.5 on that saves nearly all the work on texts that
        have little to do with any claim. The first 4,000 characters are read.
        """
        return finish(self.steps(text, limit, floor=floor))

    def steps(self, text: str, limit: int = 5, *, floor: float = 0.0) -> Steps[tuple[Match, ...]]:
        """`search` in steps of a millisecond or two; claims may come and go in between."""
        if limit < 1:
            return ()
        found = yield from self._finder.find(text, self._reach, max(LOOKED_AT, limit), near=floor >= CAP)
        if not found:
            return ()
        found.sort(key=lambda one: (-self._weights.ranker.value(one.features), one.wording.claim_id))
        message = _Message(text[:READ], self._finder)
        matches: list[Match] = []
        places = {True: 0, False: 0}  # among the near ones and among the others, which a floor may leave out
        for one in found[:limit]:
            reading = None
            places[one.near] += 1
            if places[one.near] <= READ_CLOSELY and self._score(one, 1.0, stated=True) >= floor:
                reading = yield from self._read(message, one)
            score = self._score(one, reading.support, stated=reading.stated) if reading else self._score(one, 0.0)
            if score >= floor:
                yield
                matches.append(message.match(one, score, reading))
        return tuple(matches)

    def _read(self, message: "_Message", found: Candidate) -> Steps[Reading]:
        said = yield from message.statement(found)
        yield
        claimed = self._statement(found.text)
        yield
        return relate(said, claimed)

    def _score(self, found: Candidate, support: float, *, stated: bool = False) -> float:
        score = self._weights.score(found.features, support, stated=stated)
        return score if found.near else min(score, math.nextafter(CAP, 0.0))


class _Message:
    """A text under search, taken apart when that is first needed."""

    def __init__(self, text: str, finder: Finder) -> None:
        self._text = text
        self._finder = finder

    def statement(self, found: Candidate) -> Steps[Statement]:
        """The text taken apart, of a long one the part that speaks of the claim."""
        yield
        if len(self._text) <= STATED_IN:
            return self._statement
        wanted = frozenset(word.lower() for word in self._evidence(found, None).matched)
        yield
        part = excerpt(self._text, wanted, STATED_IN)
        yield
        parsed = parse(part)
        yield
        return statement(parsed)

    @cached_property
    def _statement(self) -> Statement:
        return analyse(self._text)

    @cached_property
    def _tokens(self) -> list[Token]:
        return self._finder.read(self._text)

    @cached_property
    def _said(self) -> frozenset[str]:
        return frozenset(term for token in self._tokens for term in token.terms)

    def match(self, found: Candidate, score: float, reading: Reading | None) -> Match:
        """A claim as it was found in the text; what was not read closely is taken to repeat it."""
        relation = reading.relation if reading else Relation.REPEATS
        return Match(
            claim_id=found.wording.claim_id, score=score, relation=relation, evidence=self._evidence(found, reading)
        )

    def _evidence(self, found: Candidate, reading: Reading | None) -> Evidence:
        claim = tokens(found.text)
        held = {term for token in claim for term in token.terms}.union(terms(found.wording.title))
        return Evidence(
            matched=_distinct(token.surface for token in self._tokens if not held.isdisjoint(token.terms)),
            missing=_distinct(token.surface for token in claim if self._said.isdisjoint(token.terms)),
            cues=reading.cues if reading else (),
            objections=reading.objections if reading else (),
        )


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
