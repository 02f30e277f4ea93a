"""The public conformance cases hold: every line of the ledger, and the exact value of what is listed."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from attrs import frozen

from passes import Case, compiled, with_figures
from schemelang.dates import Period
from schemelang.diagnostic import has_errors
from schemelang.graph.graph import RuleId
from schemelang.outcome.ledger import status_of
from schemelang.outcome.outcome import Absent, Lack, Line, Outcome, RuleValue
from schemelang.report import as_text

CONFORMANCE = Path(__file__).parent / "conformance"
README = (CONFORMANCE / "README.md").read_text(encoding="utf-8")
SCHEMES = sorted(path for path in CONFORMANCE.glob("*/*.scheme"))
LEAST = 150

PAID = ("day", "payment", "part", "payee", "group", "status", "pence")
VALUED = ("block", "party", "period", "value")
REASONS = {
    Lack.NOT_REPORTED: "not reported",
    Lack.SUPPRESSED: "suppressed",
    Lack.NOT_APPLICABLE: "not applicable",
    Lack.UNDECIDED: "undecided",
    Lack.EMPTY: "nothing to divide by",
    Lack.FEW: "too few",
    Lack.BEYOND: "more counted than left",
    Lack.NOBODY: "nobody",
    Lack.NO_SUCH_PARTY: "no such party",
    Lack.NAMESAKES: "more than one party",
    Lack.NOT_IN_FORCE: "not in force",
    Lack.APART: "figures differ",
    Lack.AT_ODDS: "two exceptions",
    Lack.NO_ROOT: "root of less than nothing",
    Lack.OUT_OF_ORDER: "rows out of order",
    Lack.OFF_THE_SCALE: "off the scale",
}

Row = tuple[str, ...]


def short(path: Path) -> str:
    """Return the name of a case."""
    return f"{path.parent.name}/{path.stem}"


# What is expected


@frozen
class Expected:
    """The two tables of an expected file, without their headings."""

    paid: tuple[Row, ...]
    values: tuple[Row, ...]


def expected(path: Path) -> Expected:
    """Read the file beside a scheme that says what must come of it."""
    text = path.with_suffix(".expected.csv").read_bytes().decode()
    first, _, second = text.partition("\n\n")
    return Expected(tuple(rows(first, PAID)), tuple(rows(second, VALUED)) if second else ())


def rows(text: str, heading: Row) -> Iterator[Row]:
    """Return the rows of a table below its heading."""
    found = [tuple(row) for row in csv.reader(StringIO(text))]
    assert found[0] == heading
    assert all(len(row) == len(heading) for row in found)
    yield from found[1:]


# What comes of it


@cache
def outcome_of(path: Path) -> Outcome:
    """Work a case out, with all the figures beside it."""
    case = with_figures(accepted(path), figures_of(path))
    assert case.outcome is not None, as_text(case.found)
    return case.outcome


def accepted(path: Path) -> Case:
    """Compile a scheme with no error in it; what is only advised against has a meaning all the same."""
    case = compiled(path)
    assert not has_errors(case.found), as_text(case.found)
    return case


def figures_of(path: Path) -> list[Path]:
    """Find the files of figures beside a scheme."""
    return sorted(
        each
        for each in path.parent.glob(f"{path.stem}*.csv")
        if each.name.split(".")[0] == path.stem and not each.name.endswith(".expected.csv")
    )


def written_line(outcome: Outcome, line: Line) -> Row:
    """Write a line of the ledger as the README says."""
    return (
        "" if line.day is None else line.day.isoformat(),
        line.payment,
        str(line.part.tranche),
        line.payee,
        line.group or "",
        status_of(outcome, line),
        "" if line.pence is None else str(line.pence),
    )


def written_value(value: RuleValue) -> str:
    """Write a value as the README says."""
    match value:
        case Absent(Lack.LEFT_OUT, _):
            return "left out"
        case Absent(_, causes):
            return "held: " + "; ".join(sorted({REASONS[cause.lack] for cause in causes}))
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case Fraction() | str():
            return str(value)


def value_of(outcome: Outcome, block: str, party: str, period: str) -> str:
    """Return what a block comes to for a party at a period, as it is written."""
    values = outcome.values[RuleId(block)]
    return next(
        (written_value(value) for key, value in values.items() if key[0] == (party or None) and said(key[1]) == period),
        "there is none",
    )


def said(period: Period | None) -> str:
    """Write a period as the README says."""
    return f"{period.first.isoformat()}/{period.last.isoformat()}" if period else ""


# The tests


@pytest.mark.parametrize("path", SCHEMES, ids=short)
def test_a_case_pays_what_is_expected(path: Path) -> None:
    """Every line of the ledger is in the expected file, and the other way round."""
    outcome = outcome_of(path)

    assert sorted(written_line(outcome, line) for line in outcome.ledger) == sorted(expected(path).paid)


@pytest.mark.parametrize("path", SCHEMES, ids=short)
def test_a_case_comes_to_the_values_that_are_expected(path: Path) -> None:
    """What is listed has the exact value beside it."""
    outcome = outcome_of(path)
    wanted = expected(path).values

    assert [(*row[:3], value_of(outcome, *row[:3])) for row in wanted] == list(wanted)


@pytest.mark.parametrize("path", SCHEMES, ids=short)
def test_a_case_expects_something_and_says_why(path: Path) -> None:
    """No case is without a result, or without a note that explains it."""
    them = expected(path)

    assert them.paid or them.values
    assert re.match(r"(# .+\n)+\n*scheme ", path.read_text(encoding="utf-8"))


def test_there_are_many_cases_and_no_stray_file() -> None:
    """There are as many cases as promised, and each expected file has its scheme."""
    stray = [
        path
        for path in CONFORMANCE.glob("*/*.csv")
        if not (path.parent / (path.name.split(".")[0] + ".scheme")).exists()
    ]

    assert stray == []
    assert len(SCHEMES) >= LEAST


def test_the_readme_lists_every_folder_and_every_reason() -> None:
    """The README is all that a reader needs."""
    folders = {path.parent.name for path in SCHEMES}

    assert set(re.findall(r"^\| `(\w+)/` \|", README, re.MULTILINE)) == folders
    assert all(f"| `{reason}` |" in README for reason in REASONS.values())
