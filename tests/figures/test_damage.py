"""What Excel makes of a table is refused with its reason, or put right and read as what it was."""

import csv
from collections.abc import Callable
from fractions import Fraction
from io import StringIO

import pytest

from compiled import scheme_of
from schemelang.figures.csv_text import read_csv
from schemelang.figures.damage import spoilt_code, spoilt_figure
from schemelang.figures.figures import Figures
from schemelang.figures.files import fingerprint, read_file, same_files
from schemelang.figures.from_files import read_figures
from schemelang.figures.known import Known
from schemelang.model.model import Quantity, Scheme
from schemelang.spreadsheet import Column, Percent, Sheet, workbook
from supplied import HEADING, NETWORKS, TWO_YEARS, cell, finding, findings, read, said, value

MONTHS = scheme_of(
    HEADING.replace("    groups            practices into networks\n", "")
    + """
figure visits "Visits"
    is a count of visits for each practice during each month
"""
)

# ---------------------------------------------------------------- tables as they should be

PRACTICES = """practice,practice_name,network,list_size,cost,coverage,agreed,opened
A81001,Café Surgery,N1,9004,"£24,500.00",76.3%,yes,01/04/1974
A81002,The Elms,N1,1000,"(3,500.50)",80%,no,2013-04-30
A81003,Ash House,N2,1203,12000,0.5%,yes,30 June 2012
A81004,Birch Lane,N2,2204,"1,000",100%,no,20120630
A81005,Café Row,N2,3205,£0.50,7%,yes,01JAN2011
"""
QUARTERS = """practice,network,quarter,register,reviewed
A81001,N1,Q1,1204,12
A81001,N1,Q4,1205,15
A81002,N1,Q1,100,1002
A81003,N2,Q1,101,1003
A81004,N2,Q1,102,1004
A81005,N2,Q1,103,1005
"""
MONTHLY = """practice,month,visits
A81001,April 2013,1204
A81002,Apr-13,1001
A81003,2013-04,12
A81004,201304,13
A81005,April 2013,14
"""
STAYS = """practice,network,from,to
A81001,N1,01/04/2013,30/09/2013
A81002,N1,2013-04-01,2014-03-31
A81003,N2,01/04/2013,
A81004,N2,,30/09/2013
A81005,N2,01JUL2013,31MAR2014
"""
GROUPS = """network,network_name,growth,meetings,quarter
N1,Café North,7.5%,1000,1
N2,South,-50%,12,1
N3,Östlich,0%,13,1
N4,West,1%,14,1
N5,East,2%,15,1
"""
TABLES: dict[str, tuple[str, Scheme]] = {
    "practices": (PRACTICES, NETWORKS),
    "quarters": (QUARTERS, NETWORKS),
    "months": (MONTHLY, MONTHS),
    "stays": (STAYS, NETWORKS),
    "networks": (GROUPS, NETWORKS),
}


# ---------------------------------------------------------------- what Excel does to them

Change = Callable[[str], bytes]


def in_column(*headings: str, last: bool = False) -> Callable[[Callable[[str], str]], Change]:
    """Change each cell, or the last only, of the columns with some headings."""

    def with_(change: Callable[[str], str]) -> Change:
        def changed(text: str) -> bytes:
            first, *rows = csv.reader(StringIO(text))
            for row in rows[-1:] if last else rows:
                for at, heading in enumerate(first):
                    if heading in headings:
                        row[at] = change(row[at])
            out = StringIO()
            csv.writer(out).writerows([first, *rows])
            return out.getvalue().encode()

        return changed

    return with_


CODES = ("practice", "network")
COUNTS = ("list_size", "register", "reviewed", "visits", "meetings")
DAYS = ("from", "to", "opened")


def grouped(text: str) -> str:
    """Write a count with commas, as Excel shows it."""
    return f"{int(text):,}"


def short(text: str) -> str:
    """Write a count with a power of ten, as Excel shows a long one."""
    return f"{int(text):.2E}"


