"""Which words a text denies: negating cues and how far they reach.

Promises: every negation of a text with the words in its scope, after the manner of NegEx (Chapman et al. 2001): a cue
reaches forward to the end of its clause or to a word that starts another one; phrases that only look like negations
("not only", "no doubt") reach nothing. Refuses to weigh what a denial means for a claim.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claims_db.matching.clauses import Cue, Parse
from claims_db.matching.closed_classes import BE, DETERMINERS, FINITE, SUBORDINATORS, WHO
from claims_db.matching.constituents import starts
from claims_db.matching.lexicon import is_past, words

_REACH = 8
"""How many content words a negation reaches at most."""
_FARTHEST = 25
"""How many words of any kind a negation looks at."""
_SHORT = {"without": 3, "instead": 3, "rather": 3, "zero": 3, "lack": 3, "no": 5, "avoid": 3}
"""Cues that reach fewer words."""
_TRIES = words("bid attempt effort request plea motion appeal call applic petit offer chanc opportun propos demand")
_AIMS = words("to for of at")
_PLANS = _TRIES | words("plan vote bill scheme campaign move push lawsuit deal merger takeov talk")
_FAILING = frozenset({"fail", "called_off", "cancel", "lose"})
"""Senses of verbs that end what was tried."""
REFUSING = frozenset({"reject", "refuse"})
"""Senses of verbs that refuse something."""
_BETWEEN = 4
"""How many words stand between a refusal and what was refused."""
_AVERTING = words("save rescu stop block prevent bar ban prohibit forbid discourag keep")
_APART = 6
"""How many words stand between such a verb and "from" at most."""
_CLEARED = words("clear acquit exoner absolv")
_PREPOSITIONS = {"from": _AVERTING, "of": _CLEARED}
"""Behind which prepositions stands what does not happen, or did not, by the bases of the verbs before."""
_REFUSALS = frozenset(
    tuple(form.split()) for form in ("refus to", "declin to", "fail to", "say no to", "rule out", "decid against")
)
"""Denials that are denied themselves by one right before them ("never refused to")."""
_ANYMORE = words("anymore longer")
NONE = words("no zero nothing")
"""Words with which phrases of other kinds begin that deny too ("no trace of")."""
_WIDE = words("no nobody none nothing neither zero noone")
"""Cues that stand in the subject and so reach past its verb "be"."""

_BEFORE_BARE = words("to didnt dont doesnt cant couldnt cannot wont wouldnt")
"""The last words of cues that stand before a bare verb."""
_JOINING = words("and but")
_SHOWING = words("suggest show prove indic establish demonstr")
"""Bases of verbs whose denial denies what they would show."""
_ANYBODY = words("people person man woman guy those ones")
_INFORMING = words("tell inform warn assur remind notifi show convinc")
_PRONOUNS = words("he she it they we i you")


@dataclass(frozen=True, slots=True)
class Negation:
    """A cue [start, end) and the places of the content words it denies; `ended` where they once held ("no longer").

    What `averts` is itself no denial, but done: "saved the pub from closing".
    """

    start: int
    end: int
    scope: tuple[int, ...]
    ended: bool = False
    averts: bool = False


def negations(parse: Parse, cues: Sequence[Cue]) -> tuple[Negation, ...]:
    """The negations among the cues of a text, left to right."""
    denying, doubled = _undoubled(parse, cues)
    denied = [_negation(parse, cue.start, cue.end) for cue in denying]
    denied += [Negation(cue.start, cue.end, (refusal.start,)) for cue, refusal in doubled]
    reached = {place for negation in denied for place in negation.scope}
    averted = [negation for negation in _averted(parse) if negation.start not in reached]
    return tuple(sorted([*denied, *_thwarted(parse), *averted], key=lambda negation: negation.start))


def _undoubled(parse: Parse, cues: Sequence[Cue]) -> tuple[list[Cue], list[tuple[Cue, Cue]]]:
    """The cues that deny and are not denied themselves ("can't tell me he didn't"); those of refusals, with these."""
    denying = {cue.start: cue for cue in cues if _denies(parse, cue)}
    places = sorted(denying)
    doubled: list[tuple[Cue, Cue]] = []
    for cue in cues:
        following = bisect_left(places, cue.end)
        behind = denying.get(places[following]) if following < len(places) else None
        opposes = cue.start in denying or ("retort" in cue.kinds and "negator" not in cue.kinds)
        if behind is None or not opposes:
            continue
        refused = parse.bases[behind.start : behind.end] in _REFUSALS and behind.start - cue.end <= 1
        retorts = "retort" in cue.kinds and parse.tokens[cue.start].clause == parse.tokens[behind.start].clause
        if refused and not retorts:
            doubled.append((cue, behind))
        if refused or retorts:
            denying.pop(cue.start, None)
            del denying[behind.start]
    return list(denying.values()), doubled


def _denies(parse: Parse, cue: Cue) -> bool:
    """Tell whether a cue denies what follows; "no way" does before an inverted verb: "no way did Smith win"."""
    following = parse.words[cue.end : cue.end + 1]
    return cue.denies or (parse.words[cue.start : cue.end] == ("no", "way") and not FINITE.isdisjoint(following))


def _averted(parse: Parse) -> list[Negation]:
    """What somebody is kept from doing ("saved the pub from closing") or did not do ("cleared of robbing it")."""
    found: list[Negation] = []
    for place in range(1, len(parse.words) - 1):
        if not parse.words[place + 1].endswith("ing") or parse.words[place] not in _PREPOSITIONS:
            continue
        verbs = _PREPOSITIONS[parse.words[place]]
        first = max(place - _APART, parse.clause(place)[0])
        verb = next((other for other in range(place - 1, first - 1, -1) if parse.bases[other] in verbs), None)
        if verb is not None:
            found.append(Negation(verb, verb + 1, (place + 1,), averts=True))
    return found


def _thwarted(parse: Parse) -> list[Negation]:
    """What was tried or asked for in vain ("turned down a bid to sell it", "her motion to sell was rejected")."""
    found: list[Negation] = []
    for place in range(1, len(parse.words)):
        clause = parse.tokens[place].clause
        if parse.bases[place] not in _PLANS or place + 1 >= parse.clauses[clause][1]:
            continue
        if parse.words[place + 1] not in _AIMS:
            continue
        start, end = parse.clauses[clause]
        refused = [
            other for other in range(start, end) if not REFUSING.isdisjoint(parse.senses[other]) and other != place
        ]
        failed = [other for other in range(place + 2, end) if not _FAILING.isdisjoint(parse.senses[other])]
        behind = [other for other in refused if other > place and parse.words[other - 1] in BE] or failed[-1:]
        tried = parse.bases[place] in _TRIES
        before = [other for other in refused if tried and other < place <= other + parse.lengths[other] + _BETWEEN]
        cue = (behind or before or [None])[-1]
        if cue is not None:
            last = cue if cue > place else end
            scope = tuple(other for other in range(place + 2, last) if parse.tokens[other].content)[:_REACH]
            found.append(Negation(cue, cue + parse.lengths[cue], scope))
    return [negation for negation in found if negation.scope]


def _negation(parse: Parse, start: int, end: int) -> Negation:
    scope = _scope(parse, start, end)
    last = scope[-1] if scope else end
    ended = parse.words[start:end] == ("no", "longer") or not _ANYMORE.isdisjoint(parse.words[end : last + 3])
    return Negation(start, end, scope, ended)


def _scope(parse: Parse, start: int, end: int) -> tuple[int, ...]:
    reach = _SHORT.get(parse.words[start], _REACH)
    wide = parse.words[start] in _WIDE
    reached = [verb for verb in (start - 2, start - 1) if wide and _is_verb(parse, verb, start)][:1]
    before = len(reached)
    for place in range(end, min(end + _FARTHEST, len(parse.words))):
        token = parse.tokens[place]
        if token.clause != parse.tokens[start].clause or len(reached) >= reach:
            break
        if token.word in SUBORDINATORS and not _carries_on(parse, start, place, reached[before:]):
            break
        if reached and ((token.base == "be" and not wide) or token.word == "about"):
            break
        if reached and (_goes_on(parse, end, place, reached[0]) or _relates(parse, place, reached)):
            break
        if token.content:
            reached.append(place)
    return tuple(reached)


def _carries_on(parse: Parse, start: int, place: int, reached: Sequence[int]) -> bool:
    """Tell whether a clause that begins is denied with what came before: "no proof that", "was not the man who"."""
    if parse.words[place] == "that" and (not reached or parse.bases[reached[-1]] in _SHOWING):
        return True
    being = starts(parse, start) or not BE.isdisjoint(parse.words[max(start - 1, 0) : start + 1])
    return being and parse.words[place] in WHO and bool(reached) and parse.words[reached[-1]] in _ANYBODY


def _goes_on(parse: Parse, end: int, place: int, verb: int) -> bool:
    """Tell whether behind a denied bare verb the sentence goes on with what was done ("refused to pay and quit")."""
    if verb != end or parse.words[end - 1] not in _BEFORE_BARE or parse.words[place] not in _JOINING:
        return False
    joined = parse.words[place + 1 : place + 2]
    done = bool(joined) and is_past(joined[0]) and joined[0] != parse.bases[place + 1]
    return done and not is_past(parse.words[verb])


def _relates(parse: Parse, place: int, reached: Sequence[int]) -> bool:
    """Tell whether a clause begins that tells which thing is meant ("did not declare the shares he owned")."""
    tells = any(parse.bases[other] in _INFORMING for other in reached)
    described = not DETERMINERS.isdisjoint(parse.words[max(place - 3, 0) : place - 1])
    noun = len(reached) > 1 and reached[-1] == place - 1 and described and not tells
    return noun and parse.words[place] in _PRONOUNS and is_past(parse.words[min(place + 1, len(parse.words) - 1)])


def _is_verb(parse: Parse, place: int, start: int) -> bool:
    """Tell whether a verb stands right before "nobody" or "no", which then deny it too ("hurt nobody")."""
    if place < 0 or parse.tokens[place].clause != parse.tokens[start].clause:
        return False
    ends = place + (1 if place in parse.gaps else parse.lengths[place]) == start
    verb = is_past(parse.words[place]) or parse.bases[place] == "have" or parse.words[place].endswith("ing")
    return ends and (parse.lengths[place] > 1 or (place == start - 1 and verb))
