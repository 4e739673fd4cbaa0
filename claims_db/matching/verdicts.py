"""Words by which a message calls a story untrue: where they stand, and whether they point at the claim.

Promises: the verdicts of a message on a claim, as the places of their words. Refuses to know what the claim itself
denies.
"""

from collections.abc import Iterator

from claims_db.matching.clauses import Cue
from claims_db.matching.comparison import Comparison
from claims_db.matching.lexicon import is_participle, words
from claims_db.matching.negation import NONE

_SHOWN = words(
    """
    video clip footag vid photo pictur pic imag photograph screenshot post tweet articl headlin stori quot caption
    movi film show seri episod game netflix tiktok fifa minecraft simul trailer sketch rehears drill set
    """
)
_TRUSTING = words("believ trust fall")
_CONTRADICTING = words("wrong nope nah incorrect false lies")
_HEARD = words("heard thought told taught read believed assumed")
_OURSELVES = words("i me us my we our")
_MISTAKEN = words("wrong error mistak mistaken")
"""What verdicts say that are none where the claim itself tells of a mistake."""
_JUDGING = words("thought felt thinks think feel feels reckon reckoned said says")
_SOMEBODY = words("he she they")
_YOU = words("you youve youre yall")
_LYING = words("lie liar")
_STORIES = _SHOWN | words(
    """
    claim rumor rumour news report stuff tale myth talk narrat letter document evid info inform account version
    part bit figur number quot detail header rest line theori meme legend thread sourc site page
    """
)
"""Bases of words for what is told and what it is told by."""
_NAMED = words("thing stori tale claim rumor rumour legend myth busi line")
"""Bases of words by which a story is named and not told."""
_BESIDE_BE = words("has have had always just really all also actually totally clearly obviously simply only still")
_REQUEST = 5
"""How many words behind a request to stop telling what it is about stands, at most."""
_STOPPING = words("stop quit")
_SHOWN_REACH = 16
"""How many words before a cue of origin stands what it is said of, at most."""
_VERDICTS = frozenset({"debunk", "irony", "doubt", "origin"})
_OF_WHAT = 3
"""Within so many words behind "of" stands what something is of ("no trace of", "photos of")."""
_NEAR = 2
"""How many sentences from those that speak of the claim a verdict on it may stand."""
_SHORT = 8
"""How many content words a verdict has at most that stands in a sentence of its own."""


def verdicts(comparison: Comparison) -> Iterator[tuple[int, ...]]:
    """Words that call the story untrue, near what speaks of the claim and not undone by "not fake" or the like."""
    message = comparison.message
    tokens = message.parse.tokens
    endorsed = {tokens[cue.start].sentence: cue.end for cue in message.parse.cues if "endorsement" in cue.kinds}
    for cue in comparison.cues:
        untrue = "truth" in cue.kinds and _is_untrue(comparison, cue)
        if (cue.kinds.isdisjoint(_VERDICTS) and not untrue) or "no_negator" in cue.kinds or comparison.asked(cue.start):
            continue
        places = tuple(range(cue.start, cue.end))
        if any(excuse(comparison, cue) for excuse in _EXCUSES):
            continue
        if cue.start < endorsed.get(tokens[cue.start].sentence, 0) or not comparison.aligned.isdisjoint(places):
            continue
        if (untrue or not _is_negated(comparison, cue)) and _points_at_claim(comparison, cue):
            yield places


def opener(comparison: Comparison) -> tuple[int, ...]:
    """A word of contradiction that starts a sentence on the claim, or the one behind those on it."""
    parse = comparison.message.parse
    for sentence in parse.sentences:
        if comparison.start <= sentence.start <= comparison.end and not comparison.asked(sentence.start):
            for cue in comparison.cues:
                if cue.start == sentence.start and "opener" in cue.kinds:
                    return tuple(range(cue.start, cue.end))
    return ()


