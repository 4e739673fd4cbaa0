"""Whether a message opposes a claim: it denies what the claim says, says the contrary, or calls it untrue.

Promises: the places of the words that oppose, none where the message does not; the polarity of the claim itself is
taken into account, so that a negative claim is opposed by its affirmation. Refuses to weigh questions: what is asked
opposes nothing.
"""

from claims_db.matching.affirmation import (
    affirmed,
    affirmed_otherwise,
    done,
    doubly_denied,
    granted,
    is_plainly_negative,
    on_the_contrary,
    tells_refusal,
    unsays,
)
from claims_db.matching.closed_classes import PREPOSITIONS
from claims_db.matching.comparison import Comparison
from claims_db.matching.constituents import starts
from claims_db.matching.contraries import contrary, instead, revoked, state, undone, unfinished
from claims_db.matching.lexicon import is_past, lexicon, words
from claims_db.matching.negation import Negation
from claims_db.matching.rivals import another, lost, renamed, somebody_else
from claims_db.matching.verdicts import blames, names_story, opener, verdicts

_THESE = frozenset({("it",), ("them",), ("that",)})
"""What stands behind a verb that takes back what was told ("did not touch it")."""
_OF_SOMETHING = frozenset({("from",), ("for",), ("about",), ("on",), ("in",), ("yet",), ("new",)})
"""What follows a "nothing" that is about something else ("nothing from us today")."""
_UNABLE = words("couldnt could cannot cant can unable")
"""Words that deny that somebody could, not that he did."""
_LAYING = words("lay laid")
"""What a finger, a hand or a glove is said not to have been on somebody who was not touched."""
_UNWILLING = _UNABLE | {"wouldnt"}
_OURSELVES = words("i im we you youre")
"""Who a negation is about that is about nobody of the claim ("we are not Smith's")."""
_NOBODY = words("nobody noone none")
_SPEAKERS = words("he she they")
_NEAR = 2
"""Within so many words behind "no" stands who was not there."""
_GENERIC = words("happen true real case do be so be legit thing way go exist occur")


def opposition(comparison: Comparison) -> tuple[int, ...]:
    """The places of the words that oppose the claim, in the message; none for agreement."""
    verdict = next(verdicts(comparison), ())
    negative = comparison.claim.negative
    denial = _denial(comparison, negative=negative) or contrary(comparison) or lost(comparison)
    if not negative:
        ways = (somebody_else, revoked, state, _included, instead, unfinished, granted)
        denial = denial or next((found for way in ways if (found := way(comparison))), ())
        return verdict or denial or opener(comparison)
    said = affirmed(comparison)
    if verdict and said and blames(comparison, verdict, said):
        return said
    otherwise = affirmed_otherwise(comparison)
    if verdict:
        beside = otherwise and not done(comparison) and not names_story(comparison)
        told = affirmed(comparison, asked=True) or on_the_contrary(comparison) or beside
        return verdict if denial or doubly_denied(comparison) or not told else ()
    if said and ((denial and unsays(comparison)) or undone(comparison)):
        return denial or said
    if is_plainly_negative(comparison) and another(comparison):
        return doubly_denied(comparison)
    return (
        doubly_denied(comparison)
        or (() if denial or comparison.flipped else said)
        or otherwise
        or another(comparison)
        or renamed(comparison)
    )


def _denial(comparison: Comparison, *, negative: bool) -> tuple[int, ...]:
    """The cue of a negation that reaches what the claim says, or stands alone ("he did not").

    Of a negative claim its own negation counts too, of any other what the claim denies as well is no difference.
    """
    for cue in comparison.cues:
        said = not comparison.aligned.isdisjoint(range(cue.start, cue.end)) and cue.end - cue.start > 1
        if said and "debunk" in cue.kinds and cue.start not in comparison.aligned and not comparison.asked(cue.start):
            return tuple(range(cue.start, cue.end))
    for negation in comparison.message.negations:
        inside = comparison.start <= negation.start < comparison.end or _retorts(comparison, negation)
        if inside and not comparison.asked(negation.start) and _reaches(comparison, negation, negative=negative):
            return tuple(range(negation.start, negation.end))
    return ()


def _retorts(comparison: Comparison, negation: Negation) -> bool:
    """Tell whether a sentence right behind those on the claim only denies ("No they didn't")."""
    parse = comparison.message.parse
    sentence = parse.sentences[parse.tokens[negation.start].sentence]
    said = parse.tokens[sentence.start : sentence.end]
    bare = negation.end == sentence.end and not any(one.content or one.word in _OURSELVES for one in said)
    return bare and sentence.start == comparison.end


