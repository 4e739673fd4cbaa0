"""Numbers for moderators: what came up in the watched channels of a server, what was said to it, and how it was judged.

Days are those of the calendar, UTC. Nothing here is about a person or what somebody wrote.
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from msgspec import structs

from claims_db.digests import PERIOD
from claims_db.errors import UnknownClaim
from claims_db.lookup import Lookup
from claims_db.model import Claim, ClaimId
from claims_db.servers import Servers
from claims_db.store import claims, numbers, settlements
from claims_db.store.database import Connection, Database
from claims_db.store.labels import Counts
from claims_db.store.numbers import Response, Sighted, Span
from claims_db.store.settlements import Settlement
from claims_db.watching.moderation import ITSELF
from claims_db.watching.precision import Label, Precision

LISTED = 10
"""How many of the most repeated claims are named."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A claim as the server sees it, and how often it came up, whether it was answered or not."""

    claim: Claim
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What went on in one watched channel and its threads."""

    place_id: int
    counts: Counts
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What went on in a server in a span of days.

    `repeated` are the `LISTED` most repeated claims, `claims` is how many came up and `times` how often any did;
    `days` has an entry for each day of the span. `labels` are those on answers of these days, `waiting` is how many
    answers have none yet; `response` is None where no reply was made. `places` come with the busiest first, and
    `fell_back` tells which channels went back to shadow by themselves.
    """

    span: Span
    repeated: tuple[Repeated, ...] = ()
    claims: int = 0
    times: int = 0
    days: tuple[Counts, ...] = ()
    labels: Mapping[Label, int]
    waiting: int = 0
    response: Response | None = None
    places: tuple[Place, ...] = ()
    fell_back: tuple[Settlement, ...] = ()

    @property
    def counts(self) -> Counts:
        """The answers of all days together."""
        return Counts(
            saved=sum(day.saved for day in self.days),
            made=sum(day.made for day in self.days),
            withdrawn=sum(day.withdrawn for day in self.days),
        )

    @property
    def precision(self) -> Precision:
        """The share of right answers."""
        return Precision(right=self.labels[Label.RIGHT], labelled=sum(self.labels.values()))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.times or self.places or self.fell_back)


class Numbers:
    """Counts; from `claims_db.service.open_service`."""

    def __init__(self, database: Database, lookup: Lookup, servers: Servers) -> None:
        self._database = database
        self._lookup = lookup
        self._servers = servers

    async def lately(self, server: str, days: int, today: date) -> Figures:
        """What went on in the last `days` days, today among them."""
        return await self.of(server, Span(first=today - DAY * (days - 1), last=today))

    async def of(self, server: str, span: Span) -> Figures:
        """What went on in a span of days."""
        async with self._database.read() as connection:
            sighted = await numbers.sighted(connection, server, span)
            times = await _led(connection, sighted)
            by_day = await numbers.by_day(connection, server, span)
            labels = await numbers.labels(connection, server, span)
            by_place = await numbers.by_place(connection, server, span)
            waiting = await numbers.waiting(connection, server, span)
            response = await numbers.response(connection, server, span)
            fell_back = await settlements.of_actor(connection, server, ITSELF, span.since, span.until)
        return Figures(
            span=span,
            repeated=await self._repeated(server, times),
            claims=len(times),
            times=times.total(),
            days=tuple(by_day.get(day, Counts()) for day in span.days),
            labels={each: sum(n for (_, label), n in labels.items() if label == each) for each in Label},
            waiting=waiting,
            response=response,
            places=tuple(_place(place_id, counts, labels) for place_id, counts in by_place.items()),
            fell_back=fell_back,
        )

    async def due(self, server: str, at: datetime) -> tuple[int, Figures] | None:
        """The log channel and what to tell it at a moment; None within `PERIOD` of the last time, or for nothing.

        It covers whole days up to yesterday: from the day on which it was told last, but no more than eight.
        """
        settings = await self._servers.get(server)
        told = settings.numbers_at
        if settings.log_channel is None or (told and at < told + PERIOD):
            return None
        today = at.date()
        earliest = today - PERIOD
        first = max(told.date(), earliest - DAY) if told else earliest
        figures = await self.of(server, Span(first=first, last=today - DAY))
        return None if figures.empty else (settings.log_channel, figures)

    async def told(self, server: str, at: datetime) -> None:
        """Remember that the log channel was told."""
        await self._servers.change(server, lambda settings: structs.replace(settings, numbers_at=at))

    async def _repeated(self, server: str, times: "Counter[ClaimId]") -> tuple[Repeated, ...]:
        """The most repeated of the claims that the server still sees."""
        found: list[Repeated] = []
        for claim_id, count in times.most_common():
            with suppress(UnknownClaim):
                claim = await self._lookup.show(claim_id, server=server)
                found.append(Repeated(claim=claim, times=count))
            if len(found) == LISTED:
                break
        return tuple(found)


async def _led(connection: Connection, sighted: list[Sighted]) -> "Counter[ClaimId]":
    """How often each claim came up, with what was merged into it."""
    merged = await claims.get(connection, [one.claim_id for one in sighted if one.merged])
    times = Counter[ClaimId]()
    for one in sighted:
        target = await claims.resolved(connection, merged[one.claim_id]) if one.merged else None
        times[target.id if target else one.claim_id] += one.times
    return times


def _place(place_id: int, counts: Counts, labels: Mapping[tuple[int, str], int]) -> Place:
    here = {label: n for (place, label), n in labels.items() if place == place_id}
    precision = Precision(right=here.get(Label.RIGHT, 0), labelled=sum(here.values()))
    return Place(place_id=place_id, counts=counts, precision=precision)
