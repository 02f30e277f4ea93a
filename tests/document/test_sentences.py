"""Sentences of the contract that are read aloud: days, who shares, odd pennies, and what examples give."""

import re

import pytest

from compiled import HEADING
from document.written import contract_of, told

READ_ALOUD = (
    HEADING
    + """
clause aim "What this is for"
    > Practices work together.
figure leads "The practice leads its neighbourhood"
    is yes or no for each practice
figure before "Patients seen before"
    is a count of patients for each practice during 1 April 2012 to 31 March 2013
figure seen "Patients seen"
    is a count of patients for each practice during the year
figure agreed "The day on which the accounts are agreed"
    is a date
target more "More patients" for each practice
    met when          seen is more than before
value speaks "The practice speaks for it" for each practice
    is                leads
payment first "First"
    to each network
    start with        £100
    pay 100%          within 30 working days after agreed
    share             among its practices that meet leads equally, odd pennies by Sainte-Laguë
payment second "Second"
    to each network
    start with        £100
    pay 100%          on 30 June 2014
    share             among its practices that meet more by seen, odd pennies by Sainte-Laguë
payment third "Third"
    to each network
    start with        £100
    pay 100%          on 30 June 2014
    share 50%         among its practices by seen, odd pennies by largest remainder
    share the rest    among its practices by before, odd pennies by largest remainder
example "One of two leads"
    | practice | network | leads | before | seen |
    | Ash      | North   | yes   | 10     | 20   |
    | Birch    | North   | no    | 10     | 10   |
    given             agreed is 1 May 2014
    then              more of Ash is met
    then              more of Birch is not met
    then              speaks of Birch is no
"""
)


@pytest.mark.parametrize(
    "words",
    [
        "When: From 1 April 2012 to 31 March 2013",
        "When: During the year, 1 April 2013 to 31 March 2014",
        "All of it is paid within 30 working days after the day on which the accounts are agreed.",
        "Within 30 working days after the day on which the accounts are agreed | ",
        (
            "Each network's money is shared among its practices "
            'for which the answer to "The practice leads its neighbourhood" is yes, equally.'
        ),
        "Each network's money is shared among its practices that meet More patients, in proportion to Patients seen.",
        (
            "A practice for which this is not so gets nothing. The money is held until this is known of each of them. "
            "It is also held if this is so of none of them."
        ),
        '- The target "More patients" is met for Ash.',
        '- The target "More patients" is not met for Birch.',
        '- The answer to "The practice speaks for it" is no for Birch.',
        "2 Aims and duties #section-duties",
    ],
)
def test_read_aloud(words: str) -> None:
    """A sentence of the contract is one that can be read aloud."""
    assert words in re.sub(r"^\d+ Aims", "2 Aims", told(contract_of(READ_ALOUD)), flags=re.MULTILINE)


def test_an_article_within_a_sentence_is_linked() -> None:
    """A title whose article is small within a sentence leads to its clause all the same."""
    contract = contract_of(READ_ALOUD)
    paragraphs = [part for section in contract.sections for clause in section.clauses for part in clause.parts]

    assert "Link(text='the day on which the accounts are agreed', to='agreed')" in str(paragraphs)


def test_a_method_is_described_once() -> None:
    """How odd pennies fall is said in full where it is first used, and then only referred to."""
    lines = [line for line in told(contract_of(READ_ALOUD)).splitlines() if "Odd pennies fall" in line or "odd" in line]
    page = "\n".join(lines)

    assert page.count("deals out the pennies one at a time") == 1
    assert page.count("Between equal losses") == 1
    assert (
        "The shares are whole pence and add up exactly. Odd pennies fall by the Sainte-Laguë method, "
        "as said under First. Here each goes to the practice with the strongest claim: "
        "its Patients seen divided by one more than twice the pennies it has so far."
    ) in page
    assert (
        "Of share 2: the shares are whole pence and add up exactly. "
        "Odd pennies fall by largest remainder, as said under Third, share 1."
    ) in page
