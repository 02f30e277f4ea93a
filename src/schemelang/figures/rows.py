"""What the rows of one table say: whom and when each is about, who belongs where, and the figures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from schemelang.dates import Period, say_date
from schemelang.diagnostic import Diagnostic
from schemelang.figures.cells import plain, read_cell, read_day, shown
from schemelang.figures.columns import Columns, DateColumn, PublishedColumns, TimeColumn
from schemelang.figures.errors import (
    CodeSpoilt,
    DatesBackwards,
    FigureOfAnotherTime,
    PeriodUnknown,
    RowUnsaid,
)
from schemelang.figures.figures import Datum, Published
from schemelang.figures.headings import FigureColumn
from schemelang.figures.table import Cell, Table
from schemelang.figures.times import (
    Moment,
    Timetable,
    plain_period,
    say_kind,
    say_moment,
    say_time,
    times_in_row,
)
from schemelang.model.model import SCHEME, Scheme

# What Excel makes of a code that looks like a number, such as 1.5E+03, or of a look-up that failed: #N/A.
_SPOILT = re.compile(r"[0-9]+(\.[0-9]+)?E[+-][0-9]+|[0-9]+\.[0-9]+|#.*", re.IGNORECASE)


@frozen(kw_only=True)
class Sheet:
    """A table, and all that is needed to read its rows. `periods` are by the ways of writing them."""

    number: int
    table: Table
    columns: Columns
    figures: tuple[FigureColumn, ...]
    periods: Mapping[str, Period]
    timetable: Timetable
    scheme: Scheme


@frozen(order=True)
class Stretch:
    """Days on which a party takes part, both ends included."""

    first: date
    last: date


@frozen(kw_only=True)
class Row:
    """A row whose party is known. `time_known` says whether its figures can be read as well."""

    number: int
    cells: tuple[Cell, ...]
    party: str | None
    moment: Moment | None
    time_known: bool
    stretch: Stretch | None


@frozen(kw_only=True)
class Mention:
    """That a row names a party, the one that it is about or one beside it."""

    kind: str
    is_about: bool
    cell: Cell
    name: str
    published: Published | None

    @property
    def code(self) -> str:
        """The party's code."""
        return code_in(self.cell)


@frozen(kw_only=True)
class Stay:
    """That a row says on which days a party takes part."""

    kind: str
    party: Cell
    stretch: Stretch


@frozen(kw_only=True)
class Belonging:
    """That a row puts a party into a group, on certain days or with no word about days."""

    kind: str
    party: Cell
    group_kind: str
    group: Cell
    stretch: Stretch | None
    published: Published | None


@frozen(kw_only=True)
class Entry:
    """A figure as one cell gives it: what its row is about, and which row of which table that is."""

    datum: Datum
    about: tuple[str | None, Moment | None]
    row: tuple[int, int]


def read_rows(sheet: Sheet) -> tuple[tuple[Row, ...], tuple[Diagnostic, ...]]:
    """Read whom and when each row is about."""
    rows: list[Row] = []
    found: list[Diagnostic] = []
    for number, cells in enumerate(sheet.table.rows):
        wrong = tuple(_wrong_parties(sheet, cells))
        moment = _moment(sheet, cells)
        stretch = _stretch(sheet, cells)
        found += [*wrong, *(read for read in (moment, stretch) if isinstance(read, Diagnostic))]
        if not wrong:
            rows.append(
                Row(
                    number=number,
                    cells=cells,
                    party=_code(cells, sheet.columns.parties.get(sheet.columns.about)),
                    moment=None if isinstance(moment, Diagnostic) else moment,
                    time_known=not isinstance(moment, Diagnostic),
                    stretch=None if isinstance(stretch, Diagnostic) else stretch,
                )
            )
    return tuple(rows), tuple(found)


def mentions(sheet: Sheet, rows: Iterable[Row]) -> Iterator[Mention]:
    """Return every naming of a party."""
    columns = sheet.columns
    for row in rows:
        for kind, column in columns.parties.items():
            if row.cells[column].text:
                name = columns.names.get(kind)
                yield Mention(
                    kind=kind,
                    is_about=kind == columns.about,
                    cell=row.cells[column],
                    name="" if name is None else one_line(row.cells[name].text),
                    published=_published(row.cells, columns.published[kind]),
                )


def belongings(sheet: Sheet, rows: Iterable[Row]) -> Iterator[Belonging]:
    """Return every putting of a party into a group."""
    columns = sheet.columns
    pairs = [(each.members.singular, each.groups.singular) for each in sheet.scheme.groupings]
    pairs = [pair for pair in pairs if set(pair) <= set(columns.parties)]
    for row in rows:
        for kind, group_kind in pairs:
            party, group = row.cells[columns.parties[kind]], row.cells[columns.parties[group_kind]]
            if party.text and group.text:
                published = [_published(row.cells, columns.published[each]) for each in (group_kind, kind)]
                yield Belonging(
                    kind=kind,
                    party=party,
                    group_kind=group_kind,
                    group=group,
                    stretch=row.stretch if kind == columns.about else None,
                    published=published[0] or published[1],
                )


