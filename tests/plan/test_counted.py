"""What is counted of a scenario, where a plan alone cannot say what is wrong."""

from pathlib import Path

from attrs import evolve

from passes import run_case
from schemelang.graph.graph import RuleGraph
from schemelang.outcome.known import begin
from schemelang.plan.counted import Counted, counted
from schemelang.plan.from_graph import lower
from schemelang.plan.ground import ground_of

TWO_SIDED = Path(__file__).parents[1] / "cases" / "good" / "saving" / "two_sided.scheme"


def counted_with(graph: RuleGraph) -> Counted:
    """Count what a plan comes to, as if its rules were those of another graph."""
    case = run_case(TWO_SIDED)
    assert case.graph is not None
    assert case.outcome is not None
    ground = ground_of(case.graph, case.outcome.figures, begin(case.graph, case.outcome.figures).belonging)
    return counted(evolve(lower(case.graph, ground), graph=graph))


def test_an_overspend_that_is_recovered_is_not_wrong() -> None:
    """Where it is said how an overspend is recovered, less than nothing is wrong only if that does not apply."""
    graph = run_case(TWO_SIDED).graph
    assert graph is not None

    assert counted_with(graph).doubtful == ()


def test_an_overspend_that_is_always_recovered_is_never_wrong() -> None:
    """Where it is recovered whatever else is so, less than nothing is as it should be."""
    graph = run_case(TWO_SIDED).graph
    assert graph is not None
    due = tuple(
        evolve(part, recoveries=tuple(evolve(each, condition=None) for each in part.recoveries)) for part in graph.due
    )

    before, after = (
        [each for each in counted_with(them).wrong if "less than nothing" in each.words]
        for them in (graph, evolve(graph, due=due))
    )
    assert len(after) < len(before)


def test_an_overspend_of_others_is_doubtful() -> None:
    """Where what is recovered hangs on what others have, the reference evaluator is asked what is wrong."""
    graph = run_case(TWO_SIDED).graph
    assert graph is not None
    done = [each for part in graph.due for each in part.recoveries if each.of == "overspend"]
    conditions = {each.condition for each in done} - {None}
    rules = tuple(evolve(rule, level="elsewhere") if rule.id in conditions else rule for rule in graph.rules)

    assert counted_with(evolve(graph, rules=rules)).doubtful
