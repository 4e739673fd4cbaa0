"""Who else is said to have done it, or to have won: clefts, passives with another doer, contests turned round.

Promises: the places of the words that name somebody else in the place of the claim's own. Refuses to look at negations.
"""

from collections.abc import Sequence, Set

from claims_db.matching.closed_classes import DETERMINERS, PREPOSITIONS, WHO
from claims_db.matching.comparison import Comparison
from claims_db.matching.constituents import starts
from claims_db.matching.exchange import cross
from claims_db.matching.lexicon import lexicon, words
from claims_db.matching.roles import Act
from claims_db.matching.statement import looks_like_name

_THE_ONE = frozenset({("the", "one"), ("the", "ones")})
_ONE = 3
"""How many words before its verb "the one who" begins."""
_IT_WAS = frozenset({("it", "was"), ("it", "is"), ("that", "was")})
"""What clefts begin with."""
_THEY = words("they he she we you police cops")
"""Subjects of a cleft that names its object ("it was his aide they arrested")."""
_THE = words("the that one")
_WAS = words("was were")
_IS = words("is was were are")
_OTHER = words("another different other else")
"""Words for somebody else."""
_MEANING = words("mean touch target blame point mention name hurt harm involv charg lay")
"""Bases of verbs by whose denial somebody was left alone, whatever was done to others."""
_ANYBODY_ELSE = words("else another somebody someone")
_CLEFT = 11
"""How many words before its verb "it was somebody who" begins, at most."""


def somebody_else(comparison: Comparison) -> tuple[int, ...]:
    """The words by which somebody else is said to be the one who did it ("it was his aide who ...", "by his aide")."""
    claim, negated = comparison.claim, comparison.message.negated
    for act, other in comparison.pairs:
        doers = act.roles.get("agent") or (() if act.passive else act.subject)
        if not doers or other.noun or other.place in negated or comparison.asked(other.place):
            continue
        own = comparison.saying(_named(comparison, doers))
        if _only_to_another(comparison, act, other):
            return (other.place - 1, other.place)
        start = None if other.passive else _cleft(comparison, other.place)
        main = act.place in claim.predicates[:1]
        if main and (
            _hit_another(comparison, act, other) or (start is None and _is_about_another(comparison, act, other))
        ):
            return (other.place,)
        if (
            start is not None
            and own.isdisjoint(range(start, other.place))
            and not _is_same(comparison, doers, start, other)
        ):
            return (start, start + 1)
        by = other.roles.get(act.role_of(doers[0]) or "", ())
        if not (other.passive or any(looks_like_name(comparison.message.parse, place) for place in by)):
            continue
        busy = any(not own.isdisjoint(one.subject) for one in comparison.message.acts if one.place != other.place)
        if by and busy and comparison.aligned.isdisjoint(by):
            return by[:1]
    return another(comparison) or renamed(comparison)


def _named(comparison: Comparison, doers: Sequence[int]) -> Sequence[int]:
    """Those words of who does it that name him, not what he is or where ("Judge Smith", "a bank in Rome"), or all."""
    claim, parse = comparison.claim, comparison.claim.parse
    return [
        place
        for place in doers
        if place in claim.named and not parse.senses[place] and parse.words[max(place - 1, 0)] not in PREPOSITIONS
    ] or doers


def renamed(comparison: Comparison) -> tuple[int, ...]:
    """The word by which somebody else is the one who did it: "the man who did it was his aide", "he was the one"."""
    claim, parse = comparison.claim, comparison.message.parse
    for act, other in comparison.pairs:
        doers = act.roles.get("agent") or (() if act.passive else act.subject)
        mine = act.place in claim.predicates[:1] or any(one.start == act.place for one in claim.negations)
        if not doers or not mine or other.noun or other.passive or act.place in claim.negated:
            continue
        own = comparison.saying(_named(comparison, doers))
        start, end = parse.clause(other.place)
        known = comparison.asked(other.place) or other.place in comparison.message.negated
        copula = _equated(comparison, start, other.place, end)
        if not known and copula is not None and own.isdisjoint(range(start, end)):
            named_there = looks_like_name(parse, copula + 1) and copula + 1 not in comparison.aligned
            if named_there or any(_speaks_of(comparison, place) for place in own):
                return (copula,)
    return ()


