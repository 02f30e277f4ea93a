"""Figures of a scheme as files of Parquet, and as the ordinary reader has them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemelang.diagnostic import Diagnostic
from schemelang.figures.columns import known_headings
from schemelang.figures.figures import Figures
from schemelang.figures.files import read_file
from schemelang.figures.from_files import read_figures
from schemelang.figures.table import Table
from schemelang.model.model import Scheme

Columns = Mapping[str, Sequence[Any] | pa.Array]

PRACTICES = ("F84001", "F84002", "F84003", "F84004")
NETWORKS_OF = ("U00002", "U00001", "U00001", "U00002")
QUARTERS = tuple(f"quarter {number}" for number in range(1, 5))
EACH = [(code, quarter) for code in PRACTICES for quarter in QUARTERS]

PLAIN: Mapping[str, Columns] = {
    "practices": {
        "practice": PRACTICES,
        "practice name": ["Ash", "Birch", None, "Elm"],
        "network": NETWORKS_OF,
        "list_size": pa.array([9_000, 8_000, 7_000, 6_000], pa.int32()),
        "cost": pa.array([Decimal("1234.50"), Decimal("-0.05"), None, Decimal(7)], pa.decimal128(12, 2)),
        "weight": [9_000.25, 8_000.5, 0.1, None],
        "coverage": ["76.5%", "*", "0%", None],
        "agreed": [True, False, None, True],
        "opened": [date(2001, 4, 1), None, date(2002, 2, 3), date(2003, 1, 2)],
    },
    "quarters": {
        "practice": [code for code, _ in EACH],
        "quarter": pa.array([quarter for _, quarter in EACH]).dictionary_encode(),
        "register": pa.array([100 + number for number in range(16)], pa.int16()),
        "planned": pa.array([None if number == 3 else 50 + number for number in range(16)], pa.int64()),
        "reviewed": pa.array([-97 if number == 5 else number for number in range(16)], pa.int32()),
    },
    "networks": {"network": ["U00001", "U00002"], "growth": ["1.5%", "-3%"]},
    "meetings": {"network": ["U00002"] * 4 + ["U00001"] * 4, "quarter": [*QUARTERS] * 2, "meetings": list(range(8))},
    "england": {"england": ["2%"]},
}
"""Figures of the scheme NETWORKS of `supplied`, in the sorts of columns that there are."""


def write(folder: Path, files: Mapping[str, Columns], **how: Any) -> list[Path]:  # noqa: ANN401 - as Parquet is written
    """Write files of Parquet."""
    for name, columns in files.items():
        pq.write_table(pa.table(dict(columns)), folder / f"{name}.parquet", **how)
    return sorted(folder.glob("*.parquet"))


def with_column(file: str, heading: str, cells: Sequence[Any] | pa.Array) -> Mapping[str, Columns]:
    """Return the plain files with another column in one of them."""
    return {**PLAIN, file: {**PLAIN[file], heading: cells}}


def without(file: str, heading: str) -> Mapping[str, Columns]:
    """Return the plain files without a column of one of them."""
    return {**PLAIN, file: {name: cells for name, cells in PLAIN[file].items() if name != heading}}


def read_slowly(paths: Sequence[Path], scheme: Scheme) -> tuple[Figures | None, tuple[Diagnostic, ...]]:
    """Read files as every small run does."""
    known = known_headings(scheme)
    tables = [table for path in paths for table in read_file(str(path), path.read_bytes(), known)[0]]
    return read_figures(tuple(tables), scheme)


def as_columns(table: Table) -> dict[str, pa.Array]:
    """Return a table of text as columns: whole numbers and decimals as such, all else as text."""
    cells = {heading.text: [row[at].text or None for row in table.rows] for at, heading in enumerate(table.headings)}
    return {heading: as_column(texts) for heading, texts in cells.items()}


def as_column(texts: Sequence[str | None]) -> pa.Array:
    """Return texts as a column of the narrowest sort."""
    there = [text for text in texts if text is not None]
    if there and all(text.isdecimal() for text in there):
        return pa.array([None if text is None else int(text) for text in texts], pa.int32())
    if there and all(text.replace(".", "", 1).isdecimal() for text in there):
        return pa.array([None if text is None else Decimal(text) for text in texts], pa.decimal128(18, 4))
    return pa.array(texts, pa.string())
