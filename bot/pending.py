"""What waits for somebody's next press, where it is too much for a button's id.

It is kept in memory alone: a restart forgets it, and so does time, once there is too much.
"""

import secrets
from typing import Generic, TypeVar

from bot.errors import Forgotten

MOST = 500

Kept = TypeVar("Kept")


class Pending(Generic[Kept]):
    """Keeps the youngest `MOST` things, each under a token for a button's id."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}

    def keep(self, what: Kept) -> str:
        """Keep something; returns its token."""
        token = secrets.token_hex(8)
        self._kept[token] = what
        while len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]
        return token

    def get(self, token: str) -> Kept:
        """What is kept under a token, which stays there; Forgotten where nothing is."""
        if token not in self._kept:
            raise Forgotten
        return self._kept[token]

    def take(self, token: str) -> Kept:
        """What is kept under a token, for the first who asks; Forgotten where nothing is."""
        kept = self.get(token)
        del self._kept[token]
        return kept
