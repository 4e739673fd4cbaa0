"""A database from before loses nothing on the way to the present schema."""

from pathlib import Path

from claims_db.servers import Settings
from claims_db.service import open_service
from claims_db.store import schema
from claims_db.store.sqlite import open_sqlite
from claims_db.watching.rules import Mode, Rules
from tests.examples import NOW, a_claim, a_pack

BEFORE_WATCHING = 4
MILLISECONDS = 1_772_366_400_000


async def test_replies_and_watched_channels_of_before_are_kept(tmp_path: Path) -> None:
    path, claim = tmp_path / "claims.db", a_claim()
    async with open_service(path) as service:
        await service.loading.load(a_pack(claim), actor="operator", at=NOW)
    async with open_sqlite(path) as database, database.write() as connection:
        for table in ("answered_claims", "answers", "mistakes", "sightings", "settlements", "optouts", "secrets"):
            await connection.execute(f"DROP TABLE {table}")
        await connection.execute("DROP INDEX claims_merged")
        await connection.execute("ALTER TABLE servers DROP COLUMN left_at")
        await schema._steps[1](connection)
        await connection.execute(
            """INSERT INTO replies (message_id, channel_id, claim_id, revision, score, relation, at, reply_id)
               VALUES (11, 5, $1, 1, 0.9, 'repeats', $2, 77)""",
            claim.id,
            MILLISECONDS,
        )
        await connection.execute(
            "INSERT INTO servers (id, document) VALUES ('9', '{\"review_channel\":7,\"watched\":[5,6]}')"
        )
        await connection.execute("UPDATE schema_version SET version = $1", BEFORE_WATCHING)

    async with open_service(path) as service:
        replying = Rules(mode=Mode.REPLY, vouched=True)
        assert await service.servers.get("9") == Settings(review_channel=7, channels={5: replying, 6: replying})
        answer = await service.watching.answered(11)
        assert answer is not None
        assert (answer.channel_id, answer.reply_id, answer.mode) == (5, 77, "reply")
        (shown,) = answer.claims
        assert (shown.claim_id, shown.score, shown.standing) == (claim.id, 0.9, f"{claim.id}@1+0")
