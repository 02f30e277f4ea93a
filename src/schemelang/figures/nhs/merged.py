"""Tables about the same parties at the same times, put side by side as one: what stands under both is read once."""

from collections.abc import Collection, Iterable
from itertools import takewhile

from schemelang.figures.table import Cell, Table

_Key = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


def merged(tables: Iterable[Table], figures: Collection[str]) -> tuple[Table, ...]:
    """Put side by side the tables whose rows are about the same, in the same order, and none of them twice."""
    alike: dict[_Key, list[Table]] = {}
    apart: list[Table] = []
    for table in tables:
        key = _key(table, figures)
        if len(set(key[1])) == len(key[1]):
            alike.setdefault(key, []).append(table)
        else:
            apart.append(table)
    return (*(_side_by_side(some, len(key[0])) for key, some in alike.items()), *apart)


def _key(table: Table, figures: Collection[str]) -> _Key:
    """Return what the rows of a table are about: the headings before its figures, and the words under them."""
    headings = tuple(takewhile(lambda heading: heading not in figures, (cell.text for cell in table.headings)))
    return headings, tuple(tuple(cell.text for cell in row[: len(headings)]) for row in table.rows)


def _side_by_side(tables: list[Table], about: int) -> Table:
    first, *others = tables
    if not others:
        return first
    rows = zip(*(table.rows for table in tables), strict=True)
    return Table(
        first.name, _joined([table.headings for table in tables], about), tuple(_joined(row, about) for row in rows)
    )


def _joined(parts: Iterable[tuple[Cell, ...]], about: int) -> tuple[Cell, ...]:
    first, *others = parts
    return (*first, *(cell for part in others for cell in part[about:]))
