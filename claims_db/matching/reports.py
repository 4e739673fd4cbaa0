"""Who a text lets speak: "X says", "according to X", "per X".

Promises: each report with its cue and the words it covers. Refuses what nobody in particular says: "apparently",
"reportedly", "I heard".
"""

from dataclasses import dataclass

from claims_db.matching.clauses import Cue, Parse, Sentence
from claims_db.matching.lexicon import words

_RATIOS = words(
    """
    year month week day hour minut second person capita head share cent gallon view click night student pupil child mile
    """
)
_SELF = words("i im ive we id lets me us")
_BETWEEN = words(
    """
    dont doesnt didnt not is are was has have just also now been being had finally then always never even keep keeps
    kept
    """
)
_OBJECT = 5
"""Within so many words behind an order stands its "to"."""
_ORDINALS = words("first second third fourth fifth sixth last next latest new old nth other same")
_OF_NOUNS = frozenset({("is",), ("was",), ("are",), ("were",), ("of",)})
"""What follows a noun of saying ("the report is out")."""
_NOT_VERBS = words("the a an this that his her their its our my no of these those any some more stop quit")


@dataclass(frozen=True, slots=True)
class Report:
    """A cue [start, end), the words [first, last) it attributes, and the places that name the one who speaks."""

    start: int
    end: int
    first: int
    last: int
    speaker: tuple[int, ...]


def reports(parse: Parse) -> tuple[Report, ...]:
    """The reports of a text, from left to right."""
    found: list[Report] = []
    for cue in parse.cues:
        sentence = parse.sentences[parse.tokens[cue.start].sentence]
        if "source" in cue.kinds and cue.end < sentence.end and not _is_ratio(parse, cue) and not _is_noun(parse, cue):
            speaker = tuple(range(cue.end, parse.clause(cue.end)[1]))[:4]
            found.append(Report(cue.start, cue.end, sentence.start, sentence.end, speaker))
        elif "report" in cue.kinds and not _orders(parse, cue) and _has_speaker(parse, cue.start, sentence.start):
            covered = _covered(parse, cue, sentence)
            if covered:
                clause = parse.clause(cue.start)[0]
                speaker = tuple(range(max(clause, cue.start - 6), cue.start))
                found.append(Report(cue.start, cue.end, *covered, speaker))
    return tuple(found)


def _is_ratio(parse: Parse, cue: Cue) -> bool:
    """Tell "per year" and "per person" from "per Reuters"."""
    before = parse.words[max(0, cue.start - 3) : cue.start]
    counted = any(word[0].isdigit() or word[0] in "$€£" for word in before)
    return parse.words[cue.start] == "per" and (counted or parse.bases[cue.end] in _RATIOS)


def _orders(parse: Parse, cue: Cue) -> bool:
    """Tell whether somebody only told another to do something ("was told by Smith to burn it")."""
    behind = parse.words[cue.end : cue.end + _OBJECT]
    return parse.bases[cue.start] == "tell" and "to" in behind and "that" not in behind


def _is_noun(parse: Parse, cue: Cue) -> bool:
    """Tell whether a verb of quoting is a thing ("the roof quote is 9k")."""
    return parse.bases[cue.start] == "quot" and parse.words[cue.end : cue.end + 1] in _OF_NOUNS


def _covered(parse: Parse, cue: Cue, sentence: Sentence) -> tuple[int, int] | None:
    """What is said: the rest of the sentence, or what stands before a short clause at its end ("..., police say")."""
    start, end = parse.clause(cue.start)
    if sum(token.content for token in parse.tokens[cue.end : end]) > 2:
        return cue.end, end
    if sentence.end - cue.end > 2:
        return cue.end, sentence.end
    trailing = end - start <= 4 and start > sentence.start and cue.start > start
    return (sentence.start, start) if trailing else None


def _is_counted(parse: Parse, place: int) -> bool:
    """Tell whether a word is a noun by the ordinal before it: "the fourth post about it"."""
    return place > 0 and parse.words[place - 1] in _ORDINALS


def _has_speaker(parse: Parse, place: int, first: int) -> bool:
    """Tell whether somebody other than the writer stands before a verb of saying, and it is a verb."""
    before = place - 1
    while before >= first and (parse.words[before] in _BETWEEN or parse.words[before].endswith("ally")):
        before -= 1
    if _is_counted(parse, place) or parse.words[place + 1 : place + 2] in _OF_NOUNS:
        return False
    if before < first or parse.words[before] in _NOT_VERBS or parse.words[before] in _SELF:
        return False
    return parse.tokens[before].content or parse.words[before] in {"he", "she", "they", "people", "who"}
