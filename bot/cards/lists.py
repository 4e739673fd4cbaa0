"""Claims by the page: what is wanted travels in the buttons, so a list from last month still turns its pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from discord import ui

from bot.cards.claims import claim_row
from bot.cards.parts import MAX_LISTED, STATUSES, Card
from bot.cards.queue import with_pages
from bot.markdown import escape
from claims_db.model import Claim, VerificationStatus

NONE = "No claim on record is like that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, from 0, of the claims of a status, about a topic, overdue; each where it is given."""

    number: int = 0
    status: VerificationStatus | None = None
    topic: str = ""
    stale: bool = False

    @property
    def first(self) -> int:
        """Where it begins among all of them."""
        return self.number * MAX_LISTED

    @property
    def wanted(self) -> str:
        """What is wanted, as a button carries it behind the number."""
        return f";{self.status or ''};{int(self.stale)};{self.topic}"

    @classmethod
    def read(cls, carried: str) -> Self:
        """The page that a button names."""
        number, status, stale, topic = carried.split(";", 3)
        return cls(
            number=int(number),
            status=VerificationStatus(status) if status else None,
            topic="-".join(topic.lower().split()),
            stale=stale == "1",
        )


def page_card(page: Page, claims: Sequence[Claim]) -> Card:
    """One page of claims; one claim more than it holds says that there is a next one."""
    filters = [" ".join(STATUSES[page.status][:2])] if page.status else []
    if page.topic:
        filters.append(f"about {escape(page.topic, 40)}")
    if page.stale:
        filters.append("check overdue")
    heading = f"### On record{''.join(f' · {wanted}' for wanted in filters)}\n-# Page {page.number + 1}"
    rows: list[ui.Item[Any]] = [claim_row(claim) for claim in claims[:MAX_LISTED]]
    card = Card(ui.Container(ui.TextDisplay(heading), *(rows or [ui.TextDisplay(NONE)])))
    return with_pages(card, "page", page.number, more=len(claims) > MAX_LISTED, state=page.wanted)
