"""No percentage is taken off of what another has left, unless it is said that they come one after another."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby, pairwise

from schemelang.checks import errors
from schemelang.diagnostic import Diagnostic, Label
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import AnyStep, Payment, ReductionStep, Scheme
from schemelang.model.units import SHARE
from schemelang.quantities import say_pounds

_DUE = Fraction(1000)
"""What the payee of the story is due before anything is taken off."""


def reduced_again(scheme: Scheme, _graph: RuleGraph) -> Iterator[Diagnostic]:
    """Find lines below each other that take off the same percentage, and so could be one line that says how."""
    for payment in scheme.blocks:
        if isinstance(payment, Payment):
            yield from (_found(payment, steps) for steps in _runs(payment.steps))


def _runs(steps: tuple[AnyStep, ...]) -> Iterator[tuple[ReductionStep, ...]]:
    """Return the reductions that stand below each other and differ only in what they are for."""
    for alike, run in groupby(steps, _sort):
        found = tuple(step for step in run if isinstance(step, ReductionStep))
        if alike is not None and len(found) > 1 and _are_in_one_text(found):
            yield found


def _sort(step: AnyStep) -> tuple[object, ...] | None:
    """Return what reductions that could be one have in common."""
    if not isinstance(step, ReductionStep) or step.reduction.type != SHARE:
        return None
    if len(step.reducers) > 1 and step.how == "one_after_another":
        return None
    return step.reduction.value, step.when


def _are_in_one_text(steps: tuple[ReductionStep, ...]) -> bool:
    return all(one.span.source == other.span.source for one, other in pairwise(steps))


def _found(payment: Payment, steps: tuple[ReductionStep, ...]) -> "errors.ReducedAgain":
    first, second, *_ = steps
    percent = first.reduction.value
    assert isinstance(percent, Fraction), "a percentage is a number"
    left = 1 - percent
    *before, last = (each.span.words for step in steps for each in step.reducers)
    met = "met" if first.when == "met" else "not met"
    return errors.ReducedAgain(
        place=second.span,
        labels=(Label(first.span, f"{first.reduction.span.words} is taken off here"),),
        percent=first.reduction.span.words,
        whom=payment.level if payment.payee is None else "payee",
        met=f"{before[0]} {met} and {second.reducers[0].span.words} {met}",
        due=say_pounds(_DUE),
        left=say_pounds(_DUE * left * left),
        together=say_pounds(max(Fraction(0), _DUE * (1 - 2 * percent))),
        line=f"reduced by {first.reduction.span.words} for each of {', '.join(before)} and {last} {met}",
    )
