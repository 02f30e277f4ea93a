"""What is wrong with the headings of a table, and which of its columns of figures can be read."""

from collections.abc import Iterator
from itertools import pairwise

from schemelang.diagnostic import Diagnostic
from schemelang.figures import errors
from schemelang.figures.columns import Columns, PublishedColumns, declared
from schemelang.figures.known import key
from schemelang.figures.table import Cell, Table
from schemelang.figures.times import Timetable, say_kind, says_when
from schemelang.light import frozen
from schemelang.model.model import SCHEME, Each, Figure, Scheme


@frozen
class FigureColumn:
    """A column of figures that can be read: for each of its cells it is plain whose it is, and when."""

    figure: Figure
    column: int
    published: PublishedColumns


def check_headings(table: Table, columns: Columns) -> tuple[Diagnostic, ...]:
    """Find what is wrong with headings as such; after such a thing the table's rows are not read."""
    return (*_said_twice(table), *_two_times(table, columns))


def read_figure_columns(
    table: Table, columns: Columns, scheme: Scheme, timetable: Timetable
) -> tuple[tuple[FigureColumn, ...], tuple[Diagnostic, ...]]:
    """Part the columns of figures that can be read from those that leave something open."""
    readable: list[FigureColumn] = []
    found: list[Diagnostic] = []
    for figure in declared(scheme):
        if figure.name not in columns.figures:
            continue
        heading = table.headings[columns.figures[figure.name]]
        if figure.level not in {*columns.parties, SCHEME}:
            found.append(errors.PartyUnsaid(place=heading.place, figure=figure.name, party=figure.level))
        elif not says_when(figure, columns, timetable):
            found.append(_period_unsaid(heading, figure, timetable))
        else:
            at = columns.figures[figure.name]
            readable.append(FigureColumn(figure, at, columns.published[figure.name]))
    return tuple(readable), tuple(found)


def _said_twice(table: Table) -> Iterator[Diagnostic]:
    """Find the headings of an example that are there twice; a file with such headings is refused before."""
    numbers: dict[str, list[int]] = {}
    for number, cell in enumerate(table.headings, 1):
        numbers.setdefault(key(cell.text), []).append(number)
    for where in numbers.values():
        if len(where) > 1:
            last = table.headings[where[-1] - 1]
            yield errors.HeadingNotItsOwn(place=last.place, heading=last.text, columns=", ".join(map(str, where)))


def _two_times(table: Table, columns: Columns) -> Iterator[Diagnostic]:
    for first, second in pairwise(sorted(columns.times.values())):
        one, other = table.headings[first], table.headings[second]
        yield errors.TimeSaidTwice(place=other.place, first=one.text, second=other.text)


def _period_unsaid(heading: Cell, figure: Figure, timetable: Timetable) -> Diagnostic:
    assert isinstance(figure.time, Each), "a figure that is given once needs no column for its time"
    kind = figure.time.kind
    return errors.PeriodUnsaid(
        place=heading.place,
        figure=figure.name,
        period=say_kind(kind),
        column=kind,
        example=timetable.periods[kind][-1].name,
    )
