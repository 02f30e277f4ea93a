"""Results of a run as tables of Parquet, with the manifest that vouches for them."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from schemelang.cache import opened
from schemelang.cli.keeping import Compiled, calendar, keep_bytes
from schemelang.cli.loading import USAGE, named_files, stop
from schemelang.cli.saving import save
from schemelang.cli.shelves import place

if TYPE_CHECKING:  # numpy and pyarrow are an extra
    from schemelang.columns.manifest import Sources
    from schemelang.columns.told import Results
    from schemelang.outcome.outcome import Outcome

INSTALL = 'pip install "schemelang[national]"'


def insist_on_tables(out: Path | None) -> Path:
    """Return the folder for tables; stop where none is said, or what writes them is not installed."""
    if out is None:
        return stop(USAGE, "Into which folder? Add   --out DIR")
    if not all(map(find_spec, ("numpy", "pyarrow"))):
        stop(USAGE, f"Parquet is written by packages that are not installed here. Run   {INSTALL}")
    return out


def put_outcome(  # noqa: PLR0913 - what is written, and what it was made from
    out: Path, loaded: Compiled, outcome: "Outcome", paths: Sequence[Path], as_at: date | None, *, force: bool
) -> None:
    """Write the tables of an outcome, whatever engine it is of."""
    from schemelang.columns.from_outcome import columns_of, lines_of, national_of, parties_of
    from schemelang.columns.told import Results

    parties = parties_of(outcome)
    values = {level: columns_of(outcome, parties, level) for level in loaded.graph.levels[:-1]}
    results = Results(parties=parties, lines=lines_of(outcome, parties), values=values, national=national_of(outcome))
    put_tables(out, loaded, results, sources(loaded, paths), as_at, force=force)


def put_tables(  # noqa: PLR0913 - what is written, and what it was made from
    out: Path,
    loaded: Compiled,
    results: "Results",
    made_from: "Sources",
    as_at: date | None,
    *,
    force: bool,
) -> None:
    """Write all tables and the manifest, or nothing."""
    from schemelang.columns.manifest import NAME, Manifest, Written, as_text
    from schemelang.columns.told import as_parquet, payments_table, values_table
    from schemelang.columns.totals import totals_of

    files = {"payments.parquet": as_parquet(payments_table(results.parties, results.lines, as_at))}
    files |= {
        f"values_{level}.parquet": as_parquet(values_table(results.parties, level, columns))
        for level, columns in results.values.items()
    }
    manifest = Manifest(
        scheme=loaded.scheme.name,
        standing=loaded.graph.standing.word,
        as_at=as_at,
        sources=made_from,
        results=tuple(Written(name, len(content), sha256(content).hexdigest()) for name, content in files.items()),
        totals=totals_of(results.lines),
        national=results.national,
    )
    save(out, {**files, NAME: as_text(manifest, loaded.graph).encode()}, force=force)


def sources(loaded: Compiled, paths: Sequence[Path]) -> "Sources":
    """Take the fingerprints of all that a run is made from."""
    from importlib.metadata import version  # it takes a moment

    from schemelang.columns.manifest import Sources, Written

    scheme = sha256(loaded.scheme.source.text.encode())
    for named, text in sorted(loaded.texts.items()):
        scheme.update(f"\0{named}\0{text}".encode())
    inputs = []
    for path in named_files(paths):
        content = path.read_bytes()
        inputs.append(Written(path.name, len(content), sha256(content).hexdigest()))
    return Sources(
        scheme=scheme.hexdigest(),
        engine=_engine(),
        version=version("schemelang"),
        calendar=sha256(calendar().encode()).hexdigest(),
        inputs=tuple(inputs),
    )


def _engine() -> str:
    """Return the fingerprint of what the files of this engine hold, which is kept from run to run."""
    path = place("engines", "", b"")
    known = opened(path)
    if known is not None:
        return known.decode()
    folder, found = Path(__file__).parents[1], sha256()
    for each in sorted([*folder.rglob("*.py"), *folder.rglob("*.json")]):
        found.update(f"\0{each.relative_to(folder).as_posix()}\0".encode() + each.read_bytes())
    keep_bytes(path, found.hexdigest().encode())
    return found.hexdigest()
