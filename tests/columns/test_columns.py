"""Columns: what a plan comes to in every lane, in blocks of any size, held against plain whole numbers."""

from collections.abc import Callable

import numpy as np
import pytest

from planned import FEE, Made, made
from schemelang.columns.crowd import Block, crowd_of
from schemelang.columns.from_plan import programme
from schemelang.columns.running import run
from schemelang.columns.wide import Table
from schemelang.plan.plan import Shape, Supplied
from schemelang.warehouse.given import Source
from schemelang.warehouse.stages import parameter

SIZES = [1, 7, 1000, 2**26, 2**30, 2**52, 2**53, 2**61, 2**62, 2**63, 2**64, 2**80, 2**110, 2**300]
"""Ends of the figures, by which numbers come into every lane and to where it gives out."""


def supply(source: Source) -> Callable[[Supplied, Shape, Block], Table]:
    """Supply figures in memory."""

    def table(op: Supplied, shape: Shape, block: Block) -> Table:
        cells: Table = np.array(source.column(op, shape), object).reshape(len(shape.axis), -1)
        return cells[:, block.places[shape.level]]

    return table


def columns(it: Made, about: int) -> dict[int, list[list[int]]]:
    """Work out every step of a plan in columns."""
    every = programme(it.plan, range(len(it.plan.steps)))
    crowd = crowd_of(it.source.belonging)
    found = run(every, crowd, supply(it.source), parameters={FEE: parameter(it.plan, FEE)}, about=about)
    return {place: table.tolist() for place, table in found.items()}


@pytest.mark.parametrize("about", [1000, 1])
@pytest.mark.parametrize("most", SIZES)
def test_every_step_is_the_same_in_every_lane_and_in_blocks_of_any_size(most: int, about: int) -> None:
    """Whatever the ends of the figures, a step comes to what plain whole numbers come to."""
    it = made(most)

    assert columns(it, about) == dict(enumerate(it.tables()))
