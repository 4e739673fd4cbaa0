"""The matcher: which known claims are in a message, how surely, and how the message relates to them.

Promises: pure and synchronous; the answer depends on the claims held, never on the order in which they came; any text
is accepted, and what is read of it is capped. Refuses to know Discord, storage and policy.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from claims_db.matching.index import Index
from claims_db.matching.text import terms, tokens
from claims_db.model import ClaimId, Evidence, Match, Relation, Wording

READ = 4_000
"""How many characters of a text are read: the longest message Discord lets anybody write."""
CANDIDATES = 30


@dataclass(frozen=True, slots=True)
class _Entry:
    wording: Wording
    number: int
    terms: frozenset[str]


class Matcher:
    """Finds claims in texts. Takes the wordings of the claims to know."""

    def __init__(self, wordings: Iterable[Wording] = ()) -> None:
        self._index = Index()
        self._entries: dict[ClaimId, _Entry] = {}
        self._numbered: dict[int, _Entry] = {}
        self._next = 0
        for wording in wordings:
            self.add(wording)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, claim_id: object) -> bool:
        return claim_id in self._entries

    def add(self, wording: Wording) -> None:
        """Learn a claim, in place of the one with the same id."""
        if wording.claim_id in self._entries:
            self.remove(wording.claim_id)
        held = frozenset(terms(" . ".join((wording.text, wording.title, *wording.phrasings))))
        entry = _Entry(wording, self._next, held)
        self._next += 1
        self._entries[wording.claim_id] = self._numbered[entry.number] = entry
        self._index.add(entry.number, held)

    def remove(self, claim_id: ClaimId) -> None:
        """Forget a claim; KeyError when it is unknown."""
        entry = self._entries.pop(claim_id)
        del self._numbered[entry.number]
        self._index.remove(entry.number, entry.terms)

    def search(self, text: str, limit: int = 5, *, floor: float = 0.0) -> tuple[Match, ...]:
        """Find the claims in a text: at most `limit`, best first, equal scores by claim id.

        Matches whose score is below `floor`, in 0..1, are left out; the higher it is, the less work is done.
        """
        text = text[:READ]
        asked = frozenset(terms(text))
        masses = self._index.masses(asked)
        best = sorted(masses, key=lambda number: (-masses[number], self._numbered[number].wording.claim_id))
        total = sum(self._index.rarity(term) for term in sorted(asked))
        found: list[Match] = []
        for number in best[:CANDIDATES]:
            entry = self._numbered[number]
            score = self._score(text, entry, masses[number], total)
            if score >= floor:
                found.append(self._match(text, entry, score))
        found.sort(key=lambda match: (-match.score, match.claim_id))
        return tuple(found[:limit])

    def _score(self, text: str, entry: _Entry, mass: float, total: float) -> float:
        claim = sum(self._index.rarity(term) for term in sorted(entry.terms))
        alike = fuzz.token_set_ratio(text.lower(), entry.wording.text.lower()) / 100
        return 1 / (1 + math.exp(-(6 * mass / claim + 2 * mass / total + 0.08 * min(mass, 50) + 2 * alike - 8)))

    def _match(self, text: str, entry: _Entry, score: float) -> Match:
        message = tokens(text)
        said = {term for token in message for term in token.terms}
        evidence = Evidence(
            matched=tuple(token.surface for token in message if not entry.terms.isdisjoint(token.terms)),
            missing=tuple(token.surface for token in tokens(entry.wording.text) if said.isdisjoint(token.terms)),
        )
        return Match(claim_id=entry.wording.claim_id, score=score, relation=Relation.REPEATS, evidence=evidence)
