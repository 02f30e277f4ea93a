"""Runs: scenarios side by side, blocks handed over one by one, rules left to the reference, and what is held to."""

from typing import Any

import numpy as np
import pytest
from attrs import evolve

from in_columns import columns, supply
from planned import EACH, FEE, GRAPH, NETWORKS, PRACTICES, Made, made
from schemelang.columns.crowd import Block, Crowd, Tie, crowd_of
from schemelang.columns.from_plan import programme
from schemelang.columns.results import ColumnTables
from schemelang.columns.running import run, scenarios, stream
from schemelang.columns.wide import Table
from schemelang.graph.graph import RuleId
from schemelang.plan.bench import Bench
from schemelang.plan.plan import ByReference, Place, Plan, Shape, Supplied, Worth
from schemelang.plan.tables import OwnFault, Tables, Worked


def grow(it: Made) -> Bench:
    """Return a bench with the steps of a plan."""
    return Bench(GRAPH, it.plan.ground, list(it.plan.steps), few=[frozenset()] * len(it.plan.steps))


# ---------------------------------------------------------------- scenarios


@pytest.mark.parametrize("about", [1000, 1])
def test_a_scenario_is_a_run_of_its_own(about: int) -> None:
    """What several scenarios come to side by side is what each comes to alone; figures may be others too."""
    it, other = made(1000), made(1000, seed=5)
    every, steps = range(len(it.plan.steps)), it.plan.steps
    fees, crowd = [0, 500, 1000], crowd_of(it.source.belonging)

    def again(op: Supplied, shape: Shape, block: Block, number: int) -> Table:
        return supply((other if number == 1 else it).source)(op, shape, block)

    made_apart = programme(it.plan, every, scenarios=True, again=frozenset({"due"}))
    parameters = [{FEE: fee} for fee in fees]
    found: list[dict[Place, Table]] = [{} for _ in fees]
    for block, number, tables in scenarios(made_apart, crowd, supply(it.source), parameters, again=again, about=about):
        for place, table in tables.items():
            level = steps[place].shape.level
            whole = found[number].setdefault(place, np.zeros((len(table), crowd.size(level)), object))
            whole[:, slice(None) if block is None else block.places[level]] = table

    data = {key: datum for key, datum in it.known.figures.data.items() if key[0] != "due"}
    data |= {key: datum for key, datum in other.known.figures.data.items() if key[0] == "due"}
    mixed = evolve(it, known=evolve(it.known, figures=evolve(it.known.figures, data=data)))
    for number, fee in enumerate(fees):
        alone = columns(mixed if number == 1 else it, about, fee)
        assert {place: table.tolist() for place, table in found[number].items()} == alone


def test_what_no_scenario_changes_is_worked_out_once() -> None:
    """A figure on which no scenario hangs is asked for once in each block."""
    it = made(1000)
    bench, asked = grow(it), list[str]()
    due, fee = bench.supplied("due", EACH), bench.parameter(FEE)
    wanted = bench.times(bench.times(due, due), fee)
    plan = evolve(it.plan, steps=tuple(bench.steps))

    def counted(op: Supplied, shape: Shape, block: Block) -> Table:
        asked.append(op.figure)
        return supply(it.source)(op, shape, block)

    apart = programme(plan, [wanted], scenarios=True)
    tried = list(scenarios(apart, crowd_of(it.source.belonging), counted, [{FEE: fee} for fee in range(5)]))

    assert asked == ["due"]
    assert len(tried) == 10, "the tables of each scenario, and nothing of the whole scheme"


# ---------------------------------------------------------------- handed over block by block


def test_blocks_are_handed_over_in_turn() -> None:
    """What is wanted comes block by block, whole groups together; what is of the scheme comes last."""
    it = made(1000)
    bench = grow(it)
    due = bench.supplied("due", EACH)
    total = bench.over_members(due, PRACTICES, NETWORKS, "sum")
    everybody = bench.over_members(due, PRACTICES, GRAPH.levels[-1], "sum")
    plan = evolve(it.plan, steps=tuple(bench.steps))
    pieces = list(
        stream(programme(plan, [total, due, everybody]), crowd_of(it.source.belonging), supply(it.source), about=1)
    )

    *blocks, (last, tables) = [(piece.block, piece.tables) for piece in pieces]
    assert last is None
    assert list(tables) == [everybody]
    together = [[block.places[PRACTICES].tolist() for block, _ in blocks if block]]
    assert together == [[[0, 3, 5], [1, 2], [4], []]]
    assert {place for _, each in blocks for place in each} == {total, due}


def test_results_are_read_as_every_engine_gives_them() -> None:
    """A table is asked for its cells, and for those that are not 0."""
    tables = ColumnTables({3: np.array([[0, 5], [7, 0]])})

    assert tables.has(3)
    assert not tables.has(4)
    assert tables.cell(3, 1, 0) == 7
    assert list(tables.not_nothing(3)) == [(0, 1), (1, 0)]


# ---------------------------------------------------------------- left to the reference evaluator


