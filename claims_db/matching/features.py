"""What a message and a claim have in common, in numbers: what the ranker and the detector are given.

Promises: every feature is finite, and depends on the two texts and the rarity of words alone. Refuses to know what the
numbers are worth: that is in the weights.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from claims_db.matching.text import Token, background_zipf

Rarity = Callable[[str], float]
"""How much a term tells, in nats."""

_GRAM = 4
_RARE_ZIPF = 3.0
_SATURATION, _NORMALISATION, _TYPICAL_LENGTH = 1.2, 0.5, 20
"""BM25's k1 and b (Robertson and Zaragoza 2009), and the length, in terms, of a claim with its title."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A text as it is compared.

    `terms` are in order, repeats included, and `places` says where each stands among all words; `pairs` are terms that
    follow each other, in alphabetical order; `names` are terms that look like parts of names; `grams` are runs of
    letters, each once, in a tuple since the garbage collector would go through thousands of sets again and again;
    `lower` is the content words in lower case.
    """

    terms: tuple[str, ...]
    places: tuple[int, ...]
    held: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    names: frozenset[str]
    numbers: frozenset[str]
    grams: tuple[str, ...]
    lower: str


def profile(tokens: Sequence[Token]) -> Profile:
    """Look at a text, given as its content words, the way it is compared."""
    terms = tuple([term for token in tokens for term in token.terms])
    lower = " ".join([token.surface for token in tokens]).lower()
    padded = f" {lower} "
    return Profile(
        terms=terms,
        places=tuple([token.place for token in tokens for _ in token.terms]),
        held=frozenset(terms),
        pairs=frozenset((a, b) if a < b else (b, a) for a, b in pairwise(terms)),
        names=frozenset(term for token in tokens if _is_name(token) for term in token.terms),
        numbers=frozenset(term for term in terms if term[0].isdigit()),
        grams=tuple({padded[start : start + _GRAM] for start in range(len(padded) - _GRAM + 1)}),
        lower=lower,
    )


def _is_name(token: Token) -> bool:
    """Capitalised inside a sentence; at its start, only where general English hardly knows the word."""
    if not token.surface[0].isupper():
        return False
    return token.place > 0 or all(background_zipf(term) < _RARE_ZIPF for term in token.terms)


class Overlap:
    """The features of one message and one wording of a claim with its title, by name.

    Masses are sums of rarities in tens of nats; coverages are shares, in 0..1, of a text's mass. A *unit* is a term, or
    the parts of a name that stand together, which count as much as the rarest of them: "Tom" adds nothing to "Brady".
    """

    def __init__(self, message: Profile, claim: Profile, title: Profile, rarity: Rarity) -> None:
        self._message, self._claim, self._title = message, claim, title
        both = claim.held | title.held
        self._weights = {term: rarity(term) for term in message.held | both}
        self._shared = message.held & both
        self._names = claim.names
        self._held = both

    def _mass(self, terms: Iterable[str]) -> float:
        weights = self._weights
        return math.fsum([weights[term] for term in terms])

    def features(self) -> dict[str, float]:
        """All features: those counted, and what is derived from them so that a linear model can use them."""
        found = {**self._masses(), **self._pairs(), **self._units(), **self._spelling()}
        found["window_coverage"] = self._window_coverage()
        found["bm25"] = self._bm25()
        return found | _derived(found)

    def _masses(self) -> dict[str, float]:
        shared, names, weights = self._shared, self._names, self._weights
        message, claim, title = self._message, self._claim, self._title
        plain = shared - names
        claim_coverage = self._share(message.held & claim.held, claim.held)
        title_coverage = self._share(message.held & title.held, title.held)
        name_mass, plain_mass = self._mass(shared & names), self._mass(plain)
        return {
            "mass": (name_mass + plain_mass) / 10,
            "name_mass": name_mass / 10,
            "plain_mass": plain_mass / 10,
            "claim_coverage": claim_coverage,
            "title_coverage": title_coverage,
            "either_coverage": max(claim_coverage, title_coverage),
            "message_coverage": self._share(shared, message.held),
            "name_coverage": (name_mass + 1) / (self._mass(names) + 2),
            "plain_coverage": self._share(plain, self._held - names),
            "rarest": max([weights[term] for term in shared], default=0.0) / 10,
            "plain_best": max([weights[term] for term in plain], default=0.0) / 10,
            "plain_count": float(len(plain)),
            "missing_name": max([weights[term] for term in names - shared], default=0.0) / 10,
            "missing_plain": max([weights[term] for term in claim.held - names - shared], default=0.0) / 10,
            "numbers_foreign": float(bool(claim.numbers and message.numbers - claim.numbers - title.numbers)),
        }

    def _share(self, part: Iterable[str], whole: Iterable[str]) -> float:
        total = self._mass(whole)
        return self._mass(part) / total if total else 0.0

    def _pairs(self) -> dict[str, float]:
        weights = self._weights
        shared = self._message.pairs & (self._claim.pairs | self._title.pairs)
        mass = math.fsum([min(weights[a], weights[b]) for a, b in shared])
        whole = math.fsum([min(weights[a], weights[b]) for a, b in self._claim.pairs])
        return {"pair_mass": mass / 10, "pair_coverage": mass / whole if whole else 0.0}

    def _units(self) -> dict[str, float]:
        mass, count = 0.0, 0
        seen: set[str] = set()
        for text in (self._claim, self._title):
            heaviest, last = 0.0, -2
            for term, place in zip(text.terms, text.places, strict=True):
                if term not in self._shared or term in seen:
                    continue
                seen.add(term)
                weight = self._weights[term]
                if term not in self._names:
                    mass, count = mass + weight, count + 1
                    continue
                if place - last <= 1:
                    mass, heaviest = mass + max(0.0, weight - heaviest), max(weight, heaviest)
                else:
                    mass, count, heaviest = mass + weight, count + 1, weight
                last = place
        return {"units_mass": mass / 10, "units": float(count)}

    def _spelling(self) -> dict[str, float]:
        message, claim = self._message, self._claim
        grams = len(set(message.grams).intersection(claim.grams))
        return {
            "grams_claim": grams / (len(claim.grams) or 1),
            "grams_message": grams / (len(message.grams) or 1),
            "token_set": fuzz.token_set_ratio(message.lower, claim.lower) / 100,
            "token_sort": fuzz.token_sort_ratio(message.lower, claim.lower) / 100,
        }

    def _window_coverage(self) -> float:
        """The share of the claim that the message holds within one stretch about as long as the claim."""
        message, reach = self._message, 2 * len(self._claim.terms) + 6
        hits = [(p, t) for p, t in zip(message.places, message.terms, strict=True) if t in self._shared]
        best, start = 0.0, 0
        for end, (place, _) in enumerate(hits):
            while place - hits[start][0] > reach:
                start += 1
            if end + 1 == len(hits) or hits[end + 1][0] - hits[start][0] > reach:
                best = max(best, self._mass({term for _, term in hits[start : end + 1]}))
        total = self._mass(self._claim.held)
        return best / total if total else 0.0

    def _bm25(self) -> float:
        counts = Counter(self._claim.terms)
        counts.update(self._title.terms)
        length = counts.total() / _TYPICAL_LENGTH
        norm = _SATURATION * (1 - _NORMALISATION + _NORMALISATION * length)
        weights = self._weights
        scores = [weights[t] * counts[t] * (_SATURATION + 1) / (counts[t] + norm) for t in self._shared]
        return math.fsum(scores) / 10


def _derived(found: dict[str, float]) -> dict[str, float]:
    units, either, plain = found["units_mass"], found["either_coverage"], found["plain_mass"]
    return {
        "log_units": math.log1p(10 * units),
        "log_plain": math.log1p(10 * plain),
        "log_name": math.log1p(10 * found["name_mass"]),
        "log_pair": math.log1p(10 * found["pair_mass"]),
        "both_coverage": math.sqrt(found["claim_coverage"] * found["message_coverage"]),
        "either_squared": either * either,
        "window_squared": found["window_coverage"] ** 2,
        "units_claim": found["claim_coverage"] * units,
        "units_either": either * units,
        "units_few": min(units, 3.0),
        "plain_few": min(plain, 2.0),
        "plain_three": min(found["plain_count"], 3.0),
        "plain_five": min(found["plain_count"], 5.0),
        "plain_and_name": found["plain_coverage"] * found["name_coverage"],
    }
