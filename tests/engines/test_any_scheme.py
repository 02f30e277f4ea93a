"""Schemes and figures by chance: the reference evaluator, columns and DuckDB agree on every value, status and line.

There are three hundred of them each time; CONTRIBUTING.md says how to try a hundred thousand.
"""

from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from any_figures import any_figures, levelled, roughened
from any_scheme import any_scheme
from held_together import assert_the_same
from schemelang.columns.in_memory import work_out
from schemelang.compile import compile_scheme
from schemelang.figures.figures import Figures
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Scheme
from schemelang.outcome.belonging import belonging
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.known import begin
from schemelang.plan.from_graph import lower
from schemelang.plan.ground import ground_of
from schemelang.plan.known import judge_of
from schemelang.source import Source
from schemelang.warehouse.duck import Duck
from schemelang.warehouse.run import run

_HARD: Sequence[Sequence[int]] = (tuple(range(8)), (0, 1), (25_000_000, 24_999_999, 1))
"""Wholes that are next to nothing, so that there are exact ties, and sums as large as any."""


RANDOMS, SEEDS = st.randoms(use_true_random=False), st.integers(0, 2**64)


def drawn(random: Random) -> tuple[Scheme, RuleGraph]:
    """Make a scheme."""
    text = any_scheme(random)
    made = compile_scheme(Source("any.scheme", text))
    assert made.scheme is not None, text
    assert made.graph is not None, text
    return made.scheme, made.graph


def agree(graph: RuleGraph, figures: Figures) -> None:
    """Hold columns and DuckDB against the reference evaluator, both by one plan."""
    reference = evaluate(graph, figures)
    plan = lower(graph, ground_of(graph, figures, belonging(graph, figures)))
    in_columns, in_sql = (judge_of(plan, begin(graph, figures)) for _ in range(2))
    who = in_columns.known.belonging
    assert_the_same(reference, in_columns.outcome(work_out(plan, who, figures, in_columns.ask)))
    with Duck() as duck:
        assert_the_same(reference, in_sql.outcome(run(plan, who, figures, duck, in_sql.wanted)))


@given(RANDOMS, SEEDS)
def test_engines_agree_on_any_scheme(random: Random, seed: int) -> None:
    """Figures are missing or held back here and there, and members come and go."""
    scheme, graph = drawn(random)
    chance = Random(seed)  # noqa: S311 - figures to try, no secret
    agree(graph, roughened(any_figures(scheme, graph, chance), graph, chance))


@settings(max_examples=settings().max_examples // 2)
@given(RANDOMS, SEEDS)
def test_engines_agree_on_hard_figures(random: Random, seed: int) -> None:
    """Wholes of 0 to 7, lists that are all the same, exact ties, and advances of £25 million."""
    scheme, graph = drawn(random)
    chance = Random(seed)  # noqa: S311 - figures to try, no secret
    agree(graph, levelled(any_figures(scheme, graph, chance, chance.choice(_HARD)), chance))
