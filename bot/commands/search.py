"""Find claims in a text, as the bot would."""

import argparse
import json
from typing import Any

import msgspec

from bot.cards.parts import STATUSES
from bot.commands.claims import open_claims
from bot.config import Config
from claims_db.lookup import Finding
from claims_db.watching import Verdict

HELP = "find claims in a text, and say whether passive mode would reply"


def arguments(parser: argparse.ArgumentParser) -> None:
    """TEXT, and how to print."""
    parser.add_argument("text", metavar="TEXT", help="what somebody wrote")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--limit", type=int, default=5, choices=range(1, 51), metavar="N", help="at most N claims (5)")


async def main(args: argparse.Namespace, config: Config) -> int:
    """Print what was found and what passive mode would do."""
    async with open_claims(config) as service:
        findings = await service.lookup.find(args.text, limit=args.limit)
        verdict = await service.watching.judge(args.text)
    print(_as_json(findings, verdict) if args.json else _as_text(findings, verdict))
    return 0


def _as_json(findings: tuple[Finding, ...], verdict: Verdict) -> str:
    matches = [
        {
            "claim": finding.claim.slug,
            "text": finding.claim.text,
            "status": finding.claim.status,
            "score": round(finding.match.score, 4),
            "relation": finding.match.relation,
            "evidence": msgspec.to_builtins(finding.match.evidence),
        }
        for finding in findings
    ]
    return json.dumps({"matches": matches, "reply": verdict.reply}, ensure_ascii=False)


def _as_text(findings: tuple[Finding, ...], verdict: Verdict) -> str:
    lines = [line for finding in findings for line in _finding(finding)] or ["No claim on record matches that."]
    return "\n".join(
        [*lines, "", f"Passive mode would {'reply' if verdict.reply else f'stay silent: {verdict.silence}'}."]
    )


def _finding(finding: Finding) -> list[str]:
    symbol, word, _ = STATUSES[finding.claim.status]
    evidence: dict[str, Any] = {
        "matched": finding.match.evidence.matched,
        "missing": finding.match.evidence.missing,
        "cues": finding.match.evidence.cues,
        "objections": [f"{o.guard} ({', '.join(o.words)})" for o in finding.match.evidence.objections],
    }
    shown = [f"      {name}: {', '.join(words)}" for name, words in evidence.items() if words]
    return [f"{finding.match.score:.2f}  {finding.match.relation}  {symbol} {word}: {finding.claim.text}", *shown]
