"""A message held against a claim: the words that correspond, the part of the message that speaks of it, the support.

Promises: everything the relation and the guards look at, computed once. Refuses to decide.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims_db.matching.acronyms import shortened
from claims_db.matching.alignment import Alignment, align
from claims_db.matching.clauses import Cue
from claims_db.matching.exchange import cross
from claims_db.matching.lexicon import lexicon, words
from claims_db.matching.quantities import Quantity
from claims_db.matching.roles import Act, act_at
from claims_db.matching.statement import Statement

NUMBER = 1.2
_CORE = 0.95
"""What saying all of a claim's core counts, its circumstances left out."""
_UNSAID = 0.85
"""What is left of the support where the main predicate is not said."""
_LIGHT = words("give make get take have put hold go come do run")
"""Verbs of so many meanings that none of them contradicts anything."""
_ENDING = words("dismiss resign retire quit_body abolish close ban expel divorce replace cancel dropout recall")
"""Senses of verbs by which something ends."""
_ACTORS = frozenset({"agent", "patient", "receiver", "thing", "giver"})
_SURE = 3.0
"""How much must stand in its role for an act to be the claim's beyond doubt: a name counts 2, another word 1."""
_CONTENT = 80
"""How many content words of a claim are looked for."""
_WHOLE = 0.9
"""Support from which all is said, bar a word."""
_PAIRS = 150
"""How many pairs of acts are compared at most."""
_ENOUGH = 4
"""A claim of fewer content words is supported only in part, however much of it is said."""
_WINDOW = 3
"""How many sentences in a row speak of a claim at most."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A message and a claim, and what corresponds.

    `said` gives by place in the claim the places in the message; [start, end) is the part of the message that speaks
    of the claim; `agreed` are pairs of quantities (claim's, message's) that agree.
    """

    message: Statement
    claim: Statement
    said: Mapping[int, Sequence[int]]
    aligned: frozenset[int]
    typos: frozenset[int]
    flipped: Mapping[int, int]
    """Places of the claim that the message says by denying the contrary ("is not allowed" for "is banned")."""
    ended: tuple[int, ...]
    """Places of the message that say what a claim tells the end of to be so no longer."""
    start: int
    end: int
    agreed: tuple[tuple[Quantity, Quantity], ...]
    pairs: tuple[tuple[Act, Act], ...]
    """Acts (claim's, message's) that may be one and the same."""
    closest: tuple[tuple[Act, Act], ...]
    """Those pairs; of each act of the message only the ones in the same sense, where there are any."""
    cues: tuple[Cue, ...]
    """The cues of the message that are not the claim's own words."""
    mass: Mapping[int, float]
    """What each aligned word of the message counts."""
    support: float

    def typed(self, places: Iterable[int]) -> tuple[str, ...]:
        """Words of the message as typed."""
        return tuple(self.message.parse.tokens[place].text for place in places)

    def saying(self, places: Iterable[int]) -> set[int]:
        """Places of the message that say any of some words of the claim."""
        return {said for place in places for said in self.said.get(place, ())}

    def asked(self, place: int) -> bool:
        """Whether a word of the message stands under a question."""
        return any(question.start <= place < question.end for question in self.message.questions)

    def share(self, start: int, end: int) -> float:
        """How much of what the message says of the claim stands at [start, end), in 0..1."""
        total = sum(self.mass.values())
        return sum(mass for place, mass in self.mass.items() if start <= place < end) / total if total else 0.0

    @property
    def beside(self) -> float:
        """How much of the claim is said, its main predicate left out, in 0..1."""
        places = [place for place in self.claim.weights if place not in self.claim.predicates[:1]]
        numbers = [one.start for one in self.claim.quantities]
        return _coverage(self.claim, self.said, places, numbers, {one.start for one, _ in self.agreed})

    @property
    def main_is_said(self) -> bool:
        """Whether the message says what the claim says first, or refuses what the claim says was refused."""
        claim, refused = (
            self.claim,
            self.saying(one.start for one in self.claim.negations if self.claim.refuses(one.start)),
        )
        return any(place in self.said for place in claim.predicates[:1]) or any(
            act.place in refused and not act.noun and not self.aligned.isdisjoint(act.roles.get("patient", ()))
            for act in self.message.acts
        )

    @property
    def main_is_affirmed(self) -> bool:
        """Whether the message says, undenied and as a verb, what the claim says first."""
        main = self.claim.predicates[:1]
        return any(
            other.place not in self.message.negated and other.noun == act.noun
            for act, other in self.pairs
            if act.place in main
        )

    @property
    def names_said(self) -> int:
        """How many of the claim's names the message has, by any of their words."""
        return sum(any(place in self.said for place in name) for name in self.claim.names)

    @property
    def stated(self) -> bool:
        """Whether who does what is said in full: the main act with its actors in their roles, or names and numbers."""
        claim = self.claim
        if (self.names_said >= 2 and self.agreed) or (
            self.support >= _WHOLE and len(claim.weights) + len(claim.quantities) >= _ENOUGH
        ):
            return True
        main = [(act, other) for act, other in self.pairs if act.place in claim.predicates[:1] and not other.noun]
        return any(self._fills(act, other) for act, other in main)

    def _fills(self, act: Act, other: Act) -> bool:
        """Tell whether the actors of an act of the claim stand in their roles in one of the message, most of them."""
        straight, crossed, _ = cross(self.said, self.claim.named, act, other)
        members = [member for role, places in act.roles.items() if role in _ACTORS for member in places]
        heads = {self._head(member) for member in members}
        most = 2 * sum(member in self.said for member in members) >= len(members) or 2 * sum(
            any(place in self.said for place in head) for head in heads
        ) > len(heads)
        return straight >= _SURE and not crossed and most

    def _head(self, place: int) -> tuple[int, ...]:
        """The name a word is part of, or the word alone."""
        return next((group for group in self.claim.names if place in group), (place,))

    def contrary(self, place: int, *, graded: bool = True) -> tuple[int, ...]:
        """Places in the window whose sense contradicts that of a claim's word."""
        found = _contraries(self.message, self.claim, place, graded=graded)
        return tuple(other for other in found if self.start <= other < self.end)


