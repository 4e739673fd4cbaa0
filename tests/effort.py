"""How much work something is, counted rather than timed: the same on every machine."""

import sys
from collections.abc import Callable
from types import FrameType

PYTHON = frozenset({"call"})
"""Functions written in Python."""
ALL = PYTHON | {"c_call"}
"""These and the interpreter's own."""


def calls(work: Callable[[], object], kinds: frozenset[str] = ALL) -> int:
    """The calls of functions made while some work is done."""
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in kinds

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted
