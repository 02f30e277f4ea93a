"""Extracts of published files that Excel has changed are not believed, or read as what they were."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from schemelang.figures.csv_text import read_csv
from schemelang.figures.nhs.recognised import Recognised, misfits, recognise
from schemelang.published.layout import PRACTICE, Sort

DATA = Path(__file__).parent / "data"
NAMES = sorted(path.stem for path in DATA.glob("*.csv"))
DAYS = {Sort.DAY, Sort.MONTH, Sort.YEAR}
NUMBERS = {Sort.COUNT, Sort.NUMBER, Sort.MONEY, Sort.AVERAGE}

Rows = list[list[str]]


def known(content: bytes) -> Recognised:
    """Read a file that is of a published layout."""
    table, _ = read_csv("a.csv", content)
    assert table is not None
    file = recognise(table)
    assert file is not None
    return file


def rows_of(name: str) -> Rows:
    """Read the rows of an extract."""
    content = (DATA / f"{name}.csv").read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    return list(csv.reader(StringIO(text, newline="")))


def written(rows: Rows) -> bytes:
    """Write rows as Excel does."""
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def unbelieved(file: Recognised) -> set[str]:
    """Return the headings of the columns that are not believed."""
    return {each.heading for each in misfits(file, [column.name for column in file.layout.columns])}


def changed(
    name: str, sorts: set[Sort], change: Callable[[str], str], *, codes: bool = False
) -> tuple[Recognised, set[str]]:
    """Change the cells of some sorts of columns, or the codes of practices, and return what was changed."""
    rows, file = rows_of(name), known((DATA / f"{name}.csv").read_bytes())
    headings = set()
    for column in file.layout.columns:
        at = file.column(column.name)
        wanted = column.holds is PRACTICE if codes else column.holds.sort in sorts
        if at is not None and wanted and any(row[at].strip() for row in rows[1:]):
            headings.add(file.table.headings[at].text)
            for row in rows[1:]:
                row[at] = change(row[at]) if row[at].strip() else row[at]
    return known(written(rows)), headings


def always(text: str) -> Callable[[str], str]:
    """Put one text into every cell."""
    return lambda _: text


def grouped(text: str) -> str:
    """Write a number with commas between thousands."""
    whole, point, part = text.partition(".")
    return f"{int(whole):,}{point}{part}" if whole.lstrip("-").isdecimal() else text


@pytest.mark.parametrize("name", NAMES)
def test_codes_that_excel_has_changed(name: str) -> None:
    """A column of codes in which one is a number, a day, a fault or too short is not believed."""
    for code in ("1.50E+01", "12-Mar", "85001", "#N/A", "E8501"):
        file, headings = changed(name, set(), always(code), codes=True)

        assert headings <= unbelieved(file), code


@pytest.mark.parametrize("name", NAMES)
def test_days_that_excel_has_changed(name: str) -> None:
    """A column of days in which one is text, a number or too narrow is not believed."""
    for day in ("1st -Ju l-22", "44562", "#####", "13/13/2021"):
        file, headings = changed(name, DAYS, always(day))

        assert headings <= unbelieved(file), day


@pytest.mark.parametrize("name", NAMES)
def test_numbers_that_excel_has_changed(name: str) -> None:
    """A column of numbers in which one is shown in short, is a day or a fault is not believed; one with commas is."""
    for number in ("1.23E+05", "####", "12-Mar", "#DIV/0!"):
        file, headings = changed(name, NUMBERS, always(number))
        assert headings <= unbelieved(file), number

    file, headings = changed(name, NUMBERS, grouped)
    assert headings & unbelieved(file) == set()


@pytest.mark.parametrize("name", NAMES)
def test_saved_again(name: str) -> None:
    """A file that was saved in another encoding is the same file."""
    before, text = known((DATA / f"{name}.csv").read_bytes()), written(rows_of(name)).decode()
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        after = known(text.encode(encoding, errors="replace"))

        assert after.layout == before.layout
        assert unbelieved(after) == unbelieved(before)
