"""Bytes to text. Pure; knows the encodings of the web and no others.

Python's own list of codecs is longer than the web's, and some of them take quadratic time or are no text at all; an
encoding counts only where it stands in the table below. Where what is declared does not fit, what fits is looked for.
"""

import codecs
import re

from charset_normalizer import from_bytes

from claims_db.errors import NotAnArticle

SAMPLE = 32 << 10
"""How many bytes are looked at to guess an encoding."""
MAX_FLAWS = 0.01
"""The share of characters that may be damaged before the text is taken for something else."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_THEY_ARE = (
    *("utf-8", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "euc_jp", "iso2022_jp", "gb18030", "big5hkscs"),
    *("mac-roman", "mac-cyrillic"),
    *(f"iso8859-{part}" for part in (*range(2, 9), 10, 13, 14, 15, 16)),
    *(f"cp{page}" for page in (866, 874, 932, 949, *range(1250, 1259))),
)
_SUCCESSORS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "utf-16": "utf-16-le",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_USED = {name: name for name in _AS_THEY_ARE} | _SUCCESSORS
"""What a declared encoding is read as: browsers read the old names as their larger successors."""
_LABEL = re.compile(r"[a-z0-9_.:-]{1,40}")
_IN_MARKUP = re.compile(
    rb"<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_OTHER_FILES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "an archive or an office document",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture, a sound or a film",
}
_JUNK = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


def decode(body: bytes, declared: str | None) -> str:
    """The text of a file or an answer, without its byte order mark.

    The first that fits without a flaw counts: the byte order mark, `declared` (a label such as `windows-1251`), what
    the markup says of itself, UTF-8; then the declared one with few flaws, then the best guess.

    Raises:
        NotAnArticle: the bytes are no text.
    """
    for magic, kind in _OTHER_FILES.items():
        if body.startswith(magic):
            raise NotAnArticle("", f"is {kind}, not text")
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return _legible(body.removeprefix(mark).decode(codec, "replace"))
    said = [codec for label in (declared, _said_in_markup(body)) if (codec := _codec(label))]
    for codec in (*said, "utf-8"):
        try:
            return _legible(body.decode(codec))
        except UnicodeDecodeError:
            continue
    return _legible(_decode_flawed(body, said))


def _decode_flawed(body: bytes, said: list[str]) -> str:
    for codec in (*said, "utf-8"):
        text = body.decode(codec, "replace")
        if text.count("\ufffd") <= MAX_FLAWS * len(text):
            return text
    best = from_bytes(body[:SAMPLE]).best()
    return body.decode((best and _codec(best.encoding)) or "cp1252", "replace")


def _said_in_markup(body: bytes) -> str | None:
    found = _IN_MARKUP.search(body[:4096])
    label = (found[1] or found[2]).decode("ascii", "replace") if found else None
    return "utf-8" if label and label.lower().startswith("utf-16") else label  # it could not have been read


def _codec(label: str | None) -> str | None:
    label = (label or "").strip().lower()
    if not _LABEL.fullmatch(label):
        return None
    try:
        return _USED.get(codecs.lookup(label).name)
    except LookupError:
        return None


def _legible(text: str) -> str:
    if len(_JUNK.findall(text)) > MAX_FLAWS * len(text):
        raise NotAnArticle("", "is not text, or text in an encoding that cannot be told")
    return text.replace("\0", " ")  # of the same length, so that offsets hold
