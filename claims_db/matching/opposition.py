"""Whether a message opposes a claim: it denies what the claim says, says the contrary, or calls it untrue.

Promises: the places of the words that oppose, none where the message does not; the polarity of the claim itself is
taken into account, so that a negative claim is opposed by its affirmation. Refuses to weigh questions: what is asked
opposes nothing.
"""

from collections.abc import Sequence

from claims_db.matching.comparison import Comparison, is_before
from claims_db.matching.constituents import BE, starts
from claims_db.matching.exchange import cross
from claims_db.matching.lexicon import is_past, lexicon, words
from claims_db.matching.negation import Negation
from claims_db.matching.quantities import DATES
from claims_db.matching.roles import Act
from claims_db.matching.statement import Statement, looks_like_name
from claims_db.matching.verdicts import blames, opener, verdicts

_NEARLY = words("almost near")
_TRYING = words("tri attempt want threaten consid plan hope intend mull contempl wish about")
"""Bases of words behind which a verb says what has not happened."""
_THESE = frozenset({("it",), ("them",), ("that",)})
"""What stands behind a verb that takes back what was told ("did not touch it")."""
_UNABLE = words("couldnt could cannot cant can unable")
"""Words that deny that somebody could, not that he did."""
_DENYING = words(
    """
    free miss misses missed missing absent lack lacks innocent clean safe fine still stay stays remain remains
    kept keeps keep instead only hardly empty unharmed else
    """
)
"""Words that may deny without a negation."""
_MOST = 0.5
"""How much of what a negative claim denies a message says that affirms it in other words."""
_OURSELVES = words("i im we you youre")
"""Who a negation is about that is about nobody of the claim ("we are not Smith's")."""
_REFUSING = frozenset({"reject", "refuse"})
_POINTING = words("it its that this they thats theyre deal whole all everything")
_THE_ONE = frozenset({("the", "one"), ("the", "ones")})
_ONE = 3
_IT_WAS = frozenset({("it", "was"), ("it", "is")})
_THEY = words("they he she we you police cops")
_RELATIVES = words("who that")
_EMPHATIC = words("did does do really actually")
_GENERIC = words("happen true real case do be so be legit thing way go exist occur")
_CONTINUING = words("still remain remains remained stays stay stayed kept keeps keeping continues")
_STATES = frozenset({"survive", "die", "safe", "dangerous", "delay", "double"})
_CLEFT = 9
"""How many words before its verb "it was somebody who" begins, at most."""
_GERUND = 2
"""How many words behind a contrary verb a gerund stands at most."""


def opposition(comparison: Comparison) -> tuple[int, ...]:
    """The places of the words that oppose the claim, in the message; none for agreement."""
    verdict = next(verdicts(comparison), ())
    negative = _is_negative(comparison)
    denial = _denial(comparison, negative=negative) or _contrary(comparison) or _lost(comparison)
    if not negative:
        ways = (_somebody_else, _state, _included, _instead, _unfinished, _granted)
        denial = denial or next((found for way in ways if (found := way(comparison))), ())
        return verdict or denial or opener(comparison)
    said = _affirmed(comparison)
    if verdict and said and blames(comparison, verdict, said):
        return said
    otherwise = _affirmed_otherwise(comparison)
    if verdict:
        told = _affirmed(comparison, asked=True) or _on_the_contrary(comparison) or otherwise
        return verdict if denial or not told else ()
    return _doubly_denied(comparison) or (() if denial or comparison.flipped else said) or otherwise


def _is_negative(comparison: Comparison) -> bool:
    """Tell whether the claim itself denies something."""
    claim = comparison.claim
    return any(place in claim.negated for place in claim.predicates[:1])


def _denial(comparison: Comparison, *, negative: bool) -> tuple[int, ...]:
    """The cue of a negation that reaches what the claim says, or stands alone ("he did not").

    Of a negative claim its own negation counts too, of any other what the claim denies as well is no difference.
    """
    for cue in comparison.cues:
        said = not comparison.aligned.isdisjoint(range(cue.start, cue.end)) and cue.end - cue.start > 1
        if said and "debunk" in cue.kinds and cue.start not in comparison.aligned and not comparison.asked(cue.start):
            return tuple(range(cue.start, cue.end))
    for negation in comparison.message.negations:
        inside = comparison.start <= negation.start < comparison.end
        if inside and not comparison.asked(negation.start) and _reaches(comparison, negation, negative=negative):
            return tuple(range(negation.start, negation.end))
    return ()


