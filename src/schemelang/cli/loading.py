"""What every command does first: read a scheme, read figures, and say what is wrong with them."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from schemelang.cli.compiling import compile_file, report
from schemelang.cli.folders import tables_in
from schemelang.cli.keeping import Compiled
from schemelang.cli.streams import wants_colour
from schemelang.cli.terminal import clean
from schemelang.dates import read_cell_date, read_date
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.source import CellPlace

if TYPE_CHECKING:  # a scheme that has not changed is checked without any of this
    from schemelang.figures.figures import Figures
    from schemelang.figures.table import Table
    from schemelang.model.model import Scheme

ERRORS, USAGE, REFUSED, NOT_AS_SIGNED = 1, 2, 3, 4


def tell(diagnostics: Sequence[Diagnostic]) -> None:
    """Print what was found, on the error stream."""
    if diagnostics:
        colour = wants_colour(sys.stderr, os.environ)
        click.echo(report(diagnostics, colour=colour), err=True, nl=False, color=colour)


def count(diagnostics: Sequence[Diagnostic]) -> str:
    """Say how many errors and how much advice there is."""
    from schemelang.report import summary  # only when there is something to say

    return summary(tuple(diagnostics))


def stop(code: int, words: str = "") -> NoReturn:
    """End with a last line and an exit code."""
    if words:
        click.echo(words, err=True)
    sys.exit(code)


def load_scheme(path: Path) -> Compiled:
    """Read a scheme that must compile, or say what is wrong with it and stop."""
    compiled, found = compile_file(path)
    tell(found)
    if compiled is None:
        stop(ERRORS, f"{count(found)}; nothing was worked out.")
    return compiled


def load_figures(paths: Sequence[Path], scheme: "Scheme", *, noted: bool = False) -> "Figures":
    """Read figures from files and folders, or say what is wrong with them and stop.

    If it is to be `noted`, what was written otherwise than it was read is said in a line.
    """
    _, figures, found = try_figures(paths, scheme)
    if figures is None:
        _refuse(found)
    tell(found)
    if noted:
        from schemelang.figures.conversions import converted_figures
        from schemelang.formats.received import converted_line

        click.echo(clean(converted_line(converted_figures(figures, scheme))), err=True, nl=False)
    return figures


def try_figures(
    paths: Sequence[Path], scheme: "Scheme"
) -> "tuple[tuple[Table, ...], Figures | None, tuple[Diagnostic, ...]]":
    """Read figures from files and folders: the tables, the figures if nothing is wrong, and all that was found."""
    from schemelang.figures.from_files import read_figures

    tables, found = _try_files(paths, [scheme])
    if has_errors(found):
        return tables, None, found
    figures, problems = read_figures(tables, scheme)
    return tables, None if has_errors(problems) else figures, (*found, *problems)


def load_known_parties(paths: Sequence[Path], scheme: "Scheme") -> "Figures":
    """Read who takes part from files and folders, whatever figures are in them or not."""
    from schemelang.figures.from_files import read_figures

    tables, found = _read_files(paths, [scheme])
    known, problems = read_figures(tables, scheme, partial=True)
    if known is None or has_errors(problems):
        _refuse([*found, *problems])
    return known


def load_tables(paths: Sequence[Path], schemes: "Sequence[Scheme]", *, again: bool = False) -> "tuple[Table, ...]":
    """Read files and folders as tables of text, for several schemes, or say what is wrong with them and stop.

    What is read `again` has been told of already.
    """
    tables, found = _read_files(paths, schemes)
    tell(() if again else found)
    return tables


def _read_files(
    paths: Sequence[Path], schemes: "Sequence[Scheme]"
) -> "tuple[tuple[Table, ...], tuple[Diagnostic, ...]]":
    tables, found = _try_files(paths, schemes)
    if has_errors(found):
        _refuse(found)
    return tables, found


def _try_files(
    paths: Sequence[Path], schemes: "Sequence[Scheme]"
) -> "tuple[tuple[Table, ...], tuple[Diagnostic, ...]]":
    from schemelang.figures.columns import known_headings
    from schemelang.figures.files import fingerprint, read_file, same_files

    known = known_headings(*schemes)
    tables: list[Table] = []
    found: list[Diagnostic] = []
    marks: list[tuple[str, str]] = []
    for path in named_files(paths):
        content = read_content(path)
        if isinstance(content, Diagnostic):
            found.append(content)
            continue
        read, problems = read_file(str(path), content, known)
        found.extend(problems)
        tables.extend(read)
        marks.append((str(path), fingerprint(content)))
    return tuple(tables), (*found, *same_files(marks))


def _refuse(found: Sequence[Diagnostic]) -> NoReturn:
    tell(found)
    stop(REFUSED, f"{count(found)} in the figures; nothing was worked out.")


def named_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files that are named, and the tables and workbooks in the folders that are named."""
    files: list[Path] = []
    for path in paths:
        found = tables_in(path) if path.is_dir() else [path]
        if not found:
            named = clean(str(path))
            stop(
                REFUSED,
                f"The folder {named} holds no .csv, .xlsx, .xls, .ods or .parquet file; nothing was worked out.",
            )
        files.extend(found)
    return files


def read_content(path: Path) -> bytes | Diagnostic:
    """Read the bytes of a file, or say why they cannot be read."""
    from schemelang.figures.errors import FileTooLarge, FileUnreadable
    from schemelang.figures.workbook import MOST_MEGABYTES

    place, most = CellPlace(str(path)), MOST_MEGABYTES * 1_000_000
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError:
        return FileUnreadable(place=place, path=str(path))
    return content if len(content) <= most else FileTooLarge(place=place, most=MOST_MEGABYTES, what="megabytes")


_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Day(click.ParamType[date]):
    """A day on the command line: 31 March 2022 or 2022-03-31.

    04/05/2022 can be read in two ways, and is refused as it is in a scheme.
    """

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day, or say what is wrong with it."""
        if isinstance(value, date):
            return value
        read = read_cell_date(str(value)) if _ISO_DAY.fullmatch(str(value)) else read_date(str(value))
        if isinstance(read, date):
            return read
        return self.fail(f'"{value}" is not a day: write "31 March 2022" or 2022-03-31', param, ctx)


def _take_holidays(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    """Take the bank holidays of a file for this run, before anything else is read."""
    if path is None:
        return
    from schemelang.dates import carried_holidays, given_holidays
    from schemelang.figures.nhs.bank_holidays import read_bank_holidays  # only where a file is given

    try:
        content = path.read_bytes()
    except OSError:
        stop(REFUSED, f"The file {clean(str(path))} cannot be read; nothing was worked out.")
    holidays, found = read_bank_holidays(str(path), content, carried_holidays())
    tell(found)
    if holidays is None:
        stop(REFUSED, f"{count(found)} in the bank holidays; nothing was worked out.")
    token = given_holidays.set(holidays)
    context.call_on_close(lambda: given_holidays.reset(token))


holidays_option = click.option(
    "--holidays",
    metavar="FILE",
    type=click.Path(path_type=Path),
    is_eager=True,
    expose_value=False,
    callback=_take_holidays,
    help="A newer file of bank holidays, bank-holidays.json of GOV.UK, in place of those carried here.",
)
_paths_option = click.option(
    "--figures",
    "paths",
    metavar="PATH",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A CSV file, a workbook (.xlsx, .xls, .ods), a Parquet file, or a folder of figures. May be given again.",
)


Command = TypeVar("Command", bound=Callable[..., object])


def figures_option(command: Command) -> Command:
    """Give a command the options for what it reads beside its schemes: figures and bank holidays."""
    return _paths_option(holidays_option(command))
