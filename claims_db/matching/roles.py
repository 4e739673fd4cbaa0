"""Who does what to whom: a small chunker over verbs and nouns of action, active, passive and nominal.

Promises: for each word of action the places that stand in each role, so that two texts can be compared by who does
what, whatever the voice or the verb ("B lost to A" is "A beat B", "sold to B" is "B bought"). Refuses to build trees:
a role is a region of words, and where order leaves the role open it stays open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claims_db.matching.clauses import Parse
from claims_db.matching.closed_classes import BE, DETERMINERS, FINITE, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from claims_db.matching.constituents import (
    antecedent,
    apposed_to,
    caused,
    content_behind,
    group_start,
    noun_phrase,
    owner,
    slots,
    starts,
)
from claims_db.matching.frames import PASSIVE_SUBJECT, keys, roles, takes
from claims_db.matching.lexicon import is_participle, is_past, words
from claims_db.matching.units import SCALES, unit_of
from claims_db.matching.verbs import JOINING, frame_of, is_adjective, is_infinitive, is_noun, is_thing, light_verb

_TRANSFERS = frozenset({"<transfer>", "<replace>"})
_WITHOUT_OBJECT = words("retir resign die quit go come arriv return fall rise happen appear fail stay apolog")
_COPULAS = words("is are was were isnt arent wasnt werent")
_BEFORE_GERUNDS = PREPOSITIONS | words("after before while when since without despite than")
_CARRYING = words("stop quit ceas start begin keep continu resum finish avoid deni admit confess consid")
"""Verbs behind which a gerund is what the same subject does ("stopped building")."""
_TELLING = words("order tell forc ask urg allow requir command persuad invit caus compel oblig instruct")
"""Verbs behind which "to" is what their object does ("ordered Smith to pay")."""
_LETTING = words("let make help see watch hear")
"""Verbs whose object does what a bare verb behind it says ("let Smith buy it")."""
_INTENDING = words("refus declin fail agre promis threaten pledg offer decid plan tri want manag vow attempt swear")
"""Verbs that "to" follows when their subject does it."""
_BIDS = words("bid attempt effort request plea motion appeal applic petit offer propos demand plan")
"""Bases of nouns that "to" tells more about, so that the verb behind that is of these ("the bid to buy it failed")."""
_NAMING = words("name call dub nicknam")
_JOINTS = SUBORDINATORS | JOINING
"""Words that begin something new between two verbs."""
_OWN = words("its his her their own")
_NUMBERS = words("two three four five six seven eight nine ten twelve dozens hundreds thousands")
_RELATIVES = words("who which")
_OF_OBJECTS = words("for of from")
"""Prepositions by which a gerund is what the object does ("sued Smith for robbing", "stopped Smith from robbing")."""
_BLAMING = frozenset(
    words(
        """
        sue accuse charge arrest convict fine dismiss criticise praise pardon acquit suspend ban expel award forgive
        release kill sanction disqualify send_off impeach insult attack beat_up harass investigate extradite deny
        """
    )
)
"""Senses of verbs whose object is the one who did what is told behind "for"."""
_DIRECTED = frozenset({"of", "over", "against", "by", "to"})
"""Slots without which the owner of a noun may do it or suffer it ("Smith's conviction")."""
_MADE = frozenset({"hire", "elect", "name", "declare", "award"})
"""Senses of verbs that make somebody something: behind a clipped passive of these stands what was made."""
_MOST = 60
"""How many acts of a text are looked at: acts are compared by pairs."""
_OBJECTS = words("him her them me us it you")
_NEVER_PASSIVE = words(
    """
    won win wins winning triumph triumphed prevail prevailed resigned died survived escaped retired apologised
    apologized
    """
)


@dataclass(frozen=True, slots=True)
class Act:
    """A word of action: its place, the senses and base it can be met by, and the places in each role.

    `subject` are the places in front of it, whatever their role; `open` acts may be clipped passives ("Smith named
    chairman"), whose subject suffers what it seems to do.
    """

    place: int
    keys: frozenset[str]
    roles: Mapping[str, tuple[int, ...]]
    subject: tuple[int, ...]
    passive: bool
    noun: bool
    open: bool
    owned: frozenset[int] = frozenset()
    """Places of what is somebody's own ("its troops")."""
    outer: tuple[int, ...] = ()
    """The subject of the verb in front of a gerund, with which the sentence goes on ("sued him for lying and won")."""
    describing: bool = False
    """Whether it only tells which subject is meant of the verb behind it ("a dog named Rex bit ...")."""

    def contests(self, other: "Act") -> bool:
        """Tell whether both are of winning or losing against somebody."""
        return "<beat>" in self.keys & other.keys

    def role_of(self, place: int) -> str | None:
        """The role a word stands in; None for none."""
        return next((role for role, places in self.roles.items() if place in places), None)


def acts(parse: Parse) -> tuple[Act, ...]:
    """The first acts of a text, from left to right; after them what is said to be what, and clipped headlines."""
    found: list[Act] = []
    before: Act | None = None
    reached = 0
    for place, token in enumerate(parse.tokens):
        if place < reached:
            continue
        frame = frame_of(parse, place)
        if frame is None and is_infinitive(parse, place, before.place if before else None):
            frame = "act"
        if frame is None or is_adjective(parse, place) or is_thing(parse, place):
            continue
        if token.content or parse.lengths[place] > 1:
            if before is not None and _describes(parse, before, place):
                found[found.index(before)] = before = replace(before, describing=True)
            found.append(act_at(parse, place, frame, before))
            before = before if found[-1].noun and before is not None and not before.noun else found[-1]
            reached = place if place in parse.gaps else place + parse.lengths[place]
    _share_objects(parse, found)
    found += _copulas(parse, found)
    return tuple(found + _headlines(parse, found))[:_MOST]


def _share_objects(parse: Parse, found: list[Act]) -> None:
    """Give a verb the object of the one that "and" joins to it: "rammed and sank the ship"."""
    for number in range(len(found) - 2, -1, -1):
        first, second = found[number : number + 2]
        joint = first.place + parse.lengths[first.place]
        joined = second.place == joint + 1 and parse.words[joint] == "and" and "patient" in second.roles
        wants = parse.bases[first.place] not in _WITHOUT_OBJECT and _TRANSFERS.isdisjoint(first.keys)
        lacking = wants and first.roles.keys() <= {"agent"}
        if joined and lacking and not (first.noun or first.passive or second.passive):
            known = {"agent": first.subject, "patient": second.roles["patient"]}
            found[number] = replace(first, roles={role: places for role, places in known.items() if places}, open=False)


def _copulas(parse: Parse, found: Sequence[Act]) -> list[Act]:
    """What is said to be what, or somewhere, where a clause has no verb of its own."""
    busy = {parse.tokens[act.place].clause for act in found if not act.noun}
    states: list[Act] = []
    for place in range(1, len(parse.words)):
        token = parse.tokens[place]
        told = parse.words[place - 1] != "there" and not starts(parse, place)
        if parse.words[place] in _COPULAS and token.clause not in busy and told:
            subject = noun_phrase(parse, place - 1, token.clause)
            sides = (("agent", subject), ("patient", content_behind(parse, place)))
            known = {role: places for role, places in sides if places}
            states.append(Act(place, frozenset({"<be>"}), known, subject, passive=False, noun=True, open=False))
    return states


def _headlines(parse: Parse, found: Sequence[Act]) -> list[Act]:
    """The transfers that clipped headlines tell without a verb: "Smith to Rovers"."""
    busy = {parse.tokens[act.place].clause for act in found}
    told: list[Act] = []
    for place in range(1, len(parse.words) - 1):
        before, after = parse.tokens[place - 1], parse.tokens[place + 1]
        level = before.content and after.content and before.clause == after.clause
        if parse.words[place] == "to" and level and before.clause not in busy:
            subject = noun_phrase(parse, place - 1, before.clause)
            known = roles("join", subject, slots(parse, place, place), passive=False, noun=False)
            told.append(Act(place, frozenset({"<transfer>"}), known, subject, passive=False, noun=False, open=False))
    return told


def act_at(parse: Parse, place: int, frame: str = "act", before: Act | None = None) -> Act:
    """Read the word at a place as one of action; `before` is the act to its left."""
    if not parse.tokens[place].content:
        return Act(place, keys(parse, place), {}, (), passive=False, noun=True, open=False)
    start, end = group_start(parse, place), _end(parse, place, frame)
    group, following = parse.words[start:place], parse.words[end] if end < len(parse.words) else ""
    as_noun = is_noun(parse, place, before.place if before and not before.noun else None)
    participle = is_participle(parse.words[place]) and not as_noun
    after = parse.words[end + 1] if end + 1 < len(parse.words) else ""
    by = (following == "by" and not after[:1].isdigit()) or (following in PREPOSITIONS and after == "by")
    inverted = FINITE.isdisjoint(group) and (before is None or before.noun) and _asks_by_be(parse, place)
    passive = participle and (not BE.isdisjoint(group) or (not group and by) or inverted)
    subject, noun = _actor(parse, place, start, before, noun=as_noun)
    behind = slots(parse, place, end)
    if as_noun and "from" in behind and not _BIDS.isdisjoint(parse.bases[end : end + 1]):
        behind = {"by": behind["from"], **{slot: places for slot, places in behind.items() if slot != "from"}}
    if as_noun and not noun and "of" in behind:
        behind = {"object": behind.pop("of"), **behind}
    active = participle and not passive and parse.words[place] != parse.bases[place]
    made = caused(parse, place, start) if active else None
    if made is not None:
        subject, behind = made[0], {**behind, "object": made[1]}
    if noun and _DIRECTED.isdisjoint(behind):
        subject = ()
    bare = _is_bare(frame, parse.words[place], following, behind) and not (noun or passive)
    known = roles(frame, () if bare else subject, behind, passive=passive, noun=noun)
    unsure = (
        active
        and not group
        and parse.words[place] not in _NEVER_PASSIVE
        and following not in _OBJECTS
        and not (following == "to" and parse.bases[place] in _INTENDING)
        and (not (following in DETERMINERS or _counts_people(parse, end)) or not _MADE.isdisjoint(parse.senses[place]))
    )
    owned = frozenset(
        other
        for places in known.values()
        for other in places
        if not _OWN.isdisjoint(parse.words[max(other - 2, 0) : other])
    )
    aside = not subject or (parse.words[place].endswith("ing") and not group and not as_noun)
    outer = before.outer or before.subject if aside and before is not None else ()
    return Act(place, keys(parse, place), known, subject, passive, noun, open=unsure, owned=owned, outer=outer)


def _describes(parse: Parse, before: Act, place: int) -> bool:
    """Tell whether the verb before another one only describes their subject: "a vaccine given to babies does harm"."""
    start, reach = group_start(parse, place), before.place + parse.lengths[before.place]
    within = parse.words[reach:start]
    reduced = before.passive and group_start(parse, before.place) == before.place
    tells = (
        (before.open or reduced)
        and before.subject
        and ((within[:1] and within[0] in PREPOSITIONS) or parse.bases[before.place] in _NAMING)
    )
    if not tells or not _JOINTS.isdisjoint(within) or parse.tokens[start].clause != parse.tokens[before.place].clause:
        return False
    if start < place:
        return parse.words[start] in FINITE
    behind = parse.words[place + 1 : place + 2]
    naming = parse.bases[before.place] in _NAMING and any(one.capital for one in parse.tokens[place + 1 : place + 3])
    object_behind = bool(behind) and (reduced or naming or behind[0] in DETERMINERS or behind[0] in _OBJECTS)
    return is_past(parse.words[place]) and object_behind


def _is_inside_relative(parse: Parse, before: Act, start: int) -> bool:
    """Tell whether the verb before belongs to a clause within the subject: "the shares he holds in it were sold"."""
    between = parse.words[before.place + parse.lengths[before.place] : start]
    same = parse.tokens[before.place].clause == parse.tokens[start].clause
    word = parse.words[before.place]
    subject = bool(before.subject) or parse.words[before.place - 1] in PRONOUNS
    finite = not (before.noun or before.passive) and (is_past(word) or word.endswith("s")) and subject
    onward = not between or (between[0] in PREPOSITIONS and _JOINTS.isdisjoint(between))
    return same and finite and onward and parse.words[start] in FINITE


def _asks_by_be(parse: Parse, place: int) -> bool:
    """Tell whether the clause of a word is opened by a form of "be", as questions are: "was Smith paid"."""
    first = parse.clause(place)[0]
    named = first + 1 if DETERMINERS.isdisjoint(parse.words[first + 1 : first + 2]) else first + 2
    return parse.words[first] in _COPULAS and named < place and parse.tokens[named].content


def _counts_people(parse: Parse, place: int) -> bool:
    """Tell whether a number of somebody or something begins at a place, not one of money, time or measure."""
    if place + 1 >= len(parse.words) or not (parse.words[place][0].isdigit() or parse.words[place] in _NUMBERS):
        return False
    after = parse.tokens[place + 1]
    return after.content and after.word not in SCALES and unit_of(parse.bases[place + 1 : place + 2]) is None


def _end(parse: Parse, place: int, frame: str) -> int:
    """Where the phrase of an act ends; an object within it and a preposition with a role of its own stay outside."""
    end = place + parse.lengths[place]
    if place in parse.gaps:
        return place + 1
    return end - 1 if end > place + 1 and takes(frame, parse.words[end - 1]) else end


def _is_bare(frame: str, word: str, following: str, behind: Mapping[str, tuple[int, ...]]) -> bool:
    """Tell whether a verb that wants an object has none, so that its subject may suffer it ("the library closes")."""
    wants = frame in PASSIVE_SUBJECT and word not in _NEVER_PASSIVE
    return wants and "object" not in behind and following not in _OBJECTS


def _actor(parse: Parse, place: int, start: int, before: Act | None, *, noun: bool) -> tuple[tuple[int, ...], bool]:
    """The subject, and whether the act is still a noun: one that a verb only carries ("filed a lawsuit") is none."""
    if not noun:
        return _subject(parse, start, parse.words[start:place], before), False
    if before is not None and before.place == light_verb(parse, place):
        return before.roles.get("agent", ()) if before.passive else before.subject, False
    return owner(parse, place), True


def _subject(parse: Parse, start: int, group: Sequence[str], before: Act | None) -> tuple[int, ...]:
    """The words in front of a verb group; of a verb without its own subject those of the verb before."""
    if not start:
        return ()
    sentence, clause = parse.tokens[start].sentence, parse.tokens[start].clause
    if start > 1 and parse.words[start - 1] in _RELATIVES and parse.tokens[start - 2].clause != clause:
        return antecedent(parse, start - 2)
    heads_clause = parse.tokens[start - 1].clause != clause
    carried = before is not None and before.place == start - 1 and parse.bases[before.place] in _CARRYING
    gerund = parse.words[start].endswith("ing") and (carried or parse.words[start - 1] in _BEFORE_GERUNDS)
    if before is not None and before.describing:
        name = before.roles.get("patient", ()) if parse.bases[before.place] in _NAMING else ()
        return (*before.subject, *(place for place in name if place < start))
    chained = heads_clause or gerund or parse.words[start - 1] in JOINING or (bool(group) and group[-1] == "to")
    if chained and before is not None and parse.tokens[before.place].sentence == sentence:
        return _carried(parse, start, group, before, gerund=gerund)
    if gerund and parse.words[start - 1] == "for":
        return ()
    return _nearest(parse, start, group, before) if parse.tokens[start - 1].sentence == sentence else ()


def _carried(parse: Parse, start: int, group: Sequence[str], before: Act, *, gerund: bool) -> tuple[int, ...]:
    """The subject of a verb that goes on from the one before: that one's own, its object, or that around a gerund."""
    aims = bool(group) and group[-1] == "to"
    told = aims and parse.bases[before.place] in _TELLING
    senses, preposition = parse.senses[before.place], start - 1
    blamed = parse.words[preposition] != "for" or not senses or not _BLAMING.isdisjoint(senses)
    own = preposition < before.place + parse.lengths[before.place]  # a part of the verb: "pulled out of buying it"
    if (told or (gerund and parse.words[preposition] in _OF_OBJECTS and blamed and not own)) and not before.passive:
        somebody = parse.words[before.place + 1] in _OBJECTS
        object_ = tuple(place for place in before.roles.get("patient", ()) if place < start)
        return object_ or (() if somebody else before.subject)
    if aims and before.passive and not told:
        return ()
    finite = not before.subject or not (aims or parse.words[start].endswith("ing"))
    return before.outer if before.outer and finite else before.subject


def _nearest(parse: Parse, start: int, group: Sequence[str], before: Act | None) -> tuple[int, ...]:
    """The noun phrase in front of a verb, with the one it tells more about; behind "let" its object alone."""
    clause = parse.tokens[start - 1].clause
    if before is not None and group and _is_inside_relative(parse, before, start):
        return ()
    if before is not None and group and group[0] in BE and _is_aim(parse, before.place, clause):
        return before.subject
    found = noun_phrase(parse, start - 1, clause)
    if clause != parse.tokens[start].clause:
        return (*apposed_to(parse, start - 1), *found)
    lets = before is not None and not group and parse.bases[before.place] in _LETTING
    return tuple(place for place in found if place > before.place) if lets and before else found


def _is_aim(parse: Parse, verb: int, clause: int) -> bool:
    """Tell whether a verb of a clause says what a bid is for ("the bid to buy it was turned down")."""
    aims = verb > 1 and parse.words[verb - 1] == "to" and parse.bases[verb - 2] in _BIDS
    return aims and parse.tokens[verb].clause == clause
