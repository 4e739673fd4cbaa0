"""Turning the pages of the audit: what was asked for travels in the buttons' ids."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from bot import permissions
from bot.cards.audit import PAGE, audit_card
from bot.cards.parts import Card
from bot.host import Asked
from bot.views.claims import Action
from claims_db.curation import Trail
from claims_db.model import ClaimId


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose doing is asked for, on which claim, since when; each may be left open.

    `claim` is a claim's id, or without a slash the slug of one of the server's own.
    """

    person: str = ""
    since: date | None = None
    claim: str = ""

    @property
    def state(self) -> str:
        """The same as it travels in an id."""
        return f".{self.person}.{self.since.toordinal() if self.since else ''}.{self.claim}"

    @classmethod
    def read(cls, state: str) -> "Wanted":
        """What travelled in an id, after the page's number."""
        person, since, claim = state.split(".", 2)
        return cls(person=person, since=date.fromordinal(int(since)) if since else None, claim=claim)

    def trail(self, server: str) -> Trail:
        """The same in the words of the claims."""
        claim = self.claim if "/" in self.claim else f"{server}/{self.claim}"
        return Trail(
            server=server,
            actor=self.person or None,
            claim_id=ClaimId(claim) if self.claim else None,
            since=datetime.combine(self.since, time(), UTC) if self.since else None,
        )


async def audit(interaction: Asked, wanted: Wanted, page: int) -> Card:
    """A page of what was done; for curators."""
    by = await permissions.curator(interaction)
    short = Wanted(person=wanted.person, since=wanted.since, claim=wanted.claim.removeprefix(f"{by.server}/"))
    trail = short.trail(by.server)
    events = await interaction.client.service.curation.audit(trail, limit=PAGE + 1, offset=page * PAGE)
    return audit_card(events, page, short.state)


async def turned(interaction: Asked, payload: str) -> None:
    """Turn to another page."""
    page, _, state = payload.partition(".")
    await interaction.response.edit_message(view=await audit(interaction, Wanted.read(state), int(page)))


ACTIONS: dict[str, Action] = {"audit": turned}
