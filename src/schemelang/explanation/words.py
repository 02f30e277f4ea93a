"""Where rules are put into words, for reasons and for the contract: values, phrases, and payments' steps."""

from fractions import Fraction

from schemelang.explanation.phrases import STEPS, in_all, is_target, measure, phrase, say_which
from schemelang.explanation.values import listed, say_constant, say_rounding, say_value
from schemelang.graph.graph import (
    Chosen,
    Constant,
    Difference,
    Greatest,
    Least,
    Product,
    Quorum,
    Role,
    Round,
    Rule,
    RuleGraph,
    RuleId,
    Settled,
    Total,
    Weight,
    When,
    WithinYear,
    needs,
)
from schemelang.model.model import Change, PartYear, Quantity
from schemelang.model.names import capital, with_article, within

__all__ = [
    "STEPS",
    "in_all",
    "in_steps",
    "is_part_of_term",
    "is_target",
    "measure",
    "phrase",
    "reduction_of",
    "say_value",
    "say_which",
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
    if isinstance(step.kind, Chosen):
        return step_in_words(graph, graph.by_id[step.kind.otherwise])
    reduced = reduction_of(graph, step)
    if reduced:
        return _reduced(graph, step, reduced)
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
        case Settled(need) if graph.by_id[need].role is Role.LINE:
            return f"Start with {_line(graph, need)}"
        case Difference(so_far, amount) if _is_step(graph, so_far) and graph.by_id[amount].role is Role.LINE:
            return f"Take off {_line(graph, amount)}"
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
        case WithinYear(so_far, limit) if _is_step(graph, so_far):
            return f"Go no higher than what is left of {phrase(graph, limit, top=False)} for the whole year"
        case Greatest((so_far, limit)) if _is_step(graph, so_far):
            return f"Go no lower than {phrase(graph, limit, top=False)}"
        case _:
            return f"Start with {phrase(graph, step.id)}"


def _line(graph: RuleGraph, line: RuleId) -> str:
    """Say what a line of a saving is called, and what is written in it."""
    return f"{graph.by_id[line].title} ({phrase(graph, line)})"


def _conditional(graph: RuleGraph, when: When) -> str:
    """Say that nothing is paid unless a condition holds, or that a step is taken only if it does."""
    condition = phrase(graph, when.condition, top=False)
    then = graph.by_id[when.then]
    above = then if then.role in STEPS else graph.by_id[when.otherwise]
    whole = graph.by_id.get(RuleId(above.id.owner))
    nothing = "Pay nothing" if whole is not None and whole.role is Role.PAYMENT else "Count it as nothing"
    if isinstance(then.kind, Difference) and then.role is Role.LINE:
        return f"If {condition}, take back {_taken(graph, then.kind.less)}"
    if then.role in STEPS:
        return f"{nothing} unless {condition}"
    if isinstance(then.kind, Constant) and _is_step(graph, when.otherwise):
        return f"{nothing} if {condition}"
    return f"{_does(graph, then)}, but only if {condition}"


def _taken(graph: RuleGraph, recovered: RuleId) -> str:
    """Say what is taken back: a part of an overspend up to a limit, or all that there is of it."""
    kind = graph.by_id[recovered].kind
    return phrase(graph, kind.need, top=False) if isinstance(kind, Settled) else phrase(graph, recovered)


def reduction_of(graph: RuleGraph, step: Rule) -> tuple[When, ...]:
    """Return what a step takes off for each of several things, one case for each; none if it is no such step."""
    if not isinstance(step.kind, Difference | Product):
        return ()
    *_, off = (graph.by_id[need] for need in needs(step.kind))
    if off.role is not Role.REDUCTION:
        return ()
    if isinstance(off.kind, Product) and _is_step(graph, off.kind.needs[-1]):
        off = graph.by_id[off.kind.needs[0]]
    cases = (graph.by_id[need].kind for need in needs(off.kind))
    return tuple(case for case in cases if isinstance(case, When))


def _reduced(graph: RuleGraph, step: Rule, cases: tuple[When, ...]) -> str:
    """Say what is taken off, and for each of which things."""
    each, otherwise = (graph.by_id[need] for need in (cases[0].then, cases[0].otherwise))
    assert isinstance(each.kind, Constant), "a reduction is laid down"
    assert isinstance(otherwise.kind, Constant), "where there is no reduction, nothing is taken off"
    one_by_one = isinstance(step.kind, Product)
    much = say_constant(_difference(each.kind, otherwise.kind), each.type)
    if each.type.quantity is Quantity.SHARE:
        much += " of what is left" if one_by_one else " of the amount so far"
    if len(cases) == 1:
        return f"Take off {much} if {phrase(graph, cases[0].condition, top=False)}"
    how = ""
    if each.type.quantity is Quantity.SHARE:
        how = ", one after another" if one_by_one else ", added together"
    return f"Take off {much} for each of these that {_state(graph, cases)}{how}: {_reducers(graph, cases)}"


def _difference(one: Constant, other: Constant) -> Fraction:
    assert isinstance(one.value, Fraction), "a reduction is a number"
    assert isinstance(other.value, Fraction), "a reduction is a number"
    return abs(one.value - other.value)


def _reducers(graph: RuleGraph, cases: tuple[When, ...]) -> str:
    """Name the things for which something is taken off."""
    return listed([within(_asked(graph, case).title) for case in cases], "and")


def _state(graph: RuleGraph, cases: tuple[When, ...]) -> str:
    """Say what each of several things must be for something to be taken off: is met, is not met."""
    negated = "not " if _is_negated(graph, cases[0]) else ""
    targets = any(_asked(graph, case).role is Role.TARGET for case in cases)
    return f"is {negated}{'met' if targets else 'so'}"


def _is_negated(graph: RuleGraph, case: When) -> bool:
    rule = graph.by_id[case.condition]
    return rule.role is Role.PART and isinstance(rule.kind, Quorum) and rule.kind.most == 0


def _asked(graph: RuleGraph, case: When) -> Rule:
    """Return the thing that is met or not."""
    rule = graph.by_id[case.condition]
    return graph.by_id[needs(rule.kind)[0]] if _is_negated(graph, case) else rule


def is_part_of_term(graph: RuleGraph, need: RuleId) -> bool:
    """Say whether a value is for how much of the term a member counts, and nothing else."""
    kind = graph.by_id[need].kind
    return isinstance(kind, Weight) and kind.basis is None


_PART_YEAR: dict[PartYear | None, str] = {
    "nothing": "pay nothing to {whom}",
    "by_days": "pay {whom} for its days only",
    "in_full": "pay in full {whom}",
    "hold": "hold the money of {whom}",
    "together": "count {whom} as part of it",
    None: "pay {whom} only when it is agreed how",
}
_COMES_OR_GOES: dict[Change, str] = {
    "joins": "joins",
    "leaves": "leaves",
    "merges": "merges into another",
    "splits": "splits from another",
    "closes": "closes",
    "moves": "moves to another",
}


def _part_year(rule: Rule) -> str:
    """Say what a member is paid that is there for a part of the term."""
    weight = rule.kind
    assert isinstance(weight, Weight), "a part of the term is a weight"
    ways: dict[PartYear | None, list[str]] = {}
    for change, words in _COMES_OR_GOES.items():
        if weight.says(change) is not None or change in ("joins", "leaves"):
            ways.setdefault(weight.says(change), []).append(words)
    (first, comes_or_goes), *others = ways.items()
    during = "" if others else " during the term"
    whom = f"{with_article(rule.level)} that {_one_of(comes_or_goes)}{during}"
    said = [_PART_YEAR[first].format(whom=whom)]
    for does, changes in others:
        words = _PART_YEAR[does].format(whom=f"one that {_one_of(changes)}")
        same_verb = does == "nothing" and said[-1].endswith("for its days only")
        said.append(words.removeprefix("pay ") if same_verb else words)
    return capital(", and ".join([", ".join(said[:-1]), said[-1]]) if others else said[0])


def _one_of(changes: list[str]) -> str:
    """Join ways of coming or going by or; of merging and splitting, the other is named once."""
    return listed(changes, "or").replace("merges into another or splits from", "merges into or splits from")


def _is_step(graph: RuleGraph, need: RuleId) -> bool:
    return graph.by_id[need].role in STEPS
