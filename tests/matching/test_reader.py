import pytest

from claims_db.matching.index import Index
from claims_db.matching.reader import ASKED, Part, Reader

WORDS = [f"val{first}{second}ria" for first in "bcdfghkl" for second in "eiou"]


@pytest.fixture
def index() -> Index:
    index = Index()
    index.add(0, ["ravensport", "bridg", "peopl"])
    index.add(1, WORDS)
    return index


def said(parts: list[Part]) -> list[set[str]]:
    return [{one.term for one in part.said} for part in parts]


def test_what_no_claim_holds_is_not_looked_for(index: Index) -> None:
    assert said(Reader(index).sought("The bridges of Ravensport and the tunnels of Harbo", 0.0)) == [
        {"bridg", "ravensport"}
    ]


@pytest.mark.parametrize("typed", ["Ravensprot", "ravensprot!", "#Ravensprot"])
def test_a_slip_counts_as_what_was_meant(index: Index, typed: str) -> None:
    (part,) = Reader(index).sought(f"the bridge of {typed}, Ravensport", 0.0)
    assert said([part]) == [{"bridg", "ravensport"}]
    assert part.worth == pytest.approx(index.rarity("bridg") + index.rarity("ravensport"))


def test_a_text_worth_too_little_is_left_out(index: Index) -> None:
    reader = Reader(index)
    reach = index.rarity("ravensport")
    assert reader.sought("people in Ravensport", reach) != []
    assert reader.sought("people in Ravensport", 2 * reach) == []
    assert reader.sought("people in Ravensprot and Xlqwrt", 2 * reach) == []


def test_a_part_is_left_out_exactly_where_no_claim_can_be_near_to_it(index: Index) -> None:
    (part,) = Reader(index).sought("people of the bridges in Ravensport", 0.0)
    for tenths in range(1, 300):
        reach = tenths / 10
        assert bool(Reader(index).sought("people of the bridges in Ravensport", reach)) == (
            part.worth >= part.least(reach)
        )


def test_only_the_rarest_terms_are_looked_for(index: Index) -> None:
    (part,) = Reader(index).sought(f"people {' '.join(WORDS)} bridge", 0.0)
    assert len(part.said) == len(WORDS) + 2
    assert len(part.sought) == ASKED
    assert not {"peopl", "bridg"} & {one.term for one in part.sought}


def test_a_change_of_the_index_is_seen(index: Index) -> None:
    reader = Reader(index)
    reader.sought("tunnels of Ravensport", 0.0)
    index.add(2, ["tunnel"])
    assert said(reader.sought("tunnels of Ravensport", 0.0)) == [{"tunnel", "ravensport"}]
