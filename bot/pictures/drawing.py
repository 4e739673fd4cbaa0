"""Draws pictures: values as JSON on the standard input, PNGs as MessagePack on the standard output.

`python -m bot.pictures.drawing` is a process apart, since drawing takes a second of computing and a library of many
megabytes. The bot must not import this module.
"""

import sys

import msgspec

from bot.pictures import development, tallies
from bot.pictures.sheet import Panel, sheet
from bot.pictures.values import Answers, Claims, Picture, Precision


def draw(picture: Picture) -> bytes:
    """Draw what a value shows; returns a PNG, 800 pixels wide.

    A client shows a picture that is higher than wide in a narrow strip, hence several pictures rather than a high one.
    """
    heading, panels = _panels(picture)
    return sheet(heading, panels)


def _panels(picture: Picture) -> tuple[str, list[Panel]]:
    match picture:
        case Claims():
            return "Most repeated claims", [tallies.claims(picture.claims)]
        case Answers():
            labels = [tallies.labels(picture.labels)] if any(bar.count for bar in picture.labels) else []
            return "Answers by day", [tallies.days(picture.first, picture.days), *labels]
        case Precision():
            panels = [development.shares(picture), tallies.labels(picture.labels)]
            return "Share of right answers, label by label", panels
        case _:
            return "How sure the answers were, by label", [development.scores(picture)]


if __name__ == "__main__":
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=tuple[Picture, ...])
    sys.stdout.buffer.write(msgspec.msgpack.encode([draw(picture) for picture in asked]))
