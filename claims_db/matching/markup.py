"""Discord's markup and Unicode's disguises removed: what is left is what the author wrote in plain letters.

Promises: `plain` never raises, gives nothing longer than it was given times `MAX_GROWTH`, and leaves text that is
plain already as it was. Refuses to know what words are.
"""

import re
import unicodedata

BETWEEN = "\0"
"""What stands between texts that are made plain together: nothing turns into it, goes with it or looks beyond it."""
MAX_GROWTH = 20
"""NFKC turns one character into 18 at most; the spaces put around markup add the rest."""

_SHAPES = bytes.maketrans(b"<>`@#|[\\,S0123456789", b"<<<<<<<<..0000000000")
"""Makes signs alike, and digits, and what stands between digits or in the name of a country."""

_CODE = re.compile(r"```.*?(?:```|\Z)|(`+)[^`\n]+?\1", re.DOTALL)
_QUOTE = re.compile(r"^[ \t]*>>> .*|^[ \t]*> [^\n]*", re.MULTILINE | re.DOTALL)
_ENTITY = re.compile(r"<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|/[^<>\n]{1,100}:\d+|id:\w+)>")
_MASKED = re.compile(r"\[([^\[\]\n]{1,500})\]\(\s*<?[^\s()<>]+>?[^()\n]{0,100}\)")
_LINK = re.compile(r"<?\b(?:[a-z][a-z+.-]{1,12}://|www\.)[^\s<>]+>?", re.IGNORECASE)
_SPOILER = re.compile(r"\|\|.+?\|\|", re.DOTALL)
_TAG = re.compile(r"[@#](\w+)")
_HUMP = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])|_")
_STATES = re.compile(r"U(?<!\wU)(?:\.\s?S\.(?:\s?A\.)?|S(?:A\b|\b(?!')))")
"""It begins with a letter, which is looked for at the speed of memory."""
_WORD = re.compile(r"\w+")
_LATIN = re.compile("[A-Za-z]")

_TYPOGRAPHIC = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("…", "."))
"""Most text that is not ASCII is so for these alone."""
_INVISIBLE = dict.fromkeys(
    (
        *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0),
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10)),
        *(*range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0)),
    )
)
_PUNCTUATION = str.maketrans("‘’ʼʹ´′“”„«»‐‑‒–—―−…", "''''''\"\"\"\"\"-------.")
_PLAIN = _PUNCTUATION | _INVISIBLE
_LOOKALIKE = str.maketrans(
    "аАВсСԁеЕһНіІїјЈкКӏӀмМпоОрРԛгѕЅтТуУѵѡԝхХҮүΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβγεικνορτυχωɑɩıɡℓɴ",
    "aABcCdeEhHiIijJkKlImMnoOpPqrsStTyYvwwxXYyABEZHIKMNOPTYXabyeikvoptuxwaiigln",
)
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz")


def plain(text: str) -> str:
    """Give the author's own words in plain letters.

    Code, lines quoted from others, mentions, emoji and links are dropped; of a masked link and of a spoiler the text
    stays; tags and handles are split at their humps; compatibility forms, accents, invisible characters and letters
    that only look Latin are folded; `US` in capitals becomes `USA`, since `us` is a word of its own.
    """
    if text.isascii() and not is_marked(shape_of(text)):
        return text
    if not text.isascii():
        text = _folded(text)
    if "`" in text:
        text = _CODE.sub(" ", text)
    if ">" in text:
        text = _QUOTE.sub(" ", text)
    if "](" in text:
        text = _MASKED.sub(r" \1 ", text)
    if "<" in text:
        text = _ENTITY.sub(" ", text)
    if "://" in text or "www." in text:
        text = _LINK.sub(" ", text)
    if "@" in text or "#" in text:
        text = _TAG.sub(_split_tag, text)
    if "US" in text or "U." in text:
        text = _STATES.sub("USA", text)
    return text.replace("|", " ")


def half_plain(texts: str) -> str:
    """What `plain` does to most texts it changes: for many at once, with anything but letters between them."""
    return _STATES.sub("USA", _typed(texts))


def hides(text: str) -> bool:
    """Tell whether a part of a text is hidden until it is clicked on."""
    return "||" in text and _SPOILER.search(_CODE.sub(" ", text)) is not None


def shape_of(text: str) -> str:
    """A text in which signs, also for what is not ASCII, are `<`, digits are `0` and marks between them are points."""
    return text.encode("ascii", "backslashreplace").translate(_SHAPES).decode()


def is_marked(shape: str) -> bool:
    """Tell whether there may be something in a text that `plain` changes."""
    return "<" in shape or "U." in shape or "://" in shape or "www." in shape


def _split_tag(tag: re.Match[str]) -> str:
    return f" {_HUMP.sub(' ', tag.group(1))} "


def _folded(text: str) -> str:
    """Fold compatibility forms, invisible characters, accents and look-alike letters."""
    text = _typed(text)
    if text.isascii():
        return text
    if BETWEEN in text:
        return _folded_whole(text)
    parts = text.split(" ")  # nothing is composed across a space, so what is ASCII between two stays out of it
    folded = iter(_folded_whole(BETWEEN.join([part for part in parts if not part.isascii()])).split(BETWEEN))
    return " ".join([part if part.isascii() else next(folded) for part in parts])


def _folded_whole(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_PLAIN)
    if text.isascii():
        return text
    text = "".join([c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)])
    return _WORD.sub(_unmasked, unicodedata.normalize("NFC", text))


def _typed(text: str) -> str:
    """Typographic marks as they are typed."""
    if not text.isascii():
        for typographic, typed in _TYPOGRAPHIC:
            text = text.replace(typographic, typed)
    return text


def _unmasked(word: re.Match[str]) -> str:
    """A word with look-alikes as Latin, if the rest of it is; a word of another script stays itself."""
    original = word.group()
    if original.isascii():
        return original
    latin = original.translate(_LOOKALIKE).translate(_SMALL_CAPITALS)
    return latin if latin.isascii() and _LATIN.search(latin) else original
