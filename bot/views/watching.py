"""Buttons and commands of watched channels: what a reply rests on, what was wrong with it, and going live."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import discord

from bot import diagnosis, illustrating, permissions, replies
from bot.cards.illustrations import of_figures, of_report
from bot.cards.numbers import numbers_card
from bot.cards.parts import note_card
from bot.cards.watching import (
    fell_back_card,
    report_card,
    rules_card,
    settled_card,
    unknown_topic,
    unproven_card,
    watched_card,
    why_card,
)
from bot.errors import NotAllowed
from bot.host import Asked, Host
from bot.views.claims import Action
from claims_db.curation import By
from claims_db.errors import PromiseUnproven, UnknownAnswer
from claims_db.watching.precision import Label
from claims_db.watching.rules import Rules
from claims_db.watching.watching import Answer

THANKS = "Taken back. I do not answer that message again, and remember what it says as hashes, not as words."
_GONE = "The message is gone, so I cannot read again what my reply rested on."


async def why(interaction: Asked, message_id: str) -> None:
    """Show the presser alone what a reply rests on: the message is read again, since nothing of it is kept."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    answer, message = await _answered(interaction, message_id)
    if message is None:
        await interaction.edit_original_response(view=note_card(_GONE))
        return
    service, at = interaction.client.service, permissions.member(interaction).at
    found = await service.lookup.find(message.content, server=answer.server)
    answered = {shown.seen for shown in answer.claims}
    decision = await service.watching.judge(message.content, at, server=answer.server, place_id=answer.place_id)
    least = (await service.moderation.report(answer.server, answer.place_id, at)).min_score
    card = why_card([finding for finding in found if finding.claim.id in answered], decision, least)
    await interaction.edit_original_response(view=card)


