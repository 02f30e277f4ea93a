"""What is proved of a scheme stands in schedules of its contract, and nobody's own figures are in them."""

from document.written import graph_in, outcome_of, scheme_in, told
from schemelang.checks.certificate import certify
from schemelang.document.contract import Contract
from schemelang.document.from_graph import write_contract
from schemelang.integrity.verifying import clauses_that_differ
from schemelang.outcome.examples import run_examples
from schemelang.proof.subject import Subject

REFERRALS = """
scheme referrals "Referrals"
    offered by   ccg
    offered to   practices
    runs         1 April 2013 to 31 March 2014
    if not reported,  hold the payment
party ccg "NHS Vale CCG"
    code         08V
figure reviewed "Referrals reviewed"
    is a count of referrals for each practice during the year
    never more than   1,000
target enough "Enough referrals are reviewed" for each practice
    met when          reviewed is at least 75
payment reviewing "Reviewing"
    to each practice
    start with        £500
    pay 100%          on 30 June 2014 only if enough is met
example "Just enough"
    | practice | reviewed |
    | Ash      | 75       |
    then              reviewing of Ash is £500.00
"""
FIGURES = {"r.csv": b"practice,reviewed\nB77,613\n"}


def contract(*, certified: bool) -> Contract:
    """Write a contract of one practice, with what is proved or without."""
    read, graph = scheme_in(REFERRALS), graph_in(REFERRALS)
    runs = run_examples(read, graph)
    certificate = certify(Subject(scheme=read, graph=graph, runs=runs)) if certified else None
    outcome = outcome_of(REFERRALS, FIGURES)
    return write_contract(read, graph, examples=runs, outcome=outcome, party="B77", certificate=certificate)


def test_the_counts_at_which_pay_changes_stand_in_a_schedule() -> None:
    """A table says at which number pay jumps, and what one more is worth on both sides of it."""
    said = told(contract(certified=True))

    assert "C Where one more changes pay #section-cliffs" in said
    assert "Referrals reviewed | 75 | £0.00 | £500.00 | £0.00 | £0.00 | " in said


def test_what_is_proved_stands_in_a_schedule_with_the_budget() -> None:
    """Each claim has its result, and what the scheme can cost is said without the options of a command."""
    said = told(contract(certified=True))

    assert "D What is proved of the money #section-certificate" in said
    assert "Every amount has a day, a payer and a payee | Proved | " in said
    assert "What one of those who are paid can have: At most £500.00." in said
    assert "--" not in said


def test_a_contract_without_a_certificate_has_no_such_schedule() -> None:
    """Where nothing was proved nothing is said of it."""
    said = told(contract(certified=False))

    assert "#section-cliffs" not in said
    assert "#section-certificate" not in said


def test_nobodys_figures_are_in_what_is_proved() -> None:
    """The schedules are of worked examples and of practices that were made up."""
    schedules = told(contract(certified=True)).split("#section-cliffs")[1]

    assert not any(own in schedules for own in ("B77", "613"))


def test_what_is_proved_is_not_what_is_agreed() -> None:
    """A contract is compared with its scheme without the schedules that only explain it."""
    assert clauses_that_differ(contract(certified=True), contract(certified=False)) == ()
