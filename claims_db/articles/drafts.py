"""Draft claims out of an article: who says what, via whom, when, and how they stand to it.

Promises: reading any text ends, in time linear in its length and on no more than its first 200,000 characters; every
span is a slice of the text as given; nothing is proposed as better than unverified. Refuses to decide what is true.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from claims_db.articles import names, statements
from claims_db.articles.draft import Article, Draft, Said, Spans
from claims_db.articles.folding import fold
from claims_db.articles.names import Person
from claims_db.articles.pages.article import Metadata
from claims_db.articles.people import Cast
from claims_db.articles.pronouns import spelled_out
from claims_db.articles.saying.attribution import attributions
from claims_db.articles.saying.speech import Range, Shape, Speech
from claims_db.articles.saying.stance import hedge_of, stance_of
from claims_db.articles.text import dates
from claims_db.articles.text.lines import Line, read_lines
from claims_db.articles.text.prose import Prose, read_prose

MAX_CHARACTERS = 200_000
"""No more than this much of a text is read; a novel has a million, a long article thirty thousand."""
MAX_DRAFTS = 400

_TRUST = {
    Shape.BEHIND: 0.95,
    Shape.QUOTED: 0.92,
    Shape.BARE: 0.86,
    Shape.THAT: 0.84,
    Shape.INTRODUCED: 0.8,
    Shape.ACCORDING: 0.8,
    Shape.NAMED: 0.75,
    Shape.OBJECT: 0.7,
    Shape.WHETHER: 0.7,
    Shape.LABELLED: 0.68,
    Shape.INFINITIVE: 0.6,
    Shape.CONTINUED: 0.6,
    Shape.HEARSAY: 0.5,
}
"""How often a find of each shape was right on annotated news."""
_LONGEST_TITLE = 140
_LONGEST_QUOTED = 12
"""Tokens within which "quoted" is followed by "as saying"."""
_CERTAIN = frozenset({Shape.THAT, Shape.BARE, Shape.BEHIND, Shape.ACCORDING, Shape.OBJECT})
"""Where what is said is told in the teller's words, so that "he" at its beginning is who said it."""
_NEAR = 100
"""How many characters may stand between two statements of which one goes on with the other."""


def read_article(text: str, *, metadata: Metadata | None = None) -> Article:
    """Read an article as plain text, with what its page says about it."""
    known = metadata or Metadata()
    lines = read_lines(text[:MAX_CHARACTERS])
    prose = read_prose(lines.body)
    published_on = known.published_on or (lines.dateline and lines.dateline.day) or lines.printed_on
    outlets = (known.publisher, lines.dateline.agency if lines.dateline else None)
    reader = _Reader(prose, published_on, tuple(outlet for outlet in outlets if outlet))
    said = tuple(reader.said(speech) for speech in reader.speeches)
    headline = _headline(text, lines.lines)
    drafts = fold(_below(headline, tuple(reader.drafts(said))))
    return Article(
        title=known.title or (text[headline.start : headline.end].strip() if headline else None),
        publisher=known.publisher,
        author=known.author,
        published_on=published_on,
        url=known.url,
        dateline=lines.dateline,
        lines=lines.lines,
        said=said,
        drafts=drafts[:MAX_DRAFTS],
        note=_note(text, drafts),
    )


def _headline(text: str, lines: tuple[Line, ...]) -> Line | None:
    """The first line kept, where it looks like a headline: short, and no full stop at its end."""
    first = next((line for line in lines if not line.dropped), None)
    words = text[first.start : first.end].strip() if first else ""
    return first if 0 < len(words) <= _LONGEST_TITLE and words[-1] not in '.!”"' and " " in words else None


