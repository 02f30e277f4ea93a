"""Reads a file of Parquet as a table of text, each cell with its place, as a file of commas or a workbook is read.

Only here and in `columns/` is the package pyarrow known, which comes with the extra `national`. A row is counted as a
spreadsheet would count it: the headings are in row 1. An empty place is an empty cell.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from schemelang.diagnostic import Diagnostic
from schemelang.figures.csv_text import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS
from schemelang.figures.errors import FileTooLarge
from schemelang.figures.parquet_errors import ColumnNotOfCells, ParquetPackageMissing, ParquetUnreadable
from schemelang.figures.shape import Known, Row, is_filled, to_table
from schemelang.figures.table import Table
from schemelang.figures.workbook import as_text as as_read
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


def sort_of(kind: "pa.DataType") -> str | None:
    """Return which sort of cell a column has: words, whole numbers, decimals, fractions, days, moments or answers."""
    from pyarrow import types

    if types.is_dictionary(kind):
        return sort_of(kind.value_type)
    sorts: Mapping[str, Callable[[pa.DataType], bool]] = {
        "words": lambda each: types.is_string(each) or types.is_large_string(each) or types.is_string_view(each),
        "whole numbers": types.is_integer,
        "decimals": types.is_decimal,
        "fractions": types.is_floating,
        "days": types.is_date,
        "moments": types.is_timestamp,
        "answers": types.is_boolean,
        "nothing": types.is_null,
    }
    return next((sort for sort, is_such in sorts.items() if is_such(kind)), None)


def _texts(column: "pa.ChunkedArray") -> list[str]:
    """Write the cells of a column, each word that comes often only once."""
    if sort_of(column.type) == "words":
        return ["" if value is None else value for value in column.to_pylist()]
    return [as_text(value) for value in column.to_pylist()]


def as_text(value: Any) -> str:
    """Write what a cell holds as a file of text would have it: 1234.50 as it is, a day as 2019-10-01."""
    match value:
        case None:
            return ""
        case Decimal():
            return format(value, "f")
        case _:
            return as_read(value)
