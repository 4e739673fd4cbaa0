"""Everything that is kept under somebody's id: read for them, and erased.

What history needs stays and loses the person: `ERASED` stands where their id stood, inside of documents too.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from claims_db.model import ERASED, Claim, ClaimId, EventKind, VerificationStatus
from claims_db.store.database import Connection, Row, moment

ACTORS = {"events": "actor", "answers": "labelled_by", "mistakes": "actor", "settlements": "actor"}
"""The column of each table that names who did something."""
_document = msgspec.json.Decoder(Claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of a claim, with what the claim said afterwards."""

    claim: ClaimId
    revision: int
    kind: EventKind
    at: datetime
    reason: str | None
    title: str
    text: str
    status: VerificationStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """A claim that is followed in a server; `told` is the status they know of."""

    claim: ClaimId
    server: str
    told: VerificationStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What was said of the answer to a message."""

    message: str
    channel: str
    server: str
    label: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A claim that was reported not to be in a message."""

    message: str
    server: str
    claim: ClaimId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Something that was settled about watching, of a channel or of the server as a whole."""

    server: str
    channel: str | None
    what: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """What is kept of what somebody did. Ids are texts of digits, times are UTC."""

    submitted: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    followed: tuple[Follow, ...] = ()
    labelled: tuple[Label, ...] = ()
    reported: tuple[Mistake, ...] = ()
    settled: tuple[Settled, ...] = ()


async def of(connection: Connection, user_id: int) -> Acts:
    """All of it, the oldest of each kind first."""
    changes = await asyncio.to_thread(_changes, await _by(connection, "events", user_id))  # a curator's are many
    followed = await connection.fetch("SELECT * FROM follows WHERE user_id = $1 ORDER BY server, claim_id", user_id)
    return Acts(
        submitted=tuple(change for change in changes if change.kind is EventKind.SUBMITTED),
        changed=tuple(change for change in changes if change.kind is not EventKind.SUBMITTED),
        followed=tuple(
            Follow(claim=row["claim_id"], server=row["server"], told=VerificationStatus(row["told"]))
            for row in followed
        ),
        labelled=tuple(_label(row) for row in await _by(connection, "answers", user_id)),
        reported=tuple(
            Mistake(message=str(row["message_id"]), server=row["server"], claim=row["claim_id"], at=moment(row["at"]))
            for row in await _by(connection, "mistakes", user_id)
        ),
        settled=tuple(_settled(row) for row in await _by(connection, "settlements", user_id)),
    )


async def erase(connection: Connection, user_id: int) -> None:
    """Take somebody's id out of everything but their wish to be left alone."""
    person = str(user_id)
    review, nobodys = (f'"reviewer":{msgspec.json.encode(name).decode()}' for name in (person, ERASED))
    for table, claim in (("claims", "id"), ("events", "claim_id")):  # a review of theirs came by an event of theirs
        await connection.execute(
            f"UPDATE {table} SET document = replace(document, $2, $3) "  # noqa: S608 -- names of ours
            f"WHERE {claim} IN (SELECT claim_id FROM events WHERE actor = $1)",
            person,
            review,
            nobodys,
        )
    for table, actor in ACTORS.items():
        await connection.execute(f"UPDATE {table} SET {actor} = $2 WHERE {actor} = $1", person, ERASED)  # noqa: S608
    await connection.execute("DELETE FROM follows WHERE user_id = $1", user_id)


async def _by(connection: Connection, table: str, user_id: int) -> list[Row]:
    return await connection.fetch(
        f"SELECT * FROM {table} WHERE {ACTORS[table]} = $1 ORDER BY at",  # noqa: S608 -- names of ours
        str(user_id),
    )


def _changes(rows: Iterable[Row]) -> list[Change]:
    return [_change(row) for row in rows]


def _change(row: Row) -> Change:
    claim = _document.decode(row["document"])
    return Change(
        claim=claim.id,
        revision=claim.revision,
        kind=EventKind(row["kind"]),
        at=moment(row["at"]),
        reason=row["reason"],
        title=claim.title,
        text=claim.text,
        status=claim.status,
    )


def _label(row: Row) -> Label:
    return Label(
        message=str(row["message_id"]),
        channel=str(row["channel_id"]),
        server=row["server"],
        label=row["label"],
        at=moment(row["labelled_at"]),
    )


def _settled(row: Row) -> Settled:
    channel = row["place_id"]
    return Settled(server=row["server"], channel=channel and str(channel), what=row["what"], at=moment(row["at"]))