def _below(headline: Line | None, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The drafts without those of the headline, which says in short what the article says; those where it is all."""
    if headline is None:
        return drafts
    return tuple(draft for draft in drafts if draft.spans.cue[0][0] >= headline.end) or drafts


def _note(text: str, drafts: tuple[Draft, ...]) -> str | None:
    if len(text) > MAX_CHARACTERS:
        return f"The text is longer than {MAX_CHARACTERS:,} characters; the rest was not read."
    if len(drafts) > MAX_DRAFTS:
        return f"Only the first {MAX_DRAFTS} of {len(drafts)} statements are kept."
    return None if drafts else "Nobody is quoted here: no statement was found that the text attributes to somebody."


class _Reader:
    """Reads the acts of saying of one article, remembering who has appeared so far."""

    def __init__(self, prose: Prose, published_on: date | None, outlets: tuple[str, ...] = ()) -> None:
        self.prose = prose
        self._outlets = outlets
        self.published_on = published_on
        self.speeches = attributions(prose)
        self.speakers: dict[int, Person | None] = {}
        self._cast = Cast(prose)
        self._last: tuple[Person, tuple[str, ...]] | None = None

    def said(self, speech: Speech) -> Said:
        """An act of saying as it stands, with who is meant."""
        speaker = self._speaker(speech)
        self.speakers[id(speech)] = speaker
        content = tuple(self.prose.slice(*part) for part in speech.content)
        words = self._words(content)
        return Said(
            claimant=speaker.name if speaker else None,
            role=speaker.role if speaker else None,
            via=self._via(speech, speaker),
            stance=stance_of(speech, words),
            said_on=self._said_on(speech),
            hedge=hedge_of(speech, words),
            excerpt=self._excerpt(content),
            confidence=_confidence(speech, speaker),
            spans=Spans(
                source=(self.prose.slice(*speech.source),) if speech.source else (),
                cue=(self.prose.slice(*speech.cue),),
                content=content,
            ),
        )

    def drafts(self, said: tuple[Said, ...]) -> Iterator[Draft]:
        """The statements of every act of saying, each on its own."""
        before: Draft | None = None
        for speech, whole in zip(self.speeches, said, strict=True):
            speaker = self.speakers[id(speech)]
            if speaker and (
                names.is_nobody(speaker.name) or (names.is_first_person(speaker.name) and not speaker.resolved)
            ):
                continue
            certain = self._is_certain(speech, speaker)
            first = ""
            for piece in statements.pieces(self.prose, speech):
                text = statements.statement(self.prose, speech, piece, speaker, certain=certain)
                if speech.shape is Shape.WHETHER:
                    first, text = first or text, statements.with_subject(text, first)
                if not statements.is_statement(text):
                    continue
                if before and self._goes_on(before, whole, piece):
                    text = spelled_out(text, before.text)
                before = self._draft(speech, whole, piece, text)
                yield before

    def _goes_on(self, before: Draft, whole: Said, piece: statements.Piece) -> bool:
        """Tell whether a statement follows on another of the same speaker, with little and no new line between."""
        between = self.prose.text[before.spans.content[-1][1] : piece.spans[0][0]]
        return before.claimant == whole.claimant and len(between) <= _NEAR and "\n" not in between

    def _draft(self, speech: Speech, whole: Said, piece: statements.Piece, text: str) -> Draft:
        happened_on, text = self._dated(piece, text)
        return Draft(
            text=text,
            claimant=whole.claimant,
            role=whole.role,
            via=whole.via,
            stance=stance_of(speech, piece.text),
            said_on=whole.said_on,
            hedge=hedge_of(speech, piece.text),
            excerpt=self._excerpt(piece.spans),
            confidence=round(whole.confidence * (1.0 if _reads_alone(text) else 0.9), 2),
            spans=replace(whole.spans, content=piece.spans),
            happened_on=happened_on,
        )

    def _speaker(self, speech: Speech) -> Person | None:
        if speech.source is None:
            return None
        speaker = self._cast.read(speech.source)
        if quoted := self._quoted(speech):
            return replace(quoted, outlet=speaker.name)
        if speaker.outlet == speaker.name:
            inner = self._inner(speech)
            if inner:
                return replace(inner, outlet=speaker.name)
        return speaker

    def _quoted(self, speech: Speech) -> Person | None:
        """Whom an outlet lets speak: "the agency quoted General Iwase as saying"."""
        first = speech.cue[1]
        words = self.prose.words[first : first + _LONGEST_QUOTED]
        end = words.index("as") if speech.lemma in {"quote", "cite"} and "as" in words else 0
        return self._cast.read((first, first + end)) if end and words[end + 1 : end + 2] == ["saying"] else None

    def _quoting(self, speech: Speech) -> str | None:
        """The outlet in "was quoted by state media as saying"."""
        last = speech.cue[0] - 1
        words = self.prose.words[max(0, last - _LONGEST_QUOTED) : last + 1]
        if words[-1:] != ["as"] or "by" not in words:
            return None
        first = last - words[::-1].index("by") + 1
        if self.prose.words[first - 2] not in {"quoted", "cited"}:
            return None
        return names.outlet_after(self.prose, first, last) or names.read_person(self.prose, (first, last)).name

    def _inner(self, speech: Speech) -> Person | None:
        """Whom an outlet's article lets speak: "“The Kremlin has assessed ...,” the agency's article said"."""
        start, end = self.prose.slice(*speech.content[0])
        inner = read_prose(self.prose.text[start:end].translate({ord(mark): " " for mark in '“”"'}))
        found = next((s for s in attributions(inner) if s.source and s.source[0] <= 2), None)
        return names.read_person(inner, found.source) if found and found.source else None

    def _via(self, speech: Speech, speaker: Person | None) -> tuple[str, ...]:
        found = [speaker.outlet] if speaker and speaker.outlet else []
        told = self._quoting(speech) or self._told(speech)
        if told and told not in found and (speaker is None or told != speaker.name):
            found.append(told)
        again = self._last is not None and speaker is not None and self._last[0].name == speaker.name
        if (
            not found
            and again
            and self._last
            and not names.PLATFORMS.intersection(" ".join(self._last[1]).lower().split())
        ):
            return self._last[1]  # what follows without another word comes from the same interview
        self._last = (speaker, tuple(found)) if speaker else None
        return tuple(found)

    def _told(self, speech: Speech) -> str | None:
        """The outlet that was told, or in whose interview it was said."""
        first, last = self._around_cue(speech)
        told = self.prose.text[self.prose.starts[first] : self.prose.ends[last - 1]] if last > first else ""
        named = next((outlet for outlet in self._outlets if re.search(rf"\b{re.escape(outlet)}\b", told)), None)
        return named or names.outlet_after(self.prose, first, last)

    def _around_cue(self, speech: Speech) -> Range:
        """The tokens behind the verb that belong neither to the speaker nor to what is said."""
        first = speech.cue[1]
        if speech.source and speech.source[0] >= first:
            first = max(first, speech.source[1])
        starts = [start for start, _ in speech.content if start >= first]
        return first, min([*starts, first + 16, self._sentence_end(first)])

    def _sentence_end(self, place: int) -> int:
        words = self.prose.words
        end = place
        while (
            end < len(words)
            and words[end] not in ".;"
            and not (self.prose.breaks[end] and end > place)
            and end - place < 16
        ):
            end += 1
        return end

    def _said_on(self, speech: Speech) -> date | None:
        """A day beside the verb: "said on Wednesday", "on Tuesday told"."""
        after = dates.dates_in(self.prose, *self._around_cue(speech), self.published_on)
        if after:
            return after[0].day
        start = speech.source[1] if speech.source and speech.source[1] <= speech.cue[0] else speech.cue[0]
        before = dates.dates_in(self.prose, start, speech.cue[0], self.published_on)
        return before[-1].day if before else None

    def _dated(self, piece: statements.Piece, text: str) -> tuple[date | None, str]:
        """The one day a statement names; a weekday is spelled out, for it means nothing later."""
        start, end = piece.spans[0][0], piece.spans[-1][1]
        found = dates.find_relative(text, self.published_on)
        if found is None:
            return dates.find_day(self.prose.text[start:end]), text
        place, day = found
        return day, f"{text[:place]} ({day.day} {day:%B %Y}){text[place:]}"

    def _is_certain(self, speech: Speech, speaker: Person | None) -> bool:
        """Tell whether a pronoun at the start of what is said must be the speaker: nobody else is in the sentence."""
        if speaker is None or speech.shape not in _CERTAIN:
            return False
        first, last = speech.content[0]
        quoted = self.prose.quote_of[first] >= 0
        return not quoted and speech.source is not None and last > first

    def _words(self, content: tuple[Range, ...]) -> str:
        return " ".join(self.prose.text[start:end] for start, end in content)

    def _excerpt(self, spans: tuple[Range, ...]) -> str:
        return " … ".join(" ".join(self.prose.text[start:end].split()) for start, end in spans)


def _confidence(speech: Speech, speaker: Person | None) -> float:
    trust = _TRUST[speech.shape]
    if speaker is None and speech.shape is not Shape.HEARSAY:
        trust *= 0.7
    if speaker and not speaker.resolved:
        trust *= 0.8
    if speech.negated:
        trust *= 0.8
    return round(trust, 2)


def _reads_alone(text: str) -> bool:
    """Tell whether a statement starts with nothing that points back."""
    first = text.split(" ", 1)[0].lower().strip("“\"'’")
    return first not in {"he", "she", "they", "it", "this", "that", "these", "those", "i", "we", "his", "her", "their"}
