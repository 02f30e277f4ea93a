"""What a scheme can cost at most is never passed, and is named where nothing bounds it."""

from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from any_figures import any_figures
from compiled import HEADING, supplied
from passes import CONTRACTS, Case, figures_of, with_figures
from schemelang.figures.figures import Figures
from schemelang.model.model import NamedParty, Scheme
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Line, Outcome, Status
from schemelang.proof.budget import budget_of
from schemelang.proof.proof import Budget, Most
from schemelang.proof.subject import Subject
from subjects import subject_at, subject_of
from test_conformance import SCHEMES

_PAID = (Status.PAYABLE, Status.RECOVERED)


@cache
def budget_at(path: Path) -> Budget | None:
    """Return the budget of a scheme, whatever the figures are."""
    return budget_of(subject_at(path))


def passes(most: Most, pence: int) -> bool:
    """Say whether an amount is more than the most there can be."""
    return most.amount is not None and Fraction(pence, 100) > most.amount


def passed(budget: Budget, outcome: Outcome, scheme: Scheme) -> list[str]:
    """Return what of a budget is passed by what was paid; of one nominated for each group, each group's is another."""
    nominated = {block.name for block in scheme.blocks if isinstance(block, NamedParty) and block.payee_for}

    def payee(line: Line) -> str:
        return f"{line.payee} of {line.group}" if line.payee in nominated else line.payee

    lines = [line for line in outcome.ledger if line.pence is not None and line.status in _PAID]
    whole = sum(line.pence or 0 for line in lines if line.part.payer == scheme.offered_by)
    payees = {payee(line) for line in lines}
    each = {who: sum(line.pence or 0 for line in lines if payee(line) == who) for who in payees}
    back = {
        who: -sum(line.pence or 0 for line in lines if payee(line) == who and line.status is Status.RECOVERED)
        for who in payees
    }
    held = any(line.status is Status.HELD for line in outcome.ledger)
    return [
        *(["total"] if not held and passes(budget.total, whole) else []),
        *(who for who, pence in each.items() if not held and passes(budget.one, pence)),
        *(f"back {who}" for who, pence in back.items() if passes(budget.back, pence)),
    ]


def tried(path: Path, random: Random) -> tuple[Subject, Figures, Outcome]:
    """Work out a scheme on figures by chance."""
    subject = subject_at(path)
    figures = any_figures(subject.scheme, subject.graph, random)
    return subject, figures, evaluate(subject.graph, figures)[0]


@given(st.sampled_from([*CONTRACTS, *SCHEMES]), st.randoms(use_true_random=True))
def test_no_figures_pass_the_budget(path: Path, random: Random) -> None:
    """Nobody is paid more than the most, and all are not; nor is anybody asked for more."""
    subject, _, outcome = tried(path, random)
    budget = budget_at(path)

    assert budget is None or not passed(budget, outcome, subject.scheme)


@given(st.sampled_from([*CONTRACTS, *SCHEMES]), st.randoms(use_true_random=True))
def test_real_lists_keep_to_their_budget(path: Path, random: Random) -> None:
    """With figures that were counted by the first day, the budget is that of these lists."""
    subject, figures, outcome = tried(path, random)
    budget = budget_of(Subject(scheme=subject.scheme, graph=subject.graph, figures=figures))

    assert budget is None or not passed(budget, outcome, subject.scheme)


_GRANT = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
{bound}
payment grant "Grant"
    to each practice
    start with        £2 for each patient in list_size
    round             down to the penny
    pay 100%          on 30 June 2014
"""


def test_what_has_no_bound_is_named_with_the_line_that_gives_it_one() -> None:
    """A list of any size costs any amount."""
    budget = budget_of(subject_of(HEADING + _GRANT.format(bound="")))

    assert budget is not None
    assert budget.total.amount is None
    assert budget.total.why == (
        'nothing says how large "Registered patients" can be. '
        "Pass figures with --figures, or write   never more than …   in list_size"
    )


def test_the_number_of_practices_has_to_be_known_too() -> None:
    """Practices of 20,000 patients at most have £40,000 each, and all of them that many times."""
    blocks = _GRANT.format(bound="    never more than   20,000\n")
    budget = budget_of(subject_of(HEADING + blocks))
    of_twelve = budget_of(subject_of(HEADING.replace("to        practices", "to        12 practices") + blocks))

    assert budget is not None
    assert budget.total.amount is None
    assert "how many practices there are" in budget.total.why
    assert of_twelve is not None
    assert (of_twelve.total.amount, of_twelve.one.amount, of_twelve.back.amount) == tuple(
        map(Fraction, (480_000, 40_000, 0))
    )


def test_what_is_paid_on_account_can_be_asked_back() -> None:
    """£600 on account of what may come to nothing can all be asked back."""
    blocks = """
