"""A workbook of LibreOffice is read as one of Excel is, and a fault in it is never an empty cell."""

from html import escape
from pathlib import Path

import pytest

from schemelang.diagnostic import Diagnostic
from schemelang.figures import open_document
from schemelang.figures.files import read_file
from schemelang.figures.known import Known
from schemelang.figures.table import Table
from schemelang.source import CellPlace
from workbooks import zipped

DATA = Path(__file__).parent / "data"
KNOWN = Known(frozenset({"practice", "list_size"}), frozenset({"year"}))
XMLNS = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f'xmlns:{name}="{XMLNS}:{name}:1.0"' for name in ("office", "table", "text", "style"))
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
HIDDEN = (
    '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def text(words: str, attributes: str = "") -> str:
    """Write a cell that holds words."""
    return bare(f"<text:p>{escape(words)}</text:p>", f'office:value-type="string" {attributes}')


def bare(inside: str, attributes: str = "") -> str:
    """Write a cell with what stands in it."""
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


def held(kind: str, value: str, name: str = "value") -> str:
    """Write a cell that holds a value."""
    return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"><text:p>?</text:p></table:table-cell>'


def row(*cells: str, attributes: str = "") -> str:
    """Write a row."""
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def sheet(name: str, *rows: str, style: str = "") -> str:
    """Write a sheet."""
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'


def document(*sheets: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    """Write a workbook with some sheets."""
    body = f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
    content = f"{head}<office:document-content {NAMES} {CALC}>{HIDDEN}{body}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


HEADINGS = row(text("practice"), text("list_size"))


def read(content: bytes) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """Read a workbook."""
    return read_file("given.ods", content, KNOWN)


def refusal(content: bytes) -> Diagnostic:
    """Read a workbook that is meant to be refused for one thing."""
    tables, [found] = read(content)
    assert tables == ()
    return found


def cells(*rows: str) -> list[list[str]]:
    """Read the cells under the headings of one sheet."""
    ([table], found) = read(document(sheet("A", HEADINGS, *rows)))
    assert found == ()
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (held("float", "1234"), "1234"),
        (held("float", "1234.50"), "1234.5"),
        (held("float", "1.2E+04"), "12000"),
        (held("float", "1E999999999"), "1E999999999"),
        (held("float", "NaN"), "NaN"),
        (held("currency", "-12.5"), "-12.5"),
        (held("percentage", "0.45"), "45%"),
        (held("percentage", "-0.125"), "-12.5%"),
        (held("date", "2013-04-01", "date-value"), "2013-04-01"),
        (held("date", "2013-04-01T00:00:00", "date-value"), "2013-04-01"),
        (held("date", "2013-04-01T12:30:00", "date-value"), "2013-04-01 12:30:00"),
        (held("boolean", "true", "boolean-value"), "TRUE"),
        (text('=HYPERLINK("x")'), '=HYPERLINK("x")'),
        (text("shown", 'office:string-value="kept"'), "kept"),
        (bare('<text:p>a<text:s text:c="2"/>b<text:tab/>c</text:p><text:p>d</text:p>'), "a  b\tc\nd"),
        (bare("<office:annotation><text:p>note</text:p></office:annotation>"), ""),
    ],
)
def test_cells(cell: str, expected: str) -> None:
    """A cell is written as a reader of it would, exactly."""
    assert cells(row(text("Ash"), cell)) == [["Ash", expected]]


def test_places() -> None:
    """Rows are counted as the workbook shows them, with those that stand for several and those that are empty."""
    rows = (
        row('<table:table-cell table:number-columns-repeated="16384"/>', attributes='table:number-rows-repeated="5"'),
        row(text("Ash"), held("float", "1"), attributes='table:number-rows-repeated="2"'),
        row(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            attributes='table:number-rows-repeated="1048565"',
        ),
    )
    ([table], _) = read(document(sheet("A", HEADINGS, *rows)))

    assert [row[1].place for row in table.rows] == [
        CellPlace("given.ods", 7, "list_size", "A"),
        CellPlace("given.ods", 8, "list_size", "A"),
    ]


