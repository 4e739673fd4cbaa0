"""Which lines of a pasted text are no article, and which look as if they were not but are."""

from datetime import date

import pytest

from claims_db.articles.text.lines import read_lines


def verdicts(text: str) -> list[str | None]:
    return [line.dropped for line in read_lines(text).lines]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Advertisement", "advertisement"),
        ("Get a domain for $12/year [REGISTER NOW]", "advertisement"),
        ("Click here to see our prices", "advertisement"),
        ("Sign up for our free newsletter", "newsletter"),
        ("Photo: Ann Lee", "caption"),
        ("The bridge at noon. File photo: Ann Lee, PixBay, licensed.", "caption"),
        ("Rescue workers at the site (Photo by Ann Lee/Agency)", "caption"),
        ("Ann Lee via Getty Images", "caption"),
        ("(Reporting by Ann Lee; editing by Paul Grant)", "credit"),
        ("© 2023 The Courier. All rights reserved.", "credit"),
        ("Read more: The bridge in ten pictures", "link to another article"),
        ("Related: Why bridges fall", "link to another article"),
        ("Share on Facebook", "share button"),
        ("Share Tweet Email 12", "share button"),
        ("Home | News | Sport | Weather", "navigation"),
        ("Accept all cookies", "navigation"),
        ("Published: 3 May 2023", "header"),
        ("By Ann Lee | May 3, 2023", "header"),
    ],
)
def test_what_is_dropped(line: str, reason: str) -> None:
    assert verdicts(line) == [reason]


@pytest.mark.parametrize(
    "line",
    [
        "Home prices rose by five percent, the bank said.",
        "The company sold the house for just $5 million, Lee said.",
        "“Share the load,” the mayor told voters.",
        "The first pictures of the crater were published on Monday, the agency said.",
        "Related to this is the question who paid for the bridge.",
        "Watching the river rise, Lee said she was afraid.",
        "Subscribers were told that the paper would close.",
        "Police released a photo of the suspect.",
        "He tweeted that the bridge was safe.",
    ],
)
def test_what_is_kept(line: str) -> None:
    assert verdicts(line) == [None]


def test_offsets_are_those_of_the_text() -> None:
    text = "Share\r\n\r\nThe bridge fell, Lee said.\n\nRead more: Bridges\n"
    lines = read_lines(text)
    assert [text[line.start : line.end] for line in lines.lines] == [
        "Share",
        "The bridge fell, Lee said.",
        "Read more: Bridges",
    ]
    assert len(lines.body) == len(text)
    assert lines.body.split() == ["The", "bridge", "fell,", "Lee", "said."]


@pytest.mark.parametrize(
    ("opening", "place", "day", "agency"),
    [
        ("MOSCOW – The bridge fell.", "MOSCOW", None, None),
        ("NEW YORK (AP) — The bridge fell.", "NEW YORK", None, "AP"),
        ("PARIS, May 3, 2023 (Reuters) - The bridge fell.", "PARIS", date(2023, 5, 3), "Reuters"),
        ("WASHINGTON, Aug. 24 (UPI) -- The bridge fell.", "WASHINGTON", None, "UPI"),
    ],
)
def test_a_dateline_is_data(opening: str, place: str, day: date | None, agency: str | None) -> None:
    lines = read_lines(f"A headline\n\n{opening}")
    assert lines.dateline is not None
    assert (lines.dateline.place, lines.dateline.day, lines.dateline.agency) == (place, day, agency)
    assert lines.body.split()[2:] == ["The", "bridge", "fell."]


def test_a_sentence_with_a_dash_is_no_dateline() -> None:
    assert read_lines("NATO said - and Lee agreed - that it was late.").dateline is None
