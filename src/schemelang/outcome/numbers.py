"""Sums, products and extremes of exact numbers."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import prod


def total(numbers: Iterable[Fraction]) -> Fraction:
    """Add numbers; whole ones as such, which is far quicker."""
    them = list(numbers)
    if len(them) == 1:
        return them[0]
    if all(number.denominator == 1 for number in them):
        return Fraction(sum(number.numerator for number in them))
    return sum(them, Fraction(0))


def difference(numbers: Sequence[Fraction]) -> Fraction:
    """Take the second number off the first."""
    return numbers[0] - numbers[1]


def product(numbers: Iterable[Fraction]) -> Fraction:
    """Multiply numbers."""
    each = iter(numbers)
    return prod(each, start=next(each, Fraction(1)))


def least(numbers: Iterable[Fraction]) -> Fraction:
    """Return the least number."""
    return min(numbers)


def greatest(numbers: Iterable[Fraction]) -> Fraction:
    """Return the greatest number."""
    return max(numbers)
