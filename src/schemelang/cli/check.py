"""schemelang check: find what is wrong before anybody signs."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from schemelang.checks import check as run_checks
from schemelang.cli.loading import ERRORS, compile_file, count, tell
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.model.model import Example, Guarantee, Scheme


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How findings are printed.")
def check(files: Sequence[Path], form: str) -> None:
    """Check schemes: their language, their meaning, and whether their worked examples hold.

    Exits with 1 if there is an error; advice alone is fine.
    """
    everything: list[Diagnostic] = []
    for path in files:
        found, scheme = _check_file(path)
        everything.extend(found)
        if form == "text":
            tell(found)
            click.echo(_verdict(path, found, scheme))
    if form == "json":
        from schemelang.report import as_json  # only when it is asked for

        click.echo(json.dumps(as_json(tuple(everything)), indent=2))
    sys.exit(ERRORS if has_errors(tuple(everything)) else 0)


def _check_file(path: Path) -> tuple[tuple[Diagnostic, ...], Scheme | None]:
    compiled, found = compile_file(path)
    if compiled is None:
        return found, None
    return found + run_checks(compiled.scheme, compiled.graph), compiled.scheme


def _verdict(path: Path, found: tuple[Diagnostic, ...], scheme: Scheme | None) -> str:
    """Return one line that says what was checked and how it came out, and no more than that."""
    if has_errors(found) or scheme is None:
        return f"{path}: {count(found)}"
    advice = f", {count(found)}" if found else ""
    return f"{path}: no errors{advice}. {_examples(scheme)}{_guarantees(scheme)}"


def _examples(scheme: Scheme) -> str:
    number = sum(isinstance(block, Example) for block in scheme.blocks)
    if not number:
        return "It has no worked example."
    return "Its worked example holds." if number == 1 else f"Its {number} worked examples hold."


def _guarantees(scheme: Scheme) -> str:
    number = sum(isinstance(block, Guarantee) for block in scheme.blocks)
    if not number:
        return ""
    if number == 1:
        return " Its guarantee is not proved; evaluate tests it on the figures."
    return f" Its {number} guarantees are not proved; evaluate tests them on the figures."
