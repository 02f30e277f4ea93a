"""Over which unit the values of a rule are whole numbers, as far as the rules themselves see to it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm, prod

from schemelang.graph.graph import (
    Apportioned,
    Constant,
    Given,
    Over,
    OverTime,
    Pooled,
    Portion,
    Product,
    Quorum,
    Ratio,
    Root,
    Round,
    RuleGraph,
    RuleId,
    RuleKind,
    Scaled,
    Test,
    Weight,
    needs,
)
from schemelang.model.model import Quantity

_PENCE = 100
_LARGEST = 10_000_000_000


def units_of(graph: RuleGraph) -> Mapping[RuleId, int | None]:
    """Find the unit of every rule, needs first; None where it is another from party to party, or a very small one."""
    found: dict[RuleId, int | None] = {}
    for rule in graph.rules:
        counted = isinstance(rule.kind, Given) and rule.type.quantity is Quantity.COUNT
        unit = 1 if counted else _unit(rule.kind, found)
        found[rule.id] = None if unit is None or unit > _LARGEST else unit
    return found


def _unit(kind: RuleKind, found: Mapping[RuleId, int | None]) -> int | None:
    match kind:
        case Constant(value):
            return value.denominator if isinstance(value, Fraction) else 1
        case Round(_, unit) | Root(_, unit):
            return unit.denominator
        case Apportioned() | Portion():
            return _PENCE
        case Test() | Quorum() | Over(how="number"):
            return 1
        case Product(them):
            units = [found[each] for each in them]
            return prod(unit for unit in units if unit is not None) if None not in units else None
        case (
            Given() | Ratio() | Pooled() | Weight() | Over(how="average" | "median" | "every") | OverTime(how="average")
        ):
            return None
        case Scaled(how="line" | "slice"):
            return None
        case Scaled(_, rows, below, above):
            return _together(found, [*(gives for _, gives in rows), *(each for each in (below, above) if each)])
        case _:
            return _together(found, needs(kind))


def _together(found: Mapping[RuleId, int | None], them: Iterable[RuleId]) -> int | None:
    """Return the unit over which values of several rules are whole, conditions among them or not."""
    units = [found[each] for each in them]
    return lcm(*(unit for unit in units if unit is not None)) if None not in units else None
