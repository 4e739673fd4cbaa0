"""Which clauses of a text ask: inversion, question words, set phrases, tags and question marks.

Promises: the words under a question, so that a question about something else in the same message is told apart.
Refuses to know what is asked about.
"""

from dataclasses import dataclass

from claims_db.matching.clauses import Cue, Parse, Sentence
from claims_db.matching.closed_classes import STOP, WHO
from claims_db.matching.lexicon import is_participle, is_past, words

_AUXILIARIES = words(
    """
    is are was were do does did has have had will would can could should isnt arent wasnt werent dont doesnt didnt
    hasnt havent hadnt wont wouldnt cant couldnt shouldnt am aint
    """
)
_BE = words("is are was were isnt arent wasnt werent")
_SUBJECTS = words(
    """
    i you he she it we they this that there these those u yall anyone anybody someone somebody
    """
)
_WONDER = words("on earth the hell heck fuck tf in world exactly ever")
"""Words between a question word and its auxiliary."""
_CHOOSING = words("what which")
_MEASURES = words("many much long far often big old soon")
"""Words behind "how" that belong to it."""
_INVERTING = words("did does do is are was were has have will would can could should")
_BEHIND_INVERTED = _SUBJECTS | words("the a an his her their my our your its")
"""What follows an auxiliary in front of its subject ("what grounds did the judge have")."""
_DENIED_BE = words("isnt arent wasnt werent aint")
_DENYING = words("didnt doesnt dont hasnt havent hadnt wont wouldnt couldnt cant") | _DENIED_BE
"""Auxiliaries that, behind a comma, mostly go on with what was begun ("Smith, the baker, didn't attend")."""
_MOST_NAMED = 6
"""Within so many words of a denied "be" its "who" stands."""
_OBJECTS = words("a an to been some no")
"""Words behind an auxiliary that is a verb of its own ("had a talk")."""
_CARRYING = _BE | words("has have had hasnt havent hadnt")
"""Auxiliaries behind which a participle tells ("Smith, the baker, has sued")."""
_ANYWHERE = words("did does didnt doesnt")
_ORDERING = words("do dont have can cant will wont had having cannot")
_AFTER_COPULA = words("not a so such been going gonna being just")
_WH = words("who what when where why how which whos whats hows whens wheres whys whyd howd whend whered")
_CLIPPED = words("whyd howd whend whered")
"""Question words with an auxiliary of their own."""
_LEAD = words(
    """
    so wait ok okay um uh and but hey yo lol hold on quick question q guys chat also hmm huh like bro dude man
    btw fyi ps on at in for by anyone well right sorry please pls yall then wdym lmao seriously really now genuine
    serious actual honest stupid dumb or folks everyone hi hello oh just wtf tf omg cuz random no yeah
    """
)
"""Words that may stand before the opening of a question."""
_ASIDE = words("so maybe perhaps or should shall")
"""Words with which the last clause of a sentence begins that asks about itself alone."""
_TAGS = words(
    """
    right no huh eh yeah true real fr legit correct yes really confirmed srs seriously innit what source proof
    link cap nah
    """
)
_BACK = _TAGS | words(
    """
    really sources thoughts when why how where who wait evidence sure serious fake false actually since so verified
    confirmation is was did does has have are
    """
)
"""Words of which one is in a few words that ask about what went before."""
_RHETORICAL = tuple(
    tuple(form.split())
    for form in """
    can you believe, can u believe, did you see, did you hear, did u see, did u hear, have you heard, have you
    seen, have u heard, did yall see, did yall hear, did everyone see, did anyone see, did anyone else see, who
    would have thought, who knew, how is nobody talking, why is nobody, why is no one, why isnt anyone, how cool
    is, how crazy is, how wild is, how insane is, are you kidding, are you serious, are we just, do you
    realize, you know what, guess what, guess who, did you know, did u know, you guys see, you see, yall
    see, you heard, remember when, anyone else
    """.replace("\n", " ").split(",")
)
"""Openings that ask for no answer about the fact they bring up."""
_IF = words("if since")
"""What opens a sentence that asks about all of it."""
_ASKING = words("ask wonder")
_OTHERS = words("he she they who")
"""Those who are told to have asked."""
_MOST_LEAD = 4
_OWN = 2
"""So many content words behind a set phrase with "so" are what it asks about ("so is it okay to read them?")."""
_OWN_WORDS = 4
"""Where there are so many words of any kind, one such will do."""
_OR = frozenset({("or", "not"), ("or", "just")})
"""Cues that ask only where a question mark stands."""
_ASSURING = frozenset({("ok",), ("okay",), ("k",), ("alright",), ("got", "it"), ("capisce",), ("mkay",)})
"""What ends a statement with a question mark and asks nothing."""


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
    return tuple(question for sentence in parse.sentences for question in _in_sentence(parse, sentence))