def _reaches(comparison: Comparison, negation: Negation, *, negative: bool) -> bool:
    scope = negation.scope
    parse = comparison.message.parse
    if not scope:
        return parse.words[negation.start] not in {"no", "nothing", "none"} or negation.end < len(parse.words)
    if not negative and (
        _mirrors(comparison, negation) or any(place in scope for place in comparison.flipped.values())
    ):
        return False
    taken_back = not negative and _takes_back(comparison, negation)
    if taken_back or parse.bases[scope[0]] in _GENERIC or _said_of_predicates(comparison, scope):
        return True
    known = comparison.aligned | {other.start for _, other in comparison.agreed}
    hit = [place for place in scope if place in known]
    contrast = parse.words[negation.start] == "not" and starts(parse, negation.start)
    if len(hit) == len(scope) and (contrast or _names_claimed(comparison, hit)):
        return _OURSELVES.isdisjoint(parse.words[max(negation.start - 2, 0) : negation.start])
    untold = comparison.claim.predicates and comparison.claim.predicates[0] not in comparison.said
    touches = bool(hit) or (not negative and _is_of_actors(comparison, scope[0]))
    return (2 * len(hit) >= len(scope) or bool(untold and touches)) and not _main_is_affirmed(comparison)


def _is_of_actors(comparison: Comparison, verb: int) -> bool:
    """Tell whether a verb has several words of the claim for its actors ("the factory in Mexico was never built")."""
    places = {
        place for act in comparison.message.acts if act.place == verb for role in act.roles.values() for place in role
    }
    return len(comparison.aligned & places) > 1


def _takes_back(comparison: Comparison, negation: Negation) -> bool:
    """Tell whether somebody of the claim is said not to have done it, whatever the verb: "Smith didn't touch it"."""
    verb, words = negation.end, comparison.message.parse.words
    does = len(negation.scope) == 1 and negation.scope[0] == verb and words[verb + 1 : verb + 2] in _THESE
    return does and negation.start - 1 in comparison.aligned and words[negation.start] not in _UNABLE


def _mirrors(comparison: Comparison, negation: Negation) -> bool:
    """Tell whether the claim has the negation too: it denies words of the scope, or the cue is one of its own words."""
    claim = comparison.claim
    if negation.start in comparison.aligned:
        return True
    if any(other in negation.scope for place in claim.negated for other in comparison.said.get(place, ())):
        return True
    first = comparison.message.parse.bases[negation.scope[0]]
    return any(own.scope and claim.parse.bases[own.scope[0]] == first for own in claim.negations)


def _said_of_predicates(comparison: Comparison, scope: tuple[int, ...]) -> bool:
    """Whether a predicate of the claim stands in the scope near its head."""
    said = (other for place in comparison.claim.predicates for other in comparison.said.get(place, ()))
    return any(other in scope[:3] for other in said)


def _names_claimed(comparison: Comparison, places: list[int]) -> bool:
    """Tell whether a name of the claim, or who does what it says, is among the words ("..., not Smith")."""
    claim = comparison.claim
    doers = (place for act in claim.acts if act.place in claim.predicates[:1] for place in act.roles.get("agent", ()))
    return any(other in places for name in (*claim.named, *doers) for other in comparison.said.get(name, ()))


def _main_is_affirmed(comparison: Comparison) -> bool:
    """Tell whether the message says, undenied and as a verb, what the claim says first."""
    main = comparison.claim.predicates[:1]
    return any(
        other.place not in comparison.message.negated and other.noun == act.noun
        for act, other in comparison.pairs
        if act.place in main
    )


def _affirmed(comparison: Comparison, *, asked: bool = False) -> tuple[int, ...]:
    """The words that say, outside negations and unless `asked` outside questions, what a negative claim denies."""
    claim, message = comparison.claim, comparison.message
    if any(other.start in message.negated and one.kind not in DATES for one, other in comparison.agreed):
        return ()
    nouns = {act.place for act in claim.acts if act.noun}
    repeated = _denied_as_claimed(comparison)
    repeated |= _undone(message)
    for place in claim.predicates:
        if place in claim.negated and (place == claim.predicates[0] or place not in nouns):
            for other in comparison.said.get(place, ()):
                if other in message.negated or other in repeated or _turned(comparison, place, other):
                    continue
                if asked or not comparison.asked(other):
                    return (other,)
    return ()


