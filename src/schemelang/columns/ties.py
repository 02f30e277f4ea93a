"""How two levels are tied within a block: what a group has taken to its members, and what they have put together."""

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schemelang.columns.tables import GATHERS
from schemelang.columns.wide import Table, Wide, whole_of_wide
from schemelang.quantities import apportion

_Places = NDArray[np.int64]
_RARE = 10  # of so many groups one at most has several members
_FEW = 32  # members of a group that are put together one after the other, all groups at once


class BlockTie:
    """Which column of a coarser level each column of a finer one belongs to, -1 for none.

    `number` is how many groups there are, and `codes` where each member stands in order of code.
    """

    def __init__(self, groups: _Places, number: int, codes: _Places) -> None:
        """See how the members of a group lie."""
        self.groups, self.number, self.codes = groups, number, codes
        sizes = np.bincount(groups[groups >= 0], minlength=number)
        together = bool(np.all(groups >= 0)) and bool(np.all(np.diff(groups) >= 0))
        by_group = None if together else np.argsort(groups, kind="stable")
        self._order: _Places | None = None if by_group is None else by_group[len(groups) - int(sizes.sum()) :]
        self._filled = np.flatnonzero(sizes)
        self._starts = (np.cumsum(sizes) - sizes)[self._filled]
        self._several = np.flatnonzero(sizes[self._filled] > 1)
        is_alike = number and len(self._filled) == number and sizes.min() == sizes.max() <= _FEW
        self._alike = int(sizes[0]) if is_alike else 0
        absent = np.flatnonzero(groups < 0)
        self._lack: _Places | None = absent if len(absent) else None

    # ------------------------------------------------------------ to members, from members

    def spread(self, table: Table | Wide) -> Any:
        """Give each member what its group has; 0 to one that is in none."""
        if isinstance(table, Wide):
            return Wide(self.spread(table.near), self.spread(table.low))
        if not self.number:
            return np.zeros((len(table), len(self.groups)), table.dtype)
        if self._alike and self._order is None:
            return np.repeat(table, self._alike, axis=1)
        found = table.take(self.groups, axis=1)  # -1 takes the last, which is set right below
        if self._lack is not None:
            found[:, self._lack] = 0
        return found

    def sum(self, table: Table | Wide) -> Any:
        """Add up what the members of each group have."""
        if isinstance(table, Wide):
            return Wide(self._gathered(table.near, "sum"), self._gathered(table.low, "sum"))
        return self._gathered(table, "sum")

    def least(self, table: Table) -> Table:
        """Take the least of what the members of each group have; of nobody 0."""
        return self._gathered(table, "least")

    def greatest(self, table: Table) -> Table:
        """Take the greatest of what the members of each group have; of nobody 0."""
        return self._gathered(table, "greatest")

    def _gathered(self, table: Table, how: str) -> Table:
        members = table if self._order is None else table.take(self._order, axis=1)
        if self._alike:
            parts = (members[:, each :: self._alike] for each in range(self._alike))
            found: Table = reduce(GATHERS[how].two, parts)
            return found.copy() if self._alike == 1 else found
        found = np.zeros((len(table), self.number), table.dtype)
        if len(self._several) * _RARE < len(self._filled):
            self._of_few(members, how, found)
        elif len(self._filled):
            found[:, self._filled] = GATHERS[how].by_group(members, self._starts, axis=1)
        return found

    def _of_few(self, members: Table, how: str, found: Table) -> None:
        """Put together where few groups have several members, as those do that merge: of each other it is the one."""
        found[:, self._filled] = members.take(self._starts, axis=1)
        ends = np.append(self._starts, members.shape[1])
        for each in self._several:
            own = members[:, ends[each] : ends[each + 1]]
            found[:, self._filled[each]] = GATHERS[how].every(own, axis=1)

    # ------------------------------------------------------------ among members

    def places(self, table: Table | Wide) -> Table:
        """Say which place each member has in its group, the greatest first, between equals by code; 0 for others."""
        numbers = whole_of_wide(table) if isinstance(table, Wide) else table
        found = np.zeros(numbers.shape, np.int64)
        for row, each in enumerate(numbers):
            order = np.lexsort((self.codes, -_ranked(each), self.groups))
            order = order[self.groups[order] >= 0]
            sizes = np.diff(np.append(self._starts, len(order)))
            found[row, order] = np.arange(len(order)) - np.repeat(self._starts, sizes) + 1
        return found

    def nearest_shares(self, pool: Table, weight: Table) -> Table:
        """Share what each group has among its members by Sainte-Laguë, exactly."""
        rows = max(len(pool), len(weight))
        found = np.zeros((rows, len(self.groups)), object)
        members = _each_group(self.groups, self._filled)
        for row in range(rows):
            pools, weights = pool[row % len(pool)], weight[row % len(weight)]
            for group, own in zip(self._filled, members(self.codes), strict=True):
                shared, counts = int(pools[group]), [Fraction(int(each)) for each in weights[own]]
                if shared and any(counts):
                    found[row, own] = apportion(shared, counts, "sainte_lague")
        return found


def _ranked(numbers: Table) -> Table:
    """Turn numbers into ones that can be sorted and turned about quickly."""
    if numbers.dtype == object:
        _, ranks = np.unique(numbers, return_inverse=True)
        return np.asarray(ranks)
    return numbers.astype(np.int64) if numbers.dtype == bool else numbers


def _each_group(groups: _Places, filled: _Places) -> Callable[[_Places], list[_Places]]:
    """Return the members of each group in order of code."""

    def members(codes: _Places) -> list[_Places]:
        order = np.lexsort((codes, groups))
        order = order[groups[order] >= 0]
        cuts = np.searchsorted(groups[order], filled)
        return np.split(order, cuts[1:]) if len(filled) else []

    return members
