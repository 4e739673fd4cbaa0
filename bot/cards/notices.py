"""What followers are told. Pure, and within Discord's limits however much changed."""

from typing import Any

from discord import ui

from bot.cards.parts import MAX_LISTED, STATUSES, Card, button, fitting, linked, note_card
from bot.markdown import day, escape
from claims_db.following import News, Notice
from claims_db.model import Claim, VerificationStatus

ROOM = 3_000
"""Characters for what is told in full."""
UNFOLLOWED = "You no longer follow this claim."


def followed_card(claim: Claim) -> Card:
    """Somebody follows a claim from now on."""
    text = (
        f"You follow **{escape(claim.title, 80)}**: {_named(claim.status)}.\n"
        "-# When that changes, I write to you directly, once; if you take no direct messages, I tell you when you "
        "next use a command."
    )
    return Card(ui.Container(ui.TextDisplay(text), ui.ActionRow[Any](button("Unfollow", "unfollow", claim.id))))


def unfollowed_card() -> Card:
    """Somebody follows a claim no more."""
    return note_card(UNFOLLOWED)


def notice_card(notice: Notice, server: str, *, away: bool = False) -> Card:
    """All that changed: the first few in full, the rest in a line each."""
    full, rest = notice.news[:MAX_LISTED], notice.news[MAX_LISTED:]
    opening = "While you were away, this changed" if away else "This changed"
    parts: list[ui.Item[Any]] = [ui.TextDisplay(f"{opening} on record in **{escape(server, 60)}**:")]
    room = ROOM // len(full)
    parts += [ui.Section(ui.TextDisplay(_told(news, room)), accessory=_unfollow(news)) for news in full]
    if rest:
        lines = [f"- {escape(news.claim.title, 60)}: {_change(news)}" for news in rest]
        parts.append(ui.TextDisplay("\n".join(fitting(lines, 700))))
    return Card(ui.Container(*parts, accent_colour=STATUSES[notice.news[0].claim.status][2]))


def _told(news: News, room: int) -> str:
    """Was, now, why, by which sources, in at most `room` characters."""
    claim, review = news.claim, news.claim.review
    lines = [f"**{escape(claim.title, 80)}**", f"{_change(news)} · as of {day(review.as_of)}"]
    lines.append(f"> {escape(review.reason, min(300, room // 4))}")
    sources = [source for source in claim.sources if source.key in review.sources]
    if sources:
        lines.append(f"-# {linked(sources, room // 4)}")
    return "\n".join(lines)


def _change(news: News) -> str:
    return f"{_named(news.was)} → **{_named(news.claim.status)}**"


def _named(status: VerificationStatus) -> str:
    symbol, word, _ = STATUSES[status]
    return f"{symbol} {word}"


def _unfollow(news: News) -> ui.Button[Any]:
    return button("Unfollow", "unfollow", news.claim.id)
