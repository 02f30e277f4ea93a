"""The ledger: who is paid what on which day, what is not earned, and what is held."""

from collections.abc import Mapping
from datetime import date

from compiled import Cell, small, supplied
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Line

PACKAGE = """
figure seen "Seen"
    is a count of patients for each practice on 31 March 2014
figure amount "Amount"
    is money for each network
target enough "Enough" for each network
    met when          total seen is at least 100
payment grant "Grant"
    to each network
    start with        amount
    round             to the nearest penny, halves up
    pay 70%           in advance, kept whatever the outcome, in 2 equal instalments
                      on the 1st of each month from June 2013, odd pennies in the last
    pay 30%           in 2 equal instalments on the 1st of each month from June 2014,
                      odd pennies in the first only if enough is met
    share             among its practices equally, odd pennies by largest remainder
"""


def lines(blocks: str, groups: Mapping[str, str], cells: Mapping[str, Mapping[str, Cell]]) -> list[str]:
    """Work out the ledger, a short text for each line."""
    graph = small(blocks)
    return [said(line) for line in evaluate(graph, supplied(graph, groups, cells))[0].ledger]


def said(line: Line) -> str:
    """Say a line in short."""
    paid = f"{line.day} {line.payment} {line.group} {line.payee} {line.status.value}"
    causes = ", ".join(f"{cause.rule} of {cause.party}" for cause in line.causes)
    return " ".join(filter(None, [f"{paid} {line.pence} of {line.stake}", causes]))


def grant(seen: Mapping[str, Cell], amount: Mapping[str, Cell]) -> list[str]:
    """Work out the ledger of the grant for Ash and Birch."""
    return lines(PACKAGE, {"North": "Ash Birch"}, {"seen": seen, "amount": amount})


def test_earned() -> None:
    """Every instalment of every tranche is a line, by day and payee, with what hangs on its condition."""
    assert grant({"Ash": 60, "Birch": 40}, {"North": "10.05"}) == [
        "2013-06-01 grant North Ash payable 176 of None",
        "2013-06-01 grant North Birch payable 175 of None",
        "2013-07-01 grant North Ash payable 176 of None",
        "2013-07-01 grant North Birch payable 176 of None",
        "2014-06-01 grant North Ash payable 76 of 76",
        "2014-06-01 grant North Birch payable 76 of 76",
        "2014-07-01 grant North Ash payable 75 of 75",
        "2014-07-01 grant North Birch payable 75 of 75",
    ]


def test_not_earned() -> None:
    """What hangs on a condition that fails is not earned, with what it would have come to."""
    assert grant({"Ash": 60, "Birch": 39}, {"North": "10.05"})[4:] == [
        "2014-06-01 grant North Ash not earned 0 of 76",
        "2014-06-01 grant North Birch not earned 0 of 76",
        "2014-07-01 grant North Ash not earned 0 of 75",
        "2014-07-01 grant North Birch not earned 0 of 75",
    ]


def test_held_for_its_condition() -> None:
    """What hangs on something missing is held, with what is missing and what is at stake."""
    ledger = grant({"Ash": 60}, {"North": "10.05"})

    assert [line.split()[4] for line in ledger] == ["payable"] * 4 + ["held"] * 4
    assert ledger[4] == "2014-06-01 grant North Ash held None of 76 seen.given of Birch"


def test_held_for_its_amount() -> None:
    """Where the amount itself is missing, what is at stake is not known either."""
    ledger = grant({"Ash": 60, "Birch": 40}, {})

    assert ledger[0] == "2013-06-01 grant North Ash held None of None amount.given of North"
    assert ledger[4] == "2014-06-01 grant North Ash held None of None amount.given of North"


TWO_PAYMENTS = """
payment second "To each network, and written first"
    to each network
    start with        £2
    pay 50%           on 30 June 2014
    pay 50%           on 30 June 2014
    share             among its practices equally, odd pennies by largest remainder
payment first "To a named party"
    to hospital
    start with        £1
    pay 50%           in advance, kept whatever the outcome, on 1 April 2013
    pay 50%           on 30 June 2014
payment own "To each practice"
    to each practice
    start with        £3
    pay 100%          on 30 June 2014
"""


def test_order_of_lines() -> None:
    """Lines stand by day, then payments as they are written, then parts, groups and payees."""
    assert lines(TWO_PAYMENTS, {"South": "Aspen", "North": "Birch Ash"}, {}) == [
        "2013-04-01 first None hospital payable 50 of None",
        "2014-06-30 second North Ash payable 50 of None",
        "2014-06-30 second North Birch payable 50 of None",
        "2014-06-30 second South Aspen payable 100 of None",
        "2014-06-30 second North Ash payable 50 of None",
        "2014-06-30 second North Birch payable 50 of None",
        "2014-06-30 second South Aspen payable 100 of None",
        "2014-06-30 first None hospital payable 50 of None",
        "2014-06-30 own None Ash payable 300 of None",
        "2014-06-30 own None Aspen payable 300 of None",
        "2014-06-30 own None Birch payable 300 of None",
    ]


def test_nominated_payee() -> None:
    """A party nominated for groups is paid for each of them, through it."""
    nominated = """
party federation "Federation"
    code              FE1
    payee for each    network
payment grant "Grant"
    to each network
    start with        £2
    pay 100%          on 30 June 2014
"""

    assert lines(nominated, {"North": "Ash", "South": "Cedar"}, {}) == [
        "2014-06-30 grant North federation payable 200 of None",
        "2014-06-30 grant South federation payable 200 of None",
    ]


def test_unshared_tranche_on_a_condition() -> None:
    """A payment that is not shared has what its tranche offers at stake."""
    alone = """
figure seen "Seen"
    is a count of patients for each practice on 31 March 2014
payment grant "Grant"
    to each practice
    start with        £2
    pay 100%          on 30 June 2014 only if seen is at least 100
"""

    assert lines(alone, {"North": "Ash Birch"}, {"seen": {"Ash": 99}}) == [
        "2014-06-30 grant None Ash not earned 0 of 200",
        "2014-06-30 grant None Birch held None of 200 seen.given of Birch",
    ]


def test_line_of_a_day() -> None:
    """A line knows its day and its payment."""
    graph = small(TWO_PAYMENTS)
    first = evaluate(graph, supplied(graph, {"North": "Ash"}))[0].ledger[0]

    assert (first.day, first.payment) == (date(2013, 4, 1), "first")
