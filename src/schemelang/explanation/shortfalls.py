"""How far a condition is from being met: the fewest more, or fewer, that would meet it."""

from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from schemelang.explanation.parts import parts_of
from schemelang.explanation.reading import Reading, Spot
from schemelang.explanation.values import say_counted, say_value
from schemelang.explanation.words import phrase
from schemelang.graph.graph import Over, Test
from schemelang.model.model import Comparator, Quantity, Type
from schemelang.quantities import say_percent


def shortfall(reading: Reading, spot: Spot, test: Test) -> str:
    """Say how far a test is from being met: `10 patients short of 60%`; nothing if it is met."""
    if reading.value(spot) is not False:
        return ""
    left, right = (reading.need(spot, need) for need in (test.left, test.right))
    match reading.value(left), reading.value(right):
        case Fraction() as value, Fraction() as limit:
            bound = phrase(reading.graph, test.right, top=False)
            have, edge, unit = _counted(reading, left, value, limit)
            if unit is not None:
                return _fewest(test.comparator, have, edge, unit, bound)
            return _difference(test.comparator, abs(value - limit), reading.rule(left).type, bound)
        case date() as day, date() as last:
            return _off(test.comparator, abs((day - last).days))
        case _:
            return ""


def _counted(reading: Reading, left: Spot, value: Fraction, limit: Fraction) -> tuple[Fraction, Fraction, str | None]:
    """Return how many there are, how many there should be, and of what; None of what cannot be counted.

    Of a share the part is counted, since more of it is what would meet the bound.
    """
    rule, parts = reading.rule(left), parts_of(reading, left)
    if parts is not None and parts.kind.quantity is Quantity.COUNT:
        return parts.part, limit * parts.whole, parts.kind.unit
    if isinstance(rule.kind, Over) and rule.kind.how == "number":
        return value, limit, rule.kind.members.singular
    whole = rule.type.quantity is Quantity.COUNT and value.denominator == 1
    return value, limit, rule.type.unit if whole else None


def _fewest(comparator: Comparator, have: Fraction, edge: Fraction, unit: str, bound: str) -> str:
    """Say the least whole number more, or fewer, with which the test would be met."""
    match comparator:
        case "at_least":
            return f"{say_counted(ceil(edge) - have, unit)} short of {bound}"
        case "more_than":
            return f"{say_counted(floor(edge) + 1 - have, unit)} too few to be more than {bound}"
        case "at_most":
            return f"{say_counted(have - floor(edge), unit)} too many for {bound}"
        case "less_than":
            return f"{say_counted(have - ceil(edge) + 1, unit)} too many to be less than {bound}"
        case "equal" | "not_equal":
            return ""
        case _:
            assert_never(comparator)


def _difference(comparator: Comparator, gap: Fraction, kind: Type, bound: str) -> str:
    """Say how far apart two values are, in their own unit."""
    share = kind.quantity is Quantity.SHARE
    far = f"{say_percent(gap).removesuffix('%')} percentage points" if share else say_value(gap, kind)
    match comparator:
        case "at_least" | "more_than":
            return f"{far} short of {bound}" if gap else f"it is {bound} and no more"
        case "at_most" | "less_than":
            return f"{far} over {bound}" if gap else f"it is {bound} and no less"
        case "equal" | "not_equal":
            return ""
        case _:
            assert_never(comparator)


def _off(comparator: Comparator, days: int) -> str:
    """Say by how many days a day is too late or too early."""
    match comparator:
        case "at_most" | "less_than":
            return f"{say_counted(Fraction(days), 'day')} too late" if days else "a day too late"
        case "at_least" | "more_than":
            return f"{say_counted(Fraction(days), 'day')} too early" if days else "a day too early"
        case "equal" | "not_equal":
            return ""
        case _:
            assert_never(comparator)
