"""Where the words of an extracted text stand in the page that it was extracted from.

An extractor tells what it kept and not where it was, so its lines are looked for among the letters of the page: the
longest first, the others between those that were found. What is not found has no place; none is ever guessed.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator

from claims_db.articles.pages.letters import Letters, of_markup, of_text

Range = tuple[int, int]
Run = tuple[int, int, int, int]
"""`(first, last, start, end)`: what reads as `text[first:last]` stands at `page[start:end]`."""
Match = tuple[int, int, int]
"""`(here, there, length)`: so many letters of the text, without its spaces, are those of the page."""

LONGEST = 200_000
"""No more characters of a text are looked for; no more of an article are read."""
SHORTEST = 12
"""A part of a line has at least as many letters to be looked for by itself."""
MOST_WORK = 100_000_000
"""Letters of a page that are looked through at most; an article on a common page takes some hundred thousand."""
_LINE = re.compile(r"[^\n]+")
_ADDED = " \t\n-|*"
"""What an extractor puts before items and between cells."""


def runs(text: str, page: str) -> tuple[Run, ...]:
    """The places of a text's words, in order; words without one are left out."""
    text = text[:LONGEST]
    written, seen = Letters(of_text(text)), Letters(of_markup(page))
    lines: list[Range] = []
    for line in _LINE.finditer(text):
        length = len("".join(line.group().split()))
        start = lines[-1][1] if lines else 0
        if length:
            lines.append((start, start + length))
    found = _Search(written, seen).matches(lines)
    apart = (run for match in found for run in _runs(written, seen, match))
    return tuple(_together(text, page, apart))


def spans_of(text: str, page: str, placed: tuple[Run, ...], span: Range) -> tuple[Range, ...] | None:
    """Where a range of a text stands in the page, in several parts where tags interrupt it; None if that is unknown."""
    first, last = span
    found: list[Range] = []
    number = bisect_right(placed, first, key=lambda run: run[1])
    while number < len(placed) and placed[number][0] < last:
        run = placed[number]
        if text[first : run[0]].strip(_ADDED):
            return None
        start, end = _clipped(run, span)
        if found and not _interrupts(page[found[-1][1] : start]):
            start = found.pop()[0]
        found.append((start, end))
        first, number = max(first, run[1]), number + 1
    return None if not found or text[first:last].strip(_ADDED) else tuple(found)


def _clipped(run: Run, span: Range) -> Range:
    """The part of a run's place that a span of the text covers; all of it where the two differ in length."""
    first, last, start, end = run
    if last - first != end - start:
        return start, end
    return start + max(span[0] - first, 0), end - max(last - span[1], 0)


def _interrupts(gap: str) -> bool:
    """Tell whether a part of a page holds more than spaces and what is not seen."""
    return "<" in gap or next(of_markup(gap), None) is not None


class _Search:
    """Looks for the letters of lines among those of a page; remembers what it found where."""

    def __init__(self, text: Letters, page: Letters) -> None:
        self._text = text
        self._page = page
        self._left = MOST_WORK
        self._numbers: list[int] = []
        """The lines that were found, in order."""
        self._found: dict[int, Range] = {}

    def matches(self, lines: list[Range]) -> Iterator[Match]:
        """Where the page has the same letters as the text, in the order of the text."""
        longest_first = sorted(range(len(lines)), key=lambda number: lines[number][0] - lines[number][1])
        for once in (True, False):
            for number in longest_first:
                if number not in self._found:
                    self._look_for(number, lines[number], once=once)
        for number, (first, last) in enumerate(lines):
            if number in self._found:
                yield first, self._found[number][0], last - first
            else:
                yield from self._parts(first, last, *self._window(number))

    def _look_for(self, number: int, line: Range, *, once: bool) -> None:
        """Find a line as a whole; where `once`, only if the page has it nowhere else there."""
        low, high = self._window(number)
        wanted = self._text.text[slice(*line)]
        place = self._find(wanted, low, high)
        if place >= 0 and not (once and self._find(wanted, place + 1, high) >= 0):
            insort(self._numbers, number)
            self._found[number] = place, place + len(wanted)

    def _window(self, number: int) -> Range:
        """Where a line can be: behind the nearest one found before it, and before the nearest one found behind it."""
        at = bisect_left(self._numbers, number)
        low = self._found[self._numbers[at - 1]][1] if at else 0
        return low, self._found[self._numbers[at]][0] if at < len(self._numbers) else len(self._page.text)

    def _parts(self, first: int, last: int, low: int, high: int) -> Iterator[Match]:
        """The parts of a line of which the page has only parts, each as long as can be."""
        words = self._text.words(first, last)
        here = 0
        while here < len(words) - 1:
            end, place = self._longest(words, here, low, high)
            if place >= 0:
                yield words[here], place, words[end] - words[here]
                low = place + words[end] - words[here]
            here = end

    def _longest(self, words: list[int], here: int, low: int, high: int) -> Range:
        """Up to which word the page has the words from `here` on, and where; the next word and -1 if not."""
        end, beyond = bisect_left(words, words[here] + SHORTEST, here + 1), len(words)
        place = self._find(self._text.text[words[here] : words[end]], low, high) if end < beyond else -1
        if place < 0:
            return here + 1, -1
        while beyond - end > 1:
            middle = (end + beyond) // 2
            further = self._find(self._text.text[words[here] : words[middle]], place, high)
            if further >= 0:
                end, place = middle, further
            else:
                beyond = middle
        return end, place

    def _find(self, wanted: str, low: int, high: int) -> int:
        if self._left <= 0:
            return -1
        place = self._page.text.find(wanted, low, high)
        self._left -= (place if place >= 0 else high) - low
        return place


def _runs(text: Letters, page: Letters, match: Match) -> Iterator[Run]:
    """The places of a match, a run for each piece of a word."""
    here, there, length = match
    last = here + length
    while here < last:
        first, end, start, _ = text.piece(here)
        opens, closes, begins, stops = page.piece(there)
        taken = min(end - here, closes - there, last - here)
        word = start + here - first
        if closes - opens == stops - begins:
            begins += there - opens
            stops = begins + taken
        yield word, word + taken, begins, stops
        here, there = here + taken, there + taken


def _together(text: str, page: str, apart: Iterator[Run]) -> Iterator[Run]:
    """Runs that follow upon each other in the same way here and there, as one."""
    before: Run | None = None
    for run in apart:
        if before and _goes_on(text, page, before, run):
            before = before[0], run[1], before[2], run[3]
        else:
            if before:
                yield before
            before = run
    if before:
        yield before


def _goes_on(text: str, page: str, before: Run, run: Run) -> bool:
    alike = all(last - first == end - start for first, last, start, end in (before, run))
    return alike and run[2] >= before[3] and text[before[1] : run[0]] == page[before[3] : run[2]]
