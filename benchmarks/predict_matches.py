"""Write what the matcher finds in messages, one JSON line each, for the scorers.

Run `python -m benchmarks.predict_matches --claims CLAIMS.jsonl --messages MESSAGES.jsonl --out OUT.jsonl [--limit 50]`.
Claims are lines `{"id", "text", "title"?, "phrasings"?}`, messages `{"id", "text"}`. A line of the output is
`{"id", "matches": [{"claim", "score", "relation", "guards"}], "reply", "us"}`: matches best first, whether passive mode
would answer with the shipped defaults, and how many microseconds the search took.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

from claims_db.matching.matcher import Matcher
from claims_db.model import ClaimId, Wording
from claims_db.watching.decision import judge
from claims_db.watching.rules import Policy


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_wordings(path: Path) -> list[Wording]:
    """The claims of a JSON Lines file as the matcher takes them."""
    return [
        Wording(
            claim_id=ClaimId(claim["id"]),
            text=claim["text"],
            title=claim.get("title") or "",
            phrasings=tuple(claim.get("phrasings") or ()),
        )
        for claim in read_lines(path)
    ]


def predict(matcher: Matcher, message: dict[str, Any], limit: int, floor: float = 0.0) -> dict[str, Any]:
    """What the matcher makes of one message."""
    started = time.perf_counter_ns()
    matches = matcher.search(message["text"], limit, floor=floor)
    took = (time.perf_counter_ns() - started) / 1000
    return {
        "id": message["id"],
        "matches": [
            {
                "claim": match.claim_id,
                "score": round(match.score, 6),
                "relation": match.relation.value,
                "guards": [objection.guard.value for objection in match.evidence.objections],
            }
            for match in matches
        ],
        "reply": judge(matches, Policy()).reply,
        "us": round(took, 1),
    }


def main() -> None:
    """Read, match, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=Path, required=True, action="append", help="may be given several times")
    parser.add_argument("--messages", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=50)
    parser.add_argument(
        "--floor", type=float, default=0.0, help="leave out matches below this score, as passive mode does"
    )
    options = parser.parse_args()
    matcher = Matcher(wording for path in options.claims for wording in read_wordings(path))
    with options.out.open("w", encoding="utf-8") as out:
        for message in read_lines(options.messages):
            out.write(json.dumps(predict(matcher, message, options.limit, options.floor)) + "\n")


if __name__ == "__main__":
    main()
