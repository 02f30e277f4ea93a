"""What each step is called in the text, and for which rule it is worked out."""

import keyword
import re
from collections.abc import Iterable, Mapping, Sequence

from schemelang.graph.graph import RuleId
from schemelang.plan.plan import (
    ByReference,
    Parameter,
    PartOfTerm,
    Place,
    Plan,
    Supplied,
    Worth,
)
from schemelang.plan.pruned import needs as needed_steps

_OURS = frozenset("np block given known parameters state".split())  # names that the text uses itself


def owners(plan: Plan) -> dict[Place, RuleId]:
    """Find for each step the first rule that is worked out by it."""
    found: dict[Place, RuleId] = {}
    for rule in sorted(plan.worths, key=plan.graph.place.__getitem__):
        worth = plan.worths[rule]
        waiting = [worth.value, worth.unit, worth.lack]
        while waiting:
            place = waiting.pop()
            if place not in found:
                found[place] = rule
                waiting += needed_steps(plan.steps[place].op)
    return found


def needs_of(plan: Plan, place: Place) -> tuple[Place, ...]:
    """Return the steps that a step is worked out from; of the reference evaluator's, all that is under its rule."""
    op = plan.steps[place].op
    if not isinstance(op, ByReference):
        return needed_steps(op)
    under = plan.graph.under([op.rule]) - {op.rule}
    worths = (plan.worths[rule] for rule in sorted(under, key=plan.graph.place.__getitem__) if rule in plan.worths)
    return tuple(dict.fromkeys(place for worth in worths for place in (worth.value, worth.unit, worth.lack)))


def names(plan: Plan) -> Mapping[Place, str]:
    """Name each step: by the rule of which it is the value, or by its number."""
    found: dict[Place, str] = {}
    taken: set[str] = set(_OURS)
    for place, name in _wanted(plan):
        if place not in found and name not in taken:
            found[place] = name
            taken.add(name)
    return {place: found.get(place, f"s{place}") for place in range(len(plan.steps))}


def _wanted(plan: Plan) -> Iterable[tuple[Place, str]]:
    """Say by which names steps would be called, the best first."""
    for place, step in enumerate(plan.steps):
        match step.op:
            case Supplied(figure, part):
                yield place, _name((figure, *(["lack"] if part == "lack" else [])))
            case Parameter(rule):
                yield place, _name(rule)
            case PartOfTerm(rule, part):
                yield place, _name((*rule, part))
            case _:
                pass
    for rule, worth in plan.worths.items():
        yield from _of(rule, worth)


def _of(rule: RuleId, worth: Worth) -> Iterable[tuple[Place, str]]:
    yield worth.value, _name(rule)
    yield worth.lack, _name((*rule, "lack"))
    yield worth.unit, _name((*rule, "unit"))


def _name(parts: Sequence[str]) -> str:
    """Make a name of the words of a rule."""
    name = re.sub(r"\W+", "_", "__".join(part for part in parts if part)).strip("_")
    plain = name and not name[0].isdigit() and not re.fullmatch(r"s\d+\w?|\w+_as_\w+", name)
    return name if plain and not keyword.iskeyword(name) else f"the_{name}"
