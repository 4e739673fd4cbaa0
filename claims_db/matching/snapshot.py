"""What was gathered from the wordings of claims, kept in a file, so that the next start need not take them apart.

Promises: what `gathered` gives, whatever the file holds. A claim's terms count only while its texts are, to the letter,
those they were taken from; the file only while it is whole and texts are taken to terms by the same code, table and
Python. A file that is of little use is written anew, as a whole or not at all, and where that fails all goes on without
it. Nothing but terms and digests of claims is in it. Refuses to know where claims come from.
"""

import logging
import os
import sys
from array import array
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from tempfile import mkstemp

import msgspec

from claims_db.matching.gathering import Gathered, Holders, gathered, whole_text
from claims_db.model import Wording

FEWEST = 1_000
"""Fewer claims are taken apart about as fast as a file is read."""
WORN = 50
"""The file is written anew when it is wrong about more than one claim in so many."""
SOURCES = ("gathering.py", "text.py", "markup.py", "spelling.py", "background.txt", "snapshot.py")
"""The files of this folder that terms, and what is kept of them, depend on."""
_DIGEST = 16
_NUMBER = "I"
_GONE = -1

log = logging.getLogger(__name__)


class _Kept(msgspec.Struct, array_like=True):
    """Digests of claims and how many terms each holds; terms, by how many claims each is held, and by which."""

    marks: bytes
    lengths: bytes
    terms: list[str]
    counts: bytes
    holders: bytes


_decoder = msgspec.msgpack.Decoder(_Kept)


class Snapshot:
    """A file of one set of claims; it gets the permissions of another one, `like`."""

    def __init__(self, path: Path, *, like: Path) -> None:
        self._path = path
        self._like = like

    def gather(self, wordings: Sequence[Wording]) -> Gathered:
        """Take wordings apart, those that the file does not know; takes half a second for 100,000 known ones."""
        if len(wordings) < FEWEST:
            return gathered(wordings)
        result, marks, kept = Gathered(len(wordings)), [_mark(wording) for wording in wordings], self._read()
        unknown, gone = _restore(kept, marks, result) if kept else (range(len(wordings)), 0)
        result.put(unknown, [wordings[number] for number in unknown])
        if (len(unknown) + gone) * WORN > len(wordings):
            self._write(marks, result)
        return result

    def _read(self) -> _Kept | None:
        try:
            with self._path.open("rb") as file:
                fits = file.read(_DIGEST) == _basis()
                digest, content = (file.read(_DIGEST), file.read()) if fits else (b"", b"")
        except FileNotFoundError:
            return None
        except OSError as error:
            log.warning("%s cannot be read, so the claims are taken apart anew: %s", self._path, error)
            return None
        if digest != _digest(content):
            log.warning("%s is damaged or of another version, so the claims are taken apart anew", self._path)
            return None
        return _decoder.decode(content)

    def _write(self, marks: Sequence[bytes], result: Gathered) -> None:
        holders = result.holders
        kept = _Kept(
            marks=b"".join(marks),
            lengths=array(_NUMBER, result.lengths).tobytes(),
            terms=list(holders),
            counts=array(_NUMBER, map(len, holders.values())).tobytes(),
            holders=array(_NUMBER, chain.from_iterable(holders.values())).tobytes(),
        )
        content = msgspec.msgpack.encode(kept)
        try:
            _put(self._path, b"".join((_basis(), _digest(content), content)), self._like.stat().st_mode & 0o777)
        except OSError as error:
            log.warning("%s cannot be written, so the next start takes longer: %s", self._path, error)


def _restore(kept: _Kept, marks: Sequence[bytes], result: Gathered) -> tuple[list[int], int]:
    """Put the claims that are known; returns the numbers of the others, and how many known ones are there no more.

    Claims keep their order and get the numbers they have now, the same objects wherever they stand: others would take
    as much memory again.
    """
    places = {kept.marks[start : start + _DIGEST]: start // _DIGEST for start in range(0, len(kept.marks), _DIGEST)}
    numbers = [_GONE] * len(places)
    lengths, unknown = memoryview(kept.lengths).cast(_NUMBER), list[int]()
    for number, mark in enumerate(marks):
        place = places.pop(mark, _GONE)
        if place == _GONE:
            unknown.append(number)
        else:
            numbers[place] = number
            result.lengths[number] = lengths[place]
    claims = map(numbers.__getitem__, memoryview(kept.holders).cast(_NUMBER))
    for term, count in zip(kept.terms, memoryview(kept.counts).cast(_NUMBER), strict=True):
        holders = Holders(islice(claims, count))
        if places:
            holders = Holders(number for number in holders if number != _GONE)
        if holders:
            result.holders[term] = holders
    return unknown, len(places)


def _put(path: Path, content: bytes, mode: int) -> None:
    """Write a file as a whole or not at all; what a power cut leaves of it is known by its digest."""
    handle, name = mkstemp(dir=path.parent, prefix=f"{path.name}.")
    os.close(handle)
    written = Path(name)
    try:
        written.write_bytes(content)
        written.chmod(mode)
        written.replace(path)
    except OSError:
        written.unlink()
        raise


def _mark(wording: Wording) -> bytes:
    """What a claim is known again by."""
    return _digest(f"{len(wording.claim_id)} {wording.claim_id} {whole_text(wording)}".encode())


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=_DIGEST).digest()


@cache
def _basis() -> bytes:
    """What a file begins with that was written by the same code, table and Python."""
    sources = [Path(__file__).with_name(name).read_bytes() for name in SOURCES]
    return _digest(b"".join((sys.version.encode(), sys.byteorder.encode(), *sources)))
