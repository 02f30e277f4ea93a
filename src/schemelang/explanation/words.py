"""Where rules are put into words, for reasons and for the contract: values, phrases, and payments' steps."""

from schemelang.explanation.phrases import STEPS, measure, phrase
from schemelang.explanation.values import say_rounding, say_value
from schemelang.graph.graph import (
    Constant,
    Difference,
    Greatest,
    Least,
    Product,
    Role,
    Round,
    Rule,
    RuleGraph,
    RuleId,
    Total,
    Weight,
    When,
    needs,
)
from schemelang.model.model import PartYear

__all__ = [
    "STEPS",
    "in_steps",
    "is_part_of_term",
    "measure",
    "phrase",
    "say_value",
    "step_in_words",
    "steps_in_words",
    "steps_of",
]


def steps_in_words(graph: RuleGraph, block: str) -> tuple[str, ...]:
    """Say how a payment's amount, or a value, is arrived at, one sentence a step, from top to bottom."""
    return tuple(step_in_words(graph, step) for step in steps_of(graph, block))


def steps_of(graph: RuleGraph, block: str) -> tuple[Rule, ...]:
    """Return the rules of a block's steps, from top to bottom, which is the order of the graph."""
    steps = tuple(rule for rule in graph.rules if rule.id.owner == block and rule.role in STEPS)
    value = graph.by_id[RuleId(block)]
    return (*steps, value) if steps and value.role is Role.VALUE else steps


def in_steps(graph: RuleGraph, rule: Rule) -> bool:
    """Say whether a rule is a value that is worked out in several steps, of which it is the last."""
    return rule.role is Role.VALUE and any(
        graph.by_id[need].role is Role.STEP and need.owner == rule.id.owner for need in needs(rule.kind)
    )


def step_in_words(graph: RuleGraph, step: Rule) -> str:
    """Say what a step does to the amount so far."""
    match step.kind:
        case When():
            return _conditional(graph, step.kind)
        case Round(so_far, unit, way) if _is_step(graph, so_far):
            return f"Round {say_rounding(unit, way, step.type)}"
        case _:
            return _does(graph, step)


def _does(graph: RuleGraph, step: Rule) -> str:
    """Say what a step does with an amount of its own."""
    match step.kind:
        case Total((so_far, amount)) if _is_step(graph, so_far):
            return f"Add {phrase(graph, amount, top=False)}"
        case Difference(so_far, amount) if _is_step(graph, so_far):
            return f"Take off {phrase(graph, amount, top=False)}"
        case Product((so_far, part)) if _is_step(graph, so_far) and is_part_of_term(graph, part):
            return _part_year(graph.by_id[part])
        case Product((so_far, amount)) if _is_step(graph, so_far):
            return f"Multiply by {phrase(graph, amount, top=False)}"
        case Least((so_far, limit)) if _is_step(graph, so_far):
            return f"Go no higher than {phrase(graph, limit, top=False)}"
        case Greatest((so_far, limit)) if _is_step(graph, so_far):
            return f"Go no lower than {phrase(graph, limit, top=False)}"
        case _:
            return f"Start with {phrase(graph, step.id)}"


def _conditional(graph: RuleGraph, when: When) -> str:
    """Say that nothing is paid unless a condition holds, or that a step is taken only if it does."""
    condition = phrase(graph, when.condition, top=False)
    then = graph.by_id[when.then]
    nothing = "Pay nothing" if graph.by_id[RuleId(then.id.owner)].role is Role.PAYMENT else "Count it as nothing"
    if then.role in STEPS:
        return f"{nothing} unless {condition}"
    if isinstance(then.kind, Constant) and _is_step(graph, when.otherwise):
        return f"{nothing} if {condition}"
    return f"{_does(graph, then)}, but only if {condition}"


def is_part_of_term(graph: RuleGraph, need: RuleId) -> bool:
    """Say whether a value is for how much of the term a member counts, and nothing else."""
    kind = graph.by_id[need].kind
    return isinstance(kind, Weight) and kind.basis is None


_PART_YEAR: dict[PartYear | None, str] = {
    "nothing": "nothing",
    "by_days": "for its days only",
    "in_full": "in full",
    None: "only when it is agreed how",
}


def _part_year(rule: Rule) -> str:
    """Say what a member is paid that is there for a part of the term."""
    weight = rule.kind
    assert isinstance(weight, Weight), "a part of the term is a weight"
    joins, leaves = _PART_YEAR[weight.joins], _PART_YEAR[weight.leaves]
    if joins == leaves:
        return f"Pay a {rule.level} that joins or leaves during the term {joins}"
    return f"Pay a {rule.level} that joins during the term {joins}, and one that leaves {leaves}"


def _is_step(graph: RuleGraph, need: RuleId) -> bool:
    return graph.by_id[need].role in STEPS
