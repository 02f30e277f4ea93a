"""Reads a workbook as tables of text: each sheet with headings that fit, each cell with its place.

A number that is shown as a percentage is read as it is shown: 0.45 as 45%.
A formula gives the result that was saved with it. A cell that shows a fault, or a formula that was never worked out,
is refused by its name: the reader under this module would give an empty cell, and nobody would be told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as NotUnpacked  # noqa: N812 - a class, whatever zlib calls it

from attrs import evolve, frozen

from schemelang.diagnostic import Diagnostic
from schemelang.figures.compound_file import START as OLD_FORM
from schemelang.figures.compound_file import DamagedError
from schemelang.figures.csv_text import MOST_COLUMNS, MOST_ROWS
from schemelang.figures.errors import FileTooLarge
from schemelang.figures.file_errors import (
    CellsWithoutResult,
    NoSheetFits,
    PatientLevel,
    SheetsNotRead,
    WorkbookUnreadable,
)
from schemelang.figures.in_text import Value, as_text
from schemelang.figures.known import Known
from schemelang.figures.nhs_numbers import columns_of_patients
from schemelang.figures.old_workbook import LockedError, OlderFormError, OldSheet, read_old_workbook
from schemelang.figures.open_document import CONTENT, read_open_document
from schemelang.figures.shape import Row, are_headings, headings_at, is_filled, to_table
from schemelang.figures.sheets import Sheet
from schemelang.figures.table import Table
from schemelang.source import CellPlace

MOST_MEGABYTES = 300

_ZIP = b"PK\x03\x04"
_LOCKED = "It has a password."
_OLDEST_FORM = "It has a form of Excel before 1997."
_BINARY_FORM = "It has the binary form of Excel (.xlsb), in which a fault such as #N/A looks empty."
_OTHER_FORM = "It is not a workbook of Excel."
_BROKEN = "It is damaged, or was not saved to its end."
_MOST_CELLS_NAMED = 10

_TAG = r"<(?:\w+:)?%s(?=[\s/>])([^>]*?)(?:/>|>)"
_ATTRIBUTE = r"(?:^|\s)%s=[\"']([^\"']*)[\"']"
_SHEET, _RELATION = (re.compile(_TAG % name) for name in ("sheet", "Relationship"))
_CELL = re.compile(r"<(?:\w+:)?c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(r"<(?:\w+:)?f[\s/>]")
_RESULT = re.compile(r"<(?:\w+:)?v(?:\s[^>]*)?>")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FORMS = re.compile(r"<(?:\w+:)?cellXfs[^>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_FORM, _NUMBER_FORM = (re.compile(_TAG % name) for name in ("xf", "numFmt"))
_SAID_AS_IT_IS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_IS_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_PERCENT_FORMS = {"9", "10"}  # those that every workbook has

_NOT_UNPACKED = (BadZipFile, NotUnpacked, KeyError, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError)


@frozen
class _Part:
    """A sheet as it is in the file: its name, what its cells are written in, and which are shown as percentages."""

    name: str
    text: str
    percentages: frozenset[tuple[int, int]]


def is_workbook(content: bytes) -> bool:
    """Say whether bytes are those of a workbook, whatever the name of the file."""
    return content.startswith((_ZIP, OLD_FORM))


def read_workbook(name: str, content: bytes, known: Known) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """Read the sheets of a workbook that have headings which are known, or its one sheet; or say what is wrong."""
    sheets = _unpacked(name, content)
    if isinstance(sheets, Diagnostic):
        return (), (sheets,)
    patients = tuple(_patients(sheets))
    if patients:
        return (), patients
    chosen = _chosen(sheets, known)
    if not chosen:
        return (), (NoSheetFits(place=CellPlace(name), sheets=_names(sheets) or "none"),)
    lost = tuple(_without_result(sheet) for sheet in chosen if sheet.lost)
    if lost:
        return (), lost
    read = [to_table(sheet.place, _without_blank_columns(sheet.rows, known), known) for sheet in chosen]
    unread = _names([sheet for sheet in sheets if sheet not in chosen])
    advice = (SheetsNotRead(place=CellPlace(name), sheets=unread),) if unread else ()
    return tuple(table for table, _ in read if table), (*advice, *(each for _, found in read for each in found))


def _unpacked(name: str, content: bytes) -> tuple[Sheet, ...] | Diagnostic:
    """Read the sheets in which anything is written, by the form of the workbook."""
    if content.startswith(OLD_FORM):
        return _old_form(name, content)
    document = _open_document(name, content)
    if document is not None:
        return document if isinstance(document, Diagnostic) else tuple(_squared(each) for each in document if each.rows)
    parts = _parts(name, content)
    if isinstance(parts, Diagnostic):
        return parts
    far = next(filter(None, (_too_far(_at(name, part.name), part) for part in parts)), None)
    return far or _sheets(name, content, {part.name: part for part in parts})


def _open_document(name: str, content: bytes) -> tuple[Sheet, ...] | Diagnostic | None:
    """Read an OpenDocument workbook, if it is one that can be unpacked."""
    try:
        with ZipFile(BytesIO(content)) as file:
            if CONTENT not in file.namelist():
                return None
            if file.getinfo(CONTENT).file_size > MOST_MEGABYTES * 1_000_000:
                return FileTooLarge(place=CellPlace(name), most=MOST_MEGABYTES, what="megabytes when it is unpacked")
            return read_open_document(name, file.read(CONTENT))
    except _NOT_UNPACKED:
        return None


def _old_form(name: str, content: bytes) -> tuple[Sheet, ...] | Diagnostic:
    """Read a workbook of Excel 97 to 2003."""
    try:
        sheets = read_old_workbook(content)
    except LockedError:
        return WorkbookUnreadable(place=CellPlace(name), problem=_LOCKED)
    except OlderFormError:
        return WorkbookUnreadable(place=CellPlace(name), problem=_OLDEST_FORM)
    except DamagedError:
        return WorkbookUnreadable(place=CellPlace(name), problem=_BROKEN)
    read = (Sheet(_at(name, each.name), _rows_of_old(each), each.shown, each.lost) for each in sheets)
    return tuple(sheet for sheet in read if sheet.rows)


def _rows_of_old(sheet: OldSheet) -> tuple[Row, ...]:
    """Lay the cells of a sheet out in rows, all of them as long as the longest."""
    width = max((column for _, column in sheet.values), default=0)
    texts: dict[int, list[str]] = {}
    for row, column in sheet.values:
        texts.setdefault(row, [""] * width)[column - 1] = as_text(sheet.values[row, column])
    rows = (_as_shown(Row(number, texts[number]), sheet.percentages) for number in sorted(texts))
    return tuple(row for row in rows if is_filled(row.cells))


def _squared(sheet: Sheet) -> Sheet:
    """Make the rows of a sheet as long as the longest."""
    width = max(len(row.cells) for row in sheet.rows)
    return evolve(
        sheet, rows=tuple(Row(row.number, [*row.cells, *[""] * (width - len(row.cells))]) for row in sheet.rows)
    )


# What is in the file


def _parts(name: str, content: bytes) -> tuple[_Part, ...] | Diagnostic:
    """Unpack the sheets of a workbook, unless it is no workbook or is vast."""
    where = CellPlace(name)
    try:
        with ZipFile(BytesIO(content)) as file:
            if "xl/workbook.xml" not in file.namelist():
                binary = "xl/workbook.bin" in file.namelist()
                return WorkbookUnreadable(place=where, problem=_BINARY_FORM if binary else _OTHER_FORM)
            if sum(each.file_size for each in file.infolist()) > MOST_MEGABYTES * 1_000_000:
                return FileTooLarge(place=where, most=MOST_MEGABYTES, what="megabytes when it is unpacked")
            return tuple(_named_parts(file))
    except _NOT_UNPACKED:
        return WorkbookUnreadable(place=where, problem=_BROKEN)


def _named_parts(file: ZipFile) -> Iterator[_Part]:
    relations = _RELATION.findall(file.read("xl/_rels/workbook.xml.rels").decode())
    targets = {_attribute(each, "Id"): _path(_attribute(each, "Target")) for each in relations}
    styles = next((_attribute(each, "Id") for each in relations if _attribute(each, "Type").endswith("/styles")), None)
    forms = _percent_forms("" if styles is None else file.read(targets[styles]).decode())
    for sheet in _SHEET.findall(file.read("xl/workbook.xml").decode()):
        text = file.read(targets[_attribute(sheet, r"\w+:id")]).decode()
        yield _Part(unescape(_attribute(sheet, "name")), text, frozenset(_shown_as_percentages(text, forms)))


def _path(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _percent_forms(styles: str) -> frozenset[str]:
    """Return the numbers of the forms in which a number is shown as a percentage."""
    own = {
        _attribute(each, "numFmtId")
        for each in _NUMBER_FORM.findall(styles)
        if "%" in _SAID_AS_IT_IS.sub("", unescape(_attribute(each, "formatCode")))
    }
    forms = _FORMS.search(styles)
    numbers = [_attribute(each, "numFmtId") for each in _FORM.findall(forms[1])] if forms else []
    return frozenset(str(at) for at, number in enumerate(numbers) if number in own | _PERCENT_FORMS)


def _shown_as_percentages(text: str, forms: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Return row and column, from 1, of the cells whose number is shown as a percentage."""
    if not any(f's="{form}"' in text or f"s='{form}'" in text for form in forms):
        return
    for tag, _ in _CELL.findall(text):
        reference = _REFERENCE.fullmatch(_attribute(tag, "r"))
        if reference and _attribute(tag, "s") in forms and _attribute(tag, "t") in ("", "n"):
            yield int(reference[2]), _number(reference[1])