def as_windows(text: str) -> bytes:
    """Save as plain CSV."""
    return text.encode("cp1252")


def as_unicode_text(text: str) -> bytes:
    """Save as Unicode Text."""
    rows = csv.reader(StringIO(text))
    return ("\ufeff" + "".join("\t".join(row) + "\r\n" for row in rows)).encode("utf-16-le")


def with_mark(text: str) -> bytes:
    """Save as CSV UTF-8."""
    return ("\ufeff" + text.replace("\n", "\r\n")).encode()


def with_semicolons(text: str) -> bytes:
    """Save as CSV on a computer that writes a comma for a point."""
    return "".join(";".join(row) + "\n" for row in csv.reader(StringIO(text))).encode()


REPAIRED = "repaired"
MANGLED: dict[str, tuple[Change, dict[str, str]]] = {
    "codes to numbers with a power of ten": (
        in_column("practice", "network", last=True)(lambda _: "1.00E+05"),
        dict.fromkeys(TABLES, "SCH519"),
    ),
    "codes to whole numbers": (
        in_column("practice", last=True)(lambda _: "100000"),
        dict.fromkeys(("practices", "quarters", "months", "stays"), "SCH578"),
    ),
    "codes to days": (in_column(*CODES, last=True)(lambda _: "12-Mar"), dict.fromkeys(TABLES, "SCH519")),
    "codes to days of a workbook": (
        in_column(*CODES, last=True)(lambda _: "2012-03-01"),
        dict.fromkeys(TABLES, "SCH519"),
    ),
    "days to text": (
        in_column(*DAYS, last=True)(lambda _: "1st -Ju l-13"),
        {"practices": "SCH525", "stays": "SCH525"},
    ),
    "days to numbers": (
        in_column(*DAYS, last=True)(lambda _: "41364"),
        {"practices": "SCH577", "stays": "SCH577"},
    ),
    "days with the month first": (
        in_column(*DAYS, last=True)(lambda _: "06/30/2013"),
        {"practices": "SCH525", "stays": "SCH525"},
    ),
    "years of two figures": (
        in_column(*DAYS, last=True)(lambda _: "01-Jul-13"),
        {"practices": "SCH526", "stays": "SCH526"},
    ),
    "months to their first day": (in_column("month")(lambda _: "2013-04-01"), {"months": REPAIRED}),
    "months to a day": (in_column("month")(lambda _: "13/04/2013"), {"months": "SCH523"}),
    "quarters to a day": (in_column("quarter")(lambda _: "01/04/2013"), {"quarters": "SCH523", "networks": "SCH523"}),
    "thousands with commas": (
        in_column(*COUNTS)(grouped),
        {"practices": REPAIRED, "quarters": REPAIRED, "months": REPAIRED, "networks": REPAIRED},
    ),
    "counts with a power of ten": (
        in_column(*COUNTS)(short),
        {"practices": "SCH577", "quarters": "SCH577", "months": "SCH577", "networks": "SCH577"},
    ),
    "columns too narrow": (
        in_column(*COUNTS, *DAYS)(lambda _: "#####"),
        dict.fromkeys(TABLES, "SCH577"),
    ),
    "counts to days": (
        in_column(*COUNTS)(lambda _: "03-Dec"),
        {"practices": "SCH577", "quarters": "SCH577", "months": "SCH577", "networks": "SCH577"},
    ),
    "percentages without their sign": (
        in_column("coverage", "growth")(lambda text: text.removesuffix("%")),
        {"practices": "SCH527", "networks": "SCH527"},
    ),
    "saved as plain CSV": (as_windows, dict.fromkeys(TABLES, REPAIRED)),
    "saved as Unicode Text": (as_unicode_text, dict.fromkeys(TABLES, REPAIRED)),
    "saved as CSV UTF-8": (with_mark, dict.fromkeys(TABLES, REPAIRED)),
    "saved with semicolons": (with_semicolons, dict.fromkeys(TABLES, REPAIRED)),
    "letters gone wrong": (
        lambda text: text.encode().decode("cp1252").encode(),
        {"practices": "SCH577"},
    ),
}
"""Each way of mangling, and what comes of it: the same figures as before, or the code by which it is refused."""
PAIRS = [(how, table) for how, (_, expected) in MANGLED.items() for table in expected]


