"""From a link or a file to a thread of cards: who asks is told at once, then how far it is, then what came of it."""

import re
from collections.abc import Awaitable, Callable

import discord

from bot import docket, permissions
from bot.cards.ingestion import approved_card, done_card
from bot.cards.parts import counted, note_card
from bot.errors import Mistyped
from bot.host import Asked
from bot.sentences import sentence
from bot.views.claims import Action
from claims_db.articles.draft import Article
from claims_db.articles.pages.extract import MAX_BYTES
from claims_db.curation import By
from claims_db.errors import ArticleError, ArticleTooHeavy
from claims_db.ingestion import content_type_of

EVERY = 5
"""After how many cards the progress is told again."""
_LINK = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
Read = Callable[[], Awaitable[Article]]


async def ingest(interaction: Asked, url: str, file: discord.Attachment | None) -> None:
    """Read the article at an address or in a file."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    by = await permissions.curator(interaction)
    if bool(url.strip()) is (file is not None):
        raise Mistyped("Give the address of an article or a file, one of the two.")
    await _ingest(interaction, by, _reading(interaction, url.strip(), file))


async def ingest_message(interaction: Asked, message: discord.Message) -> None:
    """Read the article that a message links to, or else the file it carries."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    by = await permissions.curator(interaction)
    url = link_in(message.content)
    file = next((file for file in message.attachments if content_type_of(file.filename)), None)
    if url is None and file is None:
        raise Mistyped("There is no link in this message, and no text or HTML file.")
    await _ingest(interaction, by, _reading(interaction, url or "", None if url else file))


def link_in(text: str) -> str | None:
    """The first address in a text, without the punctuation behind it."""
    found = _LINK.search(text)
    if found is None:
        return None
    address = found.group().rstrip(".,;:!?'\"*_~|")
    return address if "(" in address else address.rstrip(")]")


async def approve_all(interaction: Asked, _: str) -> None:
    """Approve every draft of a thread that still waits."""
    by = await permissions.curator(interaction)
    await interaction.response.defer()
    cards = await docket.waiting(interaction.client, interaction.channel_id or 0)
    published = await interaction.client.service.curation.publish_all([claim_id for _, claim_id in cards], by)
    if published:
        await interaction.edit_original_response(view=approved_card(len(published), by))
    else:
        await interaction.followup.send(view=note_card("Nothing here waits any more."), ephemeral=True)
    await docket.mend(interaction.client, cards, by.server)


def _reading(interaction: Asked, url: str, file: discord.Attachment | None) -> Read:
    ingestion = interaction.client.service.ingestion

    async def read() -> Article:
        if file is None:
            return await ingestion.read_url(url)
        if file.size > MAX_BYTES:
            raise ArticleTooHeavy(file.filename, f"is larger than {MAX_BYTES:,} bytes")
        return await ingestion.read_bytes(await file.read(), name=file.filename)

    return read


async def _ingest(interaction: Asked, by: By, read: Read) -> None:
    await _say(interaction, "Reading …")
    try:
        article = await read()
    except ArticleError as error:
        await _say(interaction, sentence(error))
        return
    ingestion = interaction.client.service.ingestion
    found = counted(len(article.drafts), "draft")
    await _say(interaction, f"{found} found. Looking for what is on record already …")
    proposals = (await ingestion.propose(article, by.server))[: docket.MOST]
    drafts = await ingestion.submit(article, proposals, by)

    async def told(number: int) -> None:
        if number % EVERY == 0:
            await _say(interaction, f"{number} of {counted(len(drafts), 'draft')} put before the curators …")

    thread = await docket.open_thread(interaction.client, article, drafts, by, told) if drafts else None
    done = done_card(article, len(drafts), thread.mention if thread else None)
    await interaction.edit_original_response(view=done)


async def _say(interaction: Asked, text: str) -> None:
    await interaction.edit_original_response(view=note_card(text))


ACTIONS: dict[str, Action] = {"approve_all": approve_all}
