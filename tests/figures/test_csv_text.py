"""A file of comma-separated values becomes a table of text, or is refused at the place where it goes wrong."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemelang.diagnostic import Diagnostic
from schemelang.figures import errors
from schemelang.figures.csv_text import normal, read_csv
from schemelang.figures.errors import FileUnreadable
from schemelang.figures.table import Table
from schemelang.report import as_text
from schemelang.source import CellPlace

ROOT = Path(__file__).parent.parent.parent
CASES = sorted(path for path in (ROOT / "tests/cases/bad").glob("SCH50[2-8]/*.csv"))
PAGES = sorted((ROOT / "docs/diagnostics").glob("SCH50[2-8].md"))


def read(content: bytes) -> Table:
    """Read a file that is meant to be right."""
    table, found = read_csv("given.csv", content)

    assert found == ()
    assert table is not None
    return table


def refusals(content: bytes) -> list[Diagnostic]:
    """Read a file that is meant to be refused."""
    table, found = read_csv("given.csv", content)

    assert table is None
    return list(found)


def refusal(content: bytes) -> Diagnostic:
    """Read a file that is meant to be refused for one thing."""
    [found] = refusals(content)
    return found


def texts(table: Table) -> list[list[str]]:
    """Take the texts of a table's rows."""
    return [[cell.text for cell in row] for row in table.rows]


def said(diagnostic: Diagnostic) -> str:
    """Report a diagnostic on one line."""
    return " ".join(as_text([diagnostic]).split())


class TestRead:
    """What is read."""

    def test_cells_and_their_places(self) -> None:
        """A cell knows its file, its row as a spreadsheet counts, and its heading as written."""
        table = read(b"Practice Code,List Size\nF84733,997\n")

        assert [cell.text for cell in table.headings] == ["Practice Code", "List Size"]
        assert table.headings[1].place == CellPlace("given.csv", 1, "List Size")
        assert table.rows[0][1].text == "997"
        assert table.rows[0][1].place == CellPlace("given.csv", 2, "List Size")

    @pytest.mark.parametrize("content", [b"\xef\xbb\xbfa,b\r\n1,2\r\n", b"a,b\n1,2", b"\r\na,b\r\n\r\n1,2\n\n"])
    def test_marks_and_line_ends(self, content: bytes) -> None:
        """A byte-order mark, either line end and a last line without one all read the same."""
        table = read(content)

        assert [cell.text for cell in table.headings] == ["a", "b"]
        assert texts(table) == [["1", "2"]]

    def test_blank_rows_are_skipped_and_counted(self) -> None:
        """A blank row, whatever its commas, gives nothing and still counts as a row."""
        table = read(b"\n,,,,\na,b\n , \n\n1,2\n")

        assert texts(table) == [["1", "2"]]
        assert table.headings[0].place == CellPlace("given.csv", 3, "a")
        assert table.rows[0][0].place == CellPlace("given.csv", 6, "a")

    def test_a_cell_of_several_lines_is_one_row(self) -> None:
        """Lines within quotation marks stay in their cell, and the next row's number does not jump."""
        table = read(b'a,b\n"1\n2",""" x"", y"\n3,4\n')

        assert texts(table) == [["1\n2", '" x", y'], ["3", "4"]]
        assert table.rows[1][0].place == CellPlace("given.csv", 3, "a")

    def test_blanks_around_a_cell_are_dropped(self) -> None:
        """A cell is what is written in it, without the blanks around, be they ever so odd."""
        assert texts(read("a,b\n\u00a0 x y ,\t\n".encode())) == [["x y", ""]]

    def test_carriage_returns_in_a_heading(self) -> None:
        """A heading broken by CR CR LF, as one NHS look-up has it, is named on one line."""
        table = read(b'"PCN_Code","Practice to PCN\r\r\nRelationship\r\r\nStart Date"\r\n"U60865","01/07/2019"\r\n')

        assert normal(table.headings[1].text) == "practice_to_pcn_relationship_start_date"
        assert table.rows[0][1].place == CellPlace("given.csv", 2, "Practice to PCN Relationship Start Date")

    def test_letters_beyond_ascii(self) -> None:
        """Any letter of UTF-8 is kept as it is."""
        assert texts(read("a\nSt. Paul\u2019s \U0001f600\n".encode())) == [["St. Paul\u2019s \U0001f600"]]

    @pytest.mark.parametrize("heading", ['practice,"list; size; now"', "practice;code,list_size"])
    def test_commas_outweigh_other_signs(self, heading: str) -> None:
        """A semicolon within a heading does not make a file of semicolons."""
        assert texts(read(f"{heading}\n1,2\n".encode())) == [["1", "2"]]

    @given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=2)))
    def test_what_was_written_is_read(self, rows: list[list[str]]) -> None:
        """Whatever the cells hold, reading gives back what Python's own writer wrote, less blanks around."""
        file = StringIO(newline="")
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["a", "b"], ["first", "row"], *rows])

        table = read(file.getvalue().encode())

        stripped = [[cell.strip() for cell in row] for row in rows]
        assert texts(table) == [["first", "row"], *(row for row in stripped if any(row))]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (" Appraisal Costs ", "appraisal_costs"),
        ("PCN Parent\r\r\nSub ICB  Loc\u00a0Code", "pcn_parent_sub_icb_loc_code"),
        ("list_size", "list_size"),
        ("\n", ""),
    ],
)
def test_normal(heading: str, expected: str) -> None:
    """Headings that differ only in capitals, blanks and line ends are the same."""
    assert normal(heading) == expected


