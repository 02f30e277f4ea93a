"""schemelang diff as a commissioner runs it: what is printed, what is written, how it ends."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from schemelang.cli.commands import schemelang

ROOT = Path(__file__).parents[2]
CONTRACTS = ROOT / "contracts"
DIABETES = str(CONTRACTS / "tower_hamlets" / "diabetes.scheme")
FIGURES = str(CONTRACTS / "tower_hamlets" / "figures")
QOF = str(CONTRACTS / "qof" / "qof_2014.scheme")
SOMERSET = str(CONTRACTS / "qof" / "somerset.scheme")
SCHEMA = json.loads((ROOT / "docs" / "comparison.schema.json").read_text(encoding="utf-8"))


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(schemelang, list(words))


def changed(folder: Path, *changes: tuple[str, str]) -> str:
    """Write the diabetes package with some of its words changed."""
    text = Path(DIABETES).read_text(encoding="utf-8")
    for before, now in changes:
        assert before in text
        text = text.replace(before, now)
    path = folder / "diabetes.scheme"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def raised(tmp_path: Path) -> str:
    """Return the diabetes package with 90% changed to 95%."""
    return changed(tmp_path, ("care_planning is at least 90%", "care_planning is at least 95%"))


def test_a_scheme_and_itself() -> None:
    """Two schemes that say the same have no difference, and diff ends with 0."""
    result = run("diff", DIABETES, DIABETES)

    assert result.exit_code == 0
    assert "No clause is changed, new or gone." in result.stdout
    assert json.loads(run("diff", DIABETES, DIABETES, "--format", "json").stdout)["different"] is False


def test_a_threshold_that_is_raised(raised: str) -> None:
    """The clause, those who lose, the largest loss and the totals are told; 1 is for the example that fails."""
    result = run("diff", DIABETES, raised, "--figures", FIGURES)
    said = " ".join(result.stdout.split())

    assert result.exit_code == 1
    assert "90% becomes 95%: The result for Agreed care plans of all the network's practices counted as one" in said
    assert "Nobody is paid more and 4 practices are paid less. 18 practices are paid the same." in said
    assert "The largest loss is that of The Chrisp Street Hth Ctr (F84062): £9,905.46, which is about 30%" in said
    assert "the old scheme pays £522,648.00 and the new scheme £491,557.50" in said
    assert 'The example "Exactly on every threshold" does not hold' in result.stderr


def test_money_agrees_with_evaluate(raised: str) -> None:
    """What each scheme pays is what evaluate gives for it, payee by payee."""
    data = json.loads(run("diff", DIABETES, raised, "--figures", FIGURES, "--format", "json").stdout)
    jsonschema.validate(data, SCHEMA)
    (money,) = data["money"]

    for which, scheme in (("before", DIABETES), ("now", raised)):
        paid = json.loads(run("evaluate", scheme, "--figures", FIGURES, "--format", "json").stdout)
        pence: dict[str, int] = {}
        for line in paid["lines"]:
            pence[line["payee"]] = pence.get(line["payee"], 0) + int((line["amount"] or "0").replace(".", ""))
        assert {each["payee"]: int(each[which].replace(".", "")) for each in money["payees"]} == pence
        assert money["totals"][which] == paid["totals"]["payable"]


def test_a_difference_is_no_error(tmp_path: Path) -> None:
    """Where the examples of both schemes hold, diff ends with 0 though there is a difference."""
    dearer = changed(
        tmp_path,
        ("£35\n", "£36\n"),
        ("£24,500.00", "£25,200.00"),
        ("£22,050.00", "£22,680.00"),
        ("£2,450.00", "£2,520.00"),
        ("£35,000.00", "£36,000.00"),
        ("£3,500.00", "£3,600.00"),
    )
    result = run("diff", DIABETES, dearer)

    assert result.exit_code == 0
    assert "£35 becomes £36" in result.stdout
    assert "2 practices are paid more and nobody is paid less." in result.stdout
    assert result.stderr == ""


def test_a_variation_is_compared_with_what_it_varies() -> None:
    """The scheme that another varies is compared with the whole of what comes of that."""
    result = run("diff", QOF, SOMERSET, "--figures", str(CONTRACTS / "qof" / "figures" / "qof_2014"))
    said = " ".join(result.stdout.split())

    assert result.exit_code == 0
    assert "This contract varies “Quality and outcomes payment 2014/15” from 1 April 2014, under its clause" in said
    assert "Only the new scheme asks for “Progress on the three themes”, which these figures do not give." in said
    assert "A practice may [return to the framework] at the end of [a quarter]" in said


def test_figures_that_fit_one_scheme_only(tmp_path: Path) -> None:
    """Clauses are compared all the same, money is not, what is wrong is told, and diff ends with 3."""
    bounded = changed(tmp_path, ("never more than   list_size", "never more than   10"))
    result = run("diff", DIABETES, bounded, "--figures", FIGURES)

    assert result.exit_code == 3
    assert "These figures fit the old scheme and not the new one" in result.stdout
    assert "Never more than: [10]" in result.stdout
    assert "SCH530" in result.stderr or "SCH531" in result.stderr
    assert "The figures do not fit both schemes; money was not compared." in result.stderr


def test_figures_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is not there ends diff with 3, as it does every command."""
    assert run("diff", DIABETES, DIABETES, "--figures", str(tmp_path / "none.csv")).exit_code == 3


def test_a_scheme_with_an_error(tmp_path: Path) -> None:
    """A scheme that does not compile is told as everywhere, and nothing is compared."""
    broken = changed(tmp_path, ("round             to the nearest penny, halves up", ""))
    result = run("diff", DIABETES, broken)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "SCH232" in result.stderr
    assert run("diff", DIABETES).exit_code == 2


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_it_is_written_to_a_file_and_nothing_is_overwritten(form: str, raised: str, tmp_path: Path) -> None:
    """With --out it is written to a file; another of that name is left as it is, unless --force is given."""
    out = tmp_path / "out"
    command = ("diff", DIABETES, DIABETES, "--format", form, "--out", str(out))
    first = run(*command)
    (path,) = out.iterdir()
    held = path.read_bytes()

    assert first.exit_code == 0
    assert path.name == f"diabetes_package-to-diabetes_package.{'txt' if form == 'text' else form}"
    again = ("diff", DIABETES, raised, "--format", form, "--out", str(out))
    assert run(*again).exit_code == 3
    assert path.read_bytes() == held
    assert run(*again, "--force").exit_code == 1
    assert path.read_bytes() != held
