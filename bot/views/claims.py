"""The buttons on a claim's card."""

from collections.abc import Awaitable, Callable

from bot.cards.claims import claim_card, sources_card
from bot.cards.history import history_card
from bot.cards.lists import Page, page_card
from bot.cards.notices import followed_card, unfollowed_card
from bot.cards.parts import MAX_LISTED, Card
from bot.clock import today
from bot.host import Asked
from bot.markdown import escape
from bot.permissions import member
from bot.places import server_of
from claims_db.lookup import Filter
from claims_db.model import Claim, ClaimId

Action = Callable[[Asked, str], Awaitable[None]]
"""What a press does; takes the id of the claim that the button names."""


async def _shown(interaction: Asked, claim_id: str) -> Claim:
    return await interaction.client.service.lookup.show(claim_id, server=server_of(interaction))


async def sources(interaction: Asked, claim_id: str) -> None:
    """List the sources, for the presser alone."""
    await interaction.response.send_message(view=sources_card(await _shown(interaction, claim_id)), ephemeral=True)


async def history(interaction: Asked, claim_id: str) -> None:
    """List the statuses the claim had and who changed what, for the presser alone."""
    claim = await _shown(interaction, claim_id)
    events = await interaction.client.service.lookup.changes(claim, server_of(interaction))
    await interaction.response.send_message(view=history_card(claim, events), ephemeral=True)


async def opened(interaction: Asked, claim_id: str) -> None:
    """Show the claim in full, for the presser alone."""
    card = claim_card(await _shown(interaction, claim_id), today(), shareable=True)
    await interaction.response.send_message(view=card, ephemeral=True)


async def share(interaction: Asked, claim_id: str) -> None:
    """Show the claim to the channel."""
    note = f"Shared by {escape(interaction.user.display_name, 40)}."
    await interaction.response.send_message(view=claim_card(await _shown(interaction, claim_id), today(), note=note))


async def listed(interaction: Asked, page: Page) -> Card:
    """A page of claims."""
    wanted = Filter(
        server=server_of(interaction),
        status=page.status,
        topic=page.topic or None,
        overdue_on=today() if page.stale else None,
    )
    lookup = interaction.client.service.lookup
    return page_card(page, await lookup.list(wanted, limit=MAX_LISTED + 1, offset=page.first))


async def turn(interaction: Asked, page: str) -> None:
    """Turn to another page of a list."""
    await interaction.response.edit_message(view=await listed(interaction, Page.read(page)))


async def follow(interaction: Asked, claim_id: str) -> None:
    """Tell the presser, from now on, when the status changes."""
    server, following = member(interaction).server, interaction.client.service.following
    claim = await following.follow(interaction.user.id, ClaimId(claim_id), server)
    await interaction.response.send_message(view=followed_card(claim), ephemeral=True)


async def unfollow(interaction: Asked, claim_id: str) -> None:
    """Tell the presser no more; pressed in direct messages, of the claim in any server."""
    following = interaction.client.service.following
    await following.unfollow(interaction.user.id, ClaimId(claim_id), server_of(interaction))
    await interaction.response.send_message(view=unfollowed_card(), ephemeral=True)


ACTIONS: dict[str, Action] = {
    "sources": sources,
    "history": history,
    "open": opened,
    "share": share,
    "page": turn,
    "follow": follow,
    "unfollow": unfollow,
}
