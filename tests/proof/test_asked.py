"""What the solver is asked, where signs do not settle it; without it nothing is lost but that."""

import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

from passes import CONTRACTS, compiled
from schemelang.dates import Period
from schemelang.graph.graph import Apportioned, Rule
from schemelang.proof.direction import which_way_pay_goes
from schemelang.proof.proof import Claim, Noted, Proved, Tried, Unchecked
from schemelang.proof.solver import INSTALL, BeyondItError, Question, is_there, load
from schemelang.proof.subject import Subject
from subjects import small_subject

FIGURES = """
figure register "Patients on the register"
    is a count of patients for each practice on 31 March 2014
figure seen "Patients seen"
    is a count of patients for each practice during the year
    never more than register
indicator reach "Share seen" for each practice
    is seen out of register
    measured during the year
    if there are no patients, leave it out
"""
SHARED = """
    pay 100% on 30 June 2014
    share among its practices by seen, odd pennies by Sainte-Laguë
"""
MORE_THAN_IS_TAKEN = """
payment fee "Paid"
    to each practice
    start with £3 for each patient in seen
    less £1 for each patient in seen
    round to the nearest penny, halves up
    pay 100% on 30 June 2014
"""


def claims_of(blocks: str) -> dict[str, Claim]:
    """Return the claims of a scheme with one payment, by their kinds."""
    return {claim.kind: claim for claim in which_way_pay_goes(small_subject(FIGURES + blocks))}


def test_what_signs_leave_open_is_proved_by_the_solver() -> None:
    """£3 less £1 for the same patients is £2 for each, which no sign can tell."""
    assert is_there()
    claims = claims_of(MORE_THAN_IS_TAKEN)

    assert claims["reaching more"].verdict == Proved()
    assert claims["reaching more"].how.endswith("It was shown by the solver.")
    assert claims["everybody"].verdict == Proved()


def test_without_the_solver_it_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not installed the claim is tried and not proved."""
    monkeypatch.setitem(sys.modules, "z3", None)

    assert not is_there()
    assert isinstance(claims_of(MORE_THAN_IS_TAKEN)["reaching more"].verdict, Tried)


def test_for_a_contract_the_solver_is_not_asked() -> None:
    """A contract comes out alike wherever it is written, so it has what is proved without the solver."""
    claims = {
        each.kind: each
        for each in which_way_pay_goes(evolve(small_subject(FIGURES + MORE_THAN_IS_TAKEN), for_contract=True))
    }
    pool = f'payment fee "Paid"\n    to each network\n    start with £5,000{SHARED}'
    shared = {each.kind: each for each in which_way_pay_goes(evolve(small_subject(FIGURES + pool), for_contract=True))}
    verdict = shared["everybody"].verdict

    assert isinstance(claims["reaching more"].verdict, Tried)
    assert claims["reaching more"].verdict.why == 'in "Paid" it could go either way'
    assert isinstance(verdict, Unchecked)
    assert "solver" not in verdict.why


def test_what_would_bring_the_solver_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a pool shared by results it is not weighed up who gains more, and the command that would help is named."""
    monkeypatch.setitem(sys.modules, "z3", None)
    pool = f'payment fee "Paid"\n    to each network\n    start with £5,000{SHARED}'
    verdict = claims_of(pool)["everybody"].verdict

    assert isinstance(verdict, Unchecked)
    assert INSTALL in verdict.why


def test_who_loses_of_a_pool_that_does_not_grow_is_found() -> None:
    """If all reach more of a fixed pool, somebody gets less of it; that is a fact of the design."""
    pool = f'payment fee "Paid"\n    to each network\n    start with £5,000{SHARED}'
    verdict = claims_of(pool)["everybody"].verdict

    assert isinstance(verdict, Noted)
    assert verdict.words.startswith("If all reach more, one can still be paid less")


def test_of_a_pool_that_grows_with_results_nobody_loses() -> None:
    """£2 for each patient seen, shared by who has seen them, is £2 for each of one's own."""
    pool = (
        'payment fee "Paid"\n    to each network\n    start with £2 for each patient in total seen\n'
        f"    round to the nearest penny, halves up{SHARED}"
    )
    verdict = claims_of(pool)["everybody"].verdict

    assert isinstance(verdict, Unchecked)
    assert verdict.why.startswith("the solver has shown it for made-up practices")


@pytest.mark.parametrize(
    "steps",
    [
        "start with £500 only if reach is at least 60%\n    less £400 only if reach is at least 60%",
        "start with £3 for each patient in seen\n    less smaller of £900 and (£3 × seen)",
        "start with £1,000\n    add £2 for each patient in seen\n    less 50% of the amount so far",
    ],
)
def test_questions_of_many_kinds_are_answered(steps: str) -> None:
    """Gates, caps and percentages are told to the solver as the evaluator reckons them."""
    payment = f'payment fee "Paid"\n    to each practice\n    {steps}\n    round down to the penny\n'
    assert claims_of(f"{payment}    pay 100% on 30 June 2014\n")["reaching more"].verdict == Proved()


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_the_solver_is_told_what_the_evaluator_reckons(path: Path) -> None:
    """With no figure that moves, what it is told of each rule comes to what the rule comes to."""
    case = compiled(path)
    assert case.scheme is not None
    assert case.graph is not None
    subject = Subject(scheme=case.scheme, graph=case.graph)
    world = next(subject.worlds())
    question = Question(world, subject.ranges, {}, free=False, whole=True, z3=load())
    shared = {rule.id for rule in case.graph.rules if isinstance(rule.kind, Apportioned)}
    told = Counter[bool]()
    for rule in case.graph.rules:
        if shared & subject.under(rule.id):
            continue
        for (party, period), value in world.known.values[rule.id].items():
            if isinstance(value, Fraction | bool):
                found = told_of(question, rule, party, period)
                told[found is not None] += 1
                assert found in {None, value}, rule.id
    assert told[True]


def told_of(question: Question, rule: Rule, party: str | None, period: Period | None) -> Fraction | bool | None:
    """Return what the solver has for a rule, where it is told of it."""
    z3 = load()
    try:
        value, absent = (z3.simplify(each) for each in question.value(rule.id, party, period, 0))
    except BeyondItError:
        return None
    assert absent.as_long() == 0
    return z3.is_true(value) if z3.is_bool(value) else Fraction(value.as_fraction())
