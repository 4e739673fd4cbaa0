"""Giving a claim a status: a reason and a source, and a word of warning where it would rest on too little."""

from dataclasses import replace

from bot import permissions, typed
from bot.cards.parts import STATUSES
from bot.cards.queue import confirm_card
from bot.clock import today
from bot.host import Asked
from bot.markdown import clip, escape
from bot.views.editing import show
from bot.views.forms import Form, Picked, Typed
from claims_db.curation import weak_support
from claims_db.errors import IncompleteReview
from claims_db.model import Claim, Review, ScopeKind, Source, VerificationStatus


async def open_status(interaction: Asked, reference: str, status: VerificationStatus) -> None:
    """Ask for what a new status rests on."""
    by = await permissions.curator(interaction)
    service = interaction.client.service
    claim = await service.lookup.show(reference, server=by.server)
    basis = await service.curation.basis(claim, by.server)
    await interaction.response.send_modal(StatusForm(claim, basis, status))


class StatusForm(Form):
    """The reason for a status, its sources, and its days."""

    def __init__(self, claim: Claim, basis: int, status: VerificationStatus) -> None:
        self._claim, self._basis, self._status = claim, basis, status
        options = [(clip(f"{source.publisher}: {source.title}", 100), source.key) for source in claim.sources]
        self._reason = Typed("Reason", typed.PROSE, about="One or two sentences, as they are shown on the card")
        self._sources = Picked("Sources on record", options) if options else None
        self._url = Typed("A new source", typed.ADDRESS, required=not options, about="Its address")
        self._as_of = Typed("As of", 40, default=today().isoformat(), about="Like 2026-05-03, 3 May 2026 or yesterday")
        self._review_by = Typed("Look at it again by", 40, required=False, about="From then on it counts as stale")
        symbol, word, _ = STATUSES[status]
        fields = (self._reason, self._sources, self._url, self._as_of, self._review_by)
        super().__init__(clip(f"{symbol} {word}: {claim.title}", 45), *(field for field in fields if field))

    async def submitted(self, interaction: Asked) -> None:
        """Save the status, once it is confirmed where its support is weak."""
        await permissions.curator(interaction)
        sources = self._new_sources()
        review = self._review(sources)
        if not review.sources:
            raise IncompleteReview
        known = replace(self._claim, sources=(*self._claim.sources, *sources))
        if warning := weak_support(known, review):

            async def confirmed(pressed: Asked) -> None:
                await self._save(pressed, review, sources)

            token = interaction.client.pending.keep(confirmed)
            card = confirm_card(f"⚠ {escape(warning, 600)}", "Save all the same", "confirm", token)
            await interaction.response.send_message(view=card, ephemeral=True)
        else:
            await self._save(interaction, review, sources)

    def _new_sources(self) -> tuple[Source, ...]:
        return (typed.web_source(self._url.typed, self._claim.sources),) if self._url.typed.strip() else ()

    def _review(self, sources: tuple[Source, ...]) -> Review:
        picked = self._sources.values if self._sources else ()
        again = self._review_by.typed.strip()
        return Review(
            status=self._status,
            reason=typed.words(self._reason.typed, "The reason"),
            as_of=typed.day(self._as_of.typed, today()),
            review_by=typed.coming_day(again, today()) if again else None,
            sources=tuple(dict.fromkeys((*picked, *(source.key for source in sources)))),
        )

    async def _save(self, interaction: Asked, review: Review, sources: tuple[Source, ...]) -> None:
        by = await permissions.curator(interaction)
        service = interaction.client.service
        await service.curation.review(self._claim.id, self._basis, review, by, sources)
        before = STATUSES[self._claim.status][1].lower()
        note = f"Saved; it was {before}."
        if self._claim.scope.kind is ScopeKind.PACK:
            note += " This holds in this server alone: the claim comes with a pack, which stays as it is."
        await show(interaction, await service.lookup.show(self._claim.id, server=by.server), note)
