"""The buttons of the review queue: each checks who presses, and one decision alone is taken."""

from dataclasses import replace

from bot import desk, permissions, typed
from bot.cards.queue import queue_card, submission_card
from bot.host import Asked
from bot.views.claims import Action
from bot.views.forms import Form, Option, Picked, Typed
from claims_db.curation import By
from claims_db.errors import OutdatedChange
from claims_db.interchange.packs import differences
from claims_db.model import Claim, ClaimId


async def approve(interaction: Asked, claim_id: str) -> None:
    """Put a submission on record as it is."""
    by = await permissions.curator(interaction)
    await _decided(interaction, await interaction.client.service.curation.publish(ClaimId(claim_id), by), by)


async def amend(interaction: Asked, claim_id: str) -> None:
    """Open a submission for changes, to put it on record with them."""
    await interaction.response.send_modal(AmendForm(await _waiting(interaction, claim_id)))


async def absorb(interaction: Asked, claim_id: str) -> None:
    """Ask which claim a submission repeats."""
    draft = await _waiting(interaction, claim_id)
    server = permissions.member(interaction).server
    lookup = interaction.client.service.lookup
    alike = await lookup.find(draft.text, server=server, limit=10)
    known = {finding.claim.id: finding.claim for finding in alike}
    known |= {claim.id: claim for claim in await lookup.suggest("", server=server)}
    await interaction.response.send_modal(
        AbsorbForm(draft, [(claim.title[:100], claim.id) for claim in known.values()])
    )


async def reject(interaction: Asked, claim_id: str) -> None:
    """Ask why a submission is turned down."""
    await interaction.response.send_modal(RejectForm(await _waiting(interaction, claim_id)))


async def draft(interaction: Asked, claim_id: str) -> None:
    """Show one submission, for the presser alone."""
    by = await permissions.curator(interaction)
    there = await interaction.client.service.curation.draft(ClaimId(claim_id), by.server)
    card = submission_card(await desk.submission(interaction.client, there, by.server))
    await interaction.response.send_message(view=card, ephemeral=True)


async def page(interaction: Asked, number: str) -> None:
    """Turn to another page of the queue."""
    by = await permissions.curator(interaction)
    card = queue_card(await interaction.client.service.curation.queue(by.server), int(number))
    await interaction.response.edit_message(view=card)


class AmendForm(Form):
    """A submission's words, to be put right before it is approved."""

    def __init__(self, draft: Claim) -> None:
        self._draft = draft
        self._title = Typed("Title", typed.TITLE, default=draft.title)
        self._text = Typed("Statement", typed.STATEMENT, default=draft.text)
        self._topics = Typed("Topics", typed.LINE, default=", ".join(draft.topics), required=False, about="With commas")
        super().__init__("Edit and approve", self._title, self._text, self._topics)

    async def submitted(self, interaction: Asked) -> None:
        """Approve what was typed."""
        by = await permissions.curator(interaction)
        decided = await interaction.client.service.curation.publish(self._draft.id, by, self._edited)
        await _decided(interaction, decided, by)

    def _edited(self, claim: Claim) -> Claim:
        if claim.revision != self._draft.revision:
            raise OutdatedChange(differences(self._draft, claim))
        return replace(
            claim,
            title=typed.words(self._title.typed, "The title"),
            text=typed.words(self._text.typed, "The statement"),
            topics=typed.topics(self._topics.typed),
        )


class AbsorbForm(Form):
    """Which claim a submission repeats: one of those like it, or any other by its name."""

    def __init__(self, draft: Claim, known: list[Option]) -> None:
        self._draft = draft
        self._known = Picked("A claim on record", known, most=1) if known else None
        self._other = Typed("Or another one", 100, required=False, about="Its id, or the last part of it")
        self._reason = Typed("Reason", typed.PROSE, required=False, about="The submitter reads it")
        fields = (self._known, self._other, self._reason)
        super().__init__("Merge into another claim", *(field for field in fields if field))

    async def submitted(self, interaction: Asked) -> None:
        """Let the submission lead to what was chosen."""
        by = await permissions.curator(interaction)
        service = interaction.client.service
        chosen = (*(self._known.values if self._known else ()), self._other.typed.strip())
        into = await service.lookup.show(next((one for one in chosen if one), ""), server=by.server)
        decided = await service.curation.absorb(self._draft.id, into.id, by, self._reason.typed.strip() or None)
        await _decided(interaction, decided, by)


class RejectForm(Form):
    """Why a submission is turned down."""

    def __init__(self, draft: Claim) -> None:
        self._draft = draft
        self._reason = Typed("Reason", typed.PROSE, about="The submitter reads it")
        super().__init__("Reject the submission", self._reason)

    async def submitted(self, interaction: Asked) -> None:
        """Turn it down."""
        by = await permissions.curator(interaction)
        reason = typed.words(self._reason.typed, "The reason")
        await _decided(interaction, await interaction.client.service.curation.reject(self._draft.id, by, reason), by)


async def _waiting(interaction: Asked, claim_id: str) -> Claim:
    by = await permissions.curator(interaction)
    return await interaction.client.service.curation.undecided(ClaimId(claim_id), by.server)


async def _decided(interaction: Asked, claim: Claim, by: By) -> None:
    decided = await desk.submission(interaction.client, claim, by.server)
    await interaction.response.edit_message(view=submission_card(decided))
    await desk.settle(interaction.client, decided, by.server)


ACTIONS: dict[str, Action] = {
    "approve": approve,
    "amend": amend,
    "absorb": absorb,
    "reject": reject,
    "draft": draft,
    "queue": page,
}
