"""What curators decide on: submissions, near-duplicates, two claims side by side. Pure, and within Discord's limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from discord import ButtonStyle, ui

from bot.cards.claims import attribution_line
from bot.cards.parts import MAX_LISTED, STATUSES, Card, button, counted, fitting
from bot.markdown import escape, link, moment, person
from claims_db.joining import new_sources
from claims_db.lookup import Finding
from claims_db.model import Claim, ClaimId, Event, EventKind, Lifecycle

OUTCOMES: dict[EventKind, tuple[str, int]] = {
    EventKind.PUBLISHED: ("✓ Approved", 0x2E9E5B),
    EventKind.REJECTED: ("✕ Rejected", 0xD1383D),
    EventKind.MERGED: ("⇢ Merged", 0x2F8FBD),
}
WAITING = 0xD08700
_WHICH = {0: "a first", 1: "a second", 2: "a third"}
EMPTY = "Nothing waits for review."


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A draft with what led to it and what became of it: its events, oldest first, and known claims like it."""

    draft: Claim
    events: tuple[Event, ...]
    alike: tuple[Finding, ...] = ()

    @property
    def submitted(self) -> Event:
        """How it came."""
        return self.events[0]

    @property
    def decision(self) -> Event | None:
        """What was decided last; None while it waits."""
        if self.draft.lifecycle is Lifecycle.DRAFT:
            return None
        return next((event for event in reversed(self.events) if event.kind in OUTCOMES), None)


def submission_card(submission: Submission) -> Card:
    """A submission: with what can be done about it while it waits, else with what was decided and by whom."""
    decision = submission.decision
    if decision is None:
        return _waiting(submission)
    _, colour = OUTCOMES[decision.kind]
    text = "\n".join([*_told(submission), outcome(decision)])
    return Card(ui.Container(ui.TextDisplay(text), accent_colour=colour))


def _waiting(submission: Submission) -> Card:
    draft = submission.draft
    lines = _told(submission)
    if submission.alike:
        lines += [
            "**On record already, and like it:**",
            *(_like(finding.claim, draft) for finding in submission.alike[:3]),
        ]
    buttons = ui.ActionRow[Any](
        button("Approve", "approve", draft.id, ButtonStyle.success),
        button("Edit and approve", "amend", draft.id),
        button("Merge into …", "absorb", draft.id),
        button("Reject", "reject", draft.id, ButtonStyle.danger),
    )
    return Card(ui.Container(ui.TextDisplay("\n".join(lines)), buttons, accent_colour=WAITING))


def _told(submission: Submission) -> list[str]:
    draft, first = submission.draft, submission.submitted
    lines = [f"-# Submitted by {person(first.actor)} {moment(first.at)}", f"### {escape(draft.title, 80)}"]
    lines.append(f"> {escape(draft.text, 400)}")
    lines += fitting([attribution_line(said) for said in draft.attributions[:MAX_LISTED]], 1_000)
    lines += fitting([f"- {link(source.title, source.url, 80)}" for source in draft.sources[:MAX_LISTED]], 1_500)
    return lines


def _like(claim: Claim, draft: Claim) -> str:
    symbol, word, _ = STATUSES[claim.status]
    gains = new_sources(claim, draft)
    which = _WHICH.get(len(claim.sources), "another")
    merged = f"merged, it adds {which} source to " if gains else ""
    return f"- {merged}{symbol} {word} · {escape(claim.title, 80)}"


def outcome(decision: Event) -> str:
    """What was decided, by whom and why."""
    word, _ = OUTCOMES[decision.kind]
    into = f" into `{decision.claim.merged_into}`" if decision.claim.merged_into else ""
    why = f": {escape(decision.reason, 500)}" if decision.reason else ""
    return f"**{word}**{into} by {person(decision.actor)} {moment(decision.at)}{why}"


