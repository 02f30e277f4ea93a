"""Scenarios of a whole country, from files of Parquet, without an object for each figure.

What is not of the plain form that this takes is left to the way of every other scenario, which comes to the same.
"""

from collections.abc import Sequence
from pathlib import Path

from schemelang.cli.engines import INSTALLED
from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import REFUSED, count, named_files, stop, tell
from schemelang.cli.scenarios import FEWEST, Question, from_files, run, say
from schemelang.diagnostic import Diagnostic
from schemelang.figures.figures import Figures
from schemelang.simulation.cases import cases_of
from schemelang.simulation.from_trials import told
from schemelang.simulation.simulation import Simulation
from schemelang.simulation.trials import Trials, ask_of

_Simulated = tuple[Simulation, tuple[Diagnostic, ...]]


def simulate_nationwide(
    engine: str, loaded: Compiled, paths: Sequence[Path], question: Question, *, verbose: bool
) -> _Simulated | None:
    """Work scenarios out that change numbers of the scheme alone; nothing where that is left to the usual way."""
    files = [str(path) for path in named_files(paths)] if engine in {"auto", "columns"} else []
    if not files or not all(path.endswith(".parquet") for path in files) or not INSTALLED["columns"].is_installed:
        return None
    from schemelang.cli.national import told_of
    from schemelang.columns.roll import NotPlain
    from schemelang.columns.supply import Outside

    bare = Figures(members=(), memberships=(), data={}, files=tuple(files))
    trials = ask_of(loaded.scheme, loaded.graph, bare, from_files(files))
    try:
        return _simulated(engine, loaded, files, trials, question, verbose=verbose)
    except Outside as outside:
        wrong = told_of(outside, [Path(file) for file in files], loaded)
        if wrong is not None:
            tell(wrong.found)
            stop(REFUSED, f"{count(wrong.found)} in the figures; nothing was worked out.")
        return None
    except NotPlain:
        return None


def _simulated(  # noqa: PLR0913 - what is asked, and of what
    engine: str, loaded: Compiled, files: Sequence[str], trials: Trials, question: Question, *, verbose: bool
) -> _Simulated | None:
    from schemelang.columns.keys import lay_out, read_roll
    from schemelang.outcome.standing import not_in_force
    from schemelang.simulation.at_once import came
    from schemelang.simulation.nationwide import Names, changes_no_figure, make_ready

    asked, _ = question.read(trials.world)
    if asked is None or not changes_no_figure(asked):
        return None
    cases, roll = cases_of(asked), read_roll(files, loaded.scheme)
    cells = sum(len(each.parties) * len(each.figures) for each in roll.files) * (len(cases) + 1)
    if engine != "columns" and cells < FEWEST:
        return None
    ready = make_ready(roll, lay_out(roll, loaded.scheme, loaded.graph), loaded.graph, cases)
    if ready is None:
        return None
    tally = run(ready)
    found = None if tally.is_said_now else came(ready, tally, Names.of(roll, loaded.graph).name)
    if found is None:
        return None
    tell(roll.advice)
    say("columns", "it was asked for" if engine == "columns" else f"there are {cells:,} cells", verbose=verbose)
    return told(loaded.scheme, trials, asked, found, number=len(cases)), tuple(not_in_force(loaded.graph))
