"""How well readings tell what messages are to claims, as shares in 0..1, on one part of the data."""

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from claims_db.matching.matcher import Matcher
from claims_db.matching.relation import Reading, Statement, analyse, relate
from claims_db.model import Relation, Wording
from claims_db.watching.decision import judge
from claims_db.watching.rules import Policy

POLICY = Policy()
DATA = Path(__file__).with_name("data")
SUPPORTED = 0.4
"""Support from which a reading counts as an answer, in place of the matcher's score."""
CARRIED = {
    "repeat_verbatim": {Relation.REPEATS},
    "repeat_paraphrase": {Relation.REPEATS},
    "typo": {Relation.REPEATS},
    "embedded": {Relation.REPEATS},
    "question": {Relation.ASKS},
    "attributed": {Relation.ATTRIBUTES, Relation.REPEATS},
}
OPPOSED = {"denial", "debunk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Shares of the messages of a part."""

    answered: float
    relation_right: float
    disputes_recognised: float
    disputes_answered: float
    near_misses_answered: float
    chatter_answered: float


def lines(part: str, name: str) -> list[dict[str, Any]]:
    """The objects of one file of a part."""
    text = (DATA / part / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@cache
def figures(part: str) -> Figures:
    """Read every message against the claim it is about or near to; chatter is matched with all of them."""
    known = lines(part, "claims")
    claims = {claim["id"]: analyse(claim["text"]) for claim in known}
    matcher = Matcher([Wording(claim_id=claim["id"], text=claim["text"]) for claim in known])
    tally: Counter[str] = Counter()
    for message in lines(part, "messages"):
        if message["relation"] == "chatter":
            tally["chatter"] += 1
            tally["chatter answered"] += judge(matcher.search(message["text"]), POLICY).reply
        else:
            _count(tally, message, analyse(message["text"]), claims)
    return Figures(
        answered=tally["answered"] / tally["carried"],
        relation_right=tally["right"] / (tally["carried"] + tally["opposed"]),
        disputes_recognised=tally["recognised"] / tally["opposed"],
        disputes_answered=tally["mistaken"] / tally["opposed"],
        near_misses_answered=tally["near answered"] / tally["near"],
        chatter_answered=tally["chatter answered"] / tally["chatter"],
    )


def _count(tally: Counter[str], message: dict[str, Any], statement: Statement, claims: dict[str, Statement]) -> None:
    kind, target = message["relation"], message["claim"] or message.get("near")
    reading = relate(statement, claims[target])
    if kind in CARRIED:
        tally["carried"] += 1
        tally["right"] += reading.relation in CARRIED[kind]
        tally["answered"] += _answers(reading)
    elif kind in OPPOSED:
        tally["opposed"] += 1
        tally["right"] += reading.relation is Relation.DISPUTES
        tally["recognised"] += reading.relation is Relation.DISPUTES
        tally["mistaken"] += _answers(reading) and reading.relation is not Relation.ASKS
    else:
        tally["near"] += 1
        tally["near answered"] += _answers(reading)


def _answers(reading: Reading) -> bool:
    return reading.support >= SUPPORTED and not reading.objections and reading.relation is not Relation.DISPUTES
