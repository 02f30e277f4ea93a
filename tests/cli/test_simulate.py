"""schemelang simulate as a commissioner runs it: what is printed, what is written, how it ends."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from schemelang.cli.commands import schemelang
from schemelang.plan.tables import EngineFailed
from simulated import FLU

ROOT = Path(__file__).parents[2]
TOWER_HAMLETS = ROOT / "contracts" / "tower_hamlets"
DIABETES, FIGURES = str(TOWER_HAMLETS / "diabetes.scheme"), str(TOWER_HAMLETS / "figures")
SCHEMA = json.loads((ROOT / "docs" / "what-if.schema.json").read_text(encoding="utf-8"))


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(schemelang, ["simulate", *words])


@pytest.fixture
def flu(tmp_path: Path) -> str:
    """Write a small scheme."""
    path = tmp_path / "flu.scheme"
    path.write_text(FLU, encoding="utf-8")
    return str(path)


def test_without_figures_the_worked_example_is_taken(flu: str) -> None:
    """The first worked example is taken, and that is said."""
    result = run(flu, "--set", "jabs=+10%", "--set", "rate of Elm=times 1.2")

    assert result.exit_code == 0
    assert "On the worked example “Two practices”, as no figures were passed." in result.stdout
    assert "Share of patients asked (rate) of Elm becomes 1.2 times what it is." in result.stdout
    assert "2 are paid more and nobody is paid less." in result.stdout


def test_a_scheme_without_an_example_needs_figures(tmp_path: Path) -> None:
    """Without figures and without an example there is nothing to try a scenario on."""
    path = tmp_path / "flu.scheme"
    path.write_text(FLU.partition("example")[0], encoding="utf-8")
    result = run(str(path), "--set", "jabs=+10%")

    assert result.exit_code == 2
    assert "Which figures? The scheme has no worked example." in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "What if what?"),
        (("--set", "jabs=+5%", "--draw", "10"), "--draw draws from what varies."),
        (("--vary", "jabs=1..5", "--seed", "1"), "--seed is for scenarios that are drawn."),
        (("--set", "jabz=+5%"), "1 error in what was asked; nothing was worked out."),
        (("--vary", "jabs=1..5", "--draw", "10001"), "That would be 10,001 scenarios"),
        (("--vary", "jabs=1..5", "--scenarios", "rows.csv"), "Leave out   --vary   or   --scenarios"),
        (("--scenarios", "nowhere.csv"), "1 error in the table of scenarios; nothing was worked out."),
    ],
)
def test_what_cannot_be_asked(flu: str, words: tuple[str, ...], said: str) -> None:
    """What does not go together, or cannot be, ends with 2 and works nothing out."""
    result = run(flu, *words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr


def test_where_no_scenario_can_be(tmp_path: Path) -> None:
    """If the figures of no scenario can be within their bounds, it ends with 3."""
    path = tmp_path / "flu.scheme"
    bounds = "during the year\n    never less than   3\n    never more than   patients\nfigure patients\n"
    patients = "    is a count of patients for each practice during the year\nfigure keen"
    given = FLU.replace("count of jabs", "count of patients")
    given = given.replace("during the year\nfigure keen", f"{bounds}{patients}").replace(
        "| jabs |", "| jabs | patients |"
    )
    path.write_text(given.replace("| 10   |", "| 10 | 50 |").replace("| 20   |", "| 20 | 50 |"), encoding="utf-8")
    result = run(str(path), "--set", "patients=2")

    assert result.exit_code == 3
    assert "In no scenario can the figures all be within their bounds" in result.stderr
    left = run(str(path), "--vary", "patients=2..30 by 14")
    assert "1 scenario is left out, since its figures cannot all be within their bounds." in left.stdout
    assert "Cut to its bounds: of Jabs" in left.stdout.replace("Flu jabs given", "Jabs")


def test_a_real_contract_in_every_form(tmp_path: Path) -> None:
    """The forms agree with each other and with what evaluate pays; the data agree with their schema."""
    words = (DIABETES, "--figures", FIGURES, "--set", "price=+10%", "--vary", "care_plans=-4%..+4% by 4%")
    data = json.loads(run(*words, "--format", "json").stdout)
    jsonschema.validate(data, SCHEMA)
    paid = json.loads(
        CliRunner().invoke(schemelang, ["evaluate", DIABETES, "--figures", FIGURES, "--format", "json"]).stdout
    )

    assert data["total"]["now"] == paid["totals"]["payable"]
    assert [each["steps"] for each in data["scenarios"]] == [["-4%"], ["+0%"], ["+4%"]]
    assert data["set"] == [{"what": "Price for each patient on the diabetes register", "change": "+10%"}]
    assert data["cut"][0]["figure"].startswith("Patients on that register with an agreed care plan")
    assert data["wrong"] == []  # whether it stays within the budget cannot be judged while figures are missing
    result = run(*words, "--format", "csv", "--out", str(tmp_path))
    (path,) = tmp_path.iterdir()
    assert result.stdout == f"Written: {path}\n"
    *rows, total = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    assert [row["lowest"] for row in rows] == [each["lowest"] for each in data["payees"]]
    assert (total["payee"], total["payee_name"], total["highest"]) == ("", "in all", data["total"]["highest"])


def test_a_picture_is_written_with_its_numbers_beside_it(flu: str, tmp_path: Path) -> None:
    """The file of the picture has a table beside it; a page has both in one."""
    out = tmp_path / "out"
    words = (flu, "--vary", "jabs=-10%..+10% by 5%", "--out", str(out))

    assert run(*words, "--format", "svg").exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["flu-what-if.csv", "flu-what-if.svg"]
    assert run(*words, "--format", "html").exit_code == 0
    page = (out / "flu-what-if.html").read_text(encoding="utf-8")
    assert "What if: Flu jabs" in page
    assert page.count("<svg") == 2
    assert "<script" not in page


def test_many_steps_are_not_all_printed(flu: str) -> None:
    """Of more steps than anybody reads, the first are printed, and where the others are is said."""
    result = run(flu, "--vary", "jabs=1..60 by 1")

    assert "and 10 more; --format json has them all" in result.stdout
    assert len(json.loads(run(flu, "--vary", "jabs=1..60 by 1", "--format", "json").stdout)["scenarios"]) == 60


def test_what_is_drawn_is_said_with_its_seed(flu: str) -> None:
    """The seed is printed, the one that is taken without being asked for too; the same gives the same bytes."""
    words = (flu, "--vary", "jabs=+0%..+50%", "--vary", "price=£1..£3", "--draw", "20")
    first = run(*words).stdout

    assert "20 scenarios drawn, from the seed 1." in first
    assert "Flu jabs given (jabs) is drawn from +0%..+50%, for each practice by itself." in first
    assert "The price of a jab is drawn from £1..£3." in first
    assert run(*words, "--seed", "1").stdout == first
    assert "Each practice" not in run(*words, "--seed", "2").stdout != first


def test_a_scheme_that_is_not_in_force_says_so(tmp_path: Path) -> None:
    """Nobody takes the scenarios of a draft for those of a contract."""
    path = tmp_path / "flu.scheme"
    path.write_text(FLU.replace("    runs", "    is a draft\n    runs"), encoding="utf-8")

    assert "The scheme is not in force" in run(str(path), "--set", "jabs=+1").stdout
    assert "one scenario" in run(str(path), "--set", "jabs=+1").stdout


def test_figures_that_stay_as_they_are_are_counted(tmp_path: Path, flu: str) -> None:
    """A figure that is not reported is no number, so 5% more of it is as it is, and that is said."""
    (tmp_path / "flu.csv").write_text("practice,network,jabs,rate\nA1,East,,90%\nA2,East,10,90%\n", encoding="utf-8")
    (tmp_path / "keen.csv").write_text("network,keen\nEast,yes\n", encoding="utf-8")
    files = ("--figures", str(tmp_path / "flu.csv"), "--figures", str(tmp_path / "keen.csv"))
    result = run(flu, *files, "--set", "jabs=+5%")

    assert "1 figure is no number, so a change by some amount leaves it as it is." in result.stdout
    assert "Of 1, something is held for want of figures, so what changes for them is not known." in result.stdout
    assert "not known yet" in result.stdout


def test_scenarios_of_a_table(flu: str, tmp_path: Path) -> None:
    """The table is named with what its columns change, and each row by its name, in every form."""
    (tmp_path / "rows.csv").write_text("scenario,price,jabs of Ash\nas now,,\nmore,£3,+10%\n", encoding="utf-8")
    words = (flu, "--scenarios", str(tmp_path / "rows.csv"))
    data = json.loads(run(*words, "--format", "json").stdout)
    jsonschema.validate(data, SCHEMA)
    text, page = run(*words).stdout, run(*words, "--format", "html").stdout

    assert data["kind"] == "rows"
    assert data["table"] == {
        "file": "rows.csv",
        "what": ["The price of a jab", "Flu jabs given (jabs) of Ash"],
    }
    assert [each["steps"] for each in data["scenarios"]] == [["as now"], ["more"]]
    assert "Each row of rows.csv says what it makes of the price of a jab and Flu jabs given (jabs) of Ash." in text
    assert "as now" in page


@pytest.mark.parametrize(
    "words",
    [
        ("--set", "jabs=+10%", "--set", "rate of Elm=times 1.2"),
        ("--vary", "jabs=-10%..+10% by 5%", "--vary", "price=£1..£2"),
        ("--vary", "jabs=+0%..+50%", "--draw", "20", "--format", "json"),
    ],
)
def test_engines_say_the_same(flu: str, words: tuple[str, ...]) -> None:
    """Which engine it was can be seen by nothing but what is said of it."""
    reference, columns = (run(flu, *words, "--engine", engine, "--verbose") for engine in ("reference", "columns"))

    assert columns.stdout == reference.stdout
    assert reference.stderr == "Worked out by the reference evaluator: it was asked for.\n"
    assert columns.stderr == "Worked out by columns: it was asked for.\n"


def test_many_results_are_worked_out_in_columns(flu: str) -> None:
    """Without being asked for an engine, it takes columns for many results alone."""
    words = (flu, "--vary", "jabs=-50%..+50%", "--draw", "20", "--verbose")
    with pytest.MonkeyPatch.context() as patch:
        few = run(*words)
        patch.setattr("schemelang.cli.scenarios.FEWEST", 500)
        many = run(*words)
        patch.setattr("schemelang.cli.engines.Engine.is_installed", False)
        without = run(*words)

    assert few.stdout == many.stdout == without.stdout
    assert "Worked out by the reference evaluator: for 756 results it is the quickest." in few.stderr
    assert many.stderr == "Worked out by columns: there are 756 results.\n"
    assert 'there are 756 results, but pip install "schemelang[national]" was not run.' in without.stderr


def test_columns_that_are_not_installed_are_refused(flu: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What installs an engine is said where it is asked for and is not there."""
    monkeypatch.setattr("schemelang.cli.engines.Engine.is_installed", False)
    result = run(flu, "--set", "jabs=+10%", "--engine", "columns")

    assert result.exit_code == 2
    assert 'pip install "schemelang[national]"' in result.stderr


