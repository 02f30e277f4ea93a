"""Plans in SQL on Spark come to what the reference comes to: all in one session, which takes its time to start."""

import os
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
from generate import write as national_workload
from pyspark.errors import PySparkRuntimeError
from pyspark.sql import SparkSession
from scheme_text import SCHEME as NATIONAL

import dividing
from columnar import PLAIN
from columns.test_national import FILES as OF_SMALL
from columns.test_national import SCHEME as SMALL
from compiled import graph_of, scheme_of
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
from schemelang.warehouse.spark import Spark, Where, where_of
from start import find_java
from test_cases import GOOD
from test_conformance import SCHEMES
from warehouse.test_in_place import in_columns, in_place
from worked_at_once import at_once, files


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
    with Spark(Where()) as opened:
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

    scheme = scheme_of(SMALL.format(limit="", most="1,700"))
    graph = graph_of(scheme.source.text)
    found = in_place("spark", folder, OF_SMALL, scheme, graph)

    assert files(found) == files(at_once([str(path) for path in sorted(folder.iterdir())], scheme, graph, about=2))
    lists = {**OF_SMALL["lists"], "list_size": [900, -1]}
    with pytest.raises(Outside):
        in_place("spark", folder, {"lists": lists}, scheme, graph)


def test_all_on_spark(subtests: pytest.Subtests, request: pytest.FixtureRequest) -> None:
    """Every contract, every conformance case and every good case is the same, where that is asked for."""
    if not request.config.getoption("--all-on-spark"):
        pytest.skip("--all-on-spark asks for this, which takes a quarter of an hour")
    spark = request.getfixturevalue("spark")
    for path in (*CONTRACTS, *SCHEMES, *GOOD):
        for outcome in outcomes(path):
            if nobody_moves(begin(outcome.graph, outcome.figures).belonging):
                with subtests.test(f"{path.parent.name}/{path.stem}"):
                    hold_together(outcome, spark)


def test_the_national_workload_on_spark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """So do figures of every sort, and forty practices of it, where that is asked for."""
    if not request.config.getoption("--all-on-spark"):
        pytest.skip("--all-on-spark asks for this, which takes half a minute")
    spark = request.getfixturevalue("spark")
    monkeypatch.setattr("schemelang.cli.in_place.started", lambda _: nullcontext(spark))
    sorts, national = tmp_path / "sorts", tmp_path / "national"
    sorts.mkdir()
    assert files(in_place("spark", sorts, PLAIN)) == files(in_columns(sorts))
    national_workload(national, 40)
    scheme = scheme_of(NATIONAL.read_text(encoding="utf-8"))
    graph = graph_of(scheme.source.text)

    as_always = at_once([str(path) for path in sorted(national.iterdir())], scheme, graph, about=20)
    assert files(in_place("spark", national, {}, scheme, graph)) == files(as_always)


def test_no_java_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Spark does not start, it is said what it needs."""

    def fails(_: object) -> None:
        raise PySparkRuntimeError(errorClass="JAVA_GATEWAY_EXITED", messageParameters={})

    monkeypatch.setattr(SparkSession.Builder, "getOrCreate", fails)

    with pytest.raises(EngineFailed, match="Java 17 or newer"):
        Spark(Where())
    with pytest.raises(EngineFailed, match=r"no session at yarn: \[JAVA_GATEWAY_EXITED\]"):
        Spark(Where(master="yarn"))


# Where it runs


def test_where_spark_runs_is_read_from_where_all_read_it(tmp_path: Path) -> None:
    """A server is asked before a master, its settings come before the environment, and beside us is where none is."""
    (tmp_path / "conf").mkdir()
    settings = tmp_path / "conf" / "spark-defaults.conf"
    settings.write_text("# spark.master one\nspark.master   spark://a:7077\nspark.masters x\n", encoding="utf-8")

    assert where_of({}) == where_of({"SPARK_CONF_DIR": str(tmp_path), "MASTER": ""}) == Where()
    assert where_of({"MASTER": "yarn", "SPARK_HOME": str(tmp_path / "none")}) == Where(master="yarn")
    assert where_of({"MASTER": "yarn", "SPARK_HOME": str(tmp_path)}) == Where(master="spark://a:7077")
    assert where_of({"SPARK_REMOTE": "sc://b", "SPARK_CONF_DIR": str(settings.parent)}) == Where(server="sc://b")
    settings.write_text("spark.master=local[8]\n", encoding="utf-8")
    assert where_of({"SPARK_CONF_DIR": str(settings.parent)}) == Where(master="local[8]")


@dataclass
class Asked:
    """A session that is only asked for."""

    settings: dict[str, object]
    exact: str = "true"

    @property
    def conf(self) -> "Asked":
        """Its settings, of which only one is read."""
        return self

    def get(self, name: str) -> str:
        """Return whether what is too wide is an error."""
        assert name == "spark.sql.ansi.enabled"
        return self.exact


def settings_of(where: Where, monkeypatch: pytest.MonkeyPatch, exact: str = "true") -> dict[str, object]:
    """Return what a session is asked to be like."""
    asked: list[dict[str, object]] = []

    def made(builder: SparkSession.Builder) -> Asked:
        asked.append(dict(builder._options))  # noqa: SLF001 - what was put into it
        return Asked(asked[-1], exact)

    monkeypatch.setattr(SparkSession.Builder, "getOrCreate", made)
    Spark(where)
    return asked[-1]


def test_another_spark_keeps_its_own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is only told that a number too wide is an error, and to open any file; ours is told all that it is."""
    exact = {"spark.sql.ansi.enabled": "true", "spark.sql.legacy.parquet.nanosAsLong": "true"}
    plain = {**exact, "spark.app.name": "schemelang", "spark.ui.showConsoleProgress": "false"}

    assert settings_of(Where(server="sc://b"), monkeypatch) == {**exact, "spark.remote": "sc://b"}
    assert settings_of(Where(master="yarn"), monkeypatch) == {**plain, "spark.master": "yarn"}
    ours = settings_of(Where(), monkeypatch)
    assert ours["spark.master"] == "local[2]"
    assert {**ours, **plain} == ours
    with pytest.raises(EngineFailed, match=r"spark\.sql\.ansi\.enabled is false"):
        settings_of(Where(master="yarn"), monkeypatch, "false")
