"""The ways news puts words into mouths, one sentence each."""

import pytest

from claims_db.articles.drafts import read_article

CASES = [
    ("The bridge was safe, Ann Lee said.", "Ann Lee", ["The bridge was safe."]),
    ("The bridge was safe, said Ann Lee, an engineer at the port.", "Ann Lee", ["The bridge was safe."]),
    ("Ann Lee, an engineer at the port, said the bridge was safe.", "Ann Lee", ["The bridge was safe."]),
    ("Ann Lee, who runs the port, has repeatedly said that the bridge is safe.", "Ann Lee", ["The bridge is safe."]),
    ("Sen. Ann Lee (D-Ohio) told voters on Monday that the bridge is safe.", "Ann Lee", ["The bridge is safe."]),
    (
        "The bridge, Ann Lee told the council, would be closed in May.",
        "Ann Lee",
        ["The bridge would be closed in May."],
    ),
    ("After the flood, Ann Lee said, the bridge was closed.", "Ann Lee", ["After the flood the bridge was closed."]),
    ("As Ann Lee noted, the bridge was closed in May.", "Ann Lee", ["The bridge was closed in May."]),
    ("Ann Lee: The Bridge Was Closed In May", "Ann Lee", ["The Bridge Was Closed In May."]),
    ("Ann Lee warned of a second flood in the valley.", "Ann Lee", ["Ann Lee warned of a second flood in the valley."]),
    ("Ann Lee called for a second bridge in May.", "Ann Lee", ["Ann Lee called for a second bridge in May."]),
    ("Ann Lee described the bridge as a danger to ships.", "Ann Lee", ["The bridge is a danger to ships."]),
    ("While Ann Lee says the bridge is safe, ships stay away.", "Ann Lee", ["The bridge is safe."]),
    (
        "Ann Lee said the bridge was safe, adding that it was very old.",
        "Ann Lee",
        ["The bridge was safe.", "It was very old."],
    ),
    (
        "Ann Lee said the bridge was safe and warned that it was very old.",
        "Ann Lee",
        ["The bridge was safe.", "It was very old."],
    ),
    ("Ann Lee said the bridge was safe, but Paul Grant did not believe it.", "Ann Lee", ["The bridge was safe."]),
    ("“The bridge is safe and will stay open,” Ann Lee fumed.", "Ann Lee", ["The bridge is safe and will stay open."]),
    ("Ann Lee went further: “The bridge was never safe at all.”", "Ann Lee", ["The bridge was never safe at all."]),
    (
        "“The bridge is safe,” Ann Lee said. “It will stay open.”",
        "Ann Lee",
        ["The bridge is safe.", "The bridge will stay open."],
    ),
    ("According to Ann Lee, the bridge was safe.", "Ann Lee", ["The bridge was safe."]),
    ("As reported by Reuters, the bridge was closed in May.", "Reuters", ["The bridge was closed in May."]),
    ("Ann Lee doubts that the bridge is safe.", "Ann Lee", ["The bridge is safe."]),
    ("Ann Lee denied any role in the affair.", "Ann Lee", ["Ann Lee had a role in the affair."]),
    ("Ann Lee denied any knowledge of the affair.", "Ann Lee", ["Ann Lee had knowledge of the affair."]),
]


@pytest.mark.parametrize(("sentence", "claimant", "texts"), CASES)
def test_who_says_what(sentence: str, claimant: str, texts: list[str]) -> None:
    drafts = read_article(sentence).drafts
    assert [(draft.claimant, draft.text) for draft in drafts] == [(claimant, text) for text in texts]


@pytest.mark.parametrize(
    "sentence",
    [
        "The United States has closed the bridge to all traffic.",
        "The jobs report was released on the first of May.",
        "His reports on the bridge won two prizes last year.",
        "Ann Lee called her mother at noon on Sunday.",
        "The bridge is easier said than built in this valley.",
        "One could say that the bridge was a mistake from the start.",
        "Does anybody know whether the bridge will open in May?",
        "“Bridges and Rivers of the North” was shown on Sunday.",
    ],
)
def test_what_nobody_says(sentence: str) -> None:
    assert [draft.text for draft in read_article(sentence).drafts] == []
