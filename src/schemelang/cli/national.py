"""A whole country at once: figures of Parquet through columns to tables of Parquet, without an object for each cell.

What is not of the plain form that this takes is left to the way of every other run, which comes to the same. Nothing
is imported that need not be: a country is worked out in the time that it takes to start.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from schemelang.cli.examples import wrong_in_examples
from schemelang.cli.folders import files_in
from schemelang.cli.keeping import (
    Basis,
    Compiled,
    basis_of,
    keep_basis,
    keep_programme,
    kept,
    kept_basis,
    kept_programme,
)
from schemelang.cli.plain_words import plain_words
from schemelang.cli.reading import load_beside, read_source
from schemelang.cli.run_files import files_of, inputs_of, sources
from schemelang.cli.writing import WriteProblem, write_all
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.light import frozen
from schemelang.source import Source

if TYPE_CHECKING:  # numpy and pyarrow are an extra
    from schemelang.columns.programme import Programme
    from schemelang.columns.roll import Roll
    from schemelang.columns.supply import Column, Outside
    from schemelang.columns.told import Results
    from schemelang.figures.figures import Member
    from schemelang.plan.plan import Ground

_FEWEST = 50_000
"""How many cells there must be before this is quicker."""

_ENGINES = ("auto", "columns")
"""How columns are asked for."""


@frozen
class Done:
    """What was found, and the files of the run; there are none where figures are not as they are declared.

    `roll` says who takes part, where there are files.
    """

    found: tuple[Diagnostic, ...]
    files: Mapping[str, bytes]
    roll: "Roll | None" = None

    @property
    def members(self) -> "tuple[Member, ...]":
        """Everybody who takes part, in order of code."""
        from schemelang.figures.figures import Member

        if self.roll is None:
            return ()
        codes, names = self.roll.codes, self.roll.names
        them = [(code, name, kind) for kind in codes for code, name in zip(codes[kind], names[kind], strict=True)]
        return tuple(Member(code=code, name=name, kind=kind) for code, name, kind in sorted(them))


@frozen
class Left:
    """That a run is left to the usual way: why, what can be done and, if so, what is wrong with the figures."""

    why: str
    remedy: str = ""
    found: tuple[Diagnostic, ...] = ()


def at_once(loaded: Compiled, files: Sequence[Path], as_at: date | None, engine: str = "auto") -> Done | Left:
    """Work out a run from its figures, or say why this is left to the usual way.

    Unless an engine is asked for, few figures are left to it too.
    """
    if not _are_plain(files):
        return Left("not all figures are files of Parquet")
    from schemelang.columns.keys import lay_out, read_roll, say_more
    from schemelang.columns.layout import headings_of
    from schemelang.columns.roll import NotPlain
    from schemelang.columns.supply import Outside
    from schemelang.outcome.standing import not_in_force

    try:
        roll = read_roll([str(path) for path in files], loaded.scheme)
        if engine == "auto" and _cells(roll) < _FEWEST:
            return Left("the figures are few")
        basis = basis_of(loaded, lay_out(roll, loaded.scheme, loaded.graph))
        written = _written(basis, roll, files, as_at, engine)
    except Outside as outside:
        return told_of(outside, files, loaded) or Left("a figure is not what the scheme declares")
    except NotPlain as left:
        return Left(left.why, left.remedy, left.found)
    found = (*roll.advice, *wrong_in_examples(loaded), *not_in_force(loaded.graph))
    if not (found or loaded.advice or say_more(roll)):
        keep_basis(loaded.scheme.source, headings_of(each.opened for each in roll.files), basis)
    return Done(found, written, roll)


def _are_plain(files: Sequence[Path]) -> bool:
    """Say whether all figures are of Parquet."""
    return all(path.suffix == ".parquet" for path in files)


def _cells(roll: "Roll") -> int:
    return sum(len(each.parties) * len(each.figures) for each in roll.files)


def _written(basis: Basis, roll: "Roll", files: Sequence[Path], as_at: date | None, engine: str) -> Mapping[str, bytes]:
    """Work a run out, and return its files; meanwhile the fingerprints of the figures' files are taken."""
    from concurrent.futures import ThreadPoolExecutor

    by = "columns" if engine in _ENGINES else engine
    with ThreadPoolExecutor(1) as beside:
        inputs = beside.submit(inputs_of, files)
        results = _worked_out(basis, roll, by)
    return files_of(basis.name, results, sources(basis.fingerprint, inputs.result()), as_at, by)


def _worked_out(basis: Basis, roll: "Roll", by: str) -> "Results":
    from schemelang.columns.national import see_limits
    from schemelang.columns.supply import columns_of

    columns = columns_of(roll, basis.layout)
    see_limits(columns, basis.graph)
    if by == "columns":
        return _by_columns(basis, roll, columns)
    from schemelang.cli.in_place import worked_out_by

    return worked_out_by(by, basis.graph, roll, columns, basis.layout.words)


def _by_columns(basis: Basis, roll: "Roll", columns: "Mapping[str, Column]") -> "Results":
    from schemelang.columns.national import ground_of, parties_of, worked_out
    from schemelang.columns.of_roll import crowd_of
    from schemelang.columns.supply import Shelf

    crowd, shelf = crowd_of(roll, basis.graph), Shelf(roll, columns)
    try:
        programme = _programme(basis, ground_of(roll, crowd, columns, basis.layout.words))
        return worked_out(programme, parties_of(roll, crowd), crowd, shelf)
    finally:
        shelf.close()


