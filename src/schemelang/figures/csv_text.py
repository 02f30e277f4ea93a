"""Reads a file of comma-separated values as a table of text, each cell with its place.

Nothing is guessed: a file that is not plain UTF-8 and commas is refused, and so is a row that does not fit.
What a cell means is not asked here.
"""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from attrs import frozen

from schemelang.diagnostic import Diagnostic
from schemelang.figures.errors import (
    FileTooLarge,
    HeadingNotItsOwn,
    NoRows,
    NotCommaSeparated,
    NotUtf8,
    QuotationMarkAstray,
    RowOfWrongLength,
)
from schemelang.figures.table import Cell, Table
from schemelang.plaintext import bad_byte
from schemelang.source import CellPlace

MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CHARACTERS = 10_000

# Of wrong rows and of wrong columns, enough are named to see what is amiss.
_MOST_ROWS_NAMED = 20
_MOST_COLUMNS_NAMED = 10

_QUOTED = re.compile(r'"[^"]*(?:"|$)')
_OTHER_SEPARATORS = {"\t": "tabs", ";": "semicolons"}


def read_csv(name: str, content: bytes) -> tuple[Table | None, tuple[Diagnostic, ...]]:
    """Read the bytes of a file as a table of text, or say what keeps them from being one."""
    bad = bad_byte(content)
    if bad is not None:
        return None, (_not_utf8(name, content, bad),)
    text = content.decode("utf-8-sig")
    rows, refused = _rows(name, text)
    if refused is not None:
        return None, (refused,)
    if not rows[1:]:
        return None, (NoRows(place=CellPlace(name)),)
    heading, *body = rows
    errors = (*_headings_not_their_own(name, heading), *_rows_of_wrong_length(name, heading, body))
    return (None, errors) if errors else (_table(name, heading, body), ())


def normal(text: str) -> str:
    """Put a heading into the form in which headings are compared: small letters, one underscore for any blanks."""
    return "_".join(text.casefold().split())


@frozen
class _Row:
    """The cells of a row as they are in the file, and its number as a spreadsheet counts."""

    number: int
    cells: list[str]


# Bytes


def _not_utf8(name: str, content: bytes, bad: int) -> NotUtf8:
    before = content[:bad].removeprefix(BOM_UTF8).decode()
    return NotUtf8(place=_end_of(name, before), byte=f"0x{content[bad]:02X}", number=bad + 1)


def _end_of(name: str, before: str) -> CellPlace:
    """Find the cell in which a text breaks off."""
    try:
        rows = list(csv.reader(StringIO(f"{before}?", newline="")))
    except csv.Error:
        return CellPlace(name)
    headings = next(row for row in rows if _is_filled(row))
    last = len(rows[-1]) - 1
    named = rows[-1] is not headings and last < len(headings)
    return CellPlace(name, len(rows), _one_line(headings[last]) if named else None)


# Rows


def _rows(name: str, text: str) -> tuple[list[_Row], Diagnostic | None]:
    """Cut a text into rows, leaving out the blank ones, and stop at the first that cannot be cut."""
    separator = _wrong_separator(name, text)
    if separator is not None:
        return [], separator
    lines = StringIO(text, newline="")
    rows: list[_Row] = []
    number = start = 0
    try:
        for number, cells in enumerate(csv.reader(lines, strict=True), 1):
            too_large = _too_large(name, number, cells)
            if too_large is not None:
                return [], too_large
            rows += [_Row(number, cells)] if _is_filled(cells) else []
            start = lines.tell()
    except csv.Error:
        return [], _not_cut(CellPlace(name, number + 1), lines.tell() - start)
    return rows, None


def _wrong_separator(name: str, text: str) -> NotCommaSeparated | None:
    first_line = text.lstrip().partition("\n")[0]
    unquoted = _QUOTED.sub("", first_line)
    for sign, found in _OTHER_SEPARATORS.items():
        if unquoted.count(sign) > unquoted.count(","):
            return NotCommaSeparated(place=CellPlace(name), found=found)
    return None


def _too_large(name: str, number: int, cells: list[str]) -> FileTooLarge | None:
    place = CellPlace(name, number)
    if number > MOST_ROWS:
        return FileTooLarge(place=place, most=MOST_ROWS, what="rows")
    if len(cells) > MOST_COLUMNS:
        return FileTooLarge(place=place, most=MOST_COLUMNS, what="columns")
    if max(map(len, cells), default=0) > MOST_CHARACTERS:
        return FileTooLarge(place=place, most=MOST_CHARACTERS, what="characters in one cell")
    return None


def _not_cut(place: CellPlace, length: int) -> Diagnostic:
    """Say why Python's reader gave up on a row: it does so for a vast cell or for a quotation mark astray."""
    if length > csv.field_size_limit():
        return FileTooLarge(place=place, most=MOST_CHARACTERS, what="characters in one cell")
    return QuotationMarkAstray(place=place)


def _is_filled(cells: list[str]) -> bool:
    return any(cell.strip() for cell in cells)


# Headings and table


def _headings_not_their_own(name: str, heading: _Row) -> Iterator[HeadingNotItsOwn]:
    columns: dict[str, list[int]] = {}
    for column, written in enumerate(heading.cells):
        columns.setdefault(normal(written), []).append(column)
    for said, where in columns.items():
        if not said or len(where) > 1:
            written = _one_line(heading.cells[where[0]])
            place = CellPlace(name, heading.number, written or None)
            yield HeadingNotItsOwn(place=place, heading=written, columns=_named(where))


def _named(columns: list[int]) -> str:
    names = ", ".join(_letters(column) for column in columns[:_MOST_COLUMNS_NAMED])
    rest = len(columns) - _MOST_COLUMNS_NAMED
    return names if rest <= 0 else f"{names} and {rest} more"


def _letters(column: int) -> str:
    """Name a column, counted from 0, as a spreadsheet does: A to Z, then AA."""
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _rows_of_wrong_length(name: str, heading: _Row, body: list[_Row]) -> Iterator[RowOfWrongLength]:
    headings = len(heading.cells)
    wrong = (row for row in body if len(row.cells) != headings)
    for row in islice(wrong, _MOST_ROWS_NAMED):
        yield RowOfWrongLength(place=CellPlace(name, row.number), headings=headings, cells=len(row.cells))


def _table(name: str, heading: _Row, body: list[_Row]) -> Table:
    columns = [_one_line(written) for written in heading.cells]
    headings, *rows = (
        tuple(
            Cell(text.strip(), CellPlace(name, row.number, column))
            for text, column in zip(row.cells, columns, strict=True)
        )
        for row in (heading, *body)
    )
    return Table(name, headings, tuple(rows))


def _one_line(heading: str) -> str:
    """Write a heading on one line, as it is to be shown."""
    return " ".join(heading.split())
