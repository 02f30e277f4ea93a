"""Plans in SQL on Spark come to what the reference comes to: all in one session, which takes its time to start."""

import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from pyspark.errors import PySparkRuntimeError
from pyspark.sql import SparkSession

import dividing
from columnar import PLAIN, with_column
from held_together import assert_the_same
from passes import CONTRACTS, run_case
from plan.test_from_graph import outcomes
from planned import made
from schemelang.columns.supply import Outside
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.known import begin
from schemelang.outcome.outcome import Outcome
from schemelang.plan.from_graph import lower
from schemelang.plan.ground import ground_of, nobody_moves
from schemelang.plan.known import judge_of
from schemelang.plan.tables import EngineFailed
from schemelang.warehouse.engine import TooWide
from schemelang.warehouse.run import run
from schemelang.warehouse.spark import Spark
from start import find_java
from test_cases import GOOD
from test_conformance import SCHEMES
from warehouse.test_in_place import in_columns, in_place
from worked_at_once import files


def with_lines(construct: str) -> Outcome | None:
    """Find what the shortest case of a construct comes to, if somebody is paid by one and nobody moves."""
    paths = [path for path in GOOD if path.parent.name == construct]
    for path in sorted(paths, key=lambda path: path.stat().st_size):
        outcome = run_case(path).outcome
        if outcome is not None and outcome.ledger and nobody_moves(begin(outcome.graph, outcome.figures).belonging):
            return outcome
    return None


def hold_together(outcome: Outcome, spark: Spark) -> None:
    """Work out on Spark what the reference evaluator works out."""
    known = begin(outcome.graph, outcome.figures)
    judge = judge_of(lower(outcome.graph, ground_of(outcome.graph, outcome.figures, known.belonging)), known)
    found = judge.outcome(run(judge.plan, known.belonging, known.figures, spark))
    assert_the_same(evaluate(outcome.graph, outcome.figures), found)


@pytest.fixture(scope="module")
def spark() -> Iterator[Spark]:
    """Start a session, if there is Java; without it the test is skipped or, in CI, fails."""
    if not find_java(os.environ):
        told = pytest.fail if os.environ.get("CI") else pytest.skip
        told("no Java found, in which Spark runs: start.py installs openjdk-17-jre-headless in CI")
    with Spark() as opened:
        yield opened


def test_on_spark(spark: Spark, subtests: pytest.Subtests) -> None:
    """Division is exact, too wide a number is an error, and every step and one case of each construct is the same."""
    with subtests.test("a quotient is rounded to what is below it, beneath nothing too"):
        assert dividing.wrong(spark, dividing.pairs(2**61), "BIGINT") == 0
    with subtests.test("overflow"), pytest.raises(TooWide, match="ARITHMETIC_OVERFLOW"):
        spark.make("much", "SELECT CAST(9223372036854775807 AS BIGINT) + CAST(1 AS BIGINT) AS sum")
    with subtests.test("what is not there"), pytest.raises(EngineFailed, match=r"Spark: .*TABLE_OR_VIEW_NOT_FOUND"):
        spark.make("much", "SELECT * FROM nowhere")
    case = made(10**9, once=True)
    with subtests.test("every step"):
        assert case.compared(case.run(spark)) == len(case.plan.steps)
    for construct in sorted({path.parent.name for path in GOOD}):
        outcome = with_lines(construct)
        if outcome is not None:
            with subtests.test(construct):
                hold_together(outcome, spark)


def test_spark_reads_files_itself(spark: Spark, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes to the files that columns write, whatever they are called; and finds what is not allowed."""
    monkeypatch.setattr("schemelang.cli.in_place.started", lambda _: nullcontext(spark))
    folder = tmp_path / "a=[b]{c}\\ *d"
    folder.mkdir()

    assert files(in_place("spark", folder, PLAIN)) == files(in_columns(folder))
    with pytest.raises(Outside):
        in_place("spark", folder, with_column("quarters", "planned", [1] * 15 + [116]))


def test_all_on_spark(subtests: pytest.Subtests, request: pytest.FixtureRequest) -> None:
    """Every contract, every conformance case and every good case is the same, where that is asked for."""
    if not request.config.getoption("--all-on-spark"):
        pytest.skip("--all-on-spark asks for this, which takes half an hour")
    spark = request.getfixturevalue("spark")
    for path in (*CONTRACTS, *SCHEMES, *GOOD):
        for outcome in outcomes(path):
            if nobody_moves(begin(outcome.graph, outcome.figures).belonging):
                with subtests.test(f"{path.parent.name}/{path.stem}"):
                    hold_together(outcome, spark)


def test_no_java_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Spark does not start, it is said what it needs."""

    def fails(_: object) -> None:
        raise PySparkRuntimeError(errorClass="JAVA_GATEWAY_EXITED", messageParameters={})

    monkeypatch.setattr(SparkSession.Builder, "getOrCreate", fails)

    with pytest.raises(EngineFailed, match="Java 17 or newer"):
        Spark()
