"""What one looks for first stands first, in the scheme's own terms, and leads to its clauses."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from document.written import EVERYTHING, TABLES, contract_of, words
from schemelang.document.contract import Bullets, Contract, Link

SMALL = """
scheme small "Small"
    offered by   ccg
    offered to   practices
    runs         1 April 2013 to 31 March 2014
    if not reported,  hold the payment
party ccg "NHS Vale CCG"
    code         08V
figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2013
figure visits "Visits"
    is a count of visits for each practice during the year
payment visiting "Visiting"
    to each practice
    start with        £2 for each patient in list_size
    add               £10 for each visit in visits
    round             down to the penny
    pay 100%          on 30 June 2014
"""


def said(contract: Contract, anchor: str) -> list[str]:
    """Return what is said under one of the key facts."""
    [found] = [each for each in contract.key_facts if each.anchor == f"key-{anchor}"]
    return [words(item) for part in found.parts if isinstance(part, Bullets) for item in part.items]


def links(contract: Contract) -> Iterator[str]:
    """Give the anchors that the key facts lead to."""
    items = (
        item for fact in contract.key_facts for part in fact.parts if isinstance(part, Bullets) for item in part.items
    )
    yield from (piece.to for item in items for piece in item if isinstance(piece, Link))


def test_the_worth_is_told_by_how_sure_it_is() -> None:
    """A practice reads what it is paid, what of it is certain, and what it would have had on which condition."""
    told = said(contract_of(EVERYTHING, TABLES, "A1"), "worth")

    assert told[:4] == [
        "£39,904.50 is paid in all, as the figures stand. With every condition met it would be £47,595.58.",
        "£14,721.75 of it is paid in advance, and kept whatever the results are.",
        "£7,360.88 is not earned: it is paid only if the network's target (4.17) is met.",
        "£330.20 is not earned: it is paid only if Enough practices (4.13) is met.",
    ]


LOSSES = (Path(__file__).parents[1] / "cases" / "good" / "saving" / "two_sided.scheme").read_text(encoding="utf-8")


def test_what_is_to_be_paid_back_is_told() -> None:
    """A practice that overspent reads what it is to pay back: half of £150,000, and £150,000."""
    figures = {"spend.csv": b"practice,budgeted,spent\nAbove,10000000,10300000\nSaved,10000000,9700000\n"}
    told = said(contract_of(LOSSES, figures, "Above"), "worth")

    assert told[:3] == [
        "£225,000.00 is to be paid back in all, as the figures stand.",
        "Settlement of the result (4.1): £75,000.00 to be paid back.",
        "Settlement in either manner (4.2): £150,000.00 to be paid back.",
    ]


def test_without_figures_the_worth_is_told_in_words() -> None:
    """A contract that holds nobody's figures says with what each payment begins."""
    assert said(contract_of(SMALL), "worth") == [
        "Visiting (3.1): Start with £2 for each patient in Registered patients (2.1)."
    ]


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ("when", "Nothing is paid up front."),
        ("back", "Nothing: by this scheme no money that has been paid is taken back."),
        ("list", "Registered patients (2.1) on 1 April 2013."),
        ("dependence", "On no other practice: each is paid by its own figures."),
        ("beside", "The scheme does not say how it stands beside other payments."),
        ("leaving", "The scheme says nothing about leaving before it ends."),
    ],
)
def test_what_a_scheme_does_not_say_is_said(about: str, sentence: str) -> None:
    """Where a scheme is silent on what everybody asks, the key facts say so."""
    assert sentence in said(contract_of(SMALL), about)


@pytest.mark.parametrize("party", [None, "A1", "N1"])
def test_every_line_leads_somewhere(party: str | None) -> None:
    """Each link of the key facts leads to a clause or a section of the same contract."""
    contract = contract_of(EVERYTHING, TABLES, party)
    sections = {section.anchor for section in contract.sections}
    clauses = {clause.anchor for section in contract.sections for clause in section.clauses}

    assert set(links(contract)) <= sections | clauses


def test_a_payment_to_others_is_no_key_fact() -> None:
    """A practice's key facts leave out what is paid to others alone."""
    assert not any("Helpers" in each for each in said(contract_of(EVERYTHING, TABLES, "A1"), "when"))
    assert any("Helpers" in each for each in said(contract_of(EVERYTHING, TABLES), "when"))


GATED = """
scheme gated "Gated"
    offered by   ccg
    offered to   practices
    runs         1 April 2013 to 31 March 2014
    groups       practices into 2 localities
    if not reported,  hold the payment
    if a practice joins,   pay nothing
    if a practice leaves,  pay nothing
party ccg "NHS Vale CCG"
    code         08V
figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2013
figure reviewed "Patients reviewed"
    is a count of patients for each practice on 31 March 2014
    never more than   list_size
figure fraud "The locality's claims are in doubt"
    is yes or no for each locality on 31 March 2014
indicator reviews "Reviews" for each practice
    is                reviewed out of list_size
    if there are no patients, leave it out
target enough "Enough reviews" for each locality
    met when          pooled reviews is at least 80%
payment reviewing "Reviewing"
    to each locality
    start with        £2 for each patient in total list_size
    nothing unless    enough is met
    nothing if        fraud
    round             down to the penny
    pay 100%          on 30 June 2014
    share             among its practices by list_size, odd pennies by Sainte-Laguë
"""


def test_what_all_of_a_payment_hangs_on_is_told() -> None:
    """A payment that is nothing unless a target is met says so next to what is to be done, and on whom it rests."""
    contract = contract_of(GATED)
    duties, dependence = said(contract, "duties"), said(contract, "dependence")

    assert duties[0] == "Reviewing (4.1) is paid only if Enough reviews (3.3) is met."
    assert duties[1].startswith("Enough reviews is met when the result for Reviews (3.2) of all the locality's")
    assert duties[2].startswith("Nothing of Reviewing is paid if ")
    assert dependence[-1].startswith(
        "Reviewing: the results of the whole locality count, for it is paid only if Enough"
    )
