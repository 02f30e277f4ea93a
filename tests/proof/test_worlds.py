"""A world that was changed is the world that the reference evaluator makes of the changed figures."""

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beside import beside
from compiled import scheme_of
from schemelang.compile import compile_scheme
from schemelang.figures.bounds import check_bounds
from schemelang.figures.columns import declared
from schemelang.figures.times import timetable_of
from schemelang.graph.from_model import lower
from schemelang.graph.graph import Constant, RuleId
from schemelang.outcome.examples import run_examples
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome, Status
from schemelang.proof.subject import Subject
from schemelang.proof.worlds import Figure, World, Worth, world_of_outcome
from schemelang.source import Source

CONTRACTS = sorted((Path(__file__).parents[2] / "contracts").glob("*/*.scheme"))
SETTLED = (Status.PAYABLE, Status.RECOVERED)

GROUPS = """
scheme care "Care"
    offered by        ccg
    offered to        practices
    runs              1 April 2024 to 31 March 2025
    groups            practices into networks
    if not reported,  hold the payment
    if a practice joins,   pay by days
    if a practice leaves,  pay by days

party ccg "NHS Vale CCG"
    code              08V

figure register "Patients on the register"
    is a count of patients for each practice during each quarter
figure seen "Patients seen"
    is a count of patients for each practice during each quarter
    never more than   register
figure cost "Cost"
    is money for each practice during the year
figure plan "There is a plan"
    is yes or no for each network during the year

indicator reach "Share seen" for each practice
    is                seen during quarter 4 out of register during quarter 4
    if there are no patients,  leave it out

target enough "Enough are seen" for each network
    met when          pooled reach is at least 60%
                      and plan

value visits "Visits" for each practice
    is                total seen over the year

payment care "Care"
    to each practice
    start with        £2 for each patient in visits
    add               cost × 1%
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2025

payment pool "Networks"
    to each network
    start with        £1,000
    pay 100%          on 30 June 2025 only if enough is met
    share             among its practices by visits, odd pennies by Sainte-Laguë
"""


@cache
def _world() -> World:
    scheme = scheme_of(GROUPS)
    graph, _ = lower(scheme)
    assert graph is not None
    return list(Subject(scheme=scheme, graph=graph).every_world())[-1]


def _agree(world: World) -> None:
    outcome, _ = evaluate(world.graph, world.figures)
    assert outcome.values == {rule: world.known.values[rule] for rule in world.graph.by_id}
    for payee in (None, *world.payees()):
        assert (world.paid_in_all() if payee is None else world.paid(payee)) == _paid(outcome, payee)


def _paid(outcome: Outcome, payee: str | None) -> Fraction | None:
    lines = [line for line in outcome.ledger if payee in (None, line.payee)]
    if any(line.pence is None for line in lines):
        return None
    return Fraction(sum(line.pence or 0 for line in lines if line.status in SETTLED), 100)


def _worths(world: World) -> st.SearchStrategy[dict[Figure, Worth]]:
    keys = sorted(world.figures.data, key=str)
    changes = {
        key: st.booleans() if isinstance(world.given(key), bool) else st.integers(0, 12_000).map(Fraction)
        for key in keys
        if world.given(key) is not None
    }
    return st.lists(st.sampled_from(list(changes)), min_size=1, max_size=3, unique=True).flatmap(
        lambda chosen: st.fixed_dictionaries({key: changes[key] for key in chosen})
    )


# ---------------------------------------------------------------- one figure changed


@given(st.data())
def test_what_rests_on_a_changed_figure_is_worked_out_again_and_nothing_is_forgotten(data: st.DataObject) -> None:
    """Two changes, one after the other, come to what all rules come to when they are worked out anew."""
    world = _world()
    before = dict(world.figures.data)
    once = world.with_(data.draw(_worths(world)))
    _agree(once)
    _agree(once.with_(data.draw(_worths(world))))
    assert world.figures.data == before


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_each_figure_of_a_contract_can_be_changed(path: Path) -> None:
    """Every figure of every contract, in its examples and among made-up practices."""
    for world in _subject(path).every_world():
        _agree(world)
        last = {figure: (figure, party, period) for figure, party, period in world.figures.data}
        for key in last.values():
            worth = world.given(key)
            if worth is not None:
                _agree(world.with_({key: not worth if isinstance(worth, bool) else worth + 1}))


