"""Asking what is on record: find claims in a text, show one, list them. Changes nothing."""

from dataclasses import dataclass

from claims_db.errors import UnknownClaim
from claims_db.matching.matcher import Matcher
from claims_db.model import Claim, ClaimId, Event, Lifecycle, Match
from claims_db.store import claims
from claims_db.store.database import Database

FAINT = 0.05
"""Below this score a match is noise, even to somebody who asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim with how it was found in a text."""

    claim: Claim
    match: Match


class Lookup:
    """What people ask; from `claims_db.service.open_service`."""

    def __init__(self, database: Database, matcher: Matcher) -> None:
        self._database = database
        self._matcher = matcher

    async def find(self, text: str, limit: int = 5) -> tuple[Finding, ...]:
        """The claims that a text resembles most, best first; fainter ones than `FAINT` are not worth showing."""
        return await self.findings(self._matcher.search(text, limit, floor=FAINT))

    async def findings(self, matches: tuple[Match, ...]) -> tuple[Finding, ...]:
        """Matches with their claims; those no longer published are left out."""
        async with self._database.read() as connection:
            found = await claims.get(connection, [match.claim_id for match in matches])
        return tuple(
            Finding(claim=found[match.claim_id], match=match)
            for match in matches
            if match.claim_id in found and found[match.claim_id].lifecycle is Lifecycle.PUBLISHED
        )

    async def show(self, reference: str) -> Claim:
        """One claim by its id or by a slug that only one claim has; a merged one leads to what it was merged into.

        Raises:
            UnknownClaim: nothing goes by that reference, or more than one thing does.
        """
        async with self._database.read() as connection:
            found = await claims.get(connection, [ClaimId(reference)])
            candidates = tuple(found.values()) or await claims.by_slug(connection, reference)
            if len(candidates) != 1:
                raise UnknownClaim(reference)
            claim = candidates[0]
            while claim.merged_into:
                claim = (await claims.get(connection, [claim.merged_into]))[claim.merged_into]
        return claim

    async def recent(self, limit: int = 10) -> tuple[Claim, ...]:
        """The published claims whose status is youngest."""
        async with self._database.read() as connection:
            return await claims.recent(connection, limit)

    async def suggest(self, typed: str, limit: int = 25) -> tuple[Claim, ...]:
        """Claims somebody may mean while typing: those with it in their title, then those it resembles."""
        async with self._database.read() as connection:
            titled = await claims.titled(connection, typed.strip(), limit)
        alike = await self.find(typed, limit) if len(titled) < limit else ()
        together = {claim.id: claim for claim in (*titled, *(finding.claim for finding in alike))}
        return tuple(together.values())[:limit]

    async def events(self, claim_id: ClaimId) -> tuple[Event, ...]:
        """Everything that happened to a claim, oldest first."""
        async with self._database.read() as connection:
            return await claims.events(connection, claim_id)

    async def count(self) -> int:
        """How many claims are published."""
        async with self._database.read() as connection:
            return await claims.count(connection)
