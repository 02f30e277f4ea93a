"""Steps made into rules, from top to bottom: those of a payment, and those of a value."""

from fractions import Fraction
from typing import Literal, assert_never

from schemelang.graph.bench import Spot, said
from schemelang.graph.from_expression import at_exception, chosen_case, kind_at, needed
from schemelang.graph.graph import (
    Chosen,
    Constant,
    Difference,
    Greatest,
    Least,
    Product,
    Quorum,
    Role,
    Round,
    RuleId,
    RuleKind,
    Total,
    When,
    WithinYear,
)
from schemelang.light import evolve, frozen
from schemelang.model.model import (
    AmountStep,
    AnyStep,
    ExceptedStep,
    Expression,
    GateStep,
    LimitStep,
    PlainStep,
    Quantity,
    ReductionStep,
    RoundStep,
    Type,
    Value,
)
from schemelang.model.model import Steps as StepsOfValue


@frozen(kw_only=True)
class Stair:
    """Whose steps are being made into rules: a block's own spot, its level, and the type they end in."""

    spot: Spot
    level: str
    type: Type

    @property
    def nothing(self) -> RuleId:
        """The rule of nothing at all, one for the whole block."""
        return evolve(self.spot, part="nothing").make(
            Constant(Fraction(0)),
            role=Role.PART,
            level=self.level,
            of=self.type,
            title="nothing",
            span=self.spot.block.span,
        )


def lower_value_in_steps(value: Value, steps: StepsOfValue, spot: Spot) -> None:
    """Make what a value comes to after each of its steps; after the last, that is the value itself."""
    stair = Stair(spot=spot, level=value.level, type=steps.type)
    so_far: RuleId | None = None
    for number, step in enumerate(steps.steps, 1):
        at = evolve(spot.at(f"step {number}"), so_far=so_far)
        if step is steps.steps[-1]:
            kind = step_kind(stair, step, at)
            spot.make(kind, role=Role.VALUE, level=value.level, of=step.type, title=value.title, span=step.span)
        else:
            so_far = after_step(stair, step, Role.STEP, at)


def after_step(stair: Stair, step: AnyStep, role: Role, spot: Spot) -> RuleId:
    """Make the amount after a step."""
    kind = step_kind(stair, step, spot)
    return spot.make(kind, role=role, level=stair.level, of=step.type, title=said(step.span), span=step.span)


def step_kind(stair: Stair, step: AnyStep, spot: Spot) -> RuleKind:
    """Make what a step needs, and what stands in its place by exceptions, and return its kind."""
    if not isinstance(step, ExceptedStep):
        return _plain_kind(stair, step, spot)
    usual = after_step(stair, step.usual, Role.PART, spot.at("usual"))
    cases = tuple(
        chosen_case(case, after_step(stair, instead, Role.PART, at_exception(case, spot)), spot)
        for case, instead in step.cases
    )
    return Chosen(cases, usual)


def _plain_kind(stair: Stair, step: PlainStep, spot: Spot) -> RuleKind:
    """Make what a step needs, and return the kind of the amount after it."""
    match step:
        case AmountStep():
            return _amount_kind(stair, step, spot)
        case LimitStep(does=does, limit=limit):
            return _limited(_so_far(spot), does, needed(limit, spot.at("limit")))
        case GateStep(does=does, condition=condition):
            gate = needed(condition, spot.at("condition"))
            open_, closed = _so_far(spot), stair.nothing
            return When(gate, open_, closed) if does == "nothing_unless" else When(gate, closed, open_)
        case ReductionStep():
            return _reduced(stair, step, spot)
        case RoundStep(unit=unit, way=way):
            return Round(_so_far(spot), unit, way)
        case _:
            assert_never(step)


def _limited(
    so_far: RuleId, does: Literal["never_more_than", "never_more_than_in_year", "never_less_than"], limit: RuleId
) -> RuleKind:
    match does:
        case "never_more_than":
            return Least((so_far, limit))
        case "never_more_than_in_year":
            return WithinYear(so_far, limit)
        case "never_less_than":
            return Greatest((so_far, limit))
        case _:
            assert_never(does)


# ---------------------------------------------------------------- steps with an amount of their own


