"""A payment made into rules: its steps from top to bottom. What follows them is in from_parts.py."""

from schemelang.graph.bench import Bench, Spot
from schemelang.graph.from_parts import counts_for, cut_up
from schemelang.graph.from_steps import Stair, after_step
from schemelang.graph.graph import (
    DuePart,
    Product,
    Role,
    RuleId,
)
from schemelang.light import evolve
from schemelang.model.model import (
    SCHEME,
    Changes,
    Payment,
    Quantity,
    RoundStep,
    Type,
    is_for_year,
    variants,
)
from schemelang.model.names import with_article

_MONEY = Type(Quantity.MONEY)
_NUMBER = Type(Quantity.NUMBER)


def lower_payment(payment: Payment, bench: Bench) -> tuple[DuePart, ...]:
    """Make the rules of a payment, and return what of it falls due."""
    spot = Spot(bench=bench, block=payment, series=payment.each)
    return cut_up(payment, _amount(payment, spot), spot)


# ---------------------------------------------------------------- steps


def _amount(payment: Payment, spot: Spot) -> RuleId:
    """Make the amount after each step, and return the last."""
    by_days, stair = _place_of_days(payment, spot), _stair(payment, spot)
    for number, step in enumerate(payment.steps, 1):
        if number == by_days:
            spot = evolve(spot, so_far=_for_its_days(payment, Role.STEP, spot))
        last = number == len(payment.steps) and by_days != number + 1
        role = Role.AMOUNT if last else Role.STEP
        spot = evolve(spot, so_far=after_step(stair, step, role, spot.at(f"step {number}")))
    if by_days == len(payment.steps) + 1:
        spot = evolve(spot, so_far=_for_its_days(payment, Role.AMOUNT, spot))
    assert spot.so_far is not None, "a payment has steps"
    return spot.so_far


def _stair(payment: Payment, spot: Spot) -> Stair:
    return Stair(spot=spot, level=payment.level, type=_MONEY)


def _place_of_days(payment: Payment, spot: Spot) -> int | None:
    """Return before which step a part-year member's days are counted: the last, where that is a rounding.

    A limit for the year comes after them, since it is used up by what is paid and not by what might have been.
    Where money is shared, days count in the sharing. A named party is there for the whole term, and so is a
    group unless the heading or the payment says what one is paid that is not.
    """
    scheme = spot.bench.scheme
    if payment.level != scheme.leaf.singular and payment.changes_of(payment.level) == Changes():
        return None
    limits = (number for number, step in enumerate(payment.steps, 1) if is_for_year(step))
    rounded = all(isinstance(each, RoundStep) for each in variants(payment.steps[-1]))
    return next(limits, len(payment.steps) + (not rounded))


def _for_its_days(payment: Payment, role: Role, spot: Spot) -> RuleId:
    """Make an amount for the part of the term for which a member counts."""
    part = evolve(spot, part="part of the term")
    weight = part.make(
        counts_for(None, SCHEME, payment.changes_of(payment.level)),
        role=Role.WEIGHT,
        level=payment.level,
        of=_NUMBER,
        title=f"the part of the term for which {with_article(payment.level)} counts",
        span=payment.span,
    )
    assert spot.so_far is not None, "a payment starts with its first step"
    return evolve(spot, part="for its days").make(
        Product((spot.so_far, weight)),
        role=role,
        level=payment.level,
        of=_MONEY,
        title="for its part of the term",
        span=payment.span,
    )
