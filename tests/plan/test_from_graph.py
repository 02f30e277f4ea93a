"""A plan comes to what the reference evaluator comes to: every value, every lack and every line."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_figures import any_figures
from passes import CONTRACTS, Case, compiled, run_case, with_figures
from plan.held import held, varied
from plan.shaken import shaken
from schemelang.graph.graph import Over, RuleKind
from schemelang.outcome.examples import run_examples
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome
from test_cases import GOOD
from test_conformance import SCHEMES, figures_of

LEFT_TO_REFERENCE = {"OfParty", "Root", "average of members", "median of members"}
"""Kinds of rules that a plan leaves to the reference evaluator: this can only grow knowingly."""


EVERY = [*CONTRACTS, *SCHEMES, *GOOD]


@cache
def case_of(path: Path) -> Case:
    """Work a case out with the figures beside it."""
    if path in SCHEMES:
        return with_figures(compiled(path), figures_of(path))
    return run_case(path) if path in GOOD else compiled(path)


def outcomes(path: Path) -> Iterator[Outcome]:
    """Return what the figures beside a scheme come to, and each of its examples."""
    case = case_of(path)
    assert case.scheme is not None
    assert case.graph is not None
    for outcome in (case.outcome, *(run.outcome for run in run_examples(case.scheme, case.graph))):
        if outcome is not None:
            yield outcome


def named(kind: RuleKind) -> str:
    """Name a kind of rule, with what it makes of members."""
    how = getattr(kind, "how", "")
    return f"{how} of members" if isinstance(kind, Over) else type(kind).__name__


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_plan_comes_to_the_same(path: Path) -> None:
    """Every value, every lack and every line of a scheme's own figures and examples is the same."""
    for outcome in outcomes(path):
        plan = held(outcome)
        left = () if plan is None else plan.by_reference

        assert {named(outcome.graph.by_id[rule].kind) for rule in left} <= LEFT_TO_REFERENCE


@settings(max_examples=25)
@given(st.data())
def test_a_plan_comes_to_the_same_on_any_figures(data: st.DataObject) -> None:
    """Whatever is lacking, and whoever comes and goes; also where all that is laid down may be something else."""
    case = case_of(data.draw(st.sampled_from(EVERY)))
    assert case.scheme is not None
    assert case.graph is not None
    random = data.draw(st.randoms(use_true_random=True))
    figures = shaken(any_figures(case.scheme, case.graph, random), case.graph, random)
    outcome, _ = evaluate(case.graph, figures)

    held(outcome)
    held(outcome, varied(outcome))
