from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.matching.markup import plain
from claims_db.matching.text import (
    background_zipf,
    chunks,
    chunks_of_each,
    terms,
    terms_of_word,
    tokens,
    words,
    words_of_chunk,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two drones hit the Kremlin's dome", ["2", "drone", "hit", "kremlin", "dome"]),
        ("<@123456789012345678> drones <:kek:123456789012345678> <#12> <t:1683115200:R> </claim search:77>", ["drone"]),
        ("drones 😂 at 10:30:45 <a:joy:1234>", ["drone", "10", "30", "45"]),
        ("||drones|| over the ~~Kremlin~~ **dome**", ["drone", "kremlin", "dome"]),
        ("```py\nkremlin()\n``` drones `dome`", ["drone"]),
        ("```kremlin is never closed", []),
        ("> the Kremlin was hit\ndrones?", ["drone"]),
        ("drones\n>>> all of this is quoted\nthe Kremlin too", ["drone"]),
        ("drones > missiles", ["drone", "missil"]),
        ("see https://example.org/kremlin-drones?x=1 and <https://dome.example> drones", ["see", "drone"]),
        ("[drones](https://example.org/kremlin) over", ["drone"]),
        ("#KremlinDrones @HouseGOP #drone_strike", ["kremlin", "drone", "hous", "republican", "drone", "strike"]),
        ("кremlin drоnes", ["kremlin", "drone"]),
        ("Кремль горит", ["кремль", "горит"]),
        ("k\u200bremlin dro\u00adnes", ["kremlin", "drone"]),
        ("𝐊𝐫𝐞𝐦𝐥𝐢𝐧 ｄｒｏｎｅｓ ᴅᴏᴍᴇ", ["kremlin", "drone", "dome"]),
        ("Café Zelenskiy’s drones", ["cafe", "zelenskii", "drone"]),
        ("the US and the U.S. told us", ["usa", "usa", "tell"]),
        ("the U. S. dome, PLUS the US's", ["usa", "dome", "plus"]),
        ("62m 3,200 41% 6.50 4th 3-1", ["62", "million", "3200", "41", "6.5", "4th", "3", "1"]),
        ("nine ppl, fourth vax", ["9", "peopl", "4th", "vaccin"]),
        ("is it what they were doing lol", []),
        ("", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_tokens_keep_words_as_typed_and_their_places() -> None:
    found = tokens("The DRONES over Valdoria's dome")
    assert [(token.surface, token.place) for token in found] == [("DRONES", 1), ("Valdoria's", 3), ("dome", 4)]


def test_tokens_and_terms_agree() -> None:
    text = "Ravensport's 62m striker, 3,200 fans & the U.S. team #GoRavens (don't ask) naïve Ünal"
    assert [term for token in tokens(text) for term in token.terms] == terms(text)


@given(st.one_of(st.text(), st.text("aB'’é1.,- \nUS", max_size=30)))
def test_chunks_hold_the_words_in_order(text: str) -> None:
    assert list(chain.from_iterable(map(words_of_chunk, chunks(text)))) == words(text)
    assert terms(text) == list(chain.from_iterable(map(terms_of_word, words(text))))


@given(st.lists(st.one_of(st.text(), st.text("aB'’é1.,- \nUSA\0#\\", max_size=30))))
def test_texts_are_taken_to_chunks_together_as_they_are_alone(texts: list[str]) -> None:
    assert chunks_of_each(texts) == [chunks(text) for text in texts]


def test_plain_text_stays_as_it_is() -> None:
    assert plain("Nothing to see here; 3 > 2? No.") == "Nothing to see here; 3 > 2? No."
    assert plain("plain words") == "plain words"


def test_a_word_of_another_script_is_not_latin() -> None:
    assert plain("мир и дом") == "мир и дом"
    assert plain("Ποτάμι") == "Ποταμι"


def test_common_words_are_more_frequent_than_rare_ones() -> None:
    assert background_zipf("peopl") > background_zipf("drone") > background_zipf("valdoria")
    assert background_zipf("7") > background_zipf("1234567")
    assert background_zipf("2023") > background_zipf("4711")
