"""Moderators and the watched channels: what is settled for them, what was right, and when replies are earned.

A channel leaves shadow when the labels bear its promise out, or when an administrator vouches for it; it goes back by
itself when they no longer do. Whatever is settled is kept with who settled it, when.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from msgspec import structs

from claims_db.errors import PromiseUnproven, UnknownAnswer
from claims_db.grounds import By
from claims_db.servers import Servers, Settings
from claims_db.store import answers, labels, mistakes, settlements
from claims_db.store.answers import Answer
from claims_db.store.database import Connection, Database
from claims_db.store.labels import Counts
from claims_db.store.settlements import Settlement
from claims_db.watching.mistakes import encoded, features
from claims_db.watching.precision import RUNNING, Label, Labelled, Precision, missing, proposed
from claims_db.watching.rules import VOUCHED, Mode, Policy, Rules, changes_in_words

ITSELF = "onrecord"
"""Who settled what nobody did: the program."""
COUNTED = timedelta(days=30)
MOST_LABELS = 2_000
_SHOWN = 5
_SMALLEST_STEP = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How a watched channel does.

    `labelled` are the labels on answers at least as sure as the present threshold, the youngest first; `precision` is
    theirs. `counts` are of the last `COUNTED`.
    """

    place_id: int
    rules: Rules
    min_score: float
    labelled: tuple[Labelled, ...]
    counts: Counts
    settled: tuple[Settlement, ...]
    proposal: float | None = None
    """A threshold for the whole server that its labels speak for, where it is another than the present one."""
    everywhere: tuple[Labelled, ...] = ()
    """The labels of the whole server, which the proposal rests on."""

    @property
    def precision(self) -> Precision:
        """The share of right answers."""
        return Precision.of(one.label for one in self.labelled)

    @property
    def running(self) -> Precision:
        """The same of the youngest `RUNNING` labels."""
        return Precision.of(one.label for one in self.labelled[:RUNNING])


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelling:
    """An answer with its new label; `fell_back` is the report of a channel that went back to shadow for it."""

    answer: Answer
    fell_back: Report | None = None