def queue_card(drafts: Sequence[Claim], page: int) -> Card:
    """A page, from 0, of what waits."""
    start = page * MAX_LISTED
    shown = drafts[start : start + MAX_LISTED]
    if not shown:
        return Card(ui.Container(ui.TextDisplay(EMPTY)))
    heading = f"### Review queue: {counted(len(drafts), 'submission')}"
    card = Card(ui.Container(ui.TextDisplay(heading), *(_row(draft) for draft in shown), accent_colour=WAITING))
    return with_pages(card, "queue", page, more=len(drafts) > start + MAX_LISTED)


def with_pages(card: Card, action: str, page: int, *, more: bool, state: str = "") -> Card:
    """A card with buttons to its neighbours; `state` goes with the page's number into their ids."""
    buttons: list[ui.Button[Any]] = []
    if page:
        buttons.append(button("Previous", action, ClaimId(f"{page - 1}{state}")))
    if more:
        buttons.append(button("Next", action, ClaimId(f"{page + 1}{state}")))
    if buttons:
        card.add_item(ui.ActionRow[Any](*buttons))
    return card


def _row(draft: Claim) -> ui.Section[Any]:
    text = f"**{escape(draft.title, 80)}**\n-# {escape(draft.text, 160)}"
    return ui.Section(ui.TextDisplay(text), accessory=button("Review", "draft", draft.id))


def offer_card(findings: Sequence[Finding], label: str, action: str, token: str) -> Card:
    """Known claims that a new one may repeat, with a way on for those who mean none of them."""
    rows = (_known(finding.claim) for finding in findings[:MAX_LISTED])
    heading = "### Is it one of these?\n-# These are on record already."
    on = ui.ActionRow[Any](button(label, action, ClaimId(token), ButtonStyle.primary))
    return Card(ui.Container(ui.TextDisplay(heading), *rows, on))


def _known(claim: Claim) -> ui.Section[Any]:
    symbol, word, _ = STATUSES[claim.status]
    text = f"{symbol} **{word}** · {escape(claim.title, 80)}\n-# {escape(claim.text, 160)}"
    return ui.Section(ui.TextDisplay(text), accessory=button("Open", "open", claim.id))


def confirm_card(text: str, label: str, action: str, token: str) -> Card:
    """A sentence of our own, and a button with which to go on."""
    on = ui.ActionRow[Any](button(label, action, ClaimId(token), ButtonStyle.primary))
    return Card(ui.Container(ui.TextDisplay(text), on))


def comparison_card(claim: Claim, into: Claim, token: str) -> Card:
    """Two claims, one to lead to the other from now on, and the button that makes it so."""
    on = ui.ActionRow[Any](button("Merge", "confirm", ClaimId(token), ButtonStyle.danger))
    return Card(
        ui.Container(
            ui.TextDisplay(f"### Merge these?\n**This one goes**\n{_whole(claim)}"),
            ui.Separator[Any](),
            ui.TextDisplay(f"**This one stays**, and answers for both\n{_whole(into)}"),
            ui.TextDisplay("-# Nothing is moved: phrasings and sources of the first stay in its history."),
            on,
        )
    )


def _whole(claim: Claim) -> str:
    symbol, word, _ = STATUSES[claim.status]
    parts = (
        counted(len(claim.sources), "source"),
        counted(len(claim.attributions), "attribution"),
        counted(len(claim.phrasings), "phrasing"),
    )
    return (
        f"{symbol} **{word}** · {escape(claim.title, 80)}\n> {escape(claim.text, 400)}\n"
        f"-# `{claim.id}` · {' · '.join(parts)}"
    )


def decision_card(decision: Event) -> Card:
    """What a submitter is told about what became of their submission."""
    claim = decision.claim
    symbol = {EventKind.PUBLISHED: "is on record now", EventKind.REJECTED: "was not taken up"}
    became = symbol.get(decision.kind, "is on record already, under another title")
    why = f"\n> {escape(decision.reason, 500)}" if decision.reason else ""
    text = f"Your submission **{escape(claim.title, 80)}** {became}.{why}\nThank you for it."
    return Card(ui.Container(ui.TextDisplay(text), accent_colour=OUTCOMES[decision.kind][1]))
