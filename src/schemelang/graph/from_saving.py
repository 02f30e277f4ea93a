"""A saving made into rules: its lines, and the steps from the budget down to what counts."""

from typing import Literal

from schemelang.graph.bench import Spot
from schemelang.graph.from_expression import kind_at, needed
from schemelang.graph.from_steps import Stair
from schemelang.graph.graph import (
    Carried,
    Difference,
    Greatest,
    Least,
    Product,
    Role,
    RuleId,
    RuleKind,
    Settled,
    Test,
    When,
)
from schemelang.light import evolve, frozen
from schemelang.model.model import Expression, Overspend, Quantity, Recovered, Saving, Threshold, Type
from schemelang.source import Span

_MONEY = Type(Quantity.MONEY)
_YES_NO = Type(Quantity.YES_NO)


@frozen
class _Lines:
    """A saving in hand: its own spot, and how to make its lines."""

    saving: Saving
    spot: Spot

    @property
    def nothing(self) -> RuleId:
        """The rule of no money at all."""
        return Stair(spot=self.spot, level=self.saving.level, type=_MONEY).nothing

    def line(self, part: str, kind: RuleKind, title: str, span: Span | None = None, of: Type = _MONEY) -> RuleId:
        """Make a line that the steps, and others, read by its title."""
        return self.spot.at(part).make(
            kind, role=Role.LINE, level=self.saving.level, of=of, title=title, span=span or self.saving.span
        )

    def written(self, part: str, expression: Expression, title: str) -> RuleId:
        """Make a line of what is written in it."""
        kind = kind_at(expression, self.saving.level, self.spot.at(part))
        return self.line(part, kind, title, expression.span)


def lower_saving(saving: Saving, spot: Spot) -> None:
    """Make the lines of a saving, and what it comes to after each of its steps."""
    lines = _Lines(saving, spot)
    steps = _steps(lines)
    for number, (kind, title) in enumerate(steps, 1):
        last = number == len(steps)
        at = spot if last else spot.at(f"step {number}")
        role = Role.VALUE if last else Role.STEP
        at.make(kind, role=role, level=saving.level, of=_MONEY, title=saving.title if last else title, span=saving.span)


_Step = tuple[RuleKind, str]


def _steps(lines: _Lines) -> tuple[_Step, ...]:
    """Make what each step needs, from top to bottom; each reads the one before it by its number."""
    saving = lines.saving
    budget = lines.written("budget", saving.budget, "the budget")
    spend = lines.written("spend", saving.spend, "the spend")
    steps: list[_Step] = [(Settled(budget, ()), "the budget")]
    steps.append((Difference(_after(lines, steps), spend), "what is left of the budget"))
    if saving.overspent == "carry_forward":
        carried = _carried(lines, lines.line("result", Difference(budget, spend), "budget less spend"))
        steps.append((Difference(_after(lines, steps), carried), "what is left after what was carried forward"))
    result = _after(lines, steps)
    lines.line("overspent", Test(result, "less_than", lines.nothing), saving.title, of=_YES_NO)
    steps += _counted(lines, steps)
    steps.append((Greatest((_after(lines, steps), lines.nothing)), "what counts"))
    steps += _of_overspend(lines, steps, result)
    return tuple(steps)


def _after(lines: _Lines, steps: list[_Step]) -> RuleId:
    """Return the rule of what the steps so far have come to."""
    return lines.spot.at(f"step {len(steps)}").id


def _carried(lines: _Lines, result: RuleId) -> RuleId:
    """Make what was overspent before, and what is left of it at the end."""
    evolve(lines.spot, series=None).at("left over").make(
        Carried(result),
        role=Role.LEFT_OVER,
        level=lines.saving.level,
        of=_MONEY,
        title=f"{lines.saving.title}: overspend left at the end",
        span=lines.saving.span,
    )
    return lines.line("brought forward", Carried(result), "the overspend brought forward")


def _counted(lines: _Lines, before: list[_Step]) -> list[_Step]:
    """Take off the first call and hold what is left against the threshold, in the order in which they are written."""
    threshold, first_call = lines.saving.threshold, lines.saving.first_call
    steps = list(before)
    if threshold is not None and threshold.first:
        steps.append((_above(lines, threshold, _after(lines, steps)), "what counts of it"))
    if first_call is not None:
        call = lines.written("first call", first_call, "the first call on it")
        steps.append((Difference(_after(lines, steps), call), "what is left after the first call"))
    if threshold is not None and not threshold.first:
        steps.append((_above(lines, threshold, _after(lines, steps)), "what counts of it"))
    return steps[len(before) :]


def _above(lines: _Lines, threshold: Threshold, so_far: RuleId) -> RuleKind:
    amount = threshold.amount
    if threshold.counts == "only_above":
        return Difference(so_far, lines.written("threshold", amount, "what does not count"))
    spot = lines.spot.at("reached")
    test = Test(so_far, "at_least", needed(amount, spot.at("threshold")))
    reached = spot.make(
        test, role=Role.PART, level=lines.saving.level, of=_YES_NO, title="the saving is reached", span=amount.span
    )
    return When(reached, so_far, lines.nothing)


# ---------------------------------------------------------------- what an overspend does


def _of_overspend(lines: _Lines, before: list[_Step], result: RuleId) -> list[_Step]:
    """Make what is taken back of an overspend, where that is written."""
    saving, steps = lines.saving, list(before)
    if isinstance(saving.overspent, Recovered):
        overspent = lines.spot.at("overspent").id
        steps.append((_taken_back(lines, saving.overspent, overspent, _Case(result, "", _after(lines, steps))), "it"))
    if saving.overspent_by is not None:
        above, done = saving.overspent_by
        spot = lines.spot.at("overspent by more")
        test = Test(_overspend(lines, result), "more_than", needed(above, spot.at("threshold")))
        much = spot.make(
            test, role=Role.PART, level=saving.level, of=_YES_NO, title="it is overspent by more", span=above.span
        )
        steps.append((_taken_back(lines, done, much, _Case(result, "by more", _after(lines, steps))), "it"))
    return steps[len(before) :]


@frozen
class _Case:
    """Of which result something is taken back, in which of the lines, and what the steps have come to."""

    result: RuleId
    word: Literal["", "by more"]
    so_far: RuleId


def _overspend(lines: _Lines, result: RuleId) -> RuleId:
    return lines.line("overspend", Difference(lines.nothing, result), "the overspend")


def _taken_back(lines: _Lines, done: Overspend, condition: RuleId, case: _Case) -> RuleKind:
    """Make what a saving comes to if a condition holds: less than nothing by what is to be recovered."""
    if not isinstance(done, Recovered):
        return When(condition, lines.nothing, case.so_far)
    spot = evolve(lines, spot=lines.spot.at(case.word))
    recovered = spot.line("recovered", _recovered(spot, done, _overspend(lines, case.result)), "what is recovered")
    taken = spot.line("taken back", Difference(lines.nothing, recovered), "what is taken back")
    return When(condition, taken, case.so_far)


def _recovered(lines: _Lines, done: Recovered, overspend: RuleId) -> RuleKind:
    """Return the kind of what is to be recovered: a share of the overspend, or all of it, up to a limit."""
    share = overspend
    if done.share is not None:
        part = lines.spot.at("share")
        share = part.make(
            Product((needed(done.share, part.at("percentage")), overspend)),
            role=Role.PART,
            level=lines.saving.level,
            of=_MONEY,
            title="its share of the overspend",
            span=done.share.span,
        )
    if done.up_to is None:
        return Settled(share, ())
    return Least((share, needed(done.up_to, lines.spot.at("limit"))))
