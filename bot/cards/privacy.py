"""What is kept about somebody, in plain words; and what they can do about it. Pure."""

from io import BytesIO
from typing import Any

import discord
from discord import ButtonStyle, ui

from bot.cards.parts import Card, button
from bot.markdown import moment
from claims_db.model import ClaimId
from claims_db.privacy import Stored

NEVER = (
    "Never kept: messages, yours or anybody's. I match them in memory and forget them; of one that was a wrong match I "
    "keep hashes that do not lead back to words."
)
LEFT_ALONE = (
    "I leave you alone from now on, in every server: what you write is neither matched nor counted. Commands and "
    "mentions of me still work. Use `/onrecord optout` again to take it back."
)
ANSWERED_AGAIN = "I answer you again, where channels are watched. Use `/onrecord optout` again to be left alone."
GONE = "Done: you are gone from all I keep. Copies that whoever runs me made earlier keep what they hold."
EXPORTED = "All that I keep about you, as JSON. Only you see this message."
_WARNING = (
    "### Erase all that I keep about you?\n"
    "You follow nothing any more, and you go from whatever you submitted, changed, labelled, reported or "
    "settled; the claims stay, and I can no longer tell you what became of your submissions.\n"
    "A wish to be left alone stays, since I could not honour it without your id; take it back first if that is to go "
    "too. What I wrote in channels before stays there."
)
_FILE = "onrecord-privacy.json"
_OWN = ClaimId("me")
"""What the buttons name: whoever presses means themselves."""
_KINDS = {
    "submitted": ("claim you submitted", "claims you submitted"),
    "changed": ("change you made to a claim", "changes you made to claims"),
    "followed": ("claim you follow", "claims you follow"),
    "labelled": ("label you gave to an answer of mine", "labels you gave to answers of mine"),
    "reported": ("wrong match you reported", "wrong matches you reported"),
    "settled": ("thing you settled about watching", "things you settled about watching"),
}


def stored_card(stored: Stored) -> Card:
    """What is kept about somebody, by kind, with the buttons to export and erase it and to be left alone."""
    counts = {kind: len(getattr(stored.acts, kind)) for kind in _KINDS}
    lines = [f"- **{count}** {_KINDS[kind][count != 1]}" for kind, count in counts.items() if count]
    buttons = [button("Export", "privacy_export", _OWN)]
    if lines:
        buttons.append(button("Erase", "privacy_erase", _OWN, ButtonStyle.danger))
    if stored.opted_out_at:
        lines.append(f"- your wish to be left alone, {moment(stored.opted_out_at)}")
    buttons.append(button("Answer me again" if stored.opted_out_at else "Leave me alone", "privacy_optout", _OWN))
    text = "\n".join(["### What I keep about you", *(lines or ["Nothing."]), f"-# {NEVER}"])
    return Card(ui.Container(ui.TextDisplay(text), ui.ActionRow[Any](*buttons)))


def erase_card(token: str) -> Card:
    """What erasing means, and the button that does it."""
    on = ui.ActionRow[Any](button("Erase it all", "confirm", ClaimId(token), ButtonStyle.danger))
    return Card(ui.Container(ui.TextDisplay(_WARNING), on))


def export_card() -> Card:
    """What goes with the file of an export, see `claims_db.privacy`."""
    return Card(ui.Container(ui.TextDisplay(EXPORTED), ui.File[Any](f"attachment://{_FILE}")))


def export_file(document: bytes) -> discord.File:
    """The file itself."""
    return discord.File(BytesIO(document), _FILE)
