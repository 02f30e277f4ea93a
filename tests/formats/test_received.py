"""What came in is told: from where, about whom, what is missing and why, and what was made of the cells."""

import json
from pathlib import Path

import jsonschema
import pytest
from attrs import evolve
from click.testing import CliRunner, Result

from compiled import scheme_of
from passes import CONTRACTS
from schemelang.cli.commands import schemelang
from schemelang.figures.conversions import conversions, converted_figures
from schemelang.figures.from_files import read_figures
from schemelang.figures.received import Received, received
from schemelang.formats.received import converted_line, received_data, received_text
from schemelang.report import as_text
from supplied import HEADING, tables

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "received.schema.json").read_text(encoding="utf-8"))
DIABETES = next(path for path in CONTRACTS if path.stem == "diabetes")
FIGURES = DIABETES.parent / "figures"

SCHEME = scheme_of(
    HEADING.replace("to practices", "to 4 practices")
    + """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
figure register "Patients on the register"
    is a count of patients for each practice at the end of each half-year
figure visits "Visits"
    is a count of visits for each network during each month
figure cost "Cost"
    is money for each practice during the year
figure coverage "Coverage"
    is a percentage for each practice during quarter 4
figure agreed "Agreed"
    is yes or no for each practice during the year
figure opened "Opened"
    is a date for each practice
figure england "Growth of England"
    is a percentage during the year
"""
)
ROLL = """
practice,network,from,to,list_size,cost,coverage,agreed,opened
Ash,N1,,,"1,200","£24,500.00",76.3%,y,01/04/1974
Elm,N1,,30/09/2013,900,(12.50),-97,no,2012-03-01
Oak,,2013-04-01,,*,£2.3m,z,yes,1 March 2012
"""
HALVES = """
practice,half_year,register,practice_list_size
Ash,H1,\uff17,1201
Ash,H2,NA,1202
Elm,H1,3,600
"""
VISITS = """
network,month,visits
N1,2013-04-01,12
N1,May 2013,13
"""
TOLD = """\
Read
  a.csv: 3 rows
  b.csv: 3 rows
  c.csv: 2 rows

Who takes part
  practices: 3
    in no network: Oak
  networks: 1

In one file only
  a.csv: practices Oak

Figures
  list_size: 2 of 3
    suppressed: Oak
  register: 2 of 5
    not reported: Ash in half-year 2
    no row: Oak in half-year 1; Oak in half-year 2
  visits: 2 of 12
    no row: N1 in June 2013; N1 in July 2013; N1 in August 2013; N1 in September 2013; N1 in October 2013; N1 in \
November 2013; N1 in December 2013; N1 in January 2014; N1 in February 2014; N1 in March 2014
  cost: 3 of 3
  coverage: 1 of 3
    suppressed: Elm
    does not apply: Oak
  agreed: 3 of 3
  opened: 3 of 3
  england: 0 of 1
    no row: the scheme

Converted as they were read
  words or signs for what is not there: 3
    "*" is suppressed: a.csv, row 4, column list_size
    "z" is not applicable: a.csv, row 4, column coverage
    "NA" is not reported: b.csv, row 3, column register
  days with slashes, read with the day first: 2
    "01/04/1974" is 1 April 1974: a.csv, row 2, column opened
    "30/09/2013" is 30 September 2013: a.csv, row 3, column to
  with a pound sign: 2
    "£24,500.00" is £24,500.00: a.csv, row 2, column cost
    "£2.3m" is £2,300,000.00: a.csv, row 4, column cost
  with commas between thousands: 2
    "1,200" is 1,200: a.csv, row 2, column list_size
    "£24,500.00" is £24,500.00: a.csv, row 2, column cost
  -97, read as suppressed: 1
    "-97" is suppressed: a.csv, row 3, column coverage
  days in another form than 2026-03-31: 1
    "1 March 2012" is 1 March 2012: a.csv, row 4, column opened
  in brackets, read as less than nothing: 1
    "(12.50)" is -£12.50: a.csv, row 3, column cost
  in thousands, millions, billions or pence, read as pounds: 1
    "£2.3m" is £2,300,000.00: a.csv, row 4, column cost
  months named by their first day: 1
    "2013-04-01" is 1 April 2013: c.csv, row 2, column month
  percentages with their sign: 1
    "76.3%" is 0.763: a.csv, row 2, column coverage
  with signs that look like plain ones, such as wide figures or blanks that do not break: 1
    "\uff17" is 7: b.csv, row 2, column register
  yes or no in another word: 1
    "y" is yes: a.csv, row 2, column agreed

List sizes
  list_size of a.csv and practice_list_size of b.csv: 2 in both
    within a fifth of each other: 1
    further apart: Elm 900 and 600
"""


def came_in(*files: str, last: str | None = None) -> Received:
    """Read files in which nothing is wrong, though there may be advice."""
    figures, found = read_figures(tables(*files), SCHEME, partial=True)
    assert figures is not None, as_text(found)
    return received(tables(*files), figures, SCHEME, None if last is None else tables(last))


def test_what_came_in() -> None:
    """Everything is told as one would ask it: from where, of whom, what is missing, what was made of it."""
    assert received_text(came_in(ROLL, HALVES, VISITS)) == TOLD


def test_nothing_to_tell_is_not_told() -> None:
    """What there is nothing of has no heading."""
    text = received_text(came_in("practice,network,agreed\nAsh,N1,yes\n"))

    assert [line for line in text.splitlines() if line and not line.startswith(" ")] == [
        "Read",
        "Who takes part",
        "Figures",
    ]


def test_of_many_the_first_are_named() -> None:
    """Of more than ten the rest are counted."""
    rows = "".join(f"A{n:02d},N1,*\n" for n in range(12))

    assert "suppressed: A00, A01, A02, A03, A04, A05, A06, A07, A08, A09 and 2 more" in received_text(
        came_in(f"practice,network,list_size\n{rows}")
    )