def test_what_columns_cannot_is_done_one_by_one() -> None:
    """Where a day is counted from another, each scenario is worked out by itself, and that is said."""
    case = ROOT / "tests" / "cases" / "good" / "payment" / "days_after_a_figure"
    words = (f"{case}.scheme", "--figures", f"{case}.csv", "--set", "plan_agreed of Oak=31 January 2025")
    reference, columns = (run(*words, "--engine", engine, "--verbose") for engine in ("reference", "columns"))

    assert columns.stdout == reference.stdout
    assert columns.stderr.endswith(
        "Worked out by the reference evaluator: it pays on days that are counted from others.\n"
    )


def test_exceptions_that_clash_are_left_to_the_reference() -> None:
    """Where two exceptions apply to one party in some scenario, the reference evaluator says what is wrong."""
    case = ROOT / "tests" / "cases" / "bad" / "SCH606" / "small_and_new"
    words = (f"{case}.scheme", "--figures", f"{case}.csv", "--set", "list_size of Ash=900")
    reference, columns = (run(*words, "--engine", engine, "--verbose") for engine in ("reference", "columns"))

    assert columns.stdout == reference.stdout
    assert columns.exit_code == reference.exit_code == 1
    assert "Worked out by the reference evaluator: exceptions clash in some scenario." in columns.stderr


