"""A table that a spreadsheet opens holds what was put into it: text as text, numbers as numbers."""

import csv
from datetime import date
from fractions import Fraction
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from schemelang.spreadsheet import Column, Percent, Pounds, Sheet, Value, csv_text, workbook

FORMULAS = (
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
    "http://example.org/",
    "{=1}",
    "1.5E+03",
    "00123",
    "_x0041_",
)
"""Texts that some spreadsheet takes for a formula, a link or a number, unless it is told that they are text."""


def reopened(*sheets: Sheet) -> list[list[list[object]]]:
    """Write a workbook and read it as another program does."""
    with CalamineWorkbook.from_filelike(BytesIO(workbook(sheets))) as book:
        names = book.sheet_names
        return [[list(row) for row in book.get_sheet_by_name(name).to_python()] for name in names]


def one_column(*values: Value) -> Sheet:
    """Return a table of one column."""
    return Sheet(name="Lines", columns=(Column(heading="what"),), rows=tuple((value,) for value in values))


@pytest.mark.parametrize("text", FORMULAS)
def test_workbook_keeps_text_as_text(text: str) -> None:
    """A name that looks like a formula is a name in a workbook, in a cell and over a column."""
    sheet = Sheet(name="Lines", columns=(Column(heading=text), Column(heading="other")), rows=((text, "other"),))

    assert reopened(sheet) == [[[text, "other"], [text, "other"]]]
    assert b"<f>" not in workbook([sheet])


@pytest.mark.parametrize("text", FORMULAS[:12])
def test_csv_marks_what_would_be_a_formula(text: str) -> None:
    """A name that looks like a formula is marked as text where there are no types to say it."""
    ((written,),) = csv.reader(StringIO(csv_text([[text]]).removeprefix("\ufeff"), newline=""))

    assert written == f"'{text}"


def test_negative_amounts_stay_numbers() -> None:
    """Money that is taken back can be added up, whichever way it is written."""
    values = (Pounds(-1250), Fraction(-25, 2), -3, Percent(Fraction(-1, 8)))

    assert csv_text([values]) == "\ufeff-12.50,-12.5,-3,-12.5%\r\n"
    assert reopened(one_column(*values)) == [[["what"], [-12.5], [-12.5], [-3], [-0.125]]]


def test_numbers_are_never_rounded() -> None:
    """A number that no spreadsheet keeps is written as text."""
    third, long = Fraction(1, 3), Fraction(12_345_678_901_234_567, 10)

    assert reopened(one_column(third, long)) == [[["what"], ["1/3"], ["1234567890123456.7"]]]


def test_dates_are_dates() -> None:
    """A day is a day, and one that Excel would count wrongly is text."""
    assert reopened(one_column(date(2026, 3, 31), date(1900, 1, 1), None, "end")) == [
        [["what"], [date(2026, 3, 31)], ["1900-01-01"], [""], ["end"]]
    ]
    assert csv_text([[date(2026, 3, 31), None]]) == "\ufeff2026-03-31,\r\n"


def test_long_text_is_cut_and_says_so() -> None:
    """A text longer than a cell can hold ends in a sign that it goes on."""
    ((_, (written,)),) = reopened(one_column("\U0001f600" * 40_000))

    assert isinstance(written, str)
    assert written.endswith("\U0001f600\u2026")


def test_sheets_have_names_that_excel_takes() -> None:
    """Names are cut, cleaned and told apart, whatever their capitals."""
    names = ("'Ash/Elm'", "ash elm", "x" * 40, "X" * 40, "[]")
    sheets = [Sheet(name=name, columns=(Column(heading="a"),), rows=(("b",),)) for name in names]
    with CalamineWorkbook.from_filelike(BytesIO(workbook(sheets))) as book:
        assert book.sheet_names == ["Ash Elm", "ash elm 2", "x" * 31, f"{'X' * 29} 2", "Sheet"]


def test_the_same_tables_are_the_same_bytes() -> None:
    """Nothing in a workbook says when, where or by whom it was written."""
    sheet = Sheet(
        name="To fill in",
        columns=(Column(heading="practice"), Column(heading="asked", kind="text", note="Yes or no", choices=("yes",))),
        rows=(("A1", None),),
        open=5,
    )

    assert workbook([sheet]) == workbook([sheet])
