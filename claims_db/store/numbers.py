"""What went on in a server's watched channels in a span of days, counted where it is stored; never a word."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from claims_db.model import ClaimId, Lifecycle
from claims_db.store.database import Connection, milliseconds
from claims_db.store.labels import COUNTED, Counts

_DAY = timedelta(days=1)
_DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1)
_IN_SPAN = "answers.server = $1 AND answers.at >= $2 AND answers.at < $3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days of the calendar, UTC, from the first to the last, both of which count."""

    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """Each of them, in order."""
        return tuple(self.first + _DAY * number for number in range((self.last - self.first).days + 1))

    @property
    def since(self) -> datetime:
        """The first moment that counts."""
        return datetime.combine(self.first, time(), UTC)

    @property
    def until(self) -> datetime:
        """The first moment that no longer does."""
        return datetime.combine(self.last + _DAY, time(), UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighted:
    """How often a claim came up, answered or not."""

    claim_id: ClaimId
    merged: bool
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """After how many milliseconds a reply was out: half of them by `median`, 95 of 100 by `slow` (nearest rank)."""

    median: int
    slow: int


async def sighted(connection: Connection, server: str, span: Span) -> list[Sighted]:
    """How often each claim came up."""
    rows = await connection.fetch(
        """SELECT claim_id, lifecycle, SUM(times) AS times FROM sightings JOIN claims ON claims.id = claim_id
           WHERE server = $1 AND day >= $2 AND day <= $3 GROUP BY claim_id, lifecycle ORDER BY claim_id""",
        server,
        span.first.isoformat(),
        span.last.isoformat(),
    )
    return [
        Sighted(claim_id=ClaimId(row["claim_id"]), merged=row["lifecycle"] == Lifecycle.MERGED, times=int(row["times"]))
        for row in rows
    ]


async def by_day(connection: Connection, server: str, span: Span) -> dict[date, Counts]:
    """The answers of each day that had any."""
    rows = await connection.fetch(
        f"SELECT at / {_DAY_MS} AS day, {COUNTED} FROM answers WHERE {_IN_SPAN} GROUP BY day",  # noqa: S608 -- our own words
        *_within(server, span),
    )
    return {_EPOCH + _DAY * int(row["day"]): Counts.read(row) for row in rows}


async def by_place(connection: Connection, server: str, span: Span) -> dict[int, Counts]:
    """The answers of each watched channel that had any, the one with the most first."""
    rows = await connection.fetch(
        f"""SELECT place_id, {COUNTED} FROM answers WHERE {_IN_SPAN}
            GROUP BY place_id ORDER BY count(*) DESC, place_id""",  # noqa: S608 -- our own words
        *_within(server, span),
    )
    return {row["place_id"]: Counts.read(row) for row in rows}


async def labels(connection: Connection, server: str, span: Span) -> dict[tuple[int, str], int]:
    """How many answers of each watched channel have each label."""
    rows = await connection.fetch(
        f"""SELECT place_id, label, count(*) AS n FROM answers
            WHERE {_IN_SPAN} AND label IS NOT NULL GROUP BY place_id, label""",  # noqa: S608 -- our own words
        *_within(server, span),
    )
    return {(row["place_id"], row["label"]): int(row["n"]) for row in rows}


async def waiting(connection: Connection, server: str, span: Span) -> int:
    """How many answers stand before the moderators and have no label yet; what was taken back needs none."""
    row = await connection.fetch_one(
        f"""SELECT count(*) AS n FROM answers
            WHERE {_IN_SPAN} AND label IS NULL AND log_id IS NOT NULL AND withdrawn_at IS NULL""",  # noqa: S608 -- our own words
        *_within(server, span),
    )
    return int(row["n"]) if row else 0


async def response(connection: Connection, server: str, span: Span) -> Response | None:
    """How long replies took; None where none was made."""
    rows = await connection.fetch(
        f"""SELECT took, position, n FROM (
                SELECT took, row_number() OVER (ORDER BY took) AS position, count(*) OVER () AS n FROM answers
                WHERE {_IN_SPAN} AND reply_id IS NOT NULL AND took IS NOT NULL) AS ranked
            WHERE position = (n + 1) / 2 OR position = (n * 95 + 99) / 100 ORDER BY position""",  # noqa: S608 -- our own words
        *_within(server, span),
    )
    return Response(median=int(rows[0]["took"]), slow=int(rows[-1]["took"])) if rows else None


def _within(server: str, span: Span) -> tuple[str, int, int]:
    """What stands in the places of `_IN_SPAN`."""
    return server, milliseconds(span.since), milliseconds(span.until)
