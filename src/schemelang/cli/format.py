"""The command that sets schemes in the usual layout."""

import sys
from pathlib import Path

import click

from schemelang.cli.terminal import clean
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.source import Source

_TROUBLES = {
    "bad name": "Its name would not do on every computer.",
    "exists": "It is there already.",
    "locked": "Close it in any program that has it open, and try again.",
    "not writable": "It may be read-only, or its folder may be.",
    "not a folder": "It does not stand in a folder.",
}


@click.command(name="format")
@click.option("--check", is_flag=True, help="Write nothing, and list the files that would change.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
def format_(files: tuple[Path, ...], *, check: bool) -> None:
    """Set schemes in the usual layout, and list the files that change.

    Their words and notes stay as they are.
    A file in which something cannot be read is left alone.
    """
    done = [_format(path, check=check) for path in files]
    sys.exit(0 if all(done) else 1)


def _format(path: Path, *, check: bool) -> bool:
    """Set one file, and say whether all is well with it."""
    from schemelang.cli.reading import read_source

    source, diagnostics = read_source(path)
    if source is None:
        return _refuse(diagnostics)
    text, diagnostics = _laid_out(source)
    if text is None:
        return _refuse(diagnostics)
    if text == source.text:
        return True
    if not check and not _write(path, text):
        return False
    click.echo(clean(str(path)))
    return not check


def _laid_out(source: Source) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Write a scheme in the usual layout, unless it cannot be read, or could not be read so."""
    from schemelang.syntax.limits import too_much
    from schemelang.syntax.parser import parse
    from schemelang.syntax.printer import print_file

    tree, diagnostics = parse(source)
    if tree is None or has_errors(diagnostics):
        return None, diagnostics
    laid_out = Source(source.name, print_file(tree))
    excess = too_much(laid_out)
    if excess:
        return None, excess
    again, _ = parse(laid_out)
    if again != tree:
        message = f"{source.name} would say something else in the usual layout"
        raise AssertionError(message)
    return laid_out.text, ()


def _refuse(diagnostics: tuple[Diagnostic, ...]) -> bool:
    from schemelang.cli.loading import tell

    tell(diagnostics)
    return False


def _write(path: Path, text: str) -> bool:
    """Write a file in place of the old one; a link goes on pointing where it did."""
    from schemelang.cli.writing import write_all

    target = path.resolve()
    problem = write_all(target.parent, {target.name: text.encode()}, force=True)
    if problem is None:
        return True
    click.echo(clean(f"{path} cannot be written. {_TROUBLES[problem.trouble]}"), err=True)
    return False
