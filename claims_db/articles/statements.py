"""Statements out of what is said: whole sentences that can be read without their article.

Promises: only words of the article, put together; a pronoun is replaced where the speaker is certain to be meant, and
"the country" where the speaker's own is. What cannot stand alone is told as what its speaker said.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from claims_db.articles.countries import COUNTRIES
from claims_db.articles.names import Person
from claims_db.articles.saying.speech import Range, Shape, Speech
from claims_db.articles.text import grammar
from claims_db.articles.text.prose import Prose, read_prose
from claims_db.model import Stance

SHORTEST = 4
"""A piece of fewer words is no statement of its own."""

_EDGES = ' \t\r\n,;:—–-“”"«»…'
_SPACES = re.compile(r"\s+")
_AND_THAT = re.compile(r",?\s+(?:and|but)\s+that\s+(?=[\w“\"‘])")
_OR_IF = re.compile(r",?\s+or\s+(?:if|whether)\s+(?=\w)")
_WHETHER = re.compile(r"^\s*(?:whether(?:\s+or\s+not)?|if)\s+", re.IGNORECASE)
_OPENER = re.compile(
    r"^(?:(?:but|and|because)\s+|(?:so|well|look|still|yet|also),\s+"
    r"|that\s+(?!(?:is|was|will|would|has|had|does|did|can|could|may|might|should|means|makes)\b))",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|I['’](?:m|ve|d|ll)|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Mm]y|[Oo]ur|[Oo]urs|me|us|myself|ourselves)\b"
)
_HOME = re.compile(r"\b(?:the|its|their|our|his|her)\s+(?:country|nation)\b", re.IGNORECASE)
_ANY = re.compile(
    r"^any\s+(role|involvement|part|responsibility|knowledge|link|links|connection|connections|wrongdoing|intention)\b"
)
_COUNTED = frozenset({"role", "part", "link", "connection"})
_DENIED_CLAIM = re.compile(
    r"^(?:the\s+|any\s+)?(?:claims?|reports?|allegations?|accusations?|suggestions?|rumou?rs?|charges?|idea)\s+that\s+",
    re.IGNORECASE,
)
_ASKED = re.compile(r"^(?:who|what|when|where|why|how|which)\b", re.IGNORECASE)
_EVER = re.compile(r"(?<=\b(?:had|has|was))\s+ever\b|(?<=\b(?:have|were))\s+ever\b|\s+at\s+all$")
"""What only stands in what is denied or doubted: "denied that she had ever been there"."""
_LAST_COMMA = re.compile(r",([\"”’])$")
_THIRD = {
    "i am": "is",
    "i'm": "is",
    "i’m": "is",
    "i have": "has",
    "i've": "has",
    "i’ve": "has",
    "i was": "was",
    "i had": "had",
    "i will": "will",
    "i did": "did",
    "i would": "would",
    "i could": "could",
    "i never": "never",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One statement of a speech: its words as printed, and where they stand."""

    text: str
    spans: tuple[Range, ...]


def pieces(prose: Prose, speech: Speech) -> list[Piece]:
    """The statements that a speech holds: quoted sentences apart, "..., and that ..." apart, alternatives apart."""
    spans = [prose.slice(*part) for part in speech.content]
    if speech.shape in {Shape.NAMED, Shape.OBJECT, Shape.INFINITIVE, Shape.HEARSAY}:
        return [_piece(prose.text, spans)]
    if speech.shape is Shape.WHETHER:
        return _split(prose, spans[0], _OR_IF)
    if speech.shape in {Shape.THAT, Shape.BARE} and len(spans) == 1 and not _is_quote(prose.text, spans[0]):
        return _split(prose, spans[0], _AND_THAT)
    if len(spans) > 1 and not _stands_alone(prose, speech.content[0]):
        return [_piece(prose.text, spans[:2]), *_sentences(prose.text, spans[2:])]
    return _sentences(prose.text, spans)


def _stands_alone(prose: Prose, part: Range) -> bool:
    """Tell whether what stands before an interruption is a sentence: "“It fell,” she said. “Nobody saw it.”"."""
    first, last = part
    ends = prose.words[last - 1] in ".?!" or (last - first > 1 and prose.words[last - 2] in ".?!,")
    return (
        ends
        and prose.quote_of[first] >= 0
        and any(grammar.is_verb(word) or grammar.is_personal(word) for word in prose.words[first:last])
    )


