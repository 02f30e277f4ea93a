"""From a rule graph to a plan: every rule, and every part that falls due, as steps in whole numbers."""

from typing import assert_never

from schemelang.graph.graph import Apportioned, Over, Pooled, Portion, Read, Reckoned, Rule, RuleGraph, Shared, Weight
from schemelang.outcome.over_time import periods_by_rule
from schemelang.plan.bench import Bench
from schemelang.plan.case import Case, LeftToReference, Lowering, Worked
from schemelang.plan.gathered import over, pooled
from schemelang.plan.lacks import Lacks
from schemelang.plan.lines import line_worth
from schemelang.plan.plan import Ground, Plan, Worth
from schemelang.plan.pruned import pruned
from schemelang.plan.quotients import Quotients
from schemelang.plan.reckoned import reckoned
from schemelang.plan.sharing import apportioned, cut_up, weight
from schemelang.plan.taken import taken


def lower(graph: RuleGraph, ground: Ground) -> Plan:
    """Put every rule into steps, each after its needs; what a plan cannot say is left to the reference evaluator."""
    bench = Bench(graph, ground)
    lowering = Lowering(graph, ground, periods_by_rule(graph), bench, Quotients(bench), Lacks(bench))
    for rule in graph.rules:
        lowering.worked[rule.id] = _worked(lowering, rule)
    worths = {rule: _worth(lowering, worked) for rule, worked in lowering.worked.items()}
    lines = tuple(line_worth(lowering, part) for part in graph.due)
    return pruned(Plan(graph=graph, ground=ground, steps=tuple(bench.steps), worths=worths, lines=lines))


def _worked(lowering: Lowering, rule: Rule) -> Worked:
    case, kind = Case(lowering, rule), rule.kind
    try:
        if isinstance(kind, Read):
            return taken(case, kind)
        if isinstance(kind, Reckoned):
            return reckoned(case, kind)
        return _shared(case, kind)
    except LeftToReference:
        return lowering.by_reference(rule)


def _shared(case: Case, kind: Shared) -> Worked:
    """Put the members' values together, or cut up what is theirs."""
    match kind:
        case Over():
            return over(case, kind)
        case Pooled():
            return pooled(case, kind)
        case Weight():
            return weight(case, kind)
        case Apportioned():
            return apportioned(case, kind)
        case Portion():
            return cut_up(case, kind)
        case _:
            assert_never(kind)


def _worth(lowering: Lowering, worked: Worked) -> Worth:
    number = worked.number
    return Worth(
        value=lowering.quotients.numerator(number), unit=lowering.quotients.denominator(number), lack=worked.lack
    )
