"""Which files in a folder are figures."""

from collections.abc import Iterable
from pathlib import Path

_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".ods", ".parquet", ".xls", ".xlsb"})
"""How the names of files end that are looked at in a folder: those that cannot be read are refused, not passed over."""


def tables_in(folder: Path) -> list[Path]:
    """Return the tables and workbooks in a folder.

    Excel keeps a file that begins with ~$ beside a workbook that is open.
    """
    return sorted(
        path for path in folder.iterdir() if path.suffix.lower() in _TABLES and not path.name.startswith(("~$", ".~"))
    )


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files that are named, and the tables and workbooks in the folders that are."""
    return [each for path in paths for each in (tables_in(path) if path.is_dir() else [path])]
