"""A whole country at once: figures of Parquet through columns to tables of Parquet, without an object for each cell.

What is not of the plain form that this takes is left to the way of every other run, which comes to the same.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from schemelang.cli.examples import wrong_in_examples
from schemelang.cli.keeping import Compiled, keep_programme, kept_programme
from schemelang.cli.loading import REFUSED, count, named_files, stop, tell
from schemelang.cli.registering import register_of
from schemelang.cli.tables import put_tables, sources
from schemelang.diagnostic import Diagnostic, has_errors

if TYPE_CHECKING:  # numpy and pyarrow are an extra
    from schemelang.columns.keys import Roll
    from schemelang.columns.programme import Programme
    from schemelang.columns.supply import Outside
    from schemelang.plan.plan import Ground

_FEWEST = 50_000
"""How many cells there must be before this is quicker."""


def put_at_once(  # noqa: PLR0913 - what is written, and what it was made from
    out: Path,
    file: Path,
    loaded: Compiled,
    paths: Sequence[Path],
    as_at: date | None,
    *,
    force: bool,
    asked: bool = False,
) -> tuple[Diagnostic, ...] | None:
    """Write the tables of a run, and return what was found; nothing where this is left to the usual way.

    Unless it is asked for, few figures are left to it too.
    """
    files = [str(path) for path in named_files(paths)]
    if not all(path.endswith(".parquet") for path in files) or register_of(file).exists():
        return None
    from schemelang.columns.keys import NotPlain, read_roll
    from schemelang.columns.supply import Outside

    try:
        roll = read_roll(files, loaded.scheme)
        cells = sum(len(each.parties) * len(each.figures) for each in roll.files)
        return _put(out, loaded, roll, paths, as_at, force=force) if asked or cells >= _FEWEST else None
    except Outside as outside:
        tell_of(outside, files, loaded)
        return None
    except NotPlain:
        return None


def _put(  # noqa: PLR0913 - what is written, and what it was made from
    out: Path, loaded: Compiled, roll: "Roll", paths: Sequence[Path], as_at: date | None, *, force: bool
) -> tuple[Diagnostic, ...]:
    from schemelang.columns.national import ground_of, parties_of, see_limits, worked_out
    from schemelang.columns.supply import Shelf, columns_of
    from schemelang.outcome.standing import not_in_force

    columns = columns_of(roll, loaded.graph)
    see_limits(columns, loaded.graph)
    parties = parties_of(roll, loaded.graph)
    shelf = Shelf(roll, columns)
    try:
        results = worked_out(_programme(loaded, ground_of(parties, roll, columns)), parties, shelf)
    finally:
        shelf.close()
    found = (*roll.advice, *wrong_in_examples(loaded), *not_in_force(loaded.graph))
    tell(found)
    put_tables(out, loaded, results, sources(loaded, paths), as_at, force=force)
    return found


def _programme(loaded: Compiled, ground: "Ground") -> "Programme":
    """Return what works the scheme out in columns, kept from an earlier run if it relies on the same."""
    before = kept_programme(loaded.scheme.source, ground)
    if before is not None:
        return before
    from schemelang.columns.from_plan import programme
    from schemelang.columns.national import places_of
    from schemelang.plan.from_graph import lower

    plan = lower(loaded.graph, ground)
    made = programme(plan, places_of(plan))
    keep_programme(loaded.scheme.source, ground, made)
    return made


def tell_of(outside: "Outside", files: Sequence[str], loaded: Compiled) -> None:
    """Tell what is wrong with the figures of one party in the words of the ordinary reader, and stop."""
    from schemelang.figures.columns import known_headings
    from schemelang.figures.from_files import read_figures
    from schemelang.figures.parquet import read_parquet_of

    codes = frozenset() if outside.code is None else frozenset({outside.code})
    known = known_headings(loaded.scheme)
    tables = [table for path in files for table in read_parquet_of(path, loaded.scheme, codes, known)]
    _, found = read_figures(tuple(tables), loaded.scheme, partial=True)
    if has_errors(found):
        tell(found)
        stop(REFUSED, f"{count(found)} in the figures; nothing was worked out.")
