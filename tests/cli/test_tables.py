"""Results go out as tables of Parquet, all of them or none."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from schemelang.cli.evaluate import evaluate

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
