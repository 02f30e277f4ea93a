"""A practice that moves from one network to another: what it has of each, and what it has by itself."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from compiled import HEADING, Cell, graph_of, supplied, value
from schemelang.explanation.from_outcome import explain_party
from schemelang.figures.figures import Figures, State
from schemelang.graph.graph import RuleGraph
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Absent, Lack, Outcome

MOVES = HEADING + "figure list_size is a count of patients for each practice on 1 April 2013\n"
MOVE = date(2013, 10, 1)
LISTS: dict[str, Cell] = {"Ash": 3650, "Elm": 1820, "Oak": 1830}
SHARED = """
payment pot
    to each network
    start with £100.01
    pay 100% on 30 April 2014
    share among its practices by list_size, odd pennies {}
"""


def moving(graph: RuleGraph, **cells: dict[str, Cell]) -> Figures:
    """Let Ash move from North to South on 1 October 2013."""
    figures = supplied(graph, {"North": "Oak", "South": "Ash Elm"}, {"list_size": LISTS, **cells})
    last = next(each for each in figures.memberships if each.member == "Ash")
    first = evolve(last, group="North", last=date(2013, 9, 30))
    others = [each for each in figures.memberships if each.member != "Ash"]
    members = [evolve(each, name=each.code) for each in figures.members]
    return evolve(figures, members=tuple(members), memberships=(first, evolve(last, first=MOVE), *others))


def outcome_of(blocks: str, says: str = "pay by days", **cells: dict[str, Cell]) -> Outcome:
    """Work out blocks for one practice that moved."""
    line = f"    if a practice leaves,  pay by days\n    if a practice moves, {says}\n" if says else ""
    text = MOVES.replace("    if a practice leaves,  pay by days\n", line) if says else MOVES
    graph = graph_of(text + blocks)
    return evaluate(graph, moving(graph, **cells))[0]


def paid(outcome: Outcome) -> dict[tuple[str, str | None], int | None]:
    """Return what each line comes to, by payee and group."""
    return {(line.payee, line.group): line.pence for line in outcome.ledger}


@pytest.mark.parametrize(
    ("says", "of_north", "of_south"),
    [
        ("pay by days", (5001, 5000), (5001, 5000)),  # 1,830 and 1,830; 1,820 and 1,820
        ("pay in full", (6661, 3340), (6673, 3328)),  # 3,650 of 5,480; 3,650 of 5,470
        ("pay nothing", (0, 10001), (0, 10001)),
        ("hold the payment", (None, None), (None, None)),
    ],
)
def test_it_has_of_each_group_what_the_scheme_says(
    says: str, of_north: tuple[int, int], of_south: tuple[int, int]
) -> None:
    """Each group's money is paid out whole, with a line for each group of one that moved."""
    found = paid(outcome_of(SHARED.format("by Sainte-Laguë"), says))

    assert (found["Ash", "North"], found["Oak", "North"]) == of_north
    assert (found["Ash", "South"], found["Elm", "South"]) == of_south


def test_odd_pennies_are_those_of_each_group() -> None:
    """What is left of a group's money is left after what its own members have of it, and no other group's."""
    found = paid(outcome_of(SHARED.format("to ccg")))

    assert found == {
        ("Ash", "North"): 5000,
        ("Oak", "North"): 5000,
        ("ccg", "North"): 1,
        ("Ash", "South"): 5000,
        ("Elm", "South"): 5000,
        ("ccg", "South"): 1,
    }


def test_in_each_month_it_is_in_one_group() -> None:
    """Of a payment for each month it has a share in the network in which it is in that month, and none elsewhere."""
    monthly = SHARED.format("by Sainte-Laguë").replace("each network", "each network each month")
    outcome = outcome_of(monthly.replace("on 30 April 2014", "within 20 days after the end of each month"))
    ash = [(line.group, line.pence) for line in outcome.ledger if line.payee == "Ash"]

    assert ash == [*[("North", 6661), ("South", 0)] * 6, *[("North", 0), ("South", 6673)] * 6]


def test_what_it_reads_of_its_groups_must_be_the_same() -> None:
    """A result that both groups have is its result; one that they do not share, or that one lacks, is held."""
    blocks = """
figure agreed is yes or no for each network
target met_all for each network met when agreed is yes
payment own
    to each practice
    start with £1 for each patient in list_size
    round to the nearest penny, halves up
    pay 100% on 30 April 2014 only if met_all is met
"""
    same = outcome_of(blocks, agreed={"North": True, "South": True})
    differ = outcome_of(blocks, agreed={"North": True, "South": False})
    missing = outcome_of(blocks, agreed={"North": True, "South": State.NOT_REPORTED})
    lacks = [value(each, "own", "Ash") for each in (differ, missing)]

    assert value(same, "own", "Ash") == 3650
    assert value(differ, "own", "Oak") == 1830
    assert [each.lack for each in lacks if isinstance(each, Absent)] == [Lack.MOVED, Lack.NOT_REPORTED]


def test_what_its_groups_pay_it_is_added_up() -> None:
    """What it receives is what it has of both, and each line is explained from its own group."""
    outcome = outcome_of(SHARED.format("by Sainte-Laguë"))
    explained = explain_party(outcome, "Ash", None)

    assert value(outcome, "pot.received", "Ash") == Fraction(10002, 100)
    assert [each.reason.value for each in explained] == [Fraction(5001, 100)] * 2
    assert [pool.party for each in explained for pool in each.reason.reasons[-1:]] == ["North", "South"]
