"""The worked examples come out as they say."""

from collections.abc import Iterator

from schemelang.checks.errors import ExampleDoesNotHold, ExampleOfNobody, ExampleWithoutParty
from schemelang.diagnostic import Diagnostic
from schemelang.explanation.values import say_value
from schemelang.graph.graph import RuleGraph, RuleId
from schemelang.model.model import Scheme
from schemelang.outcome.examples import ExampleRun, Held, run_examples


def examples_hold(scheme: Scheme, graph: RuleGraph) -> Iterator[Diagnostic]:
    """Find the examples that do not come out as they say, and those that cannot be run."""
    for run in run_examples(scheme, graph):
        yield from found_in(run, graph)


def found_in(run: ExampleRun, graph: RuleGraph) -> Iterator[Diagnostic]:
    """Find what is wrong with one example that has been run."""
    yield from run.found
    for result in run.results:
        if not result.holds:
            yield _failure(run, result, graph)


def _failure(run: ExampleRun, result: Held, graph: RuleGraph) -> Diagnostic:
    place, block = result.expectation.span, result.expectation.block
    rule = graph.by_id[RuleId(block)]
    codes = [member.code for member in run.outcome.figures.members] if run.outcome else []
    if result.why == "no such party":
        party = result.expectation.party or ""
        return ExampleWithoutParty(place=place, example=run.example.title, party=party, known=", ".join(codes))
    if result.value is None:
        return ExampleOfNobody(place=place, block=block, level=rule.level, party=codes[-1] if codes else "…")
    value = say_value(result.value, rule.type)
    return ExampleDoesNotHold(place=place, example=run.example.title, value=value)
