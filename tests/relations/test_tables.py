"""The tables of words and phrases are in order: what a line names has a line, and nothing is said twice."""

import pytest

from claims_db.matching import lexicon as module
from claims_db.matching.frames import FRAMES
from claims_db.matching.lexicon import lexicon


def test_what_is_contrary_is_a_sense():
    known = lexicon()
    strange = {sense for one, others in known.contraries.items() for sense in (one, *others)} - known.frames.keys()
    assert not strange


def test_every_sense_has_a_frame_that_tells_who_does_what():
    assert {frame.partition(":")[0] for frame in lexicon().frames.values()} <= {"state", *FRAMES}


def test_a_phrase_stands_once_in_a_line():
    lines = module._lines("concepts.txt")  # pyright: ignore[reportPrivateUsage]
    listed = [(line.partition(": ")[0], line.partition(": ")[2].split(", ")) for line in lines if ": " in line]
    assert not [name for name, phrases in listed if len(set(phrases)) < len(phrases)]
    assert len({name.split()[0] for name, _ in listed}) == len(listed)


@pytest.mark.parametrize("name", ["concepts.txt", "cues.txt", "names.txt"])
def test_no_phrase_is_empty(name: str):
    lines = module._lines(name)  # pyright: ignore[reportPrivateUsage]
    assert not [line for line in lines if not all(part.strip() == part != "" for part in line.split(", "))]
