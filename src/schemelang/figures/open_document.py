"""Reads the sheets of an OpenDocument workbook from its own text, in which a fault can be told from an empty cell.

A document type, and with it any entity that could grow, is refused, and so is what would not fit into memory.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, iterparse

from attrs import define, field

from schemelang.diagnostic import Diagnostic
from schemelang.figures.csv_text import MOST_COLUMNS, MOST_ROWS
from schemelang.figures.errors import FileTooLarge
from schemelang.figures.file_errors import WorkbookUnreadable
from schemelang.figures.shape import Row, letters
from schemelang.figures.sheets import Sheet
from schemelang.source import CellPlace

CONTENT = "content.xml"
MOST_CELLS = 5_000_000

_BROKEN = "It has a password, is damaged, or was not saved to its end."
_NO_SHEETS = "It is no workbook: it has no sheets."
_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TABLE, _TEXT, _STYLE = (_NAMES % name for name in ("office", "table", "text", "style"))
_LIBRE_OFFICE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_DANGEROUS = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ENCODING = re.compile(rb"\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_FAULT = re.compile(r"#N/A|#[A-Z0-9/]+[!?]|Err:[0-9]+")
_MIDNIGHT = re.compile(r"T00:00(?::00)?$")
_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,40})?(?:E[+-]?[0-9]{1,2})?", re.IGNORECASE)
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


@define
class _Reading:
    """A sheet as far as it is read, and the number of its last row."""

    name: str
    style: str
    rows: list[Row] = field(factory=list)
    row: int = 0
    lost: list[str] = field(factory=list)


class _TooFarError(Exception):
    """There is more of something than is read."""

    def __init__(self, most: int, what: str) -> None:
        super().__init__(what)
        self.most, self.what = most, what


def read_open_document(name: str, content: bytes) -> tuple[Sheet, ...] | Diagnostic:
    """Read the sheets of the text of a workbook, each with the cells in it that show a fault."""
    where = CellPlace(name)
    if _DANGEROUS.search(content) or _ENCODING.match(content):
        return WorkbookUnreadable(place=where, problem=_BROKEN)
    hidden: set[str] = set()
    try:
        content.decode()
        sheets = tuple(_sheets(content, hidden))
    except (ParseError, ValueError, RecursionError):  # bytes that are no text are a ValueError
        return WorkbookUnreadable(place=where, problem=_BROKEN)
    except _TooFarError as far:
        return FileTooLarge(place=where, most=far.most, what=far.what)
    if not sheets:
        return WorkbookUnreadable(place=where, problem=_NO_SHEETS)
    return tuple(
        Sheet(CellPlace(name, sheet=each.name), tuple(each.rows), each.style not in hidden, tuple(each.lost))
        for each in sheets
    )


def _sheets(content: bytes, hidden: set[str]) -> Iterator[_Reading]:
    """Read sheet by sheet, forgetting each row of the text once it is read; styles stand before the sheets."""
    sheet: _Reading | None = None
    cells = 0
    for event, element in iterparse(BytesIO(content), events=("start", "end")):  # noqa: S314 - see above
        if event == "start" and element.tag == f"{_TABLE}table":
            sheet = _Reading(element.get(f"{_TABLE}name", ""), element.get(f"{_TABLE}style-name", ""))
        elif event == "end" and element.tag == f"{_STYLE}style":
            if any(each.get(f"{_TABLE}display") == "false" for each in element):
                hidden.add(element.get(f"{_STYLE}name", ""))
        elif event == "end" and element.tag == f"{_TABLE}table-row" and sheet is not None:
            cells += _add_row(sheet, element)
            if cells > MOST_CELLS:
                raise _TooFarError(MOST_CELLS, "cells")
            element.clear()
        elif event == "end" and element.tag == f"{_TABLE}table" and sheet is not None:
            yield sheet
            sheet = None


def _add_row(sheet: _Reading, element: Element) -> int:
    """Add a row as often as it stands there, unless nothing is in it, and return how many cells that makes."""
    again = _repeated(element, "rows")
    texts: list[str] = []
    empty = 0
    for cell in element:
        if cell.tag not in _CELLS:
            continue
        text, times = _text(cell), _repeated(cell, "columns")
        if _is_lost(cell, text):
            sheet.lost.append(f"{letters(len(texts) + empty)}{sheet.row + 1}")
        if not text.strip():
            empty += times
            continue
        if len(texts) + empty + times > MOST_COLUMNS:
            raise _TooFarError(MOST_COLUMNS, "columns")
        texts += [""] * empty + [text] * times
        empty = 0
    if texts and sheet.row + again > MOST_ROWS:
        raise _TooFarError(MOST_ROWS, "rows")
    if texts:
        sheet.rows.extend(Row(sheet.row + number, texts) for number in range(1, again + 1))
    sheet.row += again
    return len(texts) * again


def _repeated(element: Element, what: str) -> int:
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated", "1")))


def _is_lost(cell: Element, text: str) -> bool:
    """Say whether a cell shows a fault, or holds a formula that was never worked out."""
    if cell.get(f"{_LIBRE_OFFICE}value-type") == "error":
        return True
    has_formula = cell.get(f"{_TABLE}formula") is not None
    return has_formula and (bool(_FAULT.fullmatch(text)) or cell.get(f"{_OFFICE}value-type") is None)


def _text(cell: Element) -> str:
    """Write what a cell holds as a reader would: a whole number without a point, a percentage with its sign."""
    value = cell.get(f"{_OFFICE}value", "")
    match cell.get(f"{_OFFICE}value-type"):
        case "float" | "currency":
            return _number(value)
        case "percentage":
            return f"{_number(value, times_ten=2)}%"
        case "date":
            return _MIDNIGHT.sub("", cell.get(f"{_OFFICE}date-value", "")).replace("T", " ")
        case "boolean":
            return cell.get(f"{_OFFICE}boolean-value", "").upper()
        case _:
            lines = "\n".join(_words(each) for each in cell if each.tag == f"{_TEXT}p")
            return cell.get(f"{_OFFICE}string-value") or lines


def _number(value: str, *, times_ten: int = 0) -> str:
    """Write a number without a power of ten; what is none, or is beyond all belief, stays as it is."""
    if not _NUMBER.fullmatch(value):
        return value
    written = format(Decimal(value).scaleb(times_ten), "f")
    return written.rstrip("0").removesuffix(".") if "." in written else written


def _words(element: Element) -> str:
    """Return the words of a paragraph, with its blanks and tabs, which are elements of their own."""
    if element.tag == f"{_TEXT}s":
        return " " * min(int(element.get(f"{_TEXT}c", "1")), MOST_COLUMNS)
    inner = "".join(_words(each) + (each.tail or "") for each in element)
    return _SIGNS.get(element.tag, "") + (element.text or "") + inner
