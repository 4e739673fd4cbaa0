"""What cards are made of: the words and symbols of the vocabulary, and components that carry no state.

Buttons carry an action and a claim's id, never an object: they outlive a restart.
"""

from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle, ui

from bot.markdown import link
from claims_db.model import ClaimId, Relation, Source, SourceKind, Stance, VerificationStatus

STATUSES: dict[VerificationStatus, tuple[str, str, int]] = {
    VerificationStatus.UNVERIFIED: ("◌", "Unverified", 0x8A8F98),
    VerificationStatus.DISPUTED: ("◐", "Disputed", 0xD08700),
    VerificationStatus.CORROBORATED: ("◕", "Corroborated", 0x2F8FBD),
    VerificationStatus.CONFIRMED: ("●", "Confirmed", 0x2E9E5B),
    VerificationStatus.MISLEADING: ("△", "Misleading", 0xE0A800),
    VerificationStatus.FALSE: ("✕", "False", 0xD1383D),
    VerificationStatus.RETRACTED: ("↩", "Retracted", 0x8E5BB5),
    VerificationStatus.NOT_CHECKABLE: ("○", "Not checkable", 0x9AA5B1),
}
"""Symbol, word and colour of each status; never the colour alone."""

STANCES: dict[Stance, str] = {
    Stance.ASSERTS: "asserts",
    Stance.REPORTS: "reports",
    Stance.DENIES: "denies",
    Stance.DOUBTS: "doubts",
    Stance.CANNOT_CONFIRM: "cannot confirm",
}
"""Each stance as it is read, in the order in which a card lists them."""

KINDS: dict[SourceKind, str] = {
    SourceKind.ARTICLE: "article",
    SourceKind.STATEMENT: "statement",
    SourceKind.FACT_CHECK: "fact check",
    SourceKind.SOCIAL: "social media",
    SourceKind.DOCUMENT: "document",
    SourceKind.VIDEO: "video",
}
"""Each sort of source as it is read."""

RELATIONS: dict[Relation, str] = {
    Relation.REPEATS: "the message repeats this claim",
    Relation.ATTRIBUTES: "the message says that somebody makes this claim",
    Relation.ASKS: "the message asks whether this claim is so",
    Relation.DISPUTES: "the message disputes this claim",
}

MAX_LISTED = 5
MAX_CHOICES = 25
_CUSTOM_ID = "onrecord:v1:{action}:{claim}"


class Card(ui.LayoutView):
    """Components to be sent; holds no state, since presses reach the actions by their custom id."""

    def __init__(self, *items: ui.Item[Any]) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)
        self.stop()


def note_card(text: str) -> Card:
    """A sentence of our own, where there is no claim to show."""
    return Card(ui.Container(ui.TextDisplay(text)))


def button(label: str, action: str, claim: ClaimId, style: ButtonStyle = ButtonStyle.secondary) -> ui.Button[Any]:
    """A button that does something with a claim."""
    return ui.Button(label=label, style=style, custom_id=_CUSTOM_ID.format(action=action, claim=claim))


def fitting(lines: Sequence[str], room: int) -> list[str]:
    """As many lines as fit into `room` characters, and how many do not."""
    kept: list[str] = []
    for position, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            return [*kept, f"-# and {len(lines) - position} more"]
        kept.append(line)
    return kept


def linked(sources: Sequence[Source], room: int) -> str:
    """The publishers, each linked to its first source: the first few, and as many as fit into `room` characters."""
    first = {source.publisher: source for source in reversed(sources)}
    links = [link(source.publisher, source.url, 60) for source in reversed(first.values())]
    shown: list[str] = []
    for label in links[:MAX_LISTED]:
        room -= len(label) + len(" · ")
        if room < 0:
            break
        shown.append(label)
    if len(shown) < len(links):
        shown.append(f"{len(links) - len(shown)} more" if shown else counted(len(links), "source"))
    return " · ".join(shown)


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it needs one."""
    return f"{number} {noun}" + ("" if number == 1 else "s")