class Moderation:
    """What moderators settle and say; from `claims_db.service.open_service`."""

    def __init__(self, database: Database, servers: Servers, policy: Policy, vouched: frozenset[int]) -> None:
        self._database = database
        self._servers = servers
        self._defaults = policy
        self._vouched = vouched
        self._settling = asyncio.Lock()  # what is settled rests on what holds until then

    async def rules(self, server: str, place_id: int) -> Rules:
        """What holds in a channel."""
        return self._rules(await self._servers.get(server), place_id)

    async def channels(self, server: str, vouched: Iterable[int]) -> dict[int, Rules]:
        """What holds in every channel that is settled, and in those `vouched` for by whoever runs the program."""
        return {**dict.fromkeys(vouched, VOUCHED), **(await self._servers.get(server)).channels}

    async def settle(
        self, place_id: int, changes: Mapping[str, Any], by: By, *, vouch: bool = False
    ) -> tuple[Rules, Settlement | None]:
        """Change some of a channel's rules, named as in `Rules`; returns them, and None where nothing changed.

        With `vouch` replies are let in before the labels bear the promise out; whoever calls has checked that `by`
        is an administrator who knows.

        Raises:
            PromiseUnproven: replies, or a stricter promise for them, that the labels do not bear out yet.
        """
        async with self._settling:
            before = await self.rules(by.server, place_id)
            after = structs.replace(before, **changes)
            if after.mode is Mode.REPLY and (before.mode is not Mode.REPLY or after.promise > before.promise):
                precision = (await self.report(by.server, place_id, by.at)).precision
                borne_out = precision.bears_out(after.promise)
                if not borne_out and not vouch:
                    raise _unproven(precision, after.promise)
                after = structs.replace(after, vouched=not borne_out)
            if after == before:
                return before, None
            return after, await self._settled(place_id, before, after, by)

    async def report(self, server: str, place_id: int, at: datetime) -> Report:
        """How a channel does at a moment."""
        settings = await self._servers.get(server)
        rules, least = self._rules(settings, place_id), self._least(settings)
        async with self._database.read() as connection:
            here = await labels.of_place(connection, server, place_id, MOST_LABELS)
            rows = await labels.of_place(connection, server, None, MOST_LABELS)
            counts = await labels.counts(connection, server, place_id, at - COUNTED)
            settled = await settlements.last(connection, server, place_id, _SHOWN)
        everywhere = tuple(map(_labelled, rows))
        return Report(
            place_id=place_id,
            rules=rules,
            min_score=least,
            labelled=tuple(one for one in map(_labelled, here) if one.score >= least),
            counts=counts,
            settled=settled,
            proposal=self._proposal(settings, everywhere),
            everywhere=everywhere,
        )

    async def accept(self, min_score: float, by: By) -> Settlement:
        """Let a threshold hold in the whole server."""
        async with self._settling:
            before = self._least(await self._servers.get(by.server))
            await self._servers.change(by.server, lambda settings: structs.replace(settings, min_score=min_score))
            what = f"Threshold for the whole server: {before:.3f} → {min_score:.3f}, as the labels speak for"
            return await self._kept(Settlement(server=by.server, actor=by.actor, at=by.at, what=what))

    async def label(self, message_id: int, label: Label, by: By) -> Labelling:
        """Say of an answer whether it is right; a channel whose replies break their promise goes back to shadow.

        What is right takes no channel back, whatever was wrong in it before somebody vouched for it.

        Raises:
            UnknownAnswer: there is none to that message in that server.
        """
        async with self._database.write() as connection:
            await self._answer(connection, message_id, by.server)
            await answers.label(connection, message_id, label, by.actor, by.at)
            if label is Label.RIGHT:
                await mistakes.lift(connection, message_id)
            answer = await self._answer(connection, message_id, by.server)
        if label is Label.RIGHT:
            return Labelling(answer=answer)
        return Labelling(answer=answer, fell_back=await self._fall_back(by, answer.place_id))

    async def mistake(self, message_id: int, text: str | None, by: By) -> Answer:
        """Take an answer back as a wrong match, and never fire again on what its message says.

        Of the `text`, None where it is gone, hashed features are kept until somebody labels the answer as right.

        Raises:
            UnknownAnswer: there is none to that message in that server.
        """
        async with self._database.write() as connection:
            answer = await self._answer(connection, message_id, by.server)
            await answers.withdraw(connection, message_id, by.at)
            if text is not None:
                said = encoded(features(text, await mistakes.key(connection)))
                wrong = [shown.claim_id for shown in answer.claims]
                await mistakes.put(connection, message_id, by.server, wrong, said, (by.actor, by.at))
            return await self._answer(connection, message_id, by.server)

    def _rules(self, settings: Settings, place_id: int) -> Rules:
        default = VOUCHED if place_id in self._vouched else Rules(mode=Mode.OFF)
        return settings.channels.get(place_id, default)

    def _least(self, settings: Settings) -> float:
        return Rules().policy(self._defaults, settings.min_score).min_score

    def _proposal(self, settings: Settings, everywhere: Sequence[Labelled]) -> float | None:
        """What the labels of a server speak for, by its strictest promise."""
        promise = max((rules.promise for rules in settings.channels.values()), default=Rules().promise)
        found = proposed(everywhere, promise)
        return found if found is not None and abs(found - self._least(settings)) >= _SMALLEST_STEP else None

    @staticmethod
    async def _answer(connection: Connection, message_id: int, server: str) -> Answer:
        answer = await answers.get(connection, message_id)
        if answer is None or answer.server != server:
            raise UnknownAnswer
        return answer

    async def _settled(self, place_id: int, before: Rules, after: Rules, by: By) -> Settlement:
        await self._servers.change(
            by.server, lambda settings: structs.replace(settings, channels={**settings.channels, place_id: after})
        )
        what = "; ".join(changes_in_words(before, after))
        return await self._kept(Settlement(server=by.server, place_id=place_id, actor=by.actor, at=by.at, what=what))

    async def _kept(self, settled: Settlement) -> Settlement:
        async with self._database.write() as connection:
            await settlements.put(connection, settled)
        return settled

    async def _fall_back(self, by: By, place_id: int) -> Report | None:
        """Take replies away where the running precision broke the promise."""
        async with self._settling:
            report = await self.report(by.server, place_id, by.at)
            if report.rules.mode is not Mode.REPLY or not report.running.breaks(report.rules.promise):
                return None
            after = structs.replace(report.rules, mode=Mode.SHADOW, vouched=False)
            await self._settled(place_id, report.rules, after, replace(by, actor=ITSELF))
            return report


def _labelled(row: labels.Row) -> Labelled:
    score, label = row
    return Labelled(score=score, label=Label(label))


def _unproven(precision: Precision, promise: int) -> PromiseUnproven:
    sure = precision.interval[0]
    return PromiseUnproven(precision.right, precision.labelled, sure, promise, missing(precision, promise))