def _undone(message: Statement) -> frozenset[int]:
    """The places of negations and of all in their reach, and of what stands behind a refusal ("rejected the sale")."""
    parse = message.parse
    found = {
        place for one in message.negations for place in range(one.start, one.scope[-1] + 1 if one.scope else one.end)
    }
    for place, senses in enumerate(parse.senses):
        if not _REFUSING.isdisjoint(senses) and place not in message.negated:
            found.update(range(place + 1, parse.clauses[parse.tokens[place].clause][1]))
    return frozenset(found)


def _denied_as_claimed(comparison: Comparison) -> frozenset[int]:
    """What stands behind a word that denies in the claim and is misspelt here ("refussed to")."""
    cues = {place for negation in comparison.claim.negations for place in range(negation.start, negation.end)}
    typed = [other for place in cues for other in comparison.said.get(place, ()) if other in comparison.typos]
    tokens = comparison.message.parse.tokens
    return frozenset(
        place for other in typed for place in range(other, len(tokens)) if tokens[place].clause == tokens[other].clause
    )


def _turned(comparison: Comparison, place: int, said: int) -> bool:
    """Tell whether the winner of the claim's contest is the loser, or the loser the winner."""
    pairs = [pair for pair in comparison.pairs if pair[0].place == place and pair[1].place == said]
    contests = [(act, other) for act, other in pairs if act.contests(other)]
    weighed = (cross(comparison.said, comparison.claim.named, act, other) for act, other in contests)
    return any(crossed > straight for straight, crossed, _ in weighed)


def _affirmed_otherwise(comparison: Comparison) -> tuple[int, ...]:
    """The words of what a negative claim denies, of which a message that denies nothing says most bar the predicate."""
    claim, message = comparison.claim, comparison.message
    said = comparison.flipped or claim.predicates[0] in comparison.said
    if said or comparison.beside < _MOST or _denies(message, comparison.start, comparison.end):
        return ()
    return tuple(place for place in sorted(comparison.aligned) if not comparison.asked(place))[:1]


def _denies(message: Statement, start: int, end: int) -> bool:
    """Tell whether a part of a message denies something, be it without a negation ("is out", "free of")."""
    words = message.parse.words
    return (
        any(start <= negation.start < end for negation in message.negations)
        or not _DENYING.isdisjoint(words[start:end])
        or any(not _REFUSING.isdisjoint(senses) for senses in message.parse.senses[start:end])
        or any(words[place] == "out" and words[place - 1] in BE for place in range(start + 1, end))
    )


def _included(comparison: Comparison) -> tuple[int, ...]:
    """What happened without somebody by the claim, and with them by the message."""
    claim, message = comparison.claim, comparison.message
    if not _main_is_affirmed(comparison):
        return ()
    for negation in claim.negations:
        if negation.start in claim.predicates:
            continue
        said = [other for place in negation.scope for other in comparison.said.get(place, ())]
        if said and message.negated.isdisjoint(said) and not comparison.asked(said[0]):
            return (said[0],)
    return ()


def _granted(comparison: Comparison) -> tuple[int, ...]:
    """What the claim tells the refusal of, done ("bought it" for "turned down the chance to buy it")."""
    claim = comparison.claim
    refusals = [
        one for one in claim.negations if one.start in claim.predicates[:1] and one.start not in comparison.said
    ]
    done = _affirmed(comparison) if refusals else ()
    words = comparison.message.parse.words
    return done if done and (is_past(words[done[0]]) or words[done[0] - 1] in _EMPHATIC) else ()


def _instead(comparison: Comparison) -> tuple[int, ...]:
    """The word that says that it went otherwise ("gave it to the church instead")."""
    words = comparison.message.parse.words
    for place in range(comparison.start, comparison.end):
        if words[place] == "instead" and words[place + 1 : place + 2] != ("of",) and not comparison.asked(place):
            return (place,) if "instead" not in comparison.claim.parse.words else ()
    return ()


def _unfinished(comparison: Comparison) -> tuple[int, ...]:
    """The word by which what the claim tells as done was only nearly done, tried or planned."""
    claim, parse = comparison.claim, comparison.message.parse
    for place in claim.predicates[:1]:
        if not is_past(claim.parse.words[place]):
            continue
        for other in comparison.said.get(place, ()):
            before = parse.bases[max(other - 2, 0) : other]
            word = next((base for base in before if base in _NEARLY), None)
            if word is None and before and (before[-1] == "to" or parse.words[other].endswith("ing")):
                word = next((base for base in before if base in _TRYING), None)
            if word and word not in claim.parse.bases and not comparison.asked(other):
                return (other,)
    return ()


