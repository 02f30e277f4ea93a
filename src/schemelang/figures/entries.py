"""The figures in the rows of a table, each with what its row is about."""

from collections.abc import Iterable, Sequence

from schemelang.dates import Period
from schemelang.diagnostic import Diagnostic
from schemelang.figures import errors
from schemelang.figures.cells import read_cell
from schemelang.figures.figures import Datum
from schemelang.figures.headings import FigureColumn
from schemelang.figures.rows import Row, Sheet, Stretch, code_in, published_in
from schemelang.figures.times import Moment, say_moment, say_time, times_in_row
from schemelang.light import frozen
from schemelang.model.model import SCHEME


@frozen(slots=True, kw_only=True)
class Entry:
    """A figure as one cell gives it: what its row is about, and which row of which table that is."""

    datum: Datum
    about: tuple[str | None, Moment | None, Stretch | None]
    row: tuple[int, int]


def read_entries(sheet: Sheet, rows: Iterable[Row]) -> list[Entry | Diagnostic]:
    """Read every figure, or say why it cannot be read."""
    times: dict[tuple[int, Moment | None], tuple[Period | None, ...]] = {}
    read: list[Entry | Diagnostic] = []
    for row in rows:
        if row.time_known:
            for column in sheet.figures:
                key = column.column, row.moment
                if key not in times:
                    times[key] = times_in_row(column.figure, row.moment, sheet.timetable)
                read += _entries_of_cell(sheet, row, column, times[key])
    return read


def _entries_of_cell(
    sheet: Sheet, row: Row, column: FigureColumn, times: tuple[Period | None, ...]
) -> Sequence[Entry | Diagnostic]:
    cell, figure = row.cells[column.column], column.figure
    whose = None if figure.level == SCHEME else row.cells[sheet.columns.parties[figure.level]]
    nobody = whose is not None and not whose.text
    if not cell.text and (nobody or not times):
        return ()
    if nobody and whose is not None:
        return (errors.RowUnsaid(place=whose.place, what=figure.level, column=figure.level),)
    if not times and row.moment is not None:
        asked = say_time(figure.time)
        return (
            errors.FigureOfAnotherTime(place=cell.place, figure=figure.name, row=say_moment(row.moment), asked=asked),
        )
    return _entries_at(row, column, None if whose is None else code_in(whose), times, sheet.number)


def _entries_at(
    row: Row, column: FigureColumn, party: str | None, times: tuple[Period | None, ...], table: int
) -> Sequence[Entry | Diagnostic]:
    cell, name = row.cells[column.column], column.figure.name
    value = read_cell(cell, column.figure)
    if isinstance(value, Diagnostic):
        return (value,)
    published = published_in(row.cells, column.published)
    about, number = (row.party, row.moment, row.stretch), (table, row.number)
    return [
        Entry(
            datum=Datum(
                figure=name,
                party=party,
                period=period,
                value=value,
                written=cell.text,
                place=cell.place,
                published=published,
            ),
            about=about,
            row=number,
        )
        for period in times
    ]
