"""What is offered while somebody types."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from discord import app_commands

from bot import permissions
from bot.cards.claims import title_line
from bot.cards.parts import KINDS, MAX_CHOICES, STANCES, STATUSES
from bot.errors import NotAllowed
from bot.host import Asked
from bot.markdown import clip
from bot.places import server_of
from claims_db.curation import Trail
from claims_db.lookup import Filter
from claims_db.model import Claim, Lifecycle

Choices = list[app_commands.Choice[str]]
TOPIC = 40
"""Characters of a topic that a list is asked for."""
STATUS_CHOICES = [
    app_commands.Choice(name=f"{symbol} {word}", value=str(status)) for status, (symbol, word, _) in STATUSES.items()
]
STANCE_CHOICES = [app_commands.Choice(name=word, value=str(stance)) for stance, word in STANCES.items()]
KIND_CHOICES = [app_commands.Choice(name=word, value=str(kind)) for kind, word in KINDS.items()]
SHELVED = (Lifecycle.RETIRED, Lifecycle.MERGED, Lifecycle.REJECTED)


async def known(interaction: Asked, typed: str) -> Choices:
    """Claims that somebody may mean."""
    return _choices(await interaction.client.service.lookup.suggest(typed, server=server_of(interaction)))


async def topics(interaction: Asked, typed: str) -> Choices:
    """What claims are about."""
    known = await interaction.client.service.lookup.topics(server_of(interaction))
    found = [topic for topic in known if typed.strip().lower() in topic and len(topic) <= TOPIC]
    return [app_commands.Choice(name=topic, value=topic) for topic in found[:MAX_CHOICES]]


async def followed(interaction: Asked, typed: str) -> Choices:
    """Those of the claims that somebody follows."""
    claims = await interaction.client.service.following.followed(interaction.user.id, server_of(interaction) or "")
    return _choices(_titled(claims, typed))


async def shelved(interaction: Asked, typed: str) -> Choices:
    """The server's claims that are out of use; for curators."""
    with suppress(NotAllowed):
        by = await permissions.curator(interaction)
        lookup = interaction.client.service.lookup
        wanted = [Filter(server=by.server, own=True, lifecycle=lifecycle, title=typed.strip()) for lifecycle in SHELVED]
        out = [claim for each in wanted for claim in await lookup.list(each, limit=MAX_CHOICES)]
        laid = await lookup.withdrawn(by.server)
        return _choices(out + [claim for claim in laid if typed.strip().casefold() in claim.title.casefold()])
    return []


async def changed(interaction: Asked, typed: str) -> Choices:
    """The claims somebody changed last, for an administrator those that anybody did; for curators."""
    with suppress(NotAllowed):
        by = await permissions.curator(interaction)
        trail = Trail(server=by.server, actor=None if by.administrator else by.actor)
        events = await interaction.client.service.curation.audit(trail, limit=100)
        found = {event.claim.id: event.claim for event in reversed(events)}
        return _choices(_titled(reversed(found.values()), typed))
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
    return [app_commands.Choice(name=clip(name, 100), value=value) for name, value in found[:MAX_CHOICES]]


def _titled(claims: Iterable[Claim], typed: str) -> Iterable[Claim]:
    return (claim for claim in claims if typed.strip().lower() in claim.title.lower())


def _choices(claims: Iterable[Claim]) -> Choices:
    return [app_commands.Choice(name=title_line(claim, 100), value=claim.id) for claim in claims][:MAX_CHOICES]
