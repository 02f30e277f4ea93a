"""From a worked example to figures, read by the same rules as a file."""

import re
from collections.abc import Iterator

from schemelang.diagnostic import Diagnostic
from schemelang.figures import errors
from schemelang.figures.columns import declared
from schemelang.figures.figures import Figures
from schemelang.figures.from_files import read_figures
from schemelang.figures.table import Cell, Table
from schemelang.model.model import SCHEME, Each, Example, Figure, Scheme
from schemelang.model.stated import GivenFigure, Words
from schemelang.source import Span

_UP_TO_VALUE = r"(?is).*\bis\s+"


def read_example(example: Example, scheme: Scheme) -> tuple[Figures | None, tuple[Diagnostic, ...]]:
    """Read the figures of an example, which may leave out what it does not need."""
    figures = {figure.name: figure for figure in declared(scheme)}
    wrong = (*_rows_of_wrong_length(example), *_wrong_givens(example, figures))
    if wrong:
        return None, wrong
    givens = (_given_table(given, figures[given.figure]) for given in example.givens)
    return read_figures((*example_tables(example), *givens), scheme, partial=True, same_at_every_date=True)


def example_tables(example: Example) -> tuple[Table, ...]:
    """Return the tables of an example, each cell with its place in the scheme."""
    return tuple(
        Table(example.title, _cells(table.headings), tuple(map(_cells, table.rows))) for table in example.tables
    )


def _cells(row: tuple[Words, ...]) -> tuple[Cell, ...]:
    return tuple(Cell(words.text.strip(), words.span) for words in row)


_ANOTHER = (
    "\nIf other headings begin here, begin with  {first}  again, as the table above does: it begins another table."
)


def _rows_of_wrong_length(example: Example) -> Iterator[Diagnostic]:
    """Find the first row of each table that is not as long as its headings; those below it are often like it."""
    for table in example.tables:
        headings = len(table.headings)
        row = next((row for row in table.rows if len(row) != headings), None)
        if row is not None:
            another = _ANOTHER.format(first=table.headings[0].text.strip())
            place = row[0].span.to(row[-1].span)
            yield errors.RowOfWrongLength(place=place, headings=headings, cells=len(row), another=another)


# Figures given in a line of their own


def _wrong_givens(example: Example, figures: dict[str, Figure]) -> Iterator[Diagnostic]:
    for given in example.givens:
        figure, place = figures.get(given.figure), given.span
        if figure is None:
            yield errors.GivenIsNoFigure(place=place, name=given.figure)
        elif given.party is None and figure.level != SCHEME:
            one = _somebody(example, figure.level)
            line = _about(given, f"{figure.name} of {one}")
            yield errors.GivenForNobody(place=place, figure=figure.name, party=figure.level, line=line, one=one)
        elif given.party is not None and figure.level == SCHEME:
            line = _about(given, figure.name)
            yield errors.GivenForSomebody(place=place, figure=figure.name, party=given.party, line=line)


def _somebody(example: Example, level: str) -> str:
    """Return a party of a level that an example names in a table, or any other."""
    for table in example.tables:
        for number, heading in enumerate(table.headings):
            if heading.text.strip().lower() == level.lower():
                return next((row[number].text for row in table.rows if row[number].text.isalnum()), "Ash")
    return "Ash"


def _about(given: GivenFigure, whose: str) -> str:
    """Return a line that gives a figure, about somebody else or about nobody."""
    words = " ".join(given.span.words.split())
    return re.sub(rf"^given {given.figure}(?: of (?:\w+|\"[^\"]*\"))?", f"given {whose}", words)


def _given_table(given: GivenFigure, figure: Figure) -> Table:
    """Turn a given figure into a table of one row, so that it is read as any other."""
    columns = {figure.name: _value(given.span)}
    if given.period is not None:
        assert isinstance(figure.time, Each), "only what is given each month or quarter is given of one of them"
        columns[figure.time.kind] = Cell(given.period.name, given.span)
    if given.party is not None:
        columns[figure.level] = Cell(given.party, given.span)
    headings = tuple(Cell(name, given.span) for name in columns)
    return Table("", headings, (tuple(columns.values()),))


def _value(given: Span) -> Cell:
    """Return the value of a given figure as it is written."""
    before = re.match(_UP_TO_VALUE, given.source.plain[given.start : given.end])
    start = given.start if before is None else given.start + before.end()
    return Cell(given.source.plain[start : given.end].strip(), Span(given.source, start, given.end))
