"""How far something is: a bar that is drawn over where somebody watches a terminal, else a line for each step."""

from typing import TextIO

WIDTH = 30


class Progress:
    """Counts steps up to `total` on a stream."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total = total
        self._stream = stream
        self._drawn = stream.isatty()
        self._done = 0

    def step(self, name: str) -> None:
        """One more is done."""
        self._done += 1
        if not self._drawn:
            self._stream.write(f"{self._done}/{self._total} {name}\n")
        else:
            filled = WIDTH * self._done // self._total
            self._stream.write(
                f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {self._done}/{self._total} {name[:40]}\x1b[K"
            )
        self._stream.flush()

    def end(self) -> None:
        """Take the bar away."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