def _reaches(comparison: Comparison, negation: Negation, *, negative: bool) -> bool:
    scope = negation.scope
    parse = comparison.message.parse
    if negative and negation.averts and negation.start in comparison.saying(comparison.claim.negated):
        return False
    if not scope:
        return _denies_alone(comparison, negation) and not (negative and starts(parse, negation.start))
    if not negative and (_mirrors(comparison, negation) or _denies_contrary(comparison, scope)):
        return False
    undoes = not negative and (_takes_back(comparison, negation) or _denies_doer(comparison, negation))
    if (
        undoes
        or _is_unsaid(comparison, negation)
        or parse.bases[scope[0]] in _GENERIC
        or _said_of_predicates(comparison, scope)
    ):
        return True
    known = comparison.aligned | {other.start for _, other in comparison.agreed}
    hit = [place for place in scope if place in known]
    contrast = parse.words[negation.start] == "not" and starts(parse, negation.start)
    if len(hit) == len(scope) and (contrast or _names_claimed(comparison, hit)):
        return _OURSELVES.isdisjoint(parse.words[max(negation.start - 2, 0) : negation.start])
    untold = comparison.claim.predicates and comparison.claim.predicates[0] not in comparison.said
    touches = bool(hit) or (not negative and _is_of_actors(comparison, scope[0]))
    return (2 * len(hit) >= len(scope) or bool(untold and touches)) and not comparison.main_is_affirmed


def _denies_alone(comparison: Comparison, negation: Negation) -> bool:
    """Tell whether a negation of nothing in particular denies the claim ("he did not")."""
    words = comparison.message.parse.words
    word, behind = words[negation.start], words[negation.end : negation.end + 1]
    if _denies_own(comparison, negation) or _tells_else(comparison, negation):
        return False
    if word == "nothing" and behind in _OF_SOMETHING:
        return False
    if word in _UNWILLING and tells_refusal(comparison):
        return False
    return bool(behind) or word not in {"no", "nothing", "none"}


def _tells_else(comparison: Comparison, negation: Negation) -> bool:
    """Tell whether a negation stands in a clause that tells something and nothing of the claim ("I regret nothing")."""
    parse = comparison.message.parse
    told = {place for place in range(*parse.clause(negation.start)) if parse.tokens[place].content} - parse.tellings
    return bool(told) and comparison.aligned.isdisjoint(told)


def _denies_own(comparison: Comparison, negation: Negation) -> bool:
    """Tell whether a negation without content words denies a phrase behind it ("can't get out"), or is an object."""
    parse = comparison.message.parse
    clause_end = parse.clause(negation.start)[1]
    phrases = any(parse.lengths[place] > 1 for place in range(negation.end, clause_end) if parse.senses[place])
    governed = parse.words[negation.start] in _NOBODY and parse.words[negation.start - 1] in PREPOSITIONS
    return phrases or (governed and negation.start > 0)


def _is_unsaid(comparison: Comparison, negation: Negation) -> bool:
    """Tell whether somebody is said not to have said it: "she never said that"."""
    parse = comparison.message.parse
    speaker = negation.start - 1
    speaks = speaker in comparison.aligned or parse.words[max(speaker, 0)] in _SPEAKERS
    return speaks and len(negation.scope) == 1 and negation.scope[0] in parse.tellings


def _is_of_actors(comparison: Comparison, verb: int) -> bool:
    """Tell whether a verb has several words of the claim for its actors ("the factory in Mexico was never built")."""
    places = {
        place for act in comparison.message.acts if act.place == verb for role in act.roles.values() for place in role
    }
    return len(comparison.aligned & places) > 1


def _takes_back(comparison: Comparison, negation: Negation) -> bool:
    """Tell whether somebody of the claim is said not to have done it, whatever the verb: "Smith didn't touch it"."""
    verb, words = negation.end, comparison.message.parse.words
    if words[verb : verb + 1] and words[verb] in _LAYING and "on" in words[verb + 1 : verb + 5]:
        return negation.start - 1 in comparison.aligned or words[negation.start - 1] in _SPEAKERS
    does = len(negation.scope) == 1 and negation.scope[0] == verb and words[verb + 1 : verb + 2] in _THESE
    return does and negation.start - 1 in comparison.aligned and words[negation.start] not in _UNABLE


