"""What a server has settled, what is still open, and what stands in the way. Pure, and within Discord's limits."""

from collections.abc import Iterable, Sequence
from typing import Any

import discord
from discord import ChannelType, SelectDefaultValue, SelectDefaultValueType, ui

from bot.cards.parts import MAX_CHOICES, Card, fitting, note_card
from claims_db.servers import Settings

SELECT = "onrecord:settings:v1:{setting}"
ALL_WELL = "✓ Nothing stands in the way: every permission and intent that I need is there."
_OPEN = {
    "curator_role": "No curator role: only those who may manage this server can curate.",
    "review_channel": "No review channel: submissions wait in /curate review, and nobody is told of them.",
    "log_channel": "No log channel.",
    "watched": "No watched channels: I answer only when asked, unless whoever runs me has named some.",
}
_HEADINGS = {
    "curator_role": "**Curators** have this role; those who may manage the server always curate.",
    "review_channel": "**Review channel**: submissions, and once a week what is overdue.",
    "log_channel": "**Log channel**: each answer I give unasked, or would give, to be labelled.",
    "watched": "**Watched channels**, with their threads: they begin in shadow, see `/watch set`.",
    "ignored_roles": "**Left alone**: who holds one of these roles gets no answers that they did not ask for.",
    "left_out": "**Packs left out**: their claims are neither found nor shown in this server.",
}
_TEXT, _SPEAKABLE = [ChannelType.text, ChannelType.news], [ChannelType.text, ChannelType.news, ChannelType.forum]


def setup_card(settings: Settings, problems: Sequence[str], packs: Sequence[str]) -> Card:
    """Everything there is to choose, with what is chosen; then what is open, and what stands in the way."""
    selects = (
        _roles("curator_role", [settings.curator_role]),
        _channels("review_channel", [settings.review_channel]),
        _channels("log_channel", [settings.log_channel]),
        _channels("watched", settings.watched),
        _roles("ignored_roles", settings.ignored_roles),
        *([_packs(packs[:MAX_CHOICES], settings.left_out)] if packs else []),
    )
    parts: list[ui.Item[Any]] = [ui.TextDisplay("### Set up\nEverything is saved as you choose it.")]
    for heading, select in zip(_HEADINGS.values(), selects, strict=False):
        parts += [ui.TextDisplay(heading), ui.ActionRow[Any](select)]
    remaining = [*(f"○ {line}" for line in _open(settings)), *(f"⚠ {problem}" for problem in problems)]
    text = "\n".join(["**Still open**", *fitting(remaining, 2_500)]) if remaining else "✓ Everything is set up."
    return Card(ui.Container(*parts, ui.Separator[Any](), ui.TextDisplay(text)))


def settings_card(settings: Settings) -> Card:
    """What is settled."""
    lines = [
        f"**Curators** {_mentioned('@&', [settings.curator_role])}",
        f"**Review channel** {_mentioned('#', [settings.review_channel])}",
        f"**Log channel** {_mentioned('#', [settings.log_channel])}",
        f"**Watched channels** {_mentioned('#', settings.watched)}",
        f"**Left alone** {_mentioned('@&', settings.ignored_roles)}",
        f"**Packs left out** {', '.join(settings.left_out[:MAX_CHOICES]) or 'none'}",
    ]
    return note_card("\n".join(["### Settings", *lines, "-# Change them with /onrecord setup."]))


def diagnosis_card(problems: Sequence[str]) -> Card:
    """What stands in the way, one by one."""
    if not problems:
        return note_card(ALL_WELL)
    lines = [f"{number}. {problem}" for number, problem in enumerate(problems, 1)]
    return note_card("\n".join(["### What stands in the way", *fitting(lines, 3_700)]))


def _open(settings: Settings) -> list[str]:
    return [sentence for name, sentence in _OPEN.items() if not getattr(settings, name)]


def _mentioned(sign: str, ids: Iterable[int | None]) -> str:
    return " ".join(f"<{sign}{snowflake}>" for snowflake in ids if snowflake) or "none"


def _roles(setting: str, chosen: Sequence[int | None]) -> ui.RoleSelect[Any]:
    several = setting == "ignored_roles"
    return ui.RoleSelect(
        custom_id=SELECT.format(setting=setting),
        placeholder="Choose roles" if several else "Choose a role",
        min_values=0,
        max_values=MAX_CHOICES if several else 1,
        default_values=[discord.Object(each, type=discord.Role) for each in chosen if each][:MAX_CHOICES],
    )


def _packs(packs: Sequence[str], left_out: Sequence[str]) -> ui.Select[Any]:
    return ui.Select(
        custom_id=SELECT.format(setting="left_out"),
        placeholder="None is left out",
        min_values=0,
        max_values=len(packs),
        options=[discord.SelectOption(label=pack, value=pack, default=pack in left_out) for pack in packs],
    )


def _channels(setting: str, chosen: Sequence[int | None]) -> ui.ChannelSelect[Any]:
    several = setting == "watched"
    defaults = [SelectDefaultValue(id=each, type=SelectDefaultValueType.channel) for each in chosen if each]
    return ui.ChannelSelect(
        custom_id=SELECT.format(setting=setting),
        channel_types=_SPEAKABLE if several else _TEXT,
        placeholder="Choose channels" if several else "Choose a channel",
        min_values=0,
        max_values=MAX_CHOICES if several else 1,
        default_values=defaults[:MAX_CHOICES],
    )
