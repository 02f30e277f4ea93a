"""What a step needs, and which steps there are of what is wanted."""

from collections.abc import Iterable
from typing import assert_never

from schemelang.plan.plan import (
    AtPeriods,
    Belongs,
    Beside,
    Both,
    ByReference,
    Choose,
    Divided,
    Either,
    Greater,
    InOrder,
    IsAtMost,
    IsEqual,
    IsLess,
    Lesser,
    Minus,
    NearestShares,
    Not,
    Number,
    OfGroup,
    Op,
    OverMembers,
    OverPeriods,
    Parameter,
    PartOfTerm,
    Place,
    PlaceInGroup,
    Plan,
    Plus,
    Rest,
    Supplied,
    Times,
)


def needs_of(op: Op) -> tuple[Place, ...]:
    """Return what a step needs."""
    match op:
        case Number() | Parameter() | Supplied() | Belongs() | InOrder() | PartOfTerm() | ByReference():
            return ()
        case Divided(one, other) | Rest(one, other) | Minus(one, other) | NearestShares(one, other):
            return (one, other)
        case (
            Plus(one, other)
            | Times(one, other)
            | Lesser(one, other)
            | Greater(one, other)
            | IsLess(one, other)
            | IsAtMost(one, other)
            | IsEqual(one, other)
            | Both(one, other)
            | Either(one, other)
        ):
            return (one, other)
        case Choose(condition, then, otherwise):
            return (condition, then, otherwise)
        case Not(one) | OfGroup(one) | AtPeriods(one) | OverMembers(one) | OverPeriods(one) | PlaceInGroup(one):
            return (one,)
        case Beside(parts):
            return parts
        case _:
            assert_never(op)


def worth_having(plan: Plan) -> set[Place]:
    """Return the steps that a rule or a line comes to."""
    worths = {place for worth in plan.worths.values() for place in (worth.value, worth.unit, worth.lack)}
    lines = ((line.is_line, line.status, line.pence, line.has_pence, line.done) for line in plan.lines)
    stakes = ((line.stake, line.has_stake, line.overpaid, line.has_overpaid) for line in plan.lines)
    return worths.union(*lines, *stakes)


def all_for(plan: Plan, wanted: Iterable[Place]) -> list[Place]:
    """Return the steps that are wanted and all that they rest on, needs first."""
    found, waiting = set[Place](), list(wanted)
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting += needs_of(plan.steps[place].op)
    return sorted(found)
