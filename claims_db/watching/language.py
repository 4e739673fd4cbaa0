"""Which language a message is in, where that is beyond doubt: the few words of a chat line often leave it open."""

from collections.abc import Sequence
from functools import cache
from typing import Protocol, cast

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # pyright: ignore[reportMissingTypeStubs]

CANDIDATES = "ar bg cs da de el en es fa fi fr he hi hr hu id it ja ko nl no pl pt ro ru sk sr sv th tr uk vi zh"
"""The languages told apart, ISO 639-1; rarer ones would be taken for these, which more often helps than not."""
BEYOND_DOUBT = 8.0
"""By how many nats another language must be likelier than all that are welcome."""


class _Identifier(Protocol):
    """What is used of the library, which has no types."""

    def set_languages(self, langs: Sequence[str]) -> None: ...

    def rank(self, text: str) -> list[tuple[str, float]]: ...


@cache
def _identifier() -> _Identifier:
    identifier = cast("_Identifier", LanguageIdentifier.from_model_file(MODEL_FILE))  # pyright: ignore[reportUnknownMemberType]
    identifier.set_languages(CANDIDATES.split())
    return identifier


def load() -> None:
    """Read the model, which takes about a second; `foreign` does so where nobody has."""
    _identifier()


def foreign(text: str, welcome: frozenset[str]) -> str | None:
    """The language of a message that beyond doubt is in none of the welcome ones (ISO 639-1); else None."""
    ranked = _identifier().rank(text)
    likeliest, weight = ranked[0]
    best = max((value for language, value in ranked if language in welcome), default=float("-inf"))
    return likeliest if weight - best >= BEYOND_DOUBT else None
