"""Figures of everybody that change in scenarios, read from Parquet: moved in columns, to the same words and pennies."""

from collections.abc import Generator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from schemelang.cli.commands import schemelang
from schemelang.columns.shares import tally
from schemelang.columns.tally import Tally, Tried

SCHEME = """scheme care "Care"
    offered by        ccg
    offered to        practices
    runs              1 April 2025 to 31 March 2026
    groups            practices into networks
    if not reported,  hold the payment
    if a practice joins,   pay in full
    if a practice leaves,  pay in full

party ccg "The CCG"
    code              08V

figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2025
    never less than   1

figure register "Patients on the register"
    is a count of patients for each practice during each quarter
    never more than   list_size

figure seen "Patients seen"
    is a count of patients for each practice during each quarter
    never more than   register

figure outlay "Spent"
    is money for each practice during the year
    never less than   £0
    never more than   £1,000

figure idle "Patients who were not seen"
    is a count of patients for each practice during the year
    never more than   list_size

figure deposit "Deposit"
    is money for each practice during the year
    never less than   outlay

figure rate "Share of letters answered"
    is a percentage for each practice during the year
    never more than   100%

figure factor "Weight of a practice"
    is a number for each practice during the year

figure grant "Grant"
    is money for each network during the year

figure keen "The network has a lead"
    is yes or no for each network during the year

indicator reach "Reach" for each practice
    is                total seen over the year out of total register over the year
    if there are no patients,  leave it out

target enough "Enough" for each network
    met when          pooled reach is at least 60%

payment care_payment "Care"
    to each practice
    start with        £1.37 × total seen over the year
    add               outlay × rate × factor
    add               £50 only if enough is met
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2026

payment lead "Lead"
    to each network
    start with        grant
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2026 only if keen is yes
    share             among its practices by list_size, odd pennies by Sainte-Laguë
"""
QUARTERS = ("1", "2", "3", "4")
CODES = ("A1", "A2", "A3", "A4", "A5")
NETWORKS = ("N1", "N1", "N2", "N3", "N3")


@pytest.fixture
def country(tmp_path: Path) -> tuple[str, ...]:
    """Write a scheme and the figures of five practices, some of which are not reported, and say how it is asked."""
    (tmp_path / "care.scheme").write_text(SCHEME, encoding="utf-8")
    folder = tmp_path / "figures"
    folder.mkdir()
    once = {
        "list_size": [1_000, 700, 305, 90, 41],
        "outlay": pa.array(
            [Decimal("10.05"), Decimal("999.99"), None, Decimal("0.00"), Decimal("0.01")], pa.decimal128(9, 2)
        ),
        "idle": [12, 700, 41, 0, 1],
        "deposit": pa.array([Decimal("10.05"), *[Decimal("1000.12")] * 4], pa.decimal128(9, 2)),
        "rate": ["90%", "33.3%", "", "100%", "5%"],
        "factor": ["1", "0.9871", "1.2", "1", "1.01"],
    }
    parquet.write_table(pa.table({"practice": CODES, "network": NETWORKS, **once}), folder / "practices.parquet")
    each = {
        "practice": [code for code in CODES for _ in QUARTERS],
        "quarter": [f"quarter {quarter}" for _ in CODES for quarter in QUARTERS],
        "register": [100, 101, 99, 0, 70, 70, 71, 72, 305, 300, 299, 298, 12, 14, 15, 16, 41, 41, 40, 39],
        "seen": [67, 66, 65, 0, 10, 20, 30, 40, 299, None, 288, 287, 8, 9, 10, 11, 41, 40, 40, 39],
    }
    parquet.write_table(pa.table(each), folder / "quarters.parquet")
    networks = {"network": ["N1", "N2", "N3"], "grant": [1_000, 333, 70], "keen": ["yes", "no", "yes"]}
    parquet.write_table(pa.table(networks), folder / "networks.parquet")
    return str(tmp_path / "care.scheme"), "--figures", str(folder), "--verbose"


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(schemelang, ["simulate", *words])


