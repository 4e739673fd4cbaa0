"""Asking what is on record: find claims in a text, show one, list them. Changes nothing.

Whoever asks names the server they ask in, and sees the claims of packs, with what that server laid over them, and its
own; packs that it has left out it does not see. Without a server only packs are seen, all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claims_db.catalogue import Catalogue
from claims_db.errors import UnknownClaim
from claims_db.joining import laid_over
from claims_db.model import Claim, ClaimId, Event, Lifecycle, Match, ScopeKind
from claims_db.store import claims, events
from claims_db.store.claims import Filter
from claims_db.store.database import Connection, Database

FAINT = 0.05
"""Below this score a match is noise, even to somebody who asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim with how it was found in a text."""

    claim: Claim
    match: Match


class Lookup:
    """What people ask; from `claims_db.service.open_service`."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self._catalogue = catalogue

    async def find(self, text: str, *, server: str | None = None, limit: int = 5) -> tuple[Finding, ...]:
        """The claims that a text resembles most, best first; fainter ones than `FAINT` are not worth showing."""
        matches = await self._catalogue.search(text, server=server, limit=limit, floor=FAINT)
        return await self.findings(matches, server)

    async def findings(self, matches: Sequence[Match], server: str | None) -> tuple[Finding, ...]:
        """Matches with their claims; those no longer published are left out."""
        async with self._database.read() as connection:
            found = await claims.get(connection, [match.claim_id for match in matches])
            seen = {claim.id: claim for claim in await _as_seen(connection, tuple(found.values()), server)}
        return tuple(
            Finding(claim=seen[match.claim_id], match=match)
            for match in matches
            if match.claim_id in seen and seen[match.claim_id].lifecycle is Lifecycle.PUBLISHED
        )

    async def show(self, reference: str, *, server: str | None = None) -> Claim:
        """One claim by its id or by a slug that only one claim has; a merged one leads to what it was merged into.

        Raises:
            UnknownClaim: nothing that may be seen goes by that reference, or more than one thing does.
        """
        async with self._database.read() as connection:
            claim = await self._referred(connection, reference, server)
            return (await _as_seen(connection, (claim,), server))[0]

    async def show_as_of(self, reference: str, day: date, *, server: str | None = None) -> Claim | None:
        """One claim as it stood at the end of a day, UTC, and its status by then; None where there was none yet.

        What was recorded here is answered from its events. A pack's claim that was loaded later answers from the
        reviews it came with.
        """
        async with self._database.read() as connection:
            claim = await self._referred(connection, reference, server)
            laid = (await claims.overlays(connection, server or "", [claim.id])).get(claim.id)
            then = await _recorded(connection, claim, day)
            if then is None and claim.scope.kind is ScopeKind.PACK:
                then = claim
            over = await _recorded(connection, laid, day) if laid else None
        past = then and then.as_of(day)
        return laid_over(past, over) if past and over and over.lifecycle is Lifecycle.PUBLISHED else past

    async def list(self, wanted: Filter, *, limit: int, offset: int = 0) -> tuple[Claim, ...]:
        """The claims that pass a filter, the youngest status first."""
        wanted = replace(wanted, without=self._catalogue.left_out(wanted.server))
        async with self._database.read() as connection:
            return await _as_seen(connection, await claims.listed(connection, wanted, limit, offset), wanted.server)

    async def packs(self) -> tuple[str, ...]:
        """The packs whose claims are on record."""
        async with self._database.read() as connection:
            return await claims.packs(connection)

    async def topics(self, server: str | None = None) -> tuple[str, ...]:
        """What the published claims are about, in order."""
        async with self._database.read() as connection:
            return await claims.topics(connection, server or "", self._catalogue.left_out(server))

    async def suggest(self, typed: str, *, server: str | None = None, limit: int = 25) -> tuple[Claim, ...]:
        """Claims somebody may mean while typing: those with it in their title, then those it resembles."""
        titled = await self.list(Filter(server=server, title=typed.strip()), limit=limit)
        alike = await self.find(typed, server=server, limit=limit) if len(titled) < limit else ()
        together = {claim.id: claim for claim in (*titled, *(finding.claim for finding in alike))}
        return tuple(together.values())[:limit]

    async def overdue(self, server: str, today: date) -> tuple[Claim, ...]:
        """The published claims whose status the server decided on, and should have looked at again."""
        wanted = Filter(server=server, own=True, overdue_on=today)
        return await self.list(wanted, limit=100)

    async def events(self, claim_id: ClaimId) -> tuple[Event, ...]:
        """Everything that happened to a claim, oldest first."""
        async with self._database.read() as connection:
            return await events.of_claim(connection, claim_id)

    async def changes(self, claim: Claim, server: str | None) -> tuple[Event, ...]:
        """What a server's people did to a claim of theirs, or laid over a pack's; oldest first."""
        if server is None:
            return ()
        async with self._database.read() as connection:
            laid = await claims.overlays(connection, server, [claim.id], Lifecycle.RETIRED)
            laid |= await claims.overlays(connection, server, [claim.id])
            own = laid.get(claim.id, claim)
            return await events.of_claim(connection, own.id) if own.scope.name == server else ()

    async def withdrawn(self, server: str) -> tuple[Claim, ...]:
        """The claims of packs from which a server took back what it had laid over them."""
        async with self._database.read() as connection:
            return await claims.withdrawn(connection, server)

    async def count(self) -> int:
        """How many claims are published."""
        async with self._database.read() as connection:
            return await claims.count(connection)

    async def _referred(self, connection: Connection, reference: str, server: str | None) -> Claim:
        """What a reference leads to, if all on the way may be seen; UnknownClaim otherwise."""
        found = tuple((await claims.get(connection, [ClaimId(reference)])).values())
        found = found or await claims.by_slug(connection, reference)
        seen = [claim for claim in found if self._visible(claim, server)]
        claim = await claims.resolved(connection, seen[0]) if len(seen) == 1 else None
        if claim is None or not self._visible(claim, server):
            raise UnknownClaim(reference)
        return claim

    def _visible(self, claim: Claim, server: str | None) -> bool:
        if claim.overlays is not None or claim.lifecycle in {Lifecycle.DRAFT, Lifecycle.REJECTED}:
            return False
        if claim.scope.kind is ScopeKind.PACK:
            return claim.scope.name not in self._catalogue.left_out(server)
        return claim.scope.name == server


async def _recorded(connection: Connection, claim: Claim, day: date) -> Claim | None:
    """A claim as the last event of a day or before left it."""
    until = [event.claim for event in await events.of_claim(connection, claim.id) if event.at.date() <= day]
    return until[-1] if until else None


async def _as_seen(connection: Connection, found: tuple[Claim, ...], server: str | None) -> tuple[Claim, ...]:
    """Claims with what a server laid over them."""
    if server is None:
        return found
    laid = await claims.overlays(connection, server, [claim.id for claim in found])
    return tuple(laid_over(claim, laid[claim.id]) if claim.id in laid else claim for claim in found)
