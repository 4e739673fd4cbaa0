"""What is attributed without a verb of saying and its subject: "according to", "allegedly", "was said to", "Lee: ...".

Promises: one act of saying for each such phrase, with the source where one is named.
"""

from claims_db.articles.saying import edges, speakers
from claims_db.articles.saying.cues import Cue
from claims_db.articles.saying.speech import Range, Shape, Speech, Verb
from claims_db.articles.text import grammar
from claims_db.articles.text.grammar import vocabulary
from claims_db.articles.text.prose import Prose
from claims_db.model import Stance

ADVERBS = vocabulary("reportedly allegedly purportedly supposedly")
_STOPS = frozenset(".;:—–!?…-)")
_LABELS = vocabulary(
    """
    a q byline watch breaking exclusive revealed wow so length section load-date date source credit photo update
    related read note caption image video copyright editor published updated tags share according correction
    """
)
_LONGEST_LABEL = 9
_OFTEN = 3
"""A single word before a colon is taken for a name if the text has it this often."""
_TO_PASSIVES = vocabulary("say report claim allege believe think understand")
_AS_PASSIVES = vocabulary("describe label characterize brand")
_NAME_PASSIVES = vocabulary("call dub label deem")
_PARTICLES = vocabulary("to for on off in into upon up")


def according(prose: Prose, place: int, first: int, last: int) -> Speech | None:
    """Read "According to X, ..." and "..., according to X", from the word "according"."""
    source = (place + 2, _source_end(prose, place + 2, last))
    if source[1] <= source[0] or prose.words[max(place - 1, 0)] in {"that’s", "that's"}:
        return None
    start = _last_clause(prose, edges.segment_start(prose, place, first), place)
    left = (start, place - 1 if place > start and prose.words[place - 1] == "," else place)
    end = source[1]
    goes_on = end < last and prose.words[end] in {",", "—", "–", ":"}
    waits = prose.words[start] in grammar.SUBORDINATORS and "," not in prose.words[start : left[1]]
    content: list[Range] = []
    if left[1] - left[0] >= 2 and not (waits and goes_on):
        content.append(left)
    short = left[1] - left[0] < 5 or not edges.has_verb(prose, *left)
    if goes_on and (not content or short):
        content.append((end + 1, edges.close(prose, end + 1, last)))
    if not content:
        return None
    return Speech(
        cue=(place, place + 2), source=source, content=tuple(content), shape=Shape.ACCORDING, lemma="according"
    )


def _last_clause(prose: Prose, start: int, end: int) -> int:
    """Where the last of several clauses starts: "..., and he left at noon, according to"."""
    for place in range(end - 3, start, -1):
        joined = prose.words[place] in {"and", "but"} and prose.words[place - 1] == "," and prose.quote_of[place] < 0
        if joined and (grammar.is_personal(prose.words[place + 1]) or prose.is_verb(place + 2)):
            return place + 1
    return start


def _source_end(prose: Prose, start: int, last: int) -> int:
    words = prose.words
    end = start
    while end < last and not prose.in_block(end):
        word = words[end]
        if word in _STOPS or (word == "," and not _names_more(prose, end, last)):
            break
        if word in {"while", "but", "although", "though", "who"} and words[end - 1] != ",":
            break
        end += 1
    return end - 1 if words[end - 1] == "," else end


def _names_more(prose: Prose, comma: int, last: int) -> bool:
    """Tell whether what follows a comma still belongs to the name before it."""
    after = prose.words[comma + 1] if comma + 1 < last else ""
    if after in {"who", "whose", "which"}:
        return True
    if after not in {"a", "an", "the", "one", "former"} and not (after and speakers.is_title(prose, comma + 1)):
        return False
    for place in range(comma + 1, last):
        if prose.quote_of[place] >= 0 or prose.is_verb(place):
            return False
        if prose.words[place] in ",.":
            return True
    return True


