"""How fast the matcher is, as ratios to what discord.py itself spends on receiving a message, measured in the same run.

Run `python -m benchmarks.speed [--json] [--million]`; with `--claims CLAIMS.jsonl --lines CHAT.jsonl` on claims
`{"id", "text", "title"?}` and lines `{"text"}` of your own, else on made-up ones. Each line is decided on as passive
mode does, with the shipped policy: matching, reading, judging. Times are the processor's. The first pass over the lines
is the one that counts, new words included. A search goes in steps, between which an event loop does other things: a
`hold` is the longest step, also of searches that people ask for, or a change. What else the machine does takes some
milliseconds of the processor now and then, so each counts with the lesser of two times, the second in a process that
has seen nothing before. `brute` is a call of rapidfuzz's `process.extract` with `token_set_ratio`, the mean of a few
lines, by turns with the rest.
"""

import argparse
import gc
import json
import random
import statistics
import time
import tracemalloc
from array import array
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Self, TypeVar, TypeVarTuple, Unpack

from rapidfuzz import fuzz, process

from benchmarks.corpora import SEED, Made, enlarged, long_text, read_texts
from benchmarks.predict_matches import read_wordings
from benchmarks.receiving import receiving_cost
from claims_db.lookup import FAINT
from claims_db.matching.gathering import Gather, gathered
from claims_db.matching.index import Index
from claims_db.matching.matcher import Matcher
from claims_db.matching.snapshot import Snapshot
from claims_db.model import ClaimId, Wording
from claims_db.watching.decision import SEVERAL, judge
from claims_db.watching.rules import Policy

Given = TypeVarTuple("Given")
Result = TypeVar("Result")
SIZES = (10_000, 100_000)
MILLION = 1_000_000
LONG = 2_000
POLICY = Policy()
_TURN = 500
_ASKED = 200
_CHANGED = 200
_BRUTE_LIMIT = 100_000


def microseconds(act: Callable[[], object]) -> float:
    """How long one call keeps the processor: other programs of the machine do not count, nor does the clock itself."""
    started = time.thread_time_ns()
    act()
    return (time.thread_time_ns() - started) / 1000 - clock_cost()


@cache
def clock_cost() -> float:
    """Microseconds that reading the processor's clock adds to a measure."""
    measures: list[int] = []
    for _ in range(2_000):
        started = time.thread_time_ns()
        measures.append(time.thread_time_ns() - started)
    return statistics.median(measures) / 1000


class Times:
    """Microseconds of searches: of all steps of each, and of the longest step, which an event loop has to wait for.

    Plain numbers in flat arrays: the garbage collector, which runs while others are measured, has nothing to do here.
    """

    def __init__(self) -> None:
        self.totals = array("d")
        self.longest = array("d")

    def search(self, matcher: Matcher, text: str, limit: int, floor: float) -> None:
        """Measure a search, with the decision on what it found."""
        steps = matcher.steps(text, limit, floor=floor)
        total = longest = 0.0
        matches = None
        while matches is None:
            started = time.thread_time_ns()
            try:
                next(steps)
            except StopIteration as finished:
                matches = finished.value
                judge(matches, POLICY)
            took = (time.thread_time_ns() - started) / 1000 - clock_cost()
            total, longest = total + took, max(longest, took)
        self.totals.append(total)
        self.longest.append(longest)

    def decide(self, matcher: Matcher, texts: Sequence[str]) -> Self:
        """Measure what passive mode takes for each text."""
        for text in texts:
            self.search(matcher, text, SEVERAL, POLICY.min_score)
        return self

    def in_units(self, mood: str, unit: float) -> dict[str, float]:
        """Median, mean and 99th percentile, as ratios."""
        totals = sorted(self.totals)
        return {
            f"median{mood}": statistics.median(totals) / unit,
            f"mean{mood}": statistics.mean(totals) / unit,
            f"p99{mood}": totals[int(0.99 * len(totals))] / unit,
        }


class Passed(NamedTuple):
    """A pass over lines: what deciding on them takes, and microseconds of receiving one and of brute force on one."""

    times: Times
    receiving: float
    brute: float


def alternating(matcher: Matcher, lines: Sequence[str], choices: Sequence[str] = ()) -> Passed:
    """Decide on the lines, receive them, compare some with every choice: by turns, so that all meet one machine."""
    times, receiving, brute = Times(), list[float](), list[float]()
    for start in range(0, len(lines), _TURN):
        turn = lines[start : start + _TURN]
        receiving.append(receiving_cost(turn))
        times.decide(matcher, turn)
        if choices:
            brute.append(
                microseconds(lambda line=turn[0]: process.extract(line, choices, scorer=fuzz.token_set_ratio, limit=5))
            )
    return Passed(times, statistics.mean(receiving), statistics.mean(brute) if brute else 0.0)


def changes(matcher: Matcher, wordings: Sequence[Wording]) -> tuple[list[float], list[float]]:
    """Microseconds to add new claims, and to remove them again."""
    chosen = random.Random(SEED).sample(wordings, min(_CHANGED, len(wordings)))
    new = [Wording(claim_id=ClaimId(f"new/{n}"), text=one.text, title=one.title) for n, one in enumerate(chosen)]
    added = [microseconds(lambda one=one: matcher.add(one)) for one in new]
    removed = [microseconds(lambda one=one: matcher.remove(one.claim_id)) for one in new]
    return added, removed


