import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.matching.index import Index
from claims_db.matching.vocabulary import NOTHING, Vocabulary

TERMS = ("ravensport", "valdoria", "norvania", "nordania", "brodwel", "zelensky", "harbo", "stvok", "bryg", "7")


def holding(*terms: str) -> Vocabulary:
    vocabulary = Vocabulary(frozenset(terms), lambda _: 1.0)
    for term in terms:
        vocabulary.add(term)
    return vocabulary


@pytest.fixture
def vocabulary() -> Vocabulary:
    return holding(*TERMS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ravensprot", "ravensport"),
        ("rvaensport", "ravensport"),
        ("valdorria", "valdoria"),
        ("xaldoria", "valdoria"),
        ("brodwe", "brodwel"),
        ("zelenskyy", "zelensky"),
        ("norbania", "nordania"),
        ("ravenna", None),
        ("house", None),
        ("8", None),
        ("bro", None),
    ],
)
def test_a_slip_is_mended(vocabulary: Vocabulary, typed: str, meant: str | None) -> None:
    assert vocabulary.nearest(typed) == meant


def test_what_is_removed_is_not_meant() -> None:
    index = Index()
    index.add(0, ["ravensport"])
    index.add(1, ["ravensport"])
    index.remove(0, ["ravensport"])
    assert index.meant("ravensprot") == "ravensport"
    index.remove(1, ["ravensport"])
    assert index.meant("ravensprot") is None


def test_english_is_not_mended() -> None:
    assert holding("hous").nearest("hors") is None


@pytest.mark.parametrize("typed", ["pesident", "presidennt", "prseident"])
def test_a_slip_in_a_form_finds_its_stem(typed: str) -> None:
    assert holding("presid").nearest(typed) == "presid"


@pytest.mark.parametrize(
    ("typed", "held"),
    [("tyring", "tri"), ("ramed", "arm"), ("edaths", "die"), ("thrid", "3rd"), ("photto", "photograph")],
)
def test_a_slip_in_a_form_finds_what_the_form_stands_for(typed: str, held: str) -> None:
    assert holding(held).nearest(typed) == held


@pytest.mark.parametrize("typed", ["thsi", "wiith", "havee", "aobut", "taht"])
def test_a_slip_in_a_word_without_content_means_nothing(typed: str) -> None:
    assert holding("thaw", "widt", "havel", "bout").nearest(typed) == NOTHING


def test_of_equally_near_terms_that_of_more_claims_is_meant() -> None:
    index = Index()
    for number, terms in enumerate((["norvania"], ["nordania"], ["nordania"])):
        index.add(number, terms)
    assert index.meant("norbania") == "nordania"
    index.add(3, ["norvania"])
    index.add(4, ["norvania"])
    assert index.meant("norbania") == "norvania"


@given(st.sampled_from([term for term in TERMS if term.isalpha()]), st.integers(0, 9), st.sampled_from("drsx"))
def test_no_single_slip_is_missed(term: str, at: int, slip: str) -> None:
    at %= len(term) - 1
    start, letter, following, rest = term[:at], term[at], term[at + 1], term[at + 2 :]
    slips = {"d": following, "r": f"{letter}{letter}{following}", "s": f"q{following}", "x": f"{following}{letter}"}
    typed = f"{start}{slips[slip]}{rest}"
    if typed != term and len(typed) > 3:
        assert holding(term).nearest(typed) == term
