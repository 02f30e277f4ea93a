"""What one looks for first stands first, in the scheme's own terms, and leads to its clauses."""

from collections.abc import Iterator

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
    """A practice reads what it is paid at most, what is certain, and what still hangs on something."""
    told = said(contract_of(EVERYTHING, TABLES, "A1"), "worth")

    assert told[:4] == [
        "At most £47,595.58 is paid in all if every condition is met, as the figures stand.",
        "Certain: £14,721.75 paid in advance and kept.",
        "On no further condition: £25,182.75.",
        "On a condition: £7,691.08, of which nothing is earned, £7,691.08 not earned.",
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
