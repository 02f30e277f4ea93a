"""Whom and when each row of a table is about."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise

from schemelang.dates import Misdate, Period, read_cell_date, say_date
from schemelang.diagnostic import Diagnostic
from schemelang.figures import damage_errors, errors, party_errors
from schemelang.figures.cells import plain, read_day, shown
from schemelang.figures.columns import Columns, DateColumn, PublishedColumns, TimeColumn
from schemelang.figures.damage import spoilt_code
from schemelang.figures.figures import Published
from schemelang.figures.headings import FigureColumn
from schemelang.figures.table import Cell, Table
from schemelang.figures.times import (
    Moment,
    Timetable,
    plain_period,
    say_kind,
)
from schemelang.light import frozen
from schemelang.model.model import Scheme

_TOTALS = frozenset("all england total totals sum".split()) | {"grand total", "all practices", "sub total", "subtotal"}


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


@frozen(slots=True, order=True)
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


def read_rows(sheet: Sheet) -> tuple[tuple[Row, ...], tuple[Diagnostic, ...]]:
    """Read whom and when each row is about."""
    rows: list[Row] = []
    found: list[Diagnostic] = []
    for number, cells in enumerate(sheet.table.rows):
        wrong = (*_wrong_parties(sheet, cells), *_skipped(sheet, cells))
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


def code_in(cell: Cell) -> str:
    """Return the code that a cell holds."""
    return one_line(cell.text)


@lru_cache(maxsize=2**16)  # a code stands beside each of its figures
def one_line(text: str) -> str:
    """Make any blanks single."""
    return " ".join(text.split())


def is_total(code: str) -> bool:
    """Say whether what stands where a code should is the word for a row of totals."""
    return " ".join(code.casefold().replace("-", " ").split()) in _TOTALS


def published_in(cells: tuple[Cell, ...], columns: PublishedColumns) -> Published | None:
    """Return the published file and row that some columns of a row name."""
    file = "" if columns.file is None else cells[columns.file].text
    row = "" if columns.row is None else cells[columns.row].text
    return Published(file, row) if file else None


# Whom and when


def _wrong_parties(sheet: Sheet, cells: tuple[Cell, ...]) -> Iterator[Diagnostic]:
    columns = sheet.columns
    for kind, column in columns.parties.items():
        cell = cells[column]
        if not cell.text and kind == columns.about:
            yield errors.RowUnsaid(place=cell.place, what=kind, column=sheet.table.headings[column].text)
        how = spoilt_code(cell.text)
        if how is not None:
            yield errors.CodeSpoilt(place=cell.place, written=shown(cell.text), how=how)
        if kind == columns.about and is_total(cell.text):
            heading = sheet.table.headings[column].text
            yield damage_errors.RowOfTotals(place=cell.place, written=shown(cell.text), party=kind, column=heading)


def _skipped(sheet: Sheet, cells: tuple[Cell, ...]) -> Iterator[Diagnostic]:
    """Find a row that names a party and a group of its groups, and not the group between."""
    levels, columns = sheet.scheme.levels, sheet.columns.parties
    named = [level for level in levels if level in columns and cells[columns[level]].text]
    for member, group in pairwise(named):
        between = levels[levels.index(member) + 1]
        if between != group:
            yield party_errors.SkipsAGroup(
                place=cells[columns[group]].place,
                party=code_in(cells[columns[member]]),
                group=code_in(cells[columns[group]]),
                between=between,
                member=member,
                kind=group,
            )


def _code(cells: tuple[Cell, ...], column: int | None) -> str | None:
    return None if column is None else code_in(cells[column])


def _moment(sheet: Sheet, cells: tuple[Cell, ...]) -> Moment | Diagnostic | None:
    """Read when a row is; in a table without a time column it is at no time in particular."""
    for kind, column in sheet.columns.times.items():
        return moment_in(sheet, kind, cells[column], sheet.table.headings[column].text)
    return None


def moment_in(sheet: Sheet, kind: TimeColumn, cell: Cell, heading: str) -> Moment | Diagnostic:
    """Read the day or the period in a cell."""
    if not cell.text:
        return errors.RowUnsaid(place=cell.place, what="day" if kind == "on" else say_kind(kind), column=heading)
    return read_day(cell, heading) if kind == "on" else _period(sheet, kind, cell)


def _period(sheet: Sheet, kind: TimeColumn, cell: Cell) -> Period | Diagnostic:
    assert kind != "on", "a day is no period"
    period = sheet.periods.get(plain_period(plain(cell.text)))
    if period is not None:
        return period
    day = read_cell_date(plain(cell.text))
    holding = None if isinstance(day, Misdate) else _holding(day, sheet.timetable.periods[kind])
    if holding is not None and kind == "month" and holding.first == day:
        return holding  # a spreadsheet keeps April 2025 as its first day
    return errors.PeriodUnknown(
        place=cell.place,
        written=shown(cell.text),
        period=say_kind(kind),
        first=say_date(sheet.scheme.first),
        last=say_date(sheet.scheme.last),
        example=(holding or sheet.timetable.periods[kind][-1]).name,
    )


def _holding(day: date, periods: Iterable[Period]) -> Period | None:
    """Return the period in which a day lies that stands where a period should be named."""
    return next((each for each in periods if each.first <= day <= each.last), None)


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
        return errors.DatesBackwards(place=place, first=say_date(first), last=say_date(last))
    return Stretch(first, last)


def _end(sheet: Sheet, cells: tuple[Cell, ...], which: DateColumn, otherwise: date) -> date | Diagnostic:
    column = sheet.columns.dates.get(which)
    if column is None or not cells[column].text:
        return otherwise
    return read_day(cells[column], which)
