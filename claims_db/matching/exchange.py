"""Whether two acts have their actors in the same roles or in each other's.

Promises: a weighing of one pair of acts, a claim's and a message's. Refuses to say what follows from it.
"""

from collections.abc import Mapping, Sequence, Set

from claims_db.matching.frames import exclusive
from claims_db.matching.roles import Act


def cross(
    said_by: Mapping[int, Sequence[int]], named: Set[int], act: Act, other: Act
) -> tuple[float, float, tuple[int, ...]]:
    """How much stands in the same role, how much in another that excludes it, and the words of the latter.

    Of a role whose head is in its place ("the drummer of Anchor") the rest may be elsewhere ("Anchor fired its
    drummer"). Whoever did it to what is his may be named with it alone ("withdrew its troops", "Russian troops were
    withdrawn"). Two roles exchanged outweigh whatever else is in its place.
    """
    straight = crossed = 0.0
    owned = {said for member in act.owned for said in said_by.get(member, ())}
    places: list[int] = []
    standings = {role: _standing(said_by, role, members, other, named) for role, members in act.roles.items()}
    moves = {
        (role, taken)
        for role, (_, wrong) in standings.items()
        for said in wrong.values()
        if (taken := other.role_of(said))
    }
    mutual = any((taken, role) in moves or _ousts(said_by, act, standings, named, role, taken) for role, taken in moves)
    held = {role for role, (same, _) in standings.items() if not set(same) <= set(named)}
    for role, members in act.roles.items():
        same, wrong = standings[role]
        straight += sum(2.0 if member in named else 1.0 for member in same)
        if members[0] in same and members[0] not in named and not mutual:
            continue
        if role in held and not mutual:
            wrong = {member: said for member, said in wrong.items() if other.role_of(said) not in held}
        if role not in other.roles:
            wrong = {member: said for member, said in wrong.items() if owned.isdisjoint((said + 1, said + 2))}
        crossed += sum(2.0 if member in named else 1.0 for member in wrong)
        places += wrong.values()
    if other.open and not straight and all(said in other.subject for said in places):
        return 0.0, 0.0, ()
    if mutual:
        straight = 0.0
    return straight, crossed, tuple(places)


def _ousts(
    said_by: Mapping[int, Sequence[int]],
    act: Act,
    standings: Mapping[str, tuple[list[int], dict[int, int]]],
    named: Set[int],
    role: str,
    taken: str,
) -> bool:
    """Tell whether those named in a role do what others do by the claim, who are named in the message too."""
    same, wrong = standings[role]
    if taken != "agent" or named.isdisjoint(wrong) or not named.isdisjoint(same):
        return False
    own = [member for member in act.roles.get(taken, ()) if member in named and said_by.get(member)]
    return bool(own) and set(own).isdisjoint(standings[taken][0])


def _standing(
    said_by: Mapping[int, Sequence[int]], role: str, members: Sequence[int], other: Act, named: Set[int]
) -> tuple[list[int], dict[int, int]]:
    """Which members of a role are said in the same role, and which in another that excludes it, with the word there."""
    same: list[int] = []
    wrong: dict[int, int] = {}
    for member in members:
        found = {taken: said for said in said_by.get(member, ()) if (taken := other.role_of(said))}
        if role == "result" and member in named:
            continue
        if role in found:
            same.append(member)
            continue
        for taken, said in found.items():
            if exclusive(role, taken):
                wrong[member] = said
    return same, wrong
