"""Sets of small numbers as the bits of Python integers, whose operators run at the speed of memory.

Promises: work that grows with the number of sets and with their width, never with the number of their combinations.
Refuses to know what the numbers stand for.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

_FEW = 4
_ROUNDING = 1e-6


def bitmap(numbers: Iterable[int]) -> int:
    """The set as an integer."""
    members = list(numbers)
    octets = bytearray(max(members, default=0) // 8 + 1)
    for number in members:
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")


def numbers(bits: int) -> Iterator[int]:
    """The members of a set, the greatest first."""
    if bits.bit_count() > _FEW:
        text = f"{bits:b}"
        place, last = text.find("1"), len(text) - 1
        while place >= 0:
            yield last - place
            place = text.find("1", place + 1)
        return
    while bits:
        number = bits.bit_length() - 1
        yield number
        bits ^= 1 << number


def reaching(weighted: Sequence[tuple[float, int]], least: float) -> int:
    """The numbers in sets whose weights sum to at least `least`, and maybe some more.

    From the heaviest set to the lightest it is followed who has missed at most none, one, two, ... of the sets so far.
    Nobody may miss more than leaves `least`; how many sets that is grows as they become lighter. So the nearer `least`
    is to the sum of all weights, the less there is to follow, and mostly there is nobody left before the end.
    """
    weighted = sorted(weighted, reverse=True)
    weights = [weight for weight, _ in weighted]
    spare = sum(weights) - least + _ROUNDING
    if spare < 0.0:
        return 0
    if least <= _ROUNDING:
        return reduce(int.__or__, [bits for _, bits in weighted], 0)
    missed = [-1]
    most, lost = 0, 0.0  # how many of the sets so far may be missed: the lightest, which weigh so much together
    for place, (weight, bits) in enumerate(weighted):
        most, lost = most + 1, lost + weight
        while lost > spare:
            most, lost = most - 1, lost - weights[place - most + 1]
        if most:
            following = [many & bits | fewer for many, fewer in zip(missed, (0, *missed), strict=False)]
            missed = [*following, missed[-1]] if most == len(missed) else following
        else:
            missed = [missed[0] & bits]
        if not missed[-1]:
            return 0
    return missed[-1]