def _attribute(tag: str, name: str) -> str:
    found = re.search(_ATTRIBUTE % name, tag)
    return found[1] if found else ""


def _at(name: str, sheet: str) -> CellPlace:
    return CellPlace(name, sheet=sheet)


def _too_far(where: CellPlace, part: _Part) -> FileTooLarge | None:
    """Find a cell so far out that a sheet which reaches to it would not fit into memory."""
    for tag, _ in _CELL.findall(part.text):
        reference = _REFERENCE.fullmatch(_attribute(tag, "r"))
        if reference and int(reference[2]) > MOST_ROWS:
            return FileTooLarge(place=where, most=MOST_ROWS, what="rows")
        if reference and _number(reference[1]) > MOST_COLUMNS:
            return FileTooLarge(place=where, most=MOST_COLUMNS, what="columns")
    return None


def _number(letters: str) -> int:
    """Count a column from 1 by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _lost(part: _Part) -> tuple[str, ...]:
    """Find the cells of a sheet that show a fault, or whose formula has no result."""
    return tuple(
        _attribute(tag, "r")
        for tag, inner in _CELL.findall(part.text)
        if _attribute(tag, "t") == "e" or (_FORMULA.search(inner) and not _RESULT.search(inner))
    )


def _without_result(sheet: Sheet) -> CellsWithoutResult:
    rest = len(sheet.lost) - _MOST_CELLS_NAMED
    named = ", ".join(sheet.lost[:_MOST_CELLS_NAMED]) + (f" and {rest} more" if rest > 0 else "")
    return CellsWithoutResult(place=sheet.place, cells=named)


# What is read


def _sheets(name: str, content: bytes, parts: Mapping[str, _Part]) -> tuple[Sheet, ...] | Diagnostic:
    """Read the sheets in which anything is written."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            sheets = tuple(
                Sheet(
                    _at(name, each.name),
                    _rows(
                        workbook.get_sheet_by_name(each.name).to_python(skip_empty_area=False),
                        parts[each.name].percentages if each.name in parts else frozenset(),
                    ),
                    each.visible == SheetVisibleEnum.Visible,
                    _lost(parts[each.name]) if each.name in parts else (),
                )
                for each in workbook.sheets_metadata
            )
    except CalamineError:
        return WorkbookUnreadable(place=CellPlace(name), problem=_BROKEN)
    return tuple(sheet for sheet in sheets if sheet.rows)


