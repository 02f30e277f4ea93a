"""Plans made by hand of every sort of step, and figures for them, with nobody's luck in them."""

from datetime import date
from fractions import Fraction
from itertools import product
from typing import get_args

from attrs import evolve, frozen

from compiled import graph_of, supplied
from plan import interpreter
from schemelang.dates import Period, periods
from schemelang.figures.figures import Datum, Figures, State
from schemelang.graph.graph import RuleId
from schemelang.outcome.belonging import belonging
from schemelang.outcome.known import Known, begin
from schemelang.plan.bench import Bench
from schemelang.plan.plan import ONCE, Belongs, Domain, Gathering, Ground, Place, Plan, Shape
from schemelang.warehouse.engine import Engine
from schemelang.warehouse.given import Source
from schemelang.warehouse.run import Results, run

SCHEME = """
scheme care "Care"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    groups            practices into networks
    if not reported,  hold the payment

party ccg "NHS Vale CCG"
    code              08V

figure seen "Patients seen"
    is a count of patients for each practice during each quarter
figure due "Patients due"
    is a count of patients for each practice during the year
figure funds "Budget"
    is money for each network during the year
figure gauge "Rate"
    is a number during the year

value fee is £5
"""
GRAPH = graph_of(SCHEME)
QUARTERS = periods("quarter", GRAPH.first, GRAPH.last)
PRACTICES, NETWORKS, SCHEME_LEVEL = GRAPH.levels

LONG = Shape(PRACTICES, QUARTERS)
EACH = Shape(PRACTICES, ONCE)
GROUP = Shape(NETWORKS, ONCE)
ALL = Shape(SCHEME_LEVEL, ONCE)

FIGURES = (("seen", LONG), ("due", EACH), ("funds", GROUP), ("gauge", ALL))
FEE = RuleId("fee")
GATHERINGS: tuple[Gathering, ...] = get_args(Gathering)

GROUPS = {"N1": "P1 P4 P6", "N2": "P2 P3", "N3": "", "": "P5"}
"""P5 is in no network, and nobody is in N3."""


@frozen
class Made:
    """A plan of every sort of step on figures of some size, with the figures."""

    plan: Plan
    known: Known

    @property
    def source(self) -> Source:
        """Return what a script is given."""
        return Source(GRAPH, self.plan.ground, self.known.belonging, self.known.figures)

    def run(self, engine: Engine) -> Results:
        """Run all of its steps on an engine."""
        every = range(len(self.plan.steps))
        return run(self.plan, self.known.belonging, self.known.figures, engine, every)

    def tables(self) -> list[list[list[int]]]:
        """Work out its steps in plain whole numbers."""
        return interpreter.run(self.plan, self.known, {FEE: 500}).tables

    def compared(self, results: Results) -> int:
        """Hold every step that was said against plain arithmetic, and return how many there were."""
        said = 0
        for place, table in enumerate(self.tables()):
            if results.has(place):
                every = [(row, column) for row, cells in enumerate(table) for column in range(len(cells))]
                found = [results.cell(place, row, column) for row, column in every]
                assert [table[row][column] for row, column in every] == found, self.plan.steps[place]
                said += 1
        return said


def made(most: int, least: int | None = None, *, seed: int = 1, once: bool = False) -> Made:
    """Make a plan whose figures go up to their ends and come from arithmetic alone."""
    low = -most if least is None else least
    domain = Domain(unit=1, low=low, high=most, lacks=True)
    ground = Ground(
        domains={figure: domain for figure, _ in FIGURES},
        words=(),
        steady=frozenset(),
        most={(PRACTICES, NETWORKS): 3, (PRACTICES, SCHEME_LEVEL): 6, (NETWORKS, SCHEME_LEVEL): 3},
        parameters={FEE: Domain(unit=100, low=0, high=1000, lacks=False)},
    )
    bench = Bench(GRAPH, ground)
    add_steps(bench, once=once)
    plan = Plan(graph=GRAPH, ground=ground, steps=tuple(bench.steps), worths={}, lines=())
    return Made(plan, begin(GRAPH, _figures(low, most, seed)))


def _figures(low: int, high: int, seed: int) -> Figures:
    """Make figures at their ends, near nothing, and between; some are lacking."""
    found = supplied(GRAPH, GROUPS, stays={"P4": (date(2013, 8, 1), GRAPH.last)})
    parties = belonging(GRAPH, found).parties
    near: list[int | State | None] = [low, high, 0, 1, -1, low + 1, high - 1, 7, -7, State.SUPPRESSED, None]
    values: list[int | State | None] = [each for each in near if not isinstance(each, int) or low <= each <= high]
    data = {}
    for figure, shape in FIGURES:
        for period, party in product(shape.axis, parties[shape.level]):
            seed = (seed * 48_271) % 2_147_483_647
            value = values[seed % len(values)] if seed % 3 else low + seed * seed * seed % (high - low + 1)
            if value is not None:
                data[figure, party, period] = _datum(figure, party, period, value)
    return evolve(found, data=data)


