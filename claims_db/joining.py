"""What a draft adds to a claim on record that says the same: its sources, and who says so in them. Pure."""

from dataclasses import replace

from claims_db.model import Claim, Source


def new_sources(claim: Claim, draft: Claim) -> tuple[Source, ...]:
    """The sources of a draft that a claim does not have."""
    return tuple(source for source in draft.sources if _same(source, claim.sources) is None)


def joined(claim: Claim, draft: Claim) -> Claim:
    """A claim with what a draft adds; its words, status and everything else stay as they are."""
    sources = list(claim.sources)
    keys: dict[str, str] = {}
    for source in draft.sources:
        known = _same(source, claim.sources)
        if known is None:
            known = replace(source, key=_free(source.key, sources))
            sources.append(known)
        keys[source.key] = known.key
    said = (replace(each, source=keys[each.source]) for each in draft.attributions)
    attributions = dict.fromkeys((*claim.attributions, *said))
    return replace(claim, sources=tuple(sources), attributions=tuple(attributions))


def _same(source: Source, known: tuple[Source, ...]) -> Source | None:
    if source.url:
        return next((each for each in known if each.url == source.url), None)
    named = (source.publisher, source.title, source.published_on)
    return next((each for each in known if (each.publisher, each.title, each.published_on) == named), None)


def _free(key: str, known: list[Source]) -> str:
    taken = {source.key for source in known}
    numbered = (f"{key[:36]}-{number}" for number in range(2, len(taken) + 3))
    return next(free for free in (key, *numbered) if free not in taken)
