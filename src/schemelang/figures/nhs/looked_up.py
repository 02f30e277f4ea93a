"""A column of a published file that stands in another, put beside the rows that it belongs to."""

from collections.abc import Sequence

from schemelang.figures.nhs.recognised import Recognised
from schemelang.figures.table import Cell
from schemelang.light import evolve
from schemelang.published.layout import LookUp, plain


def with_looked_up(files: Sequence[Recognised]) -> list[Recognised]:
    """Return the files with the columns that are looked up in others, where those are among them."""
    return [_with_column(file, files) for file in files]


def _with_column(file: Recognised, files: Sequence[Recognised]) -> Recognised:
    look_up = file.layout.looked_up
    if look_up is None or file.column(look_up.column) is not None:
        return file
    sources = [other for other in files if other.layout.name == look_up.file]
    if not sources:
        return file
    found = {
        _key(source, row, look_up): _cell(source, row, look_up.column)
        for source in sources
        for row in source.table.rows
    }
    nothing = Cell("", file.table.headings[0].place)
    table = evolve(
        file.table,
        headings=(*file.table.headings, Cell(look_up.column, file.table.headings[0].place)),
        rows=tuple((*row, found.get(_key(file, row, look_up), nothing)) for row in file.table.rows),
    )
    return evolve(file, table=table, at={**file.at, plain(look_up.column): len(file.table.headings)})


def _key(file: Recognised, row: tuple[Cell, ...], look_up: LookUp) -> tuple[str, ...]:
    return tuple(" ".join(_cell(file, row, name).text.split()).casefold() for name in look_up.by)


def _cell(file: Recognised, row: tuple[Cell, ...], name: str) -> Cell:
    at = file.column(name)
    assert at is not None, "a file is recognised by these columns"
    return row[at]
