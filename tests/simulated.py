"""Scenarios from a scheme and figures in text, for tests of what becomes of them."""

from functools import cache
from pathlib import Path

from compiled import scheme_of
from schemelang.figures.columns import known_headings
from schemelang.figures.csv_text import read_csv
from schemelang.figures.from_files import read_figures
from schemelang.graph.from_model import lower
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Scheme
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome
from schemelang.report import as_text
from schemelang.simulation.asked import read_asked
from schemelang.simulation.at_once import Running, came, make_ready
from schemelang.simulation.cases import cases_of, moved_by_some
from schemelang.simulation.from_trials import simulation_of, told
from schemelang.simulation.simulation import Asked, Simulation
from schemelang.simulation.trials import Trials, ask_of, begin

FLU = (Path(__file__).parent / "cases" / "bad" / "SCH960" / "misspelt.scheme").read_text(encoding="utf-8")
"""A scheme with a count, a percentage and a yes or no, a value, and a target with two numbers in it."""


@cache
def _compiled(scheme: str) -> tuple[Scheme, RuleGraph]:
    read = scheme_of(scheme)
    graph, found = lower(read)
    assert graph is not None, as_text(found)
    return read, graph


def paid(scheme: str, figures: str) -> Outcome:
    """Work out a scheme on a file of figures."""
    read, graph = _compiled(scheme)
    table, found = read_csv("figures.csv", figures.encode(), known_headings(read))
    assert table is not None, as_text(found)
    typed, problems = read_figures((table,), read, partial=True)
    assert typed is not None, as_text(problems)
    return evaluate(graph, typed)[0]


def trials(scheme: str, figures: str) -> Trials:
    """Begin from a scheme and figures."""
    return begin(_compiled(scheme)[0], paid(scheme, figures), "the figures of the test")


def asked(  # noqa: PLR0913 - what can be asked
    on: Trials,
    *,
    sets: tuple[str, ...] = (),
    vary: tuple[str, ...] = (),
    draw: int | None = None,
    seed: int = 1,
    rows: str = "",
) -> Asked:
    """Ask something that can be asked."""
    table, _ = read_csv("scenarios.csv", rows.encode()) if rows else (None, ())
    read, found = read_asked(sets, vary, on.world, draw=draw, seed=seed, table=table)
    assert read is not None, as_text(found)
    return read


def simulated(  # noqa: PLR0913 - what is asked, and of what
    scheme: str,
    figures: str,
    *,
    sets: tuple[str, ...] = (),
    vary: tuple[str, ...] = (),
    draw: int | None = None,
    seed: int = 1,
    rows: str = "",
) -> Simulation:
    """Work scenarios out."""
    on = trials(scheme, figures)
    return one_by_one(_compiled(scheme)[0], on, asked(on, sets=sets, vary=vary, draw=draw, seed=seed, rows=rows))


def one_by_one(scheme: Scheme, on: Trials, wanted: Asked) -> Simulation:
    """Work scenarios out one after the other."""
    return simulation_of(scheme, on, wanted, [on.tried(case) for case in cases_of(wanted)])


def amounts(outcome: Outcome) -> dict[str, int]:
    """Add up what each payee is paid."""
    found: dict[str, int] = {}
    for line in outcome.ledger:
        found[line.payee] = found.get(line.payee, 0) + (line.pence or 0)
    return found


def both_ways(  # noqa: PLR0913 - what is asked, and of what
    scheme: str,
    figures: str,
    *,
    sets: tuple[str, ...] = (),
    vary: tuple[str, ...] = (),
    draw: int | None = None,
    rows: str = "",
) -> tuple[Simulation, Simulation]:
    """Work scenarios out all at once, and one after the other."""
    (read, graph), on = _compiled(scheme), trials(scheme, figures)
    wanted = asked(on, sets=sets, vary=vary, draw=draw, seed=3, rows=rows)
    bare = ask_of(read, graph, on.world.figures, on.world.origin)
    return all_at_once(read, bare, wanted), one_by_one(read, on, wanted)


def all_at_once(scheme: Scheme, on: Trials, wanted: Asked) -> Simulation:
    """Work scenarios out all at once that can be."""
    cases = cases_of(wanted)
    ready = make_ready(on, cases)
    assert not isinstance(ready, str), ready
    running = Running(ready)
    assert [*running] == [*range(1, len(ready.done) + 1)]
    assert running.tally is not None
    found = came(ready, running.tally, on.name)
    assert found is not None
    unmoved = on.unmoved(moved_by_some(wanted, found.done[0]))
    return told(scheme, on, wanted, found, number=len(cases), unmoved=unmoved)
