"""From two schemes to what is different between them."""

from collections.abc import Sequence

from attrs import frozen

from schemelang.checks.examples_hold import found_in
from schemelang.comparison.clauses import compare_clauses
from schemelang.comparison.comparison import Comparison, Money, Side
from schemelang.comparison.proofs import compare_bounds, compare_claims, hold
from schemelang.comparison.trials import Tried, on_examples, on_figures
from schemelang.diagnostic import Diagnostic
from schemelang.figures.table import Table
from schemelang.outcome.examples import ExampleRun, run_examples


@frozen
class Compared:
    """Two schemes compared, and what was found to be wrong with them or with the figures on the way."""

    comparison: Comparison
    found: tuple[Diagnostic, ...]


def compare(before: Side, now: Side, tables: tuple[Table, ...] = ()) -> Compared:
    """Compare two schemes in words and in money: on figures that are passed, else on the worked examples of both."""
    runs_before, runs_now = run_examples(before.scheme, before.graph), run_examples(now.scheme, now.graph)
    money, tried = _money(before, now, tables)
    held_before = hold(before, runs_before, tried.before)
    held_now = hold(now, runs_now, tried.now)
    one, other = held_before.certificate, held_now.certificate
    comparison = Comparison(
        before=before,
        now=now,
        clauses=compare_clauses(before, now, runs_before, runs_now),
        money=money,
        not_holding=tuple(run.example.title for run in runs_now if not run.holds),
        proofs=() if one is None or other is None else compare_claims(before, now, one, other),
        bounds=() if one is None or other is None else compare_bounds(one, other),
    )
    errors = (*held_before.errors, *held_now.errors, *_failing(before, runs_before), *_failing(now, runs_now))
    return Compared(comparison, (*tried.found, *errors))


def _money(before: Side, now: Side, tables: tuple[Table, ...]) -> tuple[tuple[Money, ...], Tried]:
    if not tables:
        return on_examples(before, now), Tried()
    tried = on_figures(before, now, tables)
    assert tried.money is not None, "what is tried on figures has a result"
    return (tried.money,), tried


def _failing(side: Side, runs: Sequence[ExampleRun]) -> tuple[Diagnostic, ...]:
    return tuple(each for run in runs for each in found_in(run, side.graph))
