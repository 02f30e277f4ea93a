"""The steps of a payment or of a value as meant, from top to bottom."""

from typing import Literal, assert_never

from schemelang.diagnostic import Label
from schemelang.light import evolve, frozen
from schemelang.model import errors, model
from schemelang.model.arithmetic import is_number, together
from schemelang.model.conditions import is_yes_no
from schemelang.model.desk import Desk, Place, called, needed, one_line
from schemelang.model.exceptions import replacements
from schemelang.model.expressions import express, read_met
from schemelang.model.levels import at_its_level, at_level
from schemelang.model.model import Expression
from schemelang.model.names import capital
from schemelang.model.offers import counted_rate, in_pounds, sum_known, under, without_pounds
from schemelang.model.reductions import names_of, read_reduction, see_floors
from schemelang.model.rounding import is_rounded, read_rounding
from schemelang.model.situations import Changing
from schemelang.model.units import MONEY, joined, multiplied, said
from schemelang.syntax import ast


@frozen(kw_only=True)
class _Stairs:
    """Whose steps are read, and where. A payment's are money throughout."""

    desk: Desk
    block: ast.Payment | ast.Value
    place: Place

    def number(self, written: ast.Expression, place: Place) -> Expression | None:
        """Read an expression that must be a number, at the level of the block."""
        read = self._value(written, place)
        return read if read is None or is_number(self.desk, read) else None

    def condition(self, written: ast.Expression, place: Place) -> Expression | None:
        """Read an expression that must be a yes or no, at the level of the block."""
        read = self._value(written, place)
        return read if read is None or is_yes_no(self.desk, read) else None

    def met(self, name: ast.Name, place: Place) -> Expression | None:
        """Read the name of something that is met or not, at the level of the block."""
        return self._at_level(read_met(self.desk, name, place), place)

    def _value(self, written: ast.Expression, place: Place) -> Expression | None:
        return self._at_level(express(self.desk, written, place), place)

    def _at_level(self, read: Expression | None, place: Place) -> Expression | None:
        if isinstance(self.block, ast.Value) and place.level is not None:
            return at_its_level(self.desk, self.block, read, place.level)
        return at_level(self.desk, read, place.level)


def read_steps(desk: Desk, block: ast.Payment, place: Place, changes: Changing) -> tuple[model.AnyStep, ...] | None:
    """Read the steps of a payment, which begin with an amount and end in whole pence."""
    steps = _read(_Stairs(desk=desk, block=block, place=place))
    return None if steps is None or not is_rounded(desk, block, steps, place.level, changes) else steps


def read_steps_of_value(desk: Desk, block: ast.Value, place: Place) -> model.Steps | None:
    """Read the steps of a value, which begin with a number of any kind."""
    steps = _read(_Stairs(desk=desk, block=block, place=place))
    return None if steps is None else model.Steps(steps=steps)


def _read(stairs: _Stairs) -> tuple[model.AnyStep, ...] | None:
    """Read each step on the type that the steps above have come to; what cannot be read changes no type."""
    written = [line for line in stairs.block.lines if isinstance(line, ast.Step)]
    starts = _see_start(stairs, written)
    level = stairs.place.level or model.SCHEME
    kind = MONEY if isinstance(stairs.block, ast.Payment) else None
    read: list[model.AnyStep] = []
    for number, step in enumerate(written):
        so_far = (kind, level) if number and kind is not None else None
        found = _with_exceptions(stairs, step, evolve(stairs.place, so_far=so_far))
        read += [] if found is None else [found]
        kind = kind if found is None else found.type
        if kind is None:
            break
    whole = starts and len(read) == len(written)
    kept = whole and _see_limit_last(stairs, read)
    return tuple(read) if kept and see_floors(stairs.desk, tuple(read)) else None


def _see_limit_last(stairs: _Stairs, read: list[model.AnyStep]) -> bool:
    """See that nothing but rounding follows a limit for the year, which the periods use up as they stand there."""
    at = next((number for number, step in enumerate(read) if model.is_for_year(step)), len(read))
    below = (each for step in read[at + 1 :] for each in model.variants(step))
    after = next((each for each in below if not isinstance(each, model.RoundStep)), None)
    if after is None:
        return True
    label = Label(read[at].span, "the limit for the year is here")
    stairs.desk.say(errors.payments.LimitNotLast(place=after.span, labels=(label,)))
    return False


