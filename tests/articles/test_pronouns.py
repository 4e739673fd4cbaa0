"""What a pronoun stands for after another statement; and that it stays where more than one thing would do."""

import pytest

from claims_db.articles.drafts import read_article
from claims_db.articles.pronouns import spelled_out

MILL = "The mill has closed two old wheels."


@pytest.mark.parametrize(
    ("before", "text", "spelled"),
    [
        (MILL, "It will reopen in May.", "The mill will reopen in May."),
        ("The three mills are empty.", "They will reopen in May.", "The three mills will reopen in May."),
        ("14 people are missing.", "Three of them are children.", "Three of the 14 people are children."),
        (MILL, "Nobody had painted both of them.", "Nobody had painted both old wheels."),
        (MILL, "A storm broke them both.", "A storm broke both old wheels."),
    ],
)
def test_what_alone_fits_is_put_in_its_place(before: str, text: str, spelled: str) -> None:
    assert spelled_out(text, before) == spelled


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("The mill has hit a bridge.", "It will reopen in May."),
        ("The mill has hit Ostwick.", "It will reopen in May."),
        ("The minister has resigned.", "It will cost him the election."),
        (MILL, "It was a mistake."),
        (MILL, "It’s too early to say."),
        ("The mills have hit the bridges.", "They will reopen in May."),
        ("No mill was closed.", "It will reopen in May."),
        ("Two mills and two bridges fell.", "A storm took both of them."),
        ("Rain fell.", "It flooded the mill."),
        ("", "It flooded the mill."),
    ],
)
def test_what_is_not_certain_stays(before: str, text: str) -> None:
    assert spelled_out(text, before) == text


@pytest.mark.parametrize(
    ("text", "claimant", "via", "statements"),
    [
        (
            "“The mill is empty,” the Ostwick News Agency quoted engineer Ann Lee as saying.",
            "Ann Lee",
            ("Ostwick News Agency",),
            ["The mill is empty."],
        ),
        (
            "Ann Lee was quoted by state media as saying that the mill is empty.",
            "Ann Lee",
            ("state media",),
            ["The mill is empty."],
        ),
        ("Ann Lee said her mill was empty.", "Ann Lee", (), ["Ann Lee’s mill was empty."]),
        ("None of them could say what had emptied the mill.", None, (), []),
        (
            "A spokeswoman was silent. The Water Office knew the mill. It said that it was quite empty.",
            "The Water Office",
            (),
            ["It was quite empty."],
        ),
    ],
)
def test_who_speaks_through_whom(text: str, claimant: str | None, via: tuple[str, ...], statements: list[str]) -> None:
    drafts = read_article(text).drafts
    assert [(draft.claimant, draft.via, draft.text) for draft in drafts] == [(claimant, via, s) for s in statements]


def test_a_headline_gives_no_draft_of_what_is_said_below_it() -> None:
    headline, body = (
        "Ann Lee says mill at Ostwick is empty",
        "Ann Lee said on Monday that the mill at Ostwick had been emptied.",
    )
    assert [draft.text for draft in read_article(f"{headline}\n\n{body}").drafts] == [
        "The mill at Ostwick had been emptied."
    ]
    assert [draft.text for draft in read_article(headline).drafts] == ["Mill at Ostwick is empty."]
