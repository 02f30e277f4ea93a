"""The figures in the rows of a table, each with what its row is about."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from schemelang.dates import Period
from schemelang.diagnostic import Diagnostic
from schemelang.figures.cells import read_cell
from schemelang.figures.errors import FigureOfAnotherTime, RowUnsaid
from schemelang.figures.figures import Datum
from schemelang.figures.headings import FigureColumn
from schemelang.figures.rows import Row, Sheet, Stretch, code_in, published_in
from schemelang.figures.times import Moment, say_moment, say_time, times_in_row
from schemelang.model.model import SCHEME


@frozen(kw_only=True)
class Entry:
    """A figure as one cell gives it: what its row is about, and which row of which table that is."""

    datum: Datum
    about: tuple[str | None, Moment | None, Stretch | None]
    row: tuple[int, int]


def read_entries(sheet: Sheet, rows: Iterable[Row]) -> Iterator[Entry | Diagnostic]:
    """Read every figure, or say why it cannot be read."""
    times: dict[tuple[int, Moment | None], tuple[Period | None, ...]] = {}
    for row in rows:
        if row.time_known:
            for column in sheet.figures:
                key = column.column, row.moment
                if key not in times:
                    times[key] = times_in_row(column.figure, row.moment, sheet.timetable)
                yield from _entries_of_cell(sheet, row, column, times[key])


def _entries_of_cell(
    sheet: Sheet, row: Row, column: FigureColumn, times: tuple[Period | None, ...]
) -> Iterator[Entry | Diagnostic]:
    cell, figure = row.cells[column.column], column.figure
    whose = None if figure.level == SCHEME else row.cells[sheet.columns.parties[figure.level]]
    nobody = whose is not None and not whose.text
    if not cell.text and (nobody or not times):
        return
    if nobody and whose is not None:
        yield RowUnsaid(place=whose.place, what=figure.level, column=figure.level)
        return
    if not times and row.moment is not None:
        asked = say_time(figure.time)
        yield FigureOfAnotherTime(place=cell.place, figure=figure.name, row=say_moment(row.moment), asked=asked)
        return
    yield from _entries_at(row, column, None if whose is None else code_in(whose), times, sheet.number)


def _entries_at(
    row: Row, column: FigureColumn, party: str | None, times: tuple[Period | None, ...], table: int
) -> Iterator[Entry | Diagnostic]:
    cell = row.cells[column.column]
    value = read_cell(cell, column.figure)
    if isinstance(value, Diagnostic):
        yield value
        return
    published = published_in(row.cells, column.published)
    for period in times:
        datum = Datum(
            figure=column.figure.name,
            party=party,
            period=period,
            value=value,
            written=cell.text,
            place=cell.place,
            published=published,
        )
        yield Entry(datum=datum, about=(row.party, row.moment, row.stretch), row=(table, row.number))
