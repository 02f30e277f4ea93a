"""What the solver is asked, where signs do not settle it; without it nothing is lost but that."""

import sys
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from any_figures import any_figures
from compiled import supplied
from passes import CONTRACTS
from schemelang.dates import Period
from schemelang.graph.graph import Apportioned, Rule, RuleId
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Absent
from schemelang.proof.asked import ask_of_everybody
from schemelang.proof.direction import payments_of, reaching_more_never_pays_less, which_way_pay_goes
from schemelang.proof.proof import Broken, Claim, Noted, Proved, Tried, Unchecked
from schemelang.proof.solver import INSTALL, BeyondItError, Question, is_there, load
from schemelang.proof.subject import Subject
from schemelang.proof.worlds import Figure, World, Worth, world_of
from subjects import small_subject, subject_at
from test_conformance import SCHEMES
from told import is_so

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
    """Where it is not installed the claim is tried and not proved, and says what would bring it."""
    monkeypatch.setitem(sys.modules, "z3", None)
    verdict = claims_of(MORE_THAN_IS_TAKEN)["reaching more"].verdict

    assert not is_there()
    assert isinstance(verdict, Tried)
    assert verdict.why.endswith(f"it could go either way; the solver, which may settle it, is not installed: {INSTALL}")


def test_what_the_solver_does_not_settle_in_its_time_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its time runs out, the claim is tried, and says so."""
    monkeypatch.setattr(Question, "falls", lambda *_: "unknown")
    verdict = claims_of(MORE_THAN_IS_TAKEN)["reaching more"].verdict

    assert isinstance(verdict, Tried)
    assert verdict.why.endswith("it could go either way; the solver did not settle it in its time")


def test_what_cannot_be_told_to_the_solver_is_not_weighed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it does not know is no question of time."""

    def beyond(*_: object) -> None:
        raise BeyondItError

    monkeypatch.setattr(Question, "falls", beyond)
    pool = f'payment fee "Paid"\n    to each network\n    start with £5,000{SHARED}'
    alone, together = claims_of(MORE_THAN_IS_TAKEN)["reaching more"].verdict, claims_of(pool)["everybody"].verdict

    assert isinstance(alone, Tried)
    assert alone.why.endswith("it could go either way")
    assert isinstance(together, Unchecked)
    assert together.why.endswith("another loses, and the two were not weighed up")


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


@given(st.sampled_from([*CONTRACTS, *SCHEMES]), st.randoms(use_true_random=True))
def test_the_solver_is_told_what_the_evaluator_reckons(path: Path, random: Random) -> None:
    """Whatever the figures are, what it is told of a rule comes to what the rule comes to, or is as absent as that."""
    subject = subject_at(path)
    figures = any_figures(subject.scheme, subject.graph, random)
    world = world_of(subject.scheme, subject.graph, figures, "chance")
    question = Question(world, subject.ranges, {}, free=False, whole=True, z3=load())
    for rule in random.sample(subject.graph.rules, min(12, len(subject.graph.rules))):
        if any(isinstance(subject.graph.by_id[each].kind, Apportioned) for each in subject.under(rule.id)):
            continue  # it is told of shares without their odd pennies
        (party, period), value = random.choice(list(world.known.values[rule.id].items()))
        if isinstance(value, Fraction | bool | Absent):
            found = told_of(question, rule, party, period)
            assert found == "nothing" or found == (None if isinstance(value, Absent) else value), rule.id


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_of_every_contract_the_solver_is_told_what_is_reckoned(path: Path) -> None:
    """With no figure that moves, what it is told of each rule comes to what the rule comes to."""
    subject = subject_at(path)
    world = next(subject.worlds())
    question = Question(world, subject.ranges, {}, free=False, whole=True, z3=load())
    shared = {rule.id for rule in subject.graph.rules if isinstance(rule.kind, Apportioned)}
    told = set[bool]()
    for rule in (rule for rule in subject.graph.rules if shared.isdisjoint(subject.under(rule.id))):
        for (party, period), value in world.known.values[rule.id].items():
            if isinstance(value, Fraction | bool | Absent):
                found = told_of(question, rule, party, period)
                told.add(found != "nothing")
                assert found in {"nothing", None if isinstance(value, Absent) else value}, rule.id
    assert True in told


def test_a_fall_that_only_the_solver_finds_names_every_figure_it_needs() -> None:
    """Nobody that is tried has so many patients; the practice to which it happens does, and is paid as is told."""
    subject = small_subject(
        f'{FIGURES}payment fee "Paid"\n    to each practice\n    start with £900\n    add £3 × seen\n'
        "    less £5 × seen only if register is more than 20,000\n    never less than £0\n"
        "    round down to the penny\n    pay 100% on 30 June 2014\n"
    )
    (claim,) = reaching_more_never_pays_less(subject)

    assert isinstance(claim.verdict, Broken)
    assert 'with "Patients on the register" of Ash at 20,001.' in claim.verdict.story.words
    assert is_so(subject, claim, claim.verdict.story)


