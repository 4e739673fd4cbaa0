"""What moderators see of watched channels: each answer with its labels, what was settled, how a channel does. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ButtonStyle, ui

from bot.cards.illustrations import LABELS, Illustration, gallery
from bot.cards.parts import RELATIONS, STATUSES, Card, button, fitting, note_card
from bot.markdown import escape, moment, person
from claims_db.lookup import Finding
from claims_db.model import Claim, ClaimId
from claims_db.watching.decision import Decision
from claims_db.watching.moderation import ITSELF, Report, Settlement
from claims_db.watching.precision import Label, Precision
from claims_db.watching.rules import Mode, Rules, in_words
from claims_db.watching.watching import Answer

MODES: dict[Mode, tuple[str, str]] = {
    Mode.OFF: ("○", "off"),
    Mode.SHADOW: ("◐", "in shadow"),
    Mode.REPLY: ("●", "replying"),
}
_GREEN, _GREY, _AMBER = 0x2E9E5B, 0x8A8F98, 0xD08700
_TAKEN_BACK = "The reply was taken back."
_CHANGED = "The message is gone, or says something else now."
_NOTHING_WATCHED = "No channel is watched. `/watch set` names one; it begins in shadow, where I say nothing."


def answer_card(answer: Answer, claims: Mapping[ClaimId, Claim]) -> Card:
    """An answer that nobody asked for, to be labelled; links to the message and holds no word of it."""
    address = f"https://discord.com/channels/{answer.server}/{answer.channel_id}/{answer.message_id}"
    said = "Answered" if answer.mode == Mode.REPLY else "I would answer"
    lines = [f"{said} [a message]({address}) in <#{answer.channel_id}>"]
    for shown in answer.claims:
        claim = claims.get(shown.claim_id)
        named = f"{' '.join(STATUSES[claim.status][:2])} · **{escape(claim.title, 80)}**" if claim else "a claim"
        lines.append(f"{named}\n-# {RELATIONS[shown.relation]} · {shown.score:.0%} sure")
    if answer.label is not None:
        symbol, words = LABELS[Label(answer.label)]
        lines.append(f"**{symbol} {words}**, says {person(answer.labelled_by or ITSELF)}")
    if answer.withdrawn and answer.reply_id:
        lines.append(f"-# {_TAKEN_BACK}")
    elif answer.withdrawn and answer.label not in {Label.WRONG, Label.WRONG_RELATION}:
        lines.append(f"-# {_CHANGED}")
    labels = (_label(answer, label) for label in Label)
    return Card(ui.Container(ui.TextDisplay("\n".join(lines)), ui.ActionRow[Any](*labels), accent_colour=_GREY))


def _label(answer: Answer, label: Label) -> ui.Button[Any]:
    style = ButtonStyle.primary if answer.label == label else ButtonStyle.secondary
    return button(LABELS[label][1], f"label_{label}", ClaimId(str(answer.message_id)), style)


def why_card(findings: Sequence[Finding], decision: Decision, min_score: float) -> Card:
    """What an answer rests on, in plain words: for each claim the words in common, and what decided the relation."""
    if decision.silence is not None:
        opening = f"### By now I would stay silent\nBecause {escape(decision.silence, 300)}."
    else:
        opening = f"### Why I answered\nI answer here from {min_score:.0%} sure on, and nothing spoke against it."
    lines = [opening, *(line for finding in findings for line in _reasons(finding))]
    lines.append("-# I read the message again for this; nothing of it is kept. Was I wrong? Press *Wrong match*.")
    return Card(ui.Container(ui.TextDisplay("\n".join(fitting(lines, 3_700)))))


def _reasons(finding: Finding) -> list[str]:
    match, proof = finding.match, finding.match.evidence
    reasons = [
        f"**{escape(finding.claim.title, 80)}**: {match.score:.0%} sure that {RELATIONS[match.relation]}",
        f"- In common: {_words(proof.matched)}",
    ]
    if proof.missing:
        reasons.append(f"- In the claim alone: {_words(proof.missing)}")
    if proof.cues:
        reasons.append(f"- What shows how the message means it: {_words(proof.cues)}")
    reasons += [f"- Against it: other {each.guard} ({_words(each.words)})" for each in proof.objections]
    return reasons


def _words(found: Sequence[str]) -> str:
    return escape(", ".join(found), 160) or "nothing"


def settled_card(settled: Settlement) -> Card:
    """What somebody, or the program by itself, settled about watching."""
    where = f"<#{settled.place_id}>" if settled.place_id else "the whole server"
    return note_card(f"Settled for {where} by {_settler(settled)}: {escape(settled.what, 1_000)}")


def fell_back_card(report: Report) -> Card:
    """A channel's replies broke their promise, and it went back to shadow."""
    running = report.running
    return Card(
        ui.Container(
            ui.TextDisplay(
                f"### Back to shadow: <#{report.place_id}>\n"
                f"Of the last {running.labelled} labelled answers {running.right} were right, and the channel "
                f"promises at most 1 wrong in {report.rules.promise}. I say nothing there until the labels bear that "
                "out again, or an administrator vouches for it: `/watch set`."
            ),
            accent_colour=_AMBER,
        )
    )


