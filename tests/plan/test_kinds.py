"""Kinds of rules in plans where they are hard: fractions that are each over their own number, and what is rare."""

import pytest

from compiled import Cell, small, supplied
from plan.held import held, varied
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome

FIGURES = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
figure seen "Patients seen"
    is a count of patients for each practice during each quarter
figure size "How large it is"
    is a number for each practice on 1 January 2013
figure has_met "Met"
    is yes or no for each practice during the year
indicator reach "Share seen" for each practice each quarter
    is                seen out of list_size
    if there are no patients,  leave it out
indicator year_reach "Share seen in the last quarter" for each practice
    is                seen during quarter 4 out of list_size
    measured          on 31 March 2014
    if there are no patients,  leave it out
"""
GROUPS = {"North": "Ash Birch Cedar", "South": "Dock Elm"}
CELLS: dict[str, dict[str, Cell]] = {
    "list_size": {"Ash": 7, "Birch": 11, "Cedar": 0, "Dock": 3, "Elm": 14},
    "seen": {"Ash": 3, "Birch": 5, "Cedar": 0, "Dock": 2, "Elm": 9},
    "size": {"Ash": "1/3", "Birch": "-5/7", "Cedar": 4, "Dock": "2/9", "Elm": 0},
    "has_met": {"Ash": True, "Birch": True, "Cedar": False, "Dock": True, "Elm": True},
}


def outcome_of(blocks: str) -> Outcome:
    """Work blocks out, below the figures."""
    graph = small(FIGURES + blocks)
    return evaluate(graph, supplied(graph, GROUPS, CELLS))[0]


def left(blocks: str) -> set[str]:
    """Hold a plan against the reference, also where what is laid down may be another; say what is left to that."""
    outcome = outcome_of(blocks)
    varying, plan = held(outcome, varied(outcome)), held(outcome)
    assert plan is not None
    assert varying is not None
    assert varying.by_reference == plan.by_reference
    return {str(rule) for rule in plan.by_reference}


@pytest.mark.parametrize(
    "how",
    [
        "highest year_reach",
        "lowest year_reach",
        "median year_reach",
        "the 90th percentile of year_reach",
        "median size",
        "highest size",
        "the 40th percentile of size",
    ],
)
def test_one_of_several_fractions_is_found(how: str) -> None:
    """Which of several fractions is the greatest, or in the middle, is found without a common denominator."""
    assert left(f'value found "Found" for each network\n    is                {how}\n') == set()


def test_an_average_of_fractions_is_left_to_the_reference() -> None:
    """There is no honest sum of fractions that are each over a number of their own."""
    assert left('value found "Found" for each network\n    is                average year_reach\n') == {"found"}


def test_fractions_over_time_are_left_to_the_reference() -> None:
    """Neither the greatest of several periods' fractions is found, nor what a fraction leaves of a limit."""
    over_time = """
value found "Found" for each practice
    is                highest reach over the year
"""
    limited = """
value found "Found" for each practice each quarter
    start with        £10 × reach
    never more than   £12 in the year
"""
    assert left(over_time) == {"found"}
    assert left(limited) == {"found"}


def test_money_is_shared_by_fractions_by_the_reference() -> None:
    """Shares by fractions that are each over a number of their own are the reference's; what rests on them is not."""
    payment = """
payment pool "Pool"
    to each network
    start with        £1,000
    pay 100%          on 30 June 2014
    share             among its practices by year_reach, odd pennies by largest remainder
"""
    assert left(payment) == {"pool.tranche 1 share"}


def test_what_hangs_on_a_condition_is_at_stake_in_instalments() -> None:
    """What would be paid is cut as what is paid, also where nobody's condition is met."""
    payment = """
target good "Good" for each network
    met when          every practice meets has_met
payment pool "Pool"
    to each network
    start with        £1,000.01
    pay 70%           in 3 equal instalments on the 15th of each month from May 2014, odd pennies in the first
    pay 30%           in 3 equal instalments on the 15th of each month from May 2014, odd pennies in the first
        only if good is met
    share             among its practices by list_size, odd pennies by largest remainder
"""
    assert left(payment) == set()


def test_what_is_carried_of_fractions_is_left_to_the_reference() -> None:
    """An overspend that is a fraction over a number of its own is carried forward by the reference."""
    saving = """
saving kept "Kept" for each practice each quarter
    budget            £10 × reach
    spend             £7 × reach
    first call        none
    counts            from the first pound
    if overspent,     carry it forward
"""
    assert left(saving) == {"kept.brought forward", "kept.left over"}