def _in_sentence(parse: Parse, sentence: Sentence) -> list[Question]:
    phrases = [
        Question(*_phrase_reach(parse, cue, sentence), cue.start, cue.end, firm=True)
        for cue in parse.cues
        if "question" in cue.kinds
        and sentence.start <= cue.start < sentence.end
        and not _is_told(parse, cue)
        and (sentence.asks or parse.words[cue.start : cue.end] not in _OR)
    ]
    if phrases:
        return phrases
    clauses = [(start, end) for start, end in parse.clauses if sentence.start <= start and end <= sentence.end]
    opened = [found for start, end in clauses if (found := _opened(parse, start, end, sentence))]
    if not sentence.asks:
        return opened
    if not opened:
        rhetorical = any(_opens_rhetorically(parse, start, end) for start, end in clauses)
        rhetorical = rhetorical or (len(clauses) > 1 and parse.words[slice(*clauses[-1])] in _ASSURING)
        return [] if rhetorical else [_marked(parse, clauses, sentence)]
    tag = _tag(parse, clauses)
    return [*opened, Question(sentence.start, sentence.end, *tag, firm=True)] if tag else opened


def _is_told(parse: Parse, cue: Cue) -> bool:
    """Tell whether somebody else is said to have asked ("Ann asked if"), or something to back nothing up."""
    if parse.words[cue.start] == "back" and cue.start:
        backer, here = parse.tokens[cue.start - 1 : cue.start + 1]
        told = backer.word in _AUXILIARIES or (backer.content and not parse.sentences[here.sentence].asks)
        return told and backer.clause == here.clause
    asks = parse.bases[cue.start] in _ASKING and cue.start > 0
    before = parse.tokens[cue.start - 1] if asks else None
    return (
        before is not None
        and before.clause == parse.tokens[cue.start].clause
        and (before.content or before.word in _OTHERS)
    )


def _opened(parse: Parse, start: int, end: int, sentence: Sentence) -> Question | None:
    """A question opened by inversion or a question word at the start of a clause."""
    opening = _opening(parse, start, end)
    if opening is None or opening + 1 >= end or _is_rhetorical(parse.words[opening:end]):
        return None
    opener, second = parse.words[opening : opening + 2]
    if opener in _WH:
        if (not sentence.asks and not _asks_by(opener, parse.words[opening + 1 : end])) or (
            parse.tokens[opening].text.isupper() and not parse.shouted
        ):
            return None
    elif (opener in _ORDERING and second in _OBJECTS) or (
        not sentence.asks
        and (
            (opener not in _ANYWHERE and start > sentence.start + _MOST_LEAD)
            or not _inverts(parse.words[opening:end])
            or (start > sentence.start and opener in _DENYING and second not in _BEHIND_INVERTED)
            or _denies_who(parse.words[opening:end])
        )
    ):
        return None
    if sentence.asks and not _IF.isdisjoint(parse.words[sentence.start : sentence.start + 2]):
        start = sentence.start
    return Question(start, sentence.end if sentence.asks else end, opening, opening + 1, firm=True)


def _asks_by(opener: str, behind: tuple[str, ...]) -> bool:
    """Tell whether an auxiliary follows a question word at once or behind words of wonder: "how on earth did"."""
    if opener in _CLIPPED or (opener == "how" and behind[:1] == ("come",)):
        return True
    first = next((place for place, word in enumerate(behind) if word not in _WONDER), 0)
    if behind[first] in _AUXILIARIES:
        return opener != "what" or _BE.isdisjoint(behind[first + 2 :])
    chosen = opener in _CHOOSING or (opener == "how" and behind[0] in _MEASURES)
    return chosen and len(behind) > 2 and behind[1] in _INVERTING and behind[2] in _BEHIND_INVERTED


