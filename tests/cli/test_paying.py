"""The forms of `schemelang evaluate` that finance reads, as a finance officer runs them."""

import csv
from pathlib import Path

import pytest
from click.testing import Result

from cli.test_commands import run

SCHEME = """
scheme hub "Care hub"
    offered by        ccg
    offered to        practices
    runs              1 April 2014 to 31 March 2015
    if not reported,  hold the payment

party ccg "NHS Vale of York CCG"
    code              03Q
party council "City of York Council"
    code              D38
    pays              40% of grant

figure visits "Visits"
    is a count of visits for each practice during the year

payment grant "Grant"
    to each practice
    start with        £10 for each visit in visits
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014
"""
AGENCY = ("--format", "agency", "--template", "template.csv", "--deadline", "9", "--payer", "ccg")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a scheme, its figures and a template into a folder of their own."""
    monkeypatch.chdir(tmp_path)
    Path("hub.scheme").write_text(SCHEME, encoding="utf-8")
    Path("visits.csv").write_text("practice,visits\nB82005,60\nB82018,40\n", encoding="utf-8")
    Path("template.csv").write_text("Practice code,Amount\n", encoding="utf-8")


def paid(*words: str) -> Result:
    """Evaluate the scheme as at the day of its payment."""
    return run("evaluate", "hub.scheme", "--figures", "visits.csv", "--as-at", "2014-06-30", *words)


def test_agency_file_is_printed_and_its_totals_are_said_beside_it() -> None:
    """Without a folder the file goes to the output, and its control totals to the other stream."""
    result = paid(*AGENCY)

    assert result.stdout == "Practice code,Amount\nB82005,360.00\nB82018,240.00\n"
    assert "In the file: 2 rows, £600.00, hash total 164,023." in result.stderr
    assert result.exit_code == 0


def test_file_is_written_with_its_totals_beside_it_and_never_over_another() -> None:
    """Into a folder go the file and its control totals, both or neither; what is there is left alone."""
    first = paid(*AGENCY, "--out", "out")
    written = Path("out", "hub-2014-06-30-agency.csv").read_bytes()
    totals = Path("out", "hub-2014-06-30-agency.csv.control.txt").read_text(encoding="utf-8")
    again = paid(*AGENCY[:-1], "council", "--out", "out")

    assert first.exit_code == 0
    assert written == b"Practice code,Amount\r\nB82005,360.00\r\nB82018,240.00\r\n"
    assert totals.splitlines()[:3] == ["Control totals of hub-2014-06-30-agency.csv", "Care hub", "As at 30 June 2014."]
    assert "SHA-256 of the file: " in totals
    assert again.exit_code == 3
    assert Path("out", "hub-2014-06-30-agency.csv").read_bytes() == written


def test_workbook_goes_into_a_folder() -> None:
    """A workbook is written, and not printed."""
    assert paid("--format", "xlsx", "--out", "out").exit_code == 0
    assert Path("out", "hub-2014-06-30-payments.xlsx").read_bytes().startswith(b"PK")
    assert Path("out", "hub-2014-06-30-payments.xlsx.control.txt").exists()
    assert paid("--format", "xlsx").exit_code == 2


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("transparency", "--threshold", "£100", "--fill", "Expense area=Out of hospital"), "\ufeffDepartment family"),
        (("ocds", "--ocid-prefix", "ocds-abc123"), '{\n  "ocid": "ocds-abc123-hub"'),
        (("cashflow",), "\ufeffpayer,payer_name,payee"),
        (("accrual",), "\ufeffpayment,title,payee"),
    ],
    ids=lambda words: words[0],
)
def test_each_form_is_printed(words: tuple[str, ...], begins: str) -> None:
    """Each form is told what it must be, and comes with its total."""
    result = paid("--format", *words)

    assert result.exit_code == 0
    assert result.stdout.startswith(begins)
    assert "£1,000.00" in result.stderr


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--format", "agency", "--deadline", "9"), "must be told the agency's own headings"),
        (("--format", "agency", "--template", "template.csv"), "how many working days before"),
        (("--format", "transparency"), "over which amount"),
        (("--format", "ocds"), "your own prefix"),
        (("--threshold", "500"), "--threshold is read with --format transparency only"),
        (("--format", "csv", "--fill", "A=b"), "--fill is read with --format agency or transparency only"),
        ((*AGENCY[:-1], "icb"), 'Nobody called "icb" pays under this scheme. It is paid by: ccg, council.'),
        ((*AGENCY, "--paycode", "grants=1"), 'there is no payment "grants"'),
        ((*AGENCY, "--nominee", "U1=B82005"), 'there is no group with the code "U1"'),
        ((*AGENCY, "--fill", "A=1", "--fill", "A=2"), '"A" is given as "1" and as "2"'),
        ((*AGENCY, "--paycode", "grant="), "write NAME=VALUE"),
        ((*AGENCY, "--fill", "grant"), "write NAME=VALUE"),
        (("--format", "transparency", "--threshold", "1", "--fill", "Supplier=A"), "these can be said: Department"),
        (("--format", "transparency", "--threshold", "lots"), "is not an amount"),
        (("--format", "ocds", "--ocid-prefix", "abc"), "is no prefix"),
    ],
)
def test_what_is_not_said_or_said_in_vain_is_told(words: tuple[str, ...], problem: str) -> None:
    """A form that is not told what it needs, or told what it does not read, is not written."""
    result = paid(*words)

    assert result.exit_code == 2
    assert problem in " ".join(result.stderr.split())


def test_forms_of_a_day_need_one() -> None:
    """A release and an accrual speak of a day."""
    result = run("evaluate", "hub.scheme", "--figures", "visits.csv", "--format", "accrual")

    assert (result.exit_code, "add --as-at DATE" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (AGENCY[:-2], "SCH955"),
        (("--format", "agency", "--template", "nowhere.csv", "--deadline", "9"), "cannot be read"),
        (("--format", "agency", "--template", "visits.csv", "--deadline", "9"), "SCH951"),
    ],
)
def test_what_cannot_be_written_is_refused(words: tuple[str, ...], code: str) -> None:
    """What keeps a file from being written is said, and nothing is."""
    result = paid(*words, "--out", "out")

    assert result.exit_code == 3
    assert code in result.stderr
    assert not Path("out").exists()


def test_nothing_to_pay_is_told() -> None:
    """A file without a row is written, and it is said that it has none."""
    result = run("evaluate", "hub.scheme", "--figures", "visits.csv", "--as-at", "2014-06-29", *AGENCY)

    assert result.stdout == "Practice code,Amount\n"
    assert "SCH959" in result.stderr


# With a ledger

RECORD = ("--record", "hub.ledger")


def test_a_run_that_is_recorded_pays_what_it_adds() -> None:
    """The first run pays all that is due, the next one what a corrected figure changes, and one more nothing."""
    first = paid(*AGENCY, *RECORD, "--new-ledger")
    Path("visits.csv").write_text("practice,visits\nB82005,55\nB82018,41\n", encoding="utf-8")
    headings = "Practice code,Amount,Narrative,Transaction number,Kind\n"
    Path("template.csv").write_text(headings, encoding="utf-8")
    second = paid(*AGENCY, *RECORD)
    third = paid(*AGENCY, *RECORD)

    assert first.stdout == "Practice code,Amount\nB82005,360.00\nB82018,240.00\n"
    rows = list(csv.reader(second.stdout.splitlines()))[1:]
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        ("B82005", "-30.00", "correction"),
        ("B82018", "6.00", "correction"),
    ]
    assert all("; corrects entry" in row[2] for row in rows)
    assert third.stdout == headings
    assert "SCH959" in third.stderr


def test_a_run_can_be_written_again() -> None:
    """What a run paid can be written for another payer, or again, and nothing more is recorded."""
    first = paid(*AGENCY, *RECORD, "--new-ledger")
    before = Path("hub.ledger").read_bytes()
    again = paid(*AGENCY, *RECORD, "--again", "1")
    council = paid(*AGENCY[:-1], "council", *RECORD, "--again", "1")

    assert again.stdout == first.stdout
    assert council.stdout == "Practice code,Amount\nB82005,240.00\nB82018,160.00\n"
    assert Path("hub.ledger").read_bytes() == before


def test_nothing_is_recorded_where_the_file_could_not_be_written() -> None:
    """A template that is not known, or a file that is in the way, is found before anything counts as paid."""
    Path("out").mkdir()
    Path("out", "hub-2014-06-30-agency.csv").write_text("another", encoding="utf-8")
    in_the_way = paid(*AGENCY, "--out", "out", *RECORD, "--new-ledger")
    of_several = paid(*AGENCY[:-2], *RECORD, "--new-ledger")
    Path("template.csv").write_text("Amount\n", encoding="utf-8")
    unknown = paid(*AGENCY, *RECORD, "--new-ledger")

    assert (in_the_way.exit_code, of_several.exit_code, unknown.exit_code) == (3, 3, 3)
    assert not Path("hub.ledger").exists()


@pytest.mark.parametrize(
    ("words", "exit_code", "problem"),
    [
        ((*AGENCY, "--again", "1"), 2, "Which ledger is that run in?"),
        (("--format", "csv", *RECORD, "--again", "1"), 2, "is written with --format xlsx, agency"),
        ((*AGENCY, *RECORD, "--again", "2"), 3, "has no run 2 of hub"),
        ((*AGENCY, *RECORD, "--again", "1", "--as-at", "2014-07-31"), 3, "give   --as-at 2014-06-30"),
    ],
)
def test_a_run_that_is_not_there_is_not_written(words: tuple[str, ...], exit_code: int, problem: str) -> None:
    """Only a run that was recorded can be written again, as at its own day."""
    paid(*AGENCY, *RECORD, "--new-ledger")
    result = paid(*words)

    assert result.exit_code == exit_code
    assert problem in " ".join(result.stderr.split()) or problem in result.stderr


def test_what_keeps_a_recorded_run_from_being_written_is_put_right_later() -> None:
    """Money that is taken back from another payer too: the run stands, and its file is written once that is said."""
    paid("--format", "ocds", "--ocid-prefix", "ocds-abc123", *RECORD, "--new-ledger")
    scheme = Path("hub.scheme").read_text(encoding="utf-8").replace("    pays              40% of grant\n", "")
    Path("hub.scheme").write_text(scheme, encoding="utf-8")
    result = paid(*AGENCY[:-2], *RECORD)

    assert result.exit_code == 3
    assert "The run is recorded." in result.stderr
    assert "SCH955" in result.stderr
