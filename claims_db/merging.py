"""Letting a claim lead to another: its followers go along, and a draft gives what it adds; and the way back.

What a draft adds goes to the server's own claim, or into what the server lays over a pack's. The merge and the gift are
one act, and what takes one back takes back the other, whatever happened to the other claim since.
"""

from dataclasses import replace

from claims_db import grounds
from claims_db.joining import joined, parted
from claims_db.ledger import By, Entry
from claims_db.model import Claim, ClaimId, Event, EventKind, Lifecycle
from claims_db.store import claims, events, follows


async def merge(entry: Entry, before: Claim, into: ClaimId, by: By, reason: str | None) -> Claim:
    """Let a claim lead to another from now on."""
    after = await lead(entry, replace(before, lifecycle=Lifecycle.MERGED, merged_into=into), by)
    return await entry.change(before, after, EventKind.MERGED, by, reason)


async def lead(entry: Entry, claim: Claim, by: By) -> Claim:
    """Let followers go where a claim will lead, or come back where it leads no more; returns it as it leads."""
    await follows.part(entry.connection, claim.id)
    if claim.merged_into is None:
        return claim
    target = await grounds.destination(entry.connection, claim.merged_into, claim.id, by.server)
    await follows.lead(entry.connection, claim.id, target.id)
    return replace(claim, merged_into=target.id)


async def give(entry: Entry, draft: Claim, merged: Claim, by: By) -> None:
    """Let the claim that a draft was merged into have the draft's sources, and who says so in them."""
    taker = await grounds.changeable(entry.connection, merged.merged_into or merged.id, by.server)
    enriched = joined(taker, draft)
    if enriched != taker:
        await entry.change(taker, enriched, EventKind.EDITED, by, _gift(draft.id))


async def take_back(entry: Entry, merged: Event, by: By) -> None:
    """Take what a draft gave when it was merged from the claim that has it."""
    done = await events.together(entry.connection, merged)
    taken = next((event for event in done if event.reason == _gift(merged.claim.id)), None)
    if taken is not None:
        now = await grounds.owned(entry.connection, taken.claim.id, by.server)
        left = parted(now, await _before(entry, taken), taken.claim)
        await entry.change(now, left, EventKind.UNDONE, by, _returned(merged.claim.id))


async def giver(entry: Entry, last: Event) -> Claim | None:
    """The draft whose merge, or the undoing of it, was a claim's last event; None where it was something else."""
    for event in await events.together(entry.connection, last):
        if last.reason in {_gift(event.claim.id), _returned(event.claim.id)}:
            draft = (await claims.get(entry.connection, [event.claim.id]))[event.claim.id]
            return draft if draft == event.claim else None
    return None


async def _before(entry: Entry, taken: Event) -> Claim | None:
    """The claim before it took something; None for an overlay that held nothing."""
    before = await events.before(entry.connection, taken)
    return before.claim if before and before.claim.lifecycle is not Lifecycle.RETIRED else None


def _gift(draft: ClaimId) -> str:
    return f"sources of {draft}, which was merged into it"


def _returned(draft: ClaimId) -> str:
    return f"undid: {_gift(draft)}"