def blames(comparison: Comparison, verdict: tuple[int, ...], said: tuple[int, ...]) -> bool:
    """Tell whether a verdict is on those who speak, and what is said stands apart from it, in the writer's own name.

    "Don't believe the firm, it did leak", but not "who says that it leaked is lying". "Wrong, it did leak" is one too,
    and so is "you've got it wrong, it did leak".
    """
    parse = comparison.message.parse
    if parse.tokens[verdict[0]].clause == parse.tokens[said[0]].clause:
        return False
    first = parse.clause(verdict[0])[0]
    if parse.words[first] in _YOU and not _MISTAKEN.isdisjoint(parse.bases[place] for place in verdict):
        return True
    if parse.words[verdict[0]] in _CONTRADICTING and any(verdict[0] == sentence.start for sentence in parse.sentences):
        return True
    if any(report.first <= said[0] < report.last for report in comparison.message.reports):
        return False
    behind = parse.tokens[verdict[-1] + 1 : verdict[-1] + 4]
    bases = [parse.bases[place] for place in verdict]
    trusts = not _TRUSTING.isdisjoint(bases) and any(token.content and token.base not in _SHOWN for token in behind)
    return trusts or not _LYING.isdisjoint(bases)


def names_story(comparison: Comparison) -> bool:
    """Tell whether what a verdict is on is only named ("the Smith thing"), so that the verdict is on the claim."""
    bases, aligned = comparison.message.parse.bases, comparison.aligned
    named = (place for place in range(comparison.start, comparison.end) if bases[place] in _NAMED)
    return any(not aligned.isdisjoint(range(place - 3, place + 4)) and place not in aligned for place in named)


