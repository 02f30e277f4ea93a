"""Which rule it is that pays less where more is reached, and what could be written instead."""

from bisect import bisect_right
from fractions import Fraction

from schemelang.dates import Period
from schemelang.explanation.values import say_constant
from schemelang.graph.graph import (
    Apportioned,
    Chosen,
    Constant,
    Difference,
    Greatest,
    Least,
    Portion,
    Product,
    Ratio,
    Role,
    Round,
    Rule,
    RuleId,
    Scaled,
    Settled,
    Total,
    When,
    WithinYear,
    needs,
)
from schemelang.light import frozen
from schemelang.outcome.case import Case
from schemelang.outcome.outcome import RuleValue
from schemelang.proof.worlds import World
from schemelang.source import Span

_FAR = 60
"""From no rule there are so many steps to where its value comes from."""


@frozen(kw_only=True)
class Blame:
    """Where pay falls, and what could be written there instead; nothing where no line by itself would mend it."""

    place: Span
    fix: str = ""


@frozen
class _Spot:
    """A rule for a party at a period, in two worlds, and which way its value went: 1 up, -1 down."""

    before: World
    after: World
    rule: Rule
    party: str | None
    period: Period | None
    way: int

    def values(self, need: RuleId) -> tuple[RuleValue, RuleValue]:
        """Return what something that the rule reads comes to in both worlds."""
        one, other = (
            Case(world.known, self.rule, self.party, self.period).need(need) for world in (self.before, self.after)
        )
        return one, other

    def went(self, need: RuleId) -> int:
        """Return which way something went that the rule reads."""
        one, other = self.values(need)
        if isinstance(one, Fraction) and isinstance(other, Fraction):
            return (other > one) - (other < one)
        return 0


def blame(before: World, after: World, rule: Rule, party: str | None) -> Blame:
    """Follow a fall of pay back to the rule that makes it."""
    period = next(
        time
        for (who, time), value in before.known.values[rule.id].items()
        if who == party and _is_less(after.known.values[rule.id][who, time], value)
    )
    spot = _Spot(before, after, rule, party, period, -1)
    for _ in range(_FAR):
        further = _further(spot)
        if further is None:
            break
        spot = further
    return _blamed(spot)


def _is_less(one: RuleValue, other: RuleValue) -> bool:
    return isinstance(one, Fraction) and isinstance(other, Fraction) and one < other


def _further(spot: _Spot) -> _Spot | None:
    """Return what a rule takes its fall from, if that is one of its needs."""
    for need, way in _carriers(spot):
        if spot.went(need) == way:
            rule = spot.before.graph.by_id[need]
            party = spot.before.known.belonging.owner(spot.rule.level, spot.party, rule.level)
            return _Spot(spot.before, spot.after, rule, party, spot.period if rule.series else None, way)
    return None


def _carriers(spot: _Spot) -> list[tuple[RuleId, int]]:
    """Return the needs that may carry the way in which a rule went, and which way they would then have gone."""
    kind, way = spot.rule.kind, spot.way
    match kind:
        case Total() | Product() | Least() | Greatest() | Round() | Portion() | Settled():
            return [(need, way) for need in needs(kind)]
        case Difference(need):
            return [(need, way)]  # where what is taken away grew, it is the taking away that is to blame
        case Ratio(part, whole):
            return [(part, way), (whole, -way)]
        case WithinYear(need, limit):
            return [(need, way), (limit, way)]
        case When(condition, then, otherwise):
            holds = spot.values(condition)
            return [(then if holds[0] is True else otherwise, way)] if holds[0] == holds[1] else []
        case Scaled() as scaled:
            return [(gives, way) for _, gives in scaled.rows]
        case Apportioned(pool):
            return [(pool, way)]
        case Chosen(cases, otherwise):
            own = spot.values(spot.rule.id)
            return [(need, way) for need in (*(case.then for case in cases), otherwise) if spot.values(need) == own]
        case _:
            return []


def _blamed(spot: _Spot) -> Blame:
    """Say where the fall begins, and of a table which row gives too little."""
    kind = spot.rule.kind
    if isinstance(kind, Scaled) and kind.how != "slice" and spot.way < 0:
        return _row(spot, kind)
    if isinstance(kind, Apportioned) and kind.method == "largest_remainder":
        shared = spot.before.graph.by_id[kind.weight].span
        return Blame(place=shared, fix="Write there   odd pennies by Sainte-Laguë")
    if isinstance(kind, When) and spot.rule.role is Role.TRANCHE:
        condition = spot.before.graph.by_id[kind.condition]
        return Blame(place=(condition if condition.id.owner == spot.rule.id.owner else spot.rule).span)
    return Blame(place=spot.rule.span)


def _row(spot: _Spot, kind: Scaled) -> Blame:
    """Return what a table gives that is less than something on the way to it, and the most of what is on that way."""
    one, other = spot.values(kind.need)
    if not isinstance(one, Fraction) or not isinstance(other, Fraction):
        return Blame(place=spot.rule.span)
    steps = (kind.below, *(gives for _, gives in kind.rows), kind.above if kind.how == "line" else None)
    place = _step(spot, kind, other, is_up=other > one)
    on_the_way = steps[:place] if other > one else steps[place + 1 :]
    found = [(value, each) for each in on_the_way if each and isinstance(value := spot.values(each)[1], Fraction)]
    gives = steps[place]
    if gives is None or not found:
        return Blame(place=spot.rule.span)
    less, (most, best) = spot.values(gives)[1], max(found, key=lambda each: each[0])
    if not isinstance(less, Fraction) or less >= most:
        return Blame(place=spot.rule.span)
    words = [_as_written(spot.after.graph.by_id[each], value) for each, value in ((gives, less), (best, most))]
    return Blame(place=spot.after.graph.by_id[gives].span, fix=f"Raise {words[0]} to at least {words[1]}")


def _step(spot: _Spot, kind: Scaled, value: Fraction, *, is_up: bool) -> int:
    """Return by which step of a table a value is given less: 0 is below its first row, and then each row counts one.

    Between two rows of a straight line it is by the one towards which the value goes.
    """
    ats = [at for mark, _ in kind.rows if isinstance(at := spot.values(mark)[1], Fraction)]
    row = bisect_right(ats, value)
    is_at_mark = row > 0 and value == ats[row - 1]
    return row if kind.how == "whole" or row == 0 or is_at_mark or not is_up else row + 1


def _as_written(rule: Rule, value: Fraction) -> str:
    """Return a value as the scheme has it, or what it comes to."""
    return rule.span.words if isinstance(rule.kind, Constant) else say_constant(value, rule.type)
