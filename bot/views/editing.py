"""Changing what is on record: forms that know the version they were opened at, and what is asked before a change."""

from dataclasses import replace

from bot import permissions, typed
from bot.cards.claims import claim_card
from bot.cards.queue import comparison_card
from bot.clock import today
from bot.host import Asked
from bot.places import server_of
from bot.views.forms import Form, Typed
from claims_db.curation import By, Edit
from claims_db.model import Claim, ClaimId, Source, SourceKind


async def own(interaction: Asked, reference: str, by: By) -> Claim:
    """The server's own claim that goes by a reference; NotOwned for one of a pack."""
    claim = await interaction.client.service.lookup.show(reference, server=by.server)
    return await interaction.client.service.curation.draft(claim.id, by.server)


def own_id(reference: str, by: By) -> ClaimId:
    """The id of what is the server's own: its claim, or for a pack's claim what it laid over that."""
    if reference.startswith(f"{by.server}/"):
        return ClaimId(reference)
    return ClaimId(f"{by.server}/{reference.replace('/', '--')}")


async def show(interaction: Asked, claim: Claim, note: str) -> None:
    """Show a claim as it is now, with a line on what was done; for the asker alone."""
    lookup = interaction.client.service.lookup
    shown = await lookup.show(claim.overlays, server=server_of(interaction)) if claim.overlays else claim
    card = claim_card(shown, today(), note=note, shareable=True)
    await interaction.response.send_message(view=card, ephemeral=True)


async def change(interaction: Asked, reference: str, edit: Edit, note: str) -> None:
    """Make a change that needs no form."""
    by = await permissions.curator(interaction)
    claim = await own(interaction, reference, by)
    changed = await interaction.client.service.curation.edit(claim.id, claim.revision, edit, by)
    await show(interaction, changed, note)


async def merge(interaction: Asked, reference: str, into: str, reason: str | None) -> None:
    """Show two claims side by side, and merge them once that is confirmed."""
    by = await permissions.curator(interaction)
    service = interaction.client.service
    claim = await own(interaction, reference, by)
    target = await service.lookup.show(into, server=by.server)

    async def confirmed(pressed: Asked) -> None:
        by = await permissions.curator(pressed)
        await service.curation.merge(claim.id, target.id, by, reason)
        await show(pressed, target, "Merged. Whoever asks for the other one is shown this one.")

    token = interaction.client.pending.keep(confirmed)
    await interaction.response.send_message(view=comparison_card(claim, target, token), ephemeral=True)


async def retire(interaction: Asked, reference: str, reason: str) -> None:
    """Take a claim out of use; of a pack's claim, what this server laid over it."""
    by = await permissions.curator(interaction)
    service = interaction.client.service
    claim = await service.lookup.show(reference, server=by.server)
    laid = await service.curation.overlay(claim.id, by.server) or claim
    retired = await service.curation.retire(laid.id, laid.revision, by, reason)
    await show(interaction, retired, "Retired: found no more, shown to who asks for it. /curate restore takes it back.")


async def open_words(interaction: Asked, reference: str) -> None:
    """Open a claim's words for changes."""
    by = await permissions.curator(interaction)
    await interaction.response.send_modal(WordsForm(await own(interaction, reference, by)))


async def open_source(interaction: Asked, reference: str, key: str, kind: SourceKind | None) -> None:
    """Open one of a claim's sources for changes, or a new one."""
    by = await permissions.curator(interaction)
    claim = await own(interaction, reference, by)
    source = typed.known_source(key, claim) if key else None
    await interaction.response.send_modal(SourceForm(claim, source, kind))


class WordsForm(Form):
    """A claim's title, statement and topics."""

    def __init__(self, claim: Claim) -> None:
        self._claim = claim
        self._title = Typed("Title", typed.TITLE, default=claim.title)
        self._text = Typed("Statement", typed.STATEMENT, default=claim.text)
        self._topics = Typed("Topics", typed.LINE, default=", ".join(claim.topics), required=False, about="With commas")
        self._reason = Typed("Why", typed.LINE, required=False, about="It is kept with the change")
        super().__init__("Edit the claim", self._title, self._text, self._topics, self._reason)

    async def submitted(self, interaction: Asked) -> None:
        """Save what was typed, unless somebody changed the claim meanwhile."""
        by = await permissions.curator(interaction)
        edit, reason = self._edited, self._reason.typed.strip() or None
        curation = interaction.client.service.curation
        changed = await curation.edit(self._claim.id, self._claim.revision, edit, by, reason)
        await show(interaction, changed, "Saved.")

    def _edited(self, claim: Claim) -> Claim:
        return replace(
            claim,
            title=typed.words(self._title.typed, "The title"),
            text=typed.words(self._text.typed, "The statement"),
            topics=typed.topics(self._topics.typed),
        )


class SourceForm(Form):
    """Something that can be pointed at: what it is called, whose it is, and what it relays."""

    def __init__(self, claim: Claim, source: Source | None, kind: SourceKind | None) -> None:
        self._claim = claim
        self._kind = kind or (source.kind if source else SourceKind.ARTICLE)
        self._key = source.key if source else ""
        day = source.published_on.isoformat() if source and source.published_on else ""
        self._title = Typed("Title", typed.LINE, default=source.title if source else "")
        self._publisher = Typed("Publisher", typed.LINE, default=source.publisher if source else "")
        self._url = Typed("Address", typed.ADDRESS, default=(source and source.url) or "", required=False)
        self._origin = Typed(
            "Relays",
            typed.LINE,
            default=(source and source.origin) or "",
            required=False,
            about="Whose report it passes on; empty where it is its own. Copies of one report count once.",
        )
        self._day = Typed("Published on", 40, default=day, required=False, about="Like 2026-05-03 or 3 May 2026")
        fields = (self._title, self._publisher, self._url, self._origin, self._day)
        super().__init__("Edit the source" if source else "Add a source", *fields)

    async def submitted(self, interaction: Asked) -> None:
        """Save what was typed, unless somebody changed the claim meanwhile."""
        by = await permissions.curator(interaction)
        curation = interaction.client.service.curation
        changed = await curation.edit(self._claim.id, self._claim.revision, self._edited, by)
        await show(interaction, changed, "Saved.")

    def _edited(self, claim: Claim) -> Claim:
        publisher = typed.words(self._publisher.typed, "The publisher")
        key = self._key or typed.free_key(publisher, claim.sources)
        source = Source(
            key=key,
            title=typed.words(self._title.typed, "The title"),
            publisher=publisher,
            url=typed.address(self._url.typed) if self._url.typed.strip() else None,
            origin=self._origin.typed.strip() or None,
            published_on=typed.day_if_any(self._day.typed, today()),
            kind=self._kind,
        )
        known = {each.key: each for each in claim.sources}
        if former := known.get(key):
            source = replace(source, author=former.author, retrieved_on=former.retrieved_on)
        return replace(claim, sources=tuple((known | {key: source}).values()))
