"""What a claim denies or tells the refusal of, said to be so.

Promises: the places of the words that affirm it, none where the message denies it too. Refuses to read claims that
deny nothing.
"""

from collections.abc import Sequence

from claims_db.matching.clauses import Parse
from claims_db.matching.closed_classes import BE, DETERMINERS, SUBORDINATORS
from claims_db.matching.comparison import Comparison
from claims_db.matching.exchange import cross
from claims_db.matching.lexicon import is_past, words
from claims_db.matching.negation import NONE, REFUSING
from claims_db.matching.quantities import DATES
from claims_db.matching.statement import Statement

_DENYING = words(
    """
    free miss misses missed missing absent lack lacks innocent clean safe fine still stay stays remain remains
    kept keeps keep instead only hardly empty unharmed else no
    """
)
"""Words that may deny without a negation."""
_REPELLING = REFUSING | {"dislike"}
"""Senses of verbs whose object is not taken."""
_WITHHOLDING = REFUSING | {"deny", "miss_out", "boycott", "hide"}
"""Senses of words by which something is kept from somebody or does not come about."""
_COMING_ABOUT = words("happen take come go occur materialis get put")
"""Bases of verbs that, denied, deny their subject ("the sale never came about")."""
_MOST = 0.5
"""How much of what a negative claim denies a message says that affirms it in other words."""
_WISHING = words("ask tell order urg beg instruct want wish tri offer hope plan seek sought attempt implor request")
"""Bases of verbs behind whose "to" stands what was wanted and maybe not done."""
_TO = 7
"""How many words behind such a verb its "to" stands, at most."""
_AGREEING = words("agre accept decid choos start begin manag went go proceed continu")
"""Bases of verbs behind whose "to" stands what was done."""
_SINCE = words("since after")
_AWAITING = words("waiting awaiting hoping")
"""Behind these words, and those of refusal, stands what did not happen."""
_COMING_TO = frozenset({("end", "up"), ("ended", "up"), ("ends", "up"), ("went", "on"), ("get", "to"), ("got", "to")})
_EMPHATIC = words("did does do really actually")
"""Words before a bare verb that say that it happened."""


def affirmed(comparison: Comparison, *, asked: bool = False) -> tuple[int, ...]:
    """The words that say, outside negations and unless `asked` outside questions, what a negative claim denies."""
    claim, message = comparison.claim, comparison.message
    if any(other.start in message.negated and one.kind not in DATES for one, other in comparison.agreed):
        return ()
    nouns = {act.place for act in claim.acts if act.noun or act.describing}
    unsaid = message.negated | _undone(message) | _denied_as_claimed(comparison)
    for place in claim.predicates:
        reason = claim.parse.words[place].endswith("ing") and claim.parse.words[place - 1] == "for"
        if place in claim.negated and (place == claim.predicates[0] or not (place in nouns or reason)):
            for other in _places(comparison, place):
                known = other in unsaid or _turned(comparison, place, other) or _was_last(comparison, other)
                if not known and (asked or not comparison.asked(other)):
                    return (other,)
    return ()


def _places(comparison: Comparison, place: int) -> Sequence[int]:
    """Where a predicate of the claim is said; saying something by whatever verb of saying."""
    if place in comparison.claim.parse.tellings:
        parse = comparison.message.parse
        return sorted(other for other in parse.tellings if parse.words[max(other - 1, 0)] not in DETERMINERS)
    return comparison.said.get(place, ())


def _undone(message: Statement) -> frozenset[int]:
    """The places of negations and of all in their reach, and of what stands behind a refusal ("rejected the sale")."""
    parse = message.parse
    found = {
        place
        for one in message.negations
        for place in range(one.start, one.scope[-1] + 1 if one.scope else one.end)
        if place != one.start or not one.averts
    }
    for place, senses in enumerate(parse.senses):
        refused = not _REPELLING.isdisjoint(senses) or parse.words[place] in _AWAITING
        if refused and place not in message.negated:
            found.update(range(place + 1, parse.clause(place)[1]))
        elif parse.bases[place] in _WISHING:
            found.update(_wished(parse, place))
    for act in message.acts:
        unmade = act.place in message.negated and parse.bases[act.place] in _COMING_ABOUT
        failed = act.place not in message.negated and _fails(parse, act.place)
        if unmade:
            found.update(act.subject)
        elif failed:
            first = parse.clause(act.place)[0]
            joints = [place + 1 for place in range(first, act.place) if parse.words[place] in SUBORDINATORS]
            found.update(act.roles.get("patient", range([first, *joints][-1], act.place)))
    return frozenset(found)


def _wished(parse: Parse, verb: int) -> range:
    """What stands from "to" on behind a verb of wishing, to the end of its clause."""
    end = parse.clause(verb)[1]
    to = next((place for place in range(verb + 1, min(verb + _TO, end)) if parse.words[place] == "to"), end)
    return range(to, end)


def _fails(parse: Parse, place: int) -> bool:
    """Tell whether something is said to fail or to fall through, and no house or bridge to come down."""
    senses = parse.senses[place]
    through = "called_off" in senses and parse.lengths[place] > 1
    return ("fail" in senses or through) and "collapse" not in senses