def _denies_who(words: tuple[str, ...]) -> bool:
    """Tell whether a clause denies, its "it" left out, who it was: "wasn't Smith who did it"."""
    return words[0] in _DENIED_BE and words[1] != "it" and not WHO.isdisjoint(words[2:_MOST_NAMED])


def _opens_rhetorically(parse: Parse, start: int, end: int) -> bool:
    opening = _opening(parse, start, end)
    return _is_rhetorical(parse.words[start if opening is None else opening : end])


def _is_rhetorical(words: tuple[str, ...]) -> bool:
    return any(words[: len(form)] == form for form in _RHETORICAL)


def _opening(parse: Parse, start: int, end: int) -> int | None:
    """Where the question word or auxiliary stands, behind at most a few leading words."""
    for place in range(start, min(start + _MOST_LEAD + 1, end)):
        word = parse.words[place]
        if (word in _AUXILIARIES and parse.tokens[place].text[1:3] not in {"e'", "e’"}) or word in _WH:
            return place
        if word not in _LEAD:
            return None
    return None


def _does_something(words: tuple[str, ...]) -> bool:
    """Tell whether a bare verb with its object follows "did a nurse": one behind which the object begins."""
    if words[1] != "a":
        return False
    verbs = (place for place in range(3, len(words) - 1) if words[place + 1] in _BEHIND_INVERTED)
    return any(words[place] not in STOP and not is_past(words[place]) for place in verbs)


def _inverts(words: tuple[str, ...]) -> bool:
    """Tell a question without its mark from an order or a clipped statement."""
    first, second = words[:2]
    if first in _ORDERING:
        return second in _SUBJECTS or (first == "will" and second not in {"not", "be", "smith", "never"})
    if first in _CARRYING and is_participle(second):
        return False
    if first in _BE or first in {"has", "hasnt", "havent", "am", "aint"}:
        return second not in _AFTER_COPULA and len(words) > 2
    return second not in {"not", "nothing", "be", "have", "been", "so", "a", "what"} or _does_something(words)


def _phrase_reach(parse: Parse, cue: Cue, sentence: Sentence) -> tuple[int, int]:
    """A set phrase asks about its whole sentence, and about what went before when it says nothing itself."""
    end = next((place for place in range(cue.end, sentence.end) if parse.words[place] == "but"), sentence.end)
    own = sum(parse.tokens[place].content for place in range(sentence.start, end) if not cue.start <= place < cue.end)
    if own >= 2:
        return (
            cue.start if parse.words[cue.start] == "so" and _asks_its_own(parse, cue.end, end) else sentence.start
        ), end
    return _before(parse, sentence), sentence.end


def _asks_its_own(parse: Parse, start: int, end: int) -> bool:
    """Tell whether the words behind "so is it" ask about something else than the truth of what went before."""
    truth = any("truth" in cue.kinds for cue in parse.cues if start <= cue.start < end)
    behind = sum(token.content for token in parse.tokens[start:end])
    return behind >= _OWN or (behind > 0 and end - start >= _OWN_WORDS and not truth)


def _before(parse: Parse, sentence: Sentence) -> int:
    """Where the sentence before begins; the first begins where it begins."""
    number = parse.tokens[sentence.start].sentence
    return parse.sentences[number - 1].start if number else sentence.start


def _marked(parse: Parse, clauses: list[tuple[int, int]], sentence: Sentence) -> Question:
    """A sentence that asks by its mark alone; a few words at its end ask about what went before."""
    start = next((start for start, _ in reversed(clauses[1:]) if parse.words[start] in _ASIDE), sentence.start)
    content = sum(token.content for token in parse.tokens[sentence.start : sentence.end])
    if content <= 1 and not _BACK.isdisjoint(parse.words[sentence.start : sentence.end]):
        return Question(_before(parse, sentence), sentence.end, *clauses[-1], firm=True)
    return Question(start, sentence.end, sentence.end - 1, sentence.end, firm=False)


def _tag(parse: Parse, clauses: list[tuple[int, int]]) -> tuple[int, int] | None:
    """A short question at the end that asks for assent to the rest."""
    start, end = clauses[-1]
    short = end - start <= 3 and parse.words[start] in _AUXILIARIES
    if len(clauses) > 1 and (short or _TAGS.issuperset(parse.words[start:end])):
        return start, end
    return (end - 1, end) if parse.words[end - 1] in {"right", "huh", "eh", "innit"} else None