def figures(content: bytes, scheme: Scheme) -> tuple[Figures | None, set[str]]:
    """Read a file by itself; return the codes of what is found besides advice."""
    table, found = read_csv("a.csv", content, Known(frozenset({"practice", "network", "visits", "list_size"})))
    figures, problems = read_figures((table,) if table else (), scheme, partial=True)
    return figures, {each.code for each in (*found, *problems) if each.severity == "error"}


def data(figures: Figures) -> dict[object, object]:
    """Return who is there, when, and every figure, without where it was read."""
    given: dict[object, object] = {key: datum.value for key, datum in figures.data.items()}
    return {**given, "members": figures.members, "memberships": figures.memberships}


@pytest.mark.parametrize(("how", "table"), PAIRS)
def test_mangled(how: str, table: str) -> None:
    """A table that Excel has changed is read as it was before, or refused for what was done to it."""
    text, scheme = TABLES[table]
    change, expected = MANGLED[how]
    before, _ = figures(text.encode(), scheme)
    after, wrong = figures(change(text), scheme)

    assert before is not None
    if expected[table] is not REPAIRED:
        assert (after, wrong) == (None, {expected[table]})
    else:
        assert wrong == set()
        assert after is not None
        assert data(after) == data(before)


def test_each_table_is_mangled_five_ways() -> None:
    """Codes, days or periods, thousands, and encodings: there are at least five ways for each table."""
    for name in TABLES:
        assert len([table for _, table in PAIRS if table == name]) >= 5


def test_noughts_trimmed() -> None:
    """A code that has lost the noughts in front of it in one place is not a second party."""
    found = finding("practice,network,list_size\n007,N1,10\n", "practice,network,cost\n7,N1,12\n")

    assert found.code == "SCH520"
    assert "capitals, blanks or noughts in front" in said(found)


def test_wide_code() -> None:
    """A code in wide letters is not a second party."""
    assert finding("practice,network,list_size\nA1,N1,10\n\uff21\uff11,N1,12\n").code == "SCH520"


def test_wide_figures() -> None:
    """Figures in wide letters, with blanks that do not break, are read as what they are."""
    wide = "\uff08\uff11\uff0c\uff12\uff13\uff14\uff0e\uff15\uff10\uff09\u00a0"

    assert value(read(cell("cost", wide)), "cost") == Fraction(-2469, 2)
    assert value(read(cell("coverage", "\uff14\uff15\uff05")), "coverage") == Fraction(45, 100)


def test_digits_of_other_scripts_are_refused() -> None:
    """Figures of another script are not read, whatever a computer takes them for."""
    assert finding(cell("list_size", "\u0661\u0662")).code == "SCH525"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1.50E+01", "15E00"),
        ("1E+05", "1E05"),
        ("12-Mar", "MAR12"),
        ("Mar-12", "MAR12"),
        ("01/03/2012", "MAR12"),
        ("2026-03-12", "MAR12"),
        ("01-Mar-12", "MAR12"),
        ("2012-03-01 00:00:00", "MAR12"),
        ("'0123", "0123"),
    ],
)
def test_what_a_code_may_have_been(text: str, meant: str) -> None:
    """A code is never guessed, but what it may have been is said."""
    how = spoilt_code(text)

    assert how is not None
    assert how.endswith(f"may have been {meant}.")


@pytest.mark.parametrize("text", ["#N/A", "####", "15.0", "1,234"])
def test_codes_that_are_lost(text: str) -> None:
    """Of some codes nothing is left to tell what they were."""
    how = spoilt_code(text)

    assert how is not None
    assert "may have been" not in how


