"""A text as a statement: its words, names, weights, acts, negations, questions, reports and quantities.

Promises: one immutable value made once per text, from which two texts can be compared without reading either again.
Refuses to compare.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from claims_db.matching.alignment import Words, words_of
from claims_db.matching.clauses import Parse
from claims_db.matching.closed_classes import AUXILIARIES, PREPOSITIONS
from claims_db.matching.constituents import starts
from claims_db.matching.frequency import zipf
from claims_db.matching.lexicon import is_participle, lexicon, words
from claims_db.matching.negation import REFUSING, Negation, negations
from claims_db.matching.numerals import quantities
from claims_db.matching.quantities import Quantity
from claims_db.matching.questions import Question, questions
from claims_db.matching.reports import Report, reports
from claims_db.matching.roles import Act, acts
from claims_db.matching.verbs import LIGHT

_KNOWN_ZIPF = 3.0
"""Below it a lower-case word may well be a name."""
_ARTICLES = frozenset({("a",), ("an",), ("the",), ("your",), ("their",), ("its",)})
"""What follows a gerund, which is no name ("Searing a steak")."""
_OPENINGS = words("seems looks sounds poor imagine apparently hearing seeing watching breaking guess remember")
"""Words of which none at the beginning of a sentence is part of the name behind it."""
_TITLES = words("mayor judge senator president minister king queen prince princess pope coach captain doctor police")
_GETTING = frozenset({("get",), ("got",), ("gets",)})
_NAME, _MAIN, _ACT, _RARE, _WORD, _FRAME = 1.5, 2.0, 1.0, 1.0, 0.7, 0.3
_WHEN = words("in on last this yesterday today")
"""What stands between a verb of finding and its "that", with the time or the place."""
_TOLD_BEHIND = 5
"""Within so many words behind such a verb its "that" stands."""
_ADDING = PREPOSITIONS - {"to"}
_PARTS = words("piece kind type sort form bit lump")
"""What is of something that it is ("a piece of wood")."""
_REPORTING = words("find show reveal say claim report announce confirm state conclude suggest discov decid")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text says. `names` are groups of places of neighbouring names, `weights` what each content word counts."""

    parse: Parse
    words: Words
    names: tuple[tuple[int, ...], ...]
    named: frozenset[int]
    shared: tuple[int, ...]
    """Places of words that two names have in common ("Bob Smith and Bob Jones")."""
    acts: tuple[Act, ...]
    predicates: tuple[int, ...]
    """Places of the words that say what happens, the main one first; reporting verbs are not among them."""
    senses: frozenset[str]
    """The senses of all its words."""
    weights: Mapping[int, float]
    core: frozenset[int]
    """Places of the main predicate and of those who stand in its roles."""
    negations: tuple[Negation, ...]
    negated: frozenset[int]
    questions: tuple[Question, ...]
    phrases: frozenset[tuple[str, ...]]
    """The bases of every cue."""
    reports: tuple[Report, ...]
    quantities: tuple[Quantity, ...]
    counted: frozenset[int]
    """Places of the words that make up quantities."""

    @property
    def main(self) -> Act | None:
        """The act of the first predicate; None where that is none."""
        return next((act for act in self.acts if act.place in self.predicates[:1]), None)

    @property
    def negative(self) -> bool:
        """Whether it denies what it says first."""
        return not self.negated.isdisjoint(self.predicates[:1])

    def refuses(self, place: int) -> bool:
        """Tell whether a word says that something was refused ("refused to", "turned down")."""
        return not REFUSING.isdisjoint(self.parse.senses[place])


