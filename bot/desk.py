"""The review desk: submissions as cards in a server's review channel, and what became of them for who submitted."""

import logging
from contextlib import suppress
from datetime import timedelta

import discord
from discord import ui
from discord.utils import snowflake_time

from bot.cards.queue import Submission, decision_card, submission_card
from bot.host import Host
from claims_db.model import ERASED, Claim, Event

LOOKED_BACK = 200
"""How many messages of the review channel are looked through for a submission's card."""
OPENED_WITHIN, CLOCKS_DIFFER = timedelta(minutes=10), timedelta(minutes=1)
"""How long after a submission the thread of its article is opened, and how far Discord's clock may be from ours."""
log = logging.getLogger(__name__)


async def submission(host: Host, draft: Claim, server: str) -> Submission:
    """All there is to know of a server's submission."""
    curation = host.service.curation
    events = await host.service.lookup.events(draft.id)
    alike = await curation.alike(draft.text, server)
    return Submission(draft=draft, events=events, alike=tuple(f for f in alike if f.claim.id != draft.id))


async def announce(host: Host, draft: Claim, server: str) -> None:
    """Put a new submission before the curators; where no channel is settled, it waits in the queue alone."""
    channel = (await host.service.servers.get(server)).review_channel
    if channel is not None:
        card = submission_card(await submission(host, draft, server))
        try:
            await host.get_partial_messageable(channel).send(view=card)
        except discord.HTTPException as error:
            log.warning("no card could be sent to the review channel %s: %s", channel, error.text)


async def settle(host: Host, decided: Submission, server: str) -> None:
    """Let everybody see what was decided: the card in the review channel, and a message to who submitted it."""
    channel = (await host.service.servers.get(server)).review_channel
    if channel is not None:
        for place in (host.get_partial_messageable(channel), *_threads(host, channel, decided)):
            await _mend(place, decided)
    if decided.decision is not None and decided.submitted.actor not in {decided.decision.actor, ERASED}:
        await _tell(host, decided.submitted.actor, decided.decision)


def _threads(host: Host, channel_id: int, decided: Submission) -> list[discord.Thread]:
    """The threads of ours in which a submission may stand: those opened soon after it came."""
    channel = host.get_channel(channel_id)
    threads = channel.threads if isinstance(channel, discord.TextChannel) else []
    came, ours = decided.submitted.at - CLOCKS_DIFFER, host.user and host.user.id
    return [t for t in threads if t.owner_id == ours and came < snowflake_time(t.id) < came + OPENED_WITHIN]


async def _mend(channel: discord.PartialMessageable | discord.Thread, decided: Submission) -> None:
    custom_id = f"onrecord:v1:approve:{decided.draft.id}"
    try:
        async for message in channel.history(limit=LOOKED_BACK):
            if _offers(message, custom_id):
                await message.edit(view=submission_card(decided))
    except discord.HTTPException as error:
        log.warning("the card in the review channel %s could not be changed: %s", channel.id, error.text)


def _offers(message: discord.Message, custom_id: str) -> bool:
    items = ui.LayoutView.from_message(message, timeout=None).walk_children() if message.components else ()
    return any(isinstance(item, ui.Button) and item.custom_id == custom_id for item in items)


async def _tell(host: Host, actor: str, decision: Event) -> None:
    with suppress(discord.Forbidden, discord.NotFound):  # who takes no messages is not told
        user = host.get_user(int(actor)) or await host.fetch_user(int(actor))
        await user.send(view=decision_card(decision))