class TestEncoding:
    """What is not UTF-8."""

    def test_a_byte_of_windows(self) -> None:
        """Word's apostrophe in the Windows code page is named by its byte, its row and its column."""
        found = refusal(b"\xef\xbb\xbfpractice,name\nF84733,Health E1\n\nF84714,St. Paul\x92s\n")

        assert found.place == CellPlace("given.csv", 4, "name")
        assert said(found).startswith(
            'SCH502 The file is not text in UTF-8 in row 4, column "name" of given.csv '
            "The byte 0x92 is not text in UTF-8. It is byte 51 of the file."
        )
        assert "CSV UTF-8 (Comma delimited)" in said(found)

    @pytest.mark.parametrize(
        ("content", "place", "byte"),
        [
            (b"\x91practice\n1\n", CellPlace("given.csv", 1), "0x91"),
            (b"a,b\n1,2\n\xe9,3\n", CellPlace("given.csv", 3, "a"), "0xE9"),
            (b"a,b\n1,2,\xe9\n", CellPlace("given.csv", 2), "0xE9"),
            (b'a,b\n"x\ny","\xe9"\n', CellPlace("given.csv", 2, "b"), "0xE9"),
            (b"a,b\n1,\0\x92\n", CellPlace("given.csv", 2, "b"), "0x00"),
            (b"a,b\n1,\x92\0\n", CellPlace("given.csv", 2, "b"), "0x92"),
            (b"a\n" + b"x" * 200_000 + b"\x92\n", CellPlace("given.csv"), "0x92"),
            ("a,b\n1,2\n".encode("utf-16"), CellPlace("given.csv", 1), "0xFF"),
            ("a,b\n1,2\n".encode("utf-16-be"), CellPlace("given.csv", 1), "0x00"),
        ],
        ids=["heading", "first", "beyond", "quoted", "nul_first", "nul_later", "vast", "utf16", "utf16be"],
    )
    def test_the_first_bad_byte_is_named(self, content: bytes, place: CellPlace, byte: str) -> None:
        """The first byte that is not text is named, in its row and, where there is a heading over it, its column."""
        found = refusal(content)

        assert found.code == "SCH502"
        assert found.place == place
        assert f"The byte {byte} is" in said(found)


