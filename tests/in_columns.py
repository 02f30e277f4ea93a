"""Plans worked out in columns for tests, from figures in memory."""

import numpy as np

from planned import FEE, Made
from schemelang.columns.crowd import Block, crowd_of
from schemelang.columns.from_plan import programme
from schemelang.columns.running import Supply, run
from schemelang.columns.wide import Table
from schemelang.plan.plan import Shape, Supplied
from schemelang.warehouse.given import Source


def supply(source: Source) -> Supply:
    """Supply figures in memory."""

    def table(op: Supplied, shape: Shape, block: Block) -> Table:
        cells: Table = np.array(source.column(op, shape), object).reshape(len(shape.axis), -1)
        return cells[:, block.places[shape.level]]

    return table


def columns(it: Made, about: int = 1000, fee: int = 500) -> dict[int, list[list[int]]]:
    """Work out every step of a plan in columns."""
    every = programme(it.plan, range(len(it.plan.steps)))
    crowd = crowd_of(it.source.belonging)
    found = run(every, crowd, supply(it.source), parameters={FEE: fee}, about=about)
    return {place: table.tolist() for place, table in found.items()}
