"""Messages with the claims that are in them, read from files.

Promises: the formats that the training and the scorers use, documented in `train_matcher.py`. Refuses to judge.
"""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.predict_matches import read_lines


@dataclass(frozen=True)
class Label:
    """A message and the claims that are in it."""

    text: str
    claims: frozenset[str]


def read_labels(path: Path) -> list[Label]:
    """Labels of a file."""
    return [Label(line["text"], frozenset(line.get("claims") or ())) for line in read_lines(path)]


def read_judgements(messages: Path, judgements: Path) -> list[Label]:
    """Labels from messages and a table of which claims are in them, as the scorers read it."""
    claims: dict[str, set[str]] = {}
    for line in judgements.read_text(encoding="utf-8").splitlines():
        message, claim, *_ = line.split("\t")
        claims.setdefault(message, set()).add(claim)
    return [Label(line["text"], frozenset(claims[line["id"]])) for line in read_lines(messages) if line["id"] in claims]
