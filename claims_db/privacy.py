"""What is kept about a person: shown to them, exported, erased; and whether they want to be left alone.

An export is JSON in the words of the model. `submitted` and `changed` are events of claims (`claim`, `revision`,
`kind`, `at`, `reason`, and the claim's `title`, `text` and `status` afterwards), `followed` claims with the status they
were `told`, `labelled` answers with their `label`, `reported` claims that were not in a `message`, `settled` is `what`
they settled about watching, and `opted_out_at` when they asked to be left alone. Ids are texts, times ISO 8601 in UTC.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from claims_db.ledger import Ledger
from claims_db.store import optouts, personal
from claims_db.store.database import Database
from claims_db.store.personal import Acts


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """All that is kept under somebody's id."""

    user: str
    acts: Acts
    opted_out_at: datetime | None = None


class Privacy:
    """What people may ask for themselves; from `claims_db.service.open_service`.

    `opted_out` are those who asked to be left alone, with when. They are remembered, since every message asks for them.
    """

    def __init__(self, database: Database, ledger: Ledger, opted_out: Mapping[int, datetime]) -> None:
        self._database = database
        self._ledger = ledger
        self._opted_out = dict(opted_out)

    async def about(self, user_id: int) -> Stored:
        """What is kept about somebody."""
        async with self._database.read() as connection:
            acts = await personal.of(connection, user_id)
        return Stored(user=str(user_id), acts=acts, opted_out_at=self._opted_out.get(user_id))

    async def export(self, user_id: int) -> bytes:
        """The same as a JSON document, see the head of this module."""
        return await asyncio.to_thread(_document, await self.about(user_id))

    async def erase(self, user_id: int) -> None:
        """Erase somebody from all they did, and from what deletions leave behind in the files; their opt-out stays.

        Raises:
            DatabaseLocked: another program reads just now; what was deleted may linger until this is done again.
        """
        async with self._ledger.entry() as entry:
            await personal.erase(entry.connection, user_id)
        await self._database.compact()

    def is_opted_out(self, user_id: int) -> bool:
        """Whether somebody asked to be left alone."""
        return user_id in self._opted_out

    async def opt_out(self, user_id: int, at: datetime) -> None:
        """Leave somebody alone: what they write is not matched."""
        async with self._database.write() as connection:
            await optouts.put(connection, user_id, at)
        self._opted_out.setdefault(user_id, at)

    async def opt_in(self, user_id: int) -> None:
        """Leave them alone no more."""
        async with self._database.write() as connection:
            await optouts.drop(connection, user_id)
        self._opted_out.pop(user_id, None)


def _document(stored: Stored) -> bytes:
    acts: dict[str, object] = msgspec.to_builtins(stored.acts)
    document = {"user": stored.user, "opted_out_at": stored.opted_out_at, **acts}
    return msgspec.json.format(msgspec.json.encode(document), indent=2)