def _contraries(message: Statement, claim: Statement, place: int, *, graded: bool = True) -> tuple[int, ...]:
    """Places whose sense contradicts that of a claim's word, and is not in the claim itself.

    Those between which there is a third are left out unless they are `graded`.
    """
    table, between = lexicon().contraries, lexicon().graded
    senses = claim.parse.senses[place]
    pairs = ((sense, other) for sense in senses for other in table.get(sense, ()))
    against = {pair[1] for pair in pairs if graded or pair not in between} - claim.senses
    found = {place for sense in against for place in message.words.by_sense.get(sense, ())}
    parse = message.parse
    return tuple(
        sorted(
            place
            for place in found
            if parse.senses[place].isdisjoint(senses) and (parse.lengths[place] > 1 or parse.bases[place] not in _LIGHT)
        )
    )


def _flipped(
    message: Statement, claim: Statement, said: Mapping[int, Sequence[int]], ended: Sequence[int]
) -> dict[int, int]:
    """Predicates of the claim that the message says by denying their contrary, or denies by it where it denies."""
    found: dict[int, int] = {}
    things = lexicon().things
    for place in claim.predicates[:3]:
        if place not in said:
            for other in _contraries(message, claim, place, graded=False):
                if message.parse.words[other] not in things and (other in message.negated) != (place in claim.negated):
                    found[place] = other
    if ended and not claim.negative:
        found[claim.predicates[0]] = ended[-1]
    return found