def memory(wordings: Sequence[Wording]) -> float:
    """Bytes a claim takes in the index, its words included, its wording not."""
    gathered(wordings)  # what is remembered of words is not the index's
    gc.collect()
    tracemalloc.start()
    index = Index()
    index.fill(gathered(wordings).holders, len(wordings))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / len(wordings)


def afresh(act: Callable[[Unpack[Given]], Result], *given: *Given) -> Result:
    """What an act gives in a process that has done nothing yet."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(act, *given).result()


def ready(wordings: Sequence[Wording], gather: Gather = gathered) -> float:
    """Seconds until a matcher knows the claims, in a process that has done nothing yet."""
    return afresh(_start, wordings, gather)


def _start(wordings: Sequence[Wording], gather: Gather) -> float:
    started = time.thread_time()
    Matcher(wordings, gather=gather)
    return time.thread_time() - started


def ready_again(wordings: Sequence[Wording]) -> float:
    """The same where a start before has left a snapshot."""
    with TemporaryDirectory() as folder:
        snapshot = Snapshot(Path(folder, "terms"), like=Path(folder))
        snapshot.gather(wordings)
        return ready(wordings, snapshot.gather)


class Seen(NamedTuple):
    """What a matcher takes for long texts, for what people ask for, and for changes."""

    long: Times
    asked: Times
    added: list[float]
    removed: list[float]

    def longest(self) -> list[float]:
        """The longest step of each."""
        return [*self.long.longest, *self.asked.longest, *self.added, *self.removed]


def seen(matcher: Matcher, wordings: Sequence[Wording], lines: Sequence[str]) -> Seen:
    """Measure what is no line of chat."""
    texts = [long_text(lines, start, LONG) for start in range(0, 4_000, 100)]
    long, asked = Times().decide(matcher, texts), Times()
    for text in (*lines[:_ASKED], *texts):
        asked.search(matcher, text, 5, FAINT)
    return Seen(long, asked, *changes(matcher, wordings))


def _frozen(wordings: Sequence[Wording]) -> Matcher:
    """A matcher that the garbage collector need not go through, as in the bot."""
    matcher = Matcher(wordings)
    gc.collect()
    gc.freeze()
    return matcher


def _steps_at_first_sight(wordings: Sequence[Wording], lines: Sequence[str]) -> list[float]:
    """Microseconds of the longest step of each search and change."""
    matcher = _frozen(wordings)
    return [*Times().decide(matcher, lines).longest, *seen(matcher, wordings, lines).longest()]


def measure(wordings: Sequence[Wording], lines: Sequence[str]) -> dict[str, float]:
    """The figures of one size; ratios are to receiving a message."""
    receiving_cost(lines[:_TURN])
    matcher = _frozen(wordings)
    choices = [wording.text for wording in wordings] if len(wordings) <= _BRUTE_LIMIT else []
    first, unit, brute = alternating(matcher, lines, choices)
    second, unit_again, _ = alternating(matcher, lines)
    others = seen(matcher, wordings, lines)
    twice = zip([*first.longest, *others.longest()], afresh(_steps_at_first_sight, wordings, lines), strict=True)
    held = sorted(map(min, twice))
    figures = {
        "claims": len(wordings),
        "receiving us": unit,
        **first.in_units("", unit),
        **second.in_units(" warm", unit_again),
        "2000 characters": statistics.median(others.long.totals) / unit_again,
        "asked for ms": statistics.median(others.asked.totals) / 1000,
        "ready s": ready(wordings),
        "ready from snapshot s": ready_again(wordings),
        "add ms": statistics.median(others.added) / 1000,
        "remove ms": statistics.median(others.removed) / 1000,
        "hold 99.9 ms": held[int(0.999 * len(held))] / 1000,
        "longest hold ms": held[-1] / 1000,
        "index bytes a claim": memory(wordings),
    }
    if brute:
        figures |= {"brute": brute / unit, "faster than brute": brute / statistics.mean(first.totals)}
    gc.unfreeze()
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--claims", type=Path, help="claims as JSON Lines; made up where left out")
    parser.add_argument("--lines", type=Path, action="append", default=[], help="chat as JSON Lines; made up likewise")
    parser.add_argument("--count", type=int, default=18_000, help="how many lines to decide on")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--million", action="store_true", help="a million claims as well; takes 5 GB and some minutes")
    options = parser.parse_args()
    made = Made()
    lines = (read_texts(options.lines) if options.lines else made.chat(options.count))[: options.count]
    sizes = [*options.sizes, MILLION] if options.million else options.sizes
    table: list[dict[str, float]] = []
    for size in sizes:
        known = read_wordings(options.claims) if options.claims else list(made.claims(min(size, SIZES[0])))
        table.append({name: round(value, 4) for name, value in measure(list(enlarged(known, size)), lines).items()})
        if not options.json:
            print("\n".join(f"{name:<22} {value:>12,.4g}" for name, value in table[-1].items()), end="\n\n", flush=True)
    if options.json:
        print(json.dumps(table))


if __name__ == "__main__":
    main()