def statement(parsed: Parse) -> Statement:
    """Take what a text says from its words, in time linear in their number."""
    words = words_of(parsed)
    numbers = quantities(parsed)
    counted = frozenset(place for number in numbers for place in range(number.start, number.end))
    names = _names(parsed, [place for place in words.content if place not in counted])
    named = frozenset(place for group in names for place in group)
    done = acts(parsed)
    denied = negations(parsed, parsed.cues)
    unsaid = frozenset(place for negation in denied for place in negation.scope[:1]) & parsed.tellings
    predicates = (*sorted(unsaid), *(place for place in _predicates(parsed, done, named) if place not in unsaid))
    return Statement(
        parse=parsed,
        words=words,
        names=names,
        named=named,
        shared=_shared(parsed, names),
        acts=done,
        predicates=predicates,
        senses=frozenset(sense for sense, places in words.by_sense.items() if not counted.issuperset(places)),
        weights=_weights(parsed, words.content, named, predicates, counted),
        core=_core(done, predicates),
        negations=denied,
        negated=frozenset(place for negation in denied for place in negation.scope),
        questions=questions(parsed),
        phrases=frozenset(parsed.bases[cue.start : cue.end] for cue in parsed.cues),
        reports=reports(parsed),
        quantities=numbers,
        counted=counted,
    )


def looks_like_name(parsed: Parse, place: int) -> bool:
    """Tell whether a word is a name by its capital, its rarity or the list of places and given names."""
    token = parsed.tokens[place]
    if not token.content or len(token.word) < 2 or token.word[0].isdigit() or token.word[0] in "$€£¥":
        return False
    table = lexicon()
    if token.word in table.places or (token.word.endswith("s") and token.word[:-1] in table.places):
        return True
    if token.capital and not parsed.shouted:
        initial = place == parsed.sentences[token.sentence].start
        return not initial or token.owner or _starts_name(parsed, place)
    return (
        token.word in table.given_names
        and zipf(parsed, place) < 5.2
        and token.word
        not in {"mark", "frank", "grace", "rose", "hunter", "max", "christian", "sally", "will", "jordan"}
    )


def _starts_name(parsed: Parse, place: int) -> bool:
    """Tell whether the first word of a sentence is a name: it is rare, or another name follows."""
    gerund = parsed.words[place].endswith("ing") and parsed.words[place + 1 : place + 2] in _ARTICLES
    rare = zipf(parsed, place) < 4.2 and not parsed.senses[place]
    if (rare and not gerund) or parsed.words[place] in lexicon().brands:
        return True
    after = parsed.tokens[place + 1] if place + 1 < len(parsed.tokens) else None
    if gerund or parsed.words[place] in _OPENINGS or (parsed.senses[place] and parsed.words[place] in _TITLES):
        return False
    return after is not None and after.capital and after.content and after.clause == parsed.tokens[place].clause


def is_unfamiliar(parsed: Parse, place: int) -> bool:
    """Tell whether a lower-case word is so rare that it may be a name."""
    word = parsed.words[place]
    return (
        len(word) > 3
        and word.isalpha()
        and parsed.tokens[place].content
        and not parsed.senses[place]
        and zipf(parsed, place) < _KNOWN_ZIPF
    )


