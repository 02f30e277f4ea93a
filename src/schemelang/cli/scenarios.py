"""Which way scenarios are worked out: all at once in columns, or one after the other by the reference evaluator.

Whichever it is, what came of them is the same, to the penny and to the word.
"""

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import click
from attrs import frozen

from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import REFUSED, USAGE, load_figures, stop
from schemelang.cli.terminal import with_progress
from schemelang.diagnostic import Diagnostic
from schemelang.figures.figures import Figures
from schemelang.graph.graph import RuleGraph
from schemelang.outcome.examples import run_examples
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.known import begin as known_of
from schemelang.outcome.outcome import Outcome
from schemelang.plan.tables import EngineFailed
from schemelang.simulation.cases import Case, cases_of
from schemelang.simulation.from_trials import simulation_of, told
from schemelang.simulation.simulation import Asked, Simulation
from schemelang.simulation.trials import ask_of, begin

ENGINES = ("auto", "reference", "columns")

_Simulated = tuple[Simulation, tuple[Diagnostic, ...]]
_FEWEST = 1_000_000
"""So many results there must be over all scenarios before columns are quicker, as to start them takes a moment."""
_MOST_FILES = 3


@frozen
class Now:
    """The figures as they are, where they are from and, of a worked example, what it comes to."""

    figures: Figures
    origin: str
    outcome: Outcome | None = None


def insist_on_engine(asked: str) -> None:
    """Stop where the engine that is asked for is not installed, with the command that installs it."""
    if asked == "columns" and not _is_installed():
        stop(USAGE, 'columns needs more packages. Get them with   pip install "schemelang[national]"')


def _is_installed() -> bool:
    return importlib.util.find_spec("numpy") is not None


def as_they_are(loaded: Compiled, paths: Sequence[Path]) -> Now:
    """Return the figures as they are or, without any, those of the first worked example."""
    if paths:
        figures = load_figures(paths, loaded.scheme)
        files = figures.files
        some = ", ".join(files) if len(files) <= _MOST_FILES else f"{len(files)} files"
        return Now(figures, f"the figures of {some}")
    for run in run_examples(loaded.scheme, loaded.graph):
        if run.outcome is not None:
            origin = f"the worked example \u201c{run.example.title}\u201d, as no figures were passed"
            return Now(run.outcome.figures, origin, run.outcome)
    return stop(USAGE, "Which figures? The scheme has no worked example. Add   --figures FILE")


def worked_out(engine: str, loaded: Compiled, now: Now, asked: Asked, *, verbose: bool) -> _Simulated:
    """Work scenarios out, and say by what and why if that is wanted; and what is found in the figures as they are."""
    cases = cases_of(asked)
    number = _results(loaded.graph, now.figures) * (len(cases) + 1)
    why = "it was asked for"
    if engine == "auto" and (number < _FEWEST or not _is_installed()):
        few = number < _FEWEST
        engine, why = "reference", f"for {number:,} results it is the quickest" if few else "columns are not installed"
    if engine != "reference":
        outcome, found = _outcome(loaded, now)
        simulation = _at_once(loaded, now, asked, cases)
        if not isinstance(simulation, str):
            _say("columns", why if engine == "columns" else f"there are {number:,} results", verbose=verbose)
            return simulation, found
        why = simulation
    else:
        outcome, found = _outcome(loaded, now)
    _say("the reference evaluator", why, verbose=verbose)
    return _one_by_one(loaded, outcome, now.origin, asked, cases), found


def _say(by: str, why: str, *, verbose: bool) -> None:
    if verbose:
        click.echo(f"Worked out by {by}: {why}.", err=True)


def _results(graph: RuleGraph, figures: Figures) -> int:
    """Count the values that there are to work out: of each rule, for each party, at each of its periods."""
    known = known_of(graph, figures)
    return sum(
        len(times) * len(known.belonging.parties[graph.by_id[rule].level]) for rule, times in known.periods_of.items()
    )


def _outcome(loaded: Compiled, now: Now) -> tuple[Outcome, tuple[Diagnostic, ...]]:
    return evaluate(loaded.graph, now.figures) if now.outcome is None else (now.outcome, ())


def _one_by_one(loaded: Compiled, outcome: Outcome, origin: str, asked: Asked, cases: Sequence[Case]) -> Simulation:
    trials = begin(loaded.scheme, outcome, origin)
    tried = [trials.tried(case) for case in with_progress(cases, "Working out scenario")]
    if not any(tried):
        _stop_without_any()
    return simulation_of(loaded.scheme, trials, asked, tried)


def _stop_without_any() -> None:
    stop(REFUSED, "In no scenario can the figures all be within their bounds; nothing was worked out.")


def _at_once(loaded: Compiled, now: Now, asked: Asked, cases: Sequence[Case]) -> Simulation | str:
    """Work scenarios out all at once, or say why that cannot be."""
    from schemelang.simulation.at_once import Running, came, make_ready  # numpy with it

    trials = ask_of(loaded.scheme, loaded.graph, now.figures, now.origin)
    ready = make_ready(trials, cases)
    if isinstance(ready, str):
        return ready
    if not ready.done:
        _stop_without_any()
    running = Running(ready)
    try:
        for _ in with_progress(running, "Working out scenario"):
            pass
    except EngineFailed as failed:
        stop(REFUSED, f"{failed.engine} stopped before all was worked out; nothing was written. It said: {failed.why}")
    assert running.tally is not None, "it has been gone through"
    found = came(ready, running.tally, trials.name)
    if found is None:
        return "exceptions clash in some scenario"
    return told(loaded.scheme, trials, asked, found, number=len(cases))