def _doubly_denied(comparison: Comparison) -> tuple[int, ...]:
    """The contrary of what a negative claim denies, denied ("not allowed" for "never banned"), or denied to go on."""
    claim, message = comparison.claim, comparison.message
    for place in comparison.ended:
        if not comparison.asked(place):
            return (place,)
    for place in claim.predicates:
        if place in claim.negated and place not in comparison.said:
            for other in comparison.contrary(place, graded=False):
                if other in message.negated and not comparison.asked(other):
                    return (other,)
    return ()


def _contrary(comparison: Comparison) -> tuple[int, ...]:
    """A word contrary to what the claim says, where the message does not say the claim's own."""
    claim, message = comparison.claim, comparison.message
    against: list[int] = []
    verbs = {act.place for act in message.acts if not act.noun}
    others = (place for place in comparison.said if place not in claim.predicates)
    told = {other for place in others for other in comparison.said[place]} - verbs
    for place in claim.predicates[:3]:
        contrary = set(comparison.contrary(place)) - told
        against += [other for other in sorted(contrary) if _within(comparison, comparison.said.get(place, ()), other)]
        told.update(comparison.said.get(place, ()))
    if "called_off" not in claim.senses:
        left = (
            comparison.said.get(claim.predicates[0], ()) if claim.predicates and "agree" not in message.senses else ()
        )
        against += [
            other
            for other in message.words.by_sense.get("called_off", ())
            if other not in left and _speaks_of_claim(comparison, other)
        ]
    idioms = {cue.start for cue in message.parse.cues if "no_negator" in cue.kinds}
    if _is_as_before(comparison) or (claim.predicates and claim.predicates[0] not in comparison.said):
        against += [
            place
            for place, word in enumerate(message.parse.words)
            if word in _CONTINUING
            and place + 1 not in idioms
            and (_is_as_before(comparison) or not _goes_on(comparison, place))
        ]
    for other in against:
        inside = comparison.start <= other < comparison.end
        if inside and not comparison.asked(other) and other not in message.negated:
            return (other,)
    return ()


def _speaks_of_claim(comparison: Comparison, place: int) -> bool:
    """Tell whether a clause has a word of the claim, or one that points back at it ("they called it off")."""
    parse = comparison.message.parse
    start, end = parse.clauses[parse.tokens[place].clause]
    return not comparison.aligned.isdisjoint(range(start, end)) or not _POINTING.isdisjoint(parse.words[start:end])


def _within(comparison: Comparison, said: Sequence[int], phrase: int) -> bool:
    """Tell whether a predicate is said not at all or only behind a contrary one ("lift the ban", "cleared of robbing").

    Behind it stands what is part of its phrase, a noun, or a gerund.
    """
    parse = comparison.message.parse
    nouns = {other.place for _, other in comparison.pairs if other.noun}
    end = phrase + parse.lengths[phrase]
    return all(
        phrase < place < end
        or (place in nouns and phrase not in nouns)
        or (end < place <= end + _GERUND and parse.words[place].endswith("ing"))
        for place in said
    )


def _is_as_before(comparison: Comparison) -> bool:
    """Tell whether the message has the number from which something changed, and not the one to which it did."""
    claim, message = comparison.claim, comparison.message
    old = {one.kind for one, other in comparison.agreed if is_before(claim, one) and not is_before(message, other)}
    return bool(old) and not any(one.kind in old and not is_before(claim, one) for one, _ in comparison.agreed)


def _goes_on(comparison: Comparison, place: int) -> bool:
    """Tell whether what continues is what the claim says ("stays banned")."""
    ahead = [
        other
        for other in range(place + 1, min(place + 4, comparison.end))
        if comparison.message.parse.tokens[other].content
    ]
    return bool(ahead) and any(ahead[0] in comparison.said.get(one, ()) for one in comparison.claim.predicates[:1])


def _on_the_contrary(comparison: Comparison) -> bool:
    """Tell whether what is called untrue is what a negative claim denies too: a number of it or a name for it."""
    claim, message = comparison.claim, comparison.message
    undone = _undone(message)
    return any(one.start in claim.negated and other.start not in undone for one, other in comparison.agreed)


