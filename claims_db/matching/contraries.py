"""What a message says instead of what a claim says: the contrary, that it stayed as it was, that it came to nothing.

Promises: the places of the words, none where the message asks or denies them. Refuses to look at negations of what the
claim says.
"""

from collections.abc import Iterator, Sequence

from claims_db.matching.closed_classes import POINTING
from claims_db.matching.comparison import Comparison, is_before
from claims_db.matching.lexicon import is_past, words
from claims_db.matching.roles import Act
from claims_db.matching.statement import Statement

_NEARLY = words("almost near")
_TRYING = words("tri attempt want threaten consid plan hope intend mull contempl wish about")
"""Bases of words behind which a verb says what has not happened."""
_CONTINUING = words("still remain remains remained stays stay stayed kept keeps keeping continues")
_KEPT = words("kept keeps keeping")
_RANKING = words("the my your our")
_BEST = words("best worst most least favourite favorite only one")
_MADE_SO = words("alive hidden waiting trapped grounded afloat quiet secret silent hushed")
"""What is kept so by what the claim tells, rather than left as it was: so few words behind."""
_GAP = 8
_EXCHANGING = frozenset({"replace"})
"""Senses of claims that tell of one thing instead of another."""
_GIVEN_UP = frozenset({"cancel", "abolish", "recall"})
"""Senses of verbs by which something ends itself."""
_UNDOING = _GIVEN_UP | {"overturn", "called_off", "reject", "refuse"}
"""Senses of verbs that undo a thing or keep it from coming about."""
_STATES = frozenset({"survive", "die", "safe", "dangerous", "delay", "double", "fertile", "infertile"})
_GERUND = 2
"""How many words behind a contrary verb a gerund stands at most."""
_IN_FULL = 0.95
"""Support from which a claim is said in full."""
_READ = 3
"""How many predicates of a claim are looked at: the first."""


def contrary(comparison: Comparison) -> tuple[int, ...]:
    """A word contrary to what the claim says, where the message does not say the claim's own."""
    parse = comparison.message.parse
    for place in (
        *_against(comparison, comparison.claim.predicates[:_READ]),
        *_called_off(comparison),
        *_continuing(comparison),
    ):
        inside = comparison.start <= place < comparison.end
        tried = parse.words[place - 1] == "to" and parse.bases[place - 2] in _TRYING
        if inside and not tried and _is_told(comparison, place):
            return (place,)
    return ()


def undone(comparison: Comparison) -> tuple[int, ...]:
    """A word contrary to what a negative claim tells as done ("voted yes" for "never joined, for it voted no")."""
    claim = comparison.claim
    done = [place for place in claim.predicates[:_READ] if place not in claim.negated]
    return next(((place,) for place in _against(comparison, done) if _is_told(comparison, place)), ())


def _is_told(comparison: Comparison, place: int) -> bool:
    """Tell whether a word is neither asked nor denied nor what something is called off of ("killed the deal")."""
    message = comparison.message
    if comparison.asked(place) or place in message.negated:
        return False
    return not any(place in act.roles.get("patient", ()) for act in _undoing(message))


def _undoing(message: Statement) -> Iterator[Act]:
    """The acts that undo a thing or keep it from coming about."""
    return (act for act in message.acts if not _UNDOING.isdisjoint(message.parse.senses[act.place]))


def _against(comparison: Comparison, predicates: Sequence[int]) -> Iterator[int]:
    """Words whose sense is contrary to that of a predicate."""
    claim, message = comparison.claim, comparison.message
    verbs = {act.place for act in message.acts if not act.noun}
    others = (place for place in comparison.said if place not in claim.predicates)
    told = {other for place in others for other in comparison.said[place]} - verbs
    for place in predicates:
        own = comparison.said.get(place, ())
        yield from (
            other for other in sorted(set(comparison.contrary(place)) - told) if _within(comparison, own, other)
        )
        told.update(own)


