"""A file of comma-separated values becomes a table of text, or is refused at the place where it goes wrong."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passes import SHARED_SCHEME, compiled
from schemelang.diagnostic import Diagnostic
from schemelang.figures import errors
from schemelang.figures.columns import known_headings
from schemelang.figures.csv_text import read_csv
from schemelang.figures.errors import FileUnreadable
from schemelang.figures.known import Known, normal
from schemelang.figures.table import Table
from schemelang.report import as_text
from schemelang.source import CellPlace

ROOT = Path(__file__).parent.parent.parent
CASES = sorted(path for path in (ROOT / "tests/cases/bad").glob("SCH50[2-8]/*.csv"))
PAGES = sorted((ROOT / "docs/diagnostics").glob("SCH50[2-8].md"))
WINDOWS = ROOT / "docs/diagnostics/SCH570.md"


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
    """Bytes that are letters, in one way or another, and bytes that are none."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_what_says_how_it_is_saved(self, encoding: str) -> None:
        """UTF-8 with its mark or without, and UTF-16 with its mark, read the same and nothing is said."""
        table = read("practice,name\nF84714,Caf\u00e9 \U0001f600\n".encode(encoding))

        assert texts(table) == [["F84714", "Caf\u00e9 \U0001f600"]]

    def test_either_order_of_utf_16(self) -> None:
        """The mark says which byte of a letter comes first."""
        assert texts(read("\ufeffa\tb\n\u2019\t2\n".encode("utf-16-be"))) == [["\u2019", "2"]]

    def test_windows_is_told(self) -> None:
        """A file that is not UTF-8, and all of whose bytes are letters of Windows, is read and told."""
        table, [found] = read_csv("given.csv", b"practice,name\nF84733,Health E1\n\nF84714,St. Paul\x92s \xe9\n")

        assert table is not None
        assert texts(table)[1] == ["F84714", "St. Paul\u2019s \u00e9"]
        assert (found.severity, found.place) == ("warning", CellPlace("given.csv", 4, "name"))
        assert 'The byte 0x92 was read as "\u2019". Others like it: 1.' in said(found)

    def test_windows_that_is_no_table(self) -> None:
        """What is wrong with a file of Windows is told alone."""
        assert refusal(b"a,b\n1,\x92,3\n").code == "SCH504"

    @pytest.mark.parametrize(
        ("content", "place", "byte"),
        [
            (b"\x81practice\n1\n", CellPlace("given.csv", 1), "0x81"),
            (b"a,b\n1,2\n\x9d,3\n", CellPlace("given.csv", 3, "a"), "0x9D"),
            (b"a,b\n1,2,\x8d\n", CellPlace("given.csv", 2), "0x8D"),
            (b'a;b\n"x\ny";"\x8f"\n', CellPlace("given.csv", 2, "b"), "0x8F"),
            (b"a,b\n1,\0\x92\n", CellPlace("given.csv", 2, "b"), "0x00"),
            (b"a,b\n1,\x92\0\n", CellPlace("given.csv", 2, "b"), "0x00"),
            (b"a,b\n1,\x92\x81\0\n", CellPlace("given.csv", 2, "b"), "0x81"),
            (b"\xef\xbb\xbfa,b\n1,\x92\n", CellPlace("given.csv", 2, "b"), "0x92"),
            ("a,b\n\u00e9,".encode() + b"\x92\n", CellPlace("given.csv", 2, "b"), "0x92"),
            (b"a\n" + b"x" * 200_000 + b"\x81\n", CellPlace("given.csv"), "0x81"),
            ("a\tb\n1\t2".encode("utf-16")[:-1], CellPlace("given.csv", 2, "b"), "0x32"),
            ("a\tb\n\0\t2".encode("utf-16"), CellPlace("given.csv", 2, "a"), "0x00"),
            ("a,b\n1,2\n".encode("utf-16-be"), CellPlace("given.csv", 1), "0x00"),
        ],
        ids=[
            "heading",
            "first",
            "beyond",
            "quoted",
            "nul_first",
            "nul_later",
            "nul_last",
            "marked_utf8",
            "mixed",
            "vast",
            "cut_short",
            "nul_of_utf16",
            "utf16_unmarked",
        ],
    )
    def test_the_first_bad_byte_is_named(self, content: bytes, place: CellPlace, byte: str) -> None:
        """The first byte that is no letter is named, in its row and, where there is a heading over it, its column."""
        found = refusal(content)

        assert found.code == "SCH502"
        assert found.place == place
        assert f"The byte {byte} is" in said(found)


