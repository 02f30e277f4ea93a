"""What the cells of a column of Parquet are, and how they are written as text."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pyarrow as pa


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
    from schemelang.figures.workbook import as_text as as_read

    match value:
        case None:
            return ""
        case Decimal():
            return format(value, "f")
        case _:
            return as_read(value)
