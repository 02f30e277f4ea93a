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
from schemelang.simulation.cases import cases_of, moved_by_some
from schemelang.simulation.from_trials import told
from schemelang.simulation.simulation import Simulation
from schemelang.simulation.trials import ask_of

_Simulated = tuple[Simulation, tuple[Diagnostic, ...]]


def simulate_nationwide(
    engine: str, loaded: Compiled, paths: Sequence[Path], question: Question, *, verbose: bool
) -> _Simulated | None:
    """Work scenarios out on files of Parquet, at once; nothing where that is left to the usual way."""
    files = [str(path) for path in named_files(paths)] if engine in {"auto", "columns"} else []
    if not files or not all(path.endswith(".parquet") for path in files) or not INSTALLED["columns"].is_installed:
        return None
    from schemelang.cli.national import told_of
    from schemelang.columns.roll import NotPlain
    from schemelang.columns.supply import Outside

    try:
        return _simulated(engine, loaded, files, question, verbose=verbose)
    except Outside as outside:
        wrong = told_of(outside, [Path(file) for file in files], loaded)
        if wrong is not None:
            tell(wrong.found)
            stop(REFUSED, f"{count(wrong.found)} in the figures; nothing was worked out.")
        return None
    except NotPlain:
        return None


def _simulated(
    engine: str, loaded: Compiled, files: Sequence[str], question: Question, *, verbose: bool
) -> _Simulated | None:
    from schemelang.columns.keys import lay_out, read_roll
    from schemelang.outcome.standing import not_in_force
    from schemelang.simulation.at_once import came
    from schemelang.simulation.nationwide import make_ready, who_takes_part

    roll = read_roll(files, loaded.scheme)
    trials = ask_of(loaded.scheme, loaded.graph, who_takes_part(roll, loaded.graph), from_files(files))
    asked, _ = question.read(trials.world)
    if asked is None:
        return None
    cases = cases_of(asked)
    cells = sum(len(each.parties) * len(each.figures) for each in roll.files) * (len(cases) + 1)
    if engine != "columns" and cells < FEWEST:
        return None
    layout = lay_out(roll, loaded.scheme, loaded.graph)
    made = make_ready(roll, layout, loaded.graph, cases, moved_by_some(asked, cases[0]))
    tally = None if made is None else run(made.ready)
    found = None if made is None or tally is None or tally.is_said_now else came(made.ready, tally, trials.name)
    if made is None or found is None:
        return None
    tell(roll.advice)
    say("columns", "it was asked for" if engine == "columns" else f"there are {cells:,} cells", verbose=verbose)
    simulation = told(loaded.scheme, trials, asked, found, number=len(cases), unmoved=made.unmoved)
    return simulation, tuple(not_in_force(loaded.graph))
