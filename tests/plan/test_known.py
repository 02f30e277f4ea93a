"""What comes of an engine's tables is what the reference evaluator comes to, causes and all."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from attrs import evolve

from compiled import small, supplied
from held_together import Evaluated, assert_the_same
from laid_out import Cells, LaidOut, laid_out
from schemelang.figures.figures import Datum, Figures, State
from schemelang.graph.graph import RuleGraph, RuleId, Total
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.known import begin
from schemelang.outcome.outcome import Absent, Lack
from schemelang.plan.known import judge_of
from schemelang.plan.plan import Plan, Shape
from schemelang.plan.tables import OwnFault, Worked

SCHEME = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
figure seen "Patients seen"
    is a count of patients for each practice during each quarter
figure agreed "Agreed"
    is yes or no for each practice
figure opened "Opened"
    is a date for each practice
figure rating "Rating"
    is one of "good" and "poor" for each practice
indicator reach "Share seen" for each practice
    is                seen during quarter 4 out of list_size
    measured          on 31 March 2014
    if there are no patients,  leave it out
target together "Together" for each network
    met when          pooled reach is at least 50%
target each_one "Each" for each practice
    met when          agreed and rating is "good" and opened is before 1 April 2013
value all "All" for each practice
    is                total seen over the year
payment care "Care"
    to each practice
    start with        £2.50 for each patient in all
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014 only if each_one is met
payment pool "Networks"
    to each network
    start with        £1,000
    pay 100%          on 30 June 2014 only if together is met
    share             among its practices by list_size, odd pennies by Sainte-Laguë
"""
GROUPS = {"North": "Ash Birch", "South": "Cedar Dock"}


@cache
def graph() -> RuleGraph:
    """Read the scheme."""
    return small(SCHEME)


def figures() -> Figures:
    """Make figures of which some are lacking."""
    made = supplied(
        graph(),
        GROUPS,
        {
            "list_size": {"Ash": 900, "Birch": 0, "Cedar": 10, "Dock": 4},
            "seen": {"Ash": 45, "Birch": 0, "Cedar": State.SUPPRESSED, "Dock": 4},
            "agreed": {"Ash": True, "Birch": False, "Cedar": True},
            "opened": {name: date(2013, 1, 1) for name in ("Ash", "Birch", "Cedar", "Dock")},
        },
    )
    data = dict(made.data)
    for code, word in (("Ash", "good"), ("Birch", "poor"), ("Dock", "good")):
        data["rating", code, None] = Datum(
            figure="rating", party=code, period=None, value=word, written=word, place=None
        )
    return evolve(made, data=data)


def outcome_of(plan: Plan, tables: LaidOut) -> Evaluated:
    """Read what comes of tables."""
    return judge_of(plan, begin(graph(), figures())).outcome(tables)


def test_tables_come_to_what_the_reference_evaluator_comes_to() -> None:
    """Values of every sort, lacks with their causes, lines and findings are the same."""
    plan, tables = laid_out(graph(), figures())

    assert_the_same(evaluate(graph(), figures()), outcome_of(plan, tables))


def test_what_an_engine_leaves_out_is_worked_out_here() -> None:
    """A step that is not there, and all else, come to the same."""
    plan, tables = laid_out(graph(), figures())
    there = {place: table for place, table in tables.tables.items() if place % 7}

    assert_the_same(evaluate(graph(), figures()), outcome_of(plan, LaidOut(there)))


def test_a_step_of_one_row_or_of_one_column_fits() -> None:
    """What is the same for all is asked for once."""
    plan, tables = laid_out(graph(), figures())
    steps, there = list(plan.steps), dict(tables.tables)
    for place, table in tables.tables.items():
        shape = steps[place].shape
        if all(row == table[0] for row in table):
            shape, there[place] = Shape(shape.level, (None,)), there[place][:1]
        if all(len(set(row)) == 1 for row in table):
            shape, there[place] = Shape("scheme", shape.axis), [row[:1] for row in there[place]]
        steps[place] = evolve(steps[place], shape=shape)

    assert_the_same(evaluate(graph(), figures()), outcome_of(evolve(plan, steps=tuple(steps)), LaidOut(there)))


