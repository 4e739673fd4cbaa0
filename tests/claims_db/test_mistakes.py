"""A message that was a wrong match is known again without a word of it."""

from hypothesis import given
from hypothesis import strategies as st

from claims_db.watching.mistakes import BYTES, decoded, encoded, features, same

KEY = b"k" * 32
WRONG = "in our game last night ukraine tried to kill putin with drones at the kremlin and the dm allowed it"


def known_again(text: str, wrong: str = WRONG) -> bool:
    return same(features(text, KEY), features(wrong, KEY))


def test_the_same_message_is_known_however_it_is_dressed() -> None:
    assert known_again(WRONG)
    assert known_again(WRONG.upper() + "!!! 😀")
    assert known_again(f"<@123456789012345678> {WRONG} https://example.org/x")
    assert known_again(WRONG.replace("and the dm", "and **the** dm"))


def test_an_honest_repeat_is_another_message() -> None:
    assert not known_again("ukraine tried to kill putin with drones at the kremlin")
    assert not known_again("ukraine tried to kill putin", "ukraine never tried to kill putin")
    assert not known_again("kill putin with drones ukraine tried", "ukraine tried to kill putin with drones")


def test_nothing_is_the_same_as_nothing() -> None:
    assert not same(frozenset(), frozenset())


@given(st.text(max_size=300), st.binary(min_size=1, max_size=64))
def test_features_survive_the_store_and_hold_no_more_than_hashes(text: str, key: bytes) -> None:
    found = features(text, key)
    assert decoded(encoded(found)) == found
    assert all(0 <= one < 1 << 8 * BYTES for one in found)
    assert features(text, key) == found
