"""Rules of arithmetic and of logic."""

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, assert_never

from schemelang.graph.graph import (
    Chosen,
    Difference,
    Greatest,
    Least,
    Product,
    Quorum,
    Ratio,
    Reckoned,
    Root,
    Round,
    RuleId,
    Scaled,
    Test,
    Total,
    Weight,
    When,
    WithinYear,
)
from schemelang.model.model import Comparator
from schemelang.outcome import numbers
from schemelang.outcome.case import Case
from schemelang.outcome.choosing import applying
from schemelang.outcome.known import merged
from schemelang.outcome.outcome import Absent, Lack, RuleValue
from schemelang.outcome.scaling import Rows, on_scale
from schemelang.quantities import round_to, square_root


def reckoned(case: Case, kind: Reckoned) -> RuleValue:
    """Work a value out by arithmetic or logic."""
    match kind:  # those of which a scheme has most come first
        case Total(them):
            return _reckoned(case, them, numbers.total)
        case Product(them):
            return _multiplied(case, them)
        case Round(need, unit, way):
            return _reckoned(case, (need,), lambda them: round_to(them[0], unit, way))
        case Ratio() as ratio:
            return _ratio(case, ratio)
        case Scaled():
            return _scaled(case, kind)
        case Test(left, comparator, right):
            return _tested(case, left, comparator, right)
        case When(condition, then, otherwise):
            return _chosen(case, condition, then, otherwise)
        case Difference(need, less):
            return _reckoned(case, (need, less), numbers.difference)
        case Least(them):
            return _reckoned(case, them, numbers.least)
        case Chosen():
            return _by_exception(case, kind)
        case WithinYear(need, limit):
            return _within_year(case, need, limit)
        case Greatest(them):
            return _reckoned(case, them, numbers.greatest)
        case Quorum(them, least, most):
            return _enough(case, them, least, most)
        case Root() as root:
            return _root(case, root)
        case _:
            assert_never(kind)


# ---------------------------------------------------------------- arithmetic and logic


def _reckoned(case: Case, needs: Sequence[RuleId], reckon: Callable[[list[Fraction]], Fraction]) -> RuleValue:
    values = case.needs(needs)
    return values if isinstance(values, Absent) else reckon(values)


def _multiplied(case: Case, needs: tuple[RuleId, ...]) -> RuleValue:
    """Multiply values. What a member counts for no part of comes to nothing, known or not."""
    for need in needs:
        if isinstance(case.known.graph.by_id[need].kind, Weight) and case.need(need) == 0:
            return Fraction(0)
    return _reckoned(case, needs, numbers.product)


def _by_exception(case: Case, chosen: Chosen) -> RuleValue:
    """Take what counts by the one exception that applies, or else what counts for everybody."""
    applies = applying(chosen, case.period, case.need)
    if isinstance(applies, Absent):
        return applies
    if len(applies) > 1:
        return case.lack(Lack.AT_ODDS)
    return case.need(applies[0].then if applies else chosen.otherwise)


def _within_year(case: Case, need: RuleId, limit: RuleId) -> RuleValue:
    """Take what the periods of the year before have left of a limit, where a value is more; they must be known.

    A period in which the member is not there on any day has used up nothing.
    """
    assert case.period is not None, "a limit for the year is of what each period has"
    before = (each for each in case.gone_by(case.rule.id) if each is not None)
    most, *values = (case.need(limit), *(case.at(need, each) for each in (*before, case.period)))
    absent = merged([most, *values])
    if absent:
        return absent
    assert isinstance(most, Fraction), "a limit is a number"
    left, taken = most, Fraction(0)
    for value in values:
        assert isinstance(value, Fraction), "what is limited is a number"
        taken = min(value, left)
        left -= taken
    return taken


def _ratio(case: Case, ratio: Ratio) -> RuleValue:
    values = case.needs((ratio.part, ratio.whole))
    if isinstance(values, Absent):
        return values
    part, whole = values
    if (ratio.floor and whole < 0) or (ratio.floor == "part" and part > whole):
        return case.lack(Lack.BEYOND)
    if ratio.fewer is not None and 0 < whole < ratio.fewer:
        return case.lack(Lack.FEW)
    if not whole:
        return case.lack(Lack.EMPTY)
    return Fraction(ratio.per * part.numerator * whole.denominator, part.denominator * whole.numerator)


def _root(case: Case, root: Root) -> RuleValue:
    value = case.need(root.need)
    if isinstance(value, Absent):
        return value
    assert isinstance(value, Fraction), "a root is of a number"
    return square_root(value, root.unit, root.way) if value >= 0 else case.lack(Lack.NO_ROOT)


COMPARISONS: dict[Comparator, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "more_than": operator.gt,
    "less_than": operator.lt,
    "equal": operator.eq,
    "not_equal": operator.ne,
}


def _tested(case: Case, left: RuleId, comparator: Comparator, right: RuleId) -> RuleValue:
    values = case.needs((left, right))
    if isinstance(values, Absent):
        return values
    one, other = values
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        one, other = numbers.side_by_side(one, other)
    return COMPARISONS[comparator](one, other)


def _enough(case: Case, needs: Sequence[RuleId], least: int, most: int | None) -> RuleValue:
    """Count the conditions that hold.

    One that is not known leaves the whole unknown, even where the others would settle it: what rests on a
    missing figure is held until the figure is there.
    """
    values = case.needs(needs)
    if isinstance(values, Absent):
        return values
    holding: int = sum(values)
    return least <= holding and (most is None or holding <= most)


def _chosen(case: Case, condition: RuleId, then: RuleId, otherwise: RuleId) -> RuleValue:
    """Take one of two values; what the other comes to does not matter, nor whether it is known."""
    holds = case.need(condition)
    if isinstance(holds, Absent):
        return holds
    return case.need(then if holds else otherwise)


def _scaled(case: Case, scaled: Scaled) -> RuleValue:
    """Find a value on a scale. What the scale does not say, and rows out of order, give nothing."""
    asked = case.known.graph.needs[case.rule.id]
    values = case.needs(asked)
    if isinstance(values, Absent):
        return values
    known = dict(zip(asked, values, strict=True))
    found = on_scale(
        scaled.how,
        known[scaled.need],
        Rows(
            marks=tuple((known[at], known[gives]) for at, gives in scaled.rows),
            below=None if scaled.below is None else known[scaled.below],
            above=None if scaled.above is None else known[scaled.above],
        ),
    )
    return case.lack(found) if isinstance(found, Lack) else found
