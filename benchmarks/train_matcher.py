"""Fit the matcher's weights to labelled messages, and write them as `claims_db/matching/weights.json` has them.

Needs numpy, which is no dependency of the project. Labels are JSON Lines `{"text": MESSAGE, "claims": [ID, ...]}`: the
claims that are in the message, none for a message that holds none of them. A community fits to its own labels with

    python -m benchmarks.train_matcher --claims CLAIMS.jsonl --labels LABELS.jsonl --out weights.json

and the shipped weights as the point from which the labels, by their number, draw away (`--from`, `--trust`). Messages
that hold a claim also serve as messages that hold none, with their claims taken out of the database; and with
`--sizes` all of it is done again in small databases, drawn by seed, so that the weights hold at every size.

The ranker is a conditional logit (McFadden 1974) over the candidates of a message, the detector a logistic regression,
both with a quadratic penalty, solved by Newton's method.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np  # pyright: ignore[reportMissingImports]

from benchmarks.labels import Label, read_judgements, read_labels
from benchmarks.predict_matches import read_lines, read_wordings
from claims_db.matching.finder import Candidate, Finder
from claims_db.matching.relation import analyse, relate
from claims_db.matching.steps import finish
from claims_db.matching.weights import FILE, LEAD, Linear, Weights, shipped
from claims_db.model import Wording

RANKED = ("bm25", "rarest", "grams_message", "either_coverage", "window_coverage", "token_set")
"""The features the ranker is given; more of them only fitted the training messages better."""
LEAST = 8.0
"""Silent messages are looked up from so many nats on; below, no score would ever come near a reply."""
READ = 3
"""So many candidates of a message are examples for the detector."""


@dataclass(frozen=True)
class Example:
    """The candidates of one message in one database, best first: their features, and whether each is right."""

    features: list[dict[str, float]]
    right: list[bool]
    weight: float


class Collector:
    """Turns labels into examples, reading each claim once."""

    def __init__(self, silent_weight: float) -> None:
        self._statement = lru_cache(None)(analyse)
        self._silent_weight = silent_weight

    def examples(
        self, finder: Finder, removed: Finder | None, labels: Iterable[Label], weight: float
    ) -> Iterator[Example]:
        """Examples of labels in a database, and in the one without the claims they name."""
        for label in labels:
            if not label.claims:
                found = finish(finder.find(label.text, LEAST, near=True))
                yield self._example(label, found, weight * self._silent_weight)
                continue
            found = finish(finder.find(label.text, LEAST))
            yield self._example(label, found, weight)
            others = [one for one in found if one.wording.claim_id not in label.claims]
            yield self._example(label, finish(removed.find(label.text, LEAST)) if removed else others, weight)

    def _example(self, label: Label, found: list[Candidate], weight: float) -> Example:
        found.sort(key=lambda one: (-one.features["bm25"] - one.features["grams_message"], one.wording.claim_id))
        message = analyse(label.text) if found else None
        features: list[dict[str, float]] = []
        for place, one in enumerate(found):
            support = relate(message, self._statement(one.text)).support if message and place < READ else 0.0
            counted = min(support, one.features["either_coverage"] + LEAD)
            features.append({**one.features, "support": counted})
        return Example(features, [one.wording.claim_id in label.claims for one in found], weight)


def collect(
    wordings: Sequence[Wording], labels: Sequence[Label], sizes: Sequence[int], silent_weight: float
) -> list[Example]:
    """Examples of all labels in the whole database, and in small ones of each size."""
    collector = Collector(silent_weight)
    found = list(collector.examples(Finder(wordings), None, labels, 1.0))
    by_id = {str(wording.claim_id): wording for wording in wordings}
    told = [label for label in labels if label.claims]
    silent = [label for label in labels if not label.claims]
    for size in sizes:
        rng = random.Random(size)
        rng.shuffle(told)
        group = max(1, size // 6)
        for start in range(0, len(told), group):
            part = told[start : start + group]
            gold = frozenset[str]().union(*(label.claims for label in part))
            others = [one for one in rng.sample(wordings, min(size, len(wordings))) if one.claim_id not in gold]
            named = [by_id[claim] for claim in sorted(gold) if claim in by_id]
            chat = rng.sample(silent, min(len(silent), 5 * group))
            finder = Finder((named + others)[: max(size, len(named))])
            found += collector.examples(finder, Finder(others), part + chat, 0.5)
    return found


def newton(
    slopes: Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]], start: np.ndarray, steps: int = 60
) -> np.ndarray:
    """Where a convex loss is least, from its gradient and curvature."""
    place = start.copy()
    for _ in range(steps):
        gradient, curvature = slopes(place)
        step = np.linalg.solve(curvature + 1e-9 * np.eye(len(place)), gradient)
        place = place - step * min(1.0, 5.0 / (np.abs(step).max() + 1e-12))
        if np.abs(step).max() < 1e-8:
            break
    return place


def fit_ranker(examples: Sequence[Example], prior: Linear | None, penalty: float) -> Linear:
    """A conditional logit over the candidates of each message that has a right one."""
    groups = [(table(one, RANKED), np.array(one.right)) for one in examples if any(one.right) and not all(one.right)]
    spread = np.vstack([rows for rows, _ in groups]).std(axis=0) + 1e-9
    start = np.array([prior.weights.get(name, 0.0) if prior else 0.0 for name in RANKED]) * spread

    def slopes(place: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        gradient, curvature = penalty * (place - start), penalty * np.eye(len(place))
        for rows, right in groups:
            scaled = rows / spread
            score = scaled @ place
            share = np.exp(score - score.max())
            share /= share.sum()
            mean = share @ scaled
            gradient = gradient + mean - scaled[right].mean(axis=0)
            curvature = curvature + (scaled * share[:, None]).T @ scaled - np.outer(mean, mean)
        return gradient, curvature

    return linear(RANKED, newton(slopes, start) / spread)


def fit_detector(examples: Sequence[Example], prior: Linear | None, penalty: float) -> Linear:
    """A logistic regression over the best candidates of every message."""
    names = tuple(sorted({name for one in examples for row in one.features[:1] for name in row}))
    rows = np.vstack([table(one, names)[:READ] for one in examples if one.features])
    right = np.concatenate([np.array(one.right[:READ], float) for one in examples if one.features])
    weight = np.concatenate([np.full(len(one.right[:READ]), one.weight) for one in examples if one.features])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.hstack([(rows - mean) / spread, np.ones((len(rows), 1))])
    before = np.array([prior.weights.get(name, 0.0) if prior else 0.0 for name in names])
    start = np.append(before * spread, (prior.bias if prior else 0.0) + before @ mean)
    ridge = np.append(np.full(len(names), penalty), 1e-6)

    def slopes(place: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        chance = 1 / (1 + np.exp(-np.clip(scaled @ place, -30, 30)))
        curvature = (scaled * (weight * chance * (1 - chance))[:, None]).T @ scaled
        return scaled.T @ (weight * (chance - right)) + ridge * (place - start), curvature + np.diag(ridge)

    place = newton(slopes, start)
    found = place[:-1] / spread
    return linear(names, found, float(place[-1] - found @ mean))


def table(example: Example, names: Sequence[str]) -> np.ndarray:
    """The features of an example's candidates, a row each."""
    return np.array([[row[name] for name in names] for row in example.features])


