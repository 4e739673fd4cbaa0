"""What is offered while somebody types an option of a command."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from discord import app_commands

from bot import permissions
from bot.cards.claims import title_line
from bot.errors import NotAllowed
from bot.host import Asked
from bot.markdown import clip
from bot.places import server_of
from claims_db.curation import Trail
from claims_db.lookup import Filter
from claims_db.model import Claim, Lifecycle

MOST = 25
SHELVED = (Lifecycle.RETIRED, Lifecycle.MERGED, Lifecycle.REJECTED)
Choices = list[app_commands.Choice[str]]


async def claims(interaction: Asked, typed: str) -> Choices:
    """Claims on record that this server sees."""
    found = await interaction.client.service.lookup.suggest(typed, server=server_of(interaction), limit=MOST)
    return _choices(found)


async def shelved(interaction: Asked, typed: str) -> Choices:
    """The server's claims that are out of use; for curators."""
    with suppress(NotAllowed):
        by = await permissions.curator(interaction)
        lookup = interaction.client.service.lookup
        wanted = [Filter(server=by.server, own=True, lifecycle=lifecycle, title=typed.strip()) for lifecycle in SHELVED]
        return _choices([claim for each in wanted for claim in await lookup.list(each, limit=MOST)])
    return []


async def changed(interaction: Asked, typed: str) -> Choices:
    """The claims somebody changed last, for an administrator those that anybody did; for curators."""
    with suppress(NotAllowed):
        by = await permissions.curator(interaction)
        trail = Trail(server=by.server, actor=None if by.administrator else by.actor)
        events = await interaction.client.service.curation.audit(trail, limit=100)
        found = {event.claim.id: event.claim for event in reversed(events)}
        return _choices(claim for claim in reversed(found.values()) if typed.strip().lower() in claim.title.lower())
    return []


async def sources(interaction: Asked, typed: str) -> Choices:
    """The sources of the claim that the command names."""
    claim = await _named(interaction)
    return _matching(typed, [(f"{source.publisher}: {source.title}", source.key) for source in claim.sources])


async def phrasings(interaction: Asked, typed: str) -> Choices:
    """The phrasings of the claim that the command names."""
    claim = await _named(interaction)
    return _matching(typed, [(phrasing.text, clip(phrasing.text, 100)) for phrasing in claim.phrasings])


async def _named(interaction: Asked) -> Claim:
    options: Any = interaction.namespace
    return await interaction.client.service.lookup.show(str(options.claim or ""), server=server_of(interaction))


def _matching(typed: str, options: Iterable[tuple[str, str]]) -> Choices:
    wanted = typed.strip().lower()
    found = [(name, value) for name, value in options if wanted in name.lower()]
    return [app_commands.Choice(name=clip(name, 100), value=value) for name, value in found[:MOST]]


def _choices(claims: Iterable[Claim]) -> Choices:
    return [app_commands.Choice(name=title_line(claim, 100), value=claim.id) for claim in list(claims)[:MOST]]
