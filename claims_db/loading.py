"""Claim packs on their way into the store: what loading one would change, and loading it."""

from dataclasses import replace
from datetime import datetime

from claims_db.interchange import packs
from claims_db.interchange.packs import Change, ChangeKind, Pack
from claims_db.ledger import Ledger
from claims_db.model import Claim, Event, EventKind, Lifecycle
from claims_db.store import claims
from claims_db.store.database import Database


class Loading:
    """What an operator does with packs; from `claims_db.service.open_service`."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    async def is_loaded(self, pack: Pack) -> bool:
        """Whether claims of this pack are stored, in whatever state."""
        async with self._database.read() as connection:
            return bool(await claims.of_pack(connection, pack.name))

    async def compare(self, pack: Pack) -> tuple[Change, ...]:
        """What loading a pack would change; empty where it is loaded as it is."""
        async with self._database.read() as connection:
            return packs.compare(await claims.of_pack(connection, pack.name), pack)

    async def load(self, pack: Pack, *, actor: str, at: datetime) -> tuple[Change, ...]:
        """Make the store hold a pack as it is, all of it or nothing, and tell what changed.

        Claims that the pack no longer has are retired, never deleted.
        """
        async with self._ledger.entry() as entry:
            changes = packs.compare(await claims.of_pack(entry.connection, pack.name), pack)
            await entry.record(*(_event(change, actor, at, f"pack {pack.name}") for change in changes))
        return changes


def _event(change: Change, actor: str, at: datetime, reason: str) -> Event:
    before, after = change.before, change.after
    if before is None and after is not None:
        return Event(claim=after, kind=EventKind.CREATED, actor=actor, at=at, reason=reason)
    assert before is not None  # noqa: S101 -- a change has at least one side
    claim = replace(after or replace(before, lifecycle=Lifecycle.RETIRED), revision=before.revision + 1)
    return Event(claim=claim, kind=_kind(change.kind, before, claim), actor=actor, at=at, reason=reason)


def _kind(change: ChangeKind, before: Claim, after: Claim) -> EventKind:
    if change is ChangeKind.DROPPED:
        return EventKind.RETIRED
    if before.lifecycle is not after.lifecycle:
        return EventKind.RESTORED
    return EventKind.STATUS_CHANGED if before.reviews != after.reviews else EventKind.EDITED
