"""One group of a run worked out again by the reference evaluator alone, and held against what the run has written."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import click
from attrs import evolve

from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import REFUSED, count, load_figures, named_files, stop, tell
from schemelang.cli.run_files import sources
from schemelang.cli.terminal import clean
from schemelang.columns.manifest import NAME, Manifest, NoManifest, of_everybody, read_manifest
from schemelang.diagnostic import has_errors
from schemelang.figures.figures import Figures
from schemelang.graph.graph import Apportioned, RuleGraph, RuleId
from schemelang.outcome.from_graph import finished, work_out
from schemelang.outcome.known import begin
from schemelang.outcome.moved import moved_among
from schemelang.outcome.outcome import Outcome
from schemelang.outcome.over_time import periods_by_rule


def worked_out_again(
    loaded: Compiled, paths: Sequence[Path], run: Path, wanted: str, find: Callable[[Figures, str], str]
) -> Outcome:
    """Return the outcome of the group that a party is in, once it is what the run has written of it.

    What the run came to for the whole scheme is taken from its manifest, so that no other group's figures are read.
    A party of whom nothing is written is for those to tell who `find` parties.
    """
    from schemelang.columns.written import Tables

    manifest = _manifest(loaded, run)
    _see_that_nothing_has_changed(loaded, paths, manifest)
    written = Tables(run, loaded.graph)
    codes = written.group_of(wanted)
    if not codes and all(part.payee != wanted for part in loaded.graph.due):
        find(Figures(members=tuple(written.everybody()), memberships=(), data={}), wanted)
    files = [str(path) for path in named_files(paths)]
    if _stands_alone(loaded.graph, manifest) and codes and all(path.endswith(".parquet") for path in files):
        outcome = _outcome_of(loaded, _figures_of(loaded, files, codes), manifest)
    else:
        outcome = _outcome_of(loaded, load_figures(paths, loaded.scheme), None)
    written.hold(outcome, codes, manifest.as_at)
    return outcome


def _manifest(loaded: Compiled, run: Path) -> Manifest:
    try:
        manifest = read_manifest((run / NAME).read_bytes(), loaded.graph)
    except (OSError, NoManifest):
        return stop(REFUSED, f"{clean(str(run))} holds no run of this scheme: there is no {NAME} of it.")
    if manifest.scheme != loaded.scheme.name:
        stop(REFUSED, f"{clean(str(run))} holds a run of the scheme {clean(manifest.scheme)}.")
    return manifest


def _see_that_nothing_has_changed(loaded: Compiled, paths: Sequence[Path], manifest: Manifest) -> None:
    """Say what is not what it was when the run was made; only another version may still come to the same."""
    now, then = sources(loaded, named_files(paths)), manifest.sources
    changed = ["the scheme"] if now.scheme != then.scheme else []
    changed += ["the bank holidays"] if now.calendar != then.calendar else []
    before = {each.file: each.fingerprint for each in then.inputs}
    after = {each.file: each.fingerprint for each in now.inputs}
    changed += [name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]
    if changed:
        stop(REFUSED, f"Since that run these have changed: {clean(', '.join(changed))}. Run evaluate again.")
    if now.engine != then.engine:
        click.echo(f"That run was made by another build of schemelang, {clean(then.version)}.", err=True)


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
    from schemelang.figures.parquet import read_parquet_of

    known = known_headings(loaded.scheme)
    tables = [table for path in files for table in read_parquet_of(path, loaded.scheme, codes, known)]
    figures, found = read_figures(tuple(tables), loaded.scheme, partial=True)
    if figures is None or has_errors(found):
        tell(found)
        stop(REFUSED, f"{count(found)} in the figures; nothing was worked out.")
    return figures


def _outcome_of(loaded: Compiled, figures: Figures, manifest: Manifest | None) -> Outcome:
    """Work out every rule, but for those of the whole scheme that a manifest says."""
    known = begin(loaded.graph, figures)
    moved = moved_among(known)
    said: dict[RuleId, dict[Any, Any]] = {}
    for (rule, period), value in () if manifest is None else manifest.national.items():
        said.setdefault(rule, {})[None, period] = value
    for each in loaded.graph.rules:
        if each.id in said:
            known.values[each.id] = said[each.id]
        else:
            work_out(known, moved, each)
    return evolve(finished(known)[0], of_everybody=frozenset(said))