@pytest.mark.parametrize(
    "asked",
    [
        ("--set", "seen=+5%"),
        ("--set", "seen=-33.3%", "--set", "register=+1"),
        ("--set", "seen of A3=not reported", "--set", "register of N1=times 0.5"),
        ("--set", "seen=not reported"),
        ("--set", "seen=40"),
        ("--vary", "list_size=-90%..+0% by 30%"),
        ("--vary", "register=0..400 by 100"),
        ("--set", "outlay=+12.5%", "--set", "outlay=-£0.50"),
        ("--set", "idle=+10%", "--set", "seen=+1"),
        ("--set", "outlay=£12.34", "--vary", "outlay=-10%..+300% by 155%"),
        ("--set", "rate=times 1.05", "--set", "rate of A2=+3 points"),
        ("--set", "factor=+0.25", "--set", "factor=times 0.3"),
        ("--set", "grant of N2=£10.01", "--set", "£1.37 in care_payment=£2"),
        ("--vary", "seen=-50%..+50%", "--draw", "12"),
        ("--vary", "seen=-20..+20 by 5", "--vary", "outlay=£0..£1,000", "--draw", "9", "--seed", "4"),
        ("--vary", "register=0..50", "--vary", "rate=-5 points..+5 points", "--draw", "9"),
        ("--vary", "factor=0.5..2", "--vary", "grant=-£5..+£5", "--draw", "7"),
    ],
)
def test_figures_of_everybody_move_in_columns(
    country: tuple[str, ...], asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What moves, is cut, is missing and is drawn comes to what the reference evaluator says of each scenario."""
    reference = run(*country, *asked, "--format", "json", "--engine", "reference")
    monkeypatch.delattr("schemelang.cli.scenarios.load_figures")
    columns = run(*country, *asked, "--format", "json", "--engine", "columns")

    assert (columns.stdout, columns.exit_code) == (reference.stdout, reference.exit_code)
    assert reference.exit_code == 0, reference.output
    assert columns.stderr == "Worked out by columns: it was asked for.\n"


def test_what_is_drawn_is_shared_out(country: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """To draw twenty numbers in each of twelve scenarios is counted as work, and two processes draw the same as one."""
    asked = ("--vary", "seen=-50%..+50%", "--draw", "12", "--format", "json", "--engine", "columns")
    alone, efforts = run(*country, *asked), list[int]()

    def two(effort: int) -> int:
        efforts.append(effort)
        return 2

    monkeypatch.setattr("schemelang.simulation.at_once.processes_for", two)

    assert run(*country, *asked).stdout == alone.stdout
    assert efforts[0] > 12 * 20 * 50


def test_what_is_cut_is_counted_once_of_everybody(country: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Block by block it is as often as in one look at all of them."""
    asked = ("--vary", "seen=+0..+90", "--vary", "outlay=+£0..+£900", "--draw", "5", "--engine", "columns")
    tried = list[Tried]()

    def kept(each: Tried, processes: int) -> Generator[int, None, Tally]:
        tried.append(each)
        return tally(each, processes)

    monkeypatch.setattr("schemelang.simulation.at_once.tally", kept)
    run(*country, *asked)
    [others] = [each.others for each in tried]
    assert others is not None

    assert others.share(0, 6).cuts() == others.cuts()
    assert min(sum(own.values()) for own in others.cuts()[1:]) > 0


def test_what_was_there_for_no_day_of_a_quarter_does_not_move(
    country: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A practice that left has figures of the quarters in which it was there, and of those alone."""
    practices = parquet.read_table(tmp_path / "figures" / "practices.parquet")
    left = pa.array(["", "", "", "", "2025-08-31"])
    parquet.write_table(practices.append_column("to", left), tmp_path / "figures" / "practices.parquet")
    asked = ("--set", "register=500", "--vary", "seen=-10%..+10% by 10%", "--format", "json")
    reference = run(*country, *asked, "--engine", "reference")
    monkeypatch.delattr("schemelang.cli.scenarios.load_figures")
    columns = run(*country, *asked, "--engine", "columns")

    assert reference.exit_code == 0, reference.output
    assert (columns.stdout, columns.exit_code) == (reference.stdout, 0)


@pytest.mark.parametrize(
    ("asked", "scheme"),
    [
        (("--set", "keen=no"), SCHEME),
        (("--set", "outlay=£0.005"), SCHEME),
        (("--vary", "factor=0.5..2", "--vary", "rate=90%..95%", "--set", "rate=times 0.123456", "--draw", "3"), SCHEME),
        (("--set", "outlay=+10%"), SCHEME.replace("never more than   £1,000", "never more than   £1,000.005")),
        (
            ("--set", "outlay=+10%"),
            SCHEME.replace("    never less than   outlay\n", "").replace(
                "never more than   £1,000", "never more than   deposit"
            ),
        ),
        (("--set", "deposit=+10%"), SCHEME),
        (("--set", "idle=+10%"), SCHEME.replace("never less than   1", "never less than   idle")),
        (
            ("--set", "list_size=-95%"),
            SCHEME.replace("never more than   register", "never less than   7\n    never more than   register"),
        ),
    ],
)
def test_what_cannot_be_said_in_whole_numbers_is_left_to_the_usual_way(
    country: tuple[str, ...], tmp_path: Path, asked: tuple[str, ...], scheme: str
) -> None:
    """A word, part of a penny, parts too fine, or bounds between which there may be nothing: it comes to the same."""
    (tmp_path / "care.scheme").write_text(scheme, encoding="utf-8")
    path = tmp_path / "figures" / "practices.parquet"
    finer = pa.array([Decimal("1000.125")] * 5, pa.decimal128(9, 3))
    parquet.write_table(parquet.read_table(path).drop_columns("deposit").append_column("deposit", finer), path)
    reference, columns = (run(*country, *asked, "--engine", engine) for engine in ("reference", "columns"))

    assert (columns.stdout, columns.exit_code) == (reference.stdout, reference.exit_code)
