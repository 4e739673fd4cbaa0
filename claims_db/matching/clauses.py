"""Texts taken apart: words as typed with their senses, clauses, and sentences with the mark they end with.

Promises: any string is accepted, at most `READ` characters of it are read, and the work grows with what is read.
Refuses to know claims and relations.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from claims_db.matching.closed_classes import DETERMINERS, FINITE, PREPOSITIONS, STOP
from claims_db.matching.lexicon import base, is_past, lexicon, words
from claims_db.matching.markup import plain

READ = 2_000
"""How many characters of a text are read: the longest message most people can write on Discord."""

_PIECE = re.compile(
    r"""
    (?P<number>[$€£¥]?\d+(?:[.,:]\d+)*(?:\s?[-–]\s?\d{1,2}(?![%\w]|[.,:]\d))?(?:%|(?i:bn|[kmb]|mil|mln|bps|pp|st|nd|rd|th|am|pm|km|kg|mph|kmh|x|s)\b)?)
    |(?P<word>[^\W\d_]{1,2}\d{1,2}(?!\w)|[^\W\d_]+(?:['’`´][^\W\d_]+)*|\w+)
    |(?P<end>[.!?…]+|\n+)
    |(?P<break>[,;:()\[\]{}|—–=>]|\s-+\s|[^\w\s"“”«»'’`´.!?&%$€£¥/@#*~+-]+)
    """,
    re.VERBOSE,
)
_ABBREVIATED = re.compile(
    r"\b(?:([A-Za-z])\.([A-Za-z])\.(?:([A-Za-z])\.)?|(Mr|Mrs|Ms|Dr|St|Jr|Sr|Gen|Sen|Rep|Gov|Prof|vs|No|Inc|Ltd|Co)\.)"
)
_NOTHING = frozenset[str]()
_ASIDE = frozenset({"aside"})
"""The kind of cues that are nothing else besides."""
_REMEMBERED, _LONGEST = 20_000, 40
"""How many words are remembered by how and where they stand, and of how many characters at most."""
_JOINING = words("and but so")
_SUBJECTS = words(
    """
    i im ive id ill he hes she shes it theyre they theyve we weve you youre nobody everybody everyone someone somebody
    there
    """
)
"""Words that are a subject wherever they stand behind "and"."""
_OPENING = 6
"""Within so many words behind "and" a subject has its verb."""
_APOSTROPHES = str.maketrans("", "", "'’`´")
_CLITIC = re.compile(r"['’`´]s$", re.IGNORECASE)
_PRONOUN_CLITICS = words(
    """
    it he she that this there what who where how here let when why everyone somebody someone everybody
    """
)


class Token(NamedTuple):
    """A word as typed, its lower-case form without apostrophes, its base, and where it stands."""

    text: str
    word: str
    base: str
    capital: bool
    sentence: int
    clause: int
    owner: bool
    """Whether it ends in a possessive s with an apostrophe."""
    content: bool
    """Whether it carries something of a claim by itself."""

    @property
    def finite(self) -> bool:
        """Whether it may be a finite verb, by its form."""
        return self.word in FINITE or (is_past(self.word) and not self.capital)


class Sentence(NamedTuple):
    """The words [start, end) up to a mark of end, and that mark."""

    start: int
    end: int
    mark: str

    @property
    def asks(self) -> bool:
        """Whether it ends with a question mark."""
        return "?" in self.mark


class Cue(NamedTuple):
    """A phrase of the cue table at the words [start, end), with the kinds it belongs to."""

    start: int
    end: int
    kinds: frozenset[str]

    @property
    def denies(self) -> bool:
        """Whether it denies what follows, and does not only look as if it did ("not only")."""
        return "negator" in self.kinds and "no_negator" not in self.kinds


@dataclass(frozen=True, slots=True)
class Parse:
    """A text taken apart. `clauses` are [start, end) of words between marks; `senses` run parallel to `tokens`."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    bases: tuple[str, ...]
    senses: tuple[frozenset[str], ...]
    lengths: tuple[int, ...]
    """How many words the phrase has that begins at a word and gives it its senses."""
    sentences: tuple[Sentence, ...]
    clauses: tuple[tuple[int, int], ...]
    gaps: frozenset[int]
    """Places of phrases that hold their object within them ("knock them out")."""
    cues: tuple[Cue, ...]
    tellings: frozenset[int]
    """Places of verbs of saying."""
    shouted: bool
    """Whether capitals tell nothing, since nearly every word has one."""

    def clause(self, place: int) -> tuple[int, int]:
        """Where the clause of a word begins and ends."""
        return self.clauses[self.tokens[place].clause]


def parse(text: str) -> Parse:
    """Take a text apart."""
    text = plain(text[:READ])
    tokens, sentences, marked = _pieces(_ABBREVIATED.sub(r"\1\2\3\4", text))
    tokens, clauses = _parted(tokens, marked)
    words = tuple([token.word for token in tokens])
    bases = tuple([token.base for token in tokens])
    senses, lengths, gaps = _senses(tokens, words, bases)
    cues = _cues(words, bases, lengths, gaps)
    return Parse(
        text=text,
        tokens=tuple(tokens),
        words=words,
        bases=bases,
        senses=tuple(senses),
        lengths=tuple(lengths),
        gaps=frozenset(gaps),
        sentences=tuple(sentences),
        clauses=tuple(clauses),
        cues=cues,
        tellings=frozenset(cue.start for cue in cues if "report" in cue.kinds),
        shouted=sum([token.capital for token in tokens]) > 0.7 * len(tokens),
    )


def _cues(words: Sequence[str], bases: Sequence[str], lengths: Sequence[int], gaps: Container[int]) -> tuple[Cue, ...]:
    """The cues of a text; a single word within a phrase without gaps that has its own sense ("say no to") is none."""
    phrases = [(place, length) for place, length in enumerate(lengths) if length > 1 and place not in gaps]
    within = {place + step for place, length in phrases for step in range(length)}
    found = (Cue(*found) for found in lexicon().cues.everywhere(words, bases))
    return tuple(
        cue._replace(kinds=cue.kinds & _ASIDE or cue.kinds)
        for cue in found
        if cue.end - cue.start > 1 or cue.start not in within
    )


def _pieces(text: str) -> tuple[list[Token], list[Sentence], list[tuple[int, int]]]:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    clauses: list[tuple[int, int]] = []
    sentence = clause = 0
    for piece in _PIECE.finditer(text):
        kind, typed = piece.lastgroup, piece.group()
        if kind in {"end", "break"}:
            if len(tokens) > clause:
                clauses.append((clause, len(tokens)))
                clause = len(tokens)
            if kind == "end" and len(tokens) > sentence:
                sentences.append(Sentence(sentence, len(tokens), typed))
                sentence = len(tokens)
            elif kind == "end" and sentences and "?" in typed:
                sentences[-1] = sentences[-1]._replace(mark=sentences[-1].mark + typed)
            continue
        read = _token if len(typed) <= _LONGEST else _token.__wrapped__
        tokens.append(read(typed, len(sentences), len(clauses)))
    if len(tokens) > clause:
        clauses.append((clause, len(tokens)))
    if len(tokens) > sentence:
        sentences.append(Sentence(sentence, len(tokens), ""))
    return tokens, sentences, clauses


def _parted(tokens: list[Token], marked: list[tuple[int, int]]) -> tuple[list[Token], list[tuple[int, int]]]:
    """Part what stands between marks where "and" joins two clauses: a verb before it, a subject and its verb behind."""
    parted: list[tuple[int, int]] = []
    for start, end in marked:
        first, told = start, False
        for place in range(start, end):
            joins = told and tokens[place].word in _JOINING
            if joins and _opens(tokens[place + 1 : min(place + _OPENING, end)], after=tokens[place - 1]):
                parted.append((first, place))
                first, told = place, False
            told = told or tokens[place].finite
        parted.append((first, end))
    if len(parted) > len(marked):
        clauses = [number for number, (start, end) in enumerate(parted) for _ in range(start, end)]
        tokens = [token._replace(clause=clause) for token, clause in zip(tokens, clauses, strict=True)]
    return tokens, parted


def _opens(tokens: Sequence[Token], *, after: Token) -> bool:
    """Tell whether words begin with a subject and its verb: "my wife said", "Smith had", "it".

    Somebody named may do what follows together with whoever stands before "and" ("Jones and Smith left"), but not
    behind a small word: "she said no and Smith left".
    """
    if not tokens or tokens[0].word in _SUBJECTS:
        return bool(tokens)
    determined, named = tokens[0].word in DETERMINERS, not after.content and tokens[0].capital
    for place, token in enumerate(tokens):
        if token.word in PREPOSITIONS:
            return False
        past = (named or (determined and place > 1)) and token.finite
        if place and (past or token.word in FINITE):
            return True
    return False


@lru_cache(maxsize=_REMEMBERED)
def _token(typed: str, sentence: int, clause: int) -> Token:
    word = typed.lower()
    owner = False
    if not word.isalnum():
        owner = bool(_CLITIC.search(typed))
        if owner and word[:-2] not in _PRONOUN_CLITICS:
            word = word[:-2]
        word = word.translate(_APOSTROPHES)
    root = base(word)
    content = word not in STOP and root not in STOP
    return Token(typed, word, root, typed[0].isupper(), sentence, clause, owner, content)


def _senses(
    tokens: Sequence[Token], words: Sequence[str], bases: Sequence[str]
) -> tuple[list[frozenset[str]], list[int], set[int]]:
    """The senses of each word, those of a phrase at its first word; how long each phrase is, and which have a gap."""
    found = [_NOTHING] * len(words)
    lengths = [1] * len(words)
    gaps: set[int] = set()
    table = lexicon().senses
    reached = 0
    for place in table.openings(words, bases):
        phrase = table.at(words, bases, place)
        if phrase.length > 1 or (phrase.length and tokens[place].content and place >= reached):
            if phrase.length > 1 and not phrase.gap:
                reached = max(reached, place + phrase.length)
            found[place] = phrase.meanings
            lengths[place] = phrase.length
            if phrase.gap:
                gaps.add(place)
    return found, lengths, gaps
