"""Who comes and goes within the term, or is in several groups: settled from files of Parquet by the usual reader.

It is given the rows about them and about all others of their groups, so that what they say is taken, and told if it is
wrong, as in every other run.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from schemelang.columns.keyed import Keys
from schemelang.columns.roll import Array
from schemelang.diagnostic import Diagnostic
from schemelang.figures.from_files import not_too_many, settle, together
from schemelang.figures.membership import Parties
from schemelang.figures.rows import Sheet, read_rows
from schemelang.figures.said import Said, read_said
from schemelang.figures.table import Cell
from schemelang.light import evolve
from schemelang.model.model import Scheme
from schemelang.source import CellPlace

_FIRST_ROW = 2
"""The number of the row under the headings, as a spreadsheet counts."""


def settled(
    files: Sequence[Keys], marked: Mapping[str, Array], scheme: Scheme
) -> tuple[Parties, tuple[Diagnostic, ...]]:
    """Settle who takes part when, and in which groups, of all that are marked and all of their groups."""
    said, found = list[Said](), list[Diagnostic]()
    for each in files:
        sheet = _sheet_of(each, marked)
        rows, wrong = read_rows(sheet)
        said.append(read_said(sheet, rows))
        found += wrong
    parties, unsettled = settle(together(said), scheme, partial=False)
    return parties, not_too_many((*found, *unsettled))


def _sheet_of(each: Keys, marked: Mapping[str, Array]) -> Sheet:
    """Return the rows of a file that name somebody who is marked, those that say the same at several times once."""
    columns, table = each.sheet.columns, each.sheet.table
    named = [np.append(marked[level], False)[parties] for level, parties in each.parties.items()]  # -1 takes the last
    at = np.flatnonzero(np.logical_or.reduce(named)) if named else np.empty(0, np.int64)
    said = [*columns.parties.values(), *columns.names.values(), *columns.dates.values(), *columns.turns.values()]
    at = at[_first_of_each([each.texts[column].which[at] for column in said], len(at))]
    keys = [*said, *columns.times.values()]
    return evolve(each.sheet, table=evolve(table, rows=tuple(_cells(each, int(row), keys) for row in at)))


def _first_of_each(columns: Sequence[Array], number: int) -> Array:
    """Return the first row of all that are the same in some columns."""
    alike = np.zeros(number, np.int64)
    for column in columns:
        _, alike = np.unique(alike * (int(column.max(initial=0)) + 2) + column + 1, return_inverse=True)
    _, first = np.unique(alike, return_index=True)
    return np.sort(first)


def _cells(each: Keys, row: int, keys: Sequence[int]) -> tuple[Cell, ...]:
    """Return the cells of a row as text; those of figures are left empty."""
    table = each.sheet.table
    found = [Cell("", CellPlace(table.name, row + _FIRST_ROW, heading.text)) for heading in table.headings]
    for at in keys:
        texts = each.texts[at]
        which = int(texts.which[row])
        found[at] = Cell("" if which < 0 else texts.words[which].strip(), found[at].place)
    return tuple(found)