def test_a_step_that_always_comes_to_the_same_is_not_asked_for() -> None:
    """Its ends say what it comes to."""
    plan, tables = laid_out(graph(), figures())
    always = {
        place: table[0][0]
        for place, table in tables.tables.items()
        if len({number for row in table for number in row}) == 1
    }
    steps = tuple(
        evolve(step, low=always[place], high=always[place]) if place in always else step
        for place, step in enumerate(plan.steps)
    )
    there = {place: table for place, table in tables.tables.items() if place not in always}
    assert {0, 1} < set(always.values())

    assert_the_same(evaluate(graph(), figures()), outcome_of(evolve(plan, steps=steps), LaidOut(there)))


def test_a_rule_is_worked_out_for_an_engine_in_whole_numbers() -> None:
    """The engine is given numerators, denominators and lacks, in rows of periods and columns of parties."""
    plan, tables = laid_out(graph(), figures())
    ask = judge_of(plan, begin(graph(), figures())).ask

    assert ask(RuleId("reach"), tables) == Worked(value=[[1, 0, 0, 1]], unit=[[20, 1, 1, 1]], lack=[[0, 1, 3, 0]])
    assert ask(RuleId("rating"), tables).value == [[0, 1, 0, 0]]
    assert ask(RuleId("opened"), tables).value[0][0] == date(2013, 1, 1).toordinal()
    assert ask(RuleId("together"), tables) == Worked(value=[[0, 0]], unit=[[1, 1]], lack=[[0, 3]])


# ---------------------------------------------------------------- faults


def _another_lack(rule: RuleId, cells: Cells) -> Cells:
    return (0, 1, 4) if rule == RuleId("list_size") and cells[0] == 20 else cells


def _no_lack(rule: RuleId, cells: Cells) -> Cells:
    return (0, 1, 5) if rule == RuleId("seen") and cells[2] else cells


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_another_lack, "list_size: what is lacking of Cedar is not what the reference evaluator finds"),
        (_no_lack, "seen: what is lacking of Cedar, quarter 1 is not what the reference evaluator finds"),
    ],
)
def test_another_lack_is_a_fault_of_our_own(change: Callable[[RuleId, Cells], Cells], said: str) -> None:
    """An engine that finds something else lacking is not believed, and neither is anything else."""
    plan, tables = laid_out(graph(), figures(), change)

    with pytest.raises(OwnFault, match=said):
        outcome_of(plan, tables)


def _a_penny_more(rule: RuleId, cells: Cells) -> Cells:
    return (cells[0] * 100 + cells[1], cells[1] * 100, 0) if rule == RuleId("care") and cells[0] else cells


def test_a_penny_more_is_noticed() -> None:
    """What holds engines together sees one penny of one payment."""
    plan, tables = laid_out(graph(), figures(), _a_penny_more)

    with pytest.raises(AssertionError, match="care"):
        assert_the_same(evaluate(graph(), figures()), outcome_of(plan, tables))


# ---------------------------------------------------------------- depth


def test_a_lack_is_explained_however_long_the_chain_of_rules_is() -> None:
    """Three thousand rules, each of which needs the one before."""
    short = small("""
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
""")
    last = short.rules[-1]
    chain = [evolve(last, id=RuleId("it", "0"), kind=Total((last.id,)))]
    chain += [
        evolve(last, id=RuleId("it", str(number)), kind=Total((RuleId("it", str(number - 1)),)))
        for number in range(1, 3000)
    ]
    deep = evolve(short, rules=(*short.rules, *chain))
    given = supplied(deep, {"North": "Ash Birch"}, {"list_size": {"Ash": 5}})
    plan, tables = laid_out(deep, given)
    outcome, _ = judge_of(plan, begin(deep, given)).outcome(tables)

    found = outcome.values[RuleId("it", "2999")]["Birch", None]
    assert isinstance(found, Absent)
    assert found.lack is Lack.NOT_REPORTED
    assert outcome.values[RuleId("it", "2999")]["Ash", None] == Fraction(5)
