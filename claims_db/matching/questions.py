"""Which clauses of a text ask: inversion, question words, set phrases, tags and question marks.

Promises: the words under a question, so that a question about something else in the same message is told apart.
Refuses to know what is asked about.
"""

from dataclasses import dataclass

from claims_db.matching.clauses import STOP, Parse

_AUXILIARIES = frozenset(
    """
    is are was were do does did has have had will would can could should isnt arent wasnt werent dont doesnt didnt hasnt
    havent hadnt wont wouldnt cant couldnt shouldnt am aint
    """.split()
)
_WH = frozenset("who what when where why how which whos whats hows whens wheres whys".split())
_LEAD = frozenset(
    """
    so wait ok okay um uh and but hey yo lol hold on quick question q guys chat also hmm huh like bro dude man anyone well
    right sorry please pls yall then wdym lmao seriously really now genuine serious actual honest stupid dumb or folks
    everyone hi hello oh just wtf tf omg cuz random no yeah u you mean
    """.split()
)
"""Words that may stand before the opening of a question."""
_TAGS = frozenset(
    """right no huh eh yeah true real fr legit correct yes really confirmed srs seriously innit what source proof link
    cap nah""".split()
)
_RHETORICAL = (
    ("can", "you", "believe"), ("can", "u", "believe"), ("did", "you", "see"), ("did", "you", "hear"), ("did", "u", "see"),
    ("did", "u", "hear"), ("have", "you", "heard"), ("have", "you", "seen"), ("have", "u", "heard"), ("did", "yall", "see"),
    ("did", "yall", "hear"), ("did", "everyone", "see"), ("did", "anyone", "see"), ("did", "anyone", "else", "see"),
    ("who", "would", "have", "thought"), ("who", "knew"), ("how", "is", "nobody", "talking"), ("why", "is", "nobody"),
    ("why", "is", "no", "one"), ("why", "isnt", "anyone"), ("how", "cool", "is"), ("how", "crazy", "is"), ("how", "wild", "is"),
    ("how", "insane", "is"), ("are", "you", "kidding"), ("are", "you", "serious"), ("are", "we", "just"), ("do", "you", "realize"),
    ("you", "know", "what"), ("guess", "what"), ("guess", "who"), ("did", "you", "know"), ("did", "u", "know"), ("you", "guys", "see"),
    ("you", "see"), ("yall", "see"), ("you", "heard"), ("remember", "when"), ("anyone", "else"),
)  # fmt: skip
"""Openings that ask for no answer about the fact they bring up."""
_SUBJECTS = frozenset(
    "i you he she it we they this that there these those u yall anyone anybody someone somebody".split()
)
_MOST_LEAD = 4


@dataclass(frozen=True, slots=True)
class Question:
    """A question over the words [start, end), and the words [cue_start, cue_end) by which it is known.

    `firm` is one told by its form; what is not firm rests on a question mark alone.
    """

    start: int
    end: int
    cue_start: int
    cue_end: int
    firm: bool


def questions(parse: Parse) -> tuple[Question, ...]:
    """The questions of a text, from left to right."""
    found: list[Question] = []
    for sentence in parse.sentences:
        clauses = [(start, end) for start, end in parse.clauses if start >= sentence.start and end <= sentence.end]
        in_sentence = [
            q for start, end in clauses for q in _opened(parse, start, end, sentence.end, asks=sentence.asks)
        ]
        phrases = [
            Question(
                *_phrase_reach(parse, cue.start, cue.end, sentence.start, sentence.end), cue.start, cue.end, firm=True
            )
            for cue in parse.cues
            if "question" in cue.kinds and sentence.start <= cue.start < sentence.end
        ]
        found += phrases or in_sentence
        if sentence.asks and not phrases and not in_sentence:
            found.append(_marked(parse, clauses, sentence.start, sentence.end))
        elif sentence.asks and not phrases and (tag := _tag(parse, clauses)):
            found.append(Question(sentence.start, sentence.end, *tag, firm=True))
    return tuple(found)


def _opened(parse: Parse, start: int, end: int, stop: int, *, asks: bool) -> list[Question]:
    """A question opened by inversion or a question word at the start of a clause."""
    opening = _opening(parse, start, end)
    if opening is None:
        return []
    words = parse.words[opening:end]
    if _is_rhetorical(words):
        return []
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in _AUXILIARIES and second and (asks or _inverts(first, second, parse, opening)):
        return [Question(start, stop if asks else end, opening, opening + 1, firm=True)]
    if first in _WH and second and (asks or second in _AUXILIARIES):
        return [Question(start, stop if asks else end, opening, opening + 1, firm=True)]
    return []


def _is_rhetorical(words: tuple[str, ...]) -> bool:
    return any(words[: len(form)] == form for form in _RHETORICAL)


def _opening(parse: Parse, start: int, end: int) -> int | None:
    """Where the question word or auxiliary stands, behind at most a few leading words."""
    for place in range(start, min(start + _MOST_LEAD + 1, end)):
        word = parse.words[place]
        if word in _AUXILIARIES or word in _WH:
            return place
        if word not in _LEAD:
            return None
    return None


def _inverts(first: str, second: str, parse: Parse, opening: int) -> bool:
    """Tell a question without its mark from an order or a clipped statement."""
    if first in {"do", "dont", "have", "can", "cant", "will", "wont", "had", "having", "cannot"}:
        return second in _SUBJECTS
    if first in {
        "is",
        "are",
        "was",
        "were",
        "am",
        "aint",
        "isnt",
        "arent",
        "wasnt",
        "werent",
        "has",
        "hasnt",
        "havent",
    }:
        return second not in {"not", "a", "so", "such", "been", "going", "gonna", "being"} and opening + 2 < len(
            parse.words
        )
    return second not in {"not", "nothing", "be", "have", "been", "so", "a", "what"}


def _phrase_reach(parse: Parse, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """A set phrase asks about its whole sentence, and about what went before when it says nothing itself."""
    own = sum(parse.words[place] not in STOP for place in range(first, last) if not start <= place < end)
    if own >= 2:
        return first, last
    sentence = parse.tokens[start].sentence
    return (parse.sentences[sentence - 1].start if sentence else first), last


def _marked(parse: Parse, clauses: list[tuple[int, int]], start: int, end: int) -> Question:
    """A sentence that asks by its mark alone; a few words at its end ask about what went before."""
    last = clauses[-1] if clauses else (start, end)
    content = sum(parse.words[place] not in STOP for place in range(start, end))
    sentence = parse.tokens[start].sentence
    if content <= 1 and sentence:
        return Question(parse.sentences[sentence - 1].start, end, last[0], last[1], firm=True)
    return Question(start, end, end - 1, end, firm=False)


def _tag(parse: Parse, clauses: list[tuple[int, int]]) -> tuple[int, int] | None:
    """A short question at the end that asks for assent to the rest."""
    start, end = clauses[-1]
    words = parse.words[start:end]
    if len(clauses) > 1 and (set(words) <= _TAGS or (len(words) <= 3 and words[0] in _AUXILIARIES)):
        return start, end
    if words[-1] in {"right", "huh", "eh", "innit"}:
        return end - 1, end
    return None
