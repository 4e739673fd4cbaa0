import pytest

from claims_db.matching.matcher import Matcher
from claims_db.model import ClaimId, Wording

DRONES = Wording(
    claim_id=ClaimId("kremlin/drones"),
    text="Ukraine tried to assassinate Vladimir Putin with two drones sent against the Kremlin.",
    title="Drone attack on the Kremlin",
)
STORKS = Wording(
    claim_id=ClaimId("city/storks"), text="A pair of black storks nested on the roof of the town hall in Lindow."
)
BRIDGE = Wording(
    claim_id=ClaimId("city/bridge"),
    text="The Lindow harbour bridge will be closed to lorries from June.",
    phrasings=("no more trucks over the Lindow bridge this summer",),
)


@pytest.fixture
def matcher() -> Matcher:
    return Matcher([DRONES, STORKS, BRIDGE])


def found(matcher: Matcher, text: str) -> list[str]:
    return [match.claim_id for match in matcher.search(text)]


def test_a_claim_is_found_in_its_own_words(matcher: Matcher) -> None:
    match = matcher.search(STORKS.text)[0]
    assert match.claim_id == STORKS.claim_id
    assert match.score > 0.9
    assert match.evidence.missing == ()


def test_a_person_finds_a_claim_by_two_words(matcher: Matcher) -> None:
    assert found(matcher, "putin drones")[0] == DRONES.claim_id


def test_a_phrasing_and_a_title_are_matched_like_the_text(matcher: Matcher) -> None:
    assert found(matcher, "trucks this summer")[0] == BRIDGE.claim_id
    assert found(matcher, "attack")[0] == DRONES.claim_id


def test_evidence_names_words_as_typed(matcher: Matcher) -> None:
    evidence = matcher.search("BLACK storks in #LindowTown!")[0].evidence
    assert evidence.matched == ("BLACK", "storks", "Lindow", "Town")
    assert "roof" in evidence.missing


def test_no_match_is_below_the_floor(matcher: Matcher) -> None:
    assert matcher.search("putin drones")
    assert matcher.search("putin drones", floor=0.99) == ()


def test_the_limit_is_honoured(matcher: Matcher) -> None:
    assert len(matcher.search("putin storks bridge", limit=2)) == 2
    assert matcher.search("putin storks bridge", limit=0) == ()


def test_adding_replaces(matcher: Matcher) -> None:
    matcher.add(Wording(claim_id=STORKS.claim_id, text="Otters are back in the river."))
    assert len(matcher) == 3
    assert found(matcher, "otters river") == [STORKS.claim_id]
    assert found(matcher, "black storks roof") == []


def test_removing_forgets(matcher: Matcher) -> None:
    matcher.remove(STORKS.claim_id)
    assert STORKS.claim_id not in matcher
    assert found(matcher, STORKS.text) == [BRIDGE.claim_id]
    with pytest.raises(KeyError):
        matcher.remove(STORKS.claim_id)


def test_nothing_is_found_in_nothing(matcher: Matcher) -> None:
    assert matcher.search("") == ()
    assert matcher.search("is it?") == ()
    assert Matcher().search(STORKS.text) == ()


def test_a_misspelt_message_finds_its_claim(matcher: Matcher) -> None:
    match = matcher.search("a pair of balck stroks nsted on the roof of the twon hall in Lindwo")[0]
    assert match.claim_id == STORKS.claim_id
    assert "Lindwo" in match.evidence.matched


def test_two_claims_in_one_message_are_both_found(matcher: Matcher) -> None:
    text = f"{STORKS.text} and did you hear, {BRIDGE.text}"
    assert set(found(matcher, text)[:2]) == {STORKS.claim_id, BRIDGE.claim_id}


def test_a_claim_deep_in_a_long_message_is_found(matcher: Matcher) -> None:
    filler = "my cousin cooked pasta yesterday evening while everyone argued about football tickets and holidays. "
    match = matcher.search(filler * 18 + STORKS.text + filler * 15, floor=0.5)[0]
    assert match.claim_id == STORKS.claim_id


def test_what_is_quoted_from_others_is_not_answered(matcher: Matcher) -> None:
    assert matcher.search(f"> {STORKS.text}\nhm", floor=0.5) == ()
    assert matcher.search(f"`{STORKS.text}`", floor=0.5) == ()


def test_ordinary_chat_is_near_no_claim(matcher: Matcher) -> None:
    for text in (
        "who wants to play later tonight",
        "the bridge in my home town is nice",
        "putin lol",
        "storks are cute",
    ):
        assert matcher.search(text, floor=0.5) == ()