def watched_card(channels: Mapping[int, Rules]) -> Card:
    """Every channel for which something is settled, a line each."""
    lines = [f"- {_mode(rules)} <#{place}> · {_settled(rules)}" for place, rules in channels.items()]
    return note_card("\n".join(["### Watched channels", *fitting(lines, 3_700)]) if lines else _NOTHING_WATCHED)


def rules_card(place_id: int, rules: Rules, settled: Settlement | None, problems: Sequence[str]) -> Card:
    """What holds in a channel now, and what stands in the way of it."""
    heading = "Settled" if settled else "Nothing changed"
    lines = [f"### {heading}: <#{place_id}>", f"{_mode(rules)} · {_settled(rules)}"]
    if settled:
        lines.append(f"-# {escape(settled.what, 600)}")
    lines += [f"⚠ {problem}" for problem in problems]
    return note_card("\n".join(fitting(lines, 3_700)))


def unknown_topic(topic: str) -> str:
    """A channel is to be answered with claims about something that no claim is about."""
    return f"No claim on record is about “{escape(topic, 60)}”: as long as that is so, it gets no answer here."


def unproven_card(sentence: str, rules: Rules, token: str | None) -> Card:
    """Why a channel's `rules` stay; with a token, the button with which an administrator settles it all the same."""
    first = " Begin with the mode *in shadow*." if rules.mode is Mode.OFF else ""
    stays = f"Nothing changed, {_mode(rules)} · {_settled(rules)}.{first}"
    parts: list[ui.Item[Any]] = [ui.TextDisplay(f"### Not earned yet\n{sentence}\n{stays}")]
    if token is not None:
        parts.append(
            ui.TextDisplay("-# You may manage this server, so you can vouch for it. That is kept with your name.")
        )
        parts.append(ui.ActionRow[Any](button("Reply all the same", "confirm", ClaimId(token), ButtonStyle.danger)))
    return Card(ui.Container(*parts, accent_colour=_AMBER))


def report_card(report: Report, token: str | None = None, shown: Sequence[Illustration] = ()) -> Card:
    """How a channel does, with pictures; with a token, the button that accepts the threshold which is proposed."""
    counts, precision = report.counts, report.precision
    lines = [
        f"### <#{report.place_id}> {_mode(report.rules)}",
        f"{_promise(report.rules)} · answers from {report.min_score:.1%} sure on",
        f"**{precision_in_words(precision)}**",
        *(f"- {symbol} {words}: {_count(report, label)}" for label, (symbol, words) in LABELS.items()),
        f"Last 30 days: {counts.saved} replies kept back in shadow, {counts.made} made, {counts.withdrawn} taken back.",
        _outlook(report),
        *(f"-# {moment(one.at)} {_settler(one)}: {escape(one.what, 160)}" for one in report.settled),
    ]
    parts: list[ui.Item[Any]] = [ui.TextDisplay("\n".join(fitting(lines, 3_000))), *map(gallery, shown)]
    if report.proposal is not None and token is not None:
        parts.append(ui.TextDisplay(_proposal(report, report.proposal)))
        parts.append(ui.ActionRow[Any](button("Accept", "confirm", ClaimId(token), ButtonStyle.primary)))
    fine = precision.bears_out(report.rules.promise)
    return Card(ui.Container(*parts, accent_colour=_GREEN if fine else _GREY))


def precision_in_words(precision: Precision) -> str:
    """How many answers were right, and how surely."""
    low, high = precision.interval
    if not precision.labelled:
        return "Nothing is labelled yet"
    return f"{precision.right} of {precision.labelled} right: {precision.share:.0%}, surely {low:.0%} to {high:.0%}"


def _count(report: Report, label: Label) -> int:
    return sum(one.label is label for one in report.labelled)


def _outlook(report: Report) -> str:
    if report.precision.bears_out(report.rules.promise):
        return "The labels bear the promise out."
    return f"The promise takes {1 - 1 / report.rules.promise:.0%} for sure; the labels do not bear it out yet."


def _proposal(report: Report, threshold: float) -> str:
    direction = "raising" if threshold > report.min_score else "lowering"
    return (
        f"The labels of this server speak for {direction} the threshold from {report.min_score:.1%} to "
        f"{threshold:.1%}: from there on they bear the strictest promise out. It would hold in every channel."
    )


def _mode(rules: Rules) -> str:
    return " ".join(MODES[rules.mode])


def _promise(rules: Rules) -> str:
    return f"at most 1 in {rules.promise} wrong"


def _settled(rules: Rules) -> str:
    vouched = ["vouched for"] if rules.vouched and rules.mode is Mode.REPLY else []
    return " · ".join([_promise(rules), *vouched, *(escape(each, 300) for each in in_words(rules))])


def _settler(settled: Settlement) -> str:
    return "me" if settled.actor == ITSELF else person(settled.actor)
