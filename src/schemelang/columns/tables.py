"""What the text calls by name: tables taken by their rows, put together, and turned."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Any

import numpy as np

from schemelang.columns import wide
from schemelang.columns.wide import Table, Wide
from schemelang.light import frozen

WIDE = "wide"
"""In place of the type of what is held in one array."""


def one_of(table: Table) -> int:
    """Return the one number of a table that has only one."""
    return int(table[0, 0])


def one_cell(number: int, dtype: Any) -> Table | Wide:
    """Make a table of one number."""
    if dtype is WIDE:
        return wide.wide_of(number)
    table = np.empty((1, 1), dtype)
    table[0, 0] = number
    return table


def chosen(condition: Table, then: Table | int, otherwise: Table | int, dtype: Any) -> Table:
    """Take one where something is so, else the other, whatever size they are of."""
    found: Table = np.where(condition, np.asarray(then, dtype), np.asarray(otherwise, dtype))
    return found


def rows_of(table: Table | Wide, rows: slice | Sequence[int]) -> Table | Wide:
    """Take some rows of a table."""
    if isinstance(table, Wide):
        return Wide(table.near[rows], table.low[rows])
    found: Table = table[rows]
    return found


def beside(parts: Sequence[Any], columns: int, dtype: Any) -> Table | Wide:
    """Put rows, each a table with one, or one number, into one table."""
    if dtype is WIDE:
        near = beside([part.near for part in parts], columns, np.float64)
        low = beside([part.low for part in parts], columns, np.int64)
        assert not isinstance(near, Wide), "one array of each"
        assert not isinstance(low, Wide), "one array of each"
        return Wide(near, low)
    found = np.empty((len(parts), columns), dtype)
    for row, part in enumerate(parts):
        found[row] = part
    return found


def for_each(table: Table | Wide, columns: int) -> Table | Wide:
    """Say what is of the whole scheme for each party."""
    if isinstance(table, Wide):
        return Wide(np.repeat(table.near, columns, axis=1), np.repeat(table.low, columns, axis=1))
    return np.repeat(table, columns, axis=1)


# ---------------------------------------------------------------- rows put together


@frozen
class Gathers:
    """A way to put numbers together: of all rows or columns, or of each group of columns."""

    every: Callable[..., Any]
    by_group: Callable[..., Any]
    two: Callable[[Any, Any], Any]


GATHERS = {
    "sum": Gathers(np.add.reduce, np.add.reduceat, np.add),
    "least": Gathers(np.minimum.reduce, np.minimum.reduceat, np.minimum),
    "greatest": Gathers(np.maximum.reduce, np.maximum.reduceat, np.maximum),
}


def _of_rows(table: Table, how: str, rows: Sequence[Sequence[int]]) -> Table:
    """Put some rows together for each row of what comes of it; of none it is 0."""
    found = np.zeros((len(rows), table.shape[1]), table.dtype)
    for row, taken in enumerate(rows):
        if taken:
            found[row] = reduce(GATHERS[how].two, (table[each] for each in taken))
    return found


def sum_of_rows(table: Table | Wide, rows: Sequence[Sequence[int]]) -> Table | Wide:
    """Add up some rows."""
    if isinstance(table, Wide):
        return Wide(_of_rows(table.near, "sum", rows), _of_rows(table.low, "sum", rows))
    return _of_rows(table, "sum", rows)


def least_of_rows(table: Table, rows: Sequence[Sequence[int]]) -> Table:
    """Take the least of some rows."""
    return _of_rows(table, "least", rows)


def greatest_of_rows(table: Table, rows: Sequence[Sequence[int]]) -> Table:
    """Take the greatest of some rows."""
    return _of_rows(table, "greatest", rows)


# ---------------------------------------------------------------- columns put together


def _of_columns(how: str) -> Callable[[Table], Table | None]:
    def gathered(table: Table) -> Table | None:
        found: Table | None = GATHERS[how].every(table, axis=1, keepdims=True) if table.shape[1] else None
        return found

    return gathered


def names_of_the_text() -> dict[str, Any]:
    """Return all that the text calls by name."""
    ours: Iterable[Callable[..., Any]] = (
        one_of,
        one_cell,
        chosen,
        rows_of,
        beside,
        for_each,
        sum_of_rows,
        least_of_rows,
        greatest_of_rows,
        wide.wide_of,
        wide.whole_of_wide,
        wide.wide_plus,
        wide.wide_minus,
        wide.wide_times,
        wide.wide_divided,
        wide.wide_rest,
        wide.wide_is_less,
        wide.wide_is_at_most,
        wide.wide_is_equal,
        wide.wide_is_not,
        wide.wide_choose,
        wide.wide_lesser,
        wide.wide_greater,
    )
    found: dict[str, Any] = {each.__name__: each for each in ours}
    gathered = {f"{how}_of_columns": _of_columns(how) for how in GATHERS}
    types = {"float64": np.float64, "int64": np.int64, "yes_or_no": np.bool_, "objects": object, "wide": WIDE}
    return {"np": np, **found, **gathered, **types}
