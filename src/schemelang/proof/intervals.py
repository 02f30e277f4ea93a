"""Between which ends a value lies, and what becomes of the ends when values are reckoned with."""

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import Literal

from schemelang.light import frozen
from schemelang.quantities import Way, round_to

_Sign = Literal[-1, 1]
_End = Fraction | _Sign
"""A number, or the sign of an end that is not there: a sign is never taken for a number, which is a Fraction."""


@frozen
class Range:
    """The least and the greatest a value can be; None where there is no end.

    Yes is 1 and no is 0. A day is the number it has in the calendar. A word has no ends.
    Every value is a whole number of times `grid`: 1 of a count, a penny of what is rounded to one. It is nothing
    where the value is nothing, and None where no such step is known.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    grid: Fraction | None = None

    @property
    def is_point(self) -> bool:
        """Whether there is one value only."""
        return self.low is not None and (self.low is self.high or self.low == self.high)

    @property
    def is_never_negative(self) -> bool:
        """Whether no value is less than nothing."""
        return self.low is not None and self.low.numerator >= 0

    def has(self, value: Fraction) -> bool:
        """Say whether a value lies within the ends, and on the grid."""
        above = self.low is None or value >= self.low
        below = self.high is None or value <= self.high
        return above and below and (self.grid is None or _is_on(value, self.grid))


ANYTHING = Range()
NOTHING = Fraction(0)
YES_OR_NO = Range(NOTHING, Fraction(1), Fraction(1))


def point(value: Fraction) -> Range:
    """Return the range of one value."""
    return Range(value, value, abs(value))


def at_least(low: int, grid: Fraction | None = None) -> Range:
    """Return the range from a number up."""
    return Range(NOTHING if low == 0 else Fraction(low), None, grid)


# ---------------------------------------------------------------- grids


def _is_on(value: Fraction, grid: Fraction) -> bool:
    return value == 0 if grid == 0 else (value / grid).denominator == 1


def is_finer(grid: Fraction | None, unit: Fraction) -> bool:
    """Say whether values of a grid can lie between whole numbers of a unit."""
    return grid is None or not _is_on(grid, unit)


def same_grid(ranges: Iterable[Range]) -> Fraction | None:
    """Return the grid that all values of several ranges are on."""
    common = NOTHING
    for each in ranges:
        if each.grid is None:
            return None
        common = _common(common, each.grid)
    return common


def _common(one: Fraction, other: Fraction) -> Fraction:
    if not one or not other or one == other:
        return one or other
    above = gcd(one.numerator * other.denominator, other.numerator * one.denominator)
    return Fraction(above, one.denominator * other.denominator)


# ---------------------------------------------------------------- ends


def least(ends: Iterable[Fraction | None]) -> Fraction | None:
    """Return the least of several lower ends; None if one of them is not there."""
    them = list(ends)
    known = [end for end in them if end is not None]
    return min(known) if known and len(known) == len(them) else None


def greatest(ends: Iterable[Fraction | None]) -> Fraction | None:
    """Return the greatest of several upper ends; None if one of them is not there."""
    them = list(ends)
    known = [end for end in them if end is not None]
    return max(known) if known and len(known) == len(them) else None


def tightest_low(ends: Iterable[Fraction | None]) -> Fraction | None:
    """Return the greatest of those lower ends that are there."""
    return max((end for end in ends if end is not None), default=None)


def tightest_high(ends: Iterable[Fraction | None]) -> Fraction | None:
    """Return the least of those upper ends that are there."""
    return min((end for end in ends if end is not None), default=None)


# ---------------------------------------------------------------- reckoning


def either(ranges: Iterable[Range]) -> Range:
    """Return the range of a value that is one of several."""
    them = list(ranges)
    if not them:
        return ANYTHING
    return Range(least(each.low for each in them), greatest(each.high for each in them), same_grid(them))


def within(one: Range, other: Range) -> Range:
    """Return the range of a value that is in two ranges, with the grid of the first."""
    return Range(tightest_low((one.low, other.low)), tightest_high((one.high, other.high)), one.grid)


def plus(ranges: Iterable[Range]) -> Range:
    """Add values."""
    them = list(ranges)
    return Range(_sum(each.low for each in them), _sum(each.high for each in them), same_grid(them))


def _sum(ends: Iterable[Fraction | None]) -> Fraction | None:
    whole = NOTHING
    for end in ends:
        if end is None:
            return None
        whole = whole + end if whole else end
    return whole


def minus(one: Range) -> Range:
    """Turn the sign of a value."""
    return Range(None if one.high is None else -one.high, None if one.low is None else -one.low, one.grid)


def less(one: Range, other: Range) -> Range:
    """Take one value off another."""
    return plus((one, minus(other)))


def times(one: Range, other: Range) -> Range:
    """Multiply two values."""
    corners = [_product(left, right) for left in _ends(one) for right in _ends(other)]
    grid = None if one.grid is None or other.grid is None else one.grid * other.grid
    return _around(corners, grid)


def _ends(one: Range) -> tuple[_End, ...]:
    """Return both ends or, of one value, that one."""
    if one.low is not None and one.low is one.high:
        return (one.low,)
    return -1 if one.low is None else one.low, 1 if one.high is None else one.high


def _product(one: _End, other: _End) -> _End:
    """Multiply two ends; nothing times what has no end is nothing, since every value is a number."""
    if not isinstance(one, int) and not isinstance(other, int):
        return one * other
    if one == 0 or other == 0:
        return NOTHING
    return 1 if (one > 0) == (other > 0) else -1


def _around(corners: list[_End], grid: Fraction | None) -> Range:
    """Return the range with these corners."""
    numbers = [end for end in corners if not isinstance(end, int)]
    signs = [end for end in corners if isinstance(end, int)]
    low = None if -1 in signs or not numbers else min(numbers)
    high = None if 1 in signs or not numbers else max(numbers)
    return Range(low, high, grid)


def product(ranges: Iterable[Range]) -> Range:
    """Multiply values."""
    each = iter(ranges)
    return reduce(times, each, next(each, point(Fraction(1))))


def quotient(part: Range, whole: Range) -> Range:
    """Divide one value by another that is not nothing."""
    if whole == point(NOTHING):
        return ANYTHING
    if whole.high is not None and whole.high <= 0:
        return quotient(minus(part), minus(whole))
    if whole.low is None or whole.low < 0:
        return point(NOTHING) if part == point(NOTHING) else ANYTHING
    smallest = whole.low or whole.grid
    one_by = Range(1 / whole.high if whole.high else NOTHING, 1 / smallest if smallest else None)
    return times(part, one_by)


def rounded(one: Range, unit: Fraction, way: Way) -> Range:
    """Round a value, which keeps the order of values."""
    low = None if one.low is None else round_to(one.low, unit, way)
    high = None if one.high is None else round_to(one.high, unit, way)
    return Range(low, high, unit if is_finer(one.grid, unit) else one.grid)


def many(one: Range, fewest: int, most: int | None) -> Range:
    """Add between so many and so many values of the same range."""
    if most is None:
        low = one.low * fewest if one.low is not None and one.low >= 0 else None
        high = one.high * fewest if one.high is not None and one.high <= 0 else None
        return Range(low, high, one.grid)
    low = None if one.low is None else one.low * (most if one.low < 0 else fewest)
    high = None if one.high is None else one.high * (most if one.high > 0 else fewest)
    return Range(low, high, one.grid)
