"""Which engine works a scheme out: the one that is asked for or, if none is, the one that is quicker here.

Whichever it is, the outcome is the reference evaluator's: its values, its lines and what is found in them.
"""

import importlib.util
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from attrs import frozen

from schemelang.cli.loading import REFUSED, USAGE, stop
from schemelang.cli.terminal import clean
from schemelang.diagnostic import Diagnostic
from schemelang.figures.figures import Figures
from schemelang.graph.graph import RuleGraph
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome
from schemelang.outcome.over_time import periods_by_rule

if TYPE_CHECKING:  # where the reference evaluator does it all, none of this is read
    from schemelang.plan.known import Judge
    from schemelang.warehouse.duck import Duck
    from schemelang.warehouse.spark import Spark

Evaluated = tuple[Outcome, tuple[Diagnostic, ...]]

FEWEST = 100_000
"""How many results there must be before columns are quicker: to start them takes as long as to work out so many.

On four contracts with 10 to 600 practices the two took the same time somewhere between 20,000 and 200,000."""


@frozen
class Engine:
    """An engine that need not be installed: what it is called, the extra that it comes with, and its packages."""

    called: str
    extra: str
    packages: tuple[str, ...]

    @property
    def is_installed(self) -> bool:
        """Say whether its packages are there."""
        return all(importlib.util.find_spec(package) is not None for package in self.packages)


INSTALLED: Mapping[str, Engine] = {
    "columns": Engine("columns", "national", ("numpy",)),
    "duckdb": Engine("DuckDB", "warehouse", ("duckdb", "sqlglot")),
    "spark": Engine("Spark", "spark", ("pyspark", "sqlglot")),
}
AT_ONCE = ("auto", *INSTALLED)
"""The engines with which figures of Parquet may be worked out as they are read."""

ENGINES = ("auto", "reference", *INSTALLED)


def insist_on_engine(asked: str) -> None:
    """Stop where the engine that is asked for is not installed, with the command that installs it."""
    engine = INSTALLED.get(asked)
    if engine is not None and not engine.is_installed:
        stop(USAGE, f'{asked} needs more packages. Get them with   pip install "schemelang[{engine.extra}]"')


def said_at_once(asked: str) -> str:
    """Say which engine worked out files of Parquet as they were read, and why."""
    if asked in {"auto", "columns"}:
        return "columns: the figures are many, and files of Parquet"
    return f"{INSTALLED[asked].called}, which read the files of Parquet itself: it was asked for"


def evaluate_by(asked: str, graph: RuleGraph, figures: Figures, *, verbose: bool = False) -> Evaluated:
    """Work a scheme out by the engine that is asked for, and say which it was and why if that is wanted."""
    name, why = chosen(asked, graph, figures)
    if verbose:
        called = INSTALLED[name].called if name in INSTALLED else "the reference evaluator"
        click.echo(f"Worked out by {called}: {why}.", err=True)
    return evaluate(graph, figures) if name == "reference" else _by(name, graph, figures)


def chosen(asked: str, graph: RuleGraph, figures: Figures) -> tuple[str, str]:
    """Choose an engine, and say why it is that one."""
    if asked == "reference":
        return asked, "it was asked for"
    if _somebody_moves(figures):
        return "reference", "somebody moves from one group to another within the term, which only it works out"
    if asked != "auto":
        return asked, "it was asked for"
    number = results(graph, figures)
    if number < FEWEST:
        return "reference", f"for {number:,} results it is the quickest"
    if not INSTALLED["columns"].is_installed:
        return "reference", f'there are {number:,} results, but pip install "schemelang[national]" was not run'
    return "columns", f"there are {number:,} results"


def _somebody_moves(figures: Figures) -> bool:
    """Say whether a member is in two groups one after the other."""
    groups = Counter((each.member, each.kind) for each in figures.memberships)
    return any(number > 1 for number in groups.values())


def results(graph: RuleGraph, figures: Figures) -> int:
    """Count the values that there are to work out: of each rule, for each party, at each of its periods."""
    parties = Counter(member.kind for member in figures.members) | Counter({graph.levels[-1]: 1})
    return sum(len(times) * parties[graph.by_id[rule].level] for rule, times in periods_by_rule(graph).items())


# ---------------------------------------------------------------- running one


def _by(name: str, graph: RuleGraph, figures: Figures) -> Evaluated:
    from schemelang.outcome.known import begin
    from schemelang.plan.from_graph import lower
    from schemelang.plan.ground import ground_of
    from schemelang.plan.known import judge_of

    known = begin(graph, figures)
    judge = judge_of(lower(graph, ground_of(graph, figures, known.belonging)), known)
    with telling_of_failure():
        return _RUNS[name](judge)


@contextmanager
def telling_of_failure() -> Iterator[None]:
    """Stop where an engine that is not ours fails, and say what it said."""
    from schemelang.plan.tables import EngineFailed

    try:
        yield
    except EngineFailed as failed:
        why = clean(failed.why)
        stop(REFUSED, f"{failed.engine} stopped before all was worked out; nothing was written. It said: {why}")


def started(name: str) -> "Duck | Spark":
    """Start an engine that works things out where data lie."""
    if name == "duckdb":
        from schemelang.warehouse.duck import Duck

        return Duck()
    from schemelang.warehouse.spark import Spark, where_of

    return Spark(where_of(os.environ))


def _by_columns(judge: "Judge") -> Evaluated:
    from schemelang.columns.in_memory import work_out

    return judge.outcome(work_out(judge.plan, judge.known.belonging, judge.known.figures, judge.ask))


def _by_duckdb(judge: "Judge") -> Evaluated:
    from schemelang.warehouse.run import run

    with started("duckdb") as duck:
        return _read(judge.outcome(run(judge.plan, judge.known.belonging, judge.known.figures, duck, judge.wanted)))


def _by_spark(judge: "Judge") -> Evaluated:
    from schemelang.warehouse.run import run

    with started("spark") as spark:
        return _read(judge.outcome(run(judge.plan, judge.known.belonging, judge.known.figures, spark)))


def _read(evaluated: Evaluated) -> Evaluated:
    """Read every value while the engine that has it is still there, so that it cannot fail later."""
    for values in evaluated[0].values.values():
        for _ in values.values():
            pass
    return evaluated


_RUNS: Mapping[str, Callable[["Judge"], Evaluated]] = {
    "columns": _by_columns,
    "duckdb": _by_duckdb,
    "spark": _by_spark,
}