def _denied_as_claimed(comparison: Comparison) -> frozenset[int]:
    """What stands behind a word that denies in the claim and is misspelt here ("refussed to")."""
    claim, tokens = comparison.claim, comparison.message.parse.tokens
    cues = [place for negation in claim.negations for place in range(negation.start, negation.end)]
    typed = [
        other
        for place in cues
        for other in comparison.said.get(place, ())
        if tokens[other].base != claim.parse.bases[place]
        and claim.parse.senses[place].isdisjoint(comparison.message.parse.senses[other])
    ]
    return frozenset(
        place for other in typed for place in range(other, len(tokens)) if tokens[place].clause == tokens[other].clause
    )


def _was_last(comparison: Comparison, place: int) -> bool:
    """Tell whether what a claim denies ever since then is said to be done for the last time then."""
    parse = comparison.message.parse
    first = parse.clause(place)[0]
    return "last" in parse.words[first:place] and not _SINCE.isdisjoint(comparison.claim.parse.words)


def _turned(comparison: Comparison, place: int, said: int) -> bool:
    """Tell whether the winner of the claim's contest is the loser, or the loser the winner."""
    pairs = [pair for pair in comparison.pairs if pair[0].place == place and pair[1].place == said]
    contests = [(act, other) for act, other in pairs if act.contests(other)]
    weighed = (cross(comparison.said, comparison.claim.named, act, other) for act, other in contests)
    return any(crossed > straight for straight, crossed, _ in weighed)


def affirmed_otherwise(comparison: Comparison) -> tuple[int, ...]:
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
        or any(start <= cue.start < end and words[cue.start] in NONE for cue in message.parse.cues)
        or not _DENYING.isdisjoint(words[start:end])
        or any(not _WITHHOLDING.isdisjoint(senses) for senses in message.parse.senses[start:end])
        or any(words[place] == "out" and words[place - 1] in BE for place in range(start + 1, end))
    )


def granted(comparison: Comparison) -> tuple[int, ...]:
    """What the claim tells the refusal of, done ("bought it" for "turned down the chance to buy it")."""
    claim = comparison.claim
    refusals = [
        one for one in claim.negations if one.start in claim.predicates[:1] and one.start not in comparison.said
    ]
    said = affirmed(comparison) if refusals else ()
    if not said:
        return ()
    parse, place = comparison.message.parse, said[0]
    agreed = parse.words[place - 1] == "to" and parse.bases[place - 2] in _AGREEING
    emphatic = parse.words[place - 1] in _EMPHATIC or parse.words[max(place - 2, 0) : place] in _COMING_TO
    return said if is_past(parse.words[place]) or emphatic or agreed else ()


def doubly_denied(comparison: Comparison) -> tuple[int, ...]:
    """The contrary of what a negative claim denies, denied ("not allowed" for "never banned"), or denied to go on."""
    claim, message = comparison.claim, comparison.message
    refused = comparison.saying(one.start for one in claim.negations if one.start not in claim.negated)
    refused -= comparison.saying(claim.negated)
    for place in (*comparison.ended, *sorted(refused & message.negated)):
        if not comparison.asked(place):
            return (place,)
    for place in claim.predicates:
        if place in claim.negated and place not in comparison.said:
            for other in comparison.contrary(place, graded=False):
                if other in message.negated and not comparison.asked(other):
                    return (other,)
    return ()


def on_the_contrary(comparison: Comparison) -> bool:
    """Tell whether what is called untrue is what a negative claim denies too: a number of it or a name for it."""
    claim, message = comparison.claim, comparison.message
    undone = _undone(message)
    agreed = [(one, other) for one, other in comparison.agreed if one.kind not in DATES]
    return any(one.start in claim.negated and other.start not in undone for one, other in agreed)


def unsays(comparison: Comparison) -> bool:
    """Tell whether a message denies what a negative claim tells as done ("he didn't quit, he was fired")."""
    told = done(comparison)
    denied = comparison.saying(comparison.claim.negated)
    scopes = [one.scope for one in comparison.message.negations if not comparison.asked(one.start)]
    return any(not told.isdisjoint(scope) and denied.isdisjoint(scope[:1]) for scope in scopes)


def done(comparison: Comparison) -> set[int]:
    """The places of the message that say what the claim tells as done."""
    claim = comparison.claim
    verbs = {act.place for act in claim.acts if not act.noun}
    return comparison.saying(place for place in claim.predicates if place in verbs and place not in claim.negated)


def tells_refusal(comparison: Comparison) -> bool:
    """Tell whether the claim is of something refused or tried in vain, which "they couldn't" says too."""
    claim = comparison.claim
    return any(one.start in claim.predicates[:1] for one in claim.negations)


def is_plainly_negative(comparison: Comparison) -> bool:
    """Tell whether the claim denies by "not" or "never", so that "it was somebody else who did it" says it too."""
    claim = comparison.claim
    return claim.negative and not any(claim.refuses(one.start) for one in claim.negations)
