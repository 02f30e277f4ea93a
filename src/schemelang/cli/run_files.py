"""The files of a run: its tables, and the manifest that vouches for them. Nothing is imported that need not be."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from schemelang.cache import opened
from schemelang.cli.keeping import calendar, keep_bytes
from schemelang.cli.shelves import place

if TYPE_CHECKING:  # numpy and pyarrow are an extra
    from schemelang.columns.manifest import Sources, Written
    from schemelang.columns.told import Results


def files_of(name: str, results: "Results", made_from: "Sources", as_at: date | None, by: str) -> Mapping[str, bytes]:
    """Return all tables of a run, and its manifest last."""
    from concurrent.futures import ThreadPoolExecutor

    from schemelang.columns.manifest import NAME, Manifest, Written, as_text
    from schemelang.columns.told import as_parquet, payments_table, values_table
    from schemelang.columns.totals import totals_of

    tables = {"payments.parquet": payments_table(results.parties, results.lines, as_at)}
    tables |= {
        f"values_{level}.parquet": values_table(results.parties, level, columns)
        for level, columns in results.values.items()
    }
    with ThreadPoolExecutor(2) as both:
        files = dict(zip(tables, both.map(as_parquet, tables.values()), strict=True))
    manifest = Manifest(
        scheme=name,
        standing=results.parties.graph.standing.word,
        as_at=as_at,
        by=by,
        sources=made_from,
        results=tuple(Written(file, len(content), sha256(content).hexdigest()) for file, content in files.items()),
        totals=totals_of(results.lines),
        national=results.national,
    )
    return {**files, NAME: as_text(manifest, results.parties.graph).encode()}


def inputs_of(files: Sequence[Path]) -> tuple["Written", ...]:
    """Take the fingerprints of the files that a run is made from."""
    from schemelang.columns.manifest import Written

    inputs = []
    for path in files:
        with path.open("rb") as file:
            fingerprint = file_digest(file, "sha256").hexdigest()
            inputs.append(Written(path.name, file.tell(), fingerprint))
    return tuple(inputs)


def sources(scheme: str, inputs: tuple["Written", ...]) -> "Sources":
    """Say what a run is made from: its scheme and its files, by this engine and its calendar."""
    from schemelang.columns.manifest import Sources

    engine, version = _engine()
    return Sources(
        scheme=scheme,
        engine=engine,
        version=version,
        calendar=sha256(calendar().encode()).hexdigest(),
        inputs=inputs,
    )


def _engine() -> tuple[str, str]:
    """Return the fingerprint of what the files of this engine hold, and its version: both are kept from run to run."""
    path = place("engines", "", b"")
    known = opened(path)
    if known is None:
        from importlib.metadata import version as version_of  # it takes as long as all else here

        known = f"{_fingerprint()} {version_of('schemelang')}".encode()
        keep_bytes(path, known)
    engine, version = known.decode().split(" ")
    return engine, version


def _fingerprint() -> str:
    folder, found = Path(__file__).parents[1], sha256()
    for each in sorted([*folder.rglob("*.py"), *folder.rglob("*.json")]):
        found.update(f"\0{each.relative_to(folder).as_posix()}\0".encode() + each.read_bytes())
    return found.hexdigest()
