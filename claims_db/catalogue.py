"""Every published claim as matching knows it: those of packs together, those of each server apart.

A server's text is matched against the packs and its own claims, and never sees those of another server.
"""

from collections.abc import Iterable

from claims_db.matching.gathering import Gather, gathered
from claims_db.matching.matcher import Matcher
from claims_db.matching.steps import at_leisure
from claims_db.model import Claim, Lifecycle, Match, Scope, ScopeKind, Wording

SPARE = 20
"""How many more claims are looked for where some may be of packs that are left out."""


class Catalogue:
    """Takes the wordings of the claims to know, each with the scope it belongs to, and what takes those of packs apart.

    There are few of each server, and they may have to be forgotten: nothing else is to know them.
    """

    def __init__(self, wordings: Iterable[tuple[Scope, Wording]] = (), gather: Gather = gathered) -> None:
        shared: list[Wording] = []
        own: dict[str, list[Wording]] = {}
        for scope, wording in wordings:
            (shared if scope.kind is ScopeKind.PACK else own.setdefault(scope.name, [])).append(wording)
        self._shared = Matcher(shared, gather=gather)
        self._left_out: dict[str, frozenset[str]] = {}
        self._own = {server: Matcher(known) for server, known in own.items()}

    async def search(self, text: str, *, server: str | None, limit: int, floor: float = 0.0) -> tuple[Match, ...]:
        """The claims in a text that a server may see, best first; see `Matcher.search`.

        Others are let run in between; who has nothing to wait for is not made to wait.
        """
        without = self.left_out(server)
        found = await at_leisure(self._shared.steps(text, limit + SPARE if without else limit, floor=floor))
        found = tuple(match for match in found if match.claim_id.partition("/")[0] not in without)
        if server in self._own:
            found += await at_leisure(self._own[server].steps(text, limit, floor=floor))
        return tuple(sorted(found, key=lambda match: (-match.score, match.claim_id))[:limit])

    def leave_out(self, server: str, packs: Iterable[str]) -> None:
        """Match a server's texts against all packs but these."""
        self._left_out[server] = frozenset(packs)

    def left_out(self, server: str | None) -> frozenset[str]:
        """The packs that a server does not want."""
        return self._left_out.get(server or "", frozenset())

    def follow(self, claim: Claim) -> None:
        """Know a changed claim as it is now."""
        matcher = self._matcher(claim.scope)
        if claim.lifecycle is Lifecycle.PUBLISHED and claim.overlays is None:
            matcher.add(claim.wording)
        elif claim.id in matcher:
            matcher.remove(claim.id)

    def forget(self, server: str) -> None:
        """Know nothing of a server any more."""
        self._own.pop(server, None)
        self._left_out.pop(server, None)

    def _matcher(self, scope: Scope) -> Matcher:
        return self._shared if scope.kind is ScopeKind.PACK else self._own.setdefault(scope.name, Matcher())