KNOWN = Known(frozenset({"practice", "list_size"}), frozenset({"month", "year"}))


class TestHeadings:
    """Which row has the headings, and what separates them."""

    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_separators(self, sign: str) -> None:
        """Commas, semicolons and tabs are told from the headings."""
        assert texts(read(f"practice{sign}list size\nF84733{sign}997\n".encode())) == [["F84733", "997"]]

    def test_vertical_bars(self) -> None:
        """A file separated by another sign is refused by the name of its sign."""
        found = refusal(b"practice|list_size\n1|2\n")

        assert found.code == "SCH503"
        assert "separated by vertical bars" in said(found)

    def test_under_a_title(self) -> None:
        """Headings that the scheme knows are found under a title, whatever its signs; rows keep their numbers."""
        table, [found] = read_csv("given.csv", b"Lists, by practice, 2013\n\nPRACTICE;List  Size\nF84733;997\n", KNOWN)

        assert table is not None
        assert table.rows[0][1].place == CellPlace("given.csv", 4, "List Size")
        assert (found.code, found.place) == ("SCH572", CellPlace("given.csv", 3))
        assert "above the headings: 1." in said(found)

    @pytest.mark.parametrize(
        "content",
        [
            b"month,year\npractice,list_size\nF84733,997\n",
            b"practice,x,y\nA,1,2\npractice,list_size\nB,997\n",
            b"title\n" + b"\n" * 29 + b"practice,list_size\nF84733,997\n",
            b'title\n"practice,list_size\nF84733,997\n',
        ],
        ids=["as_wide", "wider", "too_far_down", "quotation_mark_left_open"],
    )
    def test_never_passed_over(self, content: bytes) -> None:
        """What may be a table of its own, or stands too far down, is not passed over for later headings."""
        _, found = read_csv("given.csv", content, KNOWN)

        assert "SCH572" not in {each.code for each in found}

    def test_what_a_scheme_knows(self) -> None:
        """A scheme knows its levels, its figures and the words for a time; a name alone makes no row of headings."""
        scheme = compiled(SHARED_SCHEME).scheme
        assert scheme is not None

        known = known_headings(scheme)

        assert {"practice", "network", "list_size"} <= known.names
        assert {"practice_name", "quarter", "from", "closed"} <= known.others
        assert not known.names & known.others


class TestPatients:
    """A list of patients is refused, and no number of theirs is printed."""

    @pytest.mark.parametrize(
        ("content", "columns"),
        [
            (b"practice,id\nF84733,9990000018\n", "B"),
            (b"id\n999-000-0018\nunknown\n", "A"),
            (b"9990000018,9990000026\n9990000034,x\n", "A, B"),
            (b",id\nF84733,9990000018,1\n", "B"),
        ],
    )
    def test_refused(self, content: bytes, columns: str) -> None:
        """Whatever else is wrong, the columns are named by their letters and nothing else is told."""
        found = refusal(content)

        assert (found.code, found.place) == ("SCH571", CellPlace("given.csv"))
        assert f"Columns of NHS numbers: {columns}." in said(found)
        assert "999" not in said(found)

    def test_a_heading_that_is_one_is_not_shown(self) -> None:
        """A byte that is no letter is not told by a number that stands where a heading should."""
        assert refusal(b"9990000018,x\n\x81,x\n").place == CellPlace("given.csv", 2)

    @pytest.mark.parametrize("text", ["9990000019", "999000001", "F990000018", "0207 946 0018", "1234567890"])
    def test_other_figures(self, text: str) -> None:
        """Ten figures without their check, and what has not ten, are no NHS numbers."""
        assert texts(read(f"a\n{text}\n".encode())) == [[text]]


class TestShape:
    """What is not rows and columns."""

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

        assert (found.code, found.place) == ("SCH507", CellPlace("given.csv", 3, "a"))
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


def test_the_page_about_windows() -> None:
    """The example gives the page's advice, and what to write instead gives none."""
    example, instead = re.findall(r"```csv\n(.*?)```", WINDOWS.read_text(encoding="utf-8"), re.DOTALL)

    assert [found.code for found in read_csv("given.csv", bytes_shown(example))[1]] == ["SCH570"]
    read(bytes_shown(instead))


def bytes_shown(example: str) -> bytes:
    """Turn an example into bytes; on a page about bytes, one is shown as its number, such as <0x92>."""
    parts = re.split(r"<0x([0-9A-F]{2})>", example)
    return b"".join(bytes.fromhex(part) if index % 2 else part.encode() for index, part in enumerate(parts))
