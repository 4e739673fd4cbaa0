"""What labels allow to be promised."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.watching.precision import FEWEST, Label, Labelled, Precision, missing, proposed
from claims_db.watching.rules import PROMISES

counts = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
labels = st.lists(st.builds(Labelled, score=st.floats(0, 1), label=st.sampled_from(Label)), max_size=60)


@pytest.mark.parametrize(
    ("right", "labelled", "low", "high"),
    [(0, 0, 0.0, 1.0), (8, 8, 0.6756, 1.0), (0, 8, 0.0, 0.3244), (9, 10, 0.5958, 0.9821), (95, 100, 0.8882, 0.9785)],
)
def test_the_interval_is_the_published_one(right: int, labelled: int, low: float, high: float) -> None:
    assert Precision(right=right, labelled=labelled).interval == pytest.approx((low, high), abs=1e-4)


@given(counts)
def test_the_interval_holds_its_share_and_solves_its_equation(counted: tuple[int, int]) -> None:
    right, labelled = counted
    precision = Precision(right=right, labelled=labelled)
    low, high = precision.interval
    assert 0 <= low <= high <= 1
    if labelled:
        assert low - 1e-9 <= precision.share <= high + 1e-9
        for bound in (low, high):
            spread = 1.959964 * math.sqrt(bound * (1 - bound) / labelled)
            assert abs(abs(bound - precision.share) - spread) < 1e-6


@pytest.mark.parametrize(("promise", "needed"), [(5, 16), (10, 35), (20, 73), (50, 189), (100, 381)])
def test_what_a_promise_takes_without_a_mistake(promise: int, needed: int) -> None:
    assert missing(Precision(), promise) == needed
    assert Precision(right=needed, labelled=needed).bears_out(promise)
    assert not Precision(right=needed - 1, labelled=needed - 1).bears_out(promise)


@given(counts, st.sampled_from(PROMISES))
def test_what_is_missing_is_just_enough(counted: tuple[int, int], promise: int) -> None:
    right, labelled = counted
    labelled = min(labelled, right + 5)
    more = missing(Precision(right=right, labelled=labelled), promise)
    assert Precision(right=right + more, labelled=labelled + more).bears_out(promise)
    if more:
        assert not Precision(right=right + more - 1, labelled=labelled + more - 1).bears_out(promise)


@given(counts, st.sampled_from(PROMISES))
def test_what_bears_a_promise_out_does_not_break_it(counted: tuple[int, int], promise: int) -> None:
    precision = Precision(right=counted[0], labelled=counted[1])
    assert not (precision.bears_out(promise) and precision.breaks(promise))
    if precision.labelled < FEWEST:
        assert not precision.breaks(promise)


@given(labels, st.sampled_from(PROMISES))
def test_a_proposed_threshold_bears_the_promise_out_and_none_below_does(labelled: list[Labelled], promise: int) -> None:
    labelled = labelled + [Labelled(score=1.0, label=Label.RIGHT)] * 40

    def borne_out(least: float) -> bool:
        return Precision.of(one.label for one in labelled if one.score >= least).bears_out(promise)

    found = proposed(labelled, promise)
    if found is None:
        assert not any(borne_out(one.score) for one in labelled)
    else:
        assert borne_out(found)
        assert not any(borne_out(one.score) for one in labelled if one.score < found)
