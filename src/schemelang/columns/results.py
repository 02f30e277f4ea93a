"""What has been worked out, as everything behind an engine reads it."""

from collections.abc import Iterable, Mapping

import numpy as np

from schemelang.columns.wide import Table
from schemelang.light import frozen
from schemelang.plan.plan import Place


@frozen(eq=False)
class ColumnTables:
    """Tables of everybody, in order of code."""

    tables: Mapping[Place, Table]

    def has(self, place: Place) -> bool:
        """Say whether a step has been worked out."""
        return place in self.tables

    def cell(self, place: Place, row: int, column: int) -> int:
        """Return what a step came to at one of its periods for one of its parties."""
        return int(self.tables[place][row, column])

    def not_nothing(self, place: Place) -> Iterable[tuple[int, int]]:
        """Return at which rows and columns a step came to something else than 0."""
        rows, columns = np.nonzero(self.tables[place])
        return zip(rows.tolist(), columns.tolist(), strict=True)
