"""A message held against a claim: the words that correspond, the part of the message that speaks of it, the support.

Promises: everything the relation and the guards look at, computed once. Refuses to decide.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims_db.matching.alignment import Alignment, align
from claims_db.matching.clauses import Cue
from claims_db.matching.lexicon import lexicon
from claims_db.matching.quantities import Quantity
from claims_db.matching.roles import Act, act_at
from claims_db.matching.statement import Statement

_NUMBER = 1.2
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
    start: int
    end: int
    agreed: tuple[tuple[Quantity, Quantity], ...]
    pairs: tuple[tuple[Act, Act], ...]
    """Acts (claim's, message's) that may be one and the same."""
    cues: tuple[Cue, ...]
    """The cues of the message that are not the claim's own words."""
    mass: Mapping[int, float]
    """What each aligned word of the message counts."""
    support: float

    def typed(self, places: Iterable[int]) -> tuple[str, ...]:
        """Words of the message as typed."""
        return tuple(self.message.parse.tokens[place].text for place in places)

    def share(self, start: int, end: int) -> float:
        """How much of what the message says of the claim stands at [start, end), in 0..1."""
        total = sum(self.mass.values())
        return sum(mass for place, mass in self.mass.items() if start <= place < end) / total if total else 0.0

    def contrary(self, place: int) -> tuple[int, ...]:
        """Places in the window whose sense contradicts that of a claim's word."""
        senses = self.claim.parse.senses[place]
        against = frozenset[str]().union(*(lexicon().contraries.get(sense, frozenset()) for sense in senses)) - senses
        found = {
            other
            for sense in against
            for other in self.message.words.by_sense.get(sense, ())
            if self.start <= other < self.end and self.message.parse.senses[other].isdisjoint(senses)
        }
        return tuple(sorted(found))


def compare(message: Statement, claim: Statement) -> Comparison:
    """Hold a message against a claim."""
    alignment = align(claim.parse, tuple(claim.weights), claim.named, message.words)
    pairs = _pairs(message, claim, alignment)
    reached: dict[int, Sequence[int]] = dict(alignment.said)
    for one, other in pairs:
        reached.setdefault(one.place, (other.place,))
    mass = _mass(message, claim, reached)
    start, end = _window(message, mass)
    said = {
        place: inside
        for place, others in reached.items()
        if (inside := tuple(other for other in others if start <= other < end))
    }
    agreed = tuple(
        (one, other)
        for one in claim.quantities
        for other in message.quantities
        if start <= other.start < end and one.agrees(other)
    )
    return Comparison(
        message=message,
        claim=claim,
        said=said,
        aligned=frozenset(place for places in said.values() for place in places),
        typos=alignment.typos,
        start=start,
        end=end,
        agreed=agreed,
        pairs=tuple((one, other) for one, other in pairs if start <= other.place < end),
        cues=_own_cues(message, claim),
        mass={place: value for place, value in mass.items() if start <= place < end},
        support=_support(claim, said, agreed),
    )


def _pairs(message: Statement, claim: Statement, alignment: Alignment) -> tuple[tuple[Act, Act], ...]:
    """Acts of both that share a sense, a family or a word; a word read as an act in the claim is one in the message."""
    pairs: list[tuple[Act, Act]] = []
    known = {act.place for act in message.acts}
    for act in claim.acts:
        pairs += [(act, other) for other in message.acts if not act.keys.isdisjoint(other.keys)]
        for place in alignment.said.get(act.place, ()):
            if place not in known and message.parse.bases[place] == claim.parse.bases[act.place]:
                before = next((other for other in reversed(message.acts) if other.place < place), None)
                pairs.append((act, act_at(message.parse, place, before=before)))
    return tuple(pairs)


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
                mass[other.start] = _NUMBER
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


def _support(
    claim: Statement, said: Mapping[int, Sequence[int]], agreed: tuple[tuple[Quantity, Quantity], ...]
) -> float:
    total = got = 0.0
    for group in claim.names:
        total += claim.weights[group[0]] if group[0] in claim.weights else 1.0
        got += _name_share(group, said) * (claim.weights[group[0]] if group[0] in claim.weights else 1.0)
    for place, weight in claim.weights.items():
        if place in claim.named:
            continue
        total += weight
        got += weight * (place in said)
    met = {one.start for one, _ in agreed}
    total += _NUMBER * len(claim.quantities)
    got += _NUMBER * len(met)
    return got / total if total else 0.0


def _name_share(group: tuple[int, ...], said: Mapping[int, Sequence[int]]) -> float:
    """A name is said by any of its words; the more of them, the surer."""
    hits = sum(place in said for place in group)
    return 0.0 if not hits else 0.8 + 0.2 * hits / len(group)
