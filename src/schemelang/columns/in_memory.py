"""A plan worked out in columns from figures that are in memory, with the reference evaluator beside it."""

from collections.abc import Iterator

import numpy as np

from schemelang.columns.crowd import Block, crowd_of
from schemelang.columns.from_plan import programme
from schemelang.columns.results import ColumnTables
from schemelang.columns.running import Supply, run
from schemelang.columns.wide import Table
from schemelang.figures.figures import Figures
from schemelang.outcome.belonging import Belonging
from schemelang.plan.given import judged_in, missing, value_and_lack
from schemelang.plan.plan import Place, Plan, Shape, Supplied
from schemelang.plan.tables import Ask


def work_out(plan: Plan, belonging: Belonging, figures: Figures, ask: Ask) -> ColumnTables:
    """Work out what every rule comes to."""
    wanted = dict.fromkeys(_worths(plan))
    return ColumnTables(run(programme(plan, wanted), crowd_of(belonging), supply(plan, figures), ask))


def _worths(plan: Plan) -> Iterator[Place]:
    for worth in plan.worths.values():
        yield from (worth.value, worth.unit, worth.lack)


def supply(plan: Plan, figures: Figures) -> Supply:
    """Supply the figures of a plan: numerators over the unit of its domain, and the numbers of lacks."""
    judged = judged_in(plan.graph)

    def table(supplied: Supplied, shape: Shape, block: Block) -> Table:
        parties: list[str | None] = [None]
        if shape.level != plan.graph.levels[-1]:
            codes = block.crowd.codes[shape.level]
            parties = [str(codes[place]) for place in block.places[shape.level]]
        which = 0 if supplied.part == "value" else 1
        none = (0, missing(supplied.figure, judged))
        cells = [[figures.data.get((supplied.figure, party, period)) for party in parties] for period in shape.axis]
        rows = [[(none if each is None else value_and_lack(each, plan.ground))[which] for each in row] for row in cells]
        found: Table = np.array(rows, object).reshape(len(shape.axis), len(parties))
        return found

    return table