def _rows(values: Sequence[Sequence[Value]], percentages: frozenset[tuple[int, int]]) -> tuple[Row, ...]:
    rows = [Row(number, tuple(map(as_text, row))) for number, row in enumerate(values, 1)]
    shown = {row for row, _ in percentages}
    rows = [_as_shown(row, percentages) if row.number in shown else row for row in rows]
    return tuple(row for row in rows if is_filled(row.cells))


def _as_shown(row: Row, percentages: frozenset[tuple[int, int]]) -> Row:
    """Write the numbers of a row that are shown as percentages so; a cell that holds no number stays as it is."""
    cells = [
        _percentage(text) if (row.number, column) in percentages and _IS_NUMBER.fullmatch(text) else text
        for column, text in enumerate(row.cells, 1)
    ]
    return Row(row.number, cells)


def _percentage(text: str) -> str:
    written = format(Decimal(text).scaleb(2), "f")
    return (written.rstrip("0").removesuffix(".") if "." in written else written) + "%"


def _patients(sheets: Sequence[Sheet]) -> Iterator[PatientLevel]:
    """Find lists of patients in any sheet, whether it is to be read or not."""
    for sheet in sheets:
        if columns_of_patients(row.cells for row in sheet.rows):
            table, found = to_table(sheet.place, sheet.rows, Known())
            assert table is None, "a list of patients is no table"
            yield from (each for each in found if isinstance(each, PatientLevel))


def _chosen(sheets: Sequence[Sheet], known: Known) -> tuple[Sheet, ...]:
    """Choose the sheets that are shown and have headings that are known; of one sheet alone there is no choice."""
    if len(sheets) == 1:
        return tuple(sheets)
    return tuple(
        sheet for sheet in sheets if sheet.shown and are_headings(sheet.rows, headings_at(sheet.rows, known), known)
    )


def _without_blank_columns(rows: Sequence[Row], known: Known) -> list[Row]:
    """Leave out the columns in which nothing is written from the headings on."""
    columns = range(len(rows[0].cells))
    table = rows[headings_at(rows, known) :]
    filled = [column for column in columns if any(row.cells[column].strip() for row in table)]
    return [Row(row.number, [row.cells[column] for column in filled]) for row in rows]


def _names(sheets: Sequence[Sheet]) -> str:
    return ", ".join(f'"{sheet.place.sheet}"' + ("" if sheet.shown else " (hidden)") for sheet in sheets)