def _piece(text: str, spans: list[Range]) -> Piece:
    return Piece(_SPACES.sub(" ", " ".join(text[start:end].strip(_EDGES) for start, end in spans)), tuple(spans))


def _is_quote(text: str, span: Range) -> bool:
    return text[span[0]] in '“"'


def _split(prose: Prose, span: Range, joint: re.Pattern[str]) -> list[Piece]:
    """Cut a span at its joints where each side is long enough and has a verb."""
    start, end = span
    cuts = [start]
    for match in joint.finditer(prose.text, start, end):
        long_enough = all(
            len(part.split()) >= SHORTEST
            for part in (prose.text[cuts[-1] : match.start()], prose.text[match.end() : end])
        )
        if long_enough and "“" not in prose.text[start : match.start()]:
            cuts += [match.start(), match.end()]
    cuts.append(end)
    return [_piece(prose.text, [(a, b)]) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]


def _sentences(text: str, spans: list[Range]) -> list[Piece]:
    """The sentences of quoted speech; a short one stays with the one before it."""
    found: list[Piece] = []
    for start, end in spans:
        for a, b in _sentence_spans(_unquoted(text[start:end])):
            piece = _piece(text, [(start + a, start + b)])
            if found and len(piece.text.split()) < SHORTEST:
                found[-1] = _piece(text, [*found[-1].spans, *piece.spans])
            else:
                found.append(piece)
    return found


_STOP = re.compile(r"[.!?…][\s’')]+\S")


def _sentence_spans(text: str) -> list[Range]:
    if not _STOP.search(text):
        return [(0, len(text))]
    inner = read_prose(text)
    return [inner.slice(first, last) for first, last in inner.sentences]


def _unquoted(text: str) -> str:
    return text.translate({ord(mark): " " for mark in '“”"'})


def statement(prose: Prose, speech: Speech, piece: Piece, speaker: Person | None, *, certain: bool) -> str:
    """The sentence that puts a piece on its own; `certain` that its "he" or "they" is the speaker."""
    text = piece.text
    if speech.shape is Shape.WHETHER or (
        speech.shape is Shape.BEHIND and _WHETHER.match(text) and speech.lemma in {"ask", "wonder"}
    ):
        text = _WHETHER.sub("", text)
    elif speech.shape is Shape.NAMED:
        text = _named(prose, speech) or _told(prose, speech, text, speaker)
    elif speech.shape is Shape.OBJECT:
        text = _object(speech, text, speaker) or _told(prose, speech, text, speaker)
    elif speech.shape is Shape.INFINITIVE:
        text = _told(prose, speech, text, speaker)
    elif speech.shape is Shape.HEARSAY and len(speech.content) == 1 and speech.content[0][1] == speech.cue[0]:
        text = _between(prose, speech.content[0][0], speech.cue[1])
    elif _ASKED.match(text) and speech.shape is Shape.BARE:
        text = _told(prose, speech, text, speaker)
    elif (
        speech.shape is Shape.HEARSAY
        and len(speech.content) == 2
        and not speech.lemma.endswith("ly")
        and speech.cue[1] == speech.content[1][0]
    ):
        text = _between(prose, speech.content[0][0], speech.content[1][1])
    if speech.stance in {Stance.DENIES, Stance.DOUBTS}:
        text = _EVER.sub("", text)
    text = _balanced(_OPENER.sub("", text))
    if speaker and speaker.resolved:
        text = _resolved(text, speaker, certain=certain)
    return _sentence(text)


def with_subject(text: str, first: str) -> str:
    """The second of two alternatives with the subject of the first in place of "it"."""
    match = re.match(r"(?:it|they|he|she)\s", text, re.IGNORECASE)
    if not first or not match:
        return text
    words = first.split()
    end = next((n for n, word in enumerate(words) if n and grammar.is_verb(word.lower()) and word.islower()), 0)
    return f"{' '.join(words[:end])} {text[match.end() :]}" if 0 < end <= 8 else text


def _between(prose: Prose, first: int, last: int) -> str:
    start, end = prose.slice(first, last)
    return _SPACES.sub(" ", prose.text[start:end])