def _programme(basis: Basis, ground: "Ground") -> "Programme":
    """Return what works the scheme out in columns, kept from an earlier run if it relies on the same."""
    before = kept_programme(basis, ground)
    if before is not None:
        return before
    from schemelang.columns.from_plan import programme
    from schemelang.columns.national import places_of
    from schemelang.plan.from_graph import lower

    plan = lower(basis.graph, ground)
    made = programme(plan, places_of(plan))
    keep_programme(basis, ground, made)
    return made


def told_of(outside: "Outside", files: Sequence[Path], loaded: Compiled) -> Done | None:
    """Tell what is wrong with the figures of one party in the words of the ordinary reader."""
    from schemelang.figures.columns import known_headings
    from schemelang.figures.from_files import read_figures
    from schemelang.figures.parquet import read_parquet_of, with_related

    codes: Collection[str] = () if outside.code is None else (outside.code,)
    known, paths = known_headings(loaded.scheme), [str(path) for path in files]
    codes = with_related(paths, loaded.scheme, codes)
    tables = [table for path in paths for table in read_parquet_of(path, loaded.scheme, codes, known)]
    _, found = read_figures(tuple(tables), loaded.scheme, partial=True)
    return Done(found, {}) if has_errors(found) else None


def insist_that_they_are_few(files: Sequence[Path], left: Left) -> None:
    """Stop where figures are left to be read cell by cell that are too many for it, and say why they are left."""
    from schemelang.cli.loading import REFUSED, count, stop, tell
    from schemelang.cli.terminal import clean
    from schemelang.figures.parquet import too_many_rows

    for path in files:
        rows = too_many_rows(str(path)) if path.suffix == ".parquet" else None
        if rows is not None and left.found:
            tell(left.found)
            stop(REFUSED, f"{count(left.found)} in the figures; nothing was worked out.")
        if rows is not None:
            stop(
                REFUSED,
                f"{clean(path.name)} has {rows:,} rows. So many are worked out all at once or not at all, and these "
                f"cannot be:\n{clean(left.why)}.\n{clean(left.remedy) or _smaller()} Nothing was worked out.",
            )


def _smaller() -> str:
    """Say what can be done where nothing makes the figures plain."""
    from schemelang.figures.csv_text import MOST_ROWS

    return f"In files of fewer than {MOST_ROWS:,} rows, such as one for each period, they are worked out one by one."


# ---------------------------------------------------------------- before the commands


def answered(words: Sequence[str]) -> int | None:
    """Do as `evaluate` is asked to, if it is plainly this; return its exit code, or nothing where it is not done.

    Only a scheme that is kept is taken, of which there is nothing to be said; and whatever is not plain, or goes wrong,
    is begun again by the command, which can say what it is.
    """
    asked = _asked(words)
    if asked is None:
        return None
    source, _ = read_source(asked.file)
    files = files_in(asked.figures)
    if source is None or not files or not all(path.is_file() for path in files) or not _are_plain(files):
        return None
    if asked.file.with_suffix(".signatures").exists():
        return None  # whether it is what was signed takes a contract to say
    written = _as_before(asked, source, files)
    if written is None:
        loaded = kept(source, partial(load_beside, asked.file))
        if loaded is None or loaded.advice:
            return None
        done = at_once(loaded, files, None, asked.engine)
        written = None if isinstance(done, Left) or done.found else done.files
    if written is None or isinstance(write_all(asked.out, written, force=asked.force), WriteProblem):
        return None
    for name in written:
        print(f"Written: {asked.out / name}")  # noqa: T201 - as a command would, without what it takes to start one
    return 0


def _as_before(asked: "_Asked", source: Source, files: Sequence[Path]) -> Mapping[str, bytes] | None:
    """Work a run out by what an earlier one of files with the same headings rested on, of which nothing was said."""
    from schemelang.columns.layout import headings_of, read_again
    from schemelang.columns.roll import NotPlain, opened
    from schemelang.columns.supply import Outside

    paths = [str(path) for path in files]
    try:
        them = [opened(path) for path in paths]
        basis = kept_basis(source, headings_of(them), partial(load_beside, asked.file))
        if basis is None:
            return None
        roll = read_again(paths, them, basis.layout)
        few = asked.engine == "auto" and _cells(roll) < _FEWEST
        return None if few else _written(basis, roll, files, None, asked.engine)
    except (NotPlain, Outside):
        return None


@frozen
class _Asked:
    """A run that is asked for."""

    file: Path
    figures: tuple[Path, ...]
    out: Path
    engine: str
    force: bool


def _asked(words: Sequence[str]) -> _Asked | None:
    """Read the words after `evaluate`, if there are none but those that a run of a country needs."""
    plain = plain_words(words, ("--figures", "--format", "--out", "--engine"), ("--force",))
    if plain is None or len(plain.named) != 1:
        return None
    figures, out = (tuple(map(Path, plain.options[option])) for option in ("--figures", "--out"))
    engine = (plain.options["--engine"] or ("auto",))[-1]
    if len(out) != 1 or plain.options["--format"] != ("parquet",) or not figures or engine not in _ENGINES:
        return None
    return _Asked(Path(plain.named[0]), figures, out[0], engine, "--force" in plain.flags)
