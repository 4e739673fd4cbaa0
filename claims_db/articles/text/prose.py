"""A text as tokens, quotations and sentences, with offsets that stay true.

Promises: linear work; every token, quotation and sentence knows its place in the text as given. A quotation is one
block to the sentence around it: a full stop inside it ends nothing. Refuses to know what any of it means.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from claims_db.articles.text import grammar
from claims_db.articles.text.grammar import vocabulary
from claims_db.articles.text.quotation import Quote, find_quotes, normalise

_ABBREVIATIONS = """
    Mr Mrs Ms Dr Sen Rep Gov Gen Lt Col Sgt Capt Maj Cmdr Adm Rev Hon Prof St Jr Sr vs Inc Corp Co Ltd Dept Jan
    Feb Apr Jun Jul Aug Sept Sep Oct Nov Dec Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass
    Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Reps Sens Pres Supt Det Insp Messrs
    """
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|\b(?:\w+-)?(?:"
    + "|".join(_ABBREVIATIONS.split())
    + r")\.|\b[A-Z]\.(?=\s[A-Z])|\d+(?:[.,:]\d+)*%?|\w+(?:['’&-]\w+)*|--+|[^\w\s]"
)
_INITIALISM = re.compile(r"(?:[a-z]\.){2,}")
_STARTERS = vocabulary(
    """
    the a an he she it they we i but and in on at this that these those his her their its there if when while as
    after before for however meanwhile still yet so one some many most what who
    """
)
_FINAL = frozenset(".?!…")
_CLOSERS = _FINAL | {")"}
_SOFT_STOPS = frozenset("?!…—-")


@dataclass(frozen=True)
class Prose:
    """The tokens of a text in parallel lists; `quote_of` holds the number of the quotation a token is in, or -1.

    Sentences are [first, last) ranges of tokens; a quotation's own marks belong to it.
    """

    text: str
    starts: list[int]
    ends: list[int]
    raws: list[str]
    words: list[str]
    quotes: tuple[Quote, ...]
    quote_of: list[int]
    breaks: list[bool]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def blocks(self) -> tuple[tuple[int, int], ...]:
        """Each quotation as a [first, last) range of tokens."""
        return tuple(
            (bisect_left(self.starts, quote.start), bisect_left(self.starts, quote.end)) for quote in self.quotes
        )

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The sentences; a headline or a line without a full stop is one as well."""
        found: list[tuple[int, int]] = []
        first, place, size = 0, 0, len(self.words)
        while place < size:
            number = self.quote_of[place]
            if number >= 0 and not self.is_scare(number):
                end = self.blocks[number][1]
                final = self._quote_ends(end)
            else:
                end = place + 1
                final = self.words[place][-1] in _CLOSERS and self._stop_ends(place)
            if (
                final
                or end >= size
                or end - first >= LONGEST_SENTENCE
                or (self.breaks[end] and not self._introduces(end))
            ):
                if end > first:
                    found.append((first, end))
                first = end
            place = end
        return tuple(found)

    def in_block(self, place: int) -> bool:
        """Tell whether a token is in a quotation that is more than a word or two."""
        number = self.quote_of[place]
        return number >= 0 and not self.is_scare(number)

    def ends_block(self, place: int) -> bool:
        """Tell whether a token is the last of such a quotation."""
        number = self.quote_of[place]
        return number >= 0 and self.blocks[number][1] == place + 1 and not self.is_scare(number)

    def is_verb(self, place: int) -> bool:
        """Tell whether a token is, by its form, most likely a finite verb."""
        return self.raws[place].islower() and grammar.is_verb(self.words[place])

    def is_capital(self, place: int) -> bool:
        """Tell whether a token starts with a capital letter."""
        return self.raws[place][0].isupper()

    def is_scare(self, number: int) -> bool:
        """Tell whether a quotation is only a word or two of the sentence around it."""
        first, last = self.blocks[number]
        return last - first <= 5 and self.words[max(first, last - 2)] not in ".,?!"

    def is_title(self, first: int, last: int) -> bool:
        """Tell whether every longer word of a range is capitalised."""
        longer = [raw for raw in self.raws[first:last] if len(raw) > 3 and raw.isalpha()]
        return bool(longer) and all(raw[0].isupper() for raw in longer)

    def slice(self, first: int, last: int) -> tuple[int, int]:
        """The offsets [start, end) of a range of tokens."""
        return self.starts[first], self.ends[last - 1]

    def _introduces(self, place: int) -> bool:
        """Tell whether a line that ends in a colon introduces the quotation on the next."""
        return self.words[place - 1] == ":" and self.quote_of[place] >= 0

    def _stop_ends(self, place: int) -> bool:
        """Tell whether a full stop, or an abbreviation's, ends a sentence."""
        word, after = self.words[place], place + 1
        if after >= len(self.words):
            return word[-1] in _FINAL
        if word[-1] == "." and len(word) > 1:
            return self._abbreviation_ends(after)
        if word == ")":
            return place > 0 and self.words[place - 1] in _FINAL and not self.raws[after][0].islower()
        glued = self.starts[after] == self.ends[place] and self.raws[after] not in '“"”)'
        if word not in _FINAL or self.words[after] == ")" or glued:
            return False
        return not self.raws[after][0].islower()

    def _abbreviation_ends(self, after: int) -> bool:
        if self.in_block(after):
            return after + 1 < len(self.words) and self.is_capital(after + 1)
        return self.is_capital(after) and self.words[after] in _STARTERS

    def _quote_ends(self, end: int) -> bool:
        """Tell whether a sentence ends where a quotation ends."""
        if end >= len(self.words):
            return True
        inner = end - 2 if self.raws[end - 1] in "”\"’'" else end - 1
        last = self.words[max(inner, 0)]
        if last not in _FINAL or self.raws[end][0].islower() or self.raws[end] in ",;—–-)":
            return False
        return last == "." or not self._is_tag(end)

    def _is_tag(self, place: int) -> bool:
        """Tell whether a few words up to the next stop look like "Smith asked." after a question in quotes."""
        for after in range(place, min(place + 7, len(self.words))):
            if self.words[after] in _TAGS:
                return True
            if self.words[after] in _FINAL:
                return False
        return False


LONGEST_SENTENCE = 300
"""A sentence is cut after this many tokens, so that no text takes more than linear time."""

_TAGS = vocabulary(
    """
    said says asked wrote tweeted added asks replied joked shouted responded continued
    """
)


def read_prose(text: str) -> Prose:
    """Split a text into tokens; never fails."""
    text = normalise(text)
    quotes = find_quotes(text)
    matches = list(_TOKEN.finditer(text))
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    raws = [match.group() for match in matches]
    breaks = _breaks(text, starts)
    quote_of = [-1] * len(raws)
    for number, quote in enumerate(quotes):
        for place in range(bisect_left(starts, quote.start), bisect_left(starts, quote.end)):
            quote_of[place] = number
    return Prose(
        text, starts, ends, raws, ["—" if raw[:2] == "--" else raw.lower() for raw in raws], quotes, quote_of, breaks
    )


def _breaks(text: str, starts: list[int]) -> list[bool]:
    """For each token, whether a new line begins before it."""
    breaks = [False] * len(starts)
    place = text.find("\n")
    while place >= 0:
        token = bisect_left(starts, place)
        if token < len(starts):
            breaks[token] = True
            place = text.find("\n", starts[token])
        else:
            place = -1
    return breaks