def test_a_process_that_is_stopped_is_told(flu: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """If one of several processes is stopped from outside, nothing is written, and that is said."""

    def stopped(*_: object) -> Iterator[int]:
        yield 1
        engine, why = "Columns", "a process of it ended before it was done"
        raise EngineFailed(engine, why)

    monkeypatch.setattr("schemelang.simulation.at_once.tally", stopped)
    result = run(flu, "--set", "jabs=+10%", "--engine", "columns")

    assert result.exit_code == 3
    assert "Columns stopped before all was worked out; nothing was written. It said: a process of it" in result.stderr


def test_where_no_scenario_can_be_in_columns(tmp_path: Path) -> None:
    """If the figures of no scenario can be within their bounds, it ends with 3 in columns too."""
    path = tmp_path / "flu.scheme"
    bounds = "during the year\n    never less than   3\n    never more than   patients\nfigure patients\n"
    patients = "    is a count of patients for each practice during the year\nfigure keen"
    given = FLU.replace("count of jabs", "count of patients")
    given = given.replace("during the year\nfigure keen", f"{bounds}{patients}").replace(
        "| jabs |", "| jabs | patients |"
    )
    path.write_text(given.replace("| 10   |", "| 10 | 50 |").replace("| 20   |", "| 20 | 50 |"), encoding="utf-8")

    assert run(str(path), "--set", "patients=2", "--engine", "columns").exit_code == 3


@pytest.fixture
def country(tmp_path: Path) -> tuple[str, ...]:
    """Write a scheme, its figures in Parquet and a table of scenarios, and return how it is asked of them."""
    answered = FLU + '\nvalue keen_enough "Whether it is enough to be keen"\n    is                yes\n'
    (tmp_path / "flu.scheme").write_text(answered, encoding="utf-8")
    (tmp_path / "rows.csv").write_text("scenario,price,80% in asked\nas now,,\nmore,£3,70%\n", encoding="utf-8")
    (tmp_path / "figures").mkdir()
    put_practices(tmp_path / "figures", [30, 0, 7])
    networks = pa.table({"network": ["N1", "N2"], "keen": ["yes", "no"]})
    parquet.write_table(networks, tmp_path / "figures" / "networks.parquet")
    return str(tmp_path / "flu.scheme"), "--figures", str(tmp_path / "figures"), "--verbose"


def put_practices(folder: Path, jabs: list[int]) -> None:
    """Write the figures of three practices."""
    practices = {"practice": ["A1", "A2", "A3"], "network": ["N1", "N1", "N2"], "jabs": jabs}
    parquet.write_table(pa.table({**practices, "rate": ["90%", "78%", "100%"]}), folder / "practices.parquet")


@pytest.mark.parametrize(
    "asked",
    [
        ("--scenarios", "{folder}/rows.csv", "--format", "json"),
        ("--set", "price=£3", "--vary", "80% in asked=50%..90% by 10%"),
        ("--vary", "price=£1..£3", "--draw", "12", "--format", "csv"),
    ],
)
def test_a_whole_country_is_read_from_parquet(
    country: tuple[str, ...], tmp_path: Path, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only numbers of the scheme change, no figure becomes an object of its own, and the answer is the same."""
    words = [*country, *(each.format(folder=tmp_path) for each in asked)]
    reference = run(*words, "--engine", "reference")
    monkeypatch.delattr("schemelang.cli.scenarios.load_figures")
    columns = run(*words, "--engine", "columns")

    assert (columns.stdout, columns.exit_code) == (reference.stdout, 0)
    assert columns.stderr == "Worked out by columns: it was asked for.\n"


@pytest.mark.parametrize(
    ("jabs", "asked", "code"),
    [
        ([30, 0, 7], ("--set", "jabs=+10%"), 0),
        ([30, 0, 7], ("--set", "jabs of A9=+10%"), 2),
        ([30, 0, 7], ("--set", "keen_enough=no"), 0),
        ([30, -5, 7], ("--set", "price=£3"), 3),
        ([9 * 10**9, 0, 7], ("--set", "price=£3"), 1),
    ],
)
def test_what_is_left_to_the_usual_way(
    country: tuple[str, ...], tmp_path: Path, jabs: list[int], asked: tuple[str, ...], code: int
) -> None:
    """Figures that change, or that the scheme does not allow, and what is wrong as it is, are told as ever."""
    put_practices(tmp_path / "figures", jabs)
    found = [run(*country, *asked, "--engine", engine) for engine in ("reference", "columns", "auto")]

    assert [each.stdout for each in found] == [found[0].stdout] * 3
    assert [each.exit_code for each in found] == [code] * 3


def test_figures_that_are_not_all_there_are_told_as_ever(country: tuple[str, ...], tmp_path: Path) -> None:
    """What the quick reader does not take is told by the other one."""
    (tmp_path / "figures" / "networks.parquet").unlink()
    reference, columns = (run(*country, "--set", "price=£3", "--engine", engine) for engine in ("reference", "columns"))

    assert columns.exit_code == 3
    assert columns.stderr == reference.stderr
