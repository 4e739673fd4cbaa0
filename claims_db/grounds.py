"""What a change rests on: whose claim it is, which revision was seen, and whether somebody was first.

Each of these looks while the change holds the ledger, so that what was found still holds when it is recorded.
"""

from dataclasses import replace

from claims_db.errors import AlreadyDecided, CurationError, NotOwned, OutdatedChange, UnknownClaim
from claims_db.interchange.packs import differences
from claims_db.joining import laid_over
from claims_db.ledger import By, Entry
from claims_db.model import Claim, ClaimId, EventKind, Lifecycle, Scope, ScopeKind
from claims_db.store import claims, events
from claims_db.store.database import Connection

_OUTCOMES = {EventKind.PUBLISHED: "approved", EventKind.REJECTED: "rejected", EventKind.MERGED: "merged"}


async def owned(connection: Connection, claim_id: ClaimId, server: str) -> Claim:
    """A claim of the server's own; NotOwned for one of a pack, UnknownClaim for one of another server."""
    claim = (await claims.get(connection, [claim_id])).get(claim_id)
    if claim is None:
        raise UnknownClaim(claim_id)
    if claim.scope.kind is ScopeKind.PACK:
        raise NotOwned
    if claim.scope.name != server:
        raise UnknownClaim(claim_id)  # that another server has it is nobody's business
    return claim


async def current(entry: Entry, claim_id: ClaimId, revision: int, by: By) -> Claim:
    """The server's own claim, in use, if the change rests on its present revision."""
    claim = await owned(entry.connection, claim_id, by.server)
    if claim.revision != revision:
        seen = [
            event.claim
            for event in await events.of_claim(entry.connection, claim_id)
            if event.claim.revision == revision
        ]
        raise OutdatedChange(differences(seen[0] if seen else None, claim))
    return in_use(claim)


def in_use(claim: Claim) -> Claim:
    """The claim, if it is a draft or published; CurationError otherwise."""
    if claim.lifecycle not in {Lifecycle.DRAFT, Lifecycle.PUBLISHED}:
        raise CurationError(f"This claim is {claim.lifecycle}. Restore it before you change it.")
    return claim


async def destination(connection: Connection, into: ClaimId, claim_id: ClaimId, server: str) -> Claim:
    """Where a claim that is merged would lead: a published claim that the server sees, and not back to itself."""
    named = (await claims.get(connection, [into])).get(into)
    if named is None or (named.scope.kind is ScopeKind.SERVER and named.scope.name != server):
        raise UnknownClaim(into)
    target = await claims.resolved(connection, named)
    if target is None or target.id == claim_id:
        raise CurationError("That claim is this one, or was merged into it. Choose another one.")
    if target.lifecycle is not Lifecycle.PUBLISHED:
        raise CurationError(f"That claim is {target.lifecycle}. Choose one that is in use.")
    return target


async def undecided(connection: Connection, claim_id: ClaimId, server: str) -> Claim:
    """A draft that waits; AlreadyDecided where it does not."""
    draft = await owned(connection, claim_id, server)
    if draft.lifecycle is not Lifecycle.DRAFT:
        raise await decided(connection, draft)
    return draft


async def decided(connection: Connection, claim: Claim) -> AlreadyDecided:
    """Who was first, and with what."""
    trail = await events.of_claim(connection, claim.id)
    decision = next((event for event in reversed(trail) if event.kind in _OUTCOMES), trail[-1])
    return AlreadyDecided(decision.actor, _OUTCOMES.get(decision.kind, str(claim.lifecycle)))


async def reviewable(entry: Entry, claim_id: ClaimId, revision: int, by: By) -> tuple[Claim, Claim]:
    """What a new status is given to, and the claim as the server sees it.

    The first is the server's own claim, or what it lays over a pack's claim, where `revision` is 0 for the first time.
    """
    found = (await claims.get(entry.connection, [claim_id])).get(claim_id)
    if found is None or found.scope.kind is ScopeKind.SERVER:
        own = await current(entry, claim_id, revision, by)
        return own, own
    laid = (await claims.overlays(entry.connection, by.server, [claim_id])).get(claim_id)
    if laid is not None:
        laid = await current(entry, laid.id, revision, by)
    else:
        laid = await _empty_overlay(entry.connection, found, by.server)
        if revision:
            raise OutdatedChange(differences(laid, replace(laid, lifecycle=Lifecycle.RETIRED)))
    return laid, laid_over(found, laid)


async def changeable(connection: Connection, claim_id: ClaimId, server: str) -> Claim:
    """What a server changes where it adds to a claim that is there: its own one, or what it lays over a pack's."""
    found = (await claims.get(connection, [claim_id]))[claim_id]
    if found.scope.kind is ScopeKind.SERVER:
        return found
    laid = (await claims.overlays(connection, server, [claim_id])).get(claim_id)
    return laid or await _empty_overlay(connection, found, server)


async def _empty_overlay(connection: Connection, packed: Claim, server: str) -> Claim:
    """What holds nothing yet, of revision 0 for the first time; what was withdrawn once does not come back with it."""
    slug = packed.id.replace("/", "--")
    empty = replace(
        packed,
        id=ClaimId(f"{server}/{slug}"),
        scope=Scope(kind=ScopeKind.SERVER, name=server),
        slug=slug,
        overlays=packed.id,
        reviews=(),
        phrasings=(),
        attributions=(),
        sources=(),
        revision=0,
    )
    former = (await claims.get(connection, [empty.id])).get(empty.id)
    return replace(empty, revision=former.revision) if former else empty
