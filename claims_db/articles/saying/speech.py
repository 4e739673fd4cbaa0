"""An act of saying as it stands in a text: who, the verb, what, and how they are built together.

Values only; ranges are [first, last) of the tokens of one text.
"""

from dataclasses import dataclass
from enum import StrEnum

from claims_db.articles.saying.cues import Cue
from claims_db.articles.text.prose import Prose
from claims_db.model import Stance

Range = tuple[int, int]


class Shape(StrEnum):
    """How what is said stands to its verb."""

    BEHIND = "behind"
    """The verb stands after or inside what is said."""
    QUOTED = "quoted"
    THAT = "that"
    BARE = "bare"
    """A clause without "that"."""
    WHETHER = "whether"
    INFINITIVE = "infinitive"
    NAMED = "named"
    """"Called it a hoax"."""
    OBJECT = "object"
    """A noun phrase: "denied the report"."""
    ACCORDING = "according"
    HEARSAY = "hearsay"
    """"Allegedly", "was said to": nobody is named."""
    LABELLED = "labelled"
    """A line that begins with its speaker and a colon."""
    INTRODUCED = "introduced"
    """A quotation after a colon, without a verb of saying."""
    CONTINUED = "continued"
    """A paragraph of quotation that goes on from the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One act of saying; `source` is None where nobody is named, `lemma` the verb's first form."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    shape: Shape
    lemma: str
    stance: Stance = Stance.ASSERTS
    negated: bool = False
    nested: tuple["Speech", ...] = ()
    """Acts of saying inside what is said: "police said he told them that ..."."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying in its sentence: the cue at `place`, its verb group from `start`, the sentence [first, last)."""

    prose: Prose
    cue: Cue
    place: int
    start: int
    first: int
    last: int

    @property
    def group(self) -> list[str]:
        """The words of the verb group before the verb itself: "has", "did not", "also"."""
        return self.prose.words[self.start : self.place]
