"""Write who is quoted as saying what in articles, one JSON line each, for the scorer.

Run `python -m benchmarks.predict_attributions --articles ARTICLES.jsonl --out OUT.jsonl`. Articles are lines
`{"doc_id", "text"}`. A line of the output is `{"doc_id", "drafts": [{"source_span", "cue_span", "content_span",
"confidence"}], "ms"}`: every span a list of [start, end) into the text, and the milliseconds of CPU that reading the
whole article took. Each act of saying is one entry, as annotators mark it; the drafts of the program cut it further.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

from claims_db.articles.drafts import read_article


def predict(article: dict[str, Any]) -> dict[str, Any]:
    """What is found in one article."""
    started = time.process_time_ns()
    said = read_article(article["text"]).said
    took = (time.process_time_ns() - started) / 1_000_000
    return {
        "doc_id": article["doc_id"],
        "drafts": [
            {
                "source_span": found.spans.source,
                "cue_span": found.spans.cue,
                "content_span": found.spans.content,
                "confidence": found.confidence,
            }
            for found in said
        ],
        "ms": round(took, 3),
    }


def main() -> None:
    """Read, find, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    lines = options.articles.read_text(encoding="utf-8").splitlines()
    with options.out.open("w", encoding="utf-8") as out:
        for line in lines:
            if line.strip():
                out.write(json.dumps(predict(json.loads(line))) + "\n")


if __name__ == "__main__":
    main()
