"""schemelang figures: files to fill in, and what they hold once they are filled in."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from schemelang.cli.loading import (
    REFUSED,
    USAGE,
    count,
    figures_option,
    load_known_parties,
    load_scheme,
    load_tables,
    stop,
    tell,
    try_figures,
)
from schemelang.cli.saving import save
from schemelang.cli.terminal import clean
from schemelang.cli.writing import safe_name
from schemelang.diagnostic import has_errors
from schemelang.figures.matching import shuffled
from schemelang.figures.received import received
from schemelang.formats.received import received_data, received_text
from schemelang.formats.table_schema import as_package, file_name
from schemelang.formats.template import notes
from schemelang.formats.template import template as empty_tables
from schemelang.spreadsheet import csv_text, workbook

_SCHEME = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def figures() -> None:
    """Write tables of figures to fill in, check those that are filled in, and say what they must look like."""


@figures.command()
@_SCHEME
@figures_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["xlsx", "csv"]),
    default="xlsx",
    help="One workbook, or a file of text for each table.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", default=Path(), help="The folder to write to.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def template(file: Path, paths: Sequence[Path], form: str, out: Path, *, force: bool) -> None:
    """Write empty tables of the figures that a scheme asks for.

    Each has the headings that are looked for when figures are read. Those who take part are in them already, if
    --figures names a file that says who they are.
    """
    scheme = load_scheme(file).scheme
    sheets = empty_tables(scheme, load_known_parties(paths, scheme) if paths else None)
    if form == "xlsx":
        save(out, {f"{safe_name(scheme.name)}-figures.xlsx": workbook(sheets)}, force=force)
        return
    texts = {
        file_name(sheet.name): csv_text([[column.heading for column in sheet.columns], *sheet.rows]) for sheet in sheets
    }
    texts["what-to-fill-in.txt"] = notes(scheme)
    save(out, {name: text.encode() for name, text in texts.items()}, force=force)


@figures.command()
@_SCHEME
@figures_option
@click.option(
    "--last",
    metavar="PATH",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Files of the last time, against which lists are held. May be given more than once.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Its form.")
def check(file: Path, paths: Sequence[Path], last: Sequence[Path], form: str) -> None:
    """Say what files of figures hold, and what is missing in them, before anything is paid on it.

    It says who and what is missing or suppressed, who stands in one file only, what was converted as it was read, and
    how the lists of practices compare, between files or with the last time. Exits with 3 if the figures are refused.
    """
    loaded = load_scheme(file)
    if not paths:
        stop(USAGE, "Which figures? Add   --figures FILE   or   --figures FOLDER")
    tables, read, found = try_figures(paths, loaded.scheme)
    before = load_tables(last, [loaded.scheme]) if last else None
    if read is not None and before is not None:
        found = (*found, *shuffled(tables, before, loaded.scheme))
    whole = None if read is None or has_errors(found) else received(tables, read, loaded.scheme, before)
    if form == "json":
        click.echo(json.dumps(received_data(whole, found, loaded.scheme.name), indent=2))
        sys.exit(REFUSED if whole is None else 0)
    tell(found)
    if whole is None:
        stop(REFUSED, f"{count(found)} in the figures.")
    click.echo(clean(received_text(whole)), nl=False)


@figures.command()
@_SCHEME
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write it to a file in this folder.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def schema(file: Path, out: Path | None, *, force: bool) -> None:
    """Say what tables of figures must look like, as Table Schemas of Frictionless Data, for other programs.

    They are the schemas of the files that   template --format csv   writes.
    """
    text = json.dumps(as_package(load_scheme(file).scheme), indent=2, ensure_ascii=False) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        save(out, {"datapackage.json": text.encode()}, force=force)
