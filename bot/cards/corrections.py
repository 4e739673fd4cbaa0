"""What readers of a corrected reply are told has changed since. Pure, and within the room that a card has for it."""

from bot.cards.parts import STATUSES, fitting
from bot.markdown import day, escape
from claims_db.model import Lifecycle, VerificationStatus
from claims_db.watching.corrections import Change, Correction

ROOM = 700
"""Characters for all that is told."""
NOTICE = "✎ **Updated**"
"""How what readers are told begins."""


def updated(correction: Correction) -> str:
    """A line for each claim that changed, named where the reply is about several; blank where none did."""
    named = len(correction.answer.claims) > 1
    return "\n".join(fitting([_line(change, named=named) for change in correction.changes], ROOM))


def _line(change: Change, *, named: bool) -> str:
    subject = f"{escape(change.before.title, 80)}: " if named else ""
    because = f", because: {escape(change.reason, 200)}" if change.reason else ""
    return f"{NOTICE} {day(change.at.date())}: {subject}{'; '.join(_news(change))}{because}"


def _news(change: Change) -> list[str]:
    """What is new about a claim, each in a few words."""
    before, after = change.before, change.after
    news: list[str] = []
    if change.led:
        news.append(f"now on record as **{escape(after.title, 80)}**")
    elif before.text != after.text or before.title != after.title:
        news.append("its wording was corrected")
    if before.lifecycle is not after.lifecycle:
        news.append("retired" if after.lifecycle is Lifecycle.RETIRED else "in use again")
    if before.status is not after.status:
        news.append(f"was {_named(before.status)}, now **{_named(after.status)}**")
    elif change.reviewed:
        news.append(f"still {_named(after.status)}, for another reason")
    return news


def _named(status: VerificationStatus) -> str:
    symbol, word, _ = STATUSES[status]
    return f"{symbol} {word.lower()}"