def _ended(message: Statement, claim: Statement, said: Mapping[int, Sequence[int]]) -> tuple[int, ...]:
    """Where the message says that what a claim tells the end of is so no longer ("is no longer mayor", "resigned")."""
    main = claim.predicates[:1]
    if not main or main[0] in said or _ENDING.isdisjoint(claim.parse.senses[main[0]]):
        return ()
    known = {other for others in said.values() for other in others}
    scopes = (negation.scope for negation in message.negations if negation.ended)
    return tuple(scope[0] for scope in scopes if not known.isdisjoint(scope))


def compare(message: Statement, claim: Statement) -> Comparison:
    """Hold a message against a claim."""
    alignment = align(claim.words, tuple(claim.weights)[:_CONTENT], claim.named, message.words)
    pairs = _pairs(message, claim, alignment)
    reached: dict[int, Sequence[int]] = {**shortened(message, claim), **_told_apart(claim, alignment.said)}
    for one, other in pairs:
        reached.setdefault(one.place, (other.place,))
    ended = _ended(message, claim, reached)
    flipped = _flipped(message, claim, reached, ended)
    mass = _mass(message, claim, reached)
    start, end = _window(message, mass)
    said = {
        place: within
        for place, others in reached.items()
        if (within := tuple(other for other in others if start <= other < end))
    }
    agreed = tuple(
        (one, other)
        for one in claim.quantities
        for other in message.quantities
        if start <= other.start < end and one.agrees(other)
    )
    inside = tuple((one, other) for one, other in pairs if start <= other.place < end)
    return Comparison(
        message=message,
        claim=claim,
        said=said,
        aligned=frozenset(place for places in said.values() for place in places),
        typos=alignment.typos,
        flipped={place: other for place, other in flipped.items() if start <= other < end},
        ended=tuple(place for place in ended if start <= place < end),
        start=start,
        end=end,
        agreed=agreed,
        pairs=inside,
        closest=_closest(message, claim, inside) if len(claim.acts) > 1 else inside,
        cues=_own_cues(message, claim),
        mass={place: value for place, value in mass.items() if start <= place < end},
        support=_support(claim, {**flipped, **said}, agreed),
    )


def _told_apart(claim: Statement, said: Mapping[int, Sequence[int]]) -> dict[int, Sequence[int]]:
    """What is said, where two names share a word each with those of its places that stand beside the rest of it."""
    found = dict(said)
    words = claim.parse.words
    for place in claim.shared:
        beside = _beside(claim, said, place)
        rivals = [other for other in claim.shared if other != place and words[other] == words[place]]
        taken = set[int]().union(*(_beside(claim, said, other) for other in rivals)) - beside
        if place in found and taken:
            found[place] = tuple(other for other in found[place] if other not in taken)
            if not found[place]:
                del found[place]
    return found


def _beside(claim: Statement, said: Mapping[int, Sequence[int]], place: int) -> set[int]:
    """The places of a word of a name that stand next to another word of the same name."""
    group = next(group for group in claim.names if place in group)
    rest = {other for member in group if member != place for other in said.get(member, ())}
    return {other for other in said.get(place, ()) if other - 1 in rest or other + 1 in rest}


def _pairs(message: Statement, claim: Statement, alignment: Alignment) -> tuple[tuple[Act, Act], ...]:
    """Acts of both that share a sense, a family or a word; a word read as an act in the claim is one in the message."""
    pairs: list[tuple[Act, Act]] = []
    known = {act.place for act in message.acts}
    for act in claim.acts:
        pairs += [
            (act, other)
            for other in message.acts
            if not act.keys.isdisjoint(other.keys)
            and not claim.words.is_rival(act.place, message.parse.words[other.place])
        ]
        for place in alignment.said.get(act.place, ()):
            if place not in known and message.parse.bases[place] == claim.parse.bases[act.place]:
                before = next((other for other in reversed(message.acts) if other.place < place), None)
                pairs.append((act, act_at(message.parse, place, before=before)))
    return tuple(pairs[:_PAIRS])


