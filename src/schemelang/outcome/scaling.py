"""A value found on a scale: between two rows, in one of its bands, or cut into slices."""

from bisect import bisect_right
from fractions import Fraction
from itertools import pairwise
from typing import Literal, assert_never

from schemelang.light import frozen
from schemelang.outcome.outcome import Lack

How = Literal["line", "whole", "slice"]


@frozen(kw_only=True)
class Rows:
    """Where each row of a scale stands and what it gives, and what is given below the first and above the last."""

    marks: tuple[tuple[Fraction, Fraction], ...]
    below: Fraction | None
    above: Fraction | None


def on_scale(how: How, value: Fraction, rows: Rows) -> Fraction | Lack:
    """Return what a scale gives for a value, or why it gives nothing."""
    if any(one[0] >= other[0] for one, other in pairwise(rows.marks)):
        return Lack.OUT_OF_ORDER
    match how:
        case "line":
            found = _on_line(value, rows)
        case "whole":
            found = _in_band(value, rows)
        case "slice":
            found = _in_slices(value, rows)
        case _:
            assert_never(how)
    return Lack.OFF_THE_SCALE if found is None else found


def row_of(value: Fraction, marks: tuple[tuple[Fraction, Fraction], ...]) -> int:
    """Return how many rows stand at a value or below it."""
    return bisect_right([at for at, _ in marks], value)


def _on_line(value: Fraction, rows: Rows) -> Fraction | None:
    """Go in a straight line from the row below to the row above."""
    row = row_of(value, rows.marks)
    if row == 0:
        return rows.below
    at, gives = rows.marks[row - 1]
    if value == at:
        return gives
    if row == len(rows.marks):
        return rows.above
    next_at, next_gives = rows.marks[row]
    return _between(value, at, gives, next_at, next_gives)


def _between(value: Fraction, at: Fraction, gives: Fraction, next_at: Fraction, next_gives: Fraction) -> Fraction:
    """Return gives + (next_gives - gives) × (value - at) ÷ (next_at - at), in whole numbers, which is far quicker."""
    start, end = at.as_integer_ratio(), next_at.as_integer_ratio()
    low, high = gives.as_integer_ratio(), next_gives.as_integer_ratio()
    own = value.as_integer_ratio()
    gone = (own[0] * start[1] - start[0] * own[1]) * end[1]
    whole = (end[0] * start[1] - start[0] * end[1]) * own[1]
    rises = high[0] * low[1] - low[0] * high[1]
    return Fraction(low[0] * high[1] * whole + rises * gone, low[1] * high[1] * whole)


def _in_band(value: Fraction, rows: Rows) -> Fraction | None:
    """Take what the last row gives that stands at the value or below it."""
    row = row_of(value, rows.marks)
    return rows.marks[row - 1][1] if row else rows.below


def _in_slices(value: Fraction, rows: Rows) -> Fraction | None:
    """Multiply what each row gives by the part of the value, from nothing, that lies in it."""
    first = rows.marks[0][0]
    if rows.below is None and (value < first or first > 0):
        return None
    under = (rows.below or Fraction(0)) * (min(value, first) - min(Fraction(0), first))
    slices = slices_of(value, tuple(at for at, _ in rows.marks))
    return under + sum((gives * part for (_, gives), part in zip(rows.marks, slices, strict=True)), Fraction(0))


def slices_of(value: Fraction, ats: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """Return how much of a value lies in each row: from it to the next, and in the last without end."""
    return tuple(
        _up_to(value, at, end) - _up_to(Fraction(0), at, end) for at, end in pairwise((*ats, None)) if at is not None
    )


def _up_to(value: Fraction, first: Fraction, end: Fraction | None) -> Fraction:
    """Return the value, or the nearest end of a slice."""
    upper = value if end is None else min(value, end)
    return max(upper, first)