def by_reference(it: Made) -> tuple[Plan, list[Place]]:
    """Make a plan of which a rule is left to the reference evaluator, which rests on one rule; its value is used."""
    bench, rule = grow(it), next(each for each in GRAPH.rules if each.level == PRACTICES and GRAPH.needs[each.id])
    one = bench.number(1)
    given = {need: Worth(bench.supplied("due", EACH), one, bench.number(0)) for need in GRAPH.under([rule.id])}
    parts = [bench.by_reference(ByReference(rule.id, part), EACH, 0, 10**40) for part in ("value", "unit", "lack")]
    own = bench.plus(parts[0], bench.supplied("due", EACH))
    total = bench.over_members(parts[0], PRACTICES, GRAPH.levels[-1], "sum")
    worths = given | {rule.id: Worth(*parts)}
    return evolve(it.plan, steps=tuple(bench.steps), worths=worths), [*parts, own, total]


@pytest.mark.parametrize("about", [1000, 1])
def test_a_rule_is_left_to_the_reference(about: int) -> None:
    """It is asked once, of everybody, with the tables of all that it rests on."""
    it, asked = made(1000, 0), list[RuleId]()
    plan, wanted = by_reference(it)
    rule = next(rule for rule, worth in plan.worths.items() if worth.value == wanted[0])
    due = next(worth.value for each, worth in plan.worths.items() if each != rule)

    def ask(of: RuleId, tables: Tables) -> Worked:
        asked.append(of)
        values = [[tables.cell(due, 0, column) * 10**30 for column in range(6)]]
        return Worked(value=values, unit=[[1] * 6], lack=[[0] * 6])

    found = run(programme(plan, wanted), crowd_of(it.source.belonging), supply(it.source), ask, about=about)
    own = it.source.column(Supplied("due", "value"), EACH)

    assert asked == [rule]
    assert found[wanted[0]].tolist() == [[each * 10**30 for each in own]]
    assert found[wanted[3]].tolist() == [[each * 10**30 + each for each in own]]
    assert found[wanted[4]].tolist() == [[sum(own) * 10**30]]


# ---------------------------------------------------------------- what is held to


def test_a_figure_beyond_its_ends_is_our_own_fault() -> None:
    """A number outside its ends stops the run, with the rule that takes it, or says that it is for the lines."""
    it, wild = made(7), made(1000)

    with pytest.raises(OwnFault, match=r"lines: a number is not between -7 and 7"):
        columns(evolve(it, known=wild.known))


def test_a_number_laid_down_beyond_its_ends_is_our_own_fault() -> None:
    """A parameter has ends too."""
    with pytest.raises(OwnFault, match=r"a number is not between 0 and 1000"):
        columns(made(7), fee=1001)


def test_a_crowd_is_what_was_relied_on() -> None:
    """More members than were counted on, or somebody who is not there all along, stop the run before it begins."""
    it = made(7)
    ground = it.plan.ground

    def held(**changed: Any) -> None:  # noqa: ANN401 - as `evolve` takes it
        columns(evolve(it, plan=evolve(it.plan, ground=evolve(ground, **changed))))

    with pytest.raises(OwnFault, match="3 of practice are in one, and not at most 2"):
        held(most={**ground.most, (PRACTICES, NETWORKS): 2})
    with pytest.raises(OwnFault, match="6 of practice are in one, and not at most 5"):
        held(most={**ground.most, (PRACTICES, GRAPH.levels[-1]): 5})
    with pytest.raises(OwnFault, match="0 of practice are in one, and not at least 1"):
        held(least={(PRACTICES, NETWORKS): 1})
    with pytest.raises(OwnFault, match="not everybody of practice is in one for the whole term"):
        held(steady=frozenset({(PRACTICES, NETWORKS)}))


def test_a_crowd_of_nobody() -> None:
    """Where there is nobody, there is a block of nobody, and sums of nothing."""
    it = made(7)
    bench = grow(it)
    total = bench.over_members(bench.supplied("due", EACH), PRACTICES, GRAPH.levels[-1], "greatest")
    plan = evolve(it.plan, steps=tuple(bench.steps))
    nobody: list[str] = []
    crowd = Crowd(GRAPH, {PRACTICES: nobody, NETWORKS: nobody}, {(PRACTICES, NETWORKS): Tie(np.zeros(0, np.int64))})

    def nothing(_op: Supplied, shape: Shape, _block: Block) -> Table:
        return np.zeros((len(shape.axis), 0), np.int64)

    assert run(programme(plan, [total, 0]), crowd, nothing)[total].tolist() == [[0]]


def test_what_is_kept_of_a_programme_runs_as_it_did() -> None:
    """What a programme is kept as says nothing of steps that its text works out but their ends, and runs the same."""
    it = made(1000)
    every, crowd = programme(it.plan, range(len(it.plan.steps))), crowd_of(it.source.belonging)
    kept = every.kept()
    found = run(kept, crowd, supply(it.source), parameters={FEE: 500})

    assert {place: table.tolist() for place, table in found.items()} == columns(it)
    assert len({step.op for step in kept.plan.steps}) < len({step.op for step in every.plan.steps}) / 2
