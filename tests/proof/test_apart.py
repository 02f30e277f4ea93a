"""Terms of a form are bounded one by one where nothing of one could cancel with something of another."""

from fractions import Fraction

import pytest

from compiled import HEADING, PAID_IN_FULL
from schemelang.graph.graph import RuleId
from schemelang.proof.affine import Prover
from schemelang.proof.apart import Pulls
from schemelang.proof.budget import budget_of
from schemelang.proof.forms import ONE, Form, Term
from subjects import subject_of

_FIGURES = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
    never more than   1,000

figure visits "Patients visited"
    is a count of patients for each practice during the year
    never more than   list_size

figure calls "Patients called"
    is a count of patients for each practice during the year
    never more than   list_size

target busy "Many visits" for each practice
    met when          visits is at least 100
"""


def payment(name: str, *steps: str) -> str:
    """Write a payment to each practice."""
    lines = "".join(f"    {step}\n" for step in steps)
    return f'\npayment {name} "{name.title()}"\n    to each practice\n{lines}    pay 100%  on 30 June 2014\n'


_DOWN = "round  down to the penny"
_PAYMENTS = {
    "by_visit": payment("by_visit", "start with  £2 × visits", _DOWN),
    "by_call": payment("by_call", "start with  £3 × calls", _DOWN),
    "by_list": payment("by_list", "start with  £1 × list_size", "never more than  £500", _DOWN),
    "unseen": payment("unseen", "start with  £1 × list_size", "less  £1 × visits", _DOWN),
    "gated": payment("gated", "start with  £3 × calls", "nothing unless  busy is met", _DOWN),
}
_PATTERN = [
    ("by_visit by_call by_list", 3),  # all rise with the list
    ("by_visit unseen", 1),  # a visit more is paid in one and takes off in the other
    ("by_call unseen", 1),  # by way of the list, which no call is beyond
    ("by_visit gated", 1),  # a visit decides whether the other is paid
    ("by_call by_visit gated by_list unseen", 1),
]


@pytest.mark.parametrize(("names", "parts"), _PATTERN)
def test_payments_are_bounded_apart_unless_one_rises_with_what_another_falls_with(names: str, parts: int) -> None:
    """Two that rise with the same list are bounded one by one; a credit and a deduction of the same visit are not."""
    subject = subject_of(HEADING + _FIGURES + "".join(_PAYMENTS[name] for name in names.split()))
    form = {Term(RuleId(name)): Fraction(1) for name in names.split()}

    assert len(Pulls(subject.ranged).apart(form)) == parts


def test_what_is_taken_off_is_bounded_with_what_it_is_taken_off_from() -> None:
    """A payment less itself is nothing, and a number stands for itself."""
    subject = subject_of(HEADING + _FIGURES + _PAYMENTS["by_visit"] + _PAYMENTS["by_list"])
    visit, size = Term(RuleId("by_visit")), Term(RuleId("by_list"))
    form: Form = {visit: Fraction(1), Term(RuleId("visits")): Fraction(-2), size: Fraction(-1), ONE: Fraction(7)}
    parts = Pulls(subject.ranged).apart(form)

    assert sorted(map(len, parts)) == [1, 3]
    assert {ONE: Fraction(7)} in parts


def test_opposite_payments_cost_no_more_than_one_of_them_takes() -> None:
    """£2 a visit, and £1 for each on the list who made none: 1,000 patients cost £2,000 at most, and not £3,000."""
    blocks = _FIGURES + _PAYMENTS["by_visit"] + _PAYMENTS["unseen"] + _PAYMENTS["by_call"]
    budget = budget_of(subject_of(PAID_IN_FULL.replace("to        practices", "to        12 practices") + blocks))

    assert budget is not None
    assert budget.one.amount == 2_000 + 3_000
    assert budget.total.amount == 12 * 5_000


def test_many_payments_take_only_so_many_steps_more() -> None:
    """Each of them has its own steps, and what one can be worked back to is not tried with every way of another."""
    blocks = "".join(_PAYMENTS["by_visit"].replace("by_visit", f"number_{number}") for number in range(12))
    form = {Term(RuleId(f"number_{number}")): Fraction(1) for number in range(12)}
    prover = Prover(subject_of(HEADING + _FIGURES + blocks).ranged)

    assert prover.highest(form) == 12 * 2_000
    assert prover.in_all <= 12 * 8


def test_bounds_that_go_round_in_a_circle_are_followed_once() -> None:
    """Two figures of which neither is ever more than the other pull each other, and the search ends."""
    of_visits, of_calls = _FIGURES.split("figure calls")
    of_visits, of_calls = (
        text.replace("list_size\n\n", f"{other}\n\n") for text, other in ((of_visits, "calls"), (of_calls, "visits"))
    )
    blocks = f"{of_visits}figure calls{of_calls}"
    subject = subject_of(HEADING + blocks + _PAYMENTS["by_visit"] + _PAYMENTS["by_call"])
    form = {Term(RuleId("by_visit")): Fraction(1), Term(RuleId("by_call")): Fraction(1)}

    assert len(Pulls(subject.ranged).apart(form)) == 2
    assert Prover(subject.ranged).highest(form) is None
