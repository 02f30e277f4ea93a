"""What the words of a small scheme mean, for tests of the model."""

from typing import TypeVar

from compiled import HEADING, scheme_of
from schemelang.model import model
from schemelang.model.model import Expression

FIGURES = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
figure register "Patients on the register"
    is a count of patients for each practice at the end of each quarter
figure reviewed "Patients reviewed"
    is a count of patients for each practice at the end of each quarter
    never more than   register
figure seen "Patients seen"
    is a count of patients for each practice during each quarter
figure cost "Cost"
    is money for each practice during the year
figure growth "Growth"
    is a percentage for each network during the year
figure inflation "Inflation"
    is a percentage during the year
figure opened "Opened"
    is a date for each practice
figure in_balance "In balance"
    is yes or no for each practice
"""
INDICATOR = """
indicator reviews "Reviews" for each practice
    is                reviewed out of register
    measured          on 31 March 2014
    if there are no patients,  leave it out
target own_target "The practice's own target" for each practice
    met when          reviews is at least 75%
"""
SMALL = HEADING.replace("pay by days", "pay nothing") + FIGURES + INDICATOR
Block = TypeVar("Block", bound=model.Block)


def block(text: str, kind: type[Block]) -> Block:
    """Return the last block of a kind in a small scheme with a few figures."""
    scheme = scheme_of(SMALL + text)
    return [each for each in scheme.blocks if isinstance(each, kind)][-1]


def worked(words: str, level: str = "for each practice") -> Expression:
    """Return what the words of a value mean."""
    expression = block(f"value worked {level} is {words}", model.Value).expression
    assert isinstance(expression, Expression)
    return expression


def condition(words: str, level: str = "for each network") -> Expression:
    """Return what the words of a target mean."""
    return block(f"target worked {level} met when {words}", model.Target).condition


def payment(lines: str, to: str = "each practice") -> model.Payment:
    """Return what a payment means."""
    return block(f"payment grant to {to} {lines}", model.Payment)
