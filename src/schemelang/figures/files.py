"""Reads a file of figures, whatever it is: text, a workbook or Parquet."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from schemelang.diagnostic import Diagnostic
from schemelang.figures.csv_text import read_csv
from schemelang.figures.damage_errors import SameFileTwice
from schemelang.figures.known import Known
from schemelang.figures.parquet import is_parquet, read_parquet
from schemelang.figures.table import Table
from schemelang.figures.workbook import is_workbook, read_workbook
from schemelang.source import CellPlace


def read_file(name: str, content: bytes, known: Known) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """Read the tables of a file, by its bytes and not by its name, or say what is wrong with it."""
    if is_workbook(content):
        return read_workbook(name, content, known)
    if is_parquet(content):
        return read_parquet(name, content, known)
    table, found = read_csv(name, content, known)
    return (table,) if table else (), found


def fingerprint(content: bytes) -> str:
    """Return what two files have in common only if they are the same, byte for byte."""
    return sha256(content).hexdigest()


def same_files(read: Iterable[tuple[str, str]]) -> Iterator[SameFileTwice]:
    """Find the files, each with its fingerprint, that are the same as one before."""
    first: dict[str, str] = {}
    for name, mark in read:
        if mark in first:
            yield SameFileTwice(place=CellPlace(name), path=name, other=first[mark])
        first.setdefault(mark, name)
