"""Whether two acts have their actors in the same roles or in each other's.

Promises: a weighing of one pair of acts, a claim's and a message's. Refuses to say what follows from it.
"""

from collections.abc import Collection, Mapping, Sequence

from claims_db.matching.frames import exclusive
from claims_db.matching.roles import Act


def cross(
    said_by: Mapping[int, Sequence[int]], named: Collection[int], act: Act, other: Act
) -> tuple[float, float, tuple[int, ...]]:
    """How much stands in the same role, how much in another that excludes it, and the words of the latter.

    Two roles exchanged outweigh whatever else is in its place.
    """
    straight = crossed = 0.0
    places: list[int] = []
    moves: set[tuple[str, str]] = set()
    for role, members in act.roles.items():
        for member in members:
            weight = 2.0 if member in named else 1.0
            found = {taken: said for said in said_by.get(member, ()) if (taken := other.role_of(said))}
            if role == "result" and member in named:
                continue
            if role in found:
                straight += weight
                continue
            wrong = {taken: said for taken, said in found.items() if exclusive(role, taken)}
            crossed += weight * bool(wrong)
            places += wrong.values()
            moves |= {(role, taken) for taken in wrong}
    if other.open and not straight and all(said in other.subject for said in places):
        return 0.0, 0.0, ()
    if any((taken, role) in moves for role, taken in moves):
        straight = 0.0
    return straight, crossed, tuple(places)