def _names(parsed: Parse, places: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    groups: list[list[int]] = []
    for place in places:
        if not looks_like_name(parsed, place):
            continue
        token = parsed.tokens[place]
        if groups and groups[-1][-1] == place - 1:
            before = parsed.tokens[place - 1]
            if before.clause == token.clause and not before.owner:
                groups[-1].append(place)
                continue
        groups.append([place])
    return tuple(tuple(group) for group in groups)


def _shared(parsed: Parse, names: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    several = [place for group in names if len(group) > 1 for place in group]
    if not several:
        return ()
    counts = Counter(parsed.words[place] for place in several)
    return tuple(place for place in several if counts[parsed.words[place]] > 1)


def _predicates(parsed: Parse, done: tuple[Act, ...], named: frozenset[int]) -> tuple[int, ...]:
    """The acts that are not mere frames of what is said; without any, the words behind the copula."""
    light = {
        act.place
        for act in done
        if parsed.bases[act.place] in LIGHT
        and any(other.subject == act.subject and not other.noun and 0 < other.place - act.place < 5 for other in done)
    }
    named_or_light = named | light
    verbs = [act for act in done if not act.noun and act.place not in named_or_light]
    verbs.sort(key=lambda act: _modifies(parsed, act, done))
    nouns = [act for act in done if act.noun and act.place not in named and parsed.bases[act.place] != "be"]
    denying = {place for cue in parsed.cues if "negator" in cue.kinds for place in range(cue.start, cue.end)}
    carriers = [act for act in done if act.place in light]
    told = [
        act.place
        for act in (*verbs, *nouns, *carriers)
        if not _frames_more(parsed, act.place) and act.place not in denying and parsed.words[act.place] != "there"
    ]
    ungot = _ungot(parsed, named)
    if ungot is not None:
        return (ungot, *(place for place in told if parsed.words[place - 1] != "for" and place != ungot))
    if told:
        return tuple(told)
    lacking = next((place for place in range(len(parsed.bases) - 1) if _lacks(parsed, place)), None)
    copula = lacking or next(
        (place for place, base in enumerate(parsed.bases) if base in {"be", "have"} and place), None
    )
    if copula is None:
        return tuple(place for place, token in enumerate(parsed.tokens) if token.content and place not in named)[:3]
    behind = [place for place in _complement(parsed, copula) if place not in named]
    behind = [place for place in behind if not parsed.words[place].endswith("ly") or len(behind) < 2]
    if parsed.bases[copula] == "have" and len(behind) > 1 and behind[1] == behind[0] + 1:
        behind[:2] = behind[1], behind[0]
    return tuple(behind[:4])


def _complement(parsed: Parse, copula: int) -> Iterator[int]:
    """The content words of what somebody is said to be, without what a preposition adds to it."""
    told = ""
    for place in range(copula + 1, len(parsed.words)):
        word = parsed.words[place]
        if told and word in _ADDING and told not in _PARTS:
            return
        if parsed.tokens[place].content:
            told = word
            yield place


def _ungot(parsed: Parse, named: frozenset[int]) -> int | None:
    """What somebody is said not to have got ("did not get a share of it"); None where nothing is."""
    ends = {cue.end for cue in parsed.cues if cue.denies}
    got = next((place for place in ends if parsed.words[place : place + 1] in _GETTING), None)
    behind = range(got + 1, parsed.clause(got)[1]) if got is not None else ()
    return next((place for place in behind if parsed.tokens[place].content and place not in named), None)


def _lacks(parsed: Parse, place: int) -> bool:
    """Tell whether somebody is said to have none of something ("has no army")."""
    return parsed.bases[place] == "have" and parsed.words[place + 1] == "no"


def _core(done: tuple[Act, ...], predicates: tuple[int, ...]) -> frozenset[int]:
    main = next((act for act in done if predicates and act.place == predicates[0]), None)
    if main is None:
        return frozenset()
    inner = (places for role, places in main.roles.items() if role not in {"recipient", "result"})
    return frozenset({main.place}.union(*inner))


def _modifies(parsed: Parse, act: Act, done: tuple[Act, ...]) -> bool:
    """Tell whether a verb only describes a noun: "a dog named Rex was elected", "drinking tea cures"."""
    before = parsed.words[act.place - 1] if act.place else ""
    if act.describing:
        return True
    if parsed.words[act.place].endswith("ing") and parsed.lengths[act.place] == 1 and before not in AUXILIARIES:
        return True
    clause = parsed.tokens[act.place].clause
    later = (other for other in done if other.place > act.place and parsed.tokens[other.place].clause == clause)
    opens = starts(parsed, act.place) and is_participle(parsed.words[act.place])
    return (act.open or opens) and any(
        (other.passive or opens) and act.place in range(min(other.subject, default=0), other.place) for other in later
    )


def _frames_more(parsed: Parse, place: int) -> bool:
    """Tell whether a verb only tells who found or said what follows ("decided in May that")."""
    behind = parsed.words[place + 1 : min(place + _TOLD_BEHIND, parsed.clause(place)[1])]
    return parsed.bases[place] in _REPORTING and "that" in behind and (behind[0] == "that" or behind[0] in _WHEN)


def _weights(
    parsed: Parse, content: tuple[int, ...], named: frozenset[int], predicates: tuple[int, ...], counted: frozenset[int]
) -> dict[int, float]:
    weights: dict[int, float] = {}
    for place in content:
        if place in counted:
            continue
        if place in named:
            weights[place] = _NAME
        elif predicates and place == predicates[0]:
            weights[place] = _MAIN
        elif place in predicates:
            weights[place] = _ACT
        else:
            weights[place] = _FRAME if _frames_more(parsed, place) else _WORD if zipf(parsed, place) >= 4.0 else _RARE
    return weights
