"""Which quantities may meet, and what comes of it."""

from typing import assert_never

from schemelang.model.model import Quantity, Type
from schemelang.model.names import plural

MONEY = Type(Quantity.MONEY)
SHARE = Type(Quantity.SHARE)
NUMBER = Type(Quantity.NUMBER)
YES_NO = Type(Quantity.YES_NO)
DATE = Type(Quantity.DATE)
WORD = Type(Quantity.CATEGORY)
"""A word between quotation marks, before it is known of which words it is one."""

_PLAIN = {Quantity.NUMBER, Quantity.COUNT}


def alike(word: str) -> str:
    """Return a word as it is compared: without regard to capitals and blanks."""
    return " ".join(word.casefold().split())


def is_number(kind: Type) -> bool:
    """Say whether arithmetic can be done with it."""
    return kind.quantity not in (Quantity.YES_NO, Quantity.DATE, Quantity.CATEGORY)


def joined(one: Type, other: Type) -> Type | None:
    """Return the type of two values added or compared, or None if they cannot be."""
    if one.quantity == Quantity.CATEGORY and one.words != other.words:
        return None
    if one.quantity == other.quantity and _units_agree(one, other):
        return one if one.unit else other
    if {one.quantity, other.quantity} <= _PLAIN and _units_agree(one, other):
        return Type(Quantity.NUMBER, one.unit or other.unit)
    return None


def _units_agree(one: Type, other: Type) -> bool:
    return one.unit == other.unit or not one.unit or not other.unit


def multiplied(one: Type, other: Type) -> Type | None:
    """Return the type of a product, or None for money times money."""
    quantities = {one.quantity, other.quantity}
    if quantities == {Quantity.MONEY}:
        return None
    if Quantity.MONEY in quantities:
        return MONEY
    if quantities == {Quantity.SHARE}:
        return SHARE
    return NUMBER


def divided(one: Type, other: Type) -> Type | None:
    """Return the type of a quotient, or None for something divided by money that is not money."""
    if one.quantity == other.quantity:
        return NUMBER
    if other.quantity == Quantity.MONEY:
        return None
    return one if one.quantity in (Quantity.MONEY, Quantity.SHARE) else NUMBER


def said(kind: Type) -> str:
    """Return a type in words: a count of patients."""
    match kind.quantity:
        case Quantity.MONEY:
            return "an amount of money"
        case Quantity.SHARE:
            return "a percentage"
        case Quantity.COUNT:
            return f"a count of {plural(kind.unit)}"
        case Quantity.NUMBER:
            return f"a number of {plural(kind.unit)}" if kind.unit else "a number"
        case Quantity.YES_NO:
            return "yes or no"
        case Quantity.DATE:
            return "a date"
        case Quantity.CATEGORY:
            return f"one of {listed_words(kind)}" if kind.words else "a word"
        case _:
            assert_never(kind.quantity)


def said_empty(kind: Type) -> str:
    """Return the words that say that there is none of what a type counts."""
    return "there is no money" if kind.quantity is Quantity.MONEY else f"there are no {said_units(kind)}"


def listed_words(kind: Type) -> str:
    """Return the words of what is one of several: "primary care", "community" and "acute"."""
    *first, last = (f'"{word}"' for word in kind.words)
    return f"{', '.join(first)} and {last}" if first else last


def said_units(kind: Type) -> str:
    """Return what a type counts, in the plural, or pounds where it is money."""
    match kind.quantity:
        case Quantity.MONEY:
            return "pounds"
        case _:
            return plural(kind.unit) if kind.unit else "units"
