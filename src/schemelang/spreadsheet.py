"""Writes tables that a spreadsheet opens: a workbook of Excel, or text separated by commas. The only XlsxWriter.

What is text stays text, whatever it begins with, and what is a number stays a number: a practice called =HYPERLINK(…)
is a name, and -12.50 can be added up. The same tables give the same bytes.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from string import ascii_letters, digits
from typing import Any, Literal, assert_never

from schemelang.light import frozen
from schemelang.quantities import decimal_pence, exact

Kind = Literal["text", "number", "pounds", "percent", "date"]
"""What the cells of a column hold."""

_FORMATS: dict[Kind, str] = {
    "text": "@",  # so that no code typed into it becomes a number or a date
    "number": "General",
    "pounds": "#,##0.00",
    "percent": "0.00####%",
    "date": "yyyy-mm-dd",
}

# What a spreadsheet takes for the beginning of a formula, in its wide form too.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n\0]")

_PLAIN = frozenset(ascii_letters + digits)  # what most texts begin with, and no formula does

_LONGEST_TEXT = 32_767  # units of UTF-16 in a cell of a workbook
_LONGEST_NAME = 31
_LONGEST_LIST = 255
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_DIGITS_KEPT = 15
_FIRST_DAY = date(1900, 3, 1)  # before it, the day numbers of Excel are one too small
_WIDEST, _NARROWEST = 60, 9


@frozen
class Pounds:
    """An amount of money, in pence."""

    pence: int


@frozen
class Percent:
    """A part of a whole: a half is 50%."""

    part: Fraction


Value = str | int | Fraction | Pounds | Percent | date | None
"""What a cell can hold."""


@frozen(kw_only=True)
class Column:
    """A heading, what the cells under it hold, a note that is shown beside it, and what may be chosen for a cell."""

    heading: str
    kind: Kind = "text"
    note: str = ""
    choices: tuple[str, ...] = ()


@frozen(kw_only=True)
class Sheet:
    """A table with a name. Every row is as long as there are columns; `open` rows under them are for filling in."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    open: int = 0


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Write a workbook with a sheet for each table, its headings kept in sight."""
    from xlsxwriter import Workbook

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(content, options) as book:
        book.set_properties({"created": datetime(2013, 1, 1, tzinfo=UTC)})  # the same each time
        forms = {kind: book.add_format({"num_format": form}) for kind, form in _FORMATS.items()}
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for name, sheet in zip(_names(sheets), sheets, strict=True):
            _write_sheet(book.add_worksheet(name), sheet, forms, heading)
    return content.getvalue()


def csv_text(rows: Iterable[Sequence[Value]]) -> str:
    """Write comma-separated text that Excel opens as it stands, its mark of UTF-8 included."""
    text = StringIO()
    cells = (
        [value if isinstance(value, str) and value[:1] in _PLAIN else csv_cell(value) for value in row] for row in rows
    )
    csv.writer(text, lineterminator="\r\n").writerows(cells)
    return "\ufeff" + text.getvalue()


def csv_cell(value: Value) -> str:
    """Write a value as the text of a cell; a text that would be taken for a formula is marked as text."""
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if value[:1] not in _PLAIN and _FORMULA.match(value) else value
        case Pounds(pence):
            return decimal_pence(pence)
        case Percent(part):
            return f"{exact(part * 100)}%"
        case int() | Fraction():
            return exact(Fraction(value))
        case date():
            return value.isoformat()
        case _:
            assert_never(value)


# Workbooks


def _names(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Give each sheet a name that Excel takes and that no other sheet has."""
    taken: set[str] = set()
    for sheet in sheets:
        whole = " ".join(_NOT_IN_A_NAME.sub(" ", sheet.name).split()).strip("'") or "Sheet"
        ends = ("", *(f" {number}" for number in range(2, len(sheets) + 2)))
        tries = (whole[: _LONGEST_NAME - len(end)].strip("' ") + end for end in ends)
        name = next(each for each in tries if each.casefold() not in taken)
        taken.add(name.casefold())
        yield name


def _write_sheet(page: Any, sheet: Sheet, forms: dict[Kind, Any], heading: Any) -> None:
    page.freeze_panes(1, 0)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, _width(sheet, number), forms[column.kind] if sheet.open else None)
        _write_text(page, (0, number), column.heading, heading)
        if column.note:
            page.write_comment(0, number, column.note, {"x_scale": 2, "y_scale": 2})
        if sheet.open and 0 < len(",".join(column.choices)) <= _LONGEST_LIST:
            last = len(sheet.rows) + sheet.open
            page.data_validation(1, number, last, number, {"validate": "list", "source": list(column.choices)})
    for at, row in enumerate(sheet.rows, 1):
        for number, (value, column) in enumerate(zip(row, sheet.columns, strict=True)):
            _write(page, (at, number), value, forms[column.kind], forms)


def _width(sheet: Sheet, number: int) -> int:
    """Return how many letters wide a column is to be: as its longest cell, within reason."""
    words = (sheet.columns[number].heading, *(csv_cell(row[number]) for row in sheet.rows))
    return max(_NARROWEST, min(_WIDEST, 2 + max(map(len, words))))


def _write(page: Any, at: tuple[int, int], value: Value, form: Any, forms: dict[Kind, Any]) -> None:
    """Write a value as what it is, in the form of its column where that is its own."""
    match value:
        case None:
            page.write_blank(*at, None, form)
        case str():
            _write_text(page, at, value, forms["text"])
        case Pounds(pence):
            _write_number(page, at, Fraction(pence, 100), forms["pounds"])
        case Percent(part):
            _write_number(page, at, part, forms["percent"])
        case int() | Fraction():
            _write_number(page, at, Fraction(value), forms["number"])
        case date():
            _write_date(page, at, value, forms["date"])
        case _:
            assert_never(value)


def _write_text(page: Any, at: tuple[int, int], text: str, form: Any) -> None:
    shortened = text
    while len(shortened.encode("utf-16-le")) > 2 * _LONGEST_TEXT:
        shortened = shortened[: _LONGEST_TEXT // 2 - 1] + "\u2026"
    page.write_string(*at, shortened, form)


def _write_number(page: Any, at: tuple[int, int], value: Fraction, form: Any) -> None:
    """Write a number that a spreadsheet keeps as it is; any other as text, such as 1/3, and never rounded."""
    written = exact(value)
    if "/" in written or len(written.strip("-0.").replace(".", "")) > _DIGITS_KEPT:
        page.write_string(*at, written)
    else:
        page.write_number(*at, Decimal(written), form)


def _write_date(page: Any, at: tuple[int, int], day: date, form: Any) -> None:
    if day < _FIRST_DAY:
        page.write_string(*at, day.isoformat())
    else:
        page.write_datetime(*at, day, form)
