"""Which way scenarios are worked out: all at once in columns, or one after the other by the reference evaluator.

Whichever it is, what came of them is the same, to the penny and to the word.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import frozen

from schemelang.cli.engines import INSTALLED, evaluate_by, results
from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import REFUSED, USAGE, load_figures, stop
from schemelang.cli.terminal import with_progress
from schemelang.diagnostic import Diagnostic
from schemelang.figures.figures import Figures
from schemelang.figures.table import Table
from schemelang.outcome.examples import run_examples
from schemelang.outcome.outcome import Outcome
from schemelang.plan.tables import EngineFailed
from schemelang.proof.worlds import World
from schemelang.simulation.asked import read_asked
from schemelang.simulation.cases import Case, cases_of, moved_by_some
from schemelang.simulation.from_trials import simulation_of, told
from schemelang.simulation.simulation import Asked, Simulation
from schemelang.simulation.trials import ask_of, begin

if TYPE_CHECKING:  # numpy is an extra
    from schemelang.columns.tally import Tally
    from schemelang.simulation.at_once import Ready

_Simulated = tuple[Simulation, tuple[Diagnostic, ...]]
FEWEST = 1_000_000
"""So many results there must be over all scenarios before columns are quicker, as to start them takes a moment."""
_MOST_FILES = 3


@frozen(kw_only=True)
class Question:
    """What is asked on the command line, and in a table."""

    settings: Sequence[str]
    varyings: Sequence[str]
    draw: int | None
    seed: int
    table: Table | None

    def read(self, world: World) -> tuple[Asked | None, tuple[Diagnostic, ...]]:
        """Read it for the figures that it is asked of."""
        return read_asked(self.settings, self.varyings, world, draw=self.draw, seed=self.seed, table=self.table)


@frozen
class Now:
    """The figures as they are, where they are from and, of a worked example, what it comes to."""

    figures: Figures
    origin: str
    outcome: Outcome | None = None


def as_they_are(loaded: Compiled, paths: Sequence[Path]) -> Now:
    """Return the figures as they are or, without any, those of the first worked example."""
    if paths:
        figures = load_figures(paths, loaded.scheme)
        return Now(figures, from_files(figures.files))
    for run in run_examples(loaded.scheme, loaded.graph):
        if run.outcome is not None:
            origin = f"the worked example \u201c{run.example.title}\u201d, as no figures were passed"
            return Now(run.outcome.figures, origin, run.outcome)
    return stop(USAGE, "Which figures? The scheme has no worked example. Add   --figures FILE")


def from_files(files: Sequence[str]) -> str:
    """Say from which files figures are."""
    some = ", ".join(files) if len(files) <= _MOST_FILES else f"{len(files)} files"
    return f"the figures of {some}"


def worked_out(engine: str, loaded: Compiled, now: Now, asked: Asked, *, verbose: bool) -> _Simulated:
    """Work scenarios out, and say by what and why if that is wanted; and what is found in the figures as they are."""
    cases = cases_of(asked)
    engine, why = _chosen(engine, results(loaded.graph, now.figures) * (len(cases) + 1))
    outcome, found = _outcome(engine, loaded, now)
    if engine == "columns":
        simulation = _at_once(loaded, now, asked, cases)
        if not isinstance(simulation, str):
            say("columns", why, verbose=verbose)
            return simulation, found
        why = simulation
    say("the reference evaluator", why, verbose=verbose)
    return _one_by_one(loaded, outcome, now.origin, asked, cases), found


def _chosen(asked: str, number: int) -> tuple[str, str]:
    """Choose what works so many results out, and say why it is that."""
    if asked != "auto":
        return asked, "it was asked for"
    if number < FEWEST:
        return "reference", f"for {number:,} results it is the quickest"
    if not INSTALLED["columns"].is_installed:
        return "reference", f'there are {number:,} results, but pip install "schemelang[national]" was not run'
    return "columns", f"there are {number:,} results"


def say(by: str, why: str, *, verbose: bool) -> None:
    """Say what worked scenarios out, and why, if that is wanted."""
    if verbose:
        click.echo(f"Worked out by {by}: {why}.", err=True)


def _outcome(engine: str, loaded: Compiled, now: Now) -> tuple[Outcome, tuple[Diagnostic, ...]]:
    """Work out how it is; by columns only what is told of it is read from them."""
    if now.outcome is not None:
        return now.outcome, ()
    return evaluate_by("reference" if engine == "reference" else "auto", loaded.graph, now.figures)


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
    from schemelang.simulation.at_once import came, make_ready  # numpy with it

    trials = ask_of(loaded.scheme, loaded.graph, now.figures, now.origin)
    ready = make_ready(trials, cases)
    if isinstance(ready, str):
        return ready
    if not ready.done:
        _stop_without_any()
    tally = run(ready)
    found = came(ready, tally, trials.name)
    if found is None:
        return "exceptions clash in some scenario"
    unmoved = trials.unmoved(moved_by_some(asked, found.done[0]))
    return told(loaded.scheme, trials, asked, found, number=len(cases), unmoved=unmoved)


def run(ready: "Ready") -> "Tally":
    """Work scenarios out all at once, and say how far it is."""
    from schemelang.simulation.at_once import Running

    running = Running(ready)
    try:
        for _ in with_progress(running, "Working out scenario"):
            pass
    except EngineFailed as failed:
        stop(REFUSED, f"{failed.engine} stopped before all was worked out; nothing was written. It said: {failed.why}")
    assert running.tally is not None, "it has been gone through"
    return running.tally
