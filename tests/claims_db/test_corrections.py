"""Replies that no longer show what holds are found, corrected once, and left alone where nobody would see a change."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from claims_db.curation import By, Statement
from claims_db.errors import CurationError
from claims_db.model import Claim, ClaimId, Lifecycle, Relation, Review, VerificationStatus
from claims_db.service import Service, open_service
from claims_db.store import answers, standings
from claims_db.store.answers import Answer, Shown
from claims_db.store.database import Database
from claims_db.store.sqlite import SqliteDatabase, open_sqlite
from claims_db.watching.corrections import Change, Correction
from claims_db.watching.rules import Mode
from tests.examples import NOW, a_claim, a_pack, a_source

HERE, ELSEWHERE = "100", "200"
LATER, LONG_AGO = NOW + timedelta(hours=1), NOW - timedelta(days=30)
BRIDGE = Statement(title="Bridge sold", text="Halden council sold the old harbour bridge to a circus.")
FALSE = Review(status=VerificationStatus.FALSE, reason="The bridge stands.", as_of=date(2026, 3, 2), sources=("wire",))


def by(server: str = HERE, actor: str = "7") -> By:
    return By(server=server, actor=actor, at=LATER, administrator=True)


async def on_record(service: Service, title: str = BRIDGE.title) -> Claim:
    return await service.curation.add(replace(BRIDGE, title=title), by())


async def decide(service: Service, claim: Claim, review: Review = FALSE, server: str = HERE) -> Claim:
    present = await service.lookup.show(claim.id, server=server)
    basis = await service.curation.basis(present, server)
    return await service.curation.review(claim.id, basis, review, by(server), (a_source(),))


async def reword(service: Service, claim: Claim, **changes: object) -> Claim:
    return await service.curation.edit(claim.id, claim.revision, lambda known: replace(known, **changes), by())


async def answered(
    database: Database,
    *shown: Claim,
    message: int = 1,
    server: str = HERE,
    at: datetime = NOW,
    where: tuple[int, int] = (5, 1_001),
) -> None:
    """A reply to a message that shows claims as they are now; `where` are its channel and its id."""
    channel_id, reply_id = where
    async with database.write() as connection:
        marks = await standings.now(connection, server, [claim.id for claim in shown])
        answer = Answer(
            message_id=message,
            server=server,
            place_id=channel_id,
            channel_id=channel_id,
            mode=Mode.REPLY,
            at=at,
            claims=tuple(
                Shown(claim_id=claim_id, score=0.9, relation=Relation.REPEATS, standing=mark)
                for claim_id, mark in marks.items()
            ),
        )
        await answers.reserve(connection, answer)
        await answers.confirm(connection, message, reply_id, 5)


async def due(service: Service) -> list[int]:
    return await service.corrections.due(LONG_AGO, LATER)


async def correct(service: Service) -> dict[int, Correction]:
    """Carry out what is due, as if every edit went through; those that a reader sees, by message."""
    made: dict[int, Correction] = {}
    for message in await due(service):
        if correction := await service.corrections.begin(message, LATER):
            await service.corrections.done(correction, LATER)
            made[message] = correction
    assert await due(service) == []
    return made


async def only_change(service: Service) -> Change:
    (correction,) = (await correct(service)).values()
    assert [finding.claim for finding in correction.findings] == [correction.changes[0].after]
    return correction.changes[0]


async def test_a_reply_that_shows_what_holds_is_left_alone(service: Service, database: SqliteDatabase) -> None:
    await answered(database, await on_record(service))
    assert await due(service) == []


async def test_a_new_status_is_told_once_with_its_reason(service: Service, database: SqliteDatabase) -> None:
    claim = await on_record(service)
    await answered(database, claim)
    decided = await decide(service, claim)
    change = await only_change(service)
    assert (change.before, change.after) == (claim, decided)
    assert (change.reviewed, change.led, change.reason, change.at) == (True, False, "The bridge stands.", LATER)


async def test_another_reason_for_the_same_status_is_told(service: Service, database: SqliteDatabase) -> None:
    claim = await decide(service, await on_record(service))
    await answered(database, claim)
    await decide(service, claim, replace(FALSE, reason="The circus denies it."))
    assert (await only_change(service)).reason == "The circus denies it."


async def test_what_a_server_decided_for_itself_is_told_there_alone(service: Service, database: SqliteDatabase) -> None:
    packed = a_claim()
    await service.loading.load(a_pack(packed), actor="operator", at=NOW)
    await answered(database, packed, message=1)
    await answered(database, packed, message=2, server=ELSEWHERE)
    await decide(service, packed)
    (correction,) = (await correct(service)).values()
    (change,) = correction.changes
    assert correction.answer.message_id == 1
    assert (change.before.status, change.after.status) == (VerificationStatus.UNVERIFIED, VerificationStatus.FALSE)
    overlay = await service.curation.overlay(packed.id, HERE)
    assert overlay is not None
    await service.curation.undo(overlay.id, by())
    assert (await only_change(service)).after == packed


async def test_a_merge_leads_to_the_other_claim_and_its_undoing_back(
    service: Service, database: SqliteDatabase
) -> None:
    first, second = await on_record(service), await on_record(service, "Other")
    await answered(database, first)
    await service.curation.merge(first.id, second.id, by(), "the same story")
    change = await only_change(service)
    assert (change.before, change.after, change.led, change.reason) == (first, second, True, "the same story")
    await decide(service, second)
    assert (await only_change(service)).reason == "The bridge stands."
    undone = await service.curation.undo(first.id, by())
    change = await only_change(service)
    assert (change.before.id, change.after, change.led) == (second.id, undone, True)
    assert change.reason == "Not reviewed yet."


async def test_two_claims_of_a_reply_that_become_one_are_shown_once(service: Service, database: SqliteDatabase) -> None:
    first, second = await on_record(service), await on_record(service, "Other")
    await answered(database, first, second)
    await service.curation.merge(second.id, first.id, by())
    (correction,) = (await correct(service)).values()
    assert [finding.claim for finding in correction.findings] == [first]
    assert [(change.before, change.after) for change in correction.changes] == [(second, first)]
    await service.curation.restore(second.id, by())
    (correction,) = (await correct(service)).values()
    assert [finding.claim.id for finding in correction.findings] == [first.id, second.id]


async def test_of_several_claims_those_that_changed_are_told(service: Service, database: SqliteDatabase) -> None:
    first, second = await on_record(service), await on_record(service, "Other")
    await answered(database, first, second)
    decided = await decide(service, second)
    (correction,) = (await correct(service)).values()
    assert [finding.claim for finding in correction.findings] == [first, decided]
    assert [change.after for change in correction.changes] == [decided]


async def test_retiring_and_restoring_are_told(service: Service, database: SqliteDatabase) -> None:
    claim = await on_record(service)
    await answered(database, claim)
    await service.curation.retire(claim.id, claim.revision, by(), "an April fool's joke")
    change = await only_change(service)
    assert (change.after.lifecycle, change.reason) == (Lifecycle.RETIRED, "an April fool's joke")
    await service.curation.restore(claim.id, by())
    change = await only_change(service)
    assert (change.before.lifecycle, change.after.lifecycle) == (Lifecycle.RETIRED, Lifecycle.PUBLISHED)
    assert change.reason is None


async def test_a_claim_that_is_a_draft_again_is_retired_to_readers(service: Service, database: SqliteDatabase) -> None:
    draft = await service.curation.submit(BRIDGE, by())
    published = await service.curation.publish(draft.id, by())
    await answered(database, published)
    undone = await service.curation.undo(draft.id, by())
    change = await only_change(service)
    assert (change.after, change.reason) == (replace(published, lifecycle=Lifecycle.RETIRED), None)
    await reword(service, undone, text="A sentence that nobody has approved yet.")
    assert await correct(service) == {}
    await service.curation.publish(draft.id, by())
    assert (await only_change(service)).after.text == "A sentence that nobody has approved yet."


async def test_a_corrected_statement_is_told_and_what_a_reader_does_not_see_is_not(
    service: Service, database: SqliteDatabase
) -> None:
    claim = await on_record(service)
    await answered(database, claim)
    claim = await reword(service, claim, sources=(a_source(),), topics=("bridges",), title="Not shown on the card")
    assert await due(service) == [1]
    assert await correct(service) == {}
    reworded = await reword(service, claim, text="Halden council leased the old harbour bridge to a circus.")
    change = await only_change(service)
    assert (change.after, change.reviewed, change.reason) == (reworded, False, None)


async def test_the_title_of_a_further_claim_is_seen(service: Service, database: SqliteDatabase) -> None:
    first, second = await on_record(service), await on_record(service, "Other")
    await answered(database, first, second)
    renamed = await reword(service, second, title="Another")
    (correction,) = (await correct(service)).values()
    assert [change.after for change in correction.changes] == [renamed]


async def test_what_was_undone_before_the_edit_is_not_told(service: Service, database: SqliteDatabase) -> None:
    claim = await on_record(service)
    await answered(database, claim)
    await decide(service, claim)
    await service.curation.undo(claim.id, by())
    assert await due(service) == [1]
    assert await correct(service) == {}


async def test_old_replies_and_those_taken_back_or_given_up_are_left_alone(
    service: Service, database: SqliteDatabase
) -> None:
    claim = await on_record(service)
    month = timedelta(days=30)
    ages = {1: timedelta(), 2: month, 3: month - timedelta(seconds=1), 4: timedelta(minutes=1), 5: timedelta()}
    for message, age in ages.items():
        await answered(database, claim, message=message, at=NOW - age)
    await service.watching.withdrawn(4, LATER)
    await service.corrections.abandoned(5, LATER)
    await decide(service, claim)
    assert await due(service) == [1, 3]
    assert await service.corrections.due(LONG_AGO, LATER, 1) == [1]
    assert await service.corrections.begin(4, LATER) is None


async def test_what_is_postponed_waits_and_is_looked_at_first_where_the_edit_may_have_gone_through(
    service: Service, database: SqliteDatabase
) -> None:
    claim = await on_record(service)
    await answered(database, claim)
    await decide(service, claim)
    for unchanged in (True, False):
        assert await service.corrections.begin(1, LATER)
        await service.corrections.postponed(1, LATER + timedelta(minutes=10), unchanged=unchanged)
        assert await due(service) == []
        assert await service.corrections.due(LONG_AGO, LATER + timedelta(minutes=10)) == [1]
        answer = await service.watching.answered(1)
        assert answer is not None
        assert answer.tried is not unchanged
    await service.curation.undo(claim.id, by())
    correction = await service.corrections.begin(1, LATER)
    assert correction is not None  # it may show what was undone
    assert correction.changes == ()


async def test_a_reply_that_got_other_claims_during_its_correction_is_looked_at_again(
    service: Service, database: SqliteDatabase
) -> None:
    first, second = await on_record(service), await on_record(service, "Other")
    await answered(database, first)
    await decide(service, first)
    correction = await service.corrections.begin(1, LATER)
    assert correction is not None
    async with database.write() as connection:
        (mark,) = (await standings.now(connection, HERE, [second.id])).values()
        await answers.show(connection, 1, [replace(correction.answer.claims[0], claim_id=second.id, standing=mark)])
    await service.corrections.done(correction, LATER)
    assert await due(service) == [1]
    correction = await service.corrections.begin(1, LATER)
    assert correction is not None
    assert correction.answer.tried
    assert [finding.claim for finding in correction.findings] == [second]


async def test_each_listener_hears_of_a_change(service: Service) -> None:
    forever = timedelta(days=1)
    await on_record(service)
    await service.corrections.change(forever)
    await service.following.change(forever)


ACTIONS = ("decide", "undo", "merge", "retire", "restore", "reword", "source")


async def act(service: Service, action: str, claim_id: ClaimId, other: ClaimId, number: int) -> None:
    """Do something to a claim; where that cannot be done, do nothing."""
    claim = (await service.lookup.events(claim_id))[-1].claim
    try:
        match action:
            case "decide":
                review = replace(FALSE, status=list(VerificationStatus)[number % 8], reason=f"Reason {number % 3}.")
                await service.curation.review(claim_id, claim.revision, review, by(), (a_source(),))
            case "undo":
                await service.curation.undo(claim_id, by())
            case "merge":
                await service.curation.merge(claim_id, other, by())
            case "retire":
                await service.curation.retire(claim_id, claim.revision, by(), "Enough of it.")
            case "restore":
                await service.curation.restore(claim_id, by())
            case "reword":
                await reword(service, claim, text=f"Halden council sold {number} bridges.")
            case _:
                await reword(service, claim, sources=(*claim.sources, a_source(f"s{number}")))
    except CurationError:
        pass


steps = st.tuples(st.sampled_from(ACTIONS), st.integers(0, 2), st.integers(0, 2), st.integers(0, 9), st.booleans())


def read(claims: Iterable[Claim]) -> set[tuple[object, ...]]:
    """What a reader gets to know of claims."""
    return {(claim.id, claim.lifecycle, claim.status, claim.review.reason, claim.text) for claim in claims}


@settings(max_examples=30)
@given(st.lists(steps, max_size=12))
async def test_whatever_happens_corrected_replies_show_what_holds(
    taken: Sequence[tuple[str, int, int, int, bool]],
) -> None:
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "claims.db"
        async with open_service(path) as service, open_sqlite(path) as database:
            first, second, third = [await on_record(service, f"Bridge {number}") for number in range(3)]
            held = {1: (first, second), 2: (third,)}
            shown = {message: read(claims) for message, claims in held.items()}
            for message, claims in held.items():
                await answered(database, *claims, message=message)
            for action, one, other, number, then_correct in [*taken, ("source", 0, 0, 9, True)]:
                ids = [claim.id for claim in (first, second, third)]
                await act(service, action, ids[one], ids[other], number)
                if not then_correct:
                    continue
                for message, correction in (await correct(service)).items():
                    assert read(finding.claim for finding in correction.findings) != shown[message]
                    shown[message] = read(finding.claim for finding in correction.findings)
            for message, claims in held.items():
                present = [await service.lookup.show(claim.id, server=HERE) for claim in claims]
                assert shown[message] == read(present)
