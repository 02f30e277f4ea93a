"""Rows and columns of text, each cell with its place: a file of figures, or the table of an example."""

from schemelang.diagnostic import Place
from schemelang.light import frozen


@frozen(slots=True)
class Cell:
    """What is written in one cell, without the blanks around it."""

    text: str
    place: Place


@frozen
class Table:
    """A heading and rows under it, every row as long as the heading."""

    name: str
    headings: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