def _somebody_else(comparison: Comparison) -> tuple[int, ...]:
    """The words by which somebody else is said to be the one who did it ("it was his aide who ...", "by his aide")."""
    claim, negated = comparison.claim, comparison.message.negated
    names = {said for name in claim.named if not claim.parse.senses[name] for said in comparison.said.get(name, ())}
    for act, other in comparison.pairs:
        doers = act.roles.get("agent") or (() if act.passive else act.subject)
        if not doers or other.noun or other.place in negated or comparison.asked(other.place):
            continue
        own = {said for member in doers for said in comparison.said.get(member, ())}
        if not claim.named.isdisjoint(doers):
            own &= names
        start = None if other.passive else _cleft(comparison, other.place)
        if start is None and act.place in claim.predicates[:1] and _is_about_another(comparison, act, other):
            return (other.place,)
        if start is not None and own.isdisjoint(range(start, other.place)):
            return (start, start + 1)
        by = other.roles.get(act.role_of(doers[0]) or "", ())
        if not (other.passive or any(looks_like_name(comparison.message.parse, place) for place in by)):
            continue
        busy = any(not own.isdisjoint(one.subject) for one in comparison.message.acts if one.place != other.place)
        if by and busy and comparison.aligned.isdisjoint(by):
            return by[:1]
    return _it_was_another(comparison)


def _it_was_another(comparison: Comparison) -> tuple[int, ...]:
    """The words that name another one in a cleft, whatever he did, where the claim's own doer is named beside it."""
    claim, parse = comparison.claim, comparison.message.parse
    doers = next((act.roles.get("agent", act.subject) for act in claim.acts if act.place in claim.predicates[:1]), ())
    own = {said for member in doers if member in claim.named for said in comparison.said.get(member, ())}
    for start, end in parse.clauses:
        relative = next((place for place in range(start + 2, end) if parse.words[place] in _RELATIVES), None)
        if parse.words[start : start + 2] not in _IT_WAS or relative is None or comparison.asked(start):
            continue
        told = range(start + 2, relative)
        another = any(looks_like_name(parse, place) and place not in comparison.aligned for place in told)
        if (
            another
            and own
            and own.isdisjoint(range(start, end))
            and not comparison.aligned.isdisjoint(range(relative, end))
        ):
            return (start, start + 1)
    return ()


def _is_about_another(comparison: Comparison, act: Act, other: Act) -> bool:
    """Tell whether somebody else is said to be the one to whom it was done: "it was his aide they arrested"."""
    words = comparison.message.parse.words
    first = comparison.message.parse.clauses[comparison.message.parse.tokens[other.place].clause][0]
    suffers = act.roles.get("patient", ())
    if words[first : first + 2] not in _IT_WAS or words[other.place - 1] not in _THEY or not suffers:
        return False
    told = range(first + 2, other.place - 1)
    return not any(said in told for member in suffers for said in comparison.said.get(member, ()))


def _cleft(comparison: Comparison, verb: int) -> int | None:
    """Where "it was ... who" or "... is the one who" begins in front of a verb."""
    words, tokens = comparison.message.parse.words, comparison.message.parse.tokens
    if words[max(verb - _ONE, 0) : verb - 1] in _THE_ONE or words[max(verb - _ONE - 1, 0) : verb - 2] in _THE_ONE:
        return comparison.message.parse.clauses[tokens[verb].clause][0]
    for place in range(verb - 3, max(verb - _CLEFT, -1), -1):
        clipped = words[place] == "its" and ("'" in tokens[place].text or starts(comparison.message.parse, place))
        if clipped or (words[place] == "it" and words[place + 1] in {"was", "is"}):
            return place if {"who", "that"} & set(words[place + 2 : verb]) else None
    return None


def _state(comparison: Comparison) -> tuple[int, ...]:
    """A word contrary to the state in which the claim leaves somebody ("found dead" for "found alive")."""
    claim, message = comparison.claim, comparison.message
    for place, senses in enumerate(claim.parse.senses):
        if _STATES.isdisjoint(senses) or place in claim.predicates or place in comparison.said:
            continue
        for other in comparison.contrary(place):
            if other not in message.negated and not comparison.asked(other):
                return (other,)
    return ()


def _lost(comparison: Comparison) -> tuple[int, ...]:
    """The word by which the winner of a claim's contest is the loser, or the loser the winner."""
    frames = lexicon().frames
    for act, other in comparison.pairs:
        if act.contests(other) and other.place not in comparison.message.negated:
            straight, crossed, _ = cross(comparison.said, comparison.claim.named, act, other)
            one, two = comparison.claim.parse.senses[act.place], comparison.message.parse.senses[other.place]
            turned = one.isdisjoint(two) and "lose" in {frames[sense] for sense in one | two} and "agent" in act.roles
            if (crossed > straight or (turned and not straight)) and not comparison.asked(other.place):
                return (other.place,)
    return ()
