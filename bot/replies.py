"""Answers that nobody asked for: sent, or shown to the moderators alone; changed with their message, or taken back."""

import logging
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import discord

from bot.cards.claims import passive_card
from bot.cards.parts import Card
from bot.cards.watching import answer_card
from bot.clock import now, today
from bot.host import Host
from bot.places import server_of
from claims_db.errors import UnknownClaim
from claims_db.model import Claim, ClaimId
from claims_db.watching.decision import Heard
from claims_db.watching.rules import Mode
from claims_db.watching.watching import Answer

STILL_NEW = timedelta(minutes=10)
"""How long after it was written a message that is changed may get its first answer."""
_INVALID = 50035
log = logging.getLogger(__name__)


async def respond(host: Host, message: discord.Message) -> None:
    """Answer a message, or show the moderators how it would be answered; mostly do nothing."""
    async with host.turns.of(message.id):
        if await host.service.watching.watches(server_of(message), message.channel.id, _parent(message)):
            await _respond(host, message)


async def reconsider(host: Host, message: discord.Message, *, unasked: bool) -> None:
    """Judge a message anew: its answer is changed or taken back, or it gets one while it is new.

    None but an `unasked` one: what mentions the bot was looked up already.
    """
    async with host.turns.of(message.id):
        if await host.service.watching.answered(message.id) is not None:
            await _reconsider(host, message)
        elif unasked and now() - message.created_at < STILL_NEW:
            await _respond(host, message)


async def take_back(host: Host, message_id: int) -> None:
    """Remove an answer, if there is one: its message is gone, or says something else."""
    async with host.turns.of(message_id):
        await _take_back(host, message_id)


async def _respond(host: Host, message: discord.Message) -> None:
    try:
        await _answer(host, message)
    except discord.HTTPException as error:
        if error.code != _INVALID or "message_reference" not in error.text:
            raise
        log.info("message %s went before its answer came", message.id)


async def _answer(host: Host, message: discord.Message) -> None:
    async with host.service.watching.answering(message.content, await _heard(host, message)) as response:
        if response.findings and response.mode is Mode.REPLY:
            card = passive_card(response.findings, today(), message.id)
            reply = await message.reply(view=card, mention_author=False)
            response.sent(now(), reply.id)
        elif response.findings:
            response.sent(now())
    if response.findings:
        log.info("message %s in channel %s: %s", message.id, message.channel.id, response.decision.audit)
        if (await host.service.servers.get(server_of(message) or "")).log_channel is not None:
            await _show(host, message.id)


async def _reconsider(host: Host, message: discord.Message) -> None:
    other = await host.service.watching.reconsider(message.content, await _heard(host, message))
    if other is None:
        return
    if other.answer.reply_id is None or not other.findings:
        await _take_back(host, message.id)
        return
    card = passive_card(other.findings, today(), message.id)
    channel = host.get_partial_messageable(message.channel.id)
    try:
        await channel.get_partial_message(other.answer.reply_id).edit(view=card)
    except discord.NotFound:
        await _take_back(host, message.id)  # somebody has deleted it


async def _take_back(host: Host, message_id: int) -> None:
    answer = await host.service.watching.answered(message_id)
    if answer is None or answer.withdrawn:
        return
    await host.service.watching.withdrawn(message_id, now())
    await unsay(host, answer)
    await show_answer(host, replace(answer, withdrawn=True))


async def unsay(host: Host, answer: Answer) -> None:
    """Delete the reply of an answer, if it went out and is still there."""
    if answer.reply_id is not None:
        with suppress(discord.NotFound):
            await host.get_partial_messageable(answer.channel_id).get_partial_message(answer.reply_id).delete()


async def card_of(host: Host, answer: Answer) -> Card:
    """An answer as moderators see it, with its labels."""
    return answer_card(answer, await _claims(host, answer))


async def show_answer(host: Host, answer: Answer) -> None:
    """Show the moderators what became of an answer."""
    await _edit_log(host, answer, await card_of(host, answer))


async def announce(host: Host, server: str, card: Card) -> discord.Message | None:
    """Tell a server's moderators something in the log channel; None where that is not settled, or shut."""
    channel = (await host.service.servers.get(server)).log_channel
    if channel is None:
        return None
    try:
        return await host.get_partial_messageable(channel).send(view=card)
    except discord.HTTPException as error:
        log.warning("nothing could be said in the log channel %s: %s", channel, error.text)
        return None


async def _show(host: Host, message_id: int) -> None:
    """Put an answer before the moderators, to be labelled."""
    watching = host.service.watching
    answer = await watching.answered(message_id)
    if answer is None or not answer.server:
        return
    card = await announce(host, answer.server, await card_of(host, answer))
    if card is None:
        return
    await watching.logged(message_id, card.channel.id, card.id)


async def _edit_log(host: Host, answer: Answer, card: Card) -> None:
    if answer.log_channel_id is None or answer.log_id is None:
        return
    channel = host.get_partial_messageable(answer.log_channel_id)
    try:
        await channel.get_partial_message(answer.log_id).edit(view=card)
    except discord.HTTPException as error:
        log.warning("a card in the log channel %s could not be changed: %s", answer.log_channel_id, error.text)


async def _claims(host: Host, answer: Answer) -> dict[ClaimId, Claim]:
    """The claims of an answer as its server sees them; those it has left out since are absent."""
    found: dict[ClaimId, Claim] = {}
    for shown in answer.claims:
        with suppress(UnknownClaim):
            found[shown.claim_id] = await host.service.lookup.show(shown.claim_id, server=answer.server)
    return found


async def _heard(host: Host, message: discord.Message) -> Heard:
    server = server_of(message)
    return Heard(
        message_id=message.id,
        channel_id=message.channel.id,
        at=now(),
        server=server,
        parent_id=_parent(message),
        unheard=await _unheard(host, message, server),
    )


async def _unheard(host: Host, message: discord.Message, server: str | None) -> str | None:
    """Why the author of a message gets no answer that they did not ask for; it is not even read then."""
    if host.service.privacy.is_opted_out(message.author.id):
        return "the author wants to be left alone"
    ignored = (await host.service.servers.get(server)).ignored_roles if server else ()
    if isinstance(message.author, discord.Member) and any(message.author.get_role(role) for role in ignored):
        return "the author holds a role that is left alone"
    return None


def _parent(message: discord.Message) -> int | None:
    """The channel of the thread that a message stands in."""
    return message.channel.parent_id if isinstance(message.channel, discord.Thread) else None