class TestShape:
    """What is not rows and columns."""

    @pytest.mark.parametrize(
        ("content", "sign"),
        [
            (b"practice;list, size;name\n1;2;3\n", "semicolons"),
            (b'\n"practice, code"\t"name"\n1\t2\n', "tabs"),
        ],
    )
    def test_other_separators(self, content: bytes, sign: str) -> None:
        """A file separated by semicolons or tabs is refused by the name of its sign."""
        found = refusal(content)

        assert found.code == "SCH503"
        assert f"separated by {sign}" in said(found)

    def test_rows_of_the_wrong_length(self) -> None:
        """Every row with a cell too many or too few is named, with both numbers."""
        longer, shorter = refusals(b"a,b\n1,2,3\n4,5\n6\n")

        assert (longer.place, shorter.place) == (CellPlace("given.csv", 2), CellPlace("given.csv", 4))
        assert "number of headings is 2, and the number of cells in this row is 3." in said(longer)

    def test_a_file_of_wrong_rows_is_not_a_flood(self) -> None:
        """Twenty wrong rows are enough to see what is amiss."""
        found = refusals(b"Registered patients\n" + b"F84733,997\n" * 5000)

        assert [diagnostic.code for diagnostic in found] == ["SCH504"] * 20

    def test_headings_and_rows_are_told_of_together(self) -> None:
        """A wrong heading does not hide a wrong row."""
        found = refusals(b",practice\n1,F84733,997\n")

        assert [diagnostic.code for diagnostic in found] == ["SCH505", "SCH504"]

    def test_a_heading_said_twice(self) -> None:
        """Headings that are compared as the same are refused with the columns they stand over."""
        found = refusal(b'List Size,a,"list\nsize"\n1,2,3\n')

        assert found.place == CellPlace("given.csv", 1, "List Size")
        assert 'Columns headed "List Size": A, C.' in said(found)

    def test_headings_left_empty(self) -> None:
        """Empty headings are named together, by the letters of their columns, and not without end."""
        found = refusal(b"a" + b"," * 28 + b"\n" + b"1" + b"," * 28 + b"\n")

        assert found.place == CellPlace("given.csv", 1)
        assert 'Columns headed "": B, C, D, E, F, G, H, I, J, K and 18 more.' in said(found)

    def test_letters_of_a_far_column(self) -> None:
        """The column after Z is AA."""
        headings = [f"h{number}" for number in range(26)]
        found = refusal(f"{','.join(headings)},\n{'1,' * 26}\n".encode())

        assert """Columns headed "": AA.""" in said(found)

    @pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n ,\n", b"a,b\n", b"a,b\n,\n\n"])
    def test_no_rows(self, content: bytes) -> None:
        """A file with nothing under its heading, or with nothing at all, is refused."""
        assert refusal(content).code == "SCH506"

    @pytest.mark.parametrize(
        "content",
        [b'a,b\n1,2\n3,"x\n4,5\n', b'a,b\n1,2\n"x"y,5\n', b'a,b\n1,2\n"x" ,5\n'],
        ids=["open", "letters_after", "blank_after"],
    )
    def test_a_quotation_mark_astray(self, content: bytes) -> None:
        """A quotation mark that would swallow rows or letters is refused where it opens."""
        found = refusal(content)

        assert found.code == "SCH508"
        assert found.place == CellPlace("given.csv", 3)


class TestSize:
    """What is too large, and the largest that is not."""

    def test_rows(self) -> None:
        """Two hundred thousand rows are read, and one more is refused."""
        assert len(read(b"a\n" + b"1\n" * 199_999).rows) == 199_999

        found = refusal(b"a\n" + b"1\n" * 200_000)

        assert (found.code, found.place) == ("SCH507", CellPlace("given.csv", 200_001))
        assert "at most 200,000 rows." in said(found)

    def test_columns(self) -> None:
        """Five hundred columns are read, and one more is refused before its headings are looked at."""
        headings = ",".join(f"h{number}" for number in range(500))
        assert len(read(f"{headings}\n{'1,' * 499}\n".encode()).headings) == 500

        found = refusal(b"," * 500 + b"\n")

        assert "at most 500 columns." in said(found)

    @pytest.mark.parametrize("length", [10_001, 131_073, 200_000])
    def test_characters(self, length: int) -> None:
        """Ten thousand characters in a cell are read, and a longer cell is refused however long it is."""
        assert len(texts(read(b"a\n" + b"x" * 10_000 + b"\n"))[0][0]) == 10_000

        found = refusal(b"a\n1\n" + b"x" * length + b"\n")

        assert (found.code, found.place) == ("SCH507", CellPlace("given.csv", 3))
        assert "at most 10,000 characters in one cell." in said(found)


def test_a_file_that_cannot_be_opened() -> None:
    """The words about a file that cannot be opened name its path."""
    found = FileUnreadable(place=CellPlace("figures/list_size.csv"), path="figures/list_size.csv")

    assert said(found).startswith("SCH501 The file figures/list_size.csv cannot be read")


def test_codes_stand_in_order() -> None:
    """The classes of the room stand in order of code."""
    written = re.findall(r'code = "(SCH\d+)"', Path(errors.__file__).read_text(encoding="utf-8"))

    assert written == sorted(set(written))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    """Each bad case gives its own code and no other."""
    assert {found.code for found in refusals(path.read_bytes())} == {path.parent.name}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages(path: Path) -> None:
    """The example on each page gives the page's code, and what to write instead gives a table."""
    example, instead = re.findall(r"```csv\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)

    assert {found.code for found in refusals(bytes_shown(example))} == {path.stem}
    read(bytes_shown(instead))


def bytes_shown(example: str) -> bytes:
    """Turn an example into bytes; on a page about bytes, one is shown as its number, such as <0x92>."""
    parts = re.split(r"<0x([0-9A-F]{2})>", example)
    return b"".join(bytes.fromhex(part) if index % 2 else part.encode() for index, part in enumerate(parts))
