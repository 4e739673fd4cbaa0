"""From a few words to a draft, or for curators to a claim: what is known already is offered first."""

from dataclasses import dataclass, replace

from bot import desk, permissions, typed
from bot.cards.claims import claim_card
from bot.cards.parts import note_card
from bot.cards.queue import offer_card
from bot.clock import today
from bot.host import Asked, Step
from bot.markdown import clip, escape
from bot.views.forms import Form, Typed
from claims_db.curation import By, Statement
from claims_db.lookup import Finding
from claims_db.model import ClaimId


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What somebody wants on record: `curated` goes there at once, anything else to review.

    `seen` are known claims they were offered and did not mean.
    """

    text: str = ""
    url: str = ""
    curated: bool = False
    seen: frozenset[ClaimId] = frozenset()


async def propose(interaction: Asked, proposal: Proposal) -> None:
    """Offer what is known, then the form; the form at once where nothing known is alike."""
    by = await _permitted(interaction, proposal)
    alike = await _alike(interaction, proposal.text, proposal, by)
    if not alike:
        await interaction.response.send_modal(StatementForm(proposal))
        return
    seen = replace(proposal, seen=frozenset(finding.claim.id for finding in alike))

    async def fill_in(pressed: Asked) -> None:
        await pressed.response.send_modal(StatementForm(seen))

    await _offer(interaction, alike, "go_on", fill_in, proposal)


class StatementForm(Form):
    """Title, statement, where it was said and by whom."""

    def __init__(self, proposal: Proposal) -> None:
        self._proposal = proposal
        self._title = Typed("Title", typed.TITLE, about="A few words to find it by")
        self._text = Typed(
            "Statement",
            typed.STATEMENT,
            default=clip(proposal.text, typed.STATEMENT),
            about="One sentence, as those who make the claim would put it",
        )
        self._url = Typed("Where it was said", typed.ADDRESS, default=proposal.url, required=False, about="An address")
        self._said_by = Typed("Who says so", typed.LINE, required=False, about="A person, a body, an outlet")
        title = "Add a claim" if proposal.curated else "Submit a claim"
        super().__init__(title, self._title, self._text, self._url, self._said_by)

    async def submitted(self, interaction: Asked) -> None:
        """Put it on record or into the queue, unless it turns out to be known."""
        by = await _permitted(interaction, self._proposal)
        statement = typed.statement(self._title.typed, self._text.typed, self._url.typed, self._said_by.typed)
        alike = await _alike(interaction, statement.text, self._proposal, by)
        if not alike:
            await _make(interaction, statement, self._proposal)
            return

        async def go_on(pressed: Asked) -> None:
            await _make(pressed, statement, self._proposal)

        await _offer(interaction, alike, "confirm", go_on, self._proposal)


async def _permitted(interaction: Asked, proposal: Proposal) -> By:
    return await permissions.curator(interaction) if proposal.curated else permissions.member(interaction)


async def _alike(interaction: Asked, text: str, proposal: Proposal, by: By) -> tuple[Finding, ...]:
    found = await interaction.client.service.curation.alike(text, by.server) if text.strip() else ()
    return tuple(finding for finding in found if finding.claim.id not in proposal.seen)


async def _offer(interaction: Asked, alike: tuple[Finding, ...], action: str, step: Step, proposal: Proposal) -> None:
    label = "None of these, add" if proposal.curated else "None of these, submit"
    card = offer_card(alike, label, action, interaction.client.pending.keep(step))
    await interaction.response.send_message(view=card, ephemeral=True)


async def _make(interaction: Asked, statement: Statement, proposal: Proposal) -> None:
    by = await _permitted(interaction, proposal)
    curation = interaction.client.service.curation
    if proposal.curated:
        claim = await curation.add(statement, by)
        card = claim_card(claim, today(), note="On record. Next: /curate status, /curate attribute, /curate source.")
        await interaction.response.send_message(view=card, ephemeral=True)
        return
    draft = await curation.submit(statement, by)
    thanks = f"Thank you. **{escape(draft.title, 80)}** waits for review; I will tell you what became of it."
    await interaction.response.send_message(view=note_card(thanks), ephemeral=True)
    await desk.announce(interaction.client, draft, by.server)
