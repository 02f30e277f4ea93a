"""Finds the headings among rows of text, and makes a table of what stands under them.

The rows may come from a file of text or from a sheet of a workbook.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from schemelang.diagnostic import Diagnostic
from schemelang.figures.errors import HeadingNotItsOwn, NoRows, RowOfWrongLength
from schemelang.figures.file_errors import PatientLevel, RowsAboveHeadings
from schemelang.figures.known import Known, key, normal
from schemelang.figures.nhs_numbers import columns_of_patients, is_nhs_number
from schemelang.figures.table import Cell, Table
from schemelang.light import evolve, frozen
from schemelang.source import CellPlace

LAST_ROW_OF_HEADINGS = 30

# Of wrong rows and of wrong columns, enough are named to see what is amiss.
_MOST_ROWS_NAMED = 20
_MOST_COLUMNS_NAMED = 10

# So many rows of a file without headings show which it is.
_ROWS_LOOKED_AT = 20

_NUMBERED = "row number"
_ROW_NUMBER = re.compile("[0-9]{1,9}")


@frozen
class Row:
    """The cells of a row as they are in the file, and its number as a spreadsheet counts."""

    number: int
    cells: Sequence[str]


def is_filled(cells: Sequence[str]) -> bool:
    """Say whether anything is written in a row."""
    return any(cell.strip() for cell in cells)


def one_line(heading: str) -> str | None:
    """Write a heading on one line, as it is to be shown; what may be a patient's number is not shown."""
    return None if is_nhs_number(heading) else " ".join(heading.split()) or None


def known_in(row: Row, known: Known) -> int:
    """Count the headings that a scheme knows in a row that may be the row of headings; in another there are none."""
    words = {key(cell) for cell in row.cells}
    found = len(words & known.names) + len(words & known.others)
    return found if words & known.names and found > 1 else 0


def are_headings(rows: Sequence[Row], at: int, known: Known) -> bool:
    """Say whether a row is one of headings: several are known; or it is but one, of a figure that stands under it."""
    filled = [key(cell) for cell in rows[at].cells if cell.strip()]
    alone = len(filled) == 1 and filled[0] in known.names and len(rows) == at + 2
    return alone or known_in(rows[at], known) > 0


def headings_at(rows: Sequence[Row], known: Known) -> int:
    """Find which of the filled rows has the headings: the first of those near the top that the scheme knows.

    Rows above must be shorter, as titles and notes are; else they may be a table of their own. If no row fits,
    the first is taken, and what is wrong with it is told.
    """
    near = [row for row in rows if row.number <= LAST_ROW_OF_HEADINGS]
    at = next((number for number, row in enumerate(near) if known_in(row, known)), 0)
    width = _filled(rows[at]) if rows else 0
    return at if all(_filled(row) < width for row in rows[:at]) else 0


def to_table(where: CellPlace, rows: Sequence[Row], known: Known) -> tuple[Table | None, tuple[Diagnostic, ...]]:
    """Make a table of the filled rows of a file or a sheet, or say what keeps them from being one."""
    patients = columns_of_patients(row.cells for row in rows)
    if patients:
        return None, (PatientLevel(place=where, columns=_named(patients)),)
    from schemelang.published.layouts import without_headings

    layout = without_headings([row.cells for row in rows[:_ROWS_LOOKED_AT]])
    if layout is not None:
        rows = (Row(rows[0].number, [column.name for column in layout.columns]), *rows)
    at = headings_at(rows, known) if layout is None else 0
    if not rows[at + 1 :]:
        return None, (NoRows(place=where),)
    body = rows[at + 1 :]
    heading = _numbered(rows[at], body)
    errors = (*_headings_not_their_own(where, heading), *_rows_of_wrong_length(where, heading, body))
    return (None, errors) if errors else (_table(where, heading, body), _above(where, rows[:at], heading))


def _numbered(heading: Row, body: Sequence[Row]) -> Row:
    """Give a heading to a first column that only numbers the rows of a published table, as R writes it without one."""
    from schemelang.published.layouts import recognised

    first = [row.cells[0] for row in body if row.cells]
    if heading.cells[0].strip() or recognised(heading.cells) is None or not all(map(_ROW_NUMBER.fullmatch, first)):
        return heading
    return Row(heading.number, (_NUMBERED, *heading.cells[1:]))


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if cell.strip())


def _above(where: CellPlace, rows: Sequence[Row], heading: Row) -> tuple[Diagnostic, ...]:
    if not rows:
        return ()
    numbers = ", ".join(str(row.number) for row in rows)
    return (RowsAboveHeadings(place=evolve(where, row=heading.number), row=heading.number, rows=numbers),)


def _headings_not_their_own(where: CellPlace, heading: Row) -> Iterator[HeadingNotItsOwn]:
    columns: dict[str, list[int]] = {}
    for column, written in enumerate(heading.cells):
        columns.setdefault(normal(written), []).append(column)
    for said, at in columns.items():
        if not said or len(at) > 1:
            shown = one_line(heading.cells[at[0]])
            place = evolve(where, row=heading.number, column=shown)
            yield HeadingNotItsOwn(place=place, heading=shown or "", columns=_named(at))


def _named(columns: Sequence[int]) -> str:
    names = ", ".join(letters(column) for column in columns[:_MOST_COLUMNS_NAMED])
    rest = len(columns) - _MOST_COLUMNS_NAMED
    return names if rest <= 0 else f"{names} and {rest} more"


def letters(column: int) -> str:
    """Name a column, counted from 0, as a spreadsheet does: A to Z, then AA."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def _rows_of_wrong_length(where: CellPlace, heading: Row, body: Sequence[Row]) -> Iterator[RowOfWrongLength]:
    headings = len(heading.cells)
    wrong = (row for row in body if len(row.cells) != headings)
    for row in islice(wrong, _MOST_ROWS_NAMED):
        yield RowOfWrongLength(place=evolve(where, row=row.number), headings=headings, cells=len(row.cells))


def _table(where: CellPlace, heading: Row, body: Sequence[Row]) -> Table:
    columns = [" ".join(written.split()) for written in heading.cells]
    headings, *rows = (
        tuple(
            Cell(text.strip(), CellPlace(where.file, row.number, column, where.sheet))
            for text, column in zip(row.cells, columns, strict=True)
        )
        for row in (heading, *body)
    )
    return Table(where.file, headings, tuple(rows))
