"""A cell of a published file, in the words that a table of figures has for it; and the total of several."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from schemelang.diagnostic import Diagnostic
from schemelang.figures.cells import read_cell
from schemelang.figures.figures import State
from schemelang.figures.nhs.recognised import Recognised
from schemelang.figures.table import Cell
from schemelang.light import evolve, frozen
from schemelang.model.model import Figure
from schemelang.published.layout import Sort, days_in
from schemelang.quantities import exact
from schemelang.source import CellPlace

_SUPPRESSED = "suppress"
_ROWS_NAMED = 1


def as_figure(file: Recognised, row: tuple[Cell, ...], column: int, name: str) -> Cell:
    """Return a cell as a table of figures would have it: a sign for no number in words, a percentage with its sign."""
    cell, content = row[column], file.holds(name)
    sign = file.layout.signs.get(cell.text.casefold())
    if sign is not None:
        return evolve(cell, text=sign)
    if not cell.text and file.layout.note:
        return _noted(cell, file, row)
    if content is not None and content.sort is Sort.SHARE and cell.text and not cell.text.endswith("%"):
        return evolve(cell, text=f"{cell.text}%")
    days = days_in(cell.text, Sort.DAY) if content is not None and content.sort is Sort.DAY and cell.text else None
    return evolve(cell, text=days[0].isoformat()) if days else cell


def _noted(cell: Cell, file: Recognised, row: tuple[Cell, ...]) -> Cell:
    """Return an empty cell, or what the note beside it says: that the number is suppressed."""
    at = file.column(file.layout.note or "")
    note = row[at] if at is not None else cell
    return evolve(note, text="suppressed") if _SUPPRESSED in note.text.casefold() else cell


@frozen
class Total:
    """A total as a cell of its own, and the file and the rows that it is made of."""

    cell: Cell
    file: str
    rows: str


def total_of(cells: Sequence[Cell], figure: Figure) -> Total | tuple[Diagnostic, ...]:
    """Add up cells exactly. Where one of them is no number, the total is none either."""
    read = [(cell, read_cell(cell, figure)) for cell in cells]
    wrong = tuple(value for _, value in read if isinstance(value, Diagnostic))
    if wrong:
        return wrong
    states = {value: cell for cell, value in reversed(read) if isinstance(value, State)}
    absent = next((states[state] for state in State if state in states), None)
    values = [value for _, value in read if isinstance(value, Fraction) and not isinstance(value, bool | date)]
    first = cells[0].place
    assert isinstance(first, CellPlace), "what is added up stands in files"
    cell = absent or Cell(exact(sum(values, Fraction())), CellPlace(first.file, column=first.column, sheet=first.sheet))
    return Total(cell, _files(cells), _rows(first.row, len(cells) - 1))


def _files(cells: Sequence[Cell]) -> str:
    files = list(dict.fromkeys(cell.place.file for cell in cells if isinstance(cell.place, CellPlace)))
    return files[0] if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"


def _rows(first: int | None, others: int) -> str:
    return f"{first} and {others:,} more" if others else str(first)
