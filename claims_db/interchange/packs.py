"""Claim packs: claims that travel together as one YAML file which people read, review and diff.

A pack is decoded strictly and then checked as a whole, so that what reaches the store is complete: every source that
is named exists, every review is in order of time.
"""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import msgspec
import yaml
from msgspec import Meta, Struct

from claims_db.errors import InvalidDocument, UnknownPack
from claims_db.interchange import documents
from claims_db.model import (
    Attribution,
    Claim,
    Claimant,
    ClaimId,
    Lifecycle,
    Phrasing,
    Review,
    Scope,
    ScopeKind,
    Source,
    SourceKind,
    Stance,
    VerificationStatus,
)

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,29}$")]
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Line = Annotated[str, Meta(min_length=1, max_length=200)]
Prose = Annotated[str, Meta(min_length=1, max_length=1_000)]
Statement = Annotated[str, Meta(min_length=1, max_length=400)]
Address = Annotated[str, Meta(pattern=r"^https?://[^\s<>()]+(\([^\s<>()]*\)[^\s<>()]*)*$", max_length=500)]


class _Entry(Struct, forbid_unknown_fields=True):
    """What every part of a pack file has in common: a fixed set of keys."""


class _Source(_Entry):
    key: Slug
    title: Line
    publisher: Line
    url: Address | None = None
    author: Line | None = None
    published_on: date | None = None
    retrieved_on: date | None = None
    kind: SourceKind = SourceKind.ARTICLE
    origin: Line | None = None


class _Attribution(_Entry):
    claimant: Line
    stance: Stance
    source: Slug
    role: Line | None = None
    via: tuple[Line, ...] = ()
    said_on: date | None = None
    hedge: Line | None = None
    excerpt: Prose | None = None


class _Review(_Entry):
    status: VerificationStatus
    reason: Prose
    as_of: date
    review_by: date | None = None
    sources: tuple[Slug, ...] = ()


class _Claim(_Entry):
    slug: Slug
    title: Annotated[str, Meta(min_length=1, max_length=80)]
    text: Statement
    reviews: Annotated[tuple[_Review, ...], Meta(min_length=1)]
    attributions: tuple[_Attribution, ...] = ()
    phrasings: tuple[Statement, ...] = ()
    topics: tuple[Slug, ...] = ()


class _Pack(_Entry):
    pack: Name
    title: Line
    claims: tuple[_Claim, ...]
    sources: tuple[_Source, ...] = ()
    description: Prose | None = None
    language: Annotated[str, Meta(pattern=r"^[a-z]{2}$")] = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Claims under one name."""

    name: str
    title: str
    description: str | None
    claims: tuple[Claim, ...]


class ChangeKind(StrEnum):
    """What loading a pack would do to a claim."""

    ADDED = "added"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One claim that differs between a pack and the store; `before` or `after` is None where it is not there."""

    kind: ChangeKind
    before: Claim | None
    after: Claim | None

    @property
    def diff(self) -> tuple[str, ...]:
        """The difference, as `differences` gives it."""
        return differences(self.before, self.after)


def shipped() -> tuple[str, ...]:
    """The names of the packs that come with the program."""
    entries = (entry.name for entry in files("claims_db.packs").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in entries if name.endswith(".yaml")))


def find(reference: str) -> Pack:
    """Read a pack by the name of a shipped one or the path of a file; UnknownPack where neither exists."""
    if reference in shipped():
        with as_file(files("claims_db.packs") / f"{reference}.yaml") as path:
            return read(path)
    if not Path(reference).is_file():
        raise UnknownPack(reference, shipped())
    return read(Path(reference))


def read(path: Path) -> Pack:
    """Read a pack file; InvalidDocument names the file, the place and what was expected."""
    document = documents.read(path, _Pack)
    for place, problem in _problems(document):
        raise InvalidDocument(str(path), problem, place=place)
    return _pack(document)


def compare(stored: Iterable[Claim], pack: Pack) -> tuple[Change, ...]:
    """What loading a pack would change; `stored` are the claims of that pack as they are now."""
    before = {claim.id: claim for claim in stored}
    after = {claim.id: claim for claim in pack.claims}
    changes = [_change(before.get(claim_id), claim) for claim_id, claim in after.items()]
    changes += [_change(claim, None) for claim_id, claim in before.items() if claim_id not in after]
    return tuple(change for change in changes if change)


def _change(before: Claim | None, after: Claim | None) -> Change | None:
    if before is None:
        return Change(kind=ChangeKind.ADDED, before=None, after=after)
    if after is None:
        gone = before.lifecycle is not Lifecycle.PUBLISHED
        return None if gone else Change(kind=ChangeKind.DROPPED, before=before, after=None)
    after = replace(after, revision=before.revision)
    return None if before == after else Change(kind=ChangeKind.CHANGED, before=before, after=after)


def differences(before: Claim | None, after: Claim | None) -> tuple[str, ...]:
    """What differs between two states of a claim, line by line: `- ` is taken away, `+ ` is put in."""
    lines = difflib.ndiff(_rendered(before), _rendered(after))
    return tuple(line.rstrip() for line in lines if line[0] in "+-")


def _rendered(claim: Claim | None) -> list[str]:
    if claim is None:
        return []
    document = msgspec.to_builtins(replace(claim, revision=0), builtin_types=(date,))
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100).splitlines()


class _Dumper(yaml.SafeDumper):
    """Writes equal values out each time, as a reader of the file would."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _problems(document: _Pack) -> Iterator[tuple[str, str]]:
    yield from _repeated("source", (source.key for source in document.sources))
    yield from _repeated("claim", (claim.slug for claim in document.claims))
    known = {source.key for source in document.sources}
    for claim in document.claims:
        place = f"claim {claim.slug}"
        used = [a.source for a in claim.attributions] + [key for review in claim.reviews for key in review.sources]
        for key in used:
            if key not in known:
                yield place, f"names the source “{key}”, which is not among the pack's sources"
        days = [review.as_of for review in claim.reviews]
        if days != sorted(days):
            yield place, "its reviews are not in order of time; put the oldest first"


def _repeated(what: str, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    for key, count in Counter(keys).items():
        if count > 1:
            yield f"{what} {key}", f"is given {count} times; once is enough"


def _pack(document: _Pack) -> Pack:
    claims = tuple(_claim(document, claim) for claim in document.claims)
    return Pack(name=document.pack, title=document.title, description=document.description, claims=claims)


def _claim(document: _Pack, claim: _Claim) -> Claim:
    used = {a.source for a in claim.attributions} | {key for review in claim.reviews for key in review.sources}
    return Claim(
        id=ClaimId(f"{document.pack}/{claim.slug}"),
        scope=Scope(kind=ScopeKind.PACK, name=document.pack),
        slug=claim.slug,
        title=claim.title,
        text=claim.text,
        language=document.language,
        topics=claim.topics,
        phrasings=tuple(Phrasing(text=text, language=document.language) for text in claim.phrasings),
        attributions=tuple(_attribution(attribution) for attribution in claim.attributions),
        sources=tuple(msgspec.convert(s, Source, from_attributes=True) for s in document.sources if s.key in used),
        reviews=tuple(msgspec.convert(review, Review, from_attributes=True) for review in claim.reviews),
    )


def _attribution(entry: _Attribution) -> Attribution:
    return Attribution(
        claimant=Claimant(name=entry.claimant, role=entry.role),
        stance=entry.stance,
        source=entry.source,
        via=entry.via,
        said_on=entry.said_on,
        hedge=entry.hedge,
        excerpt=entry.excerpt,
    )
