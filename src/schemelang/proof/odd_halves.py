"""By how much at most rounding changes a value."""

from fractions import Fraction

from schemelang.proof.intervals import NOTHING, Range, minus, same_grid
from schemelang.quantities import Way


def most_up(one: Range, unit: Fraction, way: Way) -> Fraction:
    """Return by how much at most rounding makes a value more."""
    above = NOTHING if one.high is not None and one.high <= 0 else _away(one.grid, unit, way)
    below = NOTHING if one.is_never_negative else _towards(one.grid, unit, way)
    return max(above, below)


def most_down(one: Range, unit: Fraction, way: Way) -> Fraction:
    """Return by how much at most rounding makes a value less."""
    return most_up(minus(one), unit, way)


def _away(grid: Fraction | None, unit: Fraction, way: Way) -> Fraction:
    """Return by how much at most a value is rounded away from nothing."""
    half = way in {"half_up", "half_even"}
    if way == "down":
        return NOTHING
    if grid is None:
        return unit if way == "up" else unit / 2
    step, parts = _parted(grid, unit)
    first = 1 if way == "up" else -(-parts // 2) if half else parts // 2 + 1
    return max(unit - first * step, NOTHING) if parts > 1 else NOTHING


def _towards(grid: Fraction | None, unit: Fraction, way: Way) -> Fraction:
    """Return by how much at most a value is rounded towards nothing."""
    if way == "up":
        return NOTHING
    if grid is None:
        return unit if way == "down" else unit / 2
    step, parts = _parted(grid, unit)
    last = parts - 1 if way == "down" else -(-parts // 2) - 1 if way == "half_up" else parts // 2
    return max(last, 0) * step


def _parted(grid: Fraction, unit: Fraction) -> tuple[Fraction, int]:
    """Return the step that both the values and the unit are whole numbers of, and how many of it make a unit."""
    step = same_grid((Range(grid=grid), Range(grid=unit)))
    assert step is not None, "both grids are known"
    return step, int(unit / step)