def _tells_who(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether somebody of the claim is the one who did it: "dreamt up by Smith" is how Smith invented it."""
    main = comparison.claim.main
    following = comparison.message.parse.words[cue.end : cue.end + 1]
    made = is_participle(comparison.message.parse.words[cue.end - 1])
    return made and following == ("by",) and main is not None and cue.end + 1 in comparison.saying(main.subject)


def _is_claimed_mistake(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether a word of error says what the claim says too ("deported by mistake")."""
    mistaken = not _MISTAKEN.isdisjoint(comparison.message.parse.bases[cue.start : cue.end])
    return mistaken and "wrong_adj" in comparison.claim.senses


def _is_hearsay(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether a verdict is only what somebody heard or thought who asks: "is it so? I was told the opposite"."""
    parse = comparison.message.parse
    sentence = parse.sentences[parse.tokens[cue.start].sentence]
    told = set(parse.words[sentence.start : cue.start])
    heard = not told.isdisjoint(_HEARD) and not told.isdisjoint(_OURSELVES)
    return heard and bool(comparison.aligned) and all(comparison.asked(place) for place in comparison.aligned)


def _denies_part(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether a negative claim is said by a word that denies too ("has nothing to do with it")."""
    return "negator" in cue.kinds and comparison.claim.negative


def _compares(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether "as if" compares something ("as if it were nothing") and is no answer by itself."""
    parse = comparison.message.parse
    return parse.words[cue.start : cue.end] == ("as", "if") and cue.end < parse.clause(cue.start)[1]


def _is_untrue(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether a word for truth is denied: "is not accurate"."""
    for negation in comparison.message.negations:
        early = comparison.message.parse.words[negation.start] == "before"
        if negation.end <= cue.start and negation.scope[:2].count(cue.start) and not early:
            return True
    return False


def _is_negated(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether a negation stands right before a verdict ("is not a lie")."""
    bases, tokens = comparison.message.parse.bases, comparison.message.parse.tokens
    return bases[cue.start] != "be" and any(
        cue.start - 3 <= negation.start < cue.start
        and "be" not in bases[negation.end : cue.start]
        and tokens[negation.start].clause == tokens[cue.start].clause
        for negation in comparison.message.negations
    )


def _shows_this(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether a word of origin says of no clip, picture or post that it is from another year, a film, a game."""
    if "origin" not in cue.kinds:
        return False
    message = comparison.message
    first = message.parse.sentences[message.parse.tokens[cue.start].sentence].start
    near = range(max(first, cue.start - _SHOWN_REACH), min(cue.end + 6, len(message.parse.words)))
    told = any(message.parse.bases[place] in _SHOWN for place in near)
    agreed = [number for _, number in comparison.agreed]
    years = [number for number in message.quantities if number.kind == "year" and number not in agreed]
    dated = any(cue.end <= number.start < cue.end + 4 for number in years)
    return not (told or dated)


def _points_at_claim(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether a verdict stands within the sentences on the claim, or in a short one next to them."""
    if comparison.start <= cue.start < comparison.end:
        return True
    parse = comparison.message.parse
    sentence = parse.tokens[cue.start].sentence
    first, last = parse.tokens[comparison.start].sentence, parse.tokens[comparison.end - 1].sentence
    if not first - _NEAR <= sentence <= last + _NEAR:
        return False
    bounds = parse.sentences[sentence]
    if parse.words[cue.end - 1] == "no" and cue.end < parse.clause(cue.start)[1]:
        return False
    return sum(token.content for token in parse.tokens[bounds.start : bounds.end]) <= _SHORT


def _is_of_else(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether a verdict is on another thing than the claim or a story ("boxing was always a joke")."""
    parse = comparison.message.parse
    first = parse.clause(cue.start)[0]
    last = cue.start if parse.bases[cue.start] == "be" else cue.start - 1
    if last <= first or parse.bases[last] != "be":
        return False
    while last > first and parse.words[last - 1] in _BESIDE_BE:
        last -= 1
    numbers = {number.start for _, number in comparison.agreed}
    subject = [place for place in range(first, last) if parse.tokens[place].content or place in numbers]
    known = any(place in comparison.aligned | numbers or parse.bases[place] in _STORIES for place in subject)
    return bool(subject) and subject[-1] == last - 1 and not known


def _forbids_else(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether a request to stop telling is about something else: "stop posting spoilers"."""
    parse = comparison.message.parse
    following = parse.tokens[cue.end] if cue.end < len(parse.tokens) else None
    asks = parse.words[cue.start] in _STOPPING and cue.end - cue.start > 1
    return asks and following is not None and following.content and not _tells_lies(comparison, cue.end)


def _tells_lies(comparison: Comparison, start: int) -> bool:
    """Tell whether a word of the claim, of a story or of a lie stands close behind."""
    parse = comparison.message.parse
    behind = range(start, min(start + _REQUEST, len(parse.words)))
    told = any(place in comparison.aligned or _is_shown(comparison, place) for place in behind)
    return told or any(cue.start in behind and not cue.kinds.isdisjoint(_VERDICTS) for cue in comparison.cues)


def _is_shown(comparison: Comparison, place: int) -> bool:
    """Tell whether a word is for what is told or shown, and not of something else ("photos of mouldy bread")."""
    parse = comparison.message.parse
    behind = range(place + 2, min(place + _OF_WHAT + 2, len(parse.words)))
    of_else = any(parse.tokens[other].content for other in behind) and comparison.aligned.isdisjoint(behind)
    return parse.bases[place] in _SHOWN and not (parse.words[place + 1 : place + 2] == ("of",) and of_else)


def _denies_as_claimed(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether a verdict is the denial that a negative claim tells too: "no signs of life" for "found no life"."""
    behind = range(cue.end, cue.end + _OF_WHAT)
    denies = comparison.message.parse.words[cue.start] in NONE
    return denies and not comparison.saying(comparison.claim.negated).isdisjoint(behind)


def _judges_deed(comparison: Comparison, cue: Cue) -> bool:
    """Tell whether others judge somebody, not the story: "half of them thought she was wrong"."""
    parse = comparison.message.parse
    before = parse.words[max(cue.start - 3, 0) : cue.start]
    judged = len(before) > 1 and before[-1] in _SOMEBODY and before[-2] in _JUDGING and before[0] not in _OURSELVES
    return judged and parse.words[cue.end - 1] == "wrong"


_EXCUSES = (
    _judges_deed,
    _denies_as_claimed,
    _is_hearsay,
    _denies_part,
    _compares,
    _tells_who,
    _is_claimed_mistake,
    _shows_this,
    _is_of_else,
    _forbids_else,
)
"""What makes a verdict of words none."""
