"""In every sort of scheme, a scenario pays what the evaluator pays on its figures; no change moves nothing."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from passes import run_case
from schemelang.graph.graph import Constant
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome, Status
from schemelang.simulation.asked import read_asked
from schemelang.simulation.at_once import make_ready
from schemelang.simulation.cases import Always, Case, MoveFor, cases_of
from schemelang.simulation.simulation import Asked, LaidDown, OfFigure, Row, Rows, Target, Times
from schemelang.simulation.trials import Trials, begin
from simulated import all_at_once, one_by_one

GOOD = Path(__file__).parents[1] / "cases" / "good"
SCHEMES = (
    "exception/which_one_wins",
    "figure/each_quarter_within_bounds",
    "membership/moves_in_october",
    "on_account/overpaid",
    "on_account/in_instalments",
    "party/co_payers",
    "payment/days_after_a_figure",
    "saving/carried",
    "saving/shared_loss",
    "saving/two_sided",
    "scale/points_between_thresholds",
    "sharing/gain_share_among_parties",
    "sharing/top_slice_then_those_who_meet",
    "steps/within_the_year",
    "target/ways_to_judge_a_group",
)
LEFT = ("membership/moves_in_october", "payment/days_after_a_figure", "target/ways_to_judge_a_group")
"""In these somebody moves, a day is counted from another, or a rule is for the reference evaluator alone."""


@pytest.mark.parametrize("name", SCHEMES)
def test_a_scenario_agrees_with_the_evaluator(name: str) -> None:
    """Each figure by itself, and then every number of the scheme, is made less and more; and then nothing is."""
    case = run_case(GOOD / f"{name}.scheme")
    assert case.scheme is not None
    assert case.outcome is not None
    on = begin(case.scheme, case.outcome, "the case")
    tried = 0

    for target in targets(on):
        for factor in (Fraction(1), Fraction(1, 2), Fraction(6, 5)):
            scenario = Case(1, (), ((target, always(factor)),))
            found, changed = on.tried(scenario), on.changed(scenario)
            if found is None or changed is None:
                continue
            tried += 1
            paid = {payee: (pay.pence, pay.held) for payee, pay in found.paid.items() if pay.pence or pay.held}
            if factor == 1:
                assert paid == settled(case.outcome)
            elif isinstance(target, OfFigure):
                assert paid == settled(evaluate(on.world.graph, changed[0].figures)[0])
    assert tried


def always(factor: Fraction) -> MoveFor:
    """Return what multiplies everything."""
    return Always(Times(factor))


def targets(on: Trials) -> Iterator[Target]:
    """Return each figure that is asked for, and each number that is laid down."""
    yield from (OfFigure(figure, None, "") for figure in on.world.plan.figures.values())
    for rule in on.world.graph.rules:
        if isinstance(rule.kind, Constant) and isinstance(rule.kind.value, Fraction):
            yield LaidDown((rule.id,), rule.type, rule.title)


def settled(outcome: Outcome) -> dict[str, tuple[int, int]]:
    """Return what each payee is paid, or pays back, in pence, and how many of its lines are held."""
    found: dict[str, tuple[int, int]] = {}
    for line in outcome.ledger:
        pence, held = found.get(line.payee, (0, 0))
        more = line.pence or 0 if line.status in (Status.PAYABLE, Status.RECOVERED) else 0
        found[line.payee] = pence + more, held + (line.status is Status.HELD)
    return {payee: each for payee, each in found.items() if any(each)}


def test_a_day_that_becomes_known_is_paid_on() -> None:
    """A line that waits for a day is paid once that day is set."""
    case = run_case(GOOD / "payment" / "days_after_a_figure.scheme")
    assert case.scheme is not None
    assert case.outcome is not None
    on = begin(case.scheme, case.outcome, "the case")
    asked, _ = read_asked(("plan_agreed of Oak=31 January 2025",), (), on.world)
    assert asked is not None
    tried = on.tried(cases_of(asked)[0])

    assert tried is not None
    assert (on.paid["Oak"].held, tried.paid["Oak"].held) == (1, 0)
    assert tried.paid["Oak"].pence == on.paid["Oak"].pence + 40_000


@pytest.mark.parametrize("name", SCHEMES)
def test_all_at_once_agrees_too(name: str) -> None:
    """Everything that changes, each by itself a row of a table, comes to the same all at once, unless it says why."""
    case = run_case(GOOD / f"{name}.scheme")
    assert case.scheme is not None
    assert case.outcome is not None
    on = begin(case.scheme, case.outcome, "the case")
    rows = [
        Row(f"{number}", ((target, Times(factor)),))
        for number, (target, factor) in enumerate(product(targets(on), (Fraction(1), Fraction(1, 2), Fraction(6, 5))))
    ]
    asked = Asked(settings=(), varyings=(), rows=Rows("rows", tuple(targets(on)), tuple(rows)))
    ready = make_ready(on, cases_of(asked))

    if isinstance(ready, str):
        assert name in LEFT
    else:
        assert name not in LEFT
        assert all_at_once(case.scheme, on, asked) == one_by_one(case.scheme, on, asked)
