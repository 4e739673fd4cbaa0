"""Curating: the /curate commands. Discord hides them from everybody else; each checks again who uses it."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import completion, permissions, typed
from bot.cards.audit import verdict_card
from bot.cards.queue import queue_card
from bot.clock import today
from bot.host import Asked
from bot.views import editing
from bot.views.audit import Wanted, audit
from bot.views.status import open_status
from bot.views.submission import Proposal, propose
from claims_db.model import Attribution, Claimant, SourceKind, Stance, VerificationStatus
from claims_db.service import Service
from claims_db.watching import SEVERAL

MAX_TEXT = 2_000
Reference = app_commands.Range[str, 1, 100]
Statement = app_commands.Range[str, 1, typed.STATEMENT]
Line = app_commands.Range[str, 1, typed.LINE]
Prose = app_commands.Range[str, 1, typed.PROSE]
Day = app_commands.Range[str, 1, 40]
WHICH = "Start typing, then choose"
A_DAY = "Like 2026-05-03, 3 May 2026, today or yesterday"


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class CurationCog(commands.GroupCog, group_name="curate", group_description="Keep what is on record true"):
    """Takes what curators decide."""

    def __init__(self, service: Service) -> None:
        self._service = service

    @app_commands.command()
    @app_commands.describe(text="What is claimed, in one sentence; leave it out to open a form")
    async def add(self, interaction: Asked, text: Statement = "") -> None:
        """Put a claim on record; what is known already is offered first."""
        await propose(interaction, Proposal(text=text, curated=True))

    @app_commands.command()
    @app_commands.describe(claim=WHICH)
    @app_commands.autocomplete(claim=completion.known)
    async def edit(self, interaction: Asked, claim: Reference) -> None:
        """Change a claim's title, statement and topics."""
        await editing.open_words(interaction, claim)

    @app_commands.command()
    @app_commands.describe(claim=WHICH, status="What is known about it now")
    @app_commands.autocomplete(claim=completion.known)
    @app_commands.choices(status=completion.STATUS_CHOICES)
    async def status(self, interaction: Asked, claim: Reference, status: str) -> None:
        """Give a claim a status, with a reason and a source; for a pack's claim it holds here alone."""
        await open_status(interaction, claim, VerificationStatus(status))

    @app_commands.command()
    @app_commands.describe(
        claim=WHICH,
        claimant="The person, body or outlet",
        stance="How they stand to it",
        source="One of the claim's sources, or an address",
        role="What makes them worth hearing",
        via="The outlets it came through, with commas, the outermost last",
        when=A_DAY,
    )
    @app_commands.autocomplete(claim=completion.known, source=completion.sources)
    @app_commands.choices(stance=completion.STANCE_CHOICES)
    async def attribute(  # noqa: PLR0913, PLR0917 -- one argument for each option
        self,
        interaction: Asked,
        claim: Reference,
        claimant: Line,
        stance: str,
        source: app_commands.Range[str, 1, typed.ADDRESS],
        role: Line | None = None,
        via: Line = "",
        when: Day | None = None,
    ) -> None:
        """Put on record who says what about a claim, via whom and when."""
        said = Attribution(
            claimant=Claimant(name=typed.words(claimant, "The name"), role=role),
            stance=Stance(stance),
            source=source,
            via=typed.names(via),
            said_on=typed.day_if_any(when, today()),
        )
        await editing.change(interaction, claim, typed.attributed(said), "On record.")

    @app_commands.command()
    @app_commands.describe(
        claim=WHICH, source="The one to change; leave it out to add one", kind="What sort of thing it is"
    )
    @app_commands.autocomplete(claim=completion.known, source=completion.sources)
    @app_commands.choices(kind=completion.KIND_CHOICES)
    async def source(self, interaction: Asked, claim: Reference, source: Reference = "", kind: str = "") -> None:
        """Add a source to a claim, or change one."""
        await editing.open_source(interaction, claim, source, SourceKind(kind) if kind else None)

    @app_commands.command()
    @app_commands.describe(claim=WHICH, add="Another way people put it", remove="A phrasing to take away")
    @app_commands.autocomplete(claim=completion.known, remove=completion.phrasings)
    async def phrasing(self, interaction: Asked, claim: Reference, add: Statement = "", remove: Statement = "") -> None:
        """Add a way people put a claim, or take one away; phrasings are matched like the statement."""
        await editing.change(interaction, claim, typed.rephrased(add, remove), "Phrasings changed.")

    @app_commands.command()
    @app_commands.describe(claim="The one that goes", into="The one that stays", reason="Why they are the same")
    @app_commands.autocomplete(claim=completion.known, into=completion.known)
    async def merge(self, interaction: Asked, claim: Reference, into: Reference, reason: Prose | None = None) -> None:
        """Let a claim lead to another one that says the same."""
        await editing.merge(interaction, claim, into, reason)

    @app_commands.command()
    @app_commands.describe(claim=WHICH, reason="Why it is of no more use")
    @app_commands.autocomplete(claim=completion.known)
    async def retire(self, interaction: Asked, claim: Reference, reason: Prose) -> None:
        """Take a claim out of use; for a pack's claim, this server's own status of it."""
        await editing.retire(interaction, claim, typed.words(reason, "The reason"))

    @app_commands.command()
    @app_commands.describe(claim=WHICH, reason="Why it is of use again")
    @app_commands.autocomplete(claim=completion.shelved)
    async def restore(self, interaction: Asked, claim: Reference, reason: Prose | None = None) -> None:
        """Put a retired, merged or rejected claim back into use."""
        by = await permissions.curator(interaction)
        restored = await self._service.curation.restore(editing.own_id(claim, by), by, reason)
        await editing.show(interaction, restored, "Back in use.")

    @app_commands.command()
    @app_commands.describe(claim=WHICH)
    @app_commands.autocomplete(claim=completion.changed)
    async def undo(self, interaction: Asked, claim: Reference) -> None:
        """Take back your last change of a claim; administrators, anybody's."""
        by = await permissions.curator(interaction)
        undone = await self._service.curation.undo(editing.own_id(claim, by), by)
        await editing.show(interaction, undone, "The last change is undone; that, too, can be undone.")

    @app_commands.command()
    async def review(self, interaction: Asked) -> None:
        """Go through the submissions that wait for a decision."""
        by = await permissions.curator(interaction)
        card = queue_card(await self._service.curation.queue(by.server), 0)
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(text="A message as somebody might write it")
    async def test(self, interaction: Asked, text: app_commands.Range[str, 1, MAX_TEXT]) -> None:
        """Try what I would do, unasked, with a message, and see why."""
        by = await permissions.curator(interaction)
        verdict = await self._service.watching.judge(text, server=by.server)
        findings = await self._service.lookup.find(text, server=by.server, limit=SEVERAL)
        card = verdict_card(findings, verdict, today())
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(person="Only what they did", claim="Only what was done to it", since=A_DAY)
    @app_commands.autocomplete(claim=completion.known)
    async def audit(
        self,
        interaction: Asked,
        person: discord.User | None = None,
        claim: Reference = "",
        since: Day | None = None,
    ) -> None:
        """See who did what, when and why."""
        start = typed.day_if_any(since, today())
        wanted = Wanted(person=str(person.id) if person else "", claim=claim, since=start)
        await interaction.response.send_message(view=await audit(interaction, wanted, 0), ephemeral=True)
