"""What people see: values of the claims turned into Discord components. Pure; sends nothing, asks nobody.

Every untrusted text is escaped and bounded here, so that a card is within Discord's limits (40 components, 4,000
characters) whatever the data.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from discord import ButtonStyle, ui

from bot.cards.parts import (
    MAX_LISTED,
    RELATIONS,
    STANCES,
    STATUSES,
    Card,
    button,
    counted,
    fitting,
    linked,
    note_card,
)
from bot.markdown import clip, day, escape, link
from claims_db.lookup import Finding
from claims_db.model import Attribution, Claim, ClaimId, Lifecycle, Review, Source

NOTHING = "No claim on record matches that. That says nothing about whether it is true."
SURE = 0.5
"""From this score on, the best match is shown as the answer and not as one of several."""


def claim_card(
    claim: Claim,
    today: date,
    *,
    opening: str = "",
    note: str = "",
    shareable: bool = False,
    further: Sequence[ui.Button[Any]] = (),
) -> Card:
    """One claim: its status, who stands behind it, what is known.

    `opening` stands first and `note` last, both our own text; `further` are buttons beside those that every claim has.
    """
    buttons = [button(label, label.lower(), claim.id) for label in ("Sources", "History", "Follow")]
    if shareable:
        buttons.append(button("Share", "share", claim.id, ButtonStyle.primary))
    parts: list[ui.Item[Any]] = [ui.TextDisplay(_summary(claim, today, opening)), ui.ActionRow(*buttons, *further)]
    if opening:
        parts.insert(0, ui.TextDisplay(opening))
    if note:
        parts.append(ui.TextDisplay(f"-# {note}"))
    return Card(ui.Container(*parts, accent_colour=STATUSES[claim.status][2]))


def passive_card(findings: Sequence[Finding], today: date, message_id: int, updated: str = "") -> Card:
    """The unasked answer to a message: the best claim in full, any other one by its title.

    `updated` says, in our own words, what has changed since.
    """
    best, *others = findings
    message = ClaimId(str(message_id))
    further = [button("Why this reply?", "why", message), button("Wrong match", "wrong", message)]
    note = f"Matched automatically: {RELATIONS[best.match.relation]}."
    card = claim_card(best.claim, today, opening=updated, note=note, further=further)
    return _with_rows(card, others)


def findings_card(findings: Sequence[Finding], today: date, *, shareable: bool = False) -> Card:
    """The answer to somebody who asked: the best claim in full where it is surely meant, else a choice of claims."""
    if not findings:
        return note_card(NOTHING)
    best, *others = findings
    if best.match.score < SURE and others:
        return list_card("Is it one of these?", [finding.claim for finding in findings])
    return _with_rows(
        claim_card(best.claim, today, note=f"Found: {RELATIONS[best.match.relation]}.", shareable=shareable), others
    )


def list_card(heading: str, claims: Sequence[Claim]) -> Card:
    """Several claims, each with a button that opens it; at most `MAX_LISTED`. `heading` is our own text."""
    return Card(ui.Container(ui.TextDisplay(f"### {heading}"), *(claim_row(claim) for claim in claims[:MAX_LISTED])))


def sources_card(claim: Claim) -> Card:
    """Everything that can be pointed at, numbered, and how many independent origins that is."""
    lines = [f"{number}. {_source(source)}" for number, source in enumerate(claim.sources, 1)]
    text = "\n".join([f"### Sources: {escape(claim.title, 80)}", *fitting(lines, 3_400), f"-# {_origins(claim)}"])
    return Card(ui.Container(ui.TextDisplay(text), accent_colour=STATUSES[claim.status][2]))


def title_line(claim: Claim, limit: int) -> str:
    """A claim in one plain line, for a list of choices; at most `limit` characters."""
    symbol, word, _ = STATUSES[claim.status]
    return clip(f"{symbol} {word}: {claim.title}", limit)


def _summary(claim: Claim, today: date, said_before: str) -> str:
    said = sorted(claim.attributions, key=lambda attribution: list(STANCES).index(attribution.stance))
    lines = [*_state(claim), _status(claim.review, today), f"### {escape(claim.text, 400)}"]
    attributions = fitting([attribution_line(attribution) for attribution in said[:MAX_LISTED]], 1_200)
    lines += attributions
    if len(said) > MAX_LISTED == len(attributions):
        lines.append(f"-# and {len(said) - MAX_LISTED} more on record")
    if (reason := escape(claim.review.reason, 300)) not in said_before:
        lines.append(reason)
    if claim.sources:
        lines += [f"-# {linked(claim.sources, 400)}", f"-# {_origins(claim)}"]
    return "\n".join(lines)


def _state(claim: Claim) -> list[str]:
    """Why a claim is no longer in use; nothing where it is."""
    if claim.merged_into:
        return [f"⇢ **Merged** into `{claim.merged_into}`"]
    if claim.lifecycle is Lifecycle.RETIRED:
        return ["⊘ **Retired**: kept for the record, and no longer found"]
    return []


def _status(review: Review, today: date) -> str:
    symbol, word, _ = STATUSES[review.status]
    line = f"{symbol} **{word}** · as of {day(review.as_of)}"
    if review.review_by is not None:
        due = "⚠ check overdue since" if review.is_stale(today) else "next check"
        line += f" · {due} {day(review.review_by)}"
    return f"{line}\n-# As decided by this server for itself" if review.server else line


def attribution_line(attribution: Attribution) -> str:
    """Who stands how to a claim, via whom, since when."""
    who = escape(attribution.claimant.name, 80)
    if attribution.claimant.role:
        who += f" ({escape(attribution.claimant.role, 80)})"
    via = f", via {escape(', '.join(attribution.via), 80)}" if attribution.via else ""
    when = f" · {day(attribution.said_on)}" if attribution.said_on else ""
    return f"- **{STANCES[attribution.stance]}** {who}{via}{when}"


def _source(source: Source) -> str:
    parts = [link(source.title, source.url, 120), escape(source.publisher, 60)]
    if source.author:
        parts.append(escape(source.author, 60))
    if source.published_on:
        parts.append(day(source.published_on))
    if source.origin:
        parts.append(f"relays {escape(source.origin, 60)}")
    return " · ".join(parts)


def _origins(claim: Claim) -> str:
    outlets, origins = {source.publisher for source in claim.supporting_sources}, claim.independent_origins
    if not origins:
        return "No source on record asserts it"
    named = f" ({escape(origins[0], 60)})" if len(origins) == 1 else ""
    return f"Said so in {counted(len(outlets), 'outlet')}, {counted(len(origins), 'independent origin')}{named}"


def _with_rows(card: Card, findings: Sequence[Finding]) -> Card:
    if findings:
        card.add_item(ui.Container(*(claim_row(finding.claim, 80) for finding in findings[:MAX_LISTED])))
    return card


def claim_row(claim: Claim, length: int = 160) -> ui.Section[Any]:
    """A claim among others, with as much of its text, and a button that opens it."""
    symbol, word, _ = STATUSES[claim.status]
    text = f"{symbol} **{word}** · {escape(claim.title, 80)}\n-# {escape(claim.text, length)}"
    return ui.Section(ui.TextDisplay(text), accessory=button("Open", "open", claim.id))
