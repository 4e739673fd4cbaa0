"""What was done, by whom, when and why; and what passive mode would do with a text. Pure, within Discord's limits."""

from collections.abc import Sequence

from discord import ui

from bot.cards.parts import RELATIONS, STATUSES, Card, fitting
from bot.cards.queue import with_pages
from bot.markdown import escape, moment, person
from claims_db.lookup import Finding
from claims_db.model import Event, EventKind, Evidence
from claims_db.watching.decision import Decision

PAGE = 8
"""How many events a page shows."""
HAPPENED: dict[EventKind, str] = {
    EventKind.SUBMITTED: "submitted",
    EventKind.CREATED: "added",
    EventKind.PUBLISHED: "approved",
    EventKind.REJECTED: "rejected",
    EventKind.EDITED: "edited",
    EventKind.STATUS_CHANGED: "set the status of",
    EventKind.MERGED: "merged",
    EventKind.RETIRED: "retired",
    EventKind.RESTORED: "restored",
    EventKind.UNDONE: "undid the last change of",
}
LONGEST_ID = 100


def audit_card(events: Sequence[Event], page: int, state: str) -> Card:
    """A page, from 0, of what was done; `events` are those of the page and one more where there is another page.

    `state` is what was asked for, as its buttons carry it on.
    """
    if not events:
        return Card(ui.Container(ui.TextDisplay("Nothing was done that fits.")))
    text = "\n".join(["### What was done", *fitting([_line(event) for event in events[:PAGE]], 3_800)])
    card = Card(ui.Container(ui.TextDisplay(text)))
    if len(f"onrecord:v1:audit:{page + 1}{state}") > LONGEST_ID:
        return card
    return with_pages(card, "audit", page, more=len(events) > PAGE, state=state)


def _line(event: Event) -> str:
    claim = event.claim
    status = f" to {_status(event)}" if event.kind is EventKind.STATUS_CHANGED else ""
    into = f" into `{claim.merged_into}`" if event.kind is EventKind.MERGED else ""
    why = f"\n-# {escape(event.reason, 200)}" if event.reason else ""
    what = f"{HAPPENED[event.kind]} **{escape(claim.title, 80)}**{status}{into}"
    return f"- {moment(event.at)} {person(event.actor)} {what}{why}"


def _status(event: Event) -> str:
    symbol, word, _ = STATUSES[event.claim.status]
    return f"{symbol} {word}"


def verdict_card(findings: Sequence[Finding], verdict: Decision) -> Card:
    """What passive mode would do with a text in a watched channel, and what it rests on."""
    lines = [_verdict(verdict)]
    lines += [line for finding in findings for line in _evidence(finding)]
    text = "\n".join(fitting(lines, 3_800))
    return Card(ui.Container(ui.TextDisplay(text), accent_colour=0x2E9E5B if verdict.reply else 0x8A8F98))


def _verdict(verdict: Decision) -> str:
    if not verdict.reply:
        return f"### I would stay silent\nBecause {escape(str(verdict.silence), 300)}."
    return "### I would reply\nThat is, in a watched channel where this claim was not answered just before."


def _evidence(finding: Finding) -> list[str]:
    match = finding.match
    symbol, word, _ = STATUSES[finding.claim.status]
    head = f"**{match.score:.2f}** · {symbol} {word} · {escape(finding.claim.title, 80)}: {RELATIONS[match.relation]}"
    return [head, *_details(match.evidence)]


def _details(evidence: Evidence) -> list[str]:
    parts = {"in common": evidence.matched, "missing": evidence.missing, "cues": evidence.cues}
    lines = [" · ".join(f"{name}: {_listed(found)}" for name, found in parts.items() if found)]
    lines += [f"held back: {objection.guard} ({_listed(objection.words)})" for objection in evidence.objections]
    return [f"-# {line}" for line in lines if line]


def _listed(found: Sequence[str]) -> str:
    return escape(", ".join(found), 120) or "none"
