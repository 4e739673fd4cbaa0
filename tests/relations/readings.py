"""A message read against a claim, as tests ask for it."""

from claims_db.matching.relation import Reading, analyse, relate
from claims_db.model import Guard


def read(claim: str, message: str) -> Reading:
    return relate(analyse(message), analyse(claim))


def guards(claim: str, message: str) -> set[Guard]:
    return {objection.guard for objection in read(claim, message).objections}