def _called_off(comparison: Comparison) -> Iterator[int]:
    """Words by which something is called off or comes to nothing, where the claim tells of no such end."""
    claim, message = comparison.claim, comparison.message
    main = claim.parse.senses[claim.predicates[0]] if claim.predicates else frozenset[str]()
    if "called_off" in claim.senses or not _GIVEN_UP.isdisjoint(main):
        return
    left = comparison.saying(claim.predicates[:1]) if "agree" not in message.senses else ()
    for place in message.words.by_sense.get("called_off", ()):
        nearly = message.parse.words[max(place - 2, 0) : place] == ("about", "to")
        if place not in left and not nearly and _speaks_of_claim(comparison, place):
            yield place


def _continuing(comparison: Comparison) -> Iterator[int]:
    """Words by which something goes on as before, where the claim tells of a change that the message does not tell."""
    claim, parse = comparison.claim, comparison.message.parse
    as_before = _is_as_before(comparison)
    if not as_before and (not claim.predicates or claim.predicates[0] in comparison.said):
        return
    idioms = {cue.start for cue in parse.cues if "no_negator" in cue.kinds}
    for place, word in enumerate(parse.words):
        kept_so = word in _KEPT and not _MADE_SO.isdisjoint(parse.words[place : place + _GAP])
        if word not in _CONTINUING or kept_so or place + 1 in idioms or "hide" in parse.senses[place]:
            continue
        if not _comments(parse.words, place) and (as_before or not _goes_on(comparison, place)):
            yield place


def _comments(words: Sequence[str], place: int) -> bool:
    """Tell whether somebody only judges behind a word of continuing: "still the coldest move ever", "still to go"."""
    ahead = words[place + 1 : place + 3]
    judges = len(ahead) == 2 and ahead[0] in _RANKING and (ahead[1].endswith("est") or ahead[1] in _BEST)
    return judges or (words[place] == "still" and ahead[:1] == ("to",))


def _speaks_of_claim(comparison: Comparison, place: int) -> bool:
    """Tell whether a clause has a word of the claim, or one that points back at it ("they called it off")."""
    parse = comparison.message.parse
    start, end = parse.clause(place)
    return not comparison.aligned.isdisjoint(range(start, end)) or not POINTING.isdisjoint(parse.words[start:end])


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


def state(comparison: Comparison) -> tuple[int, ...]:
    """A word contrary to the state in which the claim leaves somebody ("found dead" for "found alive")."""
    claim, message = comparison.claim, comparison.message
    for place, senses in enumerate(claim.parse.senses):
        if _STATES.isdisjoint(senses) or place in claim.predicates or place in comparison.said:
            continue
        for other in comparison.contrary(place):
            if other not in message.negated and not comparison.asked(other):
                return (other,)
    return ()


def revoked(comparison: Comparison) -> tuple[int, ...]:
    """The verb by which what the claim tells as done is told as a thing refused ("the ban was voted down")."""
    message = comparison.message
    verbs = {act.place for act in message.acts if not act.noun}
    told = {
        place
        for place in comparison.saying(comparison.claim.predicates[:1])
        if place not in message.negated | verbs and message.parse.lengths[place] == 1
    }
    for act in _undoing(message) if told else ():
        patient = act.roles.get("patient", ())
        suffers = patient if act.passive else patient[:2]
        own = act.place in comparison.aligned or act.place in message.negated or comparison.asked(act.place)
        if not own and not told.isdisjoint(suffers):
            return (act.place,)
    return ()


def instead(comparison: Comparison) -> tuple[int, ...]:
    """The word that says that it went otherwise ("gave it to the church instead")."""
    words = comparison.message.parse.words
    if not _EXCHANGING.isdisjoint(comparison.claim.senses):
        return ()
    for place in range(comparison.start, comparison.end):
        if words[place] == "instead" and words[place + 1 : place + 2] != ("of",) and not comparison.asked(place):
            own = "instead" in comparison.claim.parse.words or _is_apart(comparison, place)
            return () if own else (place,)
    return ()


def _is_apart(comparison: Comparison, place: int) -> bool:
    """Tell whether a clause tells nothing of the claim where another says all of it."""
    clause = range(*comparison.message.parse.clause(place))
    return comparison.support >= _IN_FULL and comparison.aligned.isdisjoint(clause)


def unfinished(comparison: Comparison) -> tuple[int, ...]:
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
