"""What there is to be seen of a claim at a moment, as a mark to compare: which revisions of which claims make it up.

`<claim>@<revision>+<revision>`: the claim that is shown, which is another one where it was merged, its revision, and
that of what the server laid over it, 0 where that is nothing.
"""

from collections.abc import Sequence

from claims_db.model import ClaimId, Lifecycle
from claims_db.store import claims
from claims_db.store.database import Connection

_BATCH = 500
MARK = "claims.id || '@' || claims.revision || '+' || COALESCE(overlay.revision, 0)"
"""The mark of a claim that is not merged, as SQL over `claims` and what `LAID` joins to it."""
LAID = """LEFT JOIN claims AS overlay ON overlay.overlays = claims.id AND overlay.scope_kind = 'server'
    AND overlay.scope_name = {server}"""


async def now(connection: Connection, server: str, ids: Sequence[ClaimId]) -> dict[ClaimId, str]:
    """The present marks of some claims as a server sees them."""
    found: dict[ClaimId, str] = {}
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        places = ", ".join(f"${position}" for position in range(2, len(batch) + 2))
        rows = await connection.fetch(
            f"SELECT claims.id, claims.lifecycle, {MARK} AS mark FROM claims {LAID.format(server='$1')} "  # noqa: S608
            f"WHERE claims.id IN ({places})",  # only places
            server,
            *batch,
        )
        for row in rows:
            claim_id, merged = ClaimId(row["id"]), row["lifecycle"] == Lifecycle.MERGED
            found[claim_id] = await _led(connection, server, claim_id) if merged else row["mark"]
    return found


def parts(mark: str) -> tuple[ClaimId, int, int]:
    """The claim that a mark shows, its revision, and that of what its server laid over it."""
    claim_id, _, revisions = mark.rpartition("@")
    own, _, laid = revisions.partition("+")
    return ClaimId(claim_id), int(own), int(laid)


async def _led(connection: Connection, server: str, claim_id: ClaimId) -> str:
    """The mark of what a merged claim leads to; its own id alone where that is nowhere."""
    merged = (await claims.get(connection, [claim_id]))[claim_id]
    target = await claims.resolved(connection, merged)
    return (await now(connection, server, [target.id]))[target.id] if target else f"{claim_id}@0+0"
