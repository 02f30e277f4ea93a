"""A payment made into rules: its steps from top to bottom, then tranches, shares and instalments."""

from datetime import date
from fractions import Fraction
from typing import assert_never

from attrs import evolve, frozen

from schemelang.graph.bench import Bench, Spot, said
from schemelang.graph.from_expression import kind_at, needed
from schemelang.graph.graph import (
    Apportioned,
    Constant,
    Difference,
    DuePart,
    Greatest,
    Least,
    Portion,
    Product,
    Role,
    Round,
    RuleId,
    RuleKind,
    Total,
    Weight,
    When,
)
from schemelang.model.model import (
    AmountStep,
    AnyStep,
    GateStep,
    LimitStep,
    NamedParty,
    Payment,
    Quantity,
    RoundStep,
    Sharing,
    Tranche,
    Type,
)
from schemelang.quantities import say_percent

_MONEY = Type(Quantity.MONEY)


def lower_payment(payment: Payment, bench: Bench) -> tuple[DuePart, ...]:
    """Make the rules of a payment, and return what of it falls due."""
    spot = Spot(bench=bench, block=payment)
    amount = _amount(payment, spot)
    tranches = tuple(
        _tranche(payment, tranche, number, amount, spot) for number, tranche in enumerate(payment.tranches, 1)
    )
    _in_all(payment, tranches, spot)
    return tuple(part for made in tranches for part in _due(payment, made, bench))


# ---------------------------------------------------------------- steps


def _amount(payment: Payment, spot: Spot) -> RuleId:
    """Make the amount after each step, and return the last."""
    for number, step in enumerate(payment.steps, 1):
        role = Role.AMOUNT if step is payment.steps[-1] else Role.STEP
        so_far = _step(payment, step, role, spot.at(f"step {number}"))
        spot = evolve(spot, so_far=so_far)
    assert spot.so_far is not None, "a payment has steps"
    return spot.so_far


def _step(payment: Payment, step: AnyStep, role: Role, spot: Spot) -> RuleId:
    """Make the amount after a step."""
    return spot.make(
        _step_kind(payment, step, spot),
        role=role,
        level=payment.level,
        type=_type_after(step, spot),
        title=said(step.span),
        span=step.span,
    )


def _step_kind(payment: Payment, step: AnyStep, spot: Spot) -> RuleKind:
    """Make what a step needs, and return the kind of the amount after it."""
    if isinstance(step, AmountStep):
        return _amount_kind(payment, step, spot)
    so_far = _so_far(spot)
    match step:
        case LimitStep(does="never_more_than", limit=limit):
            return Least((so_far, needed(limit, spot.at("limit"))))
        case LimitStep(does="never_less_than", limit=limit):
            return Greatest((so_far, needed(limit, spot.at("limit"))))
        case GateStep(does="nothing_unless", condition=condition):
            return When(needed(condition, spot.at("condition")), so_far, _nothing(payment, spot))
        case GateStep(does="nothing_if", condition=condition):
            return When(needed(condition, spot.at("condition")), _nothing(payment, spot), so_far)
        case RoundStep(unit=unit, way=way):
            return Round(so_far, unit, way)
        case _:
            assert_never(step)


def _amount_kind(payment: Payment, step: AmountStep, spot: Spot) -> RuleKind:
    """Make what a step with an amount of its own needs, and its condition if it has one."""
    if step.only_if is None:
        return _applied(payment, step, spot)
    applied = spot.at("applied").make(
        _applied(payment, step, spot),
        role=Role.PART,
        level=payment.level,
        type=_type_after(step, spot),
        title=said(step.amount.span),
        span=step.amount.span,
    )
    before = _nothing(payment, spot) if spot.so_far is None else spot.so_far
    return When(needed(step.only_if, spot.at("condition")), applied, before)


def _applied(payment: Payment, step: AmountStep, spot: Spot) -> RuleKind:
    """Make what a step with an amount of its own needs, as though it had no condition."""
    match step.does:
        case "start_with":
            assert spot.so_far is None, "a payment starts once, with its first step"
            return kind_at(step.amount, payment.level, spot.at("amount"))
        case "add":
            return Total((_so_far(spot), needed(step.amount, spot.at("amount"))))
        case "less":
            return Difference(_so_far(spot), needed(step.amount, spot.at("amount")))
        case "times":
            return Product((_so_far(spot), needed(step.amount, spot.at("amount"))))
        case _:
            assert_never(step.does)


def _so_far(spot: Spot) -> RuleId:
    assert spot.so_far is not None, "a payment starts with its first step"
    return spot.so_far


def _type_after(step: AnyStep, spot: Spot) -> Type:
    """Return the type of the amount after a step: what is multiplied by money becomes money."""
    if spot.so_far is None:
        assert isinstance(step, AmountStep), "a payment starts with its first step"
        return step.amount.type
    times_money = isinstance(step, AmountStep) and step.does == "times" and step.amount.type == _MONEY
    return _MONEY if times_money else spot.bench.rules[spot.so_far].type


def _nothing(payment: Payment, spot: Spot) -> RuleId:
    """Return the rule of no money at all, one for the whole payment."""
    return evolve(spot, part="nothing").make(
        Constant(Fraction(0)), role=Role.PART, level=payment.level, type=_MONEY, title="nothing", span=payment.span
    )


# ---------------------------------------------------------------- tranches, shares and instalments


@frozen(kw_only=True)
class _Tranche:
    """The rules of a tranche. `share` and `stake` are its own amounts where a payment is not shared."""

    written: Tranche
    number: int
    paid: RuleId
    share: RuleId
    stake: RuleId | None
    condition: RuleId | None
    instalments: tuple[RuleId, ...]


def _tranche(payment: Payment, tranche: Tranche, number: int, amount: RuleId, spot: Spot) -> _Tranche:
    """Make the rules of a tranche, down to its instalments."""
    here = spot.at(f"tranche {number}")
    offered = None if tranche.condition is None else here.at("offered")
    ...
