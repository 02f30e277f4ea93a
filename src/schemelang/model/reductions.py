"""A step that takes something off for each of several things that is met, or not met."""

from fractions import Fraction

from schemelang.diagnostic import Label
from schemelang.model import errors, model
from schemelang.model.arithmetic import together
from schemelang.model.desk import Desk
from schemelang.model.literals import read_literal
from schemelang.model.model import Expression
from schemelang.model.offers import among_lines
from schemelang.model.units import MONEY, SHARE
from schemelang.quantities import say_number, say_percent
from schemelang.syntax import ast


def names_of(step: ast.ReducedBy) -> tuple[ast.Name, ...]:
    """Return the names for each of which something is taken off."""
    return (step.names,) if isinstance(step.names, ast.Name) else step.names


def read_reduction(
    desk: Desk, step: ast.ReducedBy, reducers: tuple[Expression, ...], above: Expression
) -> model.ReductionStep | None:
    """Read a reduction of what the steps above have come to, for each of some things that have been read."""
    reduction = read_literal(desk, step.reduction)
    fits = reduction is not None and _fits(desk, step, reduction, above)
    named_once = _are_named_once(desk, step)
    how = _how(desk, step, reduction) if reduction is not None else None
    if reduction is None or how is None or not fits or not named_once:
        return None
    return model.ReductionStep(
        type=above.type,
        span=step.span,
        reduction=reduction,
        reducers=reducers,
        when="met" if step.unmet == "met" else "not_met",
        how=how,
    )


def _fits(desk: Desk, step: ast.ReducedBy, reduction: model.Constant, above: Expression) -> bool:
    """Say whether a reduction fits what it is taken off; if not, say why."""
    if reduction.type == MONEY:
        return together(desk, (above, reduction), "added") is not None
    assert isinstance(reduction.value, Fraction), "a percentage is a number"
    percent = say_percent(reduction.value)
    if reduction.value > 1:
        desk.say(errors.reductions.ReducedByMoreThanAll(place=reduction.span, percent=percent))
        return False
    if above.type == SHARE:
        eighty, rest = Fraction(8, 10), say_percent(1 - reduction.value)
        conditions = [f"only if {name.text} is {step.unmet}" for name in names_of(step)]
        points, part = eighty - reduction.value, eighty * (1 - reduction.value)
        desk.say(
            errors.reductions.ReductionOfPercentage(
                place=reduction.span,
                percent=percent,
                points=say_percent(points),
                part=say_percent(part),
                taken_off=among_lines(f"less {percent} {condition}" for condition in conditions),
                multiplied=among_lines(f"times {rest} {condition}" for condition in conditions),
            )
        )
        return False
    return True


def _are_named_once(desk: Desk, step: ast.ReducedBy) -> bool:
    first: dict[str, ast.Name] = {}
    again = [name for name in names_of(step) if first.setdefault(name.text, name) is not name]
    for name in again:
        label = Label(first[name.text].span, "named first here")
        desk.say(errors.reductions.ReducedTwice(place=name.span, name=name.text, labels=(label,)))
    return not again


def _how(desk: Desk, step: ast.ReducedBy, reduction: model.Constant) -> model.HowReduced | None:
    """Return how several reductions go together, which must be said where it makes a difference."""
    match step.compounding:
        case "one after another":
            return "one_after_another"
        case None if reduction.type == SHARE and len(names_of(step)) > 1:
            _ask_how(desk, step, reduction)
            return None
        case _:
            return "added_together"


def _ask_how(desk: Desk, step: ast.ReducedBy, reduction: model.Constant) -> None:
    assert isinstance(reduction.value, Fraction), "a percentage is a number"
    left = 1 - reduction.value
    desk.say(
        errors.choices.CompoundingUnsaid(
            place=step.span,
            percent=say_percent(reduction.value),
            met=step.unmet,
            together=say_percent(2 * reduction.value),
            after=say_percent(1 - left * left),
        )
    )


# ---------------------------------------------------------------- less than nothing


def see_floors(desk: Desk, steps: tuple[model.AnyStep, ...]) -> bool:
    """See that no percentages added together can take off more than there is, unless a floor stands below them."""
    floors = [place for place, step in enumerate(steps) if all(_is_floor(each) for each in model.variants(step))]
    every = ((place, each) for place, step in enumerate(steps) for each in model.variants(step))
    low = [
        step
        for place, step in every
        if isinstance(step, model.ReductionStep) and _takes(step) > 1 and not any(floor > place for floor in floors)
    ]
    for step in low:
        assert isinstance(step.reduction.value, Fraction), "a percentage is a number"
        desk.say(
            errors.reductions.ReducedBelowNothing(
                place=step.span,
                total=say_percent(_takes(step)),
                percent=say_percent(step.reduction.value),
                number=say_number(Fraction(len(step.reducers))),
                nothing="£0" if step.type == MONEY else "0",
            )
        )
    return not low


def _is_floor(step: model.AnyStep) -> bool:
    return isinstance(step, model.LimitStep) and step.does == "never_less_than"


def _takes(step: model.ReductionStep) -> Fraction:
    """Return the most that a reduction can take off, as a part of the whole; of pounds it is not known."""
    reduction = step.reduction
    if reduction.type != SHARE or step.how == "one_after_another" or not isinstance(reduction.value, Fraction):
        return Fraction(0)
    return reduction.value * len(step.reducers)
