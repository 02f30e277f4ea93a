"""What may come with a file of figures, by mistake or by intent, and what is done about it."""

import csv
from io import StringIO
from pathlib import Path
from time import process_time
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from compiled import scheme_of
from schemelang.cli.commands import schemelang
from schemelang.figures.from_files import read_figures
from schemelang.graph.from_model import lower
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome, Status
from schemelang.report import as_text
from schemelang.spreadsheet import Column, Sheet, Value, workbook
from supplied import HEADING, cell, finding, findings, tables

PAID = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
figure register "Patients on the register"
    is a count of patients for each practice on 31 March 2014
    never more than   list_size
figure seen "Patients seen"
    is a count of patients for each practice on 31 March 2014
    never more than   register

indicator part_seen "Part of the register seen" for each practice
    is                seen out of register
    if there are no patients, hold the payment

payment care "For seeing patients"
    to each practice
    start with        £1 for each patient in list_size on 1 January 2013
    nothing unless    part_seen is at least 50%
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014
"""
HOLD = "if not reported,  hold the payment"
TEXT = (
    HEADING.replace(HOLD, f"{HOLD}\n    if suppressed,    hold the payment\n    if not applicable, hold the payment")
    + PAID
)
SCHEME = scheme_of(TEXT)


def worked_out(list_size: str, register: str, seen: str) -> Outcome:
    """Work out what one practice is paid."""
    file = f"practice,network,list_size,register,seen\nAsh,N1,{list_size},{register},{seen}\n"
    figures, found = read_figures(tables(file), SCHEME)
    assert figures is not None, as_text(found)
    graph, _ = lower(SCHEME)
    assert graph is not None
    outcome, _ = evaluate(graph, figures)
    return outcome


def statuses(outcome: Outcome) -> list[tuple[Status, int | None]]:
    """Return what becomes of each line."""
    return [(line.status, line.pence) for line in outcome.ledger]


@pytest.mark.parametrize(
    "text",
    [
        "1e1000000",
        "1E10000000",
        "9" * 9_999,
        "0." + "9" * 9_000,
        "1_000",
        "\u0661\u0662\u0663",
        "0x10",
        "NaN",
        "Infinity",
        "\u00bd",
        "1" + "0" * 12,
        "--5",
        "(" * 5_000,
    ],
)
@pytest.mark.parametrize("figure", ["list_size", "cost", "weight", "coverage", "opened", "agreed"])
def test_numbers_that_are_none_or_too_large(figure: str, text: str) -> None:
    """A number that no record holds is refused, and at once."""
    begun = process_time()
    found = finding(cell(figure, text))

    assert found.severity == "error"
    assert process_time() - begun < 0.5


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("sign", ["", "*", "z", ":", "NA", "-97"])
def test_what_is_no_number_pays_nothing(sign: str, place: int) -> None:
    """A sign for what is not there is never a nought, wherever it stands: what it would pay is held."""
    cells = ["100", "50", "40"]
    cells[place] = sign
    [(status, pence)] = statuses(worked_out(*cells))

    assert (status, pence) == (Status.HELD, None)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("0", "0", "0"), (Status.HELD, None)),
        (("1", "1", "1"), (Status.PAYABLE, 100)),
        (("4", "4", "1"), (Status.PAYABLE, 0)),
        (("4", "0", "0"), (Status.HELD, None)),
    ],
)
def test_practices_with_few_patients(cells: tuple[str, str, str], expected: tuple[Status, int | None]) -> None:
    """A practice with nobody, one or four on its list is counted like any other, and nothing is divided by nought."""
    assert statuses(worked_out(*cells)) == [expected]


def test_headings_that_changed_places() -> None:
    """Two columns whose headings were swapped break what the scheme says of them."""
    file = "practice,network,quarter,register,planned\n" + "".join(f"A{n},N1,Q1,{n},{10 + n}\n" for n in range(3))

    assert {each.code for each in findings(file)} == {"SCH530"}


def test_names_that_give_orders_to_a_terminal(tmp_path: Path) -> None:
    """A name with signs that would turn a line about or give a terminal orders is shown as what is in it."""
    scheme, file = tmp_path / "a.scheme", tmp_path / "a.csv"
    scheme.write_text(TEXT, encoding="utf-8")
    name = "\x1b]0;x\x07 \u202eevil [/red]"
    text = f"practice,practice_name,network,list_size,register,seen\nAsh,{name},N1,100,50,40\nB\x1b[2J,x,N1,100,50,40\n"
    file.write_text(text, encoding="utf-8")
    for words in (["evaluate"], ["figures", "check"]):
        result = CliRunner().invoke(schemelang, [*words, str(scheme), "--figures", str(file)])

        assert result.exit_code == 0, result.output
        assert "\x1b" not in result.output
        assert "\u202e" not in result.output


@pytest.mark.parametrize("column", ["practice", "practice_name", "list_size", "remark"])
def test_numbers_of_patients_are_never_shown(column: str, tmp_path: Path) -> None:
    """A column of NHS numbers is refused under whatever heading, and none of them is printed."""
    headings = ["practice", "practice_name", "network", "list_size", "remark"]
    rows = [
        [number if heading == column else f"{heading}{at}" for heading in headings]
        for at, number in enumerate(("943 476 5919", "9434765870", "943-476-5900"))
    ]
    file = tmp_path / "a.csv"
    file.write_text("\n".join(",".join(row) for row in [headings, *rows]) + "\n", encoding="utf-8")
    scheme = tmp_path / "a.scheme"
    scheme.write_text(TEXT, encoding="utf-8")
    for words in (
        ["evaluate"],
        ["figures", "check"],
        ["figures", "check", "--format", "json"],
        ["figures", "template"],
    ):
        result = CliRunner().invoke(schemelang, [*words, str(scheme), "--figures", str(file)])

        assert result.exit_code == 3
        assert "SCH571" in result.output
        assert "943" not in result.output


def test_telephone_numbers_are_no_numbers_of_patients() -> None:
    """A column of telephone numbers is one that nothing is done with."""
    rows = "".join(f"A{n},N1,020 7946 09{n:02d}\n" for n in range(9))

    assert {each.code for each in findings(f"practice,network,telephone\n{rows}")} == {"SCH510"}


FORMULAS = (
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
    "\t=1",
)


def test_names_that_are_formulas(tmp_path: Path) -> None:
    """A name that a spreadsheet would work out is text in every file that is written; an amount stays a number."""
    scheme, file, out = tmp_path / "a.scheme", tmp_path / "a.xlsx", tmp_path / "out"
    scheme.write_text(TEXT, encoding="utf-8")
    headings = "practice practice_name network list_size register seen".split()
    people: list[tuple[Value, ...]] = [(f"A{n}", name, "N1", 100, 50, 40) for n, name in enumerate(FORMULAS)]
    sheet = Sheet(name="a", columns=tuple(Column(heading=each) for each in headings), rows=tuple(people))
    file.write_bytes(workbook([sheet]))
    for words in ("evaluate --format csv", "evaluate --format xlsx --as-at 2014-06-30", "figures template"):
        run = [*words.split(), str(scheme), "--figures", str(file), "--out", str(out)]
        result = CliRunner().invoke(schemelang, run)
        assert result.exit_code == 0, result.output

    names = {" ".join(name.split()) for name in FORMULAS}
    (written,) = out.glob("*.csv")
    rows = list(csv.DictReader(StringIO(written.read_text(encoding="utf-8-sig"), newline="")))
    assert {row["payee_name"] for row in rows} == {f"'{name}" for name in names}
    assert {row["amount"] for row in rows} == {"100.00"}
    for path in out.glob("*.xlsx"):
        with ZipFile(path) as parts:
            assert not [part for part in parts.namelist() if b"<f>" in parts.read(part)]
        with CalamineWorkbook.from_path(path) as book:
            cells = {
                cell for each in book.sheet_names for row in book.get_sheet_by_name(each).to_python() for cell in row
            }
        assert names <= cells
