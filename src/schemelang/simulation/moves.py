"""A change as it is written, read for what it changes: +5%, -10, +£2.50, +3 points, times 1.1, or a value."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Literal, assert_never

from attrs import frozen

from schemelang.dates import read_cell_date
from schemelang.figures.figures import State
from schemelang.model.model import Quantity, Type
from schemelang.model.saying import say_known
from schemelang.model.units import alike
from schemelang.quantities import (
    Misread,
    read_money,
    read_number,
    read_percent,
    round_to,
    say_money,
    say_number,
    say_percent,
)
from schemelang.simulation.simulation import Becomes, Move, Plus, Times, Worth

Unit = Literal["percent", "times", "points", "amount", "value"]
"""How a change is written: by a percentage of what it was, by a factor, by points, by an amount, or as a value."""

_PENNY = Fraction(1, 100)
_TIMES = re.compile(r"(?:times |x ?|\u00d7 ?)(?P<factor>.+)", re.IGNORECASE)
_POINTS = re.compile(r"(?P<number>.+?) ?points?", re.IGNORECASE)
_STATES = {state.value: state for state in State}
_NUMBERS = frozenset({Quantity.COUNT, Quantity.MONEY, Quantity.NUMBER, Quantity.SHARE})


@frozen
class Read:
    """A change that was read, and how it is written."""

    move: Move
    unit: Unit


@frozen
class Unread:
    """Why a change could not be read, as far as that is plain."""

    problem: str


def read_move(text: str, kind: Type, *, supplied: bool) -> Read | Unread:
    """Read a change of something of a type; what is `supplied` may also be missing."""
    factor = _TIMES.fullmatch(text)
    if factor and kind.quantity in _NUMBERS:
        read = read_number(factor["factor"])
        return Unread("") if isinstance(read, Misread) else Read(Times(read), "times")
    if text[:1] in "+-" and text and kind.quantity in _NUMBERS:
        return _by(text[1:].strip(), -1 if text[0] == "-" else 1, kind)
    worth = _STATES.get(text.lower()) if supplied else None
    value = _worth(text, kind) if worth is None else worth
    return Unread(_why_no_value(text, kind)) if value is None else Read(Becomes(value), "value")


def read_step(text: str, unit: Unit, kind: Type) -> Fraction | None:
    """Read how far one step is from the next, written as the ends are, with or without a sign."""
    bare = text.removeprefix("+").strip()
    if unit == "value":
        worth = _worth(bare, kind)
        return worth if isinstance(worth, Fraction) else None
    if unit == "times":
        read = read_number(bare)
        return None if isinstance(read, Misread) else read
    moved = _by(bare, 1, kind)
    if isinstance(moved, Unread) or moved.unit != unit:
        return None
    return moved.move.factor - 1 if isinstance(moved.move, Times) else amount_of(moved.move)


def amount_of(move: Move) -> Fraction | None:
    """Return the number that a change is made with, if it is made with one."""
    match move:
        case Times(factor):
            return factor
        case Plus(amount):
            return amount
        case Becomes(value):
            return value if isinstance(value, Fraction) else None
        case _:
            assert_never(move)


def with_amount(move: Move, amount: Fraction) -> Move:
    """Return a change of the same sort, made with another number."""
    match move:
        case Times():
            return Times(amount)
        case Plus():
            return Plus(amount)
        case Becomes():
            return Becomes(amount)
        case _:
            assert_never(move)


def kept_whole(value: Fraction, quantity: Quantity, *, in_pence: bool) -> Fraction:
    """Keep what is counted whole, and money in whole pence that was."""
    if quantity is Quantity.COUNT:
        return round_to(value, Fraction(1), "half_up")
    if quantity is Quantity.MONEY and in_pence:
        return round_to(value, _PENNY, "half_up")
    return value


def is_in_pence(value: Fraction) -> bool:
    """Say whether an amount is whole pence."""
    return (value / _PENNY).denominator == 1


def say_move(move: Move, unit: Unit, kind: Type) -> str:
    """Say a change as it is written."""
    match move:
        case Becomes(value):
            return value.value if isinstance(value, State) else say_known(value, kind)
        case Times(factor):
            return f"times {say_number(factor)}" if unit == "times" else _signed(factor - 1, say_percent)
        case Plus(amount) if unit == "points":
            points = _signed(100 * amount, say_number)
            return f"{points} {'point' if abs(amount) * 100 == 1 else 'points'}"
        case Plus(amount):
            return _signed(amount, say_money if kind.quantity is Quantity.MONEY else say_number)
        case _:
            assert_never(move)


def _signed(amount: Fraction, say: Callable[[Fraction], str]) -> str:
    return say(amount) if amount < 0 else f"+{say(amount)}"


def ways_of(kind: Type) -> tuple[str, ...]:
    """Return what a change of something of a type looks like, in each of its ways."""
    match kind.quantity:
        case Quantity.COUNT:
            return "+5%", "-10", "120"
        case Quantity.MONEY:
            return "+5%", "+£2.50", "£40"
        case Quantity.SHARE:
            return "+5 points", "times 1.05", "85%"
        case Quantity.NUMBER:
            return "+5%", "-0.5", "12.5"
        case Quantity.YES_NO:
            return "yes", "no"
        case Quantity.DATE:
            return ("31 March 2026",)
        case Quantity.CATEGORY:
            return kind.words
        case _:
            assert_never(kind.quantity)


# ---------------------------------------------------------------- by how much


def _by(text: str, sign: int, kind: Type) -> Read | Unread:
    """Read by how much something goes up or down."""
    points, part = _POINTS.fullmatch(text), read_percent(text)
    if kind.quantity is Quantity.SHARE:
        number = read_number(points["number"]) if points else Misread("not_a_number")
        if isinstance(number, Fraction):
            return Read(Plus(sign * number / 100), "points")
        return Unread(_POINTS_OR_PART if isinstance(part, Fraction) else "")
    if isinstance(part, Fraction):
        return Unread("nothing falls by more than all of it") if sign * part < -1 else _times(1 + sign * part)
    read = read_money(text) if kind.quantity is Quantity.MONEY else read_number(text)
    if isinstance(read, Misread) or (kind.quantity is Quantity.COUNT and read.denominator != 1):
        return Unread("")
    return Read(Plus(sign * read), "amount")


def _times(factor: Fraction) -> Read:
    return Read(Times(factor), "percent")


_POINTS_OR_PART = "a part of a percentage, or points of it?"

# ---------------------------------------------------------------- values


def _worth(text: str, kind: Type) -> Worth | None:
    """Read a value of a type."""
    read: object
    match kind.quantity:
        case Quantity.COUNT:
            read = read_number(text)
            read = read if isinstance(read, Fraction) and read.denominator == 1 else None
        case Quantity.MONEY:
            read = read_money(text)
        case Quantity.NUMBER:
            read = read_number(text)
        case Quantity.SHARE:
            read = read_percent(text)
        case Quantity.YES_NO:
            read = {"yes": True, "no": False}.get(text.lower())
        case Quantity.DATE:
            read = read_cell_date(text)
        case Quantity.CATEGORY:
            read = next((word for word in kind.words if alike(word) == alike(text.strip('"'))), None)
        case _:
            assert_never(kind.quantity)
    return read if isinstance(read, Fraction | bool | date | str) else None


def _why_no_value(text: str, kind: Type) -> str:
    """Say what is most likely missing from a number without its sign."""
    bare = isinstance(read_number(text), Fraction)
    if bare and kind.quantity is Quantity.SHARE:
        return "a percentage has its sign"
    if bare and kind.quantity is Quantity.MONEY:
        return "money has its pound sign"
    return ""
