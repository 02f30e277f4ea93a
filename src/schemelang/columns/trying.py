"""Scenarios made ready to be tried at once, on figures that are in memory or in files of Parquet."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from schemelang.columns.crowd import Crowd, crowd_of, everybody
from schemelang.columns.from_plan import programme
from schemelang.columns.in_memory import supply
from schemelang.columns.national import Supplier
from schemelang.columns.programme import Programme
from schemelang.columns.stages import under
from schemelang.columns.supply import Shelf
from schemelang.columns.tally import Listed, Tried
from schemelang.columns.wide import Table
from schemelang.figures.figures import Figures
from schemelang.graph.graph import RuleId
from schemelang.outcome.belonging import Belonging
from schemelang.plan.counted import Counted
from schemelang.plan.plan import Place, Plan, Shape, Step, Supplied

_LONGEST = 2**31 - 1


def in_memory(
    counted: Counted,
    belonging: Belonging,
    figures: Figures,
    others: Sequence[tuple[frozenset[str], Figures, Counter[str]]],
    parameters: Sequence[Mapping[RuleId, int]],
) -> Tried:
    """Make scenarios ready: the figures of each, with the names of those that are others in it, and its numbers.

    It is said how often each figure was cut. The first of `parameters` is how it is, which has no figures of its own
    among the `others`.
    """
    plan, crowd = counted.plan, crowd_of(belonging)
    again = frozenset(name for names, _, _ in others for name in names)
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
                for names, own, _ in others
            ]
            tables[op.figure, op.part] = [as_it_is[op], *each]
    return Tried(
        counted=counted,
        programme=made,
        crowd=crowd,
        figures={(op.figure, op.part): table for op, table in as_it_is.items()},
        parameters=parameters,
        others=Listed(tables, [Counter(), *(cut for _, _, cut in others)]),
    )


def nationwide(  # noqa: PLR0913 - what is tried, on whom, and which figures that takes
    counted: Counted,
    crowd: Crowd,
    shelf: Shelf,
    parameters: Sequence[Mapping[RuleId, int]],
    *,
    again: frozenset[str] = frozenset(),
    also: frozenset[str] = frozenset(),
) -> Tried:
    """Make scenarios ready on figures that lie in files of Parquet, of which every one is held against its limits.

    Those that are read `again` are for the caller to make others in each scenario. Figures that are wanted `also` are
    there even if no rule reads them.
    """
    made = programme(counted.plan, counted.wanted, scenarios=True, again=again)
    return Tried(
        counted=counted,
        programme=made,
        crowd=crowd,
        figures=_read(made, crowd, Supplier(shelf, made), also),
        parameters=parameters,
    )


def _read(made: Programme, crowd: Crowd, supplier: Supplier, also: frozenset[str]) -> dict[tuple[str, str], Table]:
    """Read all that a program rests on, block by block, so that each file is gone through once for each pass."""
    plan, found = made.plan, dict[tuple[str, str], Table]()
    every = {place for place in under(plan, made.wanted) if isinstance(plan.steps[place].op, Supplied)}
    passes = [[place for place in places if place in every] for places in made.given]
    passes.append(sorted(every.difference(*passes)))
    for places in passes:
        for block in crowd.blocks(pairs=made.pairs):
            for place in places:
                step = plan.steps[place]
                assert isinstance(step.op, Supplied), "as above"
                cells = supplier(step.op, step.shape, block)
                whole = found.setdefault((step.op.figure, step.op.part), _room(step, crowd))
                whole[:, block.places[step.shape.level]] = cells
    columns = supplier.shelf.columns
    for name, block, (values, lacks) in supplier.read(columns.keys() - {name for name, _ in found}, crowd.blocks()):
        if name in also:
            level, periods = columns[name].figure.level, columns[name].periods
            for part, cells in (("value", values), ("lack", lacks)):
                whole = found.setdefault((name, part), np.zeros((periods, crowd.size(level)), np.int64))
                whole[:, block.places[level]] = 0 if cells is None else cells
    return found


def _room(step: Step, crowd: Crowd) -> Table:
    """Make room for what a step is given, in the shortest type that its ends fit."""
    ends = np.iinfo(np.int32)
    short = step.low is not None and ends.min <= step.low and step.high is not None and step.high <= ends.max
    return np.zeros((len(step.shape.axis), crowd.size(step.shape.level)), np.int32 if short else np.int64)


def _supplied(plan: Plan, wanted: Sequence[Place]) -> Iterator[tuple[Supplied, Shape]]:
    """Find the figures that some steps rest on, each with whom and when it is of."""
    for place in under(plan, wanted):
        step = plan.steps[place]
        if isinstance(step.op, Supplied):
            yield step.op, step.shape


def _short(table: Table) -> Table:
    """Hold a table in the shortest type that has room for it; what is longer stays as it is."""
    every = [int(each) for each in (table.min(), table.max())] if table.size else []
    return table.astype(np.int32) if all(-_LONGEST <= each <= _LONGEST for each in every) else table