def stays(sheet: Sheet, rows: Iterable[Row]) -> Iterator[Stay]:
    """Return the days of each party whose row says days and puts it into no group."""
    columns = sheet.columns
    if not columns.dates:
        return
    own_groups = [
        each.groups.singular for each in sheet.scheme.groupings if each.members.singular == columns.about
    ]
    groups = [columns.parties[kind] for kind in own_groups if kind in columns.parties]
    for row in rows:
        if row.stretch and not any(row.cells[column].text for column in groups):
            yield Stay(
                kind=columns.about, party=row.cells[columns.parties[columns.about]], stretch=row.stretch
            )


def entries(sheet: Sheet, rows: Iterable[Row]) -> Iterator[Entry | Diagnostic]:
    """Read every figure, or say why it cannot be read."""
    for row in rows:
        if row.time_known:
            for column in sheet.figures:
                yield from _entries_of_cell(sheet, row, column)


def code_in(cell: Cell) -> str:
    """Return the code that a cell holds."""
    return one_line(cell.text)


def one_line(text: str) -> str:
    """Make any blanks single."""
    return " ".join(text.split())


# Whom and when


def _wrong_parties(sheet: Sheet, cells: tuple[Cell, ...]) -> Iterator[Diagnostic]:
    columns = sheet.columns
    for kind, column in columns.parties.items():
        cell = cells[column]
        if not cell.text and kind == columns.about:
            yield RowUnsaid(place=cell.place, what=kind, column=sheet.table.headings[column].text)
        if _SPOILT.fullmatch(cell.text):
            yield CodeSpoilt(place=cell.place, written=shown(cell.text))


def _code(cells: tuple[Cell, ...], column: int | None) -> str | None:
    return None if column is None else code_in(cells[column])


def _moment(sheet: Sheet, cells: tuple[Cell, ...]) -> Moment | Diagnostic | None:
    """Read when a row is; in a table without a time column it is at no time in particular."""
    for kind, column in sheet.columns.times.items():
        cell, heading = cells[column], sheet.table.headings[column].text
        if not cell.text:
            return RowUnsaid(place=cell.place, what="day" if kind == "on" else say_kind(kind), column=heading)
        return read_day(cell, heading) if kind == "on" else _period(sheet, kind, cell)
    return None


def _period(sheet: Sheet, kind: TimeColumn, cell: Cell) -> Period | Diagnostic:
    assert kind != "on", "a day is no period"
    period = sheet.periods.get(plain_period(plain(cell.text)))
    if period is not None:
        return period
    return PeriodUnknown(
        place=cell.place,
        written=shown(cell.text),
        period=say_kind(kind),
        first=say_date(sheet.scheme.first),
        last=say_date(sheet.scheme.last),
        example=sheet.timetable.periods[kind][-1].name,
    )


def _stretch(sheet: Sheet, cells: tuple[Cell, ...]) -> Stretch | Diagnostic | None:
    """Read on which days a party takes part; without a first day or a last one, it is open at that end."""
    if not sheet.columns.dates:
        return None
    first = _end(sheet, cells, "from", date.min)
    last = _end(sheet, cells, "to", date.max)
    if isinstance(first, Diagnostic):
        return first
    if isinstance(last, Diagnostic):
        return last
    if first > last:
        place = cells[sheet.columns.dates["to"]].place
        return DatesBackwards(place=place, first=say_date(first), last=say_date(last))
    return Stretch(first, last)


def _end(sheet: Sheet, cells: tuple[Cell, ...], which: DateColumn, otherwise: date) -> date | Diagnostic:
    column = sheet.columns.dates.get(which)
    if column is None or not cells[column].text:
        return otherwise
    return read_day(cells[column], which)


def _published(cells: tuple[Cell, ...], columns: PublishedColumns) -> Published | None:
    file = "" if columns.file is None else cells[columns.file].text
    row = "" if columns.row is None else cells[columns.row].text
    return Published(file, row) if file else None


# Figures


def _entries_of_cell(sheet: Sheet, row: Row, column: FigureColumn) -> Iterator[Entry | Diagnostic]:
    cell, figure = row.cells[column.column], column.figure
    times = times_in_row(figure, row.moment, sheet.timetable)
    whose = None if figure.level == SCHEME else row.cells[sheet.columns.parties[figure.level]]
    nobody = whose is not None and not whose.text
    if not cell.text and (nobody or not times):
        return
    if nobody and whose is not None:
        yield RowUnsaid(place=whose.place, what=figure.level, column=figure.level)
        return
    if not times and row.moment is not None:
        asked = say_time(figure.time)
        yield FigureOfAnotherTime(
            place=cell.place, figure=figure.name, row=say_moment(row.moment), asked=asked
        )
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
    published = _published(row.cells, column.published)
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
        yield Entry(datum=datum, about=(row.party, row.moment), row=(table, row.number))
