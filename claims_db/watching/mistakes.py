"""Telling a message again that was a wrong match, without keeping a word of it.

Of the message, each pair of neighbouring words is kept as a short keyed hash: so short that thousands of pairs share
each value and none leads back to words, and enough of them to know the same message by. A long message with a word
more or less is taken for the same; what says more or less is not.
"""

from collections.abc import Collection
from hashlib import blake2b
from itertools import islice, pairwise

from claims_db.matching.text import words

SAME = 0.9
"""From which share of common features on two messages are the same, in 0..1 (Jaccard)."""
BYTES = 2
MOST = 400

Features = frozenset[int]


def features(text: str, key: bytes) -> Features:
    """The hashed features of a message, at most `MOST`; `key` has up to 64 bytes."""
    said = ["", *words(text), ""]
    pairs = islice(pairwise(said), MOST)
    return frozenset(_hashed(f"{first}\0{second}", key) for first, second in pairs)


def same(one: Features, other: Features) -> bool:
    """Tell whether two messages say the same, as far as their features go; none says the same as nothing."""
    shared = len(one & other)
    return bool(shared) and shared / len(one | other) >= SAME


def encoded(what: Collection[int]) -> str:
    """Features as they are stored."""
    return " ".join(map(str, sorted(what)))


def decoded(stored: str) -> Features:
    """Stored features."""
    return frozenset(map(int, stored.split()))


def _hashed(pair: str, key: bytes) -> int:
    return int.from_bytes(blake2b(pair.encode(), digest_size=BYTES, key=key).digest(), "big")
