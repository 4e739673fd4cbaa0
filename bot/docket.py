"""An article's drafts as one thread of cards in the review channel.

The thread itself is what is remembered: which drafts it holds is read off its cards, so it outlives a restart.
"""

import logging
import re
from collections.abc import Awaitable, Callable, Sequence

import discord
from discord import ui

from bot import desk
from bot.cards.ingestion import approve_all_card, article_card, thread_name
from bot.cards.queue import submission_card
from bot.diagnosis import THREADING, lacking
from bot.host import Host
from claims_db.articles.draft import Article
from claims_db.curation import By
from claims_db.model import Claim, ClaimId

MOST = 50
"""How many cards a thread holds at most."""
_APPROVE = re.compile(r"onrecord:v1:approve:(?P<claim>.+)")
log = logging.getLogger(__name__)

Told = Callable[[int], Awaitable[None]]
"""Takes how many cards there are."""
Waiting = tuple[discord.Message, ClaimId]


async def open_thread(
    host: Host, article: Article, drafts: Sequence[Claim], by: By, told: Told
) -> discord.Thread | None:
    """Put drafts before the curators; None where no thread can be opened, and they wait in the queue alone."""
    review_channel = (await host.service.servers.get(by.server)).review_channel
    channel = host.get_channel(review_channel) if review_channel else None
    if not isinstance(channel, discord.TextChannel) or lacking(channel, THREADING):
        return None
    try:
        head = await channel.send(view=article_card(article, len(drafts), by))
        thread = await head.create_thread(name=thread_name(article))
        for number, draft in enumerate(drafts, start=1):
            await thread.send(view=submission_card(await desk.submission(host, draft, by.server)))
            await told(number)
        await thread.send(view=approve_all_card(len(drafts)))
    except discord.HTTPException as error:
        log.warning("no thread could be filled in the review channel %s: %s", channel.id, error.text)
        return None
    return thread


async def waiting(host: Host, thread_id: int) -> list[Waiting]:
    """The cards of a thread that still offer a decision, with the drafts they are about."""
    thread = host.get_partial_messageable(thread_id)
    messages = [message async for message in thread.history(limit=2 * MOST, oldest_first=True)]
    found = [(message, _draft_of(message)) for message in messages if message.author == host.user]
    return [(message, claim_id) for message, claim_id in found if claim_id]


async def mend(host: Host, cards: Sequence[Waiting], server: str) -> None:
    """Show on every card what became of its draft."""
    for message, claim_id in cards:
        draft = await host.service.curation.draft(claim_id, server)
        await message.edit(view=submission_card(await desk.submission(host, draft, server)))


def _draft_of(message: discord.Message) -> ClaimId | None:
    items = ui.LayoutView.from_message(message, timeout=None).walk_children() if message.components else ()
    ids = (item.custom_id or "" for item in items if isinstance(item, ui.Button))
    found = next((match for match in map(_APPROVE.fullmatch, ids) if match), None)
    return ClaimId(found["claim"]) if found else None
