import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.matching import gathering
from claims_db.matching.gathering import collector_paused, gathered, terms_of
from tests.matching.test_properties import claim_texts, slow, wordings


@given(st.lists(claim_texts, max_size=12))
@slow
def test_what_is_gathered_of_many_claims_is_what_each_is_found_by(texts: list[str]) -> None:
    claims = wordings(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "_BLOCK", 5)
        found = gathered(claims)
    held = [terms_of(claim) for claim in claims]
    assert {term: sorted(claims) for term, claims in found.holders.items()} == {
        term: [number for number, terms in enumerate(held) if term in terms] for term in frozenset().union(*held)
    }
    assert found.lengths == [len(terms) for terms in held]


def test_the_collector_rests_and_goes_on_even_where_something_fails() -> None:
    def fail() -> None:
        assert not gc.isenabled()
        raise LookupError

    with pytest.raises(LookupError), collector_paused():
        fail()
    assert gc.isenabled()
