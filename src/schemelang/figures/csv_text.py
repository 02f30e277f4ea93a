"""Reads a file of separated values as a table of text, each cell with its place.

The cells may be separated by commas, semicolons or tabs. A row that does not fit is refused.
What a cell means is not asked here.
"""

import csv
import re
from collections.abc import Sequence
from io import StringIO
from itertools import islice

from schemelang.diagnostic import Diagnostic
from schemelang.figures.encodings import Byte, decode
from schemelang.figures.errors import FileTooLarge, NotCommaSeparated, NotUtf8, QuotationMarkAstray
from schemelang.figures.file_errors import ReadAsWindows
from schemelang.figures.known import Known
from schemelang.figures.shape import LAST_ROW_OF_HEADINGS, Row, headings_at, is_filled, known_in, one_line, to_table
from schemelang.figures.table import Table
from schemelang.light import evolve
from schemelang.source import CellPlace

MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CHARACTERS = 10_000

_QUOTED = re.compile(r'"[^"]*(?:"|$)')
_SEPARATORS = (",", ";", "\t")
_OTHER_SEPARATORS = {"|": "vertical bars"}
_NOTHING = Known()


def read_csv(name: str, content: bytes, known: Known = _NOTHING) -> tuple[Table | None, tuple[Diagnostic, ...]]:
    """Read the bytes of a file as a table of text, or say what keeps them from being one.

    By the headings that are known the row of headings is found under a title.
    """
    decoded = decode(content)
    if isinstance(decoded, Byte):
        return None, (_not_text(name, content, decoded, known),)
    text = decoded.text
    separator = _separator(text, known)
    if separator in _OTHER_SEPARATORS:
        return None, (NotCommaSeparated(place=CellPlace(name), found=_OTHER_SEPARATORS[separator]),)
    rows, refused = _rows(name, text, separator, known)
    if refused is not None:
        return None, (refused,)
    table, found = to_table(CellPlace(name), rows, known)
    if table is None or decoded.windows is None:
        return table, found
    return table, (_read_as_windows(name, content, text, decoded.windows, known), *found)


# Bytes


def _not_text(name: str, content: bytes, byte: Byte, known: Known) -> NotUtf8:
    place = _end_of(name, byte.before, known)
    return NotUtf8(place=place, byte=f"0x{content[byte.at]:02X}", number=byte.at + 1)


def _read_as_windows(name: str, content: bytes, text: str, byte: Byte, known: Known) -> ReadAsWindows:
    return ReadAsWindows(
        place=_end_of(name, byte.before, known),
        byte=f"0x{content[byte.at]:02X}",
        letter=text[byte.at],
        others=sum(1 for sign in text if not sign.isascii()) - 1,
    )


def _end_of(name: str, before: str, known: Known) -> CellPlace:
    """Find the cell in which a text breaks off."""
    reader = csv.reader(StringIO(f"{before}?", newline=""), delimiter=_separator(before, known))
    try:
        rows = [Row(number, cells) for number, cells in enumerate(reader, 1)]
    except csv.Error:
        return CellPlace(name)
    last = rows[-1]
    return _in_column(name, [row for row in rows if is_filled(row.cells)], last, len(last.cells) - 1, known)


def _in_column(name: str, rows: Sequence[Row], row: Row, column: int, known: Known) -> CellPlace:
    """Return the place of a cell of a row, with the heading above it if there is one."""
    place = CellPlace(name, row.number)
    heading = rows[headings_at(rows, known)] if rows else row
    named = heading.number < row.number and column < len(heading.cells)
    return evolve(place, column=one_line(heading.cells[column])) if named else place


# Rows


def _separator(text: str, known: Known) -> str:
    """Find what separates the cells: what gives the most headings that are known, or stands oftenest in the first."""
    by_headings = {sign: _headings_known(text, sign, known) for sign in _SEPARATORS}
    best = max(by_headings, key=lambda sign: by_headings[sign])
    if by_headings[best]:
        return best
    unquoted = _QUOTED.sub("", text.lstrip().partition("\n")[0])
    return max((*_SEPARATORS, *_OTHER_SEPARATORS), key=unquoted.count)


def _headings_known(text: str, separator: str, known: Known) -> int:
    if not known.names:
        return 0
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        rows = [Row(number, cells) for number, cells in enumerate(islice(reader, LAST_ROW_OF_HEADINGS), 1)]
    except csv.Error:
        return 0
    return max((known_in(row, known) for row in rows), default=0)


def _rows(name: str, text: str, separator: str, known: Known) -> tuple[list[Row], Diagnostic | None]:
    """Cut a text into rows, leaving out the blank ones, and stop at the first that cannot be cut."""
    lines = StringIO(text, newline="")
    rows: list[Row] = []
    number = start = 0
    try:
        for number, cells in enumerate(csv.reader(lines, strict=True, delimiter=separator), 1):
            too_large = _too_large(name, rows, Row(number, cells), known)
            if too_large is not None:
                return [], too_large
            rows += [Row(number, cells)] if is_filled(cells) else []
            start = lines.tell()
    except csv.Error:
        if lines.tell() - start > csv.field_size_limit():
            begun = text[start : start + csv.field_size_limit()]
            cut = next(csv.reader(StringIO(begun, newline=""), delimiter=separator))
            return [], _vast_cell(_in_column(name, rows, Row(number + 1, cut), len(cut) - 1, known))
        return [], QuotationMarkAstray(place=CellPlace(name, number + 1))
    return rows, None


def _too_large(name: str, rows: Sequence[Row], row: Row, known: Known) -> FileTooLarge | None:
    place = CellPlace(name, row.number)
    if row.number > MOST_ROWS:
        return FileTooLarge(place=place, most=MOST_ROWS, what="rows")
    if len(row.cells) > MOST_COLUMNS:
        return FileTooLarge(place=place, most=MOST_COLUMNS, what="columns")
    lengths = [len(cell) for cell in row.cells]
    if max(lengths, default=0) > MOST_CHARACTERS:
        return _vast_cell(_in_column(name, rows, row, lengths.index(max(lengths)), known))
    return None


def _vast_cell(place: CellPlace) -> FileTooLarge:
    return FileTooLarge(place=place, most=MOST_CHARACTERS, what="characters in one cell")
