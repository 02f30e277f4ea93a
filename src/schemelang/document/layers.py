"""Boxes in columns, so that every link goes from left to right: in which column, in which order, how far down.

A link that goes past a column has a place of its own there, so that it runs through no box.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from schemelang.light import frozen

_SWEEPS = 8
"""So many times the order of each column is set by that of the one beside it."""

Pair = tuple[int, int]


@frozen
class Layout:
    """The column of each place, how far down its top is, and the places that each link goes through.

    The first places are the boxes, in their order; the others are those where a link goes past a column.
    """

    columns: tuple[int, ...]
    tops: tuple[int, ...]
    heights: tuple[int, ...]
    routes: tuple[tuple[int, ...], ...]

    def middle(self, place: int) -> int:
        """Return how far down the middle of a place is."""
        return self.tops[place] + self.heights[place] // 2


def columns_of(number: int, links: Sequence[Pair]) -> tuple[int, ...]:
    """Return the column of each box: after all that leads to it; one to which nothing leads, just before its first.

    Each link leads from an earlier box to a later one.
    """
    befores, afters = _beside(number, links)
    columns = [0] * number
    for box in range(number):
        columns[box] = max((columns[each] + 1 for each in befores[box]), default=0)
    for box in range(number):
        if not befores[box] and afters[box]:
            columns[box] = min(columns[each] for each in afters[box]) - 1
    return tuple(columns)


def lay_out(heights: Sequence[int], links: Sequence[Pair], *, gap: int, passing: int) -> Layout:
    """Lay out boxes of these heights, at least so far from each other; a link that passes takes so much."""
    columns, routes, steps = _routed(list(columns_of(len(heights), links)), links)
    every = [*heights, *(passing for _ in range(len(columns) - len(heights)))]
    befores, afters = _beside(len(columns), steps)
    rows: list[list[int]] = [[] for _ in range(max(columns, default=-1) + 1)]
    for place, column in enumerate(columns):
        rows[column].append(place)
    _order(rows, befores, afters)
    tops = _tops(rows, every, (befores, afters), gap)
    return Layout(tuple(columns), tuple(tops), tuple(every), tuple(routes))


def _beside(number: int, links: Sequence[Pair]) -> tuple[list[list[int]], list[list[int]]]:
    """Return what leads to each place, and to what each leads."""
    befores: list[list[int]] = [[] for _ in range(number)]
    afters: list[list[int]] = [[] for _ in range(number)]
    for source, target in links:
        befores[target].append(source)
        afters[source].append(target)
    return befores, afters


def _routed(columns: list[int], links: Sequence[Pair]) -> tuple[list[int], list[tuple[int, ...]], list[Pair]]:
    """Give each link a place in every column that it goes past."""
    routes: list[tuple[int, ...]] = []
    for source, target in links:
        passed = range(columns[source] + 1, columns[target])
        routes.append((source, *range(len(columns), len(columns) + len(passed)), target))
        columns.extend(passed)
    steps = [(one, next_) for route in routes for one, next_ in pairwise(route)]
    return columns, routes, steps


def _order(rows: list[list[int]], befores: list[list[int]], afters: list[list[int]]) -> None:
    """Set each column in the order of what stands beside it, to and fro, so that few links cross."""
    for sweep in range(_SWEEPS):
        beside = afters if sweep % 2 == 0 else befores
        for row in reversed(rows) if sweep % 2 == 0 else rows:
            at = {place: Fraction(number, len(each)) for each in rows for number, place in enumerate(each)}
            row.sort(key=lambda place: _mean([at[each] for each in beside[place]] or [at[place]]))


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _tops(
    rows: list[list[int]], heights: Sequence[int], beside: tuple[list[list[int]], list[list[int]]], gap: int
) -> list[int]:
    """Set each place as near to the middle of what stands beside it as the others of its column allow."""
    middles = [Fraction(0)] * len(heights)
    for row in rows:
        _settle(row, heights, middles, gap)
    for sweep in range(_SWEEPS):
        near = beside[1] if sweep % 2 == 0 else beside[0]
        for row in reversed(rows) if sweep % 2 == 0 else rows:
            for place in row:
                middles[place] = _mean([middles[each] for each in near[place]] or [middles[place]])
            _settle(row, heights, middles, gap)
    tops = [round(middle) - height // 2 for middle, height in zip(middles, heights, strict=True)]
    least = min(tops, default=0)
    return [top - least for top in tops]


def _settle(row: Sequence[int], heights: Sequence[int], middles: list[Fraction], gap: int) -> None:
    """Move what stands in each other's way apart, all of it as little as can be."""
    offsets, below = [], Fraction(0)
    for place in row:
        offsets.append(below + Fraction(heights[place], 2))
        below += heights[place] + gap
    groups: list[list[Fraction]] = []
    for place, offset in zip(row, offsets, strict=True):
        groups.append([middles[place] - offset])
        while len(groups) > 1 and _mean(groups[-2]) >= _mean(groups[-1]):
            last = groups.pop()
            groups[-1] += last
    moved = [_mean(group) for group in groups for _ in group]
    for place, offset, start in zip(row, offsets, moved, strict=True):
        middles[place] = start + offset