def test_a_line_for_those_who_evaluate() -> None:
    """In a line only that is said which is written otherwise than it is asked for."""
    assert converted_line(conversions(tables(ROLL), SCHEME)) == (
        "Converted as they were read: 2 days with slashes, read with the day first; 2 words or signs for what is not "
        "there; 1 -97, read as suppressed; 1 in brackets, read as less than nothing; 1 in thousands, millions, "
        "billions or pence, read as pounds. To see them: schemelang figures check\n"
    )
    assert converted_line(conversions(tables("practice,network,coverage\nAsh,N1,7%\n"), SCHEME)) == ""


def test_a_cell_of_several_periods_is_one_cell() -> None:
    """What was made of the cells of figures is counted by cells, whatever they are read for."""
    file = tables("practice,network,register\nAsh,N1,*\n")
    figures, _ = read_figures(file, SCHEME, partial=True, same_at_every_date=True)
    assert figures is not None
    (found,) = converted_figures(figures, SCHEME)

    assert (found.number, found.first[0].cell.text) == (1, "*")


def test_a_day_of_a_row_is_converted_too() -> None:
    """A column that says on which day a row is has days like any other."""
    (found,) = conversions(tables("practice,on,list_size\nAsh,01/01/2013,7\n"), SCHEME)

    assert (found.way.words, found.first[0].read) == ("days with slashes, read with the day first", "1 January 2013")


@pytest.mark.parametrize("files", [(ROLL, HALVES, VISITS), ("practice,network,agreed\nAsh,N1,yes\n",)])
def test_data_is_of_its_published_form(files: tuple[str, ...]) -> None:
    """The data say the same, by the schema in docs."""
    whole = came_in(*files, last="practice,list_size\nAsh,1100\n")
    data = received_data(whole, (), "care")

    jsonschema.validate(data, SCHEMA)
    assert [figure["given"] for figure in data["figures"]] == [each.given for each in whole.given]


def test_sheets_are_named() -> None:
    """A sheet of a workbook is named with its file."""
    whole = came_in(ROLL)
    read = evolve(whole, read=(evolve(whole.read[0], sheet="Lists", rows=1),))

    assert "  a.csv, sheet Lists: 1 row\n" in received_text(read)


# ---------------------------------------------------------------- the command


def run(*words: object) -> Result:
    """Run the command on the diabetes package of Tower Hamlets."""
    return CliRunner().invoke(schemelang, ["figures", "check", str(DIABETES), *map(str, words)])


def test_check() -> None:
    """Figures that can be paid on are told of, with advice beside them."""
    result = run("--figures", FIGURES, "--last", FIGURES / "list_size.csv")

    assert result.exit_code == 0
    assert "care_plans: 32 of 35\n    not reported: F84046, F84682, Y00212\n" in result.stdout
    assert "35 in both\n    within a fifth of each other: 35" in result.stdout
    assert "SCH510" in result.stderr


def test_check_as_data() -> None:
    """The data are all that is printed."""
    data = json.loads(run("--figures", FIGURES, "--format", "json").stdout)

    jsonschema.validate(data, SCHEMA)
    assert (data["refused"], [each["code"] for each in data["findings"]]) == (False, ["SCH510"])


def test_check_refuses(tmp_path: Path) -> None:
    """Figures that cannot be paid on are refused, in words and as data."""
    file = tmp_path / "a.csv"
    file.write_text("practice,network,list_size\nTotal,N1,10\n", encoding="utf-8")
    result, as_data = run("--figures", file), run("--figures", file, "--format", "json")
    data = json.loads(as_data.stdout)

    assert (result.exit_code, as_data.exit_code) == (3, 3)
    assert "SCH580" in result.stderr
    assert result.stderr.endswith("errors in the figures.\n")
    jsonschema.validate(data, SCHEMA)
    assert data["refused"] is True


def test_check_refuses_the_same_file_twice(tmp_path: Path) -> None:
    """A copy under another name is the same file, and nothing in it is read as figures."""
    (tmp_path / "copy.csv").write_bytes((FIGURES / "list_size.csv").read_bytes())
    result = run("--figures", FIGURES, "--figures", tmp_path)

    assert result.exit_code == 3
    assert "SCH579" in result.stderr


def test_check_refuses_lists_of_others(tmp_path: Path) -> None:
    """Lists that have slipped by a row since the last time are refused."""
    rows = [line.split(",") for line in (FIGURES / "list_size.csv").read_text(encoding="utf-8").splitlines()]
    at = rows[0].index("list_size")
    sizes = [row[at] for row in rows[1:]]
    moved = [rows[0][at], sizes[-1], *sizes[:-1]]
    lines = [f"{row[0]},{size}" for row, size in zip(rows, moved, strict=True)]
    (tmp_path / "last.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = run("--figures", FIGURES, "--last", tmp_path)

    assert result.exit_code == 3
    assert "SCH582" in result.stderr


def test_check_wants_figures() -> None:
    """Without figures there is nothing to check."""
    assert run().exit_code == 2


def test_evaluate_says_what_was_converted(tmp_path: Path) -> None:
    """A run that pays says in a line what was written otherwise than it was read."""
    for path in FIGURES.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    plans = tmp_path / "care_plans_invented.csv"
    plans.write_text(plans.read_text(encoding="utf-8").replace("F84046,,", "F84046,NA,"), encoding="utf-8")
    result = CliRunner().invoke(schemelang, ["evaluate", str(DIABETES), "--figures", str(tmp_path), "--draft"])

    assert "Converted as they were read: 1 words or signs for what is not there." in result.stderr