def linear(names: Sequence[str], values: np.ndarray, bias: float = 0.0) -> Linear:
    """Weights by name, rounded to what matters."""
    return Linear({name: round(float(value), 4) for name, value in zip(names, values, strict=True)}, round(bias, 4))


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=Path, required=True, help="JSON Lines with id, text and title")
    parser.add_argument("--labels", type=Path, action="append", default=[], help="JSON Lines with text and claims")
    parser.add_argument("--messages", type=Path, help="JSON Lines with id and text, judged in --judgements")
    parser.add_argument("--judgements", type=Path, help="lines of message, tab, claim")
    parser.add_argument(
        "--silent", type=Path, action="append", default=[], help="JSON Lines with text that hold no claim"
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="also in databases of so many claims")
    parser.add_argument("--silent-weight", type=float, default=0.3)
    parser.add_argument("--penalty", type=float, default=10.0)
    parser.add_argument("--from", dest="prior", type=Path, help="weights to draw away from, such as the shipped ones")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    labels = [label for path in options.labels for label in read_labels(path)]
    if options.messages:
        labels += read_judgements(options.messages, options.judgements)
    labels += [Label(line["text"], frozenset()) for path in options.silent for line in read_lines(path)]
    prior = msgspec.json.decode(options.prior.read_bytes(), type=Weights) if options.prior else None
    examples = collect(read_wordings(options.claims), labels, options.sizes, options.silent_weight)
    weights = Weights(
        ranker=fit_ranker(examples, prior.ranker if prior else None, options.penalty),
        detector=fit_detector(examples, prior.detector if prior else None, options.penalty),
        reach=(prior or shipped()).reach,
        reach_growth=(prior or shipped()).reach_growth,
    )
    options.out.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=2) + b"\n")
    print(json.dumps({"messages": len(labels), "examples": len(examples), "out": str(options.out)}))


if __name__ == "__main__":
    main()