def _see_start(stairs: _Stairs, written: list[ast.Step]) -> bool:
    """See that the steps start once, and that they start with their start."""
    desk, block = stairs.desk, stairs.block
    starts = [step for step in written if isinstance(step, ast.StartWith)]
    if not starts:
        level = stairs.place.level or model.SCHEME
        needed(desk, block, ast.StartWith, "start with", f"start with {counted_rate(desk, level)}")
        return False
    for again in starts[1:]:
        label = Label(starts[0].span, "they start here")
        desk.say(errors.payments.StartsTwice(place=again.span, labels=(label,)))
    if written[0] is not starts[0]:
        desk.say(errors.payments.StepsOutOfOrder(place=written[0].span))
    return written[0] is starts[0] and len(starts) == 1


def _with_exceptions(stairs: _Stairs, step: ast.Step, place: Place) -> model.AnyStep | None:
    """Read a step and what stands in its place by exceptions."""
    usual = _step(stairs, step, place)
    them = replacements(stairs.desk, stairs.block, step, place)
    if not them or usual is None:
        return None if them is None else usual
    read = [_step(stairs, instead, place) if isinstance(instead, ast.Step) else None for _, instead in them]
    insteads = tuple(each for each in read if each is not None)
    kind = usual.type
    for each in insteads:
        both = joined(kind, each.type)
        if both is None:
            label = Label(usual.span, f"this is {said(kind)}")
            words = (capital(said(kind)), said(each.type), "put in place of each other")
            stairs.desk.say(
                errors.quantities.QuantitiesApart(
                    place=each.span, one=words[0], other=words[1], joined=words[2], labels=(label,)
                )
            )
            return None
        kind = both
    if len(insteads) < len(them):
        return None
    cases = tuple(zip((case for case, _ in them), insteads, strict=True))
    return model.ExceptedStep(type=kind, span=usual.span, usual=usual, cases=cases)


def _step(stairs: _Stairs, step: ast.Step, place: Place) -> model.PlainStep | None:
    match step:
        case ast.StartWith(amount) | ast.Add(amount) | ast.Less(amount) | ast.Times(amount):
            return _amount_step(stairs, step, amount, place)
        case ast.NeverMoreThan(limit) | ast.NeverMoreThanInYear(limit) | ast.NeverLessThan(limit):
            return _limit_step(stairs, step, limit, place)
        case ast.NothingUnless(condition) | ast.NothingIf(condition):
            return _gate_step(stairs, step, condition, place)
        case ast.Round():
            return read_rounding(stairs.desk, step, _so_far(place))
        case ast.ReducedBy():
            return _reduction_step(stairs, step, place)
        case _:
            assert_never(step)


def _so_far(place: Place) -> model.Type:
    """Return the type that the steps above have come to; that of money where they come to nothing yet."""
    return MONEY if place.so_far is None else place.so_far[0]


# ---------------------------------------------------------------- amounts, limits and gates


_Does = Literal["start_with", "add", "less", "times"]
_DOES: dict[type[ast.Node], _Does] = {
    ast.StartWith: "start_with",
    ast.Add: "add",
    ast.Less: "less",
    ast.Times: "times",
}


def _amount_step(
    stairs: _Stairs,
    step: ast.StartWith | ast.Add | ast.Less | ast.Times,
    written: ast.Expression,
    place: Place,
) -> model.AmountStep | None:
    amount = stairs.number(written, place)
    condition = None if step.only_if is None else stairs.condition(step.only_if.condition, place)
    kind = None if amount is None else _kind_after(stairs, step, written, amount, place)
    if amount is None or kind is None or (step.only_if is not None and condition is None):
        return None
    if condition is not None and place.so_far is not None:
        kind = _kind_either_way(stairs, amount, place.so_far[0], kind)
    if kind is None:
        return None
    return model.AmountStep(type=kind, span=step.span, does=_DOES[type(step)], amount=amount, only_if=condition)


def _kind_after(
    stairs: _Stairs, step: ast.Step, written: ast.Expression, read: Expression, place: Place
) -> model.Type | None:
    """Return the type after a step with an amount or a limit; if the amount does not fit its step, say why."""
    if isinstance(step, ast.Times):
        return _kind_of_times(stairs, read, place)
    if isinstance(stairs.block, ast.Payment) or (place.so_far is not None and place.so_far[0] == MONEY):
        return MONEY if _is_money(stairs, step, written, read) else None
    if place.so_far is None:
        return read.type
    kind, _ = place.so_far
    if isinstance(written, ast.Percent) and joined(kind, read.type) is None:
        stairs.desk.say(errors.quantities.PercentOfWhat(place=read.span, percent=written.text, also=""))
        return None
    limit = isinstance(step, ast.Cap | ast.NeverLessThan)
    return together(stairs.desk, (_above(stairs, step, place), read), "compared" if limit else "added")


def _above(stairs: _Stairs, step: ast.Step, place: Place) -> model.SoFarOf:
    """Return what the steps above a step have come to."""
    steps = [line for line in stairs.block.lines if isinstance(line, ast.Step)]
    before = steps[max(steps.index(step) - 1, 0)]
    level = place.level or model.SCHEME
    return model.SoFarOf(type=_so_far(place), level=level, span=before.span, series=place.series)


