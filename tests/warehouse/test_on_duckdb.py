"""Plans in SQL on DuckDB come to what they come to in plain whole numbers."""

import pytest
from attrs import evolve

import sharing_out
from dividing import pairs, wrong
from planned import EACH, GRAPH, made
from schemelang.graph.graph import RuleId
from schemelang.plan.bench import Bench
from schemelang.plan.plan import Times, Worth
from schemelang.plan.tables import EngineFailed, OwnFault
from schemelang.warehouse.dialect import DUCKDB, Wide
from schemelang.warehouse.duck import Duck
from schemelang.warehouse.run import run
from schemelang.warehouse.script import script
from schemelang.warehouse.sharing import Measure


@pytest.mark.parametrize(("most", "left_out"), [(9, 0), (2**62 - 1, 0), (2**100, 18), (2**130, 253)])
def test_every_step(most: int, left_out: int) -> None:
    """Every step is the same, at the ends of every type; what is wider than any is left out."""
    case = made(most)

    with Duck() as duck:
        said = case.compared(case.run(duck))

    assert len(case.plan.steps) - left_out == said


@pytest.mark.parametrize(("most", "width"), [(2**61, "BIGINT"), (2**120, "HUGEINT")])
def test_division_is_exact(most: int, width: Wide) -> None:
    """A quotient is rounded to what is below it, beneath nothing too, wherever floating numbers would go wrong."""
    with Duck() as duck:
        assert wrong(duck, pairs(most), width) == 0


def test_what_is_not_nothing_is_found() -> None:
    """Where a step came to something else than 0 is told row by row and column by column."""
    case = made(9)

    with Duck() as duck:
        results = case.run(duck)
        for place, table in enumerate(case.tables()):
            found = [(row, column) for row, cells in enumerate(table) for column, cell in enumerate(cells) if cell]
            assert found == list(results.not_nothing(place))


def test_failure_is_told() -> None:
    """What the engine cannot do is told as it says it."""
    with Duck() as duck, pytest.raises(EngineFailed, match="DuckDB: Catalog Error: Table with name nowhere"):
        duck.make("much", "SELECT * FROM nowhere")


def test_too_wide_a_number_is_our_own_fault() -> None:
    """What lies beyond its proof is an error, and never another number; a rule that rests on it is named."""
    case = made(2**61)
    rule = RuleId("fee")
    first = min(place for place, step in enumerate(case.plan.steps) if isinstance(step.op, Times))
    low = [evolve(step, low=-1, high=1) if isinstance(step.op, Times) else step for step in case.plan.steps]
    plan = evolve(case.plan, steps=tuple(low), worths={rule: Worth(first, first, first)})

    with Duck() as duck, pytest.raises(OwnFault, match=r"fee: a number lies beyond its ends: .*Overflow"):
        run(plan, case.known.belonging, case.known.figures, duck)


def test_a_long_chain() -> None:
    """Hundreds of steps, each of which needs the one before twice, are cut into tables."""
    case = made(9)
    bench = Bench(GRAPH, case.plan.ground)
    due = bench.supplied("due", EACH)
    for each in range(150):
        due = bench.plus(bench.lesser(due, bench.number(50 + each)), bench.rest(due, bench.number(7)))
    long = evolve(case, plan=evolve(case.plan, steps=tuple(bench.steps)))

    with Duck() as duck:
        results = run(long.plan, long.known.belonging, long.known.figures, duck, [due])
        assert [results.cell(due, 0, column) for column in range(6)] == long.tables()[due][0]


def test_script_reads_well() -> None:
    """A script names what it is given, and columns for the figures and rules that they are."""
    case = made(9)
    text = script(case.plan, DUCKDB, range(len(case.plan.steps))).text()

    assert "-- given: practice_by_quarter_given (seen, seen lacks" in text
    assert 'CAST(SUM(other."seen") AS BIGINT)' in text
    assert "DECIMAL" not in text.upper()
    assert " / " not in text


@pytest.mark.parametrize("size", [Measure("BIGINT", 2**31, 3), Measure("HUGEINT", 2**64, 1), Measure("BIGINT", 7, 24)])
def test_shares_are_exact(size: Measure) -> None:
    """Shares by Sainte-Laguë are the reference's, between equals too, however few digits are compared at a time."""
    with Duck() as duck:
        assert sharing_out.wrong(duck, size, 400) == []