def adverb(prose: Prose, place: int, first: int, last: int) -> Speech | None:
    """The clause that "reportedly" or "allegedly" stands in."""
    start = _clause_start(prose, place, edges.segment_start(prose, place, first))
    end = edges.first_comma(prose, place, edges.close(prose, place + 1, last))
    content = tuple(part for part in ((start, place), (place + 1, end)) if part[1] > part[0])
    if end - start < 4 or not edges.has_verb(prose, start, end):
        return None
    return _unnamed((place, place + 1), content, prose.words[place])


def _clause_start(prose: Prose, place: int, first: int) -> int:
    """After the last comma or conjunction before `place`."""
    for start in range(place - 3, first, -1):
        if prose.words[start] == "," and prose.quote_of[start] < 0:
            return start + 1
    return first


def passive(verb: Verb) -> Speech | None:
    """Read "Was described as", "is said to", "was accused of", "it was reported that"."""
    prose, cue, place, last = verb.prose, verb.cue, verb.place, verb.last
    following = prose.words[place + 1] if place + 1 < last else ""
    subject = speakers.before(prose, verb.start, verb.first)
    if subject is None:
        return None
    end = edges.close(prose, place + 1, last)
    if cue.lemma == "report" and (following in {"", "."} or following in grammar.DAYS):
        whole = (edges.segment_start(prose, verb.start, verb.first), verb.start)
        return _unnamed((verb.start, place + 1), (whole,), cue.lemma)
    if end - place < 3:
        return None
    if following == "that" and prose.words[subject[0]] == "it":
        return _unnamed((verb.start, place + 1), ((place + 2, end),), cue.lemma)
    if not _reports(cue, following):
        return None
    return _unnamed((verb.start, place + 1), (subject, (place + 1, end)), cue.lemma)


def _reports(cue: Cue, following: str) -> bool:
    if following == "to":
        return cue.lemma in _TO_PASSIVES
    if following == "as":
        return cue.lemma in _AS_PASSIVES
    return cue.lemma in _NAME_PASSIVES and following not in _PARTICLES


def _unnamed(cue: Range, content: tuple[Range, ...], lemma: str) -> Speech:
    return Speech(cue=cue, source=None, content=content, shape=Shape.HEARSAY, lemma=lemma, stance=Stance.REPORTS)


def labelled(prose: Prose, first: int, last: int) -> Speech | None:
    """A line that begins with its speaker and a colon: a headline, or a turn in a transcript."""
    if (first and not prose.breaks[first]) or prose.words[first] in _LABELS:
        return None
    for place in range(first, min(first + _LONGEST_LABEL, last)):
        if prose.words[place] == ":":
            end = _turn_end(prose, last)
            rare = first > 0 and not prose.raws[first].isupper() and prose.raws.count(prose.raws[first]) < _OFTEN
            short = place - first == 1 and rare
            if short or place == first or end - place < 4 or not _is_name(prose, first, place):
                return None
            listed = prose.words[place:end].count(",") * 5 > end - place
            if (
                listed
                or (first and not edges.has_verb(prose, place + 1, end))
                or prose.words[place - 1] in {"latest", "leaked", "tip", "note"}
            ):
                return None
            return Speech(
                cue=(place, place + 1),
                source=(first, place),
                content=((place + 1, end),),
                shape=Shape.LABELLED,
                lemma=":",
            )
        if prose.quote_of[place] >= 0 or prose.words[place] in ".,;?!":
            return None
    return None


def _turn_end(prose: Prose, last: int) -> int:
    """The end of the paragraph that a turn in a transcript fills."""
    while last < len(prose) and not prose.breaks[last]:
        last += 1
    return last


def _is_name(prose: Prose, first: int, last: int) -> bool:
    linked = {"of", "the", "&", "and", "-", "–", "—", "’", "'", "at", "to", "on", "in", "s"}
    return prose.is_capital(first) and all(
        prose.is_capital(p) or prose.words[p] in linked or "." in prose.words[p] for p in range(first, last)
    )
