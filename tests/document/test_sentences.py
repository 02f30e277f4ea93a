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
            "for which the answer to “The practice leads its neighbourhood” is yes, equally."
        ),
        "Each network's money is shared among its practices that meet More patients, in proportion to Patients seen.",
        (
            "A practice for which this is not so gets nothing. The money is held until this is known of each of them. "
            "It is also held if this is so of none of them."
        ),
        "- The target “More patients” is met for Ash.",
        "- The target “More patients” is not met for Birch.",
        "- The answer to “The practice speaks for it” is no for Birch.",
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


CLINICS = (
    HEADING
    + """
figure held "Clinics held"
    is a count of clinics for each practice during each month
figure reported "The month was reported on time"
    is yes or no for each practice during each month
payment clinics "Clinics"
    to each practice each month
    start with        £100 for each clinic in held
    never more than   £2,000 {limit}
    round             down to the penny
    pay 60%           within 15 working days after the end of each month
    pay 40%           within 20 working days after the end of each month {condition}
"""
)
USED_UP = (
    "What each month comes to in these steps uses up the limit for the year. "
    "A part that is not paid, because its condition is not met, gives nothing back to the limit."
)


@pytest.mark.parametrize(
    ("limit", "condition", "said"),
    [
        ("in the year", "only if reported", True),
        ("in the year", "", False),
        ("", "only if reported", False),
    ],
)
def test_a_part_that_is_refused_has_used_up_the_limit(limit: str, condition: str, *, said: bool) -> None:
    """The contract says it where there is such a limit and such a part, and nowhere else."""
    assert (USED_UP in told(contract_of(CLINICS.format(limit=limit, condition=condition)))) is said


ON_ACCOUNT = (
    HEADING
    + """
figure earned "What was earned"
    is money for each practice during the year
payment care "Care"
    to each practice
    start with        earned
    round             to the nearest penny, halves up
    pay £1,000        on account, on 30 April 2013
    pay the balance   on 30 June 2014
    if overpaid,      recover it in 2 equal instalments on the 15th of each month from July 2014,
                      odd pennies in the last
    if overpaid by more than £500,  recover it in 1 equal instalments on the 1st of each month from September 2014
"""
)


@pytest.mark.parametrize(
    "words",
    [
        "Every day on which something is paid or taken back",
        "30 June 2014 | Part 2 (the balance) | Less what was paid on account",
        "15 July 2014 | Part 2 (the balance), recovery 1 of 2 | Taken back, only if too much was paid on account",
        "15 August 2014 | Part 2 (the balance), recovery 2 of 2 | Taken back, only if too much was paid on account",
        (
            "1 September 2014 | Part 2 (the balance), recovery 1 of 1 | "
            "Taken back, only if more than £500 too much was paid on account"
        ),
    ],
)
def test_days_on_which_something_is_taken_back_are_in_the_calendar(words: str) -> None:
    """Each instalment of what is taken back has its day, and says when there is something to take back."""
    assert words in told(contract_of(ON_ACCOUNT))