@pytest.mark.parametrize(
    "text", ["A81001", "E85001", "1E05", "Ash", "15E", "7", "12", "U12345", "B-12", "MAR12", "London-2"]
)
def test_codes_that_are_whole(text: str) -> None:
    """A code that nothing has happened to is left alone."""
    assert spoilt_code(text) is None


def test_numbers_among_codes_are_told_only_where_codes_are_alike() -> None:
    """Where codes are numbers or of many forms, a number is a code like any other."""
    rows = "".join(f"{code},N1,10\n" for code in ("Ash", "Elm", "12", "B1", "C22", "D333"))

    assert read(f"practice,network,list_size\n{rows}").members


@pytest.mark.parametrize("text", ["Total", "GRAND  TOTAL", "sub-total", "England"])
def test_rows_of_totals(text: str) -> None:
    """A row for all together is not one more practice."""
    assert {each.code for each in findings(f"practice,network,list_size\nAsh,N1,10\n{text},N1,10\n")} == {"SCH580"}


def test_a_formula_that_failed() -> None:
    """The sign of an error is no figure of any kind."""
    assert finding(cell("agreed", "#DIV/0!")).code == "SCH577"
    assert finding(cell("cost", "#VALUE!")).code == "SCH577"


def test_words_and_letters_are_not_figures_gone_wrong() -> None:
    """What is no damage is left to be refused as what it is."""
    assert spoilt_figure("\u0105", Quantity.COUNT) is None
    assert spoilt_figure("12-Mar", Quantity.YES_NO) is None
    assert spoilt_figure("12345", Quantity.DATE) is None


def test_numbers_shown_as_percentages() -> None:
    """A workbook keeps 45% as 0.45; it is read as it is shown, whatever the figure asks for."""
    columns = tuple(Column(heading=name) for name in ("practice", "network", "coverage", "list_size"))
    shown = Sheet(name="a", columns=columns, rows=(("Ash", "N1", Percent(Fraction(45, 100)), 10),))
    kept = Sheet(name="a", columns=columns, rows=(("Ash", "N1", Fraction(45, 100), 10),))
    counted = Sheet(name="a", columns=columns, rows=(("Ash", "N1", Percent(Fraction(-1, 8)), Percent(Fraction(10))),))

    def codes(sheet: Sheet) -> list[str]:
        tables, _ = read_file("a.xlsx", workbook([sheet]), Known(frozenset({"practice", "coverage"})))
        figures, found = read_figures(tables, NETWORKS, partial=True)
        return (
            [said(each).partition(" in row")[0] for each in found]
            if figures is None
            else [datum.written for datum in figures.data.values()]
        )

    assert codes(shown) == ["45%", "10"]
    assert codes(kept) == ['SCH527 The percentage "0.45" has no % sign']
    assert codes(counted) == ['SCH525 "1000%" is not a count']


def test_the_same_file_twice() -> None:
    """Two files are the same if their bytes are, whatever they are called."""
    marks = [(name, fingerprint(content)) for name, content in (("a", b"1"), ("b", b"2"), ("c", b"1"))]

    assert [(each.path, each.other) for each in same_files(marks)] == [("c", "a")]
    assert [each.path for each in same_files([marks[0], marks[0]])] == ["a"]


@pytest.mark.parametrize("other", ["10", "11"])
def test_one_cell_in_two_files(other: str) -> None:
    """A figure that two files give is refused, whether they agree or not, and both places are named."""
    first, second = "practice,network,list_size\nAsh,N1,10\n", f"practice,network,list_size\nAsh,N1,{other}\n"
    found = finding(first, second)

    assert found.code == "SCH532"
    assert "of b.csv" in said(found)
    assert "of a.csv" in said(found)


def test_periods_in_two_years() -> None:
    """A day in place of a period is answered with the period that it lies in."""
    found = finding("practice,month,monthly\nA1,15/04/2014,10\n", scheme=TWO_YEARS)

    assert 'Write "April 2014" or another month' in said(found)
