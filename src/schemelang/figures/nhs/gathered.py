"""One figure, gathered from the published files that it is read from, as a table of the scheme's own shape."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from schemelang.dates import Period, say_date, say_range
from schemelang.diagnostic import Diagnostic
from schemelang.figures.cells import shown
from schemelang.figures.nhs.cells import Total, as_figure, total_of
from schemelang.figures.nhs.errors import (
    ColumnNotThere,
    MonthsMissing,
    NobodyOfTheScheme,
    NoSuchRows,
    NotInTheFile,
    WhoTakesPart,
)
from schemelang.figures.nhs.listed import Roster
from schemelang.figures.nhs.recognised import Recognised, changed_places, misfits, not_as_headed
from schemelang.figures.nhs.rows import Given, counts, days_of, given, last_of, picked, whose
from schemelang.figures.nhs.times import Label, months_within
from schemelang.figures.table import Cell, Table
from schemelang.figures.times import Timetable, say_time
from schemelang.model.model import SCHEME, Each, Figure, Once, Reading
from schemelang.model.names import plural
from schemelang.published.layout import Days, Sort
from schemelang.source import CellPlace
from schemelang.syntax.vocabulary import one_of, quoted

_MOST_SHOWN = 10

Gathered = tuple[Table | None, tuple[Diagnostic, ...]]


def gather(figure: Figure, files: Sequence[Recognised], roster: Roster, timetable: Timetable) -> Gathered:
    """Gather the cells that give a figure, or say why there are none."""
    reading = _reading(figure)
    unbelieved = tuple(each for file in files for each in _unbelieved(file, figure))
    unknown = () if unbelieved else tuple(_nobody_known(files[0], figure, roster))
    if unbelieved or unknown:
        return None, unbelieved or unknown
    rows = [(file, [row for row in picked(file, reading) if counts(file, row)]) for file in files]
    if not any(some for _, some in rows):
        return None, (_no_such(files[0], figure, _nothing_picked(files, reading)),)
    timed = [each for file, some in rows for each in given(file, some, figure, timetable)]
    if not timed:
        return None, (_no_such(files[0], figure, _another_time(rows, figure)),)
    return _of_those(figure, timed, files, roster)


def _of_those(figure: Figure, timed: Sequence[Given], files: Sequence[Recognised], roster: Roster) -> Gathered:
    """Gather the cells of those who take part."""
    theirs = timed if _of_nobody(figure) else [each for each in timed if whose(each) in roster[figure.level]]
    if not theirs:
        return None, (_nobody(figure, timed[0], roster),)
    whole, missing = _without_missing_months(figure, last_of(theirs), files)
    absent = () if _of_nobody(figure) else tuple(_absent(figure, theirs, roster))
    rows, wrong = _rows(figure, whole)
    if wrong or not rows:
        return None, (*missing, *wrong)
    return Table(files[0].table.name, _headings(figure, whole[0]), rows), (*missing, *absent)


def _reading(figure: Figure) -> Reading:
    assert figure.reading is not None, "only a figure that is read from a published file is gathered"
    return figure.reading


def _of_nobody(figure: Figure) -> bool:
    return figure.level == SCHEME


# ---------------------------------------------------------------- whether a column is there, and believed


def _unbelieved(file: Recognised, figure: Figure) -> Iterator[Diagnostic]:
    """Find the columns that a figure needs and the file does not have, or that do not hold what they should."""
    layout, reading = file.layout, _reading(figure)
    read = (reading.column, *(pick.column for pick in reading.picks))
    missing = [name for name in dict.fromkeys(read) if file.column(name) is None]
    for name in missing:
        advice = _advice_on(file, name)
        place = CellPlace(file.table.name)
        yield ColumnNotThere(place=place, column=name, file=layout.name, figure=figure.name, advice=advice)
    needed = (layout.whose, layout.when, *layout.rows, *layout.latest, *read)
    for found in (*misfits(file, (name for name in needed if name is not None)), *changed_places(file, read)):
        yield not_as_headed(file, found)


def _advice_on(file: Recognised, name: str) -> str:
    """Say where a column may stand that a file does not have."""
    look_up = file.layout.looked_up
    if look_up is not None and look_up.column == name:
        return f'It stands in the published file "{look_up.file}": give that file as well.'
    near = get_close_matches(name, [cell.text for cell in file.table.headings if cell.text], n=1)
    return f'Did you mean "{near[0]}"?' if near else "Look in the file how the column is headed this year."


def _nobody_known(file: Recognised, figure: Figure, roster: Roster) -> Iterator[WhoTakesPart]:
    """Find that it is not said who takes part."""
    if _of_nobody(figure) or roster.get(figure.level):
        return
    yield who_takes_part(file, figure.level)


def who_takes_part(file: Recognised, level: str) -> WhoTakesPart:
    """Ask who takes part, where only published files name anybody."""
    name = file.layout.whose or ""
    at = file.column(name)
    codes = set(file.rows_by(at)) if at is not None else set()
    return WhoTakesPart(
        place=CellPlace(file.table.name),
        party=level,
        parties=plural(level),
        file=file.layout.name,
        found=len(codes),
        column=name,
    )


# ---------------------------------------------------------------- why there are no rows


def _no_such(file: Recognised, figure: Figure, because: str) -> NoSuchRows:
    place = CellPlace(file.table.name)
    return NoSuchRows(place=place, file=file.layout.name, figure=figure.name, because=because)


def _nothing_picked(files: Sequence[Recognised], reading: Reading) -> str:
    """Say which words of a line are in no row, with those that are nearest; or that no such row counts."""
    for pick in reading.picks:
        there = {
            row[at].text for file in files if (at := file.column(pick.column)) is not None for row in file.table.rows
        }
        wanted = pick.words.casefold()
        if not any(text.casefold().startswith(wanted) if pick.begins else text.casefold() == wanted for text in there):
            near = get_close_matches(pick.words, sorted(there), n=3)
            instead = f"; it has {one_of(quoted([shown(text) for text in near]), 'and')}" if near else ""
            return f'The column "{pick.column}" {_has_not(begins=pick.begins)} "{shown(pick.words)}"{instead}.'
    kept = [f'"{column}" is {one_of(quoted(list(words)))}' for column, words in files[0].layout.kept.items()]
    only = f", and only those rows count in which {one_of(kept, 'and')}" if kept else ""
    return f"No row has all that is asked{only}."


def _has_not(*, begins: bool) -> str:
    return "has nothing that begins with" if begins else "has no"


def _another_time(rows: Iterable[tuple[Recognised, Sequence[tuple[Cell, ...]]]], figure: Figure) -> str:
    """Say of which days the rows are, and of which the figure is."""
    days = sorted({each for file, some in rows for row in some if (each := days_of(file, row)) is not None})
    said = [_say(each) for each in days[:_MOST_SHOWN]]
    return f"Its rows are of {one_of(said, 'and')}, and the figure is given {say_time(figure.time)}."


def _say(days: Days) -> str:
    return say_date(days[0]) if days[0] == days[1] else say_range(*days)


def _nobody(figure: Figure, row: Given, roster: Roster) -> NobodyOfTheScheme:
    return NobodyOfTheScheme(
        place=CellPlace(row.file.table.name),
        parties=plural(figure.level),
        file=row.file.layout.name,
        column=row.file.layout.whose or "",
        first=shown(whose(row)),
        own=min(roster[figure.level]),
    )


def _absent(figure: Figure, rows: Iterable[Given], roster: Roster) -> Iterator[NotInTheFile]:
    """Find those who take part and have no row."""
    absent = sorted(roster[figure.level] - {whose(each) for each in rows})
    if absent:
        rest = len(absent) - _MOST_SHOWN
        codes = one_of(absent, "and") if rest <= 0 else f"{', '.join(absent[:_MOST_SHOWN])} and {rest} more"
        yield NotInTheFile(place=figure.span, file=_reading(figure).file, figure=figure.name, codes=codes)


# ---------------------------------------------------------------- the table


def _without_missing_months(
    figure: Figure, rows: Sequence[Given], files: Sequence[Recognised]
) -> tuple[Sequence[Given], tuple[MonthsMissing, ...]]:
    """Leave out the periods of which some months are in no file."""
    if not _reading(figure).total or not rows or _sort_of_time(rows[0].file) is not Sort.MONTH:
        return rows, ()
    every = {days for file in files for row in file.table.rows if (days := days_of(file, row)) is not None}
    lacking: dict[Label, MonthsMissing] = {}
    for label in dict.fromkeys(each.label for each in rows):
        period = label or (figure.time.moment if isinstance(figure.time, Once) else None)
        if not isinstance(period, Period):
            continue
        found, months = months_within(period, every)
        if found < months:
            lacking[label] = MonthsMissing(
                place=figure.span, figure=figure.name, period=period.name, found=found, months=months
            )
    return [each for each in rows if each.label not in lacking], tuple(lacking.values())


def _sort_of_time(file: Recognised) -> Sort | None:
    content = file.holds(file.layout.when) if file.layout.when else None
    return content.sort if content else None


def _headings(figure: Figure, first: Given) -> tuple[Cell, ...]:
    """Return the headings that the scheme knows: whose, when, the figure, and where a total was published."""
    place = first.file.table.headings[0].place
    names = [] if _of_nobody(figure) else [figure.level]
    names += [figure.time.kind] if isinstance(figure.time, Each) else []
    names += [figure.name]
    names += [f"{figure.name}_published_file", f"{figure.name}_published_row"] if _reading(figure).total else []
    return tuple(Cell(name, place) for name in names)


def _rows(figure: Figure, rows: Sequence[Given]) -> tuple[tuple[tuple[Cell, ...], ...], tuple[Diagnostic, ...]]:
    """Return a row of the table for each that is given, or for each party and time whose cells are added up."""
    if not _reading(figure).total:
        return tuple((*_about(figure, each), _value(figure, each)) for each in rows), ()
    together: dict[tuple[str, Label], list[Given]] = {}
    for each in rows:
        together.setdefault(("" if _of_nobody(figure) else whose(each), each.label), []).append(each)
    totals = [(some[0], total_of([_value(figure, each) for each in some], figure)) for some in together.values()]
    wrong = tuple(each for _, total in totals if not isinstance(total, Total) for each in total)
    return tuple(_total_row(figure, one, total) for one, total in totals if isinstance(total, Total)), wrong


def _total_row(figure: Figure, one: Given, total: Total) -> tuple[Cell, ...]:
    place = total.cell.place
    return (*_about(figure, one), total.cell, Cell(total.file, place), Cell(total.rows, place))


def _about(figure: Figure, given: Given) -> tuple[Cell, ...]:
    """Return the cells that say whose a row is and when."""
    layout = given.file.layout
    cells = [] if _of_nobody(figure) else [_at(given, layout.whose)]
    if isinstance(figure.time, Each) and given.label is not None:
        cells.append(Cell(given.label.name, _at(given, layout.when or layout.whose).place))
    return tuple(cells)


def _at(given: Given, name: str | None) -> Cell:
    at = None if name is None else given.file.column(name)
    return given.row[at or 0]


def _value(figure: Figure, given: Given) -> Cell:
    name = _reading(figure).column
    at = given.file.column(name)
    assert at is not None, "a column that is not there is told of before"
    return as_figure(given.file, given.row, at, name)
