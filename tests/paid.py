"""A scheme's payments in one of the forms that finance reads, as a case says beside it."""

from datetime import date
from pathlib import Path

from schemelang.cli.compiling import compile_file
from schemelang.diagnostic import Diagnostic
from schemelang.figures.from_files import read_figures
from schemelang.figures.table import Table
from schemelang.outcome.from_graph import evaluate
from schemelang.paying.agency import Agency, agency
from schemelang.paying.due import dues
from schemelang.paying.payer import nothing_due
from schemelang.paying.template import read_template
from schemelang.paying.written import Written


def found_in_paying(path: Path, tables: tuple[Table, ...]) -> tuple[Diagnostic, ...]:
    """Write the agency's file of a scheme: settings stand beside it, one a line, and under them the template."""
    settings, _, headings = path.with_suffix(".paying").read_text(encoding="utf-8").partition("template\n")
    said = dict(line.split(": ") for line in settings.splitlines())
    compiled, _ = compile_file(path)
    assert compiled is not None
    figures, found = read_figures(tables, compiled.scheme)
    assert figures is not None, found
    template, refused = read_template("template.csv", headings.encode(), {})
    if template is None:
        return refused
    outcome, _ = evaluate(compiled.graph, figures)
    as_at = date.fromisoformat(said["as at"])
    paid = dues(compiled.scheme, outcome, as_at)
    asked = Agency(template=template, paycodes={}, nominees={}, working_days=int(said["deadline"]))
    written = agency(compiled.scheme, paid, asked)
    if not isinstance(written, Written):
        return written
    return (*nothing_due(path.name, compiled.scheme, paid, as_at), *written.found)
