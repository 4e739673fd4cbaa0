"""What one document adds to another: a draft to the claim it repeats, a server's overlay to a pack's claim. Pure.

A source is known by its address, or else by what it is called; where two differ and share a key, the one that comes
gets a key that is free, and what rests on it follows.
"""

from collections.abc import Iterable
from dataclasses import replace

from claims_db.model import Claim, Source


def new_sources(claim: Claim, draft: Claim) -> tuple[Source, ...]:
    """The sources of a draft that a claim does not have."""
    return tuple(source for source in draft.sources if _same(source, claim.sources) is None)


def joined(claim: Claim, other: Claim) -> Claim:
    """A claim with the sources of another, and who says so in them; everything else stays as it is."""
    sources, keys = _together(claim, other)
    said = (replace(each, source=keys[each.source]) for each in other.attributions)
    attributions = dict.fromkeys((*claim.attributions, *said))
    return replace(claim, sources=sources, attributions=tuple(attributions))


def laid_over(claim: Claim, overlay: Claim) -> Claim:
    """A claim with what an overlay adds: sources, who says so in them, and what was decided about the claim."""
    _, keys = _together(claim, overlay)
    decided = (replace(each, sources=tuple(keys[key] for key in each.sources)) for each in overlay.reviews)
    return replace(joined(claim, overlay), reviews=(*claim.reviews, *decided))


def parted(claim: Claim, before: Claim | None, after: Claim) -> Claim:
    """A claim without what came to it from one of its states to a later one; sources that are still used stay."""
    said_before = before.attributions if before else ()
    had_before = {source.key for source in before.sources} if before else set[str]()
    came = {said for said in after.attributions if said not in said_before}
    attributions = tuple(said for said in claim.attributions if said not in came)
    used = {said.source for said in attributions} | {key for review in claim.reviews for key in review.sources}
    gone = {source.key for source in after.sources} - had_before - used
    sources = tuple(source for source in claim.sources if source.key not in gone)
    return replace(claim, attributions=attributions, sources=sources)


def _together(claim: Claim, other: Claim) -> tuple[tuple[Source, ...], dict[str, str]]:
    """The sources of both, and the key that each one of the other has among them."""
    sources = list(claim.sources)
    keys: dict[str, str] = {}
    for source in other.sources:
        known = _same(source, claim.sources)
        if known is None:
            known = replace(source, key=_free(source.key, sources))
            sources.append(known)
        keys[source.key] = known.key
    return tuple(sources), keys


def _same(source: Source, known: tuple[Source, ...]) -> Source | None:
    if source.url:
        return next((each for each in known if each.url == source.url), None)
    named = (source.publisher, source.title, source.published_on)
    return next((each for each in known if (each.publisher, each.title, each.published_on) == named), None)


def _free(key: str, known: Iterable[Source]) -> str:
    taken = {source.key for source in known}
    numbered = (f"{key[:36]}-{number}" for number in range(2, len(taken) + 3))
    return next(free for free in (key, *numbered) if free not in taken)
