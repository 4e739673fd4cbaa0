"""What moderators see of a server's numbers, on command and once a week. Pure, and within Discord's limits."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord import ui

from bot.cards.illustrations import LABELS, Illustration, gallery
from bot.cards.parts import STATUSES, Card, counted, fitting
from bot.cards.watching import precision_in_words
from bot.markdown import day, escape, moment
from claims_db.watching.numbers import Counts, Figures, Place, Repeated

NO_PICTURE = "-# Allow me to attach files in this channel, and I draw the numbers, too."
_COLOUR = 0x2F8FBD


def numbers_card(heading: str, figures: Figures, shown: Sequence[Illustration] = (), note: str = "") -> Card:
    """A server's numbers in words, with the pictures that there are of them; a sentence where there is nothing."""
    span = f"{day(figures.span.first)} to {day(figures.span.last)}"
    if figures.empty:
        return Card(ui.Container(ui.TextDisplay(f"### {heading}\n{span}: {_NOTHING}")))
    parts: list[ui.Item[Any]] = [
        ui.TextDisplay("\n".join([f"### {heading}", span])),
        *map(gallery, shown),
        ui.TextDisplay("\n".join(fitting(_claims(figures), 1_800))),
        ui.TextDisplay("\n".join([*fitting(_answers(figures), 1_500), *filter(None, [note])])),
    ]
    return Card(ui.Container(*parts, accent_colour=_COLOUR))


_NOTHING = "no claim on record came up in a watched channel, and nothing was answered unasked."


def _claims(figures: Figures) -> list[str]:
    came_up = f"{counted(figures.claims, 'claim')} came up, {counted(figures.times, 'time')} in all"
    return [f"**{came_up}**", *(_claim(number, one) for number, one in enumerate(figures.repeated, start=1))]


def _claim(number: int, one: Repeated) -> str:
    symbol, word, _ = STATUSES[one.claim.status]
    return f"{number}\\. {symbol} {word} · **{escape(one.claim.title, 80)}** · {counted(one.times, 'time')}"


def _answers(figures: Figures) -> list[str]:
    labels = " · ".join(
        f"{symbol} {figures.labels[label]} {words.lower()}" for label, (symbol, words) in LABELS.items()
    )
    lines = [f"**Replies: {_counts(figures.counts)}**", f"{precision_in_words(figures.precision)}: {labels}"]
    if figures.waiting:
        lines.append(f"◌ {counted(figures.waiting, 'answer')} in the log channel without a label so far")
    if figures.response is not None:
        median, slow = (f"{took / 1000:.1f} s" for took in (figures.response.median, figures.response.slow))
        lines.append(f"Half of the replies were out after {median}, 95 of 100 after {slow}.")
    times = Counter(one.place_id for one in figures.fell_back)
    last = {one.place_id: one.at for one in figures.fell_back}
    lines += [
        f"⚠ <#{place}> went back to shadow {_often(times[place], at)}: its replies broke the promise."
        for place, at in last.items()
    ]
    return lines + ([_place(place) for place in figures.places] if len(figures.places) > 1 else [])


def _often(times: int, last: datetime) -> str:
    return moment(last) if times == 1 else f"{times} times, the last time {moment(last)}"


def _counts(counts: Counts) -> str:
    return f"{counts.made} made, {counts.withdrawn} taken back, {counts.saved} kept back in shadow"


def _place(place: Place) -> str:
    return f"- <#{place.place_id}> {_counts(place.counts)}; {place.precision.right} of {place.precision.labelled} right"
