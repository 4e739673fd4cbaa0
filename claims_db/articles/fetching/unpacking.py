"""Taking the compression off a body as it arrives, never further than a limit. Pure: bytes in, bytes out.

Only what is asked for is known: `gzip` and `deflate` (with or without its zlib frame). One layer, since servers have no
use for two and bombs do.
"""

import zlib
from typing import Protocol

ACCEPTED = "gzip, deflate"
"""What to ask servers for, in the words of Accept-Encoding."""
MAX_MEMBERS = 16
"""How many files one gzip body may be made of; thousands of empty ones cost time and carry nothing."""
_GZIP, _ZLIB, _RAW = 31, 15, -15
_GZIP_MAGIC = 0x1F
_ZLIB_METHOD = 8


class TooMuch(Exception):
    """The body is longer than the limit."""


class Broken(Exception):
    """The compressed data are damaged, or end before their end."""


class Unpacking(Protocol):
    """A body on its way out of its packing."""

    def feed(self, data: bytes) -> None:
        """Take the next bytes as they came. Raises TooMuch or Broken."""
        ...

    def finish(self) -> None:
        """Say that there are no more. Raises Broken where there should be."""
        ...

    @property
    def so_far(self) -> bytes:
        """What is unpacked by now; after TooMuch, the beginning, up to the limit."""
        ...


def unpacking(encoding: str, limit: int) -> Unpacking | None:
    """What unpacks this Content-Encoding up to `limit` bytes, as sent and as unpacked; None where nothing does."""
    match encoding.strip().lower():
        case "" | "identity":
            return _Plain(limit)
        case "gzip" | "x-gzip":
            return _Inflating(limit, _GZIP)
        case "deflate":
            return _Inflating(limit, None)
        case _:
            return None


class _Plain:
    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._body = bytearray()

    def feed(self, data: bytes) -> None:
        self._body += data[: self._limit + 1 - len(self._body)]
        if len(self._body) > self._limit:
            raise TooMuch

    def finish(self) -> None:
        pass

    @property
    def so_far(self) -> bytes:
        return bytes(self._body[: self._limit])


class _Inflating:
    """`frame` is zlib's word for what is around the data; None to find out from the first byte."""

    def __init__(self, limit: int, frame: int | None) -> None:
        self._limit = limit
        self._frame = frame
        self._body = bytearray()
        self._received = 0
        self._members = 0
        self._stream = zlib.decompressobj()

    def feed(self, data: bytes) -> None:
        self._received += len(data)
        excess = self._received - self._limit
        rest = data[:-excess] if excess > 0 else data
        while rest:
            rest = self._inflate(rest)
        if excess > 0:
            raise TooMuch

    def _inflate(self, data: bytes) -> bytes:
        """Unpack what fits, and return what belongs to a further member of a gzip file."""
        if (not self._members or self._stream.eof) and not self._begin(data[0]):
            return b""  # what follows the end means nothing
        try:
            self._body += self._stream.decompress(data, self._limit + 1 - len(self._body))
        except zlib.error as error:
            raise Broken from error
        if len(self._body) > self._limit:
            raise TooMuch
        return self._stream.unused_data

    def _begin(self, first: int) -> bool:
        if self._members and (self._frame != _GZIP or first != _GZIP_MAGIC):
            return False
        if self._members == MAX_MEMBERS:
            raise Broken
        if self._frame is None:
            self._frame = _ZLIB if first & 0x0F == _ZLIB_METHOD else _RAW
        self._stream = zlib.decompressobj(self._frame)
        self._members += 1
        return True

    def finish(self) -> None:
        if self._members and not self._stream.eof:
            raise Broken

    @property
    def so_far(self) -> bytes:
        return bytes(self._body[: self._limit])
