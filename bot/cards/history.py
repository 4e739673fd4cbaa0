"""How a claim came to stand as it does: the statuses it had, and who changed what."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from discord import ui

from bot.cards.claims import claim_card
from bot.cards.parts import STATUSES, Card, fitting, note_card
from bot.markdown import day, escape, moment, person
from claims_db.model import Claim, Event, EventKind, Review, VerificationStatus

ROOM = 1_700
"""Characters for the statuses, and as many again for the changes."""
_PARTS = ("title", "text", "phrasings", "attributions", "sources", "topics")


def standing_card(claim: Claim | None, on: date, today: date) -> Card:
    """A claim as it stood on a day, or stands today; None where it was not on record yet."""
    if claim is None:
        return note_card(f"On {day(on)} that was not on record yet.")
    if on == today:
        return claim_card(claim, today, shareable=True)
    return claim_card(claim, on, note=f"As it stood on {day(on)}.")


def history_card(claim: Claim, events: Sequence[Event] = ()) -> Card:
    """Every status the claim had, then what people of the server did to it; the youngest first."""
    statuses = [_change(change.before, change.review) for change in reversed(claim.history)]
    parts: list[ui.Item[Any]] = [
        ui.TextDisplay("\n".join([f"### History: {escape(claim.title, 80)}", *fitting(statuses, ROOM)]))
    ]
    if events:
        changes = [_event(before, event) for before, event in pairwise((None, *events)) if event]
        parts += [
            ui.Separator[Any](),
            ui.TextDisplay("\n".join(["**Who changed what**", *fitting(changes[::-1], ROOM)])),
        ]
    return Card(ui.Container(*parts, accent_colour=STATUSES[claim.status][2]))


def _change(before: VerificationStatus | None, review: Review) -> str:
    symbol, word, _ = STATUSES[review.status]
    was = f", was {STATUSES[before][1].lower()}" if before else ""
    here = " · as decided by this server" if review.server else ""
    return f"{symbol} **{word}**{was} · {day(review.as_of)}{here}\n{escape(review.reason, 300)}"


def _event(before: Event | None, event: Event) -> str:
    what = str(event.kind).replace("_", " ").capitalize()
    if event.kind is EventKind.EDITED and before:
        what += f" ({', '.join(_touched(before.claim, event.claim)) or 'nothing'})"
    if event.kind is EventKind.STATUS_CHANGED:
        what += f" to {STATUSES[event.claim.status][1].lower()}"
    if event.claim.merged_into:
        what += f" into `{event.claim.merged_into}`"
    why = f": {escape(event.reason, 150)}" if event.reason else ""
    return f"- **{what}** by {person(event.actor)} {moment(event.at)}{why}"


def _touched(before: Claim, after: Claim) -> list[str]:
    return [part for part in _PARTS if getattr(before, part) != getattr(after, part)]
