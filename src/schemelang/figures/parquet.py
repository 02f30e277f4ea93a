"""Reads a file of Parquet as a table of text, each cell with its place, as a file of commas or a workbook is read.

Only here and in `columns/` is the package pyarrow known, which comes with the extra `national`. A row is counted as a
spreadsheet would count it: the headings are in row 1. An empty place is an empty cell.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from schemelang.diagnostic import Diagnostic
from schemelang.figures.columns import Columns, read_columns
from schemelang.figures.csv_text import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS
from schemelang.figures.errors import FileTooLarge
from schemelang.figures.known import Known
from schemelang.figures.parquet_cells import as_text, rows_with, sort_of
from schemelang.figures.parquet_errors import ColumnNotOfCells, ParquetPackageMissing, ParquetUnreadable
from schemelang.figures.shape import Row, is_filled, to_table
from schemelang.figures.table import Cell, Table
from schemelang.model.model import Scheme
from schemelang.source import CellPlace

if TYPE_CHECKING:
    import pyarrow as pa

_BEGINS = b"PAR1"


def is_parquet(content: bytes) -> bool:
    """Say whether bytes are those of a file of Parquet, whatever the name of the file."""
    return content.startswith(_BEGINS)


def read_parquet(name: str, content: bytes, known: Known) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """Read the bytes of a file of Parquet as a table of text, or say what keeps them from being one."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return (), (ParquetPackageMissing(place=CellPlace(name)),)
    try:
        file = pq.ParquetFile(pa.BufferReader(content))
        refused = _too_large(name, file) or _not_of_cells(name, file.schema_arrow)
        columns = () if refused else tuple(file.read(use_threads=False).itercolumns())
    except (pa.ArrowException, OSError):
        return (), (ParquetUnreadable(place=CellPlace(name)),)
    if refused:
        return (), (refused,)
    headings = file.schema_arrow.names
    rows = [Row(1, headings), *_rows([_texts(column) for column in columns])]
    vast = _vast_cell(name, rows)
    table, found = (None, (vast,)) if vast else to_table(CellPlace(name), rows, known)
    return (table,) if table else (), found


def read_parquet_of(path: str, scheme: Scheme, codes: Collection[str], known: Known) -> tuple[Table, ...]:
    """Read the rows of a file that are about some parties, or about nobody: its table, if there are any.

    The file has been read before, and has nothing wrong with it that would keep it from being a table.
    """
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path)
    headings = file.schema_arrow.names
    columns = _columns_of(path, headings, scheme)
    about = columns.parties.get(columns.about)
    rows, number = [Row(1, headings)], 2
    for part in range(file.metadata.num_row_groups):
        told_of = file.metadata.row_group(part)
        if about is None or _may_name(told_of.column(about).statistics, codes):
            theirs = file.read_row_group(part, use_threads=False)
            at = list(range(theirs.num_rows)) if about is None else _rows_of(theirs.column(about), codes)
            first, many = (at[0], at[-1] - at[0] + 1) if at else (0, 0)  # to take rows one by one imports a lot
            cells = list(zip(*map(_texts, theirs.slice(first, many).itercolumns()), strict=True))
            rows += [Row(number + row, cells[row - first]) for row in at]
        number += told_of.num_rows
    table, _ = to_table(CellPlace(path), rows, known) if len(rows) > 1 else (None, ())
    return () if table is None else (table,)


def _rows_of(column: "pa.ChunkedArray", codes: Collection[str]) -> list[int]:
    """Return the rows that are about one of some parties."""
    if sort_of(column.type) == "words":
        return rows_with(column, lambda word: word.strip() in codes)
    return [row for row, text in enumerate(_texts(column)) if text.strip() in codes]


def with_related(paths: Sequence[str], scheme: Scheme, codes: Collection[str]) -> frozenset[str]:
    """Return some parties with all without whom nothing can be said of them.

    These are the parties with which they merged or from which they split and, where somebody moves into one of their
    groups or out of it, all groups of that one and everybody in them.
    """
    import pyarrow.parquet as pq

    files = [pq.ParquetFile(path) for path in paths]
    read = [_columns_of(path, file.schema_arrow.names, scheme) for path, file in zip(paths, files, strict=True)]
    if not any(columns.dates or columns.turns for columns in read):
        return frozenset(codes)
    groups: dict[tuple[str, str], set[str]] = {}
    members: dict[str, set[str]] = {}
    turned: dict[str, set[str]] = {}
    for file, columns in zip(files, read, strict=True):
        if columns.about in columns.parties and (len(columns.parties) > 1 or columns.turns):
            for who, own, others in _belongings(file, columns):
                for kind, group in own.items():
                    groups.setdefault((who, kind), set()).add(group)
                    members.setdefault(group, set()).add(who)
                for other in others:
                    turned.setdefault(who, set()).add(other)
                    turned.setdefault(other, set()).add(who)
    moved = [({who, *own}, own) for (who, _), own in groups.items() if len(own) > 1]
    return frozenset(_reached(_with_groups(codes, moved, members), turned))


