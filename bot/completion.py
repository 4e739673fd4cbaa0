"""What is offered while somebody types."""

from collections.abc import Iterable

from discord import app_commands

from bot.cards.claims import title_line
from bot.cards.parts import MAX_CHOICES, STATUSES
from bot.host import Asked
from bot.places import server_of
from claims_db.model import Claim

Choices = list[app_commands.Choice[str]]
STATUS_CHOICES = [
    app_commands.Choice(name=f"{symbol} {word}", value=str(status)) for status, (symbol, word, _) in STATUSES.items()
]


async def known(interaction: Asked, typed: str) -> Choices:
    """Claims that somebody may mean."""
    return _choices(await interaction.client.service.lookup.suggest(typed, server=server_of(interaction)))


async def followed(interaction: Asked, typed: str) -> Choices:
    """Those of the claims that somebody follows."""
    claims = await interaction.client.service.following.followed(interaction.user.id, server_of(interaction) or "")
    return _choices(claim for claim in claims if typed.strip().lower() in claim.title.lower())


def _choices(claims: Iterable[Claim]) -> Choices:
    return [app_commands.Choice(name=title_line(claim, 100), value=claim.id) for claim in claims][:MAX_CHOICES]
