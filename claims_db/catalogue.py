"""Every published claim as matching knows it: those of packs together, those of each server apart.

A server's text is matched against the packs and its own claims, and never sees those of another server.
"""

from collections.abc import Iterable

from claims_db.matching.matcher import Matcher
from claims_db.model import Claim, Lifecycle, Match, Scope, ScopeKind, Wording


class Catalogue:
    """Takes the wordings of the claims to know, each with the scope it belongs to."""

    def __init__(self, wordings: Iterable[tuple[Scope, Wording]] = ()) -> None:
        shared: list[Wording] = []
        own: dict[str, list[Wording]] = {}
        for scope, wording in wordings:
            (shared if scope.kind is ScopeKind.PACK else own.setdefault(scope.name, [])).append(wording)
        self._shared = Matcher(shared)
        self._own = {server: Matcher(known) for server, known in own.items()}

    def search(self, text: str, *, server: str | None, limit: int, floor: float = 0.0) -> tuple[Match, ...]:
        """The claims in a text that a server may see, best first; see `Matcher.search`."""
        found = self._shared.search(text, limit, floor=floor)
        if server in self._own:
            found += self._own[server].search(text, limit, floor=floor)
        return tuple(sorted(found, key=lambda match: (-match.score, match.claim_id))[:limit])

    def follow(self, claim: Claim) -> None:
        """Know a changed claim as it is now."""
        matcher = self._matcher(claim.scope)
        if claim.lifecycle is Lifecycle.PUBLISHED and claim.overlays is None:
            matcher.add(claim.wording)
        elif claim.id in matcher:
            matcher.remove(claim.id)

    def _matcher(self, scope: Scope) -> Matcher:
        return self._shared if scope.kind is ScopeKind.PACK else self._own.setdefault(scope.name, Matcher())