def _amount_kind(stair: Stair, step: AmountStep, spot: Spot) -> RuleKind:
    """Make what a step with an amount of its own needs, and its condition if it has one."""
    if step.only_if is None:
        return _applied(stair, step, spot)
    applied = spot.at("applied").make(
        _applied(stair, step, spot),
        role=Role.PART,
        level=stair.level,
        of=step.type,
        title=said(step.amount.span),
        span=step.amount.span,
    )
    before = stair.nothing if spot.so_far is None else spot.so_far
    return When(needed(step.only_if, spot.at("condition")), applied, before)


def _applied(stair: Stair, step: AmountStep, spot: Spot) -> RuleKind:
    """Make what a step with an amount of its own needs, as though it had no condition."""
    match step.does:
        case "start_with":
            assert spot.so_far is None, "steps start once, with the first"
            return kind_at(step.amount, stair.level, spot.at("amount"))
        case "add":
            return Total((_so_far(spot), needed(step.amount, spot.at("amount"))))
        case "less":
            return Difference(_so_far(spot), needed(step.amount, spot.at("amount")))
        case "times":
            return Product((_so_far(spot), needed(step.amount, spot.at("amount"))))
        case _:
            assert_never(step.does)


def _so_far(spot: Spot) -> RuleId:
    assert spot.so_far is not None, "steps start with the first"
    return spot.so_far


# ---------------------------------------------------------------- reductions


def _reduced(stair: Stair, step: ReductionStep, spot: Spot) -> RuleKind:
    """Make what is taken off for each of several things, or what is left, and return what that makes."""
    one_by_one = step.how == "one_after_another" and step.reduction.type.quantity is Quantity.SHARE
    cases = tuple(
        _case(stair, step, reducer, spot.at(f"case {number}")) for number, reducer in enumerate(step.reducers, 1)
    )
    if one_by_one:
        return Product((_so_far(spot), _reduction(stair, step, Product(cases), spot.at("left"))))
    off = _reduction(stair, step, Total(cases), spot.at("off"))
    if step.reduction.type.quantity is Quantity.SHARE:
        off = spot.at("taken off").make(
            Product((off, _so_far(spot))),
            role=Role.REDUCTION,
            level=stair.level,
            of=step.type,
            title="what is taken off",
            span=step.span,
        )
    return Difference(_so_far(spot), off)


def _reduction(stair: Stair, step: ReductionStep, kind: Product | Total, spot: Spot) -> RuleId:
    """Make what all cases of a reduction come to."""
    left = isinstance(kind, Product)
    return spot.make(
        kind,
        role=Role.REDUCTION,
        level=stair.level,
        of=step.reduction.type,
        title="what is left of it" if left else "the reductions",
        span=step.span,
    )


def _case(stair: Stair, step: ReductionStep, reducer: Expression, spot: Spot) -> RuleId:
    """Make what one thing takes off, or leaves, as it is met or not."""
    condition = needed(reducer, spot.at("condition"))
    if step.when == "not_met":
        condition = spot.at("not").make(
            Quorum((condition,), 0, 0),
            role=Role.PART,
            level=reducer.level,
            of=reducer.type,
            title=f"not {said(reducer.span)}",
            span=reducer.span,
        )
    value = step.reduction.value
    assert isinstance(value, Fraction), "a reduction is a number"
    left = step.how == "one_after_another" and step.reduction.type.quantity is Quantity.SHARE
    each = _laid_down(step, 1 - value if left else value, Role.REDUCTION, spot, "each")
    whole = _laid_down(step, Fraction(left), Role.PART, spot, "otherwise")
    return spot.make(
        When(condition, each, whole),
        role=Role.REDUCTION,
        level=stair.level,
        of=step.reduction.type,
        title=said(reducer.span),
        span=reducer.span,
    )


def _laid_down(step: ReductionStep, value: Fraction, role: Role, spot: Spot, word: str) -> RuleId:
    """Make a number of a reduction: what one case takes off or leaves, and what it does otherwise."""
    reduction = step.reduction
    return evolve(spot.at(word), series=None).make(
        Constant(value),
        role=role,
        level=reduction.level,
        of=reduction.type,
        title=said(reduction.span),
        span=reduction.span,
    )