def _columns_of(path: str, headings: Sequence[str], scheme: Scheme) -> Columns:
    return read_columns(Table(path, tuple(Cell(each, CellPlace(path, 1, each)) for each in headings), ()), scheme)


def _belongings(file: Any, columns: Columns) -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """Return of each row whom it is about, the groups beside, and whom that one went into or came out of."""
    names, about = file.schema_arrow.names, columns.about
    groups = {kind: at for kind, at in columns.parties.items() if kind != about}
    turns = [at for turn, at in columns.turns.items() if turn != "closed"]
    wanted = [columns.parties[about], *groups.values(), *turns]
    table = file.read(columns=[names[at] for at in wanted], use_threads=False)
    for who, *others in zip(*(_texts(table.column(names[at])) for at in wanted), strict=True):
        own = {kind: group.strip() for kind, group in zip(groups, others, strict=False) if group.strip()}
        yield who.strip(), own, [each.strip() for each in others[len(groups) :] if each.strip()]


def _with_groups(
    codes: Collection[str], moved: Sequence[tuple[set[str], set[str]]], members: Mapping[str, set[str]]
) -> set[str]:
    """Add the groups of those who moved into one of some groups, or out of it, with everybody in them."""
    found, before = set(codes), 0
    while len(found) > before:
        before = len(found)
        for them, groups in moved:
            if them & found:
                found |= them
                found.update(*(members[group] for group in groups))
    return found


def _reached(codes: set[str], turned: Mapping[str, set[str]]) -> set[str]:
    """Add all with whom somebody merged or from whom somebody split, one after the other."""
    found, waiting = set(codes), [*codes]
    while waiting:
        more = turned.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return found


def too_many_rows(path: str) -> int | None:
    """Return how many rows a file has, if they are too many to be read cell by cell."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows: int = pq.ParquetFile(path).metadata.num_rows
    except (pa.ArrowException, OSError):
        return None
    return rows if rows >= MOST_ROWS else None


def _may_name(statistics: Any, codes: Collection[str]) -> bool:
    """Say whether a part of a file may name one of some codes, by the first and the last in order that are in it."""
    if statistics is None or not statistics.has_min_max or not isinstance(statistics.min, str):
        return True
    return any(statistics.min <= code <= statistics.max for code in codes)


def _too_large(name: str, file: Any) -> FileTooLarge | None:
    rows, columns = file.metadata.num_rows, len(file.schema_arrow.names)
    if rows >= MOST_ROWS:
        return FileTooLarge(place=CellPlace(name), most=MOST_ROWS, what="rows")
    if columns > MOST_COLUMNS:
        return FileTooLarge(place=CellPlace(name), most=MOST_COLUMNS, what="columns")
    return None


def _not_of_cells(name: str, schema: "pa.Schema") -> ColumnNotOfCells | None:
    """Find a column that holds something other than one number, word, day or answer in each row."""
    for field in schema:
        if sort_of(field.type) is None:
            return ColumnNotOfCells(place=CellPlace(name, column=field.name), column=field.name, sort=str(field.type))
    return None


def _rows(columns: list[list[str]]) -> Iterator[Row]:
    for number, cells in enumerate(zip(*columns, strict=True), 2):
        if is_filled(cells):
            yield Row(number, cells)


def _vast_cell(name: str, rows: list[Row]) -> FileTooLarge | None:
    for row in rows:
        if max(map(len, row.cells), default=0) > MOST_CHARACTERS:
            place = CellPlace(name, row.number)
            return FileTooLarge(place=place, most=MOST_CHARACTERS, what="characters in one cell")
    return None


# What a cell holds


def _texts(column: "pa.ChunkedArray") -> list[str]:
    """Write the cells of a column, each word that comes often only once."""
    if sort_of(column.type) == "words":
        return ["" if value is None else value for value in column.to_pylist()]
    return [as_text(value) for value in column.to_pylist()]
