"""The worked examples come out as they say."""

from collections.abc import Iterator

from schemelang.checks import errors
from schemelang.diagnostic import Diagnostic, Label
from schemelang.explanation.values import say_value
from schemelang.graph.graph import Role, RuleGraph, RuleId
from schemelang.model.model import Scheme
from schemelang.outcome.examples import ExampleRun, Held, run_examples


def examples_hold(scheme: Scheme, graph: RuleGraph) -> Iterator[Diagnostic]:
    """Find the examples that do not come out as they say, and those that cannot be run."""
    for run in run_examples(scheme, graph):
        yield from found_in(run, graph)


def found_in(run: ExampleRun, graph: RuleGraph) -> Iterator[Diagnostic]:
    """Find what is wrong with one example that has been run: all that comes out otherwise is one finding."""
    yield from run.found
    otherwise = [result for result in run.results if not result.holds and result.value is not None]
    if otherwise:
        yield _comes_out_otherwise(run, otherwise, graph)
    for result in run.results:
        if result.value is None:
            yield _cannot_be_asked(run, result, graph)


def _comes_out_otherwise(run: ExampleRun, results: list[Held], graph: RuleGraph) -> Diagnostic:
    first, *others = results
    labels = tuple(Label(each.expectation.span, f"and here: {_given(each, graph)}") for each in others)
    place, title = first.expectation.span, run.example.title
    return errors.ExampleDoesNotHold(place=place, example=title, value=_given(first, graph), labels=labels)


def _given(result: Held, graph: RuleGraph) -> str:
    """Return what the rules give, in words."""
    rule = graph.by_id[RuleId(result.expectation.block)]
    if rule.role is Role.TARGET and isinstance(result.value, bool):
        return "met" if result.value else "not met"
    assert result.value is not None, "only what came out can be held against what was expected"
    return say_value(result.value, rule.type)


def _cannot_be_asked(run: ExampleRun, result: Held, graph: RuleGraph) -> Diagnostic:
    place, block = result.expectation.span, result.expectation.block
    codes = [member.code for member in run.outcome.figures.members] if run.outcome else []
    if result.why == "no such party":
        party = result.expectation.party or ""
        return errors.ExampleWithoutParty(place=place, example=run.example.title, party=party, known=", ".join(codes))
    level = graph.by_id[RuleId(block)].level
    return errors.ExampleOfNobody(place=place, block=block, level=level, party=codes[-1] if codes else "…")
