"""Sums, products and extremes of exact numbers, and which of two is greater.

They are reckoned in whole numbers, and put into lowest terms once: to add or compare fractions is far slower.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

_FEW = 8
"""With more denominators than these, one that all of them have in common may be longer than the sum is worth."""


def total(numbers: Iterable[Fraction]) -> Fraction:
    """Add numbers."""
    them = list(numbers)
    if len(them) == 1:
        return them[0]
    ratios = [each.as_integer_ratio() for each in them]
    denominators = {below for _, below in ratios}
    if len(denominators) > _FEW:
        return sum(them, Fraction(0))
    common = lcm(*denominators)
    return Fraction(sum(above * (common // below) for above, below in ratios), common)


def difference(numbers: Sequence[Fraction]) -> Fraction:
    """Take the second number off the first."""
    (one, below_one), (other, below_other) = (each.as_integer_ratio() for each in numbers)
    return Fraction(one * below_other - other * below_one, below_one * below_other)


def product(numbers: Iterable[Fraction]) -> Fraction:
    """Multiply numbers."""
    above = below = 1
    for each in numbers:
        over, under = each.as_integer_ratio()
        above, below = above * over, below * under
    return Fraction(above, below)


def least(numbers: Iterable[Fraction]) -> Fraction:
    """Return the least number."""
    return min(numbers)


def greatest(numbers: Iterable[Fraction]) -> Fraction:
    """Return the greatest number."""
    return max(numbers)


def side_by_side(one: Fraction, other: Fraction) -> tuple[int, int]:
    """Return two whole numbers of which the first is greater just if the first number is, or as great."""
    (above, below), (over, under) = one.as_integer_ratio(), other.as_integer_ratio()
    return above * under, over * below
