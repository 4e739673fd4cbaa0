"""What was answered unasked, so that it is not answered twice and stays true: ids, scores, times; never a word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from claims_db.model import ClaimId, Match, Relation
from claims_db.store import standings
from claims_db.store.database import Connection, Row, milliseconds, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A claim as an answer shows it; `standing` names the revisions that are shown, see `claims_db.store.standings`."""

    claim_id: ClaimId
    score: float
    relation: Relation
    standing: str

    @property
    def seen(self) -> ClaimId:
        """The claim that is to be seen there: another one where this was merged."""
        return standings.parts(self.standing)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer that nobody asked for, best claim first.

    `place_id` is the watched channel, `channel_id` that or a thread of it. Without a `reply_id` nothing was said:
    `mode` is `shadow`, or the reply is on its way. `log_id` is the card in `log_channel_id` on which it is labelled.
    `took` is how long it was on its way, in milliseconds. `tried` tells that an edit is, or was cut off, under way.
    """

    message_id: int
    server: str
    place_id: int
    channel_id: int
    mode: str
    at: datetime
    claims: tuple[Shown, ...]
    reply_id: int | None = None
    log_channel_id: int | None = None
    log_id: int | None = None
    label: str | None = None
    labelled_by: str | None = None
    withdrawn: bool = False
    tried: bool = False


async def reserve(connection: Connection, answer: Answer) -> None:
    """Note that a message is about to be answered; breaks the primary key where one is, or was, answered before."""
    await connection.execute(
        """INSERT INTO answers (message_id, server, place_id, channel_id, mode, at, retry_at)
           VALUES ($1, $2, $3, $4, $5, $6, 0)""",
        answer.message_id,
        answer.server,
        answer.place_id,
        answer.channel_id,
        answer.mode,
        milliseconds(answer.at),
    )
    await _put_claims(connection, answer.message_id, answer.claims)


async def show(connection: Connection, message_id: int, claims: Sequence[Shown]) -> None:
    """Note that an answer shows these claims from now on, as they are now."""
    await connection.execute("DELETE FROM answered_claims WHERE message_id = $1", message_id)
    await _put_claims(connection, message_id, claims)
    await connection.execute("UPDATE answers SET tried_at = NULL WHERE message_id = $1", message_id)


async def _put_claims(connection: Connection, message_id: int, claims: Sequence[Shown]) -> None:
    for position, shown in enumerate(claims):
        await connection.execute(
            """INSERT INTO answered_claims (message_id, position, claim_id, score, relation, shown)
               VALUES ($1, $2, $3, $4, $5, $6)""",
            message_id,
            position,
            shown.claim_id,
            shown.score,
            shown.relation,
            shown.standing,
        )


async def confirm(connection: Connection, message_id: int, reply_id: int | None, took: int) -> None:
    """Note under which id an answer went out, None where nothing is said, and after how many milliseconds."""
    await connection.execute(
        "UPDATE answers SET reply_id = $2, took = $3 WHERE message_id = $1", message_id, reply_id, took
    )


async def log(connection: Connection, message_id: int, channel_id: int, log_id: int) -> None:
    """Note on which card an answer can be labelled."""
    await connection.execute(
        "UPDATE answers SET log_channel_id = $2, log_id = $3 WHERE message_id = $1", message_id, channel_id, log_id
    )


async def forget(connection: Connection, message_id: int) -> None:
    """Drop the note of an answer that did not go out."""
    await connection.execute("DELETE FROM answers WHERE message_id = $1", message_id)


async def withdraw(connection: Connection, message_id: int, at: datetime) -> None:
    """Note that an answer was taken back; its message is never answered again."""
    await connection.execute(
        "UPDATE answers SET withdrawn_at = $2 WHERE message_id = $1 AND withdrawn_at IS NULL",
        message_id,
        milliseconds(at),
    )


async def label(connection: Connection, message_id: int, label: str, actor: str, at: datetime) -> None:
    """Note what somebody says of an answer, in place of what was said before."""
    await connection.execute(
        "UPDATE answers SET label = $2, labelled_by = $3, labelled_at = $4 WHERE message_id = $1",
        message_id,
        label,
        actor,
        milliseconds(at),
    )


async def get(connection: Connection, message_id: int) -> Answer | None:
    """The answer to a message, if there is one."""
    found = await whole(connection, await connection.fetch("SELECT * FROM answers WHERE message_id = $1", message_id))
    return found[0] if found else None


async def whole(connection: Connection, rows: Sequence[Row]) -> list[Answer]:
    """Answers with their claims, from rows of their table and in their order."""
    return [_answer(row, await _claims(connection, row["message_id"])) for row in rows]


async def _claims(connection: Connection, message_id: int) -> list[Row]:
    return await connection.fetch("SELECT * FROM answered_claims WHERE message_id = $1 ORDER BY position", message_id)


def _answer(row: Row, claims: Iterable[Row]) -> Answer:
    return Answer(
        message_id=row["message_id"],
        server=row["server"],
        place_id=row["place_id"],
        channel_id=row["channel_id"],
        mode=row["mode"],
        at=moment(row["at"]),
        claims=tuple(
            Shown(
                claim_id=ClaimId(claim["claim_id"]),
                score=claim["score"],
                relation=Relation(claim["relation"]),
                standing=claim["shown"],
            )
            for claim in claims
        ),
        reply_id=row["reply_id"],
        log_channel_id=row["log_channel_id"],
        log_id=row["log_id"],
        label=row["label"],
        labelled_by=row["labelled_by"],
        withdrawn=row["withdrawn_at"] is not None,
        tried=row["tried_at"] is not None,
    )


async def resting(connection: Connection, place_id: int, channel_id: int, since: datetime) -> frozenset[ClaimId]:
    """The claims that got an answer in a channel, or a thread, after a moment."""
    rows = await connection.fetch(
        """SELECT DISTINCT claim_id FROM answers JOIN answered_claims USING (message_id)
           WHERE place_id = $1 AND channel_id = $2 AND at > $3""",
        place_id,
        channel_id,
        milliseconds(since),
    )
    return frozenset(ClaimId(row["claim_id"]) for row in rows)


async def count(connection: Connection, place_id: int, since: datetime) -> int:
    """How many answers a watched channel got after a moment."""
    row = await connection.fetch_one(
        "SELECT count(*) AS n FROM answers WHERE place_id = $1 AND at > $2", place_id, milliseconds(since)
    )
    return int(row["n"]) if row else 0


def matched(matches: Iterable[tuple[Match, str]]) -> tuple[Shown, ...]:
    """Matches as an answer shows them, each with its standing."""
    return tuple(
        Shown(claim_id=match.claim_id, score=match.score, relation=match.relation, standing=standing)
        for match, standing in matches
    )
