"""Near-duplicates among drafts: one statement said by several becomes one draft with several attributions.

Promises: the most trusted wording is kept; numbers must agree; work is bounded by the number of drafts near by.
"""

import re
from dataclasses import fields, replace

from claims_db.articles.draft import Draft, Said
from claims_db.articles.text.grammar import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    OBJECTS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from claims_db.model import Stance, VerificationStatus

_SAME = 0.6
"""Share of the words of two statements together that both have, from which on they say the same."""
_WITHIN = 0.85
"""Share of the shorter one's words that the longer one has, from which on it only adds detail."""
_FEWEST = 4
_MOST = 200
"""A statement is compared with this many before it."""
_WORD = re.compile(r"[\w%]+(?:['’]\w+)?")
_EMPTY = ADVERBS | AUXILIARIES | DETERMINERS | OBJECTS | PREPOSITIONS | PRONOUNS | SUBORDINATORS | {"and", "or", "not"}
_Bag = tuple[frozenset[str], frozenset[str]]
"""The words of a statement, and the numbers among them."""

_AGAINST = frozenset({Stance.DENIES, Stance.DOUBTS})


def fold(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Fold near-duplicates, in the order of the first of each."""
    kept: list[Draft] = []
    bags: list[_Bag] = []
    for draft in drafts:
        bag = _bag(draft.text)
        place = next(
            (p for p in range(len(kept) - 1, max(-1, len(kept) - 1 - _MOST), -1) if _alike(bag, bags[p])), None
        )
        if place is None:
            kept.append(draft)
            bags.append(bag)
        else:
            kept[place] = _joined(kept[place], draft)
    return tuple(replace(draft, status=_status(draft)) for draft in kept)


def _bag(text: str) -> _Bag:
    words = frozenset(word[:6] for word in _WORD.findall(text.lower()) if word not in _EMPTY)
    return words, frozenset(word for word in words if word[0].isdigit())


def _alike(one: _Bag, other: _Bag) -> bool:
    fewer = min(len(one[0]), len(other[0]))
    if fewer < _FEWEST or one[1] != other[1]:
        return False
    common = len(one[0] & other[0])
    return common >= _SAME * (len(one[0]) + len(other[0]) - common) or common >= _WITHIN * fewer


def _joined(first: Draft, second: Draft) -> Draft:
    """One draft of two: the wording and speaker more to be trusted, the other beside it unless it is the same again."""
    if second.confidence > first.confidence and second.claimant == first.claimant:
        first, second = replace(second, also=first.also), first
    again = (second.claimant, second.stance) in {(said.claimant, said.stance) for said in (first, *first.also)}
    return first if again else replace(first, also=(*first.also, _said(second)))


def _said(draft: Draft) -> Said:
    return Said(**{field.name: getattr(draft, field.name) for field in fields(Said)})


def _status(draft: Draft) -> VerificationStatus:
    """Disputed where the article itself lets somebody deny or doubt what somebody else asserts."""
    stances = {said.stance for said in (draft, *draft.also)}
    disputed = bool(stances & _AGAINST) and Stance.ASSERTS in stances
    return VerificationStatus.DISPUTED if disputed else VerificationStatus.UNVERIFIED
