"""Rounding as meant: to what, which way, and whether a payment's steps end in whole pence."""

from collections.abc import Iterable
from fractions import Fraction
from typing import assert_never

from schemelang.model import errors, model
from schemelang.model.desk import Desk, one_line
from schemelang.model.literals import read_whole_number
from schemelang.model.model import Expression, Quantity
from schemelang.model.names import capital, with_article
from schemelang.model.situations import Changing
from schemelang.model.units import MONEY, NUMBER, SHARE, said
from schemelang.quantities import Way
from schemelang.syntax import ast

_PENNY = Fraction(1, 100)
_PERCENT = Fraction(1, 100)
_MOST_PLACES = 12
_POUNDS = {"penny": _PENNY, "pound": Fraction(1)}
_THINGS = {"whole number": "", "whole patient": "patient", "point": "point"}
_HALVES: dict[str, Way] = {
    "halves up": "half_up",
    "halves down": "half_down",
    "halves to even": "half_even",
}


def read_rounding(desk: Desk, step: ast.Round, kind: model.Type) -> model.RoundStep | None:
    """Read a step that rounds what the steps above have come to."""
    rounding = step.rounding
    unit, way = _unit(desk, rounding.unit, kind), _way(desk, step)
    return None if unit is None or way is None else model.RoundStep(type=kind, span=step.span, unit=unit, way=way)


def read_places(desk: Desk, rounding: ast.NearestPlaces | ast.CutPlaces) -> tuple[Fraction, Way] | None:
    """Read to how many decimal places a root is rounded, and which way."""
    unit = _unit(desk, rounding.places, NUMBER)
    if unit is None:
        return None
    match rounding:
        case ast.NearestPlaces(halves=halves):
            return unit, _HALVES[halves]
        case ast.CutPlaces(word):
            return unit, "down" if word == "down to" else "up"
        case _:
            assert_never(rounding)


def _way(desk: Desk, step: ast.Round) -> Way | None:
    match step.rounding:
        case ast.RoundedDown():
            return "down"
        case ast.RoundedUp():
            return "up"
        case ast.ToNearest(_, halves):
            if halves is not None:
                return _HALVES[halves]
            words = one_line(step)
            desk.say(errors.choices.HalvesUnsaid(place=step.rounding.span, words=words))
            return None
        case _:
            assert_never(step.rounding)


def _unit(desk: Desk, unit: ast.Unit | ast.DecimalPlaces, kind: model.Type) -> Fraction | None:
    """Read what is rounded to. A percentage is rounded as it is written: to 1% or to a part of it."""
    match unit:
        case ast.DecimalPlaces(number):
            places = read_whole_number(desk, number, 0, _MOST_PLACES)
            return None if places is None else _one(kind) / 10**places
        case ast.Unit(word) if kind == MONEY:
            if word not in _POUNDS:
                desk.say(errors.payments.RoundedToAnotherThing(place=unit.span))
            return _POUNDS.get(word)
        case ast.Unit(word):
            if _is_of(word, kind):
                return _one(kind)
            found = capital(said(kind))
            desk.say(errors.quantities.RoundedToAnotherUnit(place=unit.span, found=found, written=word))
            return None
        case _:
            assert_never(unit)


def _one(kind: model.Type) -> Fraction:
    return _PERCENT if kind == SHARE else Fraction(1)


def _is_of(word: str, kind: model.Type) -> bool:
    """Say whether what is not money can be rounded to a unit: a number to any that it may count."""
    counted = _THINGS.get(word)
    if counted is None or kind.quantity is Quantity.SHARE:
        return counted == ""
    return not counted or kind.unit in ("", counted)


# ---------------------------------------------------------------- whole pence


def is_rounded(
    desk: Desk, block: ast.Payment, steps: tuple[model.AnyStep, ...], level: str | None, changes: Changing
) -> bool:
    """Say whether steps end in whole pence, for the days of part-year members too; if not, say so."""
    place, name = block.name.span, block.name.text
    if not _whole_pence(desk, steps):
        desk.say(errors.choices.RoundingUnsaid(place=place, name=name))
        return False
    last = model.variants(steps[-1])
    ends_in_pence = all(isinstance(each, model.RoundStep) and _in_pence(each.unit) for each in last)
    if _is_by_days(desk, block, level, changes) and not ends_in_pence:
        desk.say(
            errors.choices.DaysNotRounded(
                place=place, name=name, member=with_article(level or desk.heading.leaf.singular)
            )
        )
        return False
    return True


def _is_by_days(desk: Desk, block: ast.Payment, level: str | None, changes: Changing) -> bool:
    """Say whether a part-year member is paid for its days here, which seldom come to whole pence."""
    shared = any(isinstance(line, ast.Share) and not isinstance(line.recipients, ast.With) for line in block.lines)
    straight = level == desk.heading.leaf.singular and not shared
    by_days = {kind for (kind, change), does in changes.items() if does == "by_days" and change != "moves"}
    return level in by_days and (straight or level != desk.heading.leaf.singular)


def _whole_pence(desk: Desk, steps: Iterable[model.AnyStep]) -> bool:
    """Say whether the steps are sure to come to whole pence."""
    whole = False
    for step in steps:
        before = whole
        whole = all(_whole_after(desk, each, before=before) for each in model.variants(step))
    return whole


def _whole_after(desk: Desk, step: model.PlainStep, *, before: bool) -> bool:
    """Say whether there are whole pence after a step, as there were or were not before it."""
    match step:
        case model.RoundStep(unit=unit):
            return before or _in_pence(unit)
        case model.AmountStep(does="start_with", amount=amount):
            return _is_whole(desk, amount)
        case model.AmountStep(does="times"):
            return False
        case model.AmountStep(amount=amount) | model.LimitStep(limit=amount):
            return before and _is_whole(desk, amount)
        case model.ReductionStep(reduction=reduction):
            return before and reduction.type == MONEY and _is_whole(desk, reduction)
        case model.GateStep():
            return before
        case _:
            assert_never(step)


def _is_whole(desk: Desk, amount: Expression) -> bool:
    """Say whether an amount is sure to be whole pence: laid down so, rounded so, or put together from such."""
    match amount:
        case model.Constant(value=Fraction() as value):
            return _in_pence(value)
        case model.ReadBlock(block=name):
            block = desk.read[name]
            return isinstance(block, model.Value) and _is_whole_value(desk, block)
        case model.SumOf(terms=terms):
            return all(_is_whole(desk, term) for _, term in terms)
        case model.Over(how="total", operand=each) | model.OverTime(how="total", operand=each):
            return _is_whole(desk, each)
        case _:
            return False


def _is_whole_value(desk: Desk, block: model.Value) -> bool:
    """Say whether a value is sure to be whole pence, in one expression or in steps."""
    if isinstance(block.expression, model.Steps):
        return _whole_pence(desk, block.expression.steps)
    return _is_whole(desk, block.expression)


def _in_pence(pounds: Fraction) -> bool:
    return (pounds / _PENNY).denominator == 1
