"""A file of Parquet becomes the same table as a file of text, or is refused by what is wrong with it."""

import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemelang.diagnostic import Diagnostic
from schemelang.figures import parquet
from schemelang.figures.csv_text import MOST_CHARACTERS, MOST_COLUMNS
from schemelang.figures.files import read_file
from schemelang.figures.known import Known
from schemelang.figures.parquet import read_parquet_of
from schemelang.figures.parquet_cells import rows_with
from schemelang.figures.table import Table
from schemelang.source import CellPlace
from supplied import SMALL

CASES = Path(__file__).parents[1] / "cases" / "bad"
KNOWN = Known(frozenset({"practice", "list_size"}), frozenset({"year"}))


def written(columns: dict[str, Any]) -> bytes:
    """Write columns as a file of Parquet."""
    into = BytesIO()
    pq.write_table(pa.table(columns), into)
    return into.getvalue()


def read(content: bytes) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """Read a file."""
    return read_file("given.parquet", content, KNOWN)


def refusal(content: bytes) -> Diagnostic:
    """Read a file that is meant to be refused for one thing."""
    tables, [found] = read(content)
    assert tables == ()
    return found


def texts(column: pa.Array) -> list[str]:
    """Return what the cells of a column are read as."""
    practices = [f"P{number}" for number in range(len(column))]
    [table], found = read(written({"practice": practices, "list_size": column}))
    assert found == ()
    return [row[1].text for row in table.rows]


def test_cells_and_their_places() -> None:
    """A cell knows its file, its row as a spreadsheet counts, and its heading."""
    [table], found = read(written({"practice": ["F84733", "F84734"], "List Size": [997, None]}))

    assert found == ()
    assert [[cell.text for cell in row] for row in table.rows] == [["F84733", "997"], ["F84734", ""]]
    assert table.rows[1][1].place == CellPlace("given.parquet", 3, "List Size")


def test_a_row_with_nothing_in_it_is_passed_over() -> None:
    """A blank row is none, and the rows after it keep their numbers."""
    [table], _ = read(written({"practice": ["F1", None, "F3"], "list_size": [1, None, 3]}))

    assert [row[0].place for row in table.rows] == [
        CellPlace("given.parquet", 2, "practice"),
        CellPlace("given.parquet", 4, "practice"),
    ]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array([1, None], pa.int32()), ["1", ""]),
        (pa.array(["*", None, "12"]).dictionary_encode(), ["*", "", "12"]),
        (pa.array(["*"], pa.large_string()), ["*"]),
        (pa.array([Decimal("1234.50"), Decimal("-0.05")], pa.decimal128(12, 2)), ["1234.50", "-0.05"]),
        (pa.array([0.1, 12.0]), ["0.1", "12"]),
        (pa.array([True, False, None]), ["TRUE", "FALSE", ""]),
        (pa.array([date(2025, 4, 1)]), ["2025-04-01"]),
        (pa.array([datetime(2025, 4, 1, tzinfo=UTC)]), ["2025-04-01"]),
        (pa.nulls(1), [""]),
    ],
    ids=lambda each: str(each.type) if isinstance(each, pa.Array) else "",
)
def test_each_sort_of_cell_is_written_as_text_would_have_it(column: pa.Array, expected: list[str]) -> None:
    """Numbers, words, days and answers are read as they would be in a file of commas."""
    assert texts(column) == expected


def test_the_rows_of_some(tmp_path: Path) -> None:
    """Rows about some parties are read by themselves, from the parts of a file that may have them."""
    path = tmp_path / "given.parquet"
    codes = [f"F{number}" for number in range(1, 10)]
    pq.write_table(pa.table({"practice": codes, "list_size": list(range(9))}), path, row_group_size=2)
    [table] = read_parquet_of(str(path), SMALL, {"F4", "F9"}, KNOWN)

    assert [[cell.text for cell in row] for row in table.rows] == [["F4", "3"], ["F9", "8"]]
    assert [row[0].place for row in table.rows] == [CellPlace(str(path), row, "practice") for row in (5, 10)]
    assert read_parquet_of(str(path), SMALL, {"F11"}, KNOWN) == ()


def test_a_file_that_is_cut_short_is_refused() -> None:
    """Bytes that begin as Parquet and do not end so are no table."""
    assert refusal((CASES / "SCH981" / "cut_short.parquet").read_bytes()).code == "SCH981"


def test_a_column_of_lists_is_refused() -> None:
    """A cell holds one value."""
    found = refusal((CASES / "SCH982" / "a_list_in_a_cell.parquet").read_bytes())

    assert (found.code, found.place) == ("SCH982", CellPlace("given.parquet", column="list_size"))


def test_what_is_vast_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many rows, columns, or signs in one cell are refused as in a file of text."""
    wide = written({"practice": ["F1"], **{f"c{number}": [1] for number in range(MOST_COLUMNS)}})
    long = written({"practice": ["F1", "F2"], "list_size": ["1", "1" * (MOST_CHARACTERS + 1)]})
    assert (refusal(wide).code, refusal(long).place) == ("SCH507", CellPlace("given.parquet", 3))

    monkeypatch.setattr(parquet, "MOST_ROWS", 2)
    assert refusal(written({"practice": ["F1", "F2"]})).code == "SCH507"


def test_without_the_package_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pyarrow is not installed, the message says what installs it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    found = refusal((CASES / "SCH980" / "national.parquet").read_bytes())

    assert found.code == "SCH980"
    assert 'pip install "schemelang[national]"' in found.help


def test_rows_about_some_are_found_whatever_a_column_is() -> None:
    """Words that are kept once are asked of once, a row without one is about nobody, and a number is written out."""
    words = pa.array(["F1", None, "F2", " F1", "F3"])
    kept_once = pa.chunked_array([words.dictionary_encode(), words.slice(3).dictionary_encode()])

    assert rows_with(pa.chunked_array([words]), lambda word: word == "F1") == [0]
    assert rows_with(kept_once, lambda word: word.strip() == "F1") == [0, 3, 5]
    assert rows_with(kept_once.slice(1, 4), lambda word: word != "F2") == [2, 3]


def test_parties_may_be_called_by_numbers(tmp_path: Path) -> None:
    """Their codes are then found as they are written out."""
    path = tmp_path / "numbers.parquet"
    path.write_bytes(written({"practice": [11, 12], "list_size": [5, 6]}))
    [table] = read_parquet_of(str(path), SMALL, {"12"}, KNOWN)

    assert [[cell.text for cell in row] for row in table.rows] == [["12", "6"]]