def _equated(comparison: Comparison, start: int, verb: int, end: int) -> int | None:
    """Where "was" says behind "the one who did it" who that was."""
    parse = comparison.message.parse
    relative = next((place for place in range(max(start + 1, verb - _ONE), verb) if parse.words[place] in WHO), 0)
    if not relative:
        return None
    for place in range(start + 1, relative - 1):
        if parse.words[place] in _WAS and parse.words[place + 1] == "the" and looks_like_name(parse, place - 1):
            return place
    if parse.words[start] not in _THE and parse.words[start + 1] not in _THE:
        return None
    for place in range(verb + 1, end - 1):
        if parse.words[place] in _WAS:
            named = parse.words[place + 1] in DETERMINERS or looks_like_name(parse, place + 1)
            return place if named else None
    return None


def _speaks_of(comparison: Comparison, place: int) -> bool:
    """Tell whether more is said in the clause of a word than what the claim says too."""
    parse = comparison.message.parse
    start, end = parse.clause(place)
    return any(parse.tokens[other].content and other not in comparison.aligned for other in range(start, end))


def _is_same(comparison: Comparison, doers: Sequence[int], start: int, other: Act) -> bool:
    """Tell whether a cleft names the claim's own doer by another word of the name: "it was the hospital that sued"."""
    tokens = comparison.message.parse.tokens
    told = {place for place in range(start, other.place) if tokens[place].content or tokens[place].word in _OTHER}
    return bool(told) and told <= comparison.saying(doers)


def another(comparison: Comparison) -> tuple[int, ...]:
    """The words that name another one in a cleft, whatever he did, where somebody of the claim is named beside it."""
    claim, parse = comparison.claim, comparison.message.parse
    main = claim.main
    parties = [main.roles.get("agent", main.subject), main.roles.get("patient", ())] if main else []
    for start, end in parse.clauses:
        relative = next((place for place in range(start + 2, end) if parse.words[place] in WHO), None)
        if parse.words[start : start + 2] not in _IT_WAS or relative is None or comparison.asked(start):
            continue
        strange = any(
            (parse.tokens[place].content and place not in comparison.aligned) or parse.words[place] in _OTHER
            for place in range(start + 2, relative)
        )
        known = not comparison.aligned.isdisjoint(range(relative, end))
        if strange and known and any(_stands_apart(comparison, party, start, end) for party in parties):
            return (start, start + 1)
    return ()


def _stands_apart(comparison: Comparison, party: Sequence[int], start: int, end: int) -> bool:
    """Tell whether who does or suffers it by the claim is spoken of, by name if he is named, but not in a clause."""
    named = [member for member in party if member in comparison.claim.named]
    own = comparison.saying(named) or comparison.saying(party)
    return bool(own) and own.isdisjoint(range(start, end))


def _is_about_another(comparison: Comparison, act: Act, other: Act) -> bool:
    """Tell whether somebody else is said to be the one to whom it was done: "it was his aide they arrested"."""
    words = comparison.message.parse.words
    first = comparison.message.parse.clause(other.place)[0]
    suffers = act.roles.get("patient", ())
    they = words[other.place - 1] in _THEY or other.place - 1 in comparison.aligned
    if words[first : first + 2] not in _IT_WAS or not they or not suffers:
        return False
    told = range(first + 2, other.place - 1)
    return comparison.saying(suffers).isdisjoint(told)


def _hit_another(comparison: Comparison, act: Act, other: Act) -> bool:
    """Tell whether whom the claim names as the one it was done to is spoken of, and it was done to somebody else."""
    patient = act.roles.get("patient", ())
    named = next((name for name in comparison.claim.names if not set(name).isdisjoint(patient)), ())
    victim = comparison.saying(named)
    return bool(victim) and (_is_not_who(comparison, victim, other) or _spares(comparison, victim, other))


