import pytest

from claims_db.matching.vocabulary import Vocabulary


@pytest.fixture
def vocabulary() -> Vocabulary:
    vocabulary = Vocabulary()
    for term in ("ravensport", "valdoria", "norvania", "nordania", "brodwel", "zelensky", "7"):
        vocabulary.add(term)
    return vocabulary


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


def test_what_is_removed_is_not_meant(vocabulary: Vocabulary) -> None:
    vocabulary.remove("ravensport")
    assert vocabulary.nearest("ravensprot") is None
    vocabulary.add("ravensport")
    assert vocabulary.nearest("ravensprot") == "ravensport"


def test_english_is_not_mended() -> None:
    vocabulary = Vocabulary()
    vocabulary.add("hous")
    assert vocabulary.nearest("hors") is None


def test_a_slip_in_a_form_finds_its_stem() -> None:
    vocabulary = Vocabulary()
    vocabulary.add("presid")
    assert vocabulary.nearest("pesident") == "presid"
    assert vocabulary.nearest("presidennt") == "presid"