def _closest(message: Statement, claim: Statement, pairs: tuple[tuple[Act, Act], ...]) -> tuple[tuple[Act, Act], ...]:
    def alike(act: Act, other: Act) -> bool:
        same = claim.parse.bases[act.place] == message.parse.bases[other.place]
        return same or not claim.parse.senses[act.place].isdisjoint(message.parse.senses[other.place])

    exact = {other.place for act, other in pairs if act.roles and alike(act, other)}
    return tuple(pair for pair in pairs if pair[1].place not in exact or alike(*pair))


def is_before(statement: Statement, number: Quantity) -> bool:
    """Tell whether a number is said to be what was before, or is not."""
    words = statement.parse.words[max(number.start - 2, 0) : number.start]
    return bool(words) and (words[-1] in {"from", "not"} or words == ("instead", "of"))


def _own_cues(message: Statement, claim: Statement) -> tuple[Cue, ...]:
    parse = message.parse
    return tuple(cue for cue in parse.cues if parse.bases[cue.start : cue.end] not in claim.phrases)


def _mass(message: Statement, claim: Statement, said: Mapping[int, Sequence[int]]) -> dict[int, float]:
    mass: dict[int, float] = {}
    for place, others in said.items():
        for other in others:
            mass[other] = max(mass.get(other, 0.0), claim.weights.get(place, 0.0))
    for one in claim.quantities:
        for other in message.quantities:
            if one.agrees(other):
                mass[other.start] = NUMBER
    return mass


def _window(message: Statement, mass: Mapping[int, float]) -> tuple[int, int]:
    """The run of up to three sentences with the most mass, without those at its ends that add nothing."""
    sentences = message.parse.sentences
    if len(sentences) <= 1:
        return (0, len(message.parse.tokens))
    weights = [0.0] * len(sentences)
    for place, value in mass.items():
        weights[message.parse.tokens[place].sentence] += value
    best = max(range(len(sentences)), key=lambda i: (sum(weights[i : i + _WINDOW]), -i))
    last = min(best + _WINDOW, len(sentences)) - 1
    floor = 0.25 * max(weights)
    while best < last and weights[best] <= floor:
        best += 1
    while last > best and weights[last] <= floor:
        last -= 1
    return sentences[best].start, sentences[last].end


def _support(claim: Statement, said: Container[int], agreed: tuple[tuple[Quantity, Quantity], ...]) -> float:
    """How much is said of the whole claim, or of its core, whichever is more: who does what to whom counts most."""
    met = {one.start for one, _ in agreed}
    numbers = {one.start: one for one in claim.quantities}
    whole = _coverage(claim, said, claim.weights, numbers, met)
    if len(claim.core) > 2:
        whole = max(whole, _CORE * _coverage(claim, said, claim.core, (), met))
    if not met and claim.predicates[:1] and claim.predicates[0] not in said:
        whole *= _UNSAID
    return whole * min(1.0, (len(claim.weights) + len(numbers)) / _ENOUGH)


def _coverage(
    claim: Statement, said: Container[int], places: Container[int], numbers: Iterable[int], met: Container[int]
) -> float:
    total = got = 0.0
    for group in claim.names:
        if any(place in places for place in group):
            weight = claim.weights.get(group[0], 1.0)
            total += weight
            got += weight * _name_share(group, said)
    for place, weight in claim.weights.items():
        if place in places and place not in claim.named:
            total += weight
            got += weight * (place in said)
    for number in numbers:
        total += NUMBER
        got += NUMBER * (number in met)
    return got / total if total else 0.0


def _name_share(group: tuple[int, ...], said: Container[int]) -> float:
    """A name is said by any of its words; the more of them, the surer."""
    hits = sum(place in said for place in group)
    return 0.0 if not hits else 0.8 + 0.2 * hits / len(group)