def told_of(question: Question, rule: Rule, party: str | None, period: Period | None) -> Fraction | bool | str | None:
    """Return what the solver has for a rule, None where it is absent, and nothing where it is not told of it."""
    z3 = load()
    try:
        value, absent = (z3.simplify(each) for each in question.value(rule.id, party, period, 0))
    except BeyondItError:
        return "nothing"
    if absent.as_long() != 0:
        return None
    return z3.is_true(value) if z3.is_bool(value) else Fraction(value.as_fraction())


# ---------------------------------------------------------------- held against the evaluator

BY_ONESELF = (
    "start with £3 for each patient in seen\n    less £1 for each patient in seen",
    "start with £500 only if reach is at least {share}%\n    less £400 only if reach is at least {other}%",
    "start with £3 for each patient in seen\n    less smaller of £900 and (£{price} × seen)",
    "start with £{price} × seen\n    less {share}% of the amount so far only if reach is at least 50%",
    "start with £1,000\n    add £2 for each patient in seen\n    less {share}% of the amount so far",
    "start with £90\n    add £{price} × seen\n    less £2 × register × reach",
)
POOLED = (
    "start with £{price} for each patient in total seen",
    "start with £5,000",
    "start with £{price} for each patient in total seen\n    add £500",
    "start with £{price} for each patient in total seen\n    never more than £900",
)


@cache
def about_oneself(steps: str) -> tuple[Subject, Claim]:
    """Return what is claimed of a payment of one's own."""
    payment = f'payment fee "Paid"\n    to each practice\n    {steps}\n    never less than £0\n'
    subject = small_subject(f"{FIGURES}{payment}    round down to the penny\n    pay 100% on 30 June 2014\n")
    (claim,) = reaching_more_never_pays_less(subject)
    if isinstance(claim.verdict, Broken):
        assert is_so(subject, claim, claim.verdict.story)
    return subject, claim


@given(st.sampled_from(BY_ONESELF), st.integers(1, 10), st.integers(1, 4), st.integers(1, 10), st.data())
def test_what_the_solver_says_of_oneself_is_so(
    steps: str, tens: int, price: int, more: int, data: st.DataObject
) -> None:
    """What it has shown no practice breaks, and who it has found is paid less."""
    subject, claim = about_oneself(steps.format(share=10 * tens, price=price, other=10 * more))
    register = data.draw(st.integers(0, 40))
    few, many = sorted(data.draw(st.lists(st.integers(0, register), min_size=2, max_size=2)))
    one, other = (
        evaluate(
            subject.graph,
            supplied(subject.graph, {"North": "Ash"}, {"register": {"Ash": register}, "seen": {"Ash": seen}}),
        )[0]
        for seen in (few, many)
    )
    paid, left = (each.values[RuleId("fee")]["Ash", None] for each in (one, other))
    if isinstance(claim.verdict, Proved) and isinstance(paid, Fraction) and isinstance(left, Fraction):
        assert paid <= left


@cache
def about_everybody(steps: str) -> tuple[World, str]:
    """Return what the solver says of a pool that is shared by results, and of whom."""
    pool = f'payment fee "Paid"\n    to each network\n    {steps}\n    round to the nearest penny, halves up'
    subject = small_subject(f"{FIGURES}{pool}{SHARED}")
    (paid,) = payments_of(subject)
    world, answer = ask_of_everybody(subject, paid.rule, subject.reaches.them) or (None, "unknown")
    assert world is not None
    return world, answer


@given(st.sampled_from(POOLED), st.integers(1, 3), st.data())
def test_what_the_solver_says_of_all_together_is_so(steps: str, price: int, data: st.DataObject) -> None:
    """Where nobody loses if all reach more, nobody does, but for odd pennies, at the sizes of that world."""
    world, answer = about_everybody(steps.format(price=price))
    keys = sorted((key for key in world.figures.data if key[0] == "seen"), key=str)
    few, many = dict[Figure, Worth](), dict[Figure, Worth]()
    for key in keys:
        least, most = world.room(key)
        assert least is not None
        assert most is not None
        one, other = sorted(data.draw(st.lists(st.integers(int(least), int(most)), min_size=2, max_size=2)))
        few[key], many[key] = Fraction(one), Fraction(other)
    before, after = (evaluate(world.graph, world.with_(each).figures)[0] for each in (few, many))
    rule = RuleId("fee", "received")
    for at, paid in before.values[rule].items():
        left = after.values[rule][at]
        if answer == "never" and isinstance(paid, Fraction) and isinstance(left, Fraction):
            assert paid - left <= Fraction(2, 100)
