"""Columns: what a plan comes to in every lane, in blocks of any size, held against plain whole numbers."""

from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from in_columns import columns
from planned import EACH, GATHERINGS, GRAPH, LONG, NETWORKS, PRACTICES, QUARTERS, Made, made
from schemelang.columns.lanes import Lane, lanes
from schemelang.plan.bench import Bench
from schemelang.plan.plan import ONCE, Place

SIZES = [1, 7, 1000, 2**26, 2**30, 2**52, 2**53, 2**61, 2**62, 2**63, 2**64, 2**80, 2**110, 2**300]
"""Ends of the figures, by which numbers come into every lane and to where it gives out."""


@pytest.mark.parametrize("about", [1000, 1])
@pytest.mark.parametrize("most", SIZES)
def test_every_step_is_the_same_in_every_lane_and_in_blocks_of_any_size(most: int, about: int) -> None:
    """Whatever the ends of the figures, a step comes to what plain whole numbers come to."""
    it = made(most)

    assert columns(it, about) == dict(enumerate(it.tables()))


def test_figures_of_those_sizes_come_into_every_lane() -> None:
    """The sizes above try every lane, and two limbs give way to Python's integers."""
    reckoned = {most: {held.reckoned for held in lanes(made(most).plan)} for most in SIZES}

    assert reckoned[1000] == {Lane.FLOAT, Lane.YES}
    assert Lane.INT in reckoned[2**30]
    assert Lane.WIDE in reckoned[2**52]
    assert Lane.WIDE in reckoned[2**110]
    assert reckoned[2**300] == {Lane.FLOAT, Lane.YES, Lane.WHOLE}


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.sampled_from(SIZES), st.booleans())
def test_plans_made_up(seed: int, most: int, small: bool) -> None:  # noqa: FBT001 - chance says it
    """Plans made up of steps upon steps come to what plain whole numbers come to."""
    it = grown(made(most, seed=seed % 1000 + 1), Random(seed))  # noqa: S311 - no secret hangs on it

    assert columns(it, 1 if small else 1000) == dict(enumerate(it.tables()))


def test_a_plan_made_up() -> None:
    """One of them, each time the same."""
    for most in (100, 2**40, 2**62):
        it = grown(made(most), Random(7))  # noqa: S311 - as above

        assert columns(it, 1) == dict(enumerate(it.tables()))


def grown(it: Made, chance: Random) -> Made:
    """Add some steps to a plan, on steps that are there."""
    steps = it.plan.steps
    bench = Bench(GRAPH, it.plan.ground, list(steps), few=[frozenset()] * len(steps))
    for place, step in enumerate(steps):
        bench.known[step.op, step.shape] = place
    for _ in range(60):
        _grow(bench, chance)
    return evolve(it, plan=evolve(it.plan, steps=tuple(bench.steps)))


def _grow(bench: Bench, chance: Random) -> None:
    shape = chance.choice((LONG, EACH))
    fits = [each for each, step in enumerate(bench.steps) if step.shape.level in {PRACTICES, GRAPH.levels[-1]}]
    one, other, third = (_fitting(bench, chance.choice(fits), len(shape.axis), chance) for _ in range(3))
    above = bench.greater(bench.size(other), bench.number(chance.choice((1, 2, 10**9))))
    so = bench.is_less(third, other)
    ways = [
        lambda: bench.divided(one, above),
        lambda: bench.rest(one, above),
        lambda: bench.times(one, other),
        lambda: bench.minus(one, other),
        lambda: bench.choose(so, one, other),
        lambda: bench.choose(so, one, bench.number(0)),
        lambda: bench.choose(so, bench.number(0), one),
        lambda: bench.choose(bench.is_equal(one, bench.number(0)), bench.number(1), one),
        lambda: bench.choose(so, bench.number(10**20), one),
        lambda: bench.lesser(one, bench.plus(other, third)),
        lambda: bench.of_group(bench.over_members(one, PRACTICES, NETWORKS, chance.choice(GATHERINGS)), PRACTICES),
        lambda: bench.over_members(one, PRACTICES, GRAPH.levels[-1], chance.choice(GATHERINGS)),
        lambda: bench.place_in_group(one, PRACTICES, chance.choice((NETWORKS, GRAPH.levels[-1]))),
        lambda: bench.over_periods(one, ONCE, [[0, 1, 2, 3]], chance.choice(GATHERINGS)),
        lambda: bench.over_members(so, PRACTICES, NETWORKS, chance.choice(GATHERINGS)),
        lambda: bench.beside([bench.row(each, 0) for each in (one, other, third, one)], QUARTERS),
    ]
    chance.choice(ways)()


def _fitting(bench: Bench, one: Place, rows: int, chance: Random) -> Place:
    """Take one row of a step where its rows are others."""
    axis = bench.shape(one).axis
    return one if len(axis) in {1, rows} else bench.row(one, chance.randrange(len(axis)))
