"""A newer file of bank holidays, as GOV.UK publishes it."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from schemelang.cli.commands import schemelang
from schemelang.dates import carried_holidays, england_and_wales
from schemelang.figures.nhs.bank_holidays import read_bank_holidays

Y2029 = [(1, 1), (3, 30), (4, 2), (5, 7), (5, 28), (8, 27), (12, 25), (12, 26)]
SCHEME = """
scheme flu "Flu vaccination"
    offered by        ccg
    offered to        practices
    runs              1 April 2028 to 31 March 2029

party ccg "NHS Anytown CCG"
    code              08V

payment flu_payment "Payment for flu vaccination"
    to each practice
    start with        £500
    pay 100%          on 26 May 2029, or the next working day
"""


def published(*days: date) -> bytes:
    """Write bank holidays as GOV.UK does."""
    events = [{"title": "A bank holiday", "date": str(day), "notes": "", "bunting": True} for day in days]
    return json.dumps({"england-and-wales": {"division": "england-and-wales", "events": events}}).encode()


def of_2029(*days: tuple[int, int]) -> bytes:
    """Write the bank holidays of 2028 as they are carried here, and days of 2029."""
    carried = sorted(day for day in carried_holidays().dates if day.year == 2028)
    return published(*carried, *(date(2029, month, day) for month, day in days))


def test_it_goes_on_where_the_calendar_ends() -> None:
    """The years that it has are its own, and those before stay as they are carried."""
    holidays, found = read_bank_holidays("a.json", of_2029(*Y2029), carried_holidays())

    assert found == ()
    assert holidays is not None
    assert (holidays.first, holidays.last) == (date(2008, 1, 1), date(2029, 12, 31))
    assert holidays.dates - carried_holidays().dates == {date(2029, month, day) for month, day in Y2029}


def test_a_year_that_is_cut_short_is_known_to_its_last_day() -> None:
    """Without Christmas the calendar ends with the last bank holiday of the file."""
    holidays, _ = read_bank_holidays("a.json", of_2029(*Y2029[:3]), carried_holidays())
    later, _ = read_bank_holidays("a.json", published(date(2028, 4, 14), date(2029, 12, 25)), carried_holidays())

    assert holidays is not None
    assert holidays.last == date(2029, 4, 2)
    assert later is not None
    assert date(2028, 1, 3) in later.dates


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"[" * 100_000,
        b"[]",
        b"{}",
        b'{"england-and-wales": []}',
        b'{"england-and-wales": {"events": []}}',
        b'{"england-and-wales": {"events": ["2028-12-25"]}}',
        b'{"england-and-wales": {"events": [{"date": 20281225}]}}',
        b" " * 5_000_001,
    ],
)
def test_what_is_no_such_file_is_refused(content: bytes) -> None:
    """Whatever stands in a file, it is read or refused."""
    holidays, found = read_bank_holidays("a.json", content, carried_holidays())

    assert holidays is None
    assert [each.code for each in found] == ["SCH554"]


def test_of_many_days_that_differ_some_are_named() -> None:
    """A long list of days is cut short."""
    wrong = [date(2028, 12, day) for day in range(1, 25)]
    _, (found,) = read_bank_holidays(
        "a.json", published(date(2028, 1, 3), *wrong, date(2028, 12, 25)), carried_holidays()
    )

    assert "and 14 more" in str(found)
    assert "26 December 2028" in str(found)


# The option


@pytest.fixture
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("flu.scheme").write_text(SCHEME, encoding="utf-8")
    Path("new.json").write_bytes(of_2029(*Y2029))
    Path("moved.json").write_bytes(of_2029(*Y2029[:4], (5, 31), *Y2029[5:]))
    Path("lists.csv").write_text("practice\nAsh\n", encoding="utf-8")


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(schemelang, list(words))


@pytest.mark.usefixtures("_in_a_folder")
def test_a_run_counts_by_the_file_that_is_given() -> None:
    """A day beyond the calendar is known by the file, is another by another file, and nothing is left of either."""
    without = run("check", "flu.scheme")
    given, moved = (
        run("evaluate", "flu.scheme", "--figures", "lists.csv", "--holidays", name)
        for name in ("new.json", "moved.json")
    )

    assert "SCH255" in without.output
    assert "29 May 2029" in given.output
    assert "28 May 2029" in moved.output
    assert england_and_wales() == carried_holidays()
    assert "SCH255" in run("check", "flu.scheme").output


@pytest.mark.usefixtures("_in_a_folder")
@pytest.mark.parametrize("words", [("graph",), ("signatures", "list"), ("signatures", "check")])
def test_every_command_that_reads_a_scheme_counts_by_it(words: tuple[str, ...]) -> None:
    """The rules of a scheme, and who has signed it, can be told for days beyond the calendar."""
    without, given = run(*words, "flu.scheme"), run(*words, "flu.scheme", "--holidays", "new.json")

    assert "SCH255" in without.output
    assert "SCH255" not in given.output
    assert given.exit_code == 0 or "sign" in given.output


@pytest.mark.usefixtures("_in_a_folder")
def test_a_file_that_is_not_there_or_not_right_stops_the_run() -> None:
    """Nothing is worked out by a file that cannot be read."""
    missing, wrong = (run("check", "flu.scheme", "--holidays", name) for name in ("no.json", "lists.csv"))

    assert (missing.exit_code, wrong.exit_code) == (3, 3)
    assert "no.json cannot be read" in missing.output
    assert "SCH554" in wrong.output
