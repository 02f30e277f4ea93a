"""A workbook becomes a table for each sheet with headings that fit, or is refused by what is wrong with it."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from passes import SHARED_SCHEME, compiled
from schemelang.diagnostic import Diagnostic
from schemelang.explanation.places import say_place
from schemelang.figures.columns import known_headings
from schemelang.figures.files import read_file
from schemelang.figures.in_text import Value, as_text
from schemelang.figures.known import Known
from schemelang.figures.table import Table
from schemelang.report import as_text as told
from schemelang.source import CellPlace
from workbooks import text, workbook, workbook_cut

CASES = sorted((Path(__file__).parents[1] / "cases" / "bad").glob("SCH57*/*.xlsx"))
KNOWN = Known(frozenset({"practice", "list_size"}), frozenset({"year"}))
HEADINGS = text("B3", "Practice") + text("D3", "List\nSize")
ROW = f'{text("B4", "F84733")}<c r="D4"><v>997</v></c>'
FIGURES = f"<row r='3'>{HEADINGS}</row><row r='4'>{ROW}</row>"


def read(content: bytes, known: Known = KNOWN) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """Read a workbook."""
    return read_file("given.xlsx", content, known)


def refusal(content: bytes) -> Diagnostic:
    """Read a workbook that is meant to be refused for one thing."""
    tables, [found] = read(content)
    assert tables == ()
    return found


def test_cells_and_their_places() -> None:
    """A cell knows its file, its sheet, its row as the workbook counts, and its heading; blank columns are left out."""
    [table], found = read(workbook({"Lists": FIGURES}))

    assert found == ()
    assert [cell.text for cell in table.rows[0]] == ["F84733", "997"]
    assert table.rows[0][1].place == CellPlace("given.xlsx", 4, "List Size", "Lists")
    assert say_place(table.rows[0][1].place) == "given.xlsx, sheet Lists, row 4, column List Size"


def test_under_a_title() -> None:
    """A title above the headings is told and not read."""
    title = f"<row r='1'>{text('A1', 'Registered patients')}</row>"
    [table], [found] = read(workbook({"Lists": title + FIGURES}))

    assert table.rows[0][0].text == "F84733"
    assert (found.code, found.place) == ("SCH572", CellPlace("given.xlsx", 3, None, "Lists"))
    assert 'in row 3 of sheet "Lists" of given.xlsx' in told([found])


def test_sheets_that_do_not_fit_are_named() -> None:
    """Of several sheets those that fit and are shown are read, and the others named unless they are empty."""
    notes = f"<row r='1'>{text('A1', 'Practice')}</row>"
    tables, [found] = read(
        workbook({"A": FIGURES, "Notes": notes, "Old": FIGURES, "Empty": "", "B": FIGURES}, hidden=("Old",))
    )

    assert [table.headings[0].place for table in tables] == [
        CellPlace("given.xlsx", 3, "Practice", "A"),
        CellPlace("given.xlsx", 3, "Practice", "B"),
    ]
    assert found.code == "SCH573"
    assert '"Notes", "Old" (hidden)' in told([found])


@pytest.mark.parametrize("sheets", [{"One": "", "Two": ""}, {"One": ROW, "Two": f"<row r='1'>{text('A1', 'x')}</row>"}])
def test_no_sheet_fits(sheets: dict[str, str]) -> None:
    """No sheet is guessed at."""
    assert refusal(workbook(sheets)).code == "SCH574"


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="D5" t="e"><v>#N/A</v></c>',
        '<c r="D5"><f>1+1</f></c>',
        '<c r="D5"><f>1+1</f><v/></c>',
        '<c r="D5"><f/></c>',
    ],
)
def test_cells_without_result(cell: str) -> None:
    """A fault and a formula without a result are named by their cells, and never read as empty."""
    found = refusal(workbook({"Lists": f"{FIGURES}<row r='5'>{text('B5', 'F84714')}{cell}</row>"}))

    assert (found.code, found.place) == ("SCH576", CellPlace("given.xlsx", sheet="Lists"))
    assert "worked out: D5." in " ".join(told([found]).split())


def test_a_formula_gives_its_result() -> None:
    """The result that was saved with a formula is read."""
    [table], _ = read(workbook({"Lists": FIGURES.replace("<v>997", "<f>900+97</f><v>997")}))

    assert table.rows[0][1].text == "997"


def test_a_list_of_patients_in_any_sheet() -> None:
    """A workbook with NHS numbers in a sheet that would not be read is refused, and none is shown."""
    found = refusal(workbook({"A": FIGURES, "B": "<row r='1'><c r='B1'><v>9990000018</v></c></row>"}, hidden=("B",)))

    assert (found.code, found.place) == ("SCH571", CellPlace("given.xlsx", sheet="B"))
    assert "999" not in told([found])


@pytest.mark.parametrize(
    ("cell", "most"), [("A200001", "200,000 rows"), ("SG1", "500 columns"), ("XFD1048576", "200,000 rows")]
)
def test_a_cell_far_out(cell: str, most: str) -> None:
    """A sheet that would not fit into memory is refused before it is read."""
    found = refusal(workbook({"Lists": f"<row>{text(cell, 'x')}</row>"}))

    assert found.code == "SCH507"
    assert most in told([found])


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04junk",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        workbook({"A": FIGURES})[:-40],
        workbook({"A": '<row r="1"><c r="A1"'}),
        workbook_cut(),
    ],
    ids=["no_zip", "cut_old", "cut_short", "broken_sheet", "no_workbook"],
)
def test_what_cannot_be_opened(content: bytes) -> None:
    """What is no workbook, or a broken one, is refused and never a fault of ours."""
    assert refusal(content).code == "SCH575"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (20191001.0, "20191001"),
        (7, "7"),
        (0.29, "0.29"),
        (1e22, "1" + "0" * 22),
        (-12.5, "-12.5"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2019, 10, 1), "2019-10-01"),
        (datetime(2019, 10, 1, 12), "2019-10-01 12:00:00"),  # noqa: DTZ001 - a workbook knows no time zones
        (time(12), "12:00:00"),
        (timedelta(hours=1), "1:00:00"),
        ("007", "007"),
    ],
)
def test_every_cell_is_text(value: Value, written: str) -> None:
    """A whole number has no point, a day is written year first, and text stays as it is."""
    assert as_text(value) == written


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    """Each bad case gives its own code and no other."""
    scheme = compiled(SHARED_SCHEME).scheme
    assert scheme is not None

    _, found = read_file(path.name, path.read_bytes(), known_headings(scheme))

    assert {each.code for each in found} == {path.parent.name}
