"""Which steps are wanted of a plan, and what they rest on."""

from collections.abc import Iterable

from schemelang.plan.plan import Place, Plan
from schemelang.plan.pruned import needs


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
            waiting += needs(plan.steps[place].op)
    return sorted(found)