figure visits "Visits"
    is a count of visits for each practice during the year
    never more than   100

payment service "Service"
    to each practice
    start with        £9 for each visit in visits
    round             down to the penny
    pay £600          on account on 1 June 2013
    pay the balance   on 30 June 2014
    if overpaid,      recover it by invoice
"""
    budget = budget_of(subject_of(HEADING + blocks))

    assert budget is not None
    assert (budget.one.amount, budget.back.amount) == (Fraction(900), Fraction(600))


def test_each_network_nominates_one_who_is_paid() -> None:
    """What one nominated payee receives is what its own network earns, and not what all of them do."""
    blocks = """
party lead "The practice that leads"
    payee for each    network

payment support "Support"
    to each network
    start with        £1,000.555
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014
"""
    budget = budget_of(subject_of(HEADING + blocks))

    assert budget is not None
    assert budget.one.amount == Fraction("1000.56")


def test_with_figures_each_is_taken_at_its_own_size() -> None:
    """Nine groups at £5 for each of their own patients, and not nine times the largest; nobody can have more."""
    (path,) = (path for path in CONTRACTS if path.stem == "quality_premium")
    subject = subject_at(path)
    outcome = with_figures(Case((), subject.scheme, subject.graph), figures_of(path)).outcome
    assert outcome is not None
    budget = budget_of(evolve(subject, figures=outcome.figures))
    patients = [datum.value for datum in outcome.figures.data.values() if datum.figure == "population"]

    assert budget is not None
    assert budget.total.amount == sum(5 * each for each in patients if isinstance(each, Fraction)) == 7_730_000


def test_a_pool_is_no_sum_of_what_each_can_have() -> None:
    """Each of two practices can have all of a pool of £1,000, which is £1,000 all the same."""
    blocks = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
value everybody "Everybody's patients"
    is                total list_size
payment share_of_pool "Share"
    to each practice
    start with        £1,000 × list_size ÷ everybody
    round             down to the penny
    pay 100%          on 30 June 2014
"""
    subject = subject_of(HEADING + blocks)
    figures = supplied(subject.graph, {"North": "A B"}, {"list_size": {"A": 10, "B": 30}})
    budget = budget_of(evolve(subject, figures=figures))

    assert budget is not None
    assert budget.total.amount is not None
    assert budget.total.amount >= 1000


def test_one_that_moves_has_a_part_of_several_pools() -> None:
    """Of £1,000 for each network one practice has £1,000 at most, but if it can be in two, or in any number."""
    pot = """
payment pot "Pot"
    to each network
    start with        £1,000
    pay 100%          on 30 June 2014
    share             among its practices equally, odd pennies by Sainte-Laguë
"""
    moves = HEADING.replace("party ccg", "    if a practice moves,   pay by days\n\nparty ccg", 1).replace(
        "\n\n    if", "\n    if", 1
    )
    once, often = budget_of(subject_of(HEADING + pot)), budget_of(subject_of(moves + pot))
    subject = subject_of(moves + pot)
    there = supplied(subject.graph, {"North": "Ash Oak", "South": "Elm"})
    first = there.memberships[0]
    moved = evolve(
        there,
        memberships=(
            evolve(first, last=date(2013, 9, 30)),
            evolve(first, group="South", first=date(2013, 10, 1)),
            *there.memberships[1:],
        ),
    )
    given_them = [budget_of(evolve(subject, figures=figures)) for figures in (there, moved)]

    assert once is not None
    assert once.one.amount == 1000
    assert often is not None
    assert often.one.amount is None
    assert [each.one.amount for each in given_them if each is not None] == [1000, 2000]
