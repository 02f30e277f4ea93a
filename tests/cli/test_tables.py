"""Results go out as tables of Parquet, all of them or none."""

import json
from pathlib import Path
from typing import NoReturn

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from schemelang.cli.evaluate import evaluate
from schemelang.cli.front import answered
from schemelang.columns.roll import leave
from schemelang.figures.csv_text import read_csv

CASES = Path(__file__).parents[1] / "cases" / "good" / "on_account"
SCHEME, FIGURES = str(CASES / "overpaid.scheme"), str(CASES / "overpaid.csv")


def run(*options: str) -> Result:
    """Run evaluate with the case's figures."""
    return CliRunner().invoke(evaluate, [SCHEME, "--figures", FIGURES, "--format", "parquet", *options])


def test_tables_and_manifest(tmp_path: Path) -> None:
    """The tables hold the lines and the values, and the manifest their fingerprints."""
    result = run("--out", str(tmp_path))
    assert result.exit_code == 0, result.output

    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    written = [each["file"] for each in manifest["results"]]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*written, "manifest.json"])
    assert [each["file"] for each in manifest["inputs"]] == ["overpaid.csv"]
    lines = pq.read_table(tmp_path / "payments.parquet").num_rows
    assert sum(each["lines"] for each in manifest["totals"].values()) == lines > 0


def test_nothing_is_written_over_unasked(tmp_path: Path) -> None:
    """A folder keeps what it has."""
    (tmp_path / "manifest.json").write_text("mine", encoding="utf-8")
    result = run("--out", str(tmp_path))

    assert result.exit_code == 3
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]
    assert run("--out", str(tmp_path), "--force").exit_code == 0


def test_it_is_said_where_to_and_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a folder, or without the packages, nothing is begun."""
    assert "--out DIR" in run().stderr

    monkeypatch.setattr("schemelang.cli.tables.find_spec", lambda _: None)
    result = run("--out", str(tmp_path))
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert 'pip install "schemelang[national]"' in result.stderr


# A whole country at once


@pytest.fixture
def as_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the case's figures as Parquet, of which even few are worked out at once."""
    monkeypatch.setattr("schemelang.cli.national._FEWEST", 0)
    table, _ = read_csv("overpaid.csv", Path(FIGURES).read_bytes())
    assert table is not None
    columns = {heading.text: [row[at].text or None for row in table.rows] for at, heading in enumerate(table.headings)}
    (tmp_path / "figures").mkdir()
    pq.write_table(pa.table(columns), tmp_path / "figures" / "given.parquet")
    return tmp_path / "figures"


def at_once(figures: Path, out: Path) -> Result:
    """Run evaluate with a folder of Parquet."""
    return CliRunner().invoke(evaluate, _words(figures, out))


def _words(figures: Path, out: Path) -> list[str]:
    return [SCHEME, "--figures", str(figures), "--format", "parquet", "--out", str(out)]


def test_a_run_at_once_writes_the_same_tables(as_parquet: Path, tmp_path: Path) -> None:
    """Tables are the same byte for byte, and so is what the manifest says of them; a second run takes what was kept."""
    run("--out", str(tmp_path / "usual"))
    for name in ("first", "second"):
        result = at_once(as_parquet, tmp_path / name)
        assert result.exit_code == 0, result.output
        assert "payments.parquet" in result.stdout
        for path in (tmp_path / "usual").glob("*.parquet"):
            assert path.read_bytes() == (tmp_path / name / path.name).read_bytes()
        usual, found = (
            json.loads((tmp_path / each / "manifest.json").read_text(encoding="utf-8")) for each in ("usual", name)
        )
        assert [each["engine"].pop("worked_out_by") for each in (usual, found)] == ["reference", "columns"]
        assert {**usual, "inputs": None} == {**found, "inputs": None}


def test_a_figure_that_is_not_allowed_is_told_with_its_row(as_parquet: Path, tmp_path: Path) -> None:
    """A count below nothing is refused in the words of every other run, and nothing is written."""
    path = as_parquet / "given.parquet"
    table = pq.read_table(path)
    activity = pa.array([100, 70, -75, *[None] * (table.num_rows - 3)], pa.int32())
    pq.write_table(table.set_column(table.schema.names.index("activity"), "activity", activity), path)
    result = at_once(as_parquet, tmp_path / "out")

    assert (result.exit_code, (tmp_path / "out").exists()) == (3, False)
    assert "row 4" in result.stderr
    assert "-75" in result.stderr


def test_the_same_before_the_commands(
    as_parquet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is plain is done before click is imported, and what is not is left to the command."""
    assert at_once(as_parquet, tmp_path / "command").exit_code == 0  # from now on the scheme is kept
    out = tmp_path / "front"
    words = ["evaluate", SCHEME, "--figures", str(as_parquet), "--format", "parquet", "--out", str(out)]

    assert answered(words) == 0
    assert capsys.readouterr().out.count("Written: ") == len(list(out.iterdir()))
    for path in (tmp_path / "command").iterdir():
        assert path.read_bytes() == (out / path.name).read_bytes()
    assert answered(words) == 0  # the same bytes are there already
    (out / "manifest.json").write_text("mine", encoding="utf-8")
    assert answered(words) is None
    assert answered([*words, "--force"]) == 0
    assert answered([*words, "--as-at", "1 April 2013"]) is None
    assert answered([*words[:-2], "--format", "csv"]) is None
    monkeypatch.setattr("schemelang.cli.national.kept", lambda *_: None)
    assert answered([*words, "--force"]) is None
    monkeypatch.setattr("schemelang.cli.national.kept", None)
    assert answered([*words, "--force"]) is None


def test_too_many_rows_that_are_not_plain_are_refused_with_why(
    as_parquet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said which file it is, and what keeps it from being worked out at once; or what is wrong with it."""
    monkeypatch.setattr("schemelang.figures.parquet.MOST_ROWS", 3)
    path = as_parquet / "given.parquet"
    table = pq.read_table(path)
    pq.write_table(pa.concat_tables([table, table]), path)
    result = at_once(as_parquet, tmp_path / "out")
    assert (result.exit_code, (tmp_path / "out").exists()) == (3, False)
    assert f"given.parquet has {2 * table.num_rows} rows" in result.stderr
    assert "\ntwo rows of given.parquet are about the same party and time.\nLeave one of them out" in result.stderr

    pq.write_table(table.append_column("from", pa.array(["31 April 2013"] * table.num_rows)), path)
    result = at_once(as_parquet, tmp_path / "out")
    assert result.exit_code == 3
    assert "31 April 2013" in result.stderr
    assert "in the figures; nothing was worked out" in result.stderr
    assert "So many" not in result.stderr

    (as_parquet / "damaged.parquet").write_bytes(b"PAR1")
    assert "\ndamaged.parquet cannot be read.\nMake it again" in at_once(as_parquet, tmp_path / "out").stderr
    (as_parquet / "damaged.parquet").unlink()

    pq.write_table(pa.concat_tables([table, table]), path)
    monkeypatch.setattr("schemelang.cli.national._worked_out", _leave)
    result = at_once(as_parquet, tmp_path / "out")
    assert "\nit cannot be.\nIn files of fewer than 200,000 rows" in result.stderr

    monkeypatch.undo()
    said = CliRunner().invoke(evaluate, [*_words(as_parquet, tmp_path / "slow"), "--engine", "columns", "--verbose"])
    assert said.stderr.startswith("Not all at once: two rows of given.parquet are about the same party and time.\n")


def _leave(*_: object) -> NoReturn:
    """Leave a run for no reason that could be mended."""
    leave("it cannot be")
