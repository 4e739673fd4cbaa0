"""Sets of small numbers as the bits of Python integers, whose operators run at the speed of memory.

Promises: work that grows with the number of sets and with their width, never with the number of their combinations.
Refuses to know what the numbers stand for.
"""

from collections.abc import Iterable, Iterator, Sequence

STEPS = 2.0
"""Into how many steps a nat is cut when weights are added up bit by bit."""
_FEW = 4


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
    """The numbers in sets whose weights sum to at least `least`, and some that miss it by a step a set.

    The sums are held as bit planes (plane i holds bit i of every number's sum) and weights are added to all numbers at
    once by ripple carry, as in the bit-sliced arithmetic of O'Neil and Quass (1997).
    """
    planes: list[int] = []
    for weight, bits in weighted:
        _add(planes, int(weight * STEPS) + 1, bits)
    return _at_least(planes, int(least * STEPS))


def _add(planes: list[int], weight: int, bits: int) -> None:
    carry, place = 0, 0
    while weight or carry:
        if place == len(planes):
            planes.append(0)
        plane = planes[place]
        if weight & 1:
            half = plane ^ bits
            planes[place] = half ^ carry
            carry = plane & bits | carry & half
        elif carry:
            planes[place] = plane ^ carry
            carry &= plane
        weight >>= 1
        place += 1


def _at_least(planes: list[int], least: int) -> int:
    """The numbers whose sum is at least `least`: compared from the highest plane down."""
    if least >> len(planes):
        return 0
    everything = 0
    for plane in planes:
        everything |= plane
    greater, equal = 0, everything
    for place in range(len(planes) - 1, -1, -1):
        if least >> place & 1:
            equal &= planes[place]
        else:
            greater |= equal & planes[place]
            equal &= ~planes[place]
    return greater | equal
