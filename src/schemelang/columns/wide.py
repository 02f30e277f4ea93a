"""Whole numbers in two limbs: one near by in float64, and the remainder at 2**64 in int64.

How far the first may be off is known from the plan, and is less than 2**60. Two numbers that lie less than 2**62 apart
are told apart by their remainders, and all others by the numbers near by. A quotient is taken near by, and set right by
what is left of it, which is small, and so exact in its remainder.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from schemelang.light import frozen

Table = NDArray[Any]
"""Rows are periods, columns are parties."""

_CLOSE = 2**61
_TWO_LIMBS = 2**64
_MOST = 2**63


@frozen(eq=False)
class Wide:
    """A table of numbers in two limbs."""

    near: Table
    low: Table


def wide_of(what: Table | int) -> Wide:
    """Hold a table, or one number, in two limbs."""
    if isinstance(what, int):
        return Wide(np.array([[what]], object).astype(np.float64), np.array([[_signed(what)]], np.int64))
    if what.dtype == object:
        low = np.asarray(np.frompyfunc(_signed, 1, 1)(what))
        return Wide(what.astype(np.float64), low.astype(np.int64))
    return Wide(what.astype(np.float64), what.astype(np.int64))


def _signed(number: int) -> int:
    """Return a number's remainder at 2**64 as int64 holds it."""
    return (number + _MOST) % _TWO_LIMBS - _MOST


def whole_of_wide(wide: Wide) -> Table:
    """Return the numbers themselves, as Python's own integers."""
    near = np.asarray(np.frompyfunc(int, 1, 1)(wide.near))
    low = wide.low.astype(object)
    found: Table = low + (near - low + _MOST) // _TWO_LIMBS * _TWO_LIMBS
    return found


def wide_plus(one: Wide, other: Wide) -> Wide:
    """Add one to another."""
    return Wide(one.near + other.near, one.low + other.low)


def wide_minus(one: Wide, less: Wide) -> Wide:
    """Take one off another."""
    return Wide(one.near - less.near, one.low - less.low)


def wide_times(one: Wide, other: Wide) -> Wide:
    """Multiply one by another."""
    return Wide(one.near * other.near, one.low * other.low)


def wide_divided(one: Wide, by: Wide) -> Table:
    """Say how often one goes into another; what comes of it, and what it is divided by, fit into int64."""
    often = np.floor(one.near / by.near).astype(np.int64)
    left = one.low - often * by.low
    found: Table = often + left // by.low
    return found


def wide_rest(one: Wide, by: Wide) -> Table:
    """Return what is left when one has gone into another as often as it can."""
    often = np.floor(one.near / by.near).astype(np.int64)
    found: Table = (one.low - often * by.low) % by.low
    return found


def wide_is_less(one: Wide, other: Wide) -> Table:
    """Say where one is less than another."""
    apart = one.near - other.near
    found: Table = np.where(np.abs(apart) < _CLOSE, one.low - other.low < 0, apart < 0)
    return found


def wide_is_at_most(one: Wide, other: Wide) -> Table:
    """Say where one is less than another, or the same."""
    return ~wide_is_less(other, one)


def wide_is_equal(one: Wide, other: Wide) -> Table:
    """Say where one is the same as another."""
    found: Table = (np.abs(one.near - other.near) < _CLOSE) & (one.low == other.low)
    return found


def wide_is_not(one: Wide, other: Wide) -> Table:
    """Say where one is not the same as another."""
    return ~wide_is_equal(one, other)


def wide_choose(condition: Table, then: Wide, otherwise: Wide) -> Wide:
    """Take one where something is so, else the other."""
    return Wide(np.where(condition, then.near, otherwise.near), np.where(condition, then.low, otherwise.low))


def wide_lesser(one: Wide, other: Wide) -> Wide:
    """Take the lesser of two."""
    return wide_choose(wide_is_less(one, other), one, other)


def wide_greater(one: Wide, other: Wide) -> Wide:
    """Take the greater of two."""
    return wide_choose(wide_is_less(one, other), other, one)
