"""Moderators at work: whose claim it is, who was first, and nothing ever lost."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from claims_db.curation import By, Statement, weak_support
from claims_db.errors import (
    AlreadyDecided,
    CurationError,
    IncompleteReview,
    NothingToUndo,
    OutdatedChange,
    TooManySubmissions,
    UnknownClaim,
)
from claims_db.lookup import Filter
from claims_db.model import (
    Attribution,
    Claim,
    Claimant,
    ClaimId,
    EventKind,
    Lifecycle,
    Phrasing,
    Review,
    Stance,
    VerificationStatus,
)
from claims_db.service import Service
from claims_db.store.events import Trail
from claims_db.store.sqlite import SqliteDatabase
from tests.examples import NOW, a_claim, a_pack, a_review, a_source

HERE, ELSEWHERE = "100", "200"
STATEMENT = Statement(title="Bridge sold", text="Halden council sold the old harbour bridge to a circus.")
FALSE = Review(status=VerificationStatus.FALSE, reason="The bridge stands.", as_of=date(2026, 3, 2), sources=("wire",))


def by(actor: str = "odile", server: str = HERE, *, administrator: bool = False, later: int = 0) -> By:
    return By(server=server, actor=actor, at=NOW + timedelta(minutes=later), administrator=administrator)


async def found(service: Service, text: str, server: str | None = HERE) -> list[str]:
    return [finding.claim.slug for finding in await service.lookup.find(text, server=server)]


async def kinds(service: Service, claim: Claim) -> list[EventKind]:
    return [event.kind for event in await service.lookup.events(claim.id)]


async def test_a_submission_waits_unseen_until_somebody_approves_it(service: Service) -> None:
    draft = await service.curation.submit(STATEMENT, by("mira"))
    assert [claim.id for claim in await service.curation.queue(HERE)] == [draft.id]
    assert await found(service, STATEMENT.text) == []
    with pytest.raises(UnknownClaim):
        await service.lookup.show(draft.id, server=HERE)

    published = await service.curation.publish(draft.id, by("odile"))
    assert published.lifecycle is Lifecycle.PUBLISHED
    assert await found(service, STATEMENT.text) == [draft.slug]
    assert await service.curation.queue(HERE) == ()
    assert await kinds(service, draft) == [EventKind.SUBMITTED, EventKind.PUBLISHED]


async def test_a_draft_can_be_edited_as_it_is_approved(service: Service) -> None:
    draft = await service.curation.submit(STATEMENT, by("mira"))
    published = await service.curation.publish(draft.id, by(), lambda claim: replace(claim, title="Bridge"))
    assert published.title == "Bridge"


async def test_a_rejected_draft_is_seen_by_nobody_else_and_kept(service: Service) -> None:
    draft = await service.curation.submit(STATEMENT, by("mira"))
    await service.curation.reject(draft.id, by(), "An old joke.")
    assert await service.curation.queue(HERE) == ()
    with pytest.raises(UnknownClaim):
        await service.lookup.show(draft.id, server=HERE)
    (_, rejected) = await service.lookup.events(draft.id)
    assert (rejected.kind, rejected.reason) == (EventKind.REJECTED, "An old joke.")


async def test_of_two_who_decide_at_once_one_wins_and_the_other_hears_who(service: Service) -> None:
    draft = await service.curation.submit(STATEMENT, by("mira"))
    results = await asyncio.gather(
        service.curation.publish(draft.id, by("odile")),
        service.curation.reject(draft.id, by("ada"), "No."),
        return_exceptions=True,
    )
    with pytest.raises(AlreadyDecided):
        await service.curation.undecided(draft.id, HERE)
    (lost,) = [result for result in results if isinstance(result, AlreadyDecided)]
    assert (lost.actor, lost.outcome) in {("odile", "approved"), ("ada", "rejected")}
    assert len(await service.lookup.events(draft.id)) == 2


async def test_nobody_floods_the_queue(service: Service) -> None:
    for number in range(5):
        await service.curation.submit(replace(STATEMENT, title=f"Bridge {number}"), by("mira"))
    with pytest.raises(TooManySubmissions):
        await service.curation.submit(STATEMENT, by("mira"))
    await service.curation.submit(STATEMENT, by("tomas"))
    await service.curation.submit(STATEMENT, by("mira", later=61))


async def test_equal_titles_get_slugs_of_their_own(service: Service) -> None:
    slugs = [(await service.curation.add(STATEMENT, by())).slug for _ in range(3)]
    assert slugs == ["bridge-sold", "bridge-sold-2", "bridge-sold-3"]
    odd = await service.curation.add(replace(STATEMENT, title="Ünïcode, 日本 & " + "x" * 80), by())
    assert odd.slug.startswith("unicode")
    assert len(odd.slug) <= 40
    assert (await service.curation.add(replace(STATEMENT, title="日本"), by())).slug == "claim"


async def test_a_status_needs_a_reason_and_a_source(service: Service) -> None:
    claim = await service.curation.add(STATEMENT, by())
    for lacking in (replace(FALSE, reason=" "), replace(FALSE, sources=()), FALSE):
        with pytest.raises(IncompleteReview):
            await service.curation.review(claim.id, claim.revision, lacking, by())
    reviewed = await service.curation.review(claim.id, claim.revision, FALSE, by(), sources=(a_source(),))
    assert reviewed.status is VerificationStatus.FALSE
    assert [change.before for change in reviewed.history] == [None, VerificationStatus.UNVERIFIED]
    assert reviewed.review.reviewer == "odile"


async def test_a_change_that_rests_on_an_outdated_version_is_refused_with_the_difference(service: Service) -> None:
    claim = await service.curation.add(STATEMENT, by())
    await service.curation.edit(claim.id, 1, lambda old: replace(old, title="Mine"), by("odile"))
    with pytest.raises(OutdatedChange) as refused:
        await service.curation.edit(claim.id, 1, lambda old: replace(old, title="Theirs"), by("ada"))
    assert refused.value.difference == ("- title: Bridge sold", "+ title: Mine")
    assert (await service.lookup.show(claim.id, server=HERE)).title == "Mine"


async def test_edits_change_what_is_matched_at_once(service: Service) -> None:
    claim = await service.curation.add(STATEMENT, by())
    phrasing = Phrasing(text="the zoo purchased a lighthouse")
    edit = await service.curation.edit(claim.id, 1, lambda old: replace(old, phrasings=(phrasing,)), by())
    assert await found(service, phrasing.text) == [claim.slug]
    said = Attribution(claimant=Claimant(name="Mayor"), stance=Stance.DENIES, source="wire")
    edit = await service.curation.edit(
        claim.id, edit.revision, lambda old: replace(old, attributions=(said,), sources=(a_source(),)), by()
    )
    assert edit.attributions == (said,)


async def test_a_merged_claim_leads_to_the_other_and_is_found_no_more(service: Service) -> None:
    kept = await service.curation.add(replace(STATEMENT, title="Kept"), by())
    twin = await service.curation.add(replace(STATEMENT, title="Twin"), by())
    await service.curation.merge(twin.id, kept.id, by(), "The same claim.")
    assert (await service.lookup.show(twin.slug, server=HERE)).id == kept.id
    assert await found(service, STATEMENT.text) == ["kept"]
    with pytest.raises(CurationError, match="is this one"):
        await service.curation.merge(kept.id, kept.id, by())
    with pytest.raises(CurationError, match="was merged into it"):
        await service.curation.merge(kept.id, twin.id, by())


async def test_retired_claims_can_be_restored(service: Service) -> None:
    claim = await service.curation.add(STATEMENT, by())
    await service.curation.retire(claim.id, 1, by(), "Out of date.")
    assert await found(service, STATEMENT.text) == []
    assert (await service.lookup.show(claim.id, server=HERE)).lifecycle is Lifecycle.RETIRED
    with pytest.raises(CurationError, match="Restore it"):
        await service.curation.edit(claim.id, 2, lambda old: old, by())
    await service.curation.restore(claim.id, by())
    assert await found(service, STATEMENT.text) == [claim.slug]
    with pytest.raises(CurationError, match="nothing to restore"):
        await service.curation.restore(claim.id, by())


async def test_undo_takes_back_the_own_last_change_and_is_itself_on_record(service: Service) -> None:
    claim = await service.curation.add(STATEMENT, by("odile"))
    await service.curation.review(claim.id, 1, FALSE, by("odile"), sources=(a_source(),))
    with pytest.raises(NothingToUndo):
        await service.curation.undo(claim.id, by("tomas"))
    undone = await service.curation.undo(claim.id, by("odile"))
    assert undone.status is VerificationStatus.UNVERIFIED
    assert await kinds(service, claim) == [EventKind.CREATED, EventKind.STATUS_CHANGED, EventKind.UNDONE]
    again = await service.curation.undo(claim.id, by("ada", administrator=True))
    assert again.status is VerificationStatus.FALSE


async def test_a_status_laid_over_a_pack_can_be_withdrawn_and_laid_again(service: Service) -> None:
    packed = a_claim()
    await service.loading.load(a_pack(packed), actor="operator", at=NOW)
    laid = await service.curation.review(packed.id, 0, FALSE, by())
    with pytest.raises(NothingToUndo):
        await service.curation.undo(laid.id, by("tomas"))
    await service.curation.undo(laid.id, by())
    assert (await service.lookup.show(packed.id, server=HERE)).status is packed.status
    with pytest.raises(OutdatedChange):
        await service.curation.review(packed.id, laid.revision, FALSE, by())
    again = await service.curation.review(packed.id, 0, FALSE, by())
    assert again.revision == 3
    assert (await service.lookup.show(packed.id, server=HERE)).status is VerificationStatus.FALSE
    trail = await service.curation.audit(Trail(server=HERE, claim_id=packed.id), limit=10)
    assert [event.kind for event in trail] == [EventKind.STATUS_CHANGED, EventKind.UNDONE, EventKind.STATUS_CHANGED]


async def test_lists_are_filtered_and_paged(service: Service) -> None:
    for number, topics in enumerate([("water",), ("water", "law"), ("law",)]):
        await service.curation.add(replace(STATEMENT, title=f"C{number}", topics=topics), by())
    overdue = await service.curation.add(
        replace(STATEMENT, title="Overdue", sources=(a_source(),)),
        by(),
        a_review(VerificationStatus.DISPUTED, sources=("wire",), review_by=date(2026, 2, 28)),
    )

    async def titles(wanted: Filter, limit: int = 10, offset: int = 0) -> list[str]:
        return [claim.title for claim in await service.lookup.list(wanted, limit=limit, offset=offset)]

    assert await titles(Filter(server=HERE, topic="water")) == ["C0", "C1"]
    assert await titles(Filter(server=HERE, topic="wat%")) == []
    assert await titles(Filter(server=HERE, status=VerificationStatus.DISPUTED)) == ["Overdue"]
    assert await titles(Filter(server=HERE, overdue_on=date(2026, 3, 1))) == ["Overdue"]
    assert await titles(Filter(server=HERE), limit=2, offset=2) == ["C2", "Overdue"]
    assert [claim.id for claim in await service.lookup.overdue(HERE, date(2026, 3, 1))] == [overdue.id]
    assert await service.lookup.overdue(HERE, date(2026, 2, 28)) == ()


async def test_the_audit_tells_who_did_what(service: Service) -> None:
    claim = await service.curation.add(STATEMENT, by("odile"))
    await service.curation.retire(claim.id, 1, by("ada", later=5), "Out of date.")
    whole = await service.curation.audit(Trail(server=HERE), limit=10)
    assert [(event.actor, event.kind) for event in whole] == [("ada", EventKind.RETIRED), ("odile", EventKind.CREATED)]
    for wanted in (
        Trail(server=HERE, actor="ada"),
        Trail(server=HERE, since=NOW + timedelta(minutes=1)),
    ):
        assert [event.actor for event in await service.curation.audit(wanted, limit=10)] == ["ada"]
    assert len(await service.curation.audit(Trail(server=HERE, claim_id=claim.id), limit=1, offset=1)) == 1
    assert await service.curation.audit(Trail(server=HERE, claim_id=ClaimId("x/y")), limit=10) == ()


async def test_weak_support_for_a_strong_status_is_named(service: Service) -> None:
    claim = a_claim()
    confirmed = a_review(VerificationStatus.CONFIRMED, sources=("wire", "rival"))
    assert weak_support(claim, FALSE) is None
    assert "single origin Ostwick Wire" in str(weak_support(claim, confirmed))
    assert "no source" in str(weak_support(claim, replace(confirmed, sources=())))
    second = Attribution(claimant=Claimant(name="B"), stance=Stance.ASSERTS, source="rival")
    two = replace(
        claim,
        sources=(*claim.sources, a_source("rival", publisher="Rival")),
        attributions=(*claim.attributions, second),
    )
    assert weak_support(two, confirmed) is None
    assert "single origin" in str(weak_support(two, replace(confirmed, sources=("rival",))))
    relayed = replace(two, sources=(a_source(), a_source("rival", publisher="Rival", origin=" ostwick  WIRE")))
    assert "single origin" in str(weak_support(relayed, confirmed))


async def test_many_hands_at_once_lose_nothing(database: SqliteDatabase, service: Service) -> None:
    claims = [await service.curation.submit(replace(STATEMENT, title=f"C{n}"), by(f"m{n}")) for n in range(10)]

    async def work(number: int) -> str:
        claim, actor = claims[number % 10], by(f"curator {number % 20}")
        try:
            if number % 2:
                await service.curation.publish(claim.id, actor)
                return "published"
            current = await service.curation.draft(claim.id, HERE)
            await service.curation.edit(claim.id, current.revision, lambda old: replace(old, title=f"T{number}"), actor)
        except AlreadyDecided:
            return "too late"
        except OutdatedChange:
            return "outdated"
        return "edited"

    outcomes = Counter(await asyncio.gather(*(work(number) for number in range(200))))
    trails = [await service.lookup.events(claim.id) for claim in claims]
    assert sum(len(trail) for trail in trails) == 10 + outcomes["published"] + outcomes["edited"]
    assert outcomes.total() == 200
    for trail in trails:
        assert [event.claim.revision for event in trail] == list(range(1, len(trail) + 1))
        assert sum(event.kind is EventKind.PUBLISHED for event in trail) == any(
            event.kind is EventKind.PUBLISHED for event in trail
        )
    async with database.read() as connection:
        assert await connection.fetch("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        assert await connection.fetch("PRAGMA foreign_key_check") == []


async def test_merges_never_lead_in_a_circle(service: Service) -> None:
    a, b = [await service.curation.add(replace(STATEMENT, title=title), by()) for title in ("A", "B")]
    results = await asyncio.gather(
        service.curation.merge(a.id, b.id, by()), service.curation.merge(b.id, a.id, by("ada")), return_exceptions=True
    )
    assert sum(isinstance(result, CurationError) for result in results) == 1
    assert (await service.lookup.show(a.id, server=HERE)).id == (await service.lookup.show(b.id, server=HERE)).id


async def test_undoing_does_not_close_a_circle_either(service: Service) -> None:
    a, b = [await service.curation.add(replace(STATEMENT, title=title), by()) for title in ("A", "B")]
    await service.curation.merge(a.id, b.id, by())
    await service.curation.restore(a.id, by())
    await service.curation.merge(b.id, a.id, by())
    with pytest.raises(CurationError, match="merged into it"):
        await service.curation.undo(a.id, by())
    assert (await service.lookup.show(a.id, server=HERE)).id == a.id


async def test_a_submission_is_merged_only_while_it_waits(service: Service) -> None:
    known = await service.curation.add(STATEMENT, by())
    draft = await service.curation.submit(STATEMENT, by("mira"))
    await service.curation.publish(draft.id, by("ada"))
    with pytest.raises(AlreadyDecided):
        await service.curation.absorb(draft.id, known.id, by("odile"))


async def test_a_redirect_shows_nothing_that_is_hidden(service: Service) -> None:
    a = await service.curation.add(replace(STATEMENT, title="A"), by())
    b = await service.curation.submit(replace(STATEMENT, title="B"), by("mira"))
    with pytest.raises(CurationError, match="is draft"):
        await service.curation.merge(a.id, b.id, by())
    await service.curation.publish(b.id, by())
    await service.curation.merge(a.id, b.id, by())
    await service.curation.undo(b.id, by())
    with pytest.raises(UnknownClaim):
        await service.lookup.show(a.id, server=HERE)


async def test_a_day_in_the_past_is_answered_from_what_was_recorded_by_then(service: Service) -> None:
    day = 24 * 60
    claim = await service.curation.add(STATEMENT, by())
    await service.curation.edit(claim.id, 1, lambda old: replace(old, text="Edited later."), by(later=5 * day))
    early = replace(FALSE, as_of=date(2026, 3, 1))
    await service.curation.review(claim.id, 2, early, by(later=9 * day), (a_source(),))

    async def then(days: int) -> tuple[str, VerificationStatus] | None:
        on = NOW.date() + timedelta(days=days)
        past = await service.lookup.show_as_of(claim.id, on, server=HERE)
        return (past.text, past.status) if past else None

    assert await then(-1) is None
    assert await then(4) == (STATEMENT.text, VerificationStatus.UNVERIFIED)
    assert await then(8) == ("Edited later.", VerificationStatus.UNVERIFIED)
    assert await then(9) == ("Edited later.", VerificationStatus.FALSE)


async def test_titles_of_any_script_are_found_whatever_their_case(service: Service) -> None:
    claim = await service.curation.add(replace(STATEMENT, title="Мост продан"), by())
    for typed in ("мост", "МОСТ", "Прод"):
        assert [found.id for found in await service.lookup.list(Filter(server=HERE, title=typed), limit=5)] == [
            claim.id
        ]
