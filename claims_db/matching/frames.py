"""What the roles of an act are, by its frame: who is meant by the words in front of a verb and behind it.

Promises: from a frame and the slots of a verb the places in each role; which roles exclude each other; by what keys
acts in different words are one. Roles are `agent` and `patient`, for transfers `receiver`, `thing` and `giver`, beside
them `recipient` and `result`. Refuses to know how the slots are found.
"""

from collections.abc import Mapping, Sequence

from claims_db.matching.clauses import Parse
from claims_db.matching.lexicon import lexicon

Slots = Mapping[str, tuple[int, ...]]

# What stands in the slots of a frame: subject, object, and words behind a preposition.
_ACT = {
    "subject": "agent", "object": "patient", "against": "patient", "over": "patient", "by": "agent", "on": "patient",
    "for": "recipient", "to": "recipient", "into": "patient",
}  # fmt: skip
FRAMES = {
    "act": _ACT,
    "deed": _ACT,
    "beat": _ACT,
    "lose": {"subject": "patient", "to": "agent", "against": "agent", "by": "agent"},
    "undergo": {"subject": "patient", "object": "agent", "from": "agent", "by": "agent", "to": "agent", "at": "agent"},
    "yield": {"subject": "patient", "to": "agent"},
    "replace": {"subject": "agent", "object": "patient", "by": "agent", "from": "patient", "with": "agent"},
    "swap": {"object": "patient", "with": "agent", "for": "agent"},
    "get": {"subject": "receiver", "object": "thing", "by": "receiver", "from": "giver"},
    "pay": {"subject": "receiver", "for": "thing", "to": "giver", "by": "receiver"},
    "give": {"subject": "giver", "object": "thing", "to": "receiver", "by": "giver"},
    "equip": {"subject": "giver", "object": "receiver", "with": "thing", "by": "giver"},
    "join": {"subject": "thing", "object": "receiver", "to": "receiver", "for": "receiver", "from": "giver"},
    "leave": {"subject": "thing", "object": "giver", "from": "giver", "for": "receiver", "to": "receiver"},
    "sym": {},
}
PASSIVE_SUBJECT = {
    "act": "patient",
    "beat": "patient",
    "replace": "patient",
    "swap": "patient",
    "get": "thing",
    "give": "thing",
    "equip": "receiver",
}
_FAMILY = {
    "lose": "beat",
    "yield": "replace",
    "swap": "replace",
    "get": "transfer",
    "give": "transfer",
    "equip": "transfer",
    "pay": "transfer",
    "join": "transfer",
    "leave": "transfer",
}
_SYSTEMS = (
    frozenset({"agent", "patient"}),
    frozenset({"agent", "recipient"}),
    frozenset({"agent", "result"}),
    frozenset({"receiver", "thing", "giver"}),
)
_ORDER = (
    "beat",
    "lose",
    "replace",
    "swap",
    "yield",
    "undergo",
    "act",
    "deed",
    "get",
    "join",
    "give",
    "equip",
    "leave",
    "pay",
    "sym",
)
_PLAIN = frozenset({"act", "deed", "beat"})
_MOVING = frozenset({"get", "give", "join", "leave"})


def exclusive(role: str, other: str) -> bool:
    """Tell whether two different roles exclude each other."""
    return role != other and any(role in system and other in system for system in _SYSTEMS)


def preferred(frames: Sequence[str], ahead: Sequence[str]) -> str:
    """Which frame of a word with several to take, seeing the words ahead: one with a role for their preposition."""

    def priority(frame: str) -> tuple[bool, int]:
        fits = frame in _MOVING and any(word in FRAMES[frame] for word in ahead if word in {"from", "to", "for"})
        return not fits, _ORDER.index(frame)

    return min(frames, key=priority)


def takes(frame: str, preposition: str) -> bool:
    """Tell whether the preposition that ends a phrase opens a role of its frame ("lost to", "go from")."""
    return frame not in _PLAIN and preposition in FRAMES[frame]


def keys(parse: Parse, place: int) -> frozenset[str]:
    """The senses and the base by which the act at a place can be met."""
    frames = lexicon().frames
    found = {parse.bases[place]} if parse.lengths[place] == 1 else set[str]()
    for sense in parse.senses[place]:
        frame, _, family = frames[sense].partition(":")
        found.add(f"<{family or _FAMILY.get(frame, sense)}>")
    return frozenset(found)


def roles(
    frame: str, subject: tuple[int, ...], slots: Slots, *, passive: bool, noun: bool
) -> dict[str, tuple[int, ...]]:
    """The places in each role."""
    table = FRAMES[frame]
    found: dict[str, tuple[int, ...]] = {}

    def put(role: str | None, places: tuple[int, ...]) -> None:
        if role and places:
            found[role] = found.get(role, ()) + places

    put(PASSIVE_SUBJECT.get(frame) if passive else table.get("subject"), subject)
    if frame == "replace" and "with" in slots and not passive:
        found.pop("agent", None)
    for slot, places in slots.items():
        put(_role(frame, slot, passive=passive, noun=noun), places)
    return found


def _role(frame: str, slot: str, *, passive: bool, noun: bool) -> str | None:
    """The role of what stands in a slot.

    Behind a passive the object is what somebody was made ("elected mayor"), and what was lost was lost by the loser.
    """
    if slot == "object":
        return None if noun else "result" if passive else FRAMES[frame].get("object")
    if slot == "by" and passive and frame == "lose":
        return "patient"
    if slot == "of":
        return PASSIVE_SUBJECT.get(frame) if noun else None
    if (slot == "for" and noun) or (slot == "by" and not (noun or passive) and frame not in {"lose", "undergo"}):
        return None
    return FRAMES[frame].get(slot)
