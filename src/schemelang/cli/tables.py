"""Results of a run as tables of Parquet, with the manifest that vouches for them."""

from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from schemelang.cli.keeping import Compiled, fingerprint_of
from schemelang.cli.loading import USAGE, named_files, stop
from schemelang.cli.run_files import files_of, inputs_of, sources
from schemelang.cli.saving import save

if TYPE_CHECKING:  # numpy and pyarrow are an extra
    from schemelang.outcome.outcome import Outcome

INSTALL = 'pip install "schemelang[national]"'


def insist_on_tables(out: Path | None) -> Path:
    """Return the folder for tables; stop where none is said, or what writes them is not installed."""
    if out is None:
        return stop(USAGE, "Into which folder? Add   --out DIR")
    if not all(map(find_spec, ("numpy", "pyarrow"))):
        stop(USAGE, f"Parquet is written by packages that are not installed here. Run   {INSTALL}")
    return out


def put_outcome(  # noqa: PLR0913, PLR0917 - what is written, and what it was made from
    out: Path, loaded: Compiled, outcome: "Outcome", paths: Sequence[Path], as_at: date | None, by: str, *, force: bool
) -> None:
    """Write the tables of an outcome, by whatever engine it is."""
    from schemelang.columns.from_outcome import columns_of, lines_of, national_of, parties_of
    from schemelang.columns.told import Results

    parties = parties_of(outcome)
    values = {level: columns_of(outcome, parties, level) for level in loaded.graph.levels[:-1]}
    results = Results(parties=parties, lines=lines_of(outcome, parties), values=values, national=national_of(outcome))
    made_from = sources(fingerprint_of(loaded), inputs_of(named_files(paths)))
    save(out, files_of(loaded.scheme.name, results, made_from, as_at, by), force=force)
