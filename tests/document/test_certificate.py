"""What is proved of a scheme stands in schedules of its contract, and nobody's own figures are in them."""

import re
from fractions import Fraction

import pytest

from document.written import graph_in, outcome_of, scheme_in, told, words
from every_verdict import CERTIFICATE
from schemelang.checks.certificate import certify
from schemelang.document.contract import Contract, Curve, Facts, Link, Picture, Table
from schemelang.document.from_graph import write_contract
from schemelang.integrity.verifying import clauses_that_differ
from schemelang.outcome.examples import run_examples
from schemelang.proof.in_words import status
from schemelang.proof.proof import Budget, Certificate, Claim, Most, Noted
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
    round             to the nearest penny, halves up
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
    certificate = certify(Subject(scheme=read, graph=graph, runs=runs, for_contract=True)) if certified else None
    outcome = outcome_of(REFERRALS, FIGURES)
    return write_contract(read, graph, examples=runs, outcome=outcome, party="B77", certificate=certificate)


def test_the_counts_at_which_pay_changes_stand_in_a_schedule() -> None:
    """A table says at which number pay jumps, and what one more is worth on both sides of it."""
    said = told(contract(certified=True))

    assert " Where one more changes pay #section-cliffs" in said
    assert "Referrals reviewed | 75 | £0.00 | £500.00 | £0.00 | £0.00 | " in said


def test_what_is_paid_is_drawn_from_the_least_to_the_most() -> None:
    """Nothing up to 74, £500 from 75 to 1,000: two level lines, and the place where the example stands."""
    parts = next(each for each in contract(certified=True).sections if each.anchor == "section-cliffs").parts
    _, _, table, drawn = parts

    assert isinstance(table, Table)
    assert [[words(cell) for cell in row.cells] for row in table.rows] == [
        ["0", "£0.00", ""],
        ["74", "£0.00", ""],
        ["75", "£500.00", "pay jumps; where the example stands"],
        ["1,000", "£500.00", ""],
    ]
    assert isinstance(drawn, Picture)
    assert isinstance(drawn.drawing, Curve)
    assert [[(spot.across, spot.up, spot.kind) for spot in run.spots] for run in drawn.drawing.runs] == [
        [(0, 0, "bare"), (74, 0, "hollow")],
        [(75, 1000, "full"), (1000, 1000, "bare")],
    ]
    assert drawn.description == (
        "It gives £0.00 at 0 referrals, £0.00 at 74 referrals, £500.00 at 75 referrals and £500.00 at 1,000 referrals, "
        "in straight lines between. It jumps at 75. The diamond marks where Ash stands: 75, £500.00."
    )


def test_what_is_proved_stands_in_a_schedule_with_the_budget() -> None:
    """Each claim has its result, and what the scheme can cost is said without the options of a command."""
    said = told(contract(certified=True))

    assert " What is proved of the money #section-certificate" in said
    assert "Every amount has a day, a payer and a payee | Proved | " in said
    assert "What one of those who are paid can have: At most £500.00." in said
    assert "--" not in said


def test_the_schedules_name_clauses_and_quote_as_a_contract_does() -> None:
    """Whoever signs has no lines of a scheme to look at: clauses are named with their numbers, once in a schedule."""
    said = told(contract(certified=True)).split("#section-cliffs")[1]

    assert "1 amount is rounded, in \u201cReviewing\u201d." in said
    assert said.count("\u201cReviewing\u201d (4.1)") == 1
    assert "At least 75, in Enough referrals are reviewed (3.2)" in said
    assert "The schedule \u201cWhere one more changes pay\u201d (D) says where." in said
    assert '"' not in said
    assert not re.search(r"\blines? \d", said)


def test_each_result_that_there_is_says_what_it_means() -> None:
    """The results in the table stand before it with what each means, and no other."""
    parts = next(each for each in contract(certified=True).sections if each.anchor == "section-certificate").parts
    legend = next(part for part in parts if isinstance(part, Facts))
    table = next(part for part in parts if isinstance(part, Table))

    assert [fact.about for fact in legend.facts] == ["Proved", "Not checked", "A fact"]
    assert {row.cells[1] for row in table.rows} == {(fact.about,) for fact in legend.facts}
    assert all(any(row.cells[2]) for row in table.rows)


def test_an_example_is_linked_to_where_it_is_worked_out() -> None:
    """What is told of a worked example leads to it, with its number."""
    read, graph = scheme_in(REFERRALS), graph_in(REFERRALS)
    verdict = Noted('In the example "Just enough" it is £500.00, and in "Another" nothing')
    claim = Claim(kind="cliffs", about="", verdict=verdict, place=read.span)
    certificate = Certificate(claims=(claim,), budget=None, cliffs=())
    runs = run_examples(read, graph)
    written = write_contract(read, graph, examples=runs, outcome=None, party=None, certificate=certificate)
    (table,) = (part for part in written.sections[-1].parts if isinstance(part, Table))

    assert Link("Just enough", "example-1") in table.rows[0].cells[2]
    assert "In the example \u201cJust enough\u201d (6.1) it is £500.00, and in \u201cAnother\u201d nothing." in told(
        written
    )


@pytest.mark.parametrize("claim", CERTIFICATE.claims, ids=lambda each: each.kind)
def test_every_way_to_come_out_has_a_row(claim: Claim) -> None:
    """Whatever verdict a claim has, it is printed with what it means, and without what is said to authors."""
    read, graph = scheme_in(REFERRALS), graph_in(REFERRALS)
    budget = Budget(
        total=Most(amount=None, why="nothing says how many there are. Write their number in the heading"),
        one=Most(amount=Fraction(1), why="a practice; a network at most £0.50"),
        back=Most(amount=Fraction(0)),
        given_figures=False,
    )
    certificate = Certificate(claims=(claim,), budget=budget, cliffs=())
    said = told(write_contract(read, graph, examples=(), outcome=None, party=None, certificate=certificate))

    assert f"| {status(claim.verdict).casefold().capitalize()} |" in said
    assert "What it can cost in all: Nothing limits it. Nothing says how many there are." in said
    assert "What one of those who are paid can have: At most £1.00, for a practice; a network at most £0.50." in said
    assert "What one of them can be asked to pay back: Nothing." in said


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
