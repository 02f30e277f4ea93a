"""The steps of a payment as meant, from top to bottom."""

from fractions import Fraction
from typing import Literal, assert_never

from schemelang.diagnostic import Label
from schemelang.model import model
from schemelang.model.desk import Desk, Place, needed, one_line
from schemelang.model.errors.choices import DaysNotRounded, HalvesUnsaid, RoundingUnsaid
from schemelang.model.errors.payments import RoundedToAnotherThing, StartsTwice, StepsOutOfOrder
from schemelang.model.errors.quantities import MoneyTimesMoney, NotMoney, PercentOfWhat
from schemelang.model.expressions import read_condition, read_number
from schemelang.model.literals import read_whole_number
from schemelang.model.model import Expression
from schemelang.model.units import MONEY, said
from schemelang.quantities import Way
from schemelang.syntax import ast

_PENNY = Fraction(1, 100)
_MOST_PLACES = 12


def read_steps(desk: Desk, block: ast.Payment, level: str | None) -> tuple[model.AnyStep, ...] | None:
    """Read the steps of a payment, which begin with an amount and end in whole pence."""
    written = [line for line in block.lines if isinstance(line, ast.Step)]
    starts = _see_start(desk, block, written)
    read = [_step(desk, step, level, first=place == 0) for place, step in enumerate(written)]
    steps = tuple(step for step in read if step is not None)
    if not starts or len(steps) < len(read):
        return None
    return steps if _is_rounded(desk, block, steps, level) else None


def _is_rounded(desk: Desk, block: ast.Payment, steps: tuple[model.AnyStep, ...], level: str | None) -> bool:
    """Say whether steps end in whole pence, for the days of part-year members too; if not, say so."""
    place, name = block.name.span, block.name.text
    if not _whole_pence(desk, steps):
        desk.say(RoundingUnsaid(place=place, name=name))
        return False
    last = steps[-1]
    ends_in_pence = isinstance(last, model.RoundStep) and _in_pence(last.unit)
    if _is_by_days(desk, block, level) and not ends_in_pence:
        desk.say(DaysNotRounded(place=place, name=name, member=desk.heading.leaf.singular))
        return False
    return True


def _is_by_days(desk: Desk, block: ast.Payment, level: str | None) -> bool:
    """Say whether a part-year member is paid for its days here, which seldom come to whole pence."""
    shared = any(isinstance(line, ast.Share) for line in block.lines)
    straight = level == desk.heading.leaf.singular and not shared
    return straight and "by_days" in desk.heading.changes.values()


def _see_start(desk: Desk, block: ast.Payment, written: list[ast.Step]) -> bool:
    """See that the steps start once, and that they start with their start."""
    starts = [step for step in written if isinstance(step, ast.StartWith)]
    if not starts:
        needed(desk, block, ast.StartWith, "start with", "start with £35 for each patient in my_register")
        return False
    for again in starts[1:]:
        label = Label(starts[0].span, "they start here")
        desk.say(StartsTwice(place=again.span, labels=(label,)))
    if written[0] is not starts[0]:
        desk.say(StepsOutOfOrder(place=written[0].span))
    return written[0] is starts[0] and len(starts) == 1


def _step(desk: Desk, step: ast.Step, level: str | None, *, first: bool) -> model.AnyStep | None:
    place = Place(level=level, so_far=None if first else (MONEY, level or model.SCHEME))
    match step:
        case ast.StartWith(amount) | ast.Add(amount) | ast.Less(amount) | ast.Times(amount):
            return _amount_step(desk, step, amount, place)
        case ast.NeverMoreThan(limit) | ast.NeverLessThan(limit):
            return _limit_step(desk, step, limit, place)
        case ast.NothingUnless(condition) | ast.NothingIf(condition):
            return _gate_step(desk, step, condition, place)
        case ast.Round(rounding):
            return _round_step(desk, step, rounding)
        case ast.ReducedBy():
            desk.not_yet(step.span, '"reduced by"')
            return None
        case _:
            assert_never(step)


# ---------------------------------------------------------------- amounts, limits and gates


_Does = Literal["start_with", "add", "less", "times"]
_DOES: dict[type[ast.Node], _Does] = {
    ast.StartWith: "start_with",
    ast.Add: "add",
    ast.Less: "less",
    ast.Times: "times",
}


def _amount_step(
    desk: Desk,
    step: ast.StartWith | ast.Add | ast.Less | ast.Times,
    written: ast.Expression,
    place: Place,
) -> model.AmountStep | None:
    amount = read_number(desk, written, place)
    condition = None if step.only_if is None else read_condition(desk, step.only_if.condition, place)
    if amount is None or not _fits(desk, step, written, amount):
        return None
    if step.only_if is not None and condition is None:
        return None
    return model.AmountStep(span=step.span, does=_DOES[type(step)], amount=amount, only_if=condition)


