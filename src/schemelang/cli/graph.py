"""schemelang graph: the rules a scheme becomes, and what engines make of them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schemelang.cli.engines import insist_on_engine
from schemelang.cli.loading import USAGE, figures_option, load_figures, load_scheme, stop
from schemelang.graph.dump import as_dot, as_mermaid, as_text

if TYPE_CHECKING:  # only where an engine's text is asked for
    from schemelang.cli.keeping import Compiled
    from schemelang.plan.plan import Plan

_FORMS = {"text": as_text, "mermaid": as_mermaid, "dot": as_dot}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@figures_option
@click.option(
    "--format",
    "form",
    type=click.Choice([*_FORMS, "plan", "columns", "duckdb", "spark"]),
    default="text",
    help="How the rules are printed.",
)
def graph(file: Path, paths: Sequence[Path], form: str) -> None:
    """Print the rules that a scheme becomes, needs first.

    A plan says them in whole numbers, and columns, duckdb and spark print what each of these engines runs. How wide
    its numbers are depends on the figures, so these four want --figures.
    """
    if form in _FORMS:
        click.echo(_FORMS[form](load_scheme(file).graph), nl=False)
        return
    if not paths:
        stop(USAGE, "For which figures? Add   --figures FILE   or   --figures FOLDER")
    insist_on_engine(form)
    click.echo(_TEXTS[form](_planned(load_scheme(file), paths)), nl=False)


def _planned(loaded: "Compiled", paths: Sequence[Path]) -> "Plan":
    from schemelang.outcome.belonging import belonging
    from schemelang.plan.from_graph import lower
    from schemelang.plan.ground import ground_of

    figures = load_figures(paths, loaded.scheme)
    return lower(loaded.graph, ground_of(loaded.graph, figures, belonging(loaded.graph, figures)))


def _as_plan(plan: "Plan") -> str:
    from schemelang.plan import dump

    return dump.as_text(plan)


def _as_columns(plan: "Plan") -> str:
    from schemelang.columns.from_plan import programme

    worths = (place for worth in plan.worths.values() for place in (worth.value, worth.unit, worth.lack))
    return programme(plan, worths).source


def _as_duckdb(plan: "Plan") -> str:
    from schemelang.warehouse.dialect import DUCKDB
    from schemelang.warehouse.script import script

    return script(plan, DUCKDB).text()


def _as_spark(plan: "Plan") -> str:
    from schemelang.warehouse.dialect import SPARK
    from schemelang.warehouse.script import script

    return script(plan, SPARK).text()


_TEXTS: dict[str, Callable[["Plan"], str]] = {
    "plan": _as_plan,
    "columns": _as_columns,
    "duckdb": _as_duckdb,
    "spark": _as_spark,
}
