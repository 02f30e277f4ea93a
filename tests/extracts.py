"""Extracts of published files, as they were published."""

from pathlib import Path

from schemelang.figures.csv_text import read_csv
from schemelang.figures.table import Table

DATA = Path(__file__).parent / "figures" / "nhs" / "data"


def table(name: str, change: tuple[str, str] = ("", "")) -> Table:
    """Read an extract, with some of its words changed for others."""
    content = (DATA / f"{name}.csv").read_bytes()
    before, now = (word.encode() for word in change)
    read, _ = read_csv(f"{name}.csv", content.replace(before, now) if before else content)
    assert read is not None
    return read