def _datum(figure: str, party: str | None, period: Period | None, value: int | State) -> Datum:
    cell = value if isinstance(value, State) else Fraction(value)
    return Datum(figure=figure, party=party, period=period, value=cell, written=str(value), place=None)


def add_steps(bench: Bench, *, once: bool) -> None:
    """Add steps of every sort, on figures of every shape or once, and put what is gathered to use again."""
    seen, due, funds, gauge = (bench.supplied(figure, shape) for figure, shape in FIGURES)
    lacks = bench.supplied_lack("seen", LONG, 5)
    fee, many = bench.parameter(FEE), bench.number(3)
    above = bench.greater(bench.size(due), bench.number(1))
    pairs = ((seen, due), (due, gauge), (funds, gauge), (gauge, fee), (seen, fee))
    for one, other in pairs[:1] if once else pairs:
        _add_alike(bench, one, other)
    _add_alike(bench, bench.divided(seen, above), bench.rest(seen, above))
    short = bench.lesser(seen, many)
    bench.choose(bench.either(bench.is_equal(lacks, bench.number(0)), bench.is_less(seen, due)), short, due)
    own = bench.plus(bench.of_group(funds, PRACTICES), due)
    bench.plus(bench.over_members(own, PRACTICES, NETWORKS, "sum"), funds)
    for how in GATHERINGS[:1] if once else GATHERINGS:
        _add_gathered(bench, seen, due, funds, how)
    for level, group in ((PRACTICES, NETWORKS), (PRACTICES, SCHEME_LEVEL)):
        place = bench.place_in_group(seen, level, group)
        bench.is_at_most(bench.place_in_group(bench.rest(place, bench.number(2)), level, group), many)
    weights, pool = bench.size(seen), bench.size(bench.over_members(due, PRACTICES, NETWORKS, "sum"))
    whole = bench.size(gauge)
    for each, of, group in ((pool, weights, NETWORKS), (fee, bench.size(due), NETWORKS), (whole, many, SCHEME_LEVEL)):
        bench.plus(bench.nearest_shares(each, of, PRACTICES, group), seen)
    for on in ("ever", date(2013, 6, 30).toordinal()):
        bench.choose(bench.belongs(Belongs(NETWORKS, on), EACH), due, bench.in_order(PRACTICES))
    for when in ("during", None):
        bench.times(bench.belongs(Belongs(SCHEME_LEVEL, when), LONG), lacks)


def _add_alike(bench: Bench, one: Place, other: Place) -> None:
    """Add each sort of arithmetic and of logic, some of which say the same."""
    less, same = bench.is_less(one, other), bench.is_equal(one, other)
    sure = bench.both(bench.is_at_most(one, other), bench.no(same))
    bench.choose(bench.either(less, same), bench.plus(one, other), bench.minus(one, other))
    bench.choose(sure, bench.lesser(one, other), bench.greater(one, other))
    bench.choose(sure, bench.no(less), bench.is_less(other, one))
    for by in (bench.number(1), bench.number(100), bench.number(7)):
        bench.plus(bench.divided(one, by), bench.rest(other, by))
    product_of = bench.times(one, other)
    bench.divided(bench.plus(bench.plus(product_of, product_of), bench.number(100)), bench.number(200))
    bench.plus(bench.plus(less, sure), bench.total([bench.number(1)] * 3))


def _add_gathered(bench: Bench, seen: Place, due: Place, budget: Place, how: Gathering) -> None:
    """Add each way to take from other tables, and put it beside what was there."""
    total = bench.over_members(seen, PRACTICES, NETWORKS, how)
    bench.minus(bench.of_group(total, PRACTICES), seen)
    bench.minus(bench.over_members(due, PRACTICES, SCHEME_LEVEL, how), budget)
    bench.over_members(bench.over_members(seen, PRACTICES, SCHEME_LEVEL, how), PRACTICES, NETWORKS, how)
    bench.over_members(total, NETWORKS, SCHEME_LEVEL, how)
    year = bench.over_periods(seen, ONCE, [[0, 1, 2, 3]], how)
    so_far = bench.over_periods(seen, QUARTERS, [[], [0], [0, 1], [0, 1, 2]], how)
    bench.over_periods(due, QUARTERS, [[0], [0, 0], [], [0]], how)
    bench.over_periods(bench.number(5), QUARTERS, [[0], [0, 0], [], [0]], how)
    bench.over_periods(seen, ONCE, [[1, 2]], how)
    last = bench.at_periods(seen, ONCE, [3])
    before = bench.at_periods(so_far, QUARTERS, [3, 0, 0, 2])
    bench.plus(bench.minus(bench.minus(year, last), before), seen)
    bench.plus(bench.beside([due, last, bench.number(4), year], QUARTERS), seen)
    bench.beside([bench.over_members(due, PRACTICES, SCHEME_LEVEL, how)] * 3 + [bench.number(9)], QUARTERS)
