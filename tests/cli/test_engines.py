"""Which engine works a scheme out: as asked for, or the quicker one; and what is said when it cannot."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from schemelang.cli import commands, engines
from schemelang.cli.commands import main, schemelang
from schemelang.graph.graph import RuleId
from schemelang.plan.tables import EngineFailed, OwnFault

ROOT = Path(__file__).parents[2]
DIABETES = str(ROOT / "contracts" / "tower_hamlets" / "diabetes.scheme")
FIGURES = str(ROOT / "contracts" / "tower_hamlets" / "figures")
MOVED = str(ROOT / "tests" / "cases" / "good" / "membership" / "moves_in_october")


def evaluate(*words: str, scheme: str = DIABETES, figures: str = FIGURES) -> Result:
    """Run the command on the diabetes package."""
    return CliRunner().invoke(schemelang, ["evaluate", scheme, "--figures", figures, *words])


@pytest.mark.parametrize("engine", ["columns", "duckdb"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_the_engine_cannot_be_seen(engine: str, form: str) -> None:
    """What is printed, and how it ends, is the same."""
    as_always, by_engine = (evaluate("--engine", each, "--format", form) for each in ("reference", engine))

    assert as_always.exit_code == by_engine.exit_code == 0
    assert as_always.stdout == by_engine.stdout
    assert as_always.stderr == by_engine.stderr


def test_it_is_said_which_engine_it_was_and_why_if_that_is_wanted() -> None:
    """Few results are worked out by the reference evaluator; nothing is said unless it is asked."""
    said = evaluate("--verbose").stderr

    assert "Worked out by the reference evaluator: for 1,055 results it is the quickest." in said
    assert "Worked out" not in evaluate().stderr
    assert "Worked out by DuckDB: it was asked for." in evaluate("--engine", "duckdb", "--verbose").stderr
    assert "the reference evaluator: it was asked for." in evaluate("--engine", "reference", "--verbose").stderr


def test_many_results_are_worked_out_in_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """If they are installed."""
    monkeypatch.setattr(engines, "FEWEST", 1_055)

    assert "Worked out by columns: there are 1,055 results." in evaluate("--verbose").stderr

    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert "the reference evaluator: there are 1,055 results, but" in evaluate("--verbose").stderr


def test_those_who_move_are_for_the_reference_evaluator() -> None:
    """Whatever is asked for."""
    found = evaluate("--engine", "columns", "--verbose", scheme=f"{MOVED}.scheme", figures=f"{MOVED}.csv")

    assert "Worked out by the reference evaluator: somebody moves from one group to another" in found.stderr


@pytest.mark.parametrize(("engine", "extra"), [("columns", "national"), ("duckdb", "warehouse"), ("spark", "spark")])
def test_an_engine_that_is_not_installed_is_told_with_how_to_get_it(
    engine: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a wrong command line, with the command that puts it right."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    found = evaluate("--engine", engine)

    assert found.exit_code == 2
    assert f'pip install "schemelang[{extra}]"' in found.stderr
    assert found.stdout == ""


def test_an_engine_that_fails_midway_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither a file nor a line of a ledger."""

    def fails(_self: object, _table: str, _query: str) -> None:
        engine, why = "DuckDB", "Out of Memory Error: no room"
        raise EngineFailed(engine, why)

    monkeypatch.setattr("schemelang.warehouse.duck.Duck.make", fails)
    found = evaluate(
        *("--engine", "duckdb", "--format", "csv", "--out", str(tmp_path / "out"), "--as-at", "2026-01-01"),
        *("--record", str(tmp_path / "it.ledger"), "--new-ledger"),
    )

    assert found.exit_code == 3
    assert "DuckDB stopped before all was worked out; nothing was written." in found.stderr
    assert "Out of Memory Error: no room" in found.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_a_proof_excludes_is_our_own_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It ends with 70, and names the rule."""

    def beyond(*_: object) -> None:
        raise OwnFault(RuleId("care_package", "step 2"), "a number lies beyond its ends")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setitem(engines._RUNS, "columns", beyond)  # noqa: SLF001
    monkeypatch.setattr(sys, "argv", ["schemelang", "evaluate", DIABETES, "--figures", FIGURES, "--engine", "columns"])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == commands.OUR_FAULT == 70
    assert "in the rule care_package.step 2: a number lies beyond its ends" in capsys.readouterr().err
    [kept] = tmp_path.iterdir()
    assert "care_package.step 2" in kept.read_text(encoding="utf-8")


def test_a_run_is_recorded_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is paid and recorded does not depend on the engine: a ledger is the same to the last entry."""
    monkeypatch.setattr("schemelang.cli.clock.now", lambda: "2026-01-01T09:00:00Z")
    said = set()
    for engine in ("reference", "columns", "duckdb"):
        book = tmp_path / f"{engine}.ledger"
        as_at = ("--as-at", "2026-01-01", "--record", str(book), "--new-ledger")
        said.add(evaluate("--engine", engine, *as_at).stderr)

    assert len(said) == 1
    assert "The ledger stands at entry" in said.pop()