# ---------------------------------------------------------------- worlds to begin with


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_made_practices_have_every_figure_within_its_bounds(path: Path) -> None:
    """Nothing is left out, and no bound of any contract is broken."""
    subject = _subject(path)
    *_, world = subject.every_world()
    figures = {figure.name: figure for figure in declared(subject.scheme)}
    times = timetable_of(subject.scheme, same_at_every_date=True)
    assert world.origin == "made-up practices"
    assert {figure for figure, _, _ in world.figures.data} == set(figures)
    assert not list(check_bounds(world.figures.data, figures, times))


def test_each_figure_is_found_under_its_name() -> None:
    """All that are supplied are there once, a changed one too."""
    *_, world = _subject(CONTRACTS[0]).every_world()
    figure = next(iter(world.figures.data))
    for each in (world, world.with_({figure: Fraction(1)})):
        keys = [key for own in each.supplied.values() for key in own]
        assert len(keys) == len(each.figures.data)
        assert set(keys) == set(each.figures.data)
        assert all(key[0] == name for name, own in each.supplied.items() for key in own)


def test_an_example_is_worked_out_as_far_as_somebody_asks() -> None:
    """Whether everybody is paid is known before all is; and an outcome makes the same world."""
    subject = _subject(next(path for path in CONTRACTS if path.stem == "qof_2014"))
    run, practices = subject.runs[0], next(iter(subject.practices))
    assert run.working is not None
    assert practices.origin == f'the example "{run.example.title}"'
    assert run.asked == run.working.known.values.keys()
    assert run.asked < subject.graph.by_id.keys()
    assert practices.is_paid
    assert run.working.known.values.keys() < subject.graph.by_id.keys()
    world = practices.world
    assert world.known.values.keys() == subject.graph.by_id.keys()
    assert world.paid("Quay") == Fraction("20939.40")
    assert run.outcome is not None
    assert world_of_outcome(subject.scheme, run.outcome, "it").paid("Quay", "quality") == Fraction("20939.40")


def test_figures_that_are_given_come_first() -> None:
    """Real figures make better stories than invented ones."""
    world = _world()
    subject = Subject(scheme=world.scheme, graph=world.graph, figures=world.figures)
    for worlds in (subject.worlds(), subject.every_world()):
        given_figures = next(worlds)
        assert given_figures.origin == "the figures given"
        assert given_figures.paid_in_all() == world.paid_in_all()


def _subject(path: Path) -> Subject:
    compiled = compile_scheme(Source(path.name, path.read_text(encoding="utf-8")), beside(path))
    assert compiled.scheme is not None
    assert compiled.graph is not None
    runs = run_examples(compiled.scheme, compiled.graph)
    return Subject(scheme=compiled.scheme, graph=compiled.graph, runs=runs)


def test_what_nobody_asks_for_is_not_worked_out() -> None:
    """Of a world in which a figure is another, only what somebody asks for is worked out, and what it rests on."""
    world = _world()
    key = next(key for key in world.figures.data if key[0] == "cost")
    other = world.with_({key: Fraction(world.given(key) or 0) + 100})
    assert not other.known.values
    assert not other.differs_from(world, [RuleId("pool"), RuleId("enough")])
    assert other.known.values.keys() == {RuleId("pool"), RuleId("enough")}
    assert other.differs_from(world, [RuleId("cost")])
    assert RuleId("care") not in other.known.values
    assert other.paid_in_all("care") == (world.paid_in_all("care") or Fraction(0)) + 1


def test_what_is_laid_down_can_be_another_value() -> None:
    """£2 for each patient become £3, and then £2 again."""
    world = _world()
    price = next(rule.id for rule in world.graph.rules if rule.kind == Constant(Fraction(2)))
    paid = world.paid_in_all("care")
    visits = sum(each for each in world.known.values[RuleId("visits")].values() if isinstance(each, Fraction))
    assert paid is not None
    dearer = world.with_({}, {price: Fraction(3)})
    assert dearer.paid_in_all("care") == paid + visits
    assert not world.with_({}, {price: Fraction(2)}).differs_from(world, [RuleId("care")])
    assert dearer.with_({}, {price: Fraction(2)}).paid_in_all("care") == paid
