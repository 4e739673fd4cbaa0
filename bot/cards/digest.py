"""What a review channel is told once a week. Pure, and within Discord's limits."""

from datetime import date
from typing import Any

from discord import ui

from bot.cards.parts import MAX_LISTED, STATUSES, Card, button, counted
from bot.markdown import day, escape
from claims_db.digests import Digest
from claims_db.model import Claim

_COLOUR = 0xD08700


def digest_card(digest: Digest, today: date) -> Card:
    """The statuses longest overdue, and how much waits; the rest of the overdue is in the list of stale claims."""
    overdue = sorted(digest.overdue, key=lambda claim: claim.review.review_by or today)
    parts: list[ui.Item[Any]] = [ui.TextDisplay(f"### This week\n{_told(digest)}")]
    parts += [_row(claim, today) for claim in overdue[:MAX_LISTED]]
    if len(overdue) > MAX_LISTED:
        parts.append(ui.TextDisplay(f"-# and {len(overdue) - MAX_LISTED} more: `/claim list stale:True`"))
    return Card(ui.Container(*parts, accent_colour=_COLOUR))


def _told(digest: Digest) -> str:
    lines = [f"⚠ {counted(len(digest.overdue), 'check')} overdue"] if digest.overdue else []
    if digest.waiting:
        lines.append(f"◌ {counted(digest.waiting, 'submission')} waiting: `/curate review`")
    return "\n".join(lines)


def _row(claim: Claim, today: date) -> ui.Section[Any]:
    symbol, word, _ = STATUSES[claim.status]
    text = (
        f"{symbol} **{word}** · {escape(claim.title, 80)}\n"
        f"-# check overdue since {day(claim.review.review_by or today)}"
    )
    return ui.Section(ui.TextDisplay(text), accessory=button("Open", "open", claim.id))
