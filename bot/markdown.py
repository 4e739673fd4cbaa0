"""Untrusted text made harmless for Discord: it is seen as typed, and nothing in it formats, links or pings."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from urllib.parse import quote

from claims_db.model import ERASED

_SPECIAL = re.compile(r"([\\*_~`|<>\[\]])")
_LINE_START = re.compile(r"^(\s*)([#-]|\d+(?=\.))")
_JOINERS = "\u200c\u200d"


def escape(text: str, limit: int) -> str:
    """One line of plain text that means nothing to Discord.

    At most `limit` characters as seen, fewer where escaping would make it more than a quarter longer than that.
    """
    line, seen = " ".join(_visible(text).split()), limit
    while len(escaped := _escaped(clip(line, seen))) > limit * 5 // 4:
        seen = seen * 4 // 5
    return escaped


def _escaped(line: str) -> str:
    line = _SPECIAL.sub(r"\\\1", line).replace("@", "@\u200b").replace("://", "\\://")
    return _LINE_START.sub(r"\1\\\2", line)


def _visible(text: str) -> str:
    return "".join(char for char in text if char in _JOINERS or char.isspace() or unicodedata.category(char)[0] != "C")


def clip(text: str, limit: int) -> str:
    """The text, or as much of it as fits with a mark that something is missing."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def link(label: str, url: str | None, limit: int) -> str:
    """A masked link, or the label alone where there is no address fit for one: of the web, and not endless."""
    shown = escape(label, limit)
    if url is None or not url.startswith(("https://", "http://")):
        return shown
    address = quote(url, safe=_URL_CHARACTERS)
    return f"[{shown}](<{address}>)" if len(address) <= _LONGEST_URL else shown


_LONGEST_URL = 1_000
_URL_CHARACTERS = "%/:?#@!$&'*+,;=~-._()"


def day(value: date) -> str:
    """A calendar day as a timestamp that every reader sees in their own language; noon UTC keeps it the same day."""
    return f"<t:{int(datetime.combine(value, time(12), UTC).timestamp())}:D>"


def moment(value: datetime) -> str:
    """A moment, as long ago as it is for whoever reads."""
    return f"<t:{int(value.timestamp())}:R>"


def person(actor: str) -> str:
    """Who did something: somebody with an id, somebody erased, or one of the program's own names."""
    if actor == ERASED:
        return "somebody who was erased"
    return f"<@{actor}>" if actor.isdecimal() and actor.isascii() else escape(actor, 40)


def diff(lines: Iterable[str], limit: int) -> str:
    """What differs, as a block of code of at most `limit` characters in which nothing formats or pings."""
    text = "\n".join(_visible(line).replace("`", "ˋ").replace("@", "@\u200b") for line in lines)
    return f"```diff\n{clip(text, limit - 12)}\n```"
