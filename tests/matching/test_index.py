import math
import random
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_db.matching import index as index_module
from claims_db.matching.bitmaps import bitmap, numbers, reaching
from claims_db.matching.index import Index, Known

WORDS = ["drone", "kremlin", "dome", "stork", "vaccin", "bridg", "peopl", "year", "valdoria", "aerovax", "7", "2023"]
terms = st.frozensets(st.sampled_from(WORDS), min_size=1, max_size=8)
claims = st.lists(terms, max_size=40)


def built(held: Mapping[int, frozenset[str]]) -> Index:
    index = Index()
    for number, words in held.items():
        index.add(number, words)
    return index


def known(index: Index, words: frozenset[str]) -> list[Known]:
    return [one for word in sorted(words) if (one := index.known(word)) is not None]


def naive(index: Index, held: Mapping[int, frozenset[str]], sought: frozenset[str], least: float) -> dict[int, float]:
    masses = {
        number: math.fsum(index.rarity(word) for word in words & sought)
        for number, words in held.items()
        if words & sought
    }
    return {number: mass for number, mass in masses.items() if mass >= least}


def assert_same(found: Mapping[int, float], expected: Mapping[int, float], least: float) -> None:
    edge = {number for number, mass in expected.items() if abs(mass - least) < 1e-6}
    assert found.keys() | edge == expected.keys() | edge
    for number in found.keys() & expected.keys():
        assert found[number] == pytest.approx(expected[number])


@pytest.fixture(params=[24, 2], ids=["sets", "bitmaps"])
def frequent(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Whether terms count as frequent late, or from two claims on."""
    monkeypatch.setattr(index_module, "FEWEST_FREQUENT", request.param)
    monkeypatch.setattr(index_module, "FEW", 3)
    return request.param


@pytest.mark.parametrize("seed", range(30))
def test_a_search_finds_what_a_naive_one_finds(seed: int, frequent: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - seeded on purpose
    held = {n: frozenset(rng.sample(WORDS, rng.randint(1, 8))) for n in range(rng.randint(0, 60))}
    index = built(held)
    for _ in range(20):
        sought, least = frozenset(rng.sample(WORDS, rng.randint(1, 12))), rng.uniform(0, 60)
        assert_same(index.search(known(index, sought), least), naive(index, held, sought, least), least)
    everything = index.search(known(index, frozenset(WORDS)), 0.0)
    assert_same(everything, naive(index, held, frozenset(WORDS), 0.0), 0.0)


@given(claims, terms, st.floats(0, 60))
@settings(max_examples=60, deadline=None)
def test_many_claims_at_once_are_as_many_one_by_one(
    held: list[frozenset[str]], sought: frozenset[str], least: float
) -> None:
    one_by_one, at_once = built(dict(enumerate(held))), Index()
    at_once.fill({word: [n for n, words in enumerate(held) if word in words] for word in set().union(*held)}, len(held))
    assert len(at_once) == len(one_by_one)
    assert [word in at_once for word in WORDS] == [word in one_by_one for word in WORDS]
    assert [at_once.rarity(word) for word in WORDS] == [one_by_one.rarity(word) for word in WORDS]
    assert at_once.search(known(at_once, sought), least) == one_by_one.search(known(one_by_one, sought), least)
    assert at_once.meant("kremiln") == one_by_one.meant("kremiln")
    for number, words in enumerate(held):
        at_once.remove(number, words)
    assert not any(word in at_once for word in WORDS)
    assert at_once.meant("kremiln") is None


@given(claims, claims, terms, st.floats(0, 60))
@settings(max_examples=60, deadline=None)
def test_adding_then_removing_leaves_no_trace(
    kept: list[frozenset[str]], passing: list[frozenset[str]], sought: frozenset[str], least: float
) -> None:
    held = dict(enumerate(kept))
    plain, changed = built(held), built(held)
    for number, words in enumerate(passing, len(kept)):
        changed.add(number, words)
    changed.search(known(changed, sought), least)
    for number, words in enumerate(passing, len(kept)):
        changed.remove(number, words)
    assert len(changed) == len(plain)
    assert [word in changed for word in WORDS] == [word in plain for word in WORDS]
    assert [changed.rarity(word) for word in WORDS] == [plain.rarity(word) for word in WORDS]
    assert changed.search(known(changed, sought), least) == plain.search(known(plain, sought), least)
    assert changed.meant("kremiln") == plain.meant("kremiln")


def test_rarity_blends_the_claims_with_english() -> None:
    small = built({0: frozenset({"valdoria", "peopl"})})
    assert small.rarity("valdoria") > small.rarity("drone") > small.rarity("peopl")
    about_drones = built(dict.fromkeys(range(3_000), frozenset({"drone"})))
    assert about_drones.rarity("drone") < small.rarity("drone")


@given(st.frozensets(st.integers(0, 500)))
def test_a_bitmap_gives_back_its_members(members: frozenset[int]) -> None:
    assert sorted(numbers(bitmap(members))) == sorted(members)


@given(st.lists(st.tuples(st.floats(0.1, 11), st.frozensets(st.integers(0, 80))), max_size=12), st.floats(0.5, 60))
def test_bitmaps_miss_nobody_who_reaches_the_sum_nor_keep_any_in_too_few_sets(
    weighted: list[tuple[float, frozenset[int]]], least: float
) -> None:
    found = set(numbers(reaching([(weight, bitmap(members)) for weight, members in weighted], least)))
    sums = {n: sum(weight for weight, members in weighted if n in members) for n in range(81)}
    assert {n for n, total in sums.items() if total >= least + 1e-6} <= found
    weights = sorted(weight for weight, _ in weighted)
    missed = {n: sum(n not in members for _, members in weighted) for n in found}
    assert all(sum(weights[:many]) <= sum(weights) - least + 1e-5 for many in missed.values())
