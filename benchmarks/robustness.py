"""Whether the matcher holds with misspelt messages and in databases of every size.

Run `python -m benchmarks.robustness --claims CLAIMS.jsonl --messages MESSAGES.jsonl --judgements QRELS.tsv --silent
CHAT.jsonl`. Prints the mean average precision at five and the precision at one of the messages as they are and, for
several seeds, with two random slips in ten words (a letter dropped, doubled, replaced or exchanged with the next).
Then, for small databases that hold the claims of some messages and others drawn by seed, how many of those messages a
threshold finds that ten or one in a thousand silent messages cross.
"""

import argparse
import random
import statistics
from collections.abc import Sequence
from pathlib import Path

from benchmarks.labels import Label, read_judgements
from benchmarks.predict_matches import read_lines, read_wordings
from claims_db.matching.matcher import Matcher
from claims_db.model import Match, Wording

SEED = 7
_SLIPS = 0.2
_SEEDS = 6
_SILENT = 2_000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def misspelt(text: str, rng: random.Random) -> str:
    """A text with a slip in one of five words, more than one in some."""
    words = text.split(" ")
    for place in rng.choices(range(len(words)), k=round(_SLIPS * len(words))):
        words[place] = _slip(words[place], rng)
    return " ".join(words)


def _slip(word: str, rng: random.Random) -> str:
    if len(word) < 2:
        return word
    at = rng.randrange(len(word) - 1)
    start, letter, rest = word[:at], word[at], word[at + 1 :]
    slips = (start + rest, start + letter * 2 + rest, start + rng.choice(_LETTERS) + rest)
    return rng.choice((*slips, start + rest[0] + letter + rest[1:]))


def precision(matches: Sequence[Match], claims: frozenset[str]) -> tuple[float, bool]:
    """The average precision at five, and whether the first is right."""
    hits, total = 0, 0.0
    for rank, match in enumerate(matches[:5], 1):
        if match.claim_id in claims:
            hits += 1
            total += hits / rank
    return total / min(len(claims), 5), bool(matches) and matches[0].claim_id in claims


def ranking(matcher: Matcher, labels: Sequence[Label]) -> str:
    """Both precisions over the messages."""
    found = [precision(matcher.search(label.text), label.claims) for label in labels]
    average, first = (statistics.mean(column) for column in zip(*found, strict=True))
    return f"MAP@5 {average:.4f}  P@1 {first:.4f}"


def detection(wordings: Sequence[Wording], labels: Sequence[Label], silent: Sequence[str], size: int) -> str:
    """Recall at two rates of false alarms in databases of a size."""
    rng = random.Random(SEED)
    scores: list[tuple[float, bool]] = []
    alarms: list[float] = []
    by_id = {str(wording.claim_id): wording for wording in wordings}
    group = max(1, size // 8) if size < len(wordings) else len(labels)
    for start in range(0, len(labels), group):
        part = labels[start : start + group]
        named = sorted({claim for label in part for claim in label.claims})
        others = [one for one in rng.sample(wordings, min(size, len(wordings))) if str(one.claim_id) not in named]
        matcher = Matcher(([by_id[claim] for claim in named] + others)[:size])
        for label in part:
            best = matcher.search(label.text, 1)
            scores.append((best[0].score, best[0].claim_id in label.claims) if best else (0.0, False))
        share = max(1, _SILENT * 5 * len(part) // len(labels))
        alarms += [best[0].score if (best := matcher.search(text, 1)) else 0.0 for text in rng.sample(silent, share)]
    alarms.sort(reverse=True)
    recalls = [
        statistics.mean(right and score > alarms[int(rate * len(alarms))] for score, right in scores)
        for rate in (0.01, 0.001)
    ]
    return f"recall at 1 % {recalls[0]:.3f}  at 0.1 % {recalls[1]:.3f}  of {len(scores)} messages, {len(alarms)} silent"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How the matcher holds with slips and in databases of every size.")
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--messages", type=Path, required=True)
    parser.add_argument("--judgements", type=Path, required=True)
    parser.add_argument("--silent", type=Path, action="append", required=True)
    parser.add_argument("--sizes", type=int, nargs="*", default=[20, 300])
    options = parser.parse_args()
    wordings = read_wordings(options.claims)
    labels = read_judgements(options.messages, options.judgements)
    silent = [line["text"] for path in options.silent for line in read_lines(path)]
    matcher = Matcher(wordings)
    print("as they are ", ranking(matcher, labels))
    for seed in range(SEED, SEED + _SEEDS):
        rng = random.Random(seed)
        print("with slips  ", ranking(matcher, [Label(misspelt(label.text, rng), label.claims) for label in labels]))
    for size in (*options.sizes, len(wordings)):
        print(f"{size:>6} claims", detection(wordings, labels, silent, size), flush=True)


if __name__ == "__main__":
    main()