def _mirrors(comparison: Comparison, negation: Negation) -> bool:
    """Tell whether the claim has the negation too: it denies words of the scope, or the cue is one of its own words."""
    claim = comparison.claim
    if negation.start in comparison.aligned:
        return True
    if _denies_offer(comparison, negation):
        return False
    if any(
        main not in claim.negated and negation.scope[0] in comparison.said.get(main, ())
        for main in claim.predicates[:1]
    ):
        return False
    if any(other in negation.scope for place in claim.negated for other in comparison.said.get(place, ())):
        return True
    first = comparison.message.parse.bases[negation.scope[0]]
    return any(own.scope and claim.parse.bases[own.scope[0]] == first for own in claim.negations)


def _denies_offer(comparison: Comparison, negation: Negation) -> bool:
    """Tell whether what somebody refused by the claim is said not to have been offered ("never put it up for sale")."""
    frames = lexicon().frames
    for act in comparison.message.acts:
        gives = any(frames[sense].startswith("give") for sense in comparison.message.parse.senses[act.place])
        if gives and not act.noun and act.place in negation.scope[:1] and tells_refusal(comparison):
            main = comparison.claim.main
            return main is not None and comparison.saying(main.subject).isdisjoint(act.subject)
    return False


def _denies_doer(comparison: Comparison, negation: Negation) -> bool:
    """Tell whether whoever did it by the claim is said not to have been about: "no whale ever went near her"."""
    main = comparison.claim.main
    doers = comparison.saying(main.roles.get("agent", ()) if main else ())
    did = any(not doers.isdisjoint(other.roles.get("agent", ())) for act, other in comparison.pairs if act is main)
    bare = comparison.message.parse.words[negation.start] == "no"
    return bare and not did and not doers.isdisjoint(negation.scope[:_NEAR])


def _denies_contrary(comparison: Comparison, scope: tuple[int, ...]) -> bool:
    """Tell whether what is denied is the contrary of what the claim says, rather than that itself."""
    main = comparison.saying(comparison.claim.predicates[:1])
    return scope[0] not in main and not set(comparison.flipped.values()).isdisjoint(scope)


def _said_of_predicates(comparison: Comparison, scope: tuple[int, ...]) -> bool:
    """Whether a predicate of the claim stands in the scope near its head, or its main one said from the other side."""
    said = comparison.saying(comparison.claim.predicates)
    return not said.isdisjoint(scope[:3]) or _denies_counterpart(comparison, scope[0])


def _denies_counterpart(comparison: Comparison, verb: int) -> bool:
    """Tell whether a denied verb says the claim's main one from the other side ("was never sold to" for "bought")."""
    claim, parse = comparison.claim, comparison.message.parse
    main = claim.predicates[:1]
    plain = any(parse.bases[other] == claim.parse.bases[place] for place in main for other in comparison.saying(main))
    others = (other for act, other in comparison.pairs if act.place in main and not other.noun)
    return not plain and any(other.place == verb for other in others)


def _names_claimed(comparison: Comparison, places: list[int]) -> bool:
    """Tell whether a name of the claim, or who does what it says, is among the words ("..., not Smith")."""
    claim = comparison.claim
    doers = (place for act in claim.acts if act.place in claim.predicates[:1] for place in act.roles.get("agent", ()))
    return any(other in places for name in (*claim.named, *doers) for other in comparison.said.get(name, ()))


def _included(comparison: Comparison) -> tuple[int, ...]:
    """What happened without somebody by the claim, and with them by the message."""
    claim, message = comparison.claim, comparison.message
    if not comparison.main_is_affirmed:
        return ()
    for negation in claim.negations:
        if negation.start in claim.predicates:
            continue
        said = [other for place in negation.scope[:1] for other in comparison.said.get(place, ())]
        if (
            said
            and not _modifies(comparison, negation.scope[0], said[0])
            and message.negated.isdisjoint(said)
            and not comparison.asked(said[0])
        ):
            return (said[0],)
    return ()


def _modifies(comparison: Comparison, verb: int, place: int) -> bool:
    """Tell whether what is a verb in the claim is no act but tells more about the noun behind it ("the work row")."""
    parse = comparison.message.parse
    if all(act.noun or act.place != verb for act in comparison.claim.acts):
        return False
    behind = parse.tokens[place + 1 : place + 2]
    bare = not is_past(parse.words[place]) and not parse.words[place].endswith(("s", "ing"))
    noun = bool(behind) and behind[0].content and behind[0].clause == parse.tokens[place].clause
    return bare and noun and all(act.place != place for act in comparison.message.acts)
