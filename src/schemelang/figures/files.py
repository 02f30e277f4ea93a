"""Reads a file of figures, whatever it is: text or a workbook."""

from schemelang.diagnostic import Diagnostic
from schemelang.figures.csv_text import read_csv
from schemelang.figures.shape import Known
from schemelang.figures.table import Table
from schemelang.figures.workbook import is_workbook, read_workbook


def read_file(name: str, content: bytes, known: Known) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """Read the tables of a file, by its bytes and not by its name, or say what is wrong with it."""
    if is_workbook(content):
        return read_workbook(name, content, known)
    table, found = read_csv(name, content, known)
    return (table,) if table else (), found