def _fits(desk: Desk, step: ast.Step, written: ast.Expression, read: Expression) -> bool:
    """Say whether an amount is of the kind that its step needs; if not, say why."""
    money = read.type == MONEY
    if isinstance(step, ast.Times):
        if money:
            desk.say(MoneyTimesMoney(place=read.span))
        return not money
    if money:
        return True
    if isinstance(written, ast.Percent) and not isinstance(step, ast.StartWith):
        desk.say(PercentOfWhat(place=read.span, percent=written.text))
    elif isinstance(written, ast.Rate) and isinstance(written.amount, ast.Percent):
        found = f"a percentage for each {written.unit.text}"
        desk.say(NotMoney(place=written.amount.span, found=found))
    else:
        desk.say(NotMoney(place=read.span, found=said(read.type)))
    return False


def _limit_step(
    desk: Desk, step: ast.NeverMoreThan | ast.NeverLessThan, written: ast.Expression, place: Place
) -> model.LimitStep | None:
    limit = read_number(desk, written, place)
    if limit is None or not _fits(desk, step, written, limit):
        return None
    does: Literal["never_more_than", "never_less_than"] = (
        "never_more_than" if isinstance(step, ast.NeverMoreThan) else "never_less_than"
    )
    return model.LimitStep(span=step.span, does=does, limit=limit)


def _gate_step(
    desk: Desk, step: ast.NothingUnless | ast.NothingIf, written: ast.Expression, place: Place
) -> model.GateStep | None:
    condition = read_condition(desk, written, place)
    if condition is None:
        return None
    does: Literal["nothing_unless", "nothing_if"] = (
        "nothing_unless" if isinstance(step, ast.NothingUnless) else "nothing_if"
    )
    return model.GateStep(span=step.span, does=does, condition=condition)


# ---------------------------------------------------------------- rounding


_UNITS = {"penny": _PENNY, "pound": Fraction(1)}
_HALVES: dict[str, Way] = {
    "halves up": "half_up",
    "halves down": "half_down",
    "halves to even": "half_even",
}


def _round_step(
    desk: Desk, step: ast.Round, rounding: ast.ToNearest | ast.RoundedDown | ast.RoundedUp
) -> model.RoundStep | None:
    unit, way = _unit(desk, rounding.unit), _way(desk, step, rounding)
    return None if unit is None or way is None else model.RoundStep(span=step.span, unit=unit, way=way)


def _way(desk: Desk, step: ast.Round, rounding: ast.ToNearest | ast.RoundedDown | ast.RoundedUp) -> Way | None:
    match rounding:
        case ast.RoundedDown():
            return "down"
        case ast.RoundedUp():
            return "up"
        case ast.ToNearest(_, halves):
            if halves is not None:
                return _HALVES[halves]
            words = one_line(step)
            desk.say(HalvesUnsaid(place=rounding.span, words=words))
            return None
        case _:
            assert_never(rounding)


def _unit(desk: Desk, unit: ast.Unit | ast.DecimalPlaces) -> Fraction | None:
    match unit:
        case ast.DecimalPlaces(number):
            places = read_whole_number(desk, number, 0, _MOST_PLACES)
            return None if places is None else Fraction(1, 10**places)
        case ast.Unit(word) if word in _UNITS:
            return _UNITS[word]
        case ast.Unit():
            desk.say(RoundedToAnotherThing(place=unit.span))
            return None
        case _:
            assert_never(unit)


def _whole_pence(desk: Desk, steps: tuple[model.AnyStep, ...]) -> bool:
    """Say whether the steps are sure to come to whole pence."""
    whole = False
    for step in steps:
        match step:
            case model.RoundStep(unit=unit):
                whole = whole or _in_pence(unit)
            case model.AmountStep(does="start_with", amount=amount):
                whole = _is_whole(desk, amount)
            case model.AmountStep(does="times"):
                whole = False
            case model.AmountStep(amount=amount) | model.LimitStep(limit=amount):
                whole = whole and _is_whole(desk, amount)
            case model.GateStep():
                pass
            case _:
                assert_never(step)
    return whole


def _is_whole(desk: Desk, amount: Expression) -> bool:
    """Say whether an amount is laid down in whole pence, here or in a value."""
    block = desk.read[amount.block] if isinstance(amount, model.ReadBlock) else None
    laid_down = block.expression if isinstance(block, model.Value) else amount
    return (
        isinstance(laid_down, model.Constant) and isinstance(laid_down.value, Fraction) and _in_pence(laid_down.value)
    )


def _in_pence(pounds: Fraction) -> bool:
    return (pounds / _PENNY).denominator == 1