def _is_not_who(comparison: Comparison, victim: Set[int], other: Act) -> bool:
    """Tell whether somebody else is equated with whom it was done to: "the man they arrested was somebody else"."""
    parse = comparison.message.parse
    start, end = parse.clause(other.place)
    copula = next((place for place in range(other.place + 1, end - 1) if parse.words[place] in _WAS), None)
    if copula is None or other.passive or parse.words[start] not in _THE or not victim.isdisjoint(range(start, end)):
        return False
    return looks_like_name(parse, copula + 1) or not _ANYBODY_ELSE.isdisjoint(parse.words[copula + 1 : end])


def _spares(comparison: Comparison, victim: Set[int], other: Act) -> bool:
    """Tell whether it was done to another, and denied of the claim's own: "blamed her aide, she never meant Smith"."""
    message, there = comparison.message, other.roles.get("patient", ())
    bases = message.parse.bases
    meant = [one.scope for one in message.negations if one.scope and bases[one.scope[0]] in _MEANING]
    heads = {scope[0] for scope in meant}
    spared = {place for scope in meant for place in scope}.union(
        *(act.subject for act in message.acts if act.passive and act.place in heads)
    )
    told = {place for _, one in comparison.pairs for place in one.roles.get("patient", ())}
    elsewhere = victim.isdisjoint(told.union(range(*message.parse.clause(other.place))))
    return elsewhere and not victim.isdisjoint(spared) and bool(there) and comparison.aligned.isdisjoint(there)


def _only_to_another(comparison: Comparison, act: Act, other: Act) -> bool:
    """Tell whether somebody else is the only one to whom it was done: "he only ever sued Smith"."""
    parse, suffers = comparison.message.parse, act.roles.get("patient", ())
    named = [place for place in suffers if place in comparison.claim.named]
    there = other.roles.get("patient", ())
    only = "only" in parse.words[max(other.place - 2, 0) : other.place] and act.place in comparison.claim.predicates[:1]
    strange = any(looks_like_name(parse, place) for place in there) and comparison.aligned.isdisjoint(there)
    return bool(only and named and strange and not other.passive)


def _cleft(comparison: Comparison, verb: int) -> int | None:
    """Where "it was ... who", "... is the one who" or "... is who" begins in front of a verb."""
    words, tokens = comparison.message.parse.words, comparison.message.parse.tokens
    if verb > 1 and words[verb - 1] == "who" and words[verb - 2] in _IS:
        return comparison.message.parse.clause(verb)[0]
    if words[max(verb - _ONE, 0) : verb - 1] in _THE_ONE or words[max(verb - _ONE - 1, 0) : verb - 2] in _THE_ONE:
        return comparison.message.parse.clause(verb)[0]
    for place in range(verb - 3, max(verb - _CLEFT, -1), -1):
        pointed = words[place : place + 2] == ("that", "was") and starts(comparison.message.parse, place)
        clipped = words[place] == "its" and ("'" in tokens[place].text or starts(comparison.message.parse, place))
        if clipped or pointed or (words[place] == "it" and words[place + 1] in {"was", "is"}):
            return place if not WHO.isdisjoint(words[place + 2 : verb]) else None
    return None


def lost(comparison: Comparison) -> tuple[int, ...]:
    """The word by which the winner of a claim's contest is the loser, or the loser the winner."""
    frames = lexicon().frames
    verbs = {act.place for act, other in comparison.pairs if not other.noun}
    for act, other in comparison.pairs:
        if other.noun and act.place in verbs:
            continue
        if act.contests(other) and other.place not in comparison.message.negated:
            straight, crossed, _ = cross(comparison.said, comparison.claim.named, act, other)
            one, two = comparison.claim.parse.senses[act.place], comparison.message.parse.senses[other.place]
            turned = one.isdisjoint(two) and "lose" in {frames[sense] for sense in one | two} and "agent" in act.roles
            if (crossed > straight or (turned and not straight)) and not comparison.asked(other.place):
                return (other.place,)
    return ()
