"""Files of Parquet worked out at once, and the files that come of it and of any other outcome."""

from collections.abc import Sequence
from io import BytesIO

import pyarrow.parquet as pq

from schemelang.columns.from_outcome import columns_of as columns_from
from schemelang.columns.from_outcome import lines_of, national_of
from schemelang.columns.from_outcome import parties_of as parties_from
from schemelang.columns.from_plan import programme
from schemelang.columns.keys import lay_out, read_roll
from schemelang.columns.national import ground_of, parties_of, places_of, see_limits, worked_out
from schemelang.columns.of_roll import crowd_of
from schemelang.columns.supply import Shelf, columns_of
from schemelang.columns.told import Results, as_parquet, payments_table, values_table
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Scheme
from schemelang.outcome.outcome import Outcome
from schemelang.plan.from_graph import lower


def at_once(paths: Sequence[str], scheme: Scheme, graph: RuleGraph, *, about: int) -> Results:
    """Work files out at once."""
    roll = read_roll(paths, scheme)
    layout = lay_out(roll, scheme, graph)
    columns = columns_of(roll, layout)
    see_limits(columns, graph)
    crowd = crowd_of(roll, graph)
    plan = lower(graph, ground_of(roll, crowd, columns, layout.words))
    shelf = Shelf(roll, columns)
    try:
        return worked_out(programme(plan, places_of(plan)), parties_of(roll, crowd), crowd, shelf, about=about)
    finally:
        shelf.close()


def from_outcome(outcome: Outcome) -> Results:
    """Return what an outcome tells."""
    parties = parties_from(outcome)
    return Results(
        parties=parties,
        lines=lines_of(outcome, parties),
        values={level: columns_from(outcome, parties, level) for level in outcome.graph.levels[:-1]},
        national=national_of(outcome),
    )


def files(results: Results) -> dict[str, bytes]:
    """Return all files of a run."""
    tables = {level: values_table(results.parties, level, columns) for level, columns in results.values.items()}
    tables["payments"] = payments_table(results.parties, results.lines, None)
    return {name: as_parquet(table) for name, table in tables.items()}


def shown(content: bytes) -> list[object]:
    """Show what is in a file."""
    rows: list[object] = pq.read_table(BytesIO(content)).to_pylist()
    return rows