def test_repeated_cells() -> None:
    """A cell that stands for several stands in each of them."""
    assert cells(row(text("7", 'table:number-columns-repeated="2"'))) == [["7", "7"]]


def test_hidden_sheets_are_not_read() -> None:
    """A sheet whose tab is hidden is named and not read."""
    shown, hidden = sheet("A", HEADINGS, row(text("Ash"))), sheet("Old", HEADINGS, row(text("Elm")), style="h")
    tables, (found,) = read(document(shown, hidden, sheet("Empty")))

    assert [table.headings[0].place for table in tables] == [CellPlace("given.ods", 1, "practice", "A")]
    assert found.say(found.title) == 'Some sheets of the workbook are not read: "Old" (hidden)'


@pytest.mark.parametrize(
    "cell",
    [
        text("#N/A", 'table:formula="of:=NA()" calcext:value-type="error" office:string-value=""'),
        text("Err:502", 'table:formula="of:=A()" office:string-value=""'),
        text("#REF!", 'table:formula="of:=A()"'),
        '<table:table-cell table:formula="of:=A1"/>',
    ],
)
def test_faults_are_refused(cell: str) -> None:
    """A cell that shows a fault, or whose formula was never worked out, is named."""
    found = refusal(document(sheet("A", HEADINGS, row(text("Ash"), cell))))

    assert (found.code, found.place) == ("SCH576", CellPlace("given.ods", sheet="A"))
    assert found.say(found.note).endswith(": B2.")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (document(head='<!DOCTYPE a [<!ENTITY b "c">]>'), "SCH575"),
        (document(head='<?xml version="1.0" encoding="ISO-8859-1"?>'), "SCH575"),
        (document(), "SCH575"),
        (zipped({"content.xml": "<a>"}), "SCH575"),
        (zipped({"content.xml": "<x/>"}), "SCH575"),
        (document(sheet("A", row(text("x"), attributes='table:number-rows-repeated="200001"'))), "SCH507"),
        (document(sheet("A", row(text("x", 'table:number-columns-repeated="501"')))), "SCH507"),
        (document(sheet("A", row(text("x", 'table:number-columns-repeated="x"')))), "SCH575"),
        (
            document(
                sheet("A", row("<table:table-cell>" + "<text:p>" * 3000 + "</text:p>" * 3000 + "</table:table-cell>"))
            ),
            "SCH575",
        ),
        (document(sheet("A", HEADINGS)), "SCH506"),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes, code: str) -> None:
    """A text with a type of its own, in other letters, cut short, or vast once it is written out is refused."""
    assert refusal(content).code == code


@pytest.mark.parametrize(
    ("part", "words"),
    [("xl/workbook.bin", "the binary form of Excel (.xlsb)"), ("word/a.xml", "not a workbook")],
)
def test_other_forms_are_named(part: str, words: str) -> None:
    """What is packed as a workbook is and cannot be read is refused by its form."""
    found = refusal(zipped({part: "<x/>"}))

    assert found.code == "SCH575"
    assert words in found.say(found.note)


def test_what_stands_beside_cells_is_no_cell() -> None:
    """A row may hold more than cells."""
    assert cells(row("<office:forms/>", text("Ash"), held("float", "1"))) == [["Ash", "1"]]


def test_very_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells that stand for many are counted before they are written out."""
    monkeypatch.setattr(open_document, "MOST_CELLS", 10)

    assert refusal(document(sheet("A", row(text("x"), attributes='table:number-rows-repeated="11"')))).code == "SCH507"


def test_vast_when_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be vast is not unpacked."""
    monkeypatch.setattr("schemelang.figures.workbook.MOST_MEGABYTES", 0)

    assert refusal(document(sheet("A", HEADINGS))).code == "SCH507"


def test_a_workbook_of_libre_office() -> None:
    """What LibreOffice itself has written is read, with the two faults in it."""
    found = refusal((DATA / "libre_office.ods").read_bytes())

    assert (found.code, found.say(found.note)) == (
        "SCH576",
        "Cells that show a fault such as #N/A, or a formula not yet worked out: B3, E3.",
    )
