"""What the cells of a column of Parquet are, and how they are written as text."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from schemelang.figures.in_text import as_text as as_read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pyarrow as pa

_WIDTHS: "Mapping[int, Literal['b', 'h', 'i', 'q']]" = {8: "b", 16: "h", 32: "i", 64: "q"}
"""How whole numbers of so many bits are read off the memory in which they stand."""


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


def as_text(value: Any) -> str:
    """Write what a cell holds as a file of text would have it: 1234.50 as it is, a day as 2019-10-01."""
    match value:
        case None:
            return ""
        case Decimal():
            return format(value, "f")
        case _:
            return as_read(value)


def rows_with(column: "pa.ChunkedArray", is_such: "Callable[[str], bool]") -> list[int]:
    """Return the rows of a column of words that have such a word. Where words are kept once, each is asked of once."""
    rows: list[int] = []
    before = 0
    for part in column.chunks:
        rows += (before + row for row in _rows_in(part, is_such))
        before += len(part)
    return rows


def _rows_in(part: "pa.Array", is_such: "Callable[[str], bool]") -> list[int]:
    from pyarrow import types

    if not types.is_dictionary(part.type):
        return [row for row, word in enumerate(part.to_pylist()) if word is not None and is_such(word)]
    such = {at for at, word in enumerate(part.dictionary.to_pylist()) if word is not None and is_such(word)}
    numbers = memoryview(part.indices.buffers()[1]).cast(_WIDTHS[part.type.index_type.bit_width])
    found = enumerate(numbers[part.offset : part.offset + len(part)])
    rows = [row for row, number in found if number in such]
    return rows if not part.null_count else [row for row in rows if part[row].is_valid]
