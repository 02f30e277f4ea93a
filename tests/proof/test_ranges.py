"""No value of any rule is ever outside its range."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from any_figures import any_figures
from passes import CONTRACTS, Case, compiled, figures_of, with_figures
from schemelang.graph.graph import RuleGraph, RuleId
from schemelang.model.model import Scheme
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome
from schemelang.proof.intervals import Range
from schemelang.proof.ranges import Ranges, ranges_of
from test_conformance import SCHEMES, short

_ALL = [*CONTRACTS, *SCHEMES]


def outside(outcome: Outcome, ranges: Ranges) -> Iterator[str]:
    """Give the values that are outside their range."""
    for rule in outcome.graph.rules:
        for (party, period), value in outcome.values[rule.id].items():
            number = Fraction(value) if isinstance(value, bool | Fraction) else None
            if number is not None and not ranges[rule.id].has(number):
                yield f"{rule.id} of {party} at {period}: {value} is outside {ranges[rule.id]}"


def has_a_number(outcome: Outcome, rule: RuleId) -> bool:
    """Say whether a rule comes to a value for anybody."""
    return any(isinstance(value, bool | Fraction) for value in outcome.values[rule].values())


@cache
def ranged(path: Path) -> tuple[Scheme, RuleGraph, Ranges]:
    """Return a scheme and the ranges of its rules."""
    case = compiled(path)
    assert case.scheme is not None
    assert case.graph is not None
    return case.scheme, case.graph, ranges_of(case.scheme, case.graph)


@given(st.sampled_from(_ALL), st.randoms(use_true_random=True))
def test_figures_by_chance_leave_no_range(path: Path, random: Random) -> None:
    """Whatever is reported within the bounds of a scheme, every value is in the range of its rule."""
    scheme, graph, ranges = ranged(path)
    figures = any_figures(scheme, graph, random)

    outcome, _ = evaluate(graph, figures)

    assert not list(outside(outcome, ranges))


@example(
    Path(__file__).parents[1] / "conformance" / "absences" / "divided_by_nothing.scheme",
    Random(2018),  # noqa: S311 - it is no secret
)
@given(st.sampled_from(_ALL), st.randoms(use_true_random=True))
def test_figures_known_on_the_first_day_narrow_ranges_and_leave_none(path: Path, random: Random) -> None:
    """With figures, what was counted by the first day is as given, and the rest can still be anything."""
    scheme, graph, ranges = ranged(path)
    figures = any_figures(scheme, graph, random)

    narrowed = ranges_of(scheme, graph, figures)
    outcome, _ = evaluate(graph, figures)

    assert not list(outside(outcome, narrowed))
    worse = (rule for rule, wide in ranges.items() if not is_within(narrowed[rule], wide))
    # What is divided by a figure that is known to be 0 has no value, and nothing need be known of one.
    assert not [rule for rule in worse if has_a_number(outcome, rule)]


def is_within(narrow: Range, wide: Range) -> bool:
    """Say whether a range has nothing that another has not."""
    above = wide.low is None or (narrow.low is not None and narrow.low >= wide.low)
    return above and (wide.high is None or (narrow.high is not None and narrow.high <= wide.high))


@pytest.mark.parametrize("path", _ALL, ids=short)
def test_the_cases_that_are_worked_out_by_hand_leave_no_range(path: Path) -> None:
    """Those of the conformance suite hold for members that come and go as well, and for figures that are missing."""
    scheme, graph, ranges = ranged(path)
    beside = sorted(path.parent.glob(f"{path.stem}*.csv"))
    files = figures_of(path) if path in CONTRACTS else [each for each in beside if ".expected" not in each.name]
    outcome = with_figures(Case((), scheme, graph), files).outcome

    assert outcome is None or not list(outside(outcome, ranges))
