"""Which table each step of a plan stands in: one for each shape, and for each time that one table needs another."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from schemelang.graph.graph import Constant, RuleId
from schemelang.plan.plan import (
    ONCE,
    Asked,
    AtPeriods,
    ByReference,
    NearestShares,
    Number,
    OfGroup,
    OverMembers,
    OverPeriods,
    Parameter,
    Place,
    Plan,
    Shape,
)
from schemelang.plan.pruned import needs as needs_of
from schemelang.warehouse.dialect import Dialect, Wide
from schemelang.warehouse.sharing import measure
from schemelang.warehouse.wanted import all_for

GIVEN = -1
"""The stage of what is given: before any other."""

_DEEPEST = 40
"""How many steps there are in a chain in one table: selections within selections are made and read by recursion."""


@frozen
class Home:
    """A table: for whom and for which periods, and at which stage."""

    shape: Shape
    stage: int


@frozen(eq=False)
class Stages:
    """The steps that are said in SQL, each with its type and its table, or the number that it always is.

    `kept` are those that another table or the reader of results needs, so that they are columns.
    """

    plan: Plan
    dialect: Dialect
    literals: Mapping[Place, int]
    widths: Mapping[Place, Wide]
    homes: Mapping[Place, Home]
    kept: frozenset[Place]

    def says(self, place: Place) -> bool:
        """Say whether a step is said in SQL."""
        return place in self.literals or place in self.homes


def staged(plan: Plan, dialect: Dialect, wanted: Iterable[Place]) -> Stages:
    """Find the steps that can be said for what is wanted, and a table for each."""
    wanted = list(wanted)
    literals: dict[Place, int] = {}
    widths: dict[Place, Wide] = {}
    homes: dict[Place, Home] = {}
    depths: dict[Place, int] = {}
    for place in all_for(plan, wanted):
        step = plan.steps[place]
        width = dialect.width(step.low, step.high)
        if width is None or isinstance(step.op, ByReference):
            continue
        if isinstance(step.op, NearestShares) and measure(plan, step.op, step.shape.level, dialect) is None:
            continue
        if any(need not in literals and need not in homes for need in needs_of(step.op)):
            continue
        match step.op:
            case Number(value):
                literals[place] = value
            case Parameter(rule):
                literals[place] = parameter(plan, rule)
            case _:
                widths[place] = width
                homes[place], depths[place] = _home(plan, place, homes, depths)
    kept = {place for place in wanted if place in homes}
    for place, home in homes.items():
        needs = (need for need in needs_of(plan.steps[place].op) if need in homes)
        kept.update(need for need in needs if homes[need] != home)
    return Stages(plan=plan, dialect=dialect, literals=literals, widths=widths, homes=homes, kept=frozenset(kept))


def parameter(plan: Plan, rule: RuleId) -> int:
    """Return the numerator of a constant rule, as it is laid down."""
    kind = plan.graph.by_id[rule].kind
    assert isinstance(kind, Constant), "a parameter is laid down"
    assert isinstance(kind.value, Fraction), "and it is a number"
    whole = kind.value * plan.ground.parameters[rule].unit
    assert whole.denominator == 1, "a unit has room for what is laid down"
    return whole.numerator


def table_shape(shape: Shape) -> Shape:
    """Return the shape of the table in which a step stands: what has one row stands in one without periods."""
    return shape if len(shape.axis) > 1 else Shape(shape.level, ONCE)


def _home(plan: Plan, place: Place, homes: Mapping[Place, Home], depths: Mapping[Place, int]) -> tuple[Home, int]:
    """Return the table of a step, and how long the longest chain of steps is there that ends with it.

    A chain that is too long goes on in the next table: it would be as many selections one within the other.
    """
    home = Home(table_shape(plan.steps[place].shape), _stage(plan, place, homes))
    depth = 1 + max((depths[need] for need in needs_of(plan.steps[place].op) if homes.get(need) == home), default=0)
    return (home, depth) if depth <= _DEEPEST else (Home(home.shape, home.stage + 1), 1)


def _stage(plan: Plan, place: Place, homes: Mapping[Place, Home]) -> int:
    """Return at which stage a step is worked out: after what it needs of other tables, and of its own if it gathers."""
    step = plan.steps[place]
    if isinstance(step.op, Asked):
        return GIVEN
    own = table_shape(step.shape)
    gathers = isinstance(step.op, OfGroup | AtPeriods | OverMembers | OverPeriods | NearestShares)
    needs = [homes[need] for need in needs_of(step.op) if need in homes]
    return max([0, *(home.stage + (gathers or home.shape != own or home.stage == GIVEN) for home in needs)])