def _named(prose: Prose, speech: Speech) -> str | None:
    """Read "The incident is a “terrorist action”" out of "labelled the incident a “terrorist action”"."""
    first, last = speech.content[0]
    for place in range(first + 1, last):
        opens = prose.quote_of[place] >= 0 or prose.words[place] in {"as", "a", "an"}
        if opens and prose.words[first] not in grammar.OBJECTS | {"it", "what"}:
            thing = _between(prose, first, place)
            name = _between(prose, place + (prose.words[place] == "as"), last)
            verb = "are" if re.search(r"[^s’']s$", thing) and not prose.is_capital(first) else "is"
            return f"{thing} {verb} {name}"
    return None


def _object(speech: Speech, text: str, speaker: Person | None) -> str | None:
    """What a denial denies, where the words say it: "any role in it", "the claim that ..."."""
    if speech.stance is not Stance.DENIES:
        return None
    claim = _DENIED_CLAIM.sub("", text)
    if claim != text:
        return claim
    match = _ANY.match(text)
    if match and speaker and speaker.resolved:
        article = "a " if match[1] in _COUNTED else ""
        return f"{speaker.name} had {article}{text[4:]}"
    return None


def _told(prose: Prose, speech: Speech, text: str, speaker: Person | None) -> str:
    """What is said as the deed of who said it: "Lee called it “a farce”", "The union called for a vote"."""
    start, (first, last) = speech.cue[0], speech.content[0]
    if speech.source and speech.source[1] <= start and start - speech.source[1] <= 4:
        start = speech.source[1]
    deed = _between(prose, start, last) if start < first else f"{_between(prose, *speech.cue)} {text}"
    deed = deed.lstrip(" ,—–")
    if prose.words[speech.cue[0]].endswith("ing"):
        deed = f"is {deed}"
    return f"{speaker.name if speaker else 'Somebody'} {deed}"


def _resolved(text: str, speaker: Person, *, certain: bool) -> str:
    """Put names in place of what only the article explains."""
    country = next((COUNTRIES[word] for word in _demonyms(speaker) if word in COUNTRIES), None)
    if country:
        text = _HOME.sub(lambda match: country if match.group().lower().startswith("the ") else match.group(), text)
    low = text.lower()
    if certain:
        pronoun = next(
            (p for p in (("he", "she") if speaker.is_person else ("they", "it")) if low.startswith(f"{p} ")), None
        )
        expletive = re.match(r"it\s+(?:is|was|has\sbeen|would\sbe|will\sbe|may\sbe)\s+(?!\w+ing\b)", low)
        if pronoun and not expletive:
            return f"{speaker.name}{text[len(pronoun) :]}"
        if low.startswith(("his ", "her ") if speaker.is_person else ("its ", "their ")):
            return f"{_owner(speaker.name)}{text[text.index(' ') :]}"
    if not _FIRST_PERSON.search(text):
        return text
    for opening, verb in _THIRD.items():
        rest = text[len(opening) :]
        if speaker.is_person and low.startswith(f"{opening} ") and not _FIRST_PERSON.search(rest):
            return f"{speaker.name} {verb}{rest}"
    return f"{speaker.name}: “{text.strip(_EDGES).replace('“', '‘').replace('”', '’')}”"


def _owner(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _demonyms(speaker: Person) -> list[str]:
    words = f"{speaker.name} {speaker.role or ''}".lower().split()
    return [*(f"{a} {b}" for a, b in pairwise(words)), *words]


def _balanced(text: str) -> str:
    """Without a quotation mark that lost its partner."""
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    return text if text.count('"') % 2 == 0 else text.replace('"', "")


def is_statement(text: str) -> bool:
    """Tell whether a sentence says something: no question, and a verb where it is short."""
    words = text.split()
    if len(words) < SHORTEST or text.rstrip("”’'\". ").endswith("?"):
        return False
    return len(words) > SHORTEST or any(grammar.is_verb(word.lower().strip(_EDGES)) for word in words[1:])


def _sentence(text: str) -> str:
    text = _SPACES.sub(" ", text).strip(" \t,;:—–-")
    text = _LAST_COMMA.sub(r"\1", text)
    if len(text) > 1 and text[0] in "'‘" and text[-1] in "'’" and "’" not in text[1:-1]:
        text = text[1:-1].strip()
    if not text:
        return text
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".?!…" or text[-2:] in {".”", "?”", "!”", '."'} else f"{text}."