async def wrong(interaction: Asked, message_id: str) -> None:
    """Take a reply back, for the author of its message or a moderator; what a moderator says counts as a label."""
    by = permissions.member(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    answer, message = await _answered(interaction, message_id)
    moderates = await permissions.moderates(interaction)
    if not moderates and (message is None or message.author.id != interaction.user.id):
        raise NotAllowed("Only who wrote the message, or a moderator, can say that I was wrong.")
    host = interaction.client
    async with host.turns.of(answer.message_id):
        answer = await _mistaken(host, answer, message, by)
        if moderates:
            answer = await _labelled(host, answer, Label.WRONG, by)
        pressed = interaction.message.id if interaction.message else answer.reply_id
        await replies.unsay(host, replace(answer, reply_id=pressed))  # on record or not: it may have been cut off
        await interaction.followup.send(THANKS, ephemeral=True)
        await replies.show_answer(host, answer)


async def label(interaction: Asked, message_id: str, label: Label) -> None:
    """Say of an answer whether it was right; what was wrong is not left standing."""
    by = await permissions.curator(interaction)
    await interaction.response.defer()
    answer, message = await _answered(interaction, message_id)
    host = interaction.client
    async with host.turns.of(answer.message_id):
        if label is Label.WRONG:
            await _mistaken(host, answer, message, by)
        elif label is Label.WRONG_RELATION:
            await host.service.watching.withdrawn(answer.message_id, by.at)
        answer = await _labelled(host, answer, label, by)
        if label is not Label.RIGHT:
            await replies.unsay(host, answer)
        await interaction.edit_original_response(view=await replies.card_of(host, answer))


async def settle(interaction: Asked, place_id: int, changes: Mapping[str, Any], *, vouch: bool = False) -> None:
    """Settle something for a channel; replies that are not earned yet take an administrator who knows."""
    by = permissions.administrator(interaction) if vouch else await permissions.curator(interaction)
    host = interaction.client
    try:
        rules, settled = await host.service.moderation.settle(place_id, changes, by, vouch=vouch)
    except PromiseUnproven as error:
        on = partial(_vouched, place_id=place_id, changes=changes)
        token = host.pending.keep(on) if by.administrator else None
        card = unproven_card(str(error), await host.service.moderation.rules(by.server, place_id), token)
        await interaction.response.send_message(view=card, ephemeral=True)
        return
    card = rules_card(place_id, rules, settled, await _problems(interaction, place_id, rules))
    await interaction.response.send_message(view=card, ephemeral=True)
    if settled is not None:
        await replies.announce(host, by.server, settled_card(settled))


async def listed(interaction: Asked) -> None:
    """Show what is settled for which channel."""
    by = await permissions.curator(interaction)
    channels = await interaction.client.service.moderation.channels(by.server, _here(interaction))
    await interaction.response.send_message(view=watched_card(channels), ephemeral=True)


async def stats(interaction: Asked, days: int) -> None:
    """Show what went on in the watched channels of the server lately."""
    by = await permissions.curator(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    figures = await interaction.client.service.numbers.lately(by.server, days, by.at.date())
    illustrations = of_figures(figures)
    files = await illustrating.drawn(interaction.client, illustrations)
    heading = f"The last {days} days" if days > 1 else "Today"
    card = numbers_card(heading, figures, illustrations if files else ())
    await interaction.edit_original_response(view=card, attachments=files)


async def report(interaction: Asked, place_id: int) -> None:
    """Show how a channel does; who may manage the server can accept the threshold that is proposed."""
    by = await permissions.curator(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    host = interaction.client
    found = await host.service.moderation.report(by.server, place_id, by.at)
    token = None
    if found.proposal is not None and by.administrator:
        token = host.pending.keep(partial(_accept, threshold=found.proposal))
    illustrations = of_report(found)
    files = await illustrating.drawn(host, illustrations)
    card = report_card(found, token, illustrations if files else ())
    await interaction.edit_original_response(view=card, attachments=files)


async def _accept(interaction: Asked, threshold: float) -> None:
    by = permissions.administrator(interaction)
    settled = await interaction.client.service.moderation.accept(threshold, by)
    await interaction.response.send_message(view=settled_card(settled), ephemeral=True)
    await replies.announce(interaction.client, by.server, settled_card(settled))


async def _vouched(interaction: Asked, place_id: int, changes: Mapping[str, Any]) -> None:
    await settle(interaction, place_id, changes, vouch=True)


async def _answered(interaction: Asked, message_id: str) -> tuple[Answer, discord.Message | None]:
    """An answer of this server that stands, and its message where that is still there."""
    by, host = permissions.member(interaction), interaction.client
    answer = await host.service.watching.answered(int(message_id)) if message_id.isdecimal() else None
    if answer is None or answer.server != by.server:
        raise UnknownAnswer
    try:
        channel = host.get_partial_messageable(answer.channel_id)
        return answer, await channel.fetch_message(answer.message_id)
    except (discord.NotFound, discord.Forbidden):
        return answer, None


async def _mistaken(host: Host, answer: Answer, message: discord.Message | None, by: By) -> Answer:
    """Note that an answer is taken back for good; returns it as it is then."""
    return await host.service.moderation.mistake(answer.message_id, message.content if message else None, by)


async def _labelled(host: Host, answer: Answer, label: Label, by: By) -> Answer:
    """Label an answer, and tell where its channel went back to shadow for it; returns it as it is then."""
    labelling = await host.service.moderation.label(answer.message_id, label, by)
    if labelling.fell_back is not None:
        await replies.announce(host, by.server, fell_back_card(labelling.fell_back))
    return labelling.answer


async def _problems(interaction: Asked, place_id: int, rules: Rules) -> tuple[str, ...]:
    """What stands in the way of watching a channel."""
    host, guild = interaction.client, interaction.guild
    if guild is None:
        return ()
    settings, known = await host.service.servers.get(str(guild.id)), await host.service.lookup.topics(str(guild.id))
    found = diagnosis.watching(guild, settings, place_id, reads_messages=host.intents.message_content)
    return *found, *(unknown_topic(topic) for topic in rules.topics if topic not in known)


def _here(interaction: Asked) -> list[int]:
    """The channels of this server that whoever runs the program has watched."""
    guild = interaction.guild
    return [channel for channel in sorted(interaction.client.watched) if guild and guild.get_channel(channel)]


ACTIONS: dict[str, Action] = {
    "why": why,
    "wrong": wrong,
    **{f"label_{each}": partial(label, label=each) for each in Label},
}
