"""One party worked out alone comes to what it comes to among everybody, and so does whoever it is asked about."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from compiled import HEADING, graph_of, ident, supplied
from explained import gallery
from explained import graph_of as graph_from
from schemelang.explanation.from_outcome import explain_party
from schemelang.explanation.text import as_text
from schemelang.figures.from_examples import read_example
from schemelang.model.model import Example
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.of_one import evaluate_for

GROUPED = [
    "a_diabetes_package.scheme",
    "b_immunisation_package.scheme",
    "c_locality_savings.scheme",
    "d_qof_plus.scheme",
    "i_capacity_access.scheme",
    "j_prescribing_gainshare.scheme",
]
TEXT = (
    HEADING.replace("pay by days", "pay in full")
    + """
figure list_size is a count of patients for each practice on 1 April 2013
value twice for each practice
    is                2 × list_size
value of_group for each network
    is                total list_size
payment each_one
    to each practice
    start with        £1 × twice
    round             down to the penny
    pay 100%          on 30 April 2014
payment together
    to each network
    start with        £1 × total list_size
    round             down to the penny
    pay 100%          on 30 April 2014
    share             among its practices by list_size, odd pennies by largest remainder
"""
)
TWICE = graph_of(TEXT)
LISTS = supplied(TWICE, {"North": "Ash Birch", "South": "Oak"}, {"list_size": {"Ash": 5, "Birch": 7, "Oak": 9}})


@pytest.mark.parametrize("name", GROUPED)
def test_each_party_is_explained_as_among_everybody(name: str) -> None:
    """Its lines, what they are worked out from, and the words of it are the same."""
    scheme = gallery(name)
    graph = graph_from(scheme)
    for example in (block for block in scheme.blocks if isinstance(block, Example)):
        figures, _ = read_example(example, scheme)
        assert figures is not None
        among_all, _ = evaluate(graph, figures)
        for member in figures.members:
            alone = evaluate_for(graph, figures, member.code, {})
            words, of_all = (as_text(explain_party(each, member.code, None)) for each in (alone, among_all))
            assert words == of_all
            assert all(values.items() <= among_all.values[rule].items() for rule, values in alone.values.items())


def test_only_what_is_read_of_others_is_worked_out_of_them() -> None:
    """A value of its own is worked out for the party; a figure that its group adds up, for all of the group."""
    outcome = evaluate_for(TWICE, LISTS, "Ash", {})

    assert set(outcome.values[ident("twice")]) == {("Ash", None)}
    assert set(outcome.values[ident("list_size")]) == {("Ash", None), ("Birch", None), ("Oak", None)}
    assert set(outcome.values[ident("of_group")]) == {("North", None)}
    assert [(line.payee, line.pence) for line in outcome.ledger] == [("Ash", 1000), ("Ash", 500)]


def test_a_group_is_worked_out_with_its_members() -> None:
    """What its members are paid is told with it."""
    outcome = evaluate_for(TWICE, LISTS, "North", {})

    assert {line.payee for line in outcome.ledger} == {"Ash", "Birch"}
    assert set(outcome.values[ident("twice")]) == {("Ash", None), ("Birch", None)}


def test_what_is_asked_for_of_another_is_worked_out_then() -> None:
    """What was left out is the same as among everybody; of a stranger there is nothing."""
    values = evaluate_for(TWICE, LISTS, "Ash", {}).values[ident("twice")]

    assert (values["Birch", None], values["Oak", None]) == (14, 18)
    with pytest.raises(KeyError):
        values["Elm", None]


def test_where_somebody_moved_everybody_is_worked_out() -> None:
    """What one that moved comes to in one group rests on what it comes to in the other."""
    first, *others = LISTS.memberships
    halves = evolve(first, group="South", last=date(2013, 9, 30)), evolve(first, first=date(2013, 10, 1))
    moved = evolve(LISTS, memberships=(*halves, *others))

    assert evaluate_for(TWICE, moved, "Birch", {}) == evaluate(TWICE, moved)[0]


def test_without_a_party_everybody_is_worked_out() -> None:
    """So it is for one that only payments name."""
    everybody, _ = evaluate(TWICE, LISTS)

    assert evaluate_for(TWICE, LISTS, None, {}) == everybody


def test_what_is_said_is_not_worked_out() -> None:
    """A value that comes from a run is taken as it is, for one and for everybody."""
    graph = graph_of(
        TEXT
        + "value its_share for each practice\n    is list_size ÷ everybody\nvalue everybody\n    is total list_size\n"
    )
    for party in ("Ash", None):
        outcome = evaluate_for(graph, LISTS, party, {(ident("everybody"), None): Fraction(50)})
        assert outcome.values[ident("its_share")]["Ash", None] == Fraction(1, 10)
        assert outcome.of_everybody == {ident("everybody")}
