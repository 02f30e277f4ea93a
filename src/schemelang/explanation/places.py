"""Where a figure stands, in words."""

from typing import assert_never

from schemelang.diagnostic import Place
from schemelang.figures.figures import Published
from schemelang.source import CellPlace, Span


def say_published(published: Published) -> str:
    """Say a published file and row; what is only a remark, such as that a figure is invented, has no row."""
    return f"{published.file}, row {published.row}" if published.row else published.file


def say_place(place: Place) -> str:
    """Say a cell of a file, or a line of the scheme: `registers.csv, row 2, column care_plans`."""
    match place:
        case CellPlace(file, row, column, sheet):
            parts = (file, sheet and f"sheet {sheet}", row and f"row {row}", column and f"column {column}")
            return ", ".join(part for part in parts if part)
        case Span():
            return f"line {place.line} of the scheme"
        case _:
            assert_never(place)
