"""Notices, lists, histories, digests and settings stay within Discord's limits, whatever the data."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.cards.claims import passive_card
from bot.cards.corrections import updated
from bot.cards.digest import digest_card
from bot.cards.history import history_card, standing_card
from bot.cards.illustrations import Illustration, of_figures, of_report
from bot.cards.lists import Page, page_card
from bot.cards.notices import followed_card, notice_card
from bot.cards.numbers import NO_PICTURE, numbers_card
from bot.cards.settings import diagnosis_card, settings_card, setup_card
from bot.cards.watching import report_card
from bot.diagnosis import NO_INTENT
from claims_db.digests import Digest
from claims_db.following import News, Notice
from claims_db.model import Claim, Event, EventKind, Lifecycle, VerificationStatus
from claims_db.servers import Settings
from claims_db.store.answers import Answer, matched
from claims_db.watching.corrections import Change, Correction
from claims_db.watching.decision import SEVERAL
from claims_db.watching.moderation import Report, Settlement
from claims_db.watching.numbers import Counts, Figures, Place, Repeated, Response, Span
from claims_db.watching.precision import Label, Labelled, Precision
from claims_db.watching.rules import Rules
from tests.bot.test_cards import TODAY, a_finding, assert_fits, claims, components, dates, words
from tests.examples import a_claim

SNOWFLAKE = (1 << 63) - 1

events = st.builds(
    Event,
    claim=claims,
    kind=st.sampled_from(EventKind),
    actor=words | st.just(str(SNOWFLAKE)),
    at=st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 -- given UTC
    reason=st.none() | words,
)
settings = st.builds(
    Settings,
    curator_role=st.none() | st.just(SNOWFLAKE),
    review_channel=st.none() | st.just(SNOWFLAKE),
    log_channel=st.none() | st.just(SNOWFLAKE),
    channels=st.integers(0, 40).map(lambda count: dict.fromkeys(range(SNOWFLAKE - count, SNOWFLAKE), Rules())),
)

ANSWER = Answer(
    message_id=1, server="9", place_id=5, channel_id=5, mode="reply", at=datetime(2026, 3, 1, tzinfo=UTC), claims=()
)


def several(given_claims: list[Claim]) -> list[Claim]:
    """The same claims under ids of their own."""
    return [replace(claim, id=a_claim(f"c{number}").id) for number, claim in enumerate(given_claims)]


@given(claims, st.lists(events, max_size=12), st.integers(1, 20), dates)
def test_any_history_fits(claim: Claim, happened: list[Event], times: int, day: date) -> None:
    assert_fits(history_card(claim, happened * times))
    assert_fits(standing_card(claim, day, TODAY))
    assert_fits(standing_card(replace(claim, lifecycle=Lifecycle.RETIRED), TODAY, TODAY))


@given(st.lists(claims, min_size=1, max_size=12), st.sampled_from(VerificationStatus), words, st.booleans())
def test_any_notice_fits(followed: list[Claim], was: VerificationStatus, server: str, away: bool) -> None:
    news = tuple(News(claim=claim, was=was) for claim in several(followed * 17)[:200])
    for told in (news, news[:1]):
        assert_fits(notice_card(Notice(user_id=1, server="1", news=told), server, away=away))
    assert_fits(followed_card(followed[0]))


@given(
    st.lists(st.tuples(claims, claims, events, st.booleans()), min_size=1, max_size=SEVERAL),
    st.lists(claims, max_size=SEVERAL - 1),
)
def test_any_corrected_reply_fits(changed: list[tuple[Claim, Claim, Event, bool]], others: list[Claim]) -> None:
    changes = [
        Change(before=before, after=replace(after, id=after.id + "-2" * led), event=event, at=event.at)
        for before, after, event, led in changed
    ]
    shown = several([*(change.after for change in changes), *others])[:SEVERAL]
    findings = tuple(a_finding(claim) for claim in shown)
    answer = replace(ANSWER, claims=matched([(finding.match, "a@1+0") for finding in findings]))
    correction = Correction(answer=answer, findings=findings, changes=tuple(changes), shown=answer.claims)
    assert_fits(passive_card(findings, TODAY, SNOWFLAKE, updated(correction)))


@given(st.lists(claims, max_size=12), st.integers(0, 5_000))
def test_any_digest_fits(overdue: list[Claim], waiting: int) -> None:
    assert_fits(digest_card(Digest(server="1", channel=1, overdue=tuple(several(overdue)), waiting=waiting), TODAY))


@given(
    st.lists(claims, max_size=6),
    st.builds(
        Page,
        number=st.integers(0, 9_999),
        status=st.none() | st.sampled_from(VerificationStatus),
        topic=st.text(max_size=40),
        stale=st.booleans(),
    ),
)
def test_any_page_fits_and_turns_to_its_neighbours(listed: list[Claim], page: Page) -> None:
    card = page_card(page, several(listed))
    assert_fits(card)
    page = Page.read(f"{page.number}{page.wanted}")
    turned = [
        Page.read(part["custom_id"].removeprefix("onrecord:v1:page:"))
        for part in components(card.to_components())
        if part.get("custom_id", "").startswith("onrecord:v1:page:")
    ]
    neighbours = [page.number - 1] * (page.number > 0) + [page.number + 1] * (len(listed) > 5)
    assert turned == [replace(page, number=number) for number in neighbours]


@given(settings, st.integers(0, 200))
def test_any_settings_fit(settled: Settings, problems: int) -> None:
    for card in (setup_card(settled, [NO_INTENT] * problems, ["p" * 30] * 25), diagnosis_card([NO_INTENT] * problems)):
        assert_fits(card)
    assert_fits(settings_card(settled))


numbers = st.integers(0, 10_000_000)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- given UTC
answered = st.builds(Counts, saved=numbers, made=numbers, withdrawn=numbers)
settled = st.builds(Settlement, server=st.just("1"), actor=words, at=moments, what=words, place_id=st.just(SNOWFLAKE))
figures = st.builds(
    lambda first, counts, **given: Figures(
        span=Span(first=first, last=first + timedelta(days=len(counts) - 1)), days=tuple(counts), **given
    ),
    st.dates(date(2020, 1, 1), date(2100, 1, 1)),
    st.lists(answered, min_size=1, max_size=90),
    repeated=st.lists(st.builds(Repeated, claim=claims, times=numbers), max_size=3).map(
        lambda some: tuple(some * 4)[:10]
    ),
    claims=numbers,
    times=numbers,
    labels=st.fixed_dictionaries(dict.fromkeys(Label, numbers)),
    waiting=numbers,
    response=st.none() | st.builds(Response, median=numbers, slow=numbers),
    places=st.integers(0, 60).map(
        lambda count: tuple(
            Place(place_id=SNOWFLAKE - n, counts=Counts(made=10**7), precision=Precision()) for n in range(count)
        )
    ),
    fell_back=st.lists(settled, max_size=40).map(tuple),
)
labelled = st.lists(st.builds(Labelled, score=st.floats(0, 1), label=st.sampled_from(Label)), max_size=60).map(tuple)
reports = st.builds(
    Report,
    place_id=st.just(SNOWFLAKE),
    rules=st.just(Rules()),
    min_score=st.floats(0, 1),
    labelled=labelled,
    everywhere=labelled,
    counts=answered,
    settled=st.lists(settled, max_size=5).map(tuple),
    proposal=st.none() | st.floats(0, 1),
)


def assert_told_to_everybody(shown: list[Illustration]) -> None:
    """Each picture has words of its own, as many as Discord takes, and a name that an address can hold."""
    assert all(0 < len(one.alt) <= 250 and one.filename.removesuffix(".png").isalpha() for one in shown)
    assert len({one.filename for one in shown}) == len(shown)


@given(figures, st.booleans())
def test_any_numbers_fit(counted: Figures, pictured: bool) -> None:
    shown = of_figures(counted) if pictured else []
    assert_told_to_everybody(shown)
    assert_fits(numbers_card("The week in the watched channels", counted, shown, "" if pictured else NO_PICTURE))


@given(reports, st.booleans())
def test_any_report_fits(report: Report, pictured: bool) -> None:
    shown = of_report(report) if pictured else []
    assert_told_to_everybody(shown)
    assert_fits(report_card(report, "0" * 16, shown))
