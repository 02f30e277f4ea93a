"""Scenarios made ready to be tried at once, from figures that are in memory."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from schemelang.columns.crowd import crowd_of, everybody
from schemelang.columns.from_plan import programme
from schemelang.columns.in_memory import supply
from schemelang.columns.stages import under
from schemelang.columns.tally import Tried
from schemelang.columns.wide import Table
from schemelang.figures.figures import Figures
from schemelang.graph.graph import RuleId
from schemelang.outcome.belonging import Belonging
from schemelang.plan.counted import Counted
from schemelang.plan.plan import Place, Plan, Shape, Supplied


def in_memory(
    counted: Counted,
    belonging: Belonging,
    figures: Figures,
    others: Sequence[tuple[frozenset[str], Figures]],
    parameters: Sequence[Mapping[RuleId, int]],
) -> Tried:
    """Make scenarios ready: the figures of each, with the names of those that are others in it, and its numbers.

    The first of `parameters` is how it is, which has no figures of its own among the `others`.
    """
    plan, crowd = counted.plan, crowd_of(belonging)
    again = frozenset(name for names, _ in others for name in names)
    made = programme(plan, counted.wanted, scenarios=True, again=again)
    everyone = everybody(crowd)
    steps = dict(_supplied(plan, counted.wanted))
    base = supply(plan, figures)
    as_it_is = {op: _short(base(op, shape, everyone)) for op, shape in steps.items()}
    tables: dict[tuple[str, str], list[Table]] = {}
    for op, shape in steps.items():
        if op.figure in again:
            each = [
                _short(supply(plan, own)(op, shape, everyone)) if op.figure in names else as_it_is[op]
                for names, own in others
            ]
            tables[op.figure, op.part] = [as_it_is[op], *each]
    return Tried(
        counted=counted,
        programme=made,
        crowd=crowd,
        figures={(op.figure, op.part): table for op, table in as_it_is.items()},
        parameters=parameters,
        again=tables,
    )


def _supplied(plan: Plan, wanted: Sequence[Place]) -> Iterator[tuple[Supplied, Shape]]:
    """Find the figures that some steps rest on, each with whom and when it is of."""
    for place in under(plan, wanted):
        step = plan.steps[place]
        if isinstance(step.op, Supplied):
            yield step.op, step.shape


def _short(table: Table) -> Table:
    """Hold a table in the shortest type that has room for it."""
    if not table.size:
        return table.astype(np.int64)
    low, high = table.min(), table.max()
    for dtype in (np.int32, np.int64):
        ends = np.iinfo(dtype)
        if ends.min <= low and high <= ends.max:
            return table.astype(dtype)
    return table