def _is_money(stairs: _Stairs, step: ast.Step, written: ast.Expression, read: Expression) -> bool:
    """Say whether an amount is money, as a payment needs; if not, say why."""
    desk = stairs.desk
    if read.type == MONEY:
        return True
    if isinstance(written, ast.Percent) and not isinstance(step, ast.StartWith):
        known = sum_known(desk, stairs.place.level or model.SCHEME)
        also = under("Or, of another sum:", f"{written.text} of {known}") if known else ""
        desk.say(errors.quantities.PercentOfWhat(place=read.span, percent=written.text, also=also))
    elif isinstance(written, ast.Rate) and isinstance(written.amount, ast.Percent):
        found = f"a percentage for each {written.unit.text}"
        desk.say(
            errors.quantities.NotMoney(
                place=written.amount.span, found=found, remedy=in_pounds(written.amount, read.type)
            )
        )
    else:
        desk.say(
            errors.quantities.NotMoney(place=read.span, found=said(read.type), remedy=in_pounds(written, read.type))
        )
    return False


def _kind_of_times(stairs: _Stairs, read: Expression, place: Place) -> model.Type | None:
    """Return the type after a multiplication, which is by a number or a percentage."""
    kind = _so_far(place)
    if read.type != MONEY:
        return multiplied(kind, read.type)
    if kind == MONEY:
        stairs.desk.say(errors.quantities.MoneyTimesMoney(place=read.span, remedy=without_pounds(one_line(read))))
    else:
        remedy = _the_money_first(stairs, read)
        stairs.desk.say(errors.quantities.TurnedIntoMoney(place=read.span, found=said(kind), remedy=remedy))
    return None


def _the_money_first(stairs: _Stairs, money: Expression) -> str:
    """Return how steps begin with the money, where they begin with the number that it is to be multiplied by."""
    steps = [line for line in stairs.block.lines if isinstance(line, ast.Step)]
    match steps:
        case [ast.StartWith(number, None), ast.Times(only_if=None), *_]:
            lines = f"start with {one_line(money)}", f"times {one_line(number)}"
            return under("Start with the money, and multiply it:", *lines)
        case _:
            return "Start with the money, and multiply it by the number."


def _kind_either_way(stairs: _Stairs, amount: Expression, before: model.Type, after: model.Type) -> model.Type | None:
    """Return the one type of a step that is taken on a condition, whether it is taken or not."""
    kind = joined(before, after)
    if kind is None:
        stairs.desk.say(errors.quantities.KindHangsOnCondition(place=amount.span, one=said(before), other=said(after)))
    return kind


_Limit = Literal["never_more_than", "never_more_than_in_year", "never_less_than"]
_LIMITS: dict[type[ast.Node], _Limit] = {
    ast.NeverMoreThan: "never_more_than",
    ast.NeverMoreThanInYear: "never_more_than_in_year",
    ast.NeverLessThan: "never_less_than",
}


def _limit_step(
    stairs: _Stairs, step: ast.Cap | ast.NeverLessThan, written: ast.Expression, place: Place
) -> model.LimitStep | None:
    in_year = isinstance(step, ast.NeverMoreThanInYear)
    if in_year and place.series is None:
        block, line = called(stairs.block), f"never more than {one_line(written)}"
        stairs.desk.say(errors.payments.InTheYearOfOne(place=step.span, block=block, line=line))
        return None
    limit = stairs.number(written, evolve(place, series=None) if in_year else place)
    kind = None if limit is None else _kind_after(stairs, step, written, limit, place)
    if limit is None or kind is None:
        return None
    return model.LimitStep(type=kind, span=step.span, does=_LIMITS[type(step)], limit=limit)


def _gate_step(
    stairs: _Stairs, step: ast.NothingUnless | ast.NothingIf, written: ast.Expression, place: Place
) -> model.GateStep | None:
    condition = stairs.condition(written, place)
    if condition is None:
        return None
    does: Literal["nothing_unless", "nothing_if"] = (
        "nothing_unless" if isinstance(step, ast.NothingUnless) else "nothing_if"
    )
    return model.GateStep(type=_so_far(place), span=step.span, does=does, condition=condition)


def _reduction_step(stairs: _Stairs, step: ast.ReducedBy, place: Place) -> model.ReductionStep | None:
    read = [stairs.met(name, place) for name in names_of(step)]
    reducers = tuple(each for each in read if each is not None)
    reduction = read_reduction(stairs.desk, step, reducers, _above(stairs, step, place))
    return reduction if len(reducers) == len(read) else None
