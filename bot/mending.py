"""Replies that mend themselves: each is edited to show what holds now, one after the other, as Discord lets it."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta

import discord
from discord import ui

from bot.cards.claims import passive_card
from bot.cards.corrections import NOTICE, updated
from bot.cards.parts import Card
from bot.clock import now, today
from bot.host import Host
from claims_db.watching.corrections import Correction

ARCHIVED = 50083
"""Discord's code for a thread that nobody has written in for long; an edit would have to open it again."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """How fast replies are corrected.

    `pace` lies between two edits. After `patience` an edit that waits for Discord's limits makes room for the others;
    what was refused, also as the old message it is (error 30046), is tried again `later`, in an archived thread
    `much_later`. `pause` lies between two looks at what is due, unless a change comes first.
    """

    pace: timedelta = timedelta(seconds=1)
    patience: timedelta = timedelta(seconds=30)
    later: timedelta = timedelta(minutes=10)
    much_later: timedelta = timedelta(days=1)
    pause: timedelta = timedelta(minutes=5)


async def mend(host: Host, age: timedelta, tempo: Tempo) -> None:
    """Correct every reply, up to an age, that is due now; what cannot be corrected now is tried again later."""
    await host.wait_until_ready()
    corrections = host.service.corrections
    while due := await corrections.due(now() - age, now()):
        for message_id in due:
            correction = await corrections.begin(message_id, now())
            if correction is not None:
                await _carry_out(host, correction, tempo)
                await asyncio.sleep(tempo.pace.total_seconds())


async def _carry_out(host: Host, correction: Correction, tempo: Tempo) -> None:
    corrections, message_id = host.service.corrections, correction.answer.message_id
    try:
        async with asyncio.timeout(tempo.patience.total_seconds()):
            await _edit(host, correction)
    except (discord.Forbidden, discord.NotFound) as error:
        log.info("the reply to message %s stays as it is: %s", message_id, error.text)
        await corrections.abandoned(message_id, now())
    except (discord.DiscordServerError, TimeoutError):
        log.warning("nobody knows whether the reply to message %s was corrected", message_id)
        await corrections.postponed(message_id, now() + tempo.later, unchanged=False)
    except discord.HTTPException as error:
        log.info("the reply to message %s is corrected later: %s", message_id, error.text)
        wait = tempo.much_later if error.code == ARCHIVED else tempo.later
        # What was refused may be the look at an earlier edit, of which still nobody knows.
        await corrections.postponed(message_id, now() + wait, unchanged=not correction.answer.tried)
    else:
        await corrections.done(correction, now())


async def _edit(host: Host, correction: Correction) -> None:
    """Let the reply show what it is to show; where an edit of it was cut off, look first whether it went through."""
    answer = correction.answer
    assert answer.reply_id is not None  # noqa: S101 -- only what went out is ever due
    reply = host.get_partial_messageable(answer.channel_id).get_partial_message(answer.reply_id)
    card = passive_card(correction.findings, today(), answer.message_id, updated(correction))
    if not (answer.tried and _shows(await reply.fetch(), card, told=bool(correction.changes))):
        await reply.edit(view=card)


def _shows(reply: discord.Message, card: Card, *, told: bool) -> bool:
    """Whether a reply reads like a card; with nothing to be told, it may tell of an earlier correction."""
    read = _texts(ui.LayoutView.from_message(reply))
    return _texts(card) == (read if told else [text for text in read if not text.startswith(NOTICE)])


def _texts(view: ui.LayoutView) -> list[str]:
    return [item.content.strip() for item in view.walk_children() if isinstance(item, ui.TextDisplay)]
