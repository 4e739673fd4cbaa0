"""Who a text lets speak: "X says", "according to X", "per X".

Promises: each report with its cue and the words it covers. Refuses what nobody in particular says: "apparently",
"reportedly", "I heard".
"""

from dataclasses import dataclass

from claims_db.matching.clauses import STOP, Parse

_SELF = frozenset("i im ive we id lets me us".split())
_THAT = frozenset("that how".split())
_NOT_VERBS = frozenset("the a an this that his her their its our my no of these those any some more".split())


@dataclass(frozen=True, slots=True)
class Report:
    """A cue [start, end) and the words [first, last) it attributes to somebody."""

    start: int
    end: int
    first: int
    last: int


def reports(parse: Parse) -> tuple[Report, ...]:
    """The reports of a text, from left to right."""
    found: list[Report] = []
    for cue in parse.cues:
        sentence = parse.sentences[parse.tokens[cue.start].sentence]
        if "source" in cue.kinds and cue.end < sentence.end:
            found.append(Report(cue.start, cue.end, sentence.start, sentence.end))
        elif "report" in cue.kinds and _has_speaker(parse, cue.start, sentence.start):
            after = sentence.end - cue.end
            covered = (cue.end, sentence.end) if after > 2 else (sentence.start, cue.start)
            found.append(Report(cue.start, cue.end, *covered))
    return tuple(found)


def _has_speaker(parse: Parse, place: int, first: int) -> bool:
    """Tell whether somebody other than the writer stands before a verb of saying, and it is a verb."""
    before = place - 1
    while before >= first and parse.words[before] in {
        "is",
        "are",
        "was",
        "has",
        "have",
        "just",
        "also",
        "now",
        "been",
        "being",
        "had",
    }:
        before -= 1
    if before < first or parse.words[before] in _NOT_VERBS or parse.words[before] in _SELF:
        return False
    return parse.words[before] not in STOP or parse.words[before] in {"he", "she", "they", "people", "who"}
