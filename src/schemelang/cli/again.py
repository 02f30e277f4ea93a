"""One group of a run worked out again by the reference evaluator alone, and held against what the run has written."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from schemelang.cli.keeping import Compiled, fingerprint_of
from schemelang.cli.run_files import inputs_of, sources
from schemelang.cli.terminal import clean
from schemelang.columns.manifest import NAME, Manifest, NoManifest, of_everybody, read_manifest
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.figures.figures import Figures
from schemelang.graph.graph import Apportioned, RuleGraph
from schemelang.light import frozen
from schemelang.outcome.of_one import evaluate_for
from schemelang.outcome.outcome import Outcome
from schemelang.outcome.over_time import periods_by_rule


@frozen
class Left:
    """What only the command can do: tell that nobody is called so, read all figures, and say a word by the way."""

    find: Callable[[Figures, str], object]
    read_all: Callable[[], Figures]
    say: Callable[[str], object]


class NotAgain(Exception):  # noqa: N818 - the user's, told by the command
    """A run that cannot be worked out again: why, or what is wrong with its figures."""

    def __init__(self, why: str = "", found: Sequence[Diagnostic] = ()) -> None:
        """Say why."""
        super().__init__(why)
        self.why, self.found = why, found


def worked_out_again(
    loaded: Compiled, files: Sequence[Path], run: Path, wanted: str, left: Left
) -> tuple[Outcome, str | None]:
    """Return the outcome of a party in its group, once it is what the run has written of it; and the party's code.

    What the run came to for the whole scheme is taken from its manifest, so that no other group's figures are read;
    where that is not enough, all of them are. One that only payments name has no code here.
    """
    from schemelang.columns.written import Tables  # pyarrow with it

    manifest = _manifest(loaded, run)
    note = _see_that_nothing_has_changed(loaded, files, manifest)
    if note:
        left.say(note)
    written = Tables(run, loaded.graph)
    asked = written.find(wanted)
    if asked.code is None and all(part.payee != wanted for part in loaded.graph.due):
        left.find(Figures(members=tuple(written.everybody()), memberships=(), data={}), wanted)
    tables = [str(path) for path in files if path.suffix == ".parquet"]
    if asked.code and len(tables) == len(files) and _stands_alone(loaded.graph, manifest):
        figures = _figures_of(loaded, tables, asked.group)
        outcome = evaluate_for(loaded.graph, figures, asked.code, manifest.national)
    else:
        outcome = evaluate_for(loaded.graph, left.read_all(), asked.code, {})
    written.hold(outcome, asked, manifest.as_at)
    return outcome, asked.code


def _manifest(loaded: Compiled, run: Path) -> Manifest:
    try:
        manifest = read_manifest((run / NAME).read_bytes(), loaded.graph)
    except (OSError, NoManifest):
        message = f"{clean(str(run))} holds no run of this scheme: there is no {NAME} of it."
        raise NotAgain(message) from None
    if manifest.scheme != loaded.scheme.name:
        message = f"{clean(str(run))} holds a run of the scheme {clean(manifest.scheme)}."
        raise NotAgain(message)
    return manifest


def _see_that_nothing_has_changed(loaded: Compiled, files: Sequence[Path], manifest: Manifest) -> str:
    """Say what is not what it was when the run was made; only another version may still come to the same."""
    now, then = sources(fingerprint_of(loaded), inputs_of(files)), manifest.sources
    changed = ["the scheme"] if now.scheme != then.scheme else []
    changed += ["the bank holidays"] if now.calendar != then.calendar else []
    before = {each.file: each.fingerprint for each in then.inputs}
    after = {each.file: each.fingerprint for each in now.inputs}
    changed += [name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]
    if changed:
        message = f"Since that run these have changed: {clean(', '.join(changed))}. Run evaluate again."
        raise NotAgain(message)
    same = now.engine == then.engine
    return "" if same else f"That run was made by another build of schemelang, {clean(then.version)}."


def _stands_alone(graph: RuleGraph, manifest: Manifest) -> bool:
    """Say whether a group can be worked out without the others: nothing is shared among all, or is not known of all."""
    periods = periods_by_rule(graph)
    known = all((rule, period) in manifest.national for rule in of_everybody(graph) for period in periods[rule])
    pools = (rule.kind.pool for rule in graph.rules if isinstance(rule.kind, Apportioned))
    return known and all(graph.by_id[pool].level != graph.levels[-1] for pool in pools)


def _figures_of(loaded: Compiled, files: Sequence[str], codes: Collection[str]) -> Figures:
    """Read the figures of some parties, and those of nobody."""
    from schemelang.figures.columns import known_headings
    from schemelang.figures.from_files import read_figures
    from schemelang.figures.parquet import read_parquet_of, with_related

    known, codes = known_headings(loaded.scheme), with_related(files, loaded.scheme, codes)
    tables = [table for path in files for table in read_parquet_of(path, loaded.scheme, codes, known)]
    figures, found = read_figures(tuple(tables), loaded.scheme, partial=True)
    if figures is None or has_errors(found):
        raise NotAgain(found=found)
    return figures
