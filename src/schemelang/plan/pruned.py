"""A plan without the steps that nothing rests on."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from schemelang.light import evolve, facts_of
from schemelang.plan.plan import (
    AtPeriods,
    Beside,
    Given,
    LineWorth,
    NearestShares,
    OfGroup,
    Op,
    OverMembers,
    OverPeriods,
    Place,
    PlaceInGroup,
    Plan,
    Worth,
)

_LINE = ("is_line", "status", "pence", "has_pence", "stake", "has_stake", "overpaid", "has_overpaid", "done")


def pruned(plan: Plan) -> Plan:
    """Keep what a rule or a line comes to, and all that it is worked out from."""
    wanted = {place for line in plan.lines for place in _places_of(line)}
    wanted |= {place for worth in plan.worths.values() for place in (worth.value, worth.unit, worth.lack)}
    for place in reversed(range(len(plan.steps))):
        if place in wanted:
            wanted.update(needs(plan.steps[place].op))
    now = {place: number for number, place in enumerate(sorted(wanted))}
    return evolve(
        plan,
        steps=tuple(
            evolve(step, op=_renumbered(step.op, now)) for place, step in enumerate(plan.steps) if place in wanted
        ),
        worths={rule: Worth(now[worth.value], now[worth.unit], now[worth.lack]) for rule, worth in plan.worths.items()},
        lines=tuple(_line(line, now) for line in plan.lines),
    )


def _places_of(line: LineWorth) -> Iterator[Place]:
    return (getattr(line, name) for name in _LINE)


def _line(line: LineWorth, now: Mapping[Place, Place]) -> LineWorth:
    changed: dict[str, Any] = {name: now[getattr(line, name)] for name in _LINE}
    return evolve(line, **changed)


def needs(op: Op) -> tuple[Place, ...]:
    """Return the steps that a step needs, in the order it names them."""
    match op:
        case OfGroup(one) | AtPeriods(one) | OverMembers(one) | OverPeriods(one) | PlaceInGroup(one):
            return (one,)
        case Beside(parts):
            return parts
        case NearestShares(pool, weight):
            return (pool, weight)
        case _ if isinstance(op, Given):
            return ()
        case _:
            return tuple(getattr(op, each.name) for each in facts_of(type(op)))


def _renumbered(op: Op, now: Mapping[Place, Place]) -> Op:
    match op:
        case OfGroup(one) | AtPeriods(one) | OverMembers(one) | OverPeriods(one) | PlaceInGroup(one):
            return evolve(op, one=now[one])
        case Beside(parts):
            return Beside(tuple(now[part] for part in parts))
        case NearestShares(pool, weight):
            return NearestShares(now[pool], now[weight])
        case _ if isinstance(op, Given):
            return op
        case _:
            make: type = type(op)
            return cast("Op", make(*(now[need] for need in needs(op))))
