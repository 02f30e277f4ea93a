"""Days mean the same wherever the machine stands: the ends of a financial year, a leap day, and when clocks change."""

import csv
import time
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner

from schemelang.accounts.entry import Ledger, Moved
from schemelang.cli.book import read_ledger
from schemelang.cli.commands import schemelang

SCHEME = """scheme days "Days"
    offered by        icb
    offered to        practices
    runs              1 April 2027 to 31 March 2028
    if not reported,  hold the payment
    if a practice joins,   pay by days
    if a practice leaves,  pay by days
party icb "NHS Example"
    code              QXX
figure began "Began"
    is a date for each practice
target in_time "In time" for each practice
    met when          began is on or before 31 March 2028
payment fee "Fee"
    to each practice
    start with        £366
    round             to the nearest penny, halves up
    pay 50%           on 31 March 2028
    pay 50%           on 1 April 2028 only if in_time is met
"""
CLOCKS = date(2028, 3, 26)  # the last Sunday of March, on which an hour is lost
LEAP_DAY, LAST, AFTER = date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 1)
ROWS = (
    ("Ash", None, None, LAST),  # 366 days, and in time on the last of them
    ("Elm", LEAP_DAY, None, AFTER),  # 32 days, and a day too late
    ("Fir", CLOCKS, None, CLOCKS),  # 6 days
    ("Oak", None, CLOCKS, LEAP_DAY),  # 361 days
    ("Yew", LAST, None, LAST),  # a day
)
PAID = {
    "2028-03-31": {"Ash": "183.00", "Elm": "16.00", "Fir": "3.00", "Oak": "180.50", "Yew": "0.50"},
    "2028-04-01": {"Ash": "183.00", "Elm": "0.00", "Fir": "3.00", "Oak": "180.50", "Yew": "0.50"},
}


@pytest.fixture(params=["America/Los_Angeles", "Pacific/Auckland", "Europe/London"])
def _somewhere(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in a folder, somewhere in the world."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a process cannot be set here")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    Path("days.scheme").write_text(SCHEME, encoding="utf-8")
    yield
    monkeypatch.undo()
    time.tzset()


def written_as_text() -> str:
    """Write the table with its days as text."""
    rows = (",".join(str(cell or "") for cell in row) for row in ROWS)
    Path("figures.csv").write_text("\n".join(["practice,from,to,began", *rows]), encoding="utf-8")
    return "figures.csv"


def written_as_days() -> str:
    """Write the table as a workbook in which days are Excel's own."""
    book = xlsxwriter.Workbook("figures.xlsx")
    sheet, shown = book.add_worksheet("Figures"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["practice", "from", "to", "began"])
    for number, (name, *days) in enumerate(ROWS, 1):
        sheet.write_string(number, 0, name)
        for column, day in enumerate(days, 1):
            if day is not None:
                sheet.write_datetime(number, column, day, shown)
    book.close()
    return "figures.xlsx"


@pytest.mark.usefixtures("_somewhere")
def test_days_are_counted_alike() -> None:
    """Whoever joins or leaves is paid by days, the first and the last of them counted, and a last day is in time."""
    for figures in (written_as_text(), written_as_days()):
        words = ["evaluate", "days.scheme", "--figures", figures, "--format", "csv"]
        found: dict[str, dict[str, str]] = {}
        for row in csv.DictReader(StringIO(CliRunner().invoke(schemelang, words).stdout.removeprefix("\ufeff"))):
            found.setdefault(row["due"], {})[row["payee"]] = row["amount"]
        assert found == PAID


@pytest.mark.usefixtures("_somewhere")
@pytest.mark.parametrize(("day", "lines"), [("2028-03-30", 0), ("2028-03-31", 5), ("2028-04-01", 9)])
def test_what_is_due_on_a_day_is_due_as_at_that_day(day: str, lines: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The year ends with 31 March, which is still in it, and 1 April is another day."""
    monkeypatch.setattr("schemelang.cli.clock.now", lambda: "2028-03-31T23:30:00Z")
    asked = ["--figures", written_as_text(), "--as-at", day, "--record", "days.ledger", "--new-ledger"]
    result = CliRunner().invoke(schemelang, ["evaluate", "days.scheme", *asked])
    ledger = read_ledger(Path("days.ledger"))

    assert result.exit_code == 0, result.output
    assert isinstance(ledger, Ledger)
    assert len([each for _, each in ledger.each(Moved) if each.pence]) == lines
