"""Which pictures go with which numbers, and what they say to those who do not see them. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.cards.parts import STATUSES, counted
from bot.markdown import clip
from bot.pictures.values import Answers, Bar, Claims, Day, Picture, Precision, Score, Scores, Share
from claims_db.watching import precision
from claims_db.watching.moderation import Report
from claims_db.watching.numbers import Counts, Figures
from claims_db.watching.precision import Label, Labelled

DRAWN_CLAIMS = 5
"""How many of the most repeated claims are drawn; a higher picture is shown too small to be read."""
LABELS: dict[Label, tuple[str, str]] = {
    Label.RIGHT: ("✓", "Right"),
    Label.WRONG: ("✕", "Wrong"),
    Label.WRONG_RELATION: ("≠", "Right claim, wrong relation"),
}
"""Symbol and words of each label."""
_COLOURS = {Label.RIGHT: 0x2E9E5B, Label.WRONG: 0xD1383D, Label.WRONG_RELATION: 0xE0A800}
_LONGEST_ALT = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration:
    """A picture, the name of its file, and what it shows in a sentence."""

    filename: str
    alt: str
    picture: Picture


def gallery(shown: Illustration) -> ui.MediaGallery[Any]:
    """The place of a picture on a card."""
    return ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{shown.filename}", description=shown.alt))


def of_figures(figures: Figures) -> list[Illustration]:
    """What there is to be seen of a server's numbers: the claims, the answers."""
    found: list[Illustration] = []
    if figures.repeated:
        found.append(_claims(figures))
    if figures.places:
        found.append(_answers(figures))
    return found


def of_report(report: Report) -> list[Illustration]:
    """What there is to be seen of a channel's labels: how precision developed, and the threshold."""
    found: list[Illustration] = []
    if report.labelled:
        found.append(_precision(report))
    if report.everywhere:
        found.append(_scores(report))
    return found


def _claims(figures: Figures) -> Illustration:
    drawn = figures.repeated[:DRAWN_CLAIMS]
    bars = tuple(
        Bar(
            symbol=STATUSES[one.claim.status][0],
            name=clip(one.claim.title, 120),
            colour=STATUSES[one.claim.status][2],
            count=one.times,
        )
        for one in drawn
    )
    alt = f"The {counted(len(bars), 'claim')} most repeated, from {bars[0].count} times to {bars[-1].count}."
    return Illustration(filename="claims.png", alt=alt, picture=Claims(claims=bars))


def _answers(figures: Figures) -> Illustration:
    days = tuple(map(_day, figures.days))
    most = max(day.saved + day.made for day in figures.days)
    labels, whole = _bars(figures.labels), _day(figures.counts)
    alt = (
        f"Answers by day, at most {most}: {whole.standing} stand, {whole.withdrawn} taken back, {whole.saved} kept "
        f"back in shadow. Labels: {_in_words(labels)}."
    )
    picture = Answers(first=figures.span.first, days=days, labels=labels)
    return Illustration(filename="answers.png", alt=clip(alt, _LONGEST_ALT), picture=picture)


def _day(counts: Counts) -> Day:
    return Day(saved=counts.saved, standing=counts.made - counts.withdrawn, withdrawn=counts.withdrawn)


def _precision(report: Report) -> Illustration:
    shares = tuple(_developed(report.labelled))
    promised = 1 - 1 / report.rules.promise
    labels = _bars(Counter(one.label for one in report.labelled))
    alt = (
        f"Share of right answers, from the oldest label to the youngest: {shares[-1].share:.0%} in the end, surely "
        f"{shares[-1].low:.0%} to {shares[-1].high:.0%}; promised {promised:.0%}. {_in_words(labels)}."
    )
    picture = Precision(shares=shares, promised=promised, labels=labels)
    return Illustration(filename="precision.png", alt=clip(alt, _LONGEST_ALT), picture=picture)


def _developed(youngest_first: Sequence[Labelled]) -> Iterator[Share]:
    """The share of right answers after each label, and its interval."""
    right = 0
    for count, one in enumerate(reversed(youngest_first), start=1):
        right += one.label is Label.RIGHT
        then = precision.Precision(right=right, labelled=count)
        low, high = then.interval
        yield Share(share=then.share, low=low, high=high)


def _scores(report: Report) -> Illustration:
    order = list(Label)
    alt = f"Labels of the whole server by how sure the answers were; the threshold is {report.min_score:.1%}"
    alt += "." if report.proposal is None else f", proposed is {report.proposal:.1%}."
    picture = Scores(
        labels=_bars(Counter(one.label for one in report.everywhere)),
        scores=tuple(Score(score=one.score, label=order.index(one.label)) for one in report.everywhere),
        threshold=report.min_score,
        proposal=report.proposal,
    )
    return Illustration(filename="scores.png", alt=alt, picture=picture)


def _bars(counts: Mapping[Label, int]) -> tuple[Bar, ...]:
    return tuple(
        Bar(symbol=symbol, name=words, colour=_COLOURS[label], count=counts.get(label, 0))
        for label, (symbol, words) in LABELS.items()
    )


def _in_words(bars: Sequence[Bar]) -> str:
    return "; ".join(f"{bar.name.lower()} {bar.count}" for bar in bars)
