"""What holds for any text and any claims."""

import inspect
import math
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims_db.matching.features import Overlap
from claims_db.matching.finder import READ, Finder
from claims_db.matching.markup import MAX_GROWTH, plain
from claims_db.matching.matcher import Matcher
from claims_db.matching.steps import finish
from claims_db.matching.text import terms, tokens
from claims_db.model import ClaimId, Match, Wording
from tests.effort import PYTHON, calls

SENTENCES = (
    "Ukraine tried to assassinate Vladimir Putin with two drones sent against the Kremlin.",
    "A pair of black storks nested on the roof of the town hall in Lindow.",
    "The Lindow harbour bridge will be closed to lorries from June.",
    "Lindow council banned lorries from the harbour after nine accidents in 2023.",
    "Health officials in Valdoria recalled 62 million doses of a vaccine against measles.",
    "Valdoria's president has resigned over the vaccine recall.",
    "The harbour of Lindow was sold to a company from Valdoria for 62 million euros.",
    "Storks have never nested in Valdoria.",
)
words = st.sampled_from(sorted({word for sentence in SENTENCES for word in sentence.split()}))
claim_texts = st.one_of(st.sampled_from(SENTENCES), st.lists(words, min_size=1, max_size=14).map(" ".join))
messages = st.one_of(st.sampled_from(SENTENCES), st.lists(words, max_size=40).map(" ".join), st.text(max_size=200))
slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def wordings(texts: list[str], scope: str = "a") -> list[Wording]:
    return [Wording(claim_id=ClaimId(f"{scope}/{n}"), text=text, title=text[:20]) for n, text in enumerate(texts)]


def seen(matches: tuple[Match, ...]) -> list[tuple[str, float, str]]:
    return [(match.claim_id, match.score, match.relation) for match in matches]


@given(st.lists(claim_texts, max_size=12), messages, st.randoms(use_true_random=False))
@slow
def test_the_order_of_insertion_changes_nothing(texts: list[str], message: str, rng: random.Random) -> None:
    claims = wordings(texts)
    mixed = rng.sample(claims, len(claims))
    assert Matcher(claims).search(message) == Matcher(mixed).search(message)


@given(st.lists(claim_texts, max_size=8), st.lists(claim_texts, max_size=8), messages)
@slow
def test_adding_then_removing_leaves_no_trace(kept: list[str], passing: list[str], message: str) -> None:
    matcher = Matcher(wordings(kept))
    before = matcher.search(message)
    for wording in wordings(passing, "b"):
        matcher.add(wording)
    matcher.search(message)
    for wording in wordings(passing, "b"):
        matcher.remove(wording.claim_id)
    assert matcher.search(message) == before
    assert len(matcher) == len(kept)


@given(st.lists(claim_texts, max_size=10), messages, st.integers(0, 12), st.floats(0, 1))
@slow
def test_scores_limits_and_floors_are_honoured(texts: list[str], message: str, limit: int, floor: float) -> None:
    matches = Matcher(wordings(texts)).search(message, limit, floor=floor)
    assert len(matches) <= limit
    assert len({match.claim_id for match in matches}) == len(matches)
    assert all(floor <= match.score <= 1 for match in matches)


@given(st.lists(claim_texts, max_size=10), messages, st.floats(0.5, 1))
@slow
def test_a_floor_only_leaves_out(texts: list[str], message: str, floor: float) -> None:
    matcher = Matcher(wordings(texts))
    everything = matcher.search(message, 15)
    expected = [match for match in seen(everything) if match[1] >= floor]
    assert seen(matcher.search(message, 15, floor=floor)) == expected


@given(st.text(max_size=400))
@slow
def test_any_text_is_accepted(text: str) -> None:
    matcher = Matcher(wordings(list(SENTENCES)))
    matcher.add(Wording(claim_id=ClaimId("b/any"), text=text, title=text, phrasings=(text,)))
    matcher.search(text)
    matcher.search(text, floor=0.5)
    matcher.remove(ClaimId("b/any"))
    assert len(plain(text)) <= MAX_GROWTH * (len(text) + 1)
    assert [term for token in tokens(text) for term in token.terms] == terms(text)


@given(claim_texts, claim_texts, messages)
@slow
def test_features_are_finite(claim: str, title: str, message: str) -> None:
    finder = Finder([Wording(claim_id=ClaimId("a/1"), text=claim, title=title)])
    for found in finish(finder.find(message, 0.0)):
        assert all(math.isfinite(value) for value in found.features.values())
    assert Overlap  # the class whose promise this is


HUGE = 100_000
HOSTILE = {
    "one word": "a" * HUGE,
    "many words": " ".join(f"w{n}" for n in range(HUGE // 5)),
    "claims": (" ".join(SENTENCES) * HUGE)[:HUGE],
    "brackets": "[](" * (HUGE // 3),
    "backticks": "`" * HUGE,
    "tags": "#Aa" * (HUGE // 3),
    "colons": ":a" * (HUGE // 2),
    "entities": "<@" * (HUGE // 2),
    "ligatures": "\ufdfa" * HUGE,
    "combining": "a" + "\u0301" * HUGE,
    "invisible": "\u200b" * HUGE,
    "numbers": "1," * (HUGE // 2),
    "apostrophes": "a'" * (HUGE // 2),
    "quotes": "> a\n" * (HUGE // 4),
    "links": "https://a." * (HUGE // 10),
    "emoji": "\U0001f600" * HUGE,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("floor", [0.0, 0.5])
def test_no_text_makes_more_than_so_much_work(text: str, floor: float) -> None:
    steps = Matcher(wordings(list(SENTENCES))).steps(text, floor=floor)
    work: list[int] = []
    while inspect.getgeneratorstate(steps) != inspect.GEN_CLOSED:
        work.append(calls(lambda: next(steps, None), PYTHON))
    assert max(work) < 25 * READ
    assert sum(work) < 60 * READ


@given(st.lists(claim_texts, min_size=1, max_size=10), messages, st.sampled_from([0.0, 0.5]))
@slow
def test_claims_may_come_and_go_during_a_search(texts: list[str], message: str, floor: float) -> None:
    matcher = Matcher(wordings(texts))
    expected = matcher.search(message * 5, floor=floor)
    steps = matcher.steps(message * 5, floor=floor)
    passing = Wording(claim_id=ClaimId("b/passing"), text=SENTENCES[0])
    found = None
    while found is None:
        try:
            next(steps)
        except StopIteration as finished:
            found = finished.value
        matcher.add(passing)
        matcher.remove(passing.claim_id)
    assert found == expected


@given(claim_texts, messages)
@slow
def test_a_claim_that_goes_during_a_search_does_no_harm(text: str, message: str) -> None:
    matcher = Matcher(wordings([text, *SENTENCES]))
    steps = matcher.steps(f"{text} {message}")
    for claim in wordings([text, *SENTENCES]):
        next(steps, None)
        matcher.remove(claim.claim_id)
    assert all(match.score <= 1 for match in finish(steps) or ())
