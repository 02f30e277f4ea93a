"""schemelang check: find what is wrong before anybody signs, and prove what matters about the money."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click
from attrs import evolve

from schemelang.cli.checking import certificate_of, checked
from schemelang.cli.compiling import compile_file
from schemelang.cli.loading import ERRORS, figures_option, tell
from schemelang.diagnostic import has_errors
from schemelang.formats.checked import Checked
from schemelang.formats.verdict import verdict

if TYPE_CHECKING:
    from schemelang.checks.mutation import Mutation


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@figures_option
@click.option("--brief", is_flag=True, help="Leave out the certificate.")
@click.option("--mutate", is_flag=True, help="Say which changes of one thing no example would notice.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    help="How what is found is printed.",
)
def check(files: Sequence[Path], paths: Sequence[Path], form: str, *, brief: bool, mutate: bool) -> None:
    """Check schemes: their language, their meaning, whether their examples hold, and what is sure of the money.

    Of a scheme that pays something it prints a certificate: what is proved of it, and what is not.
    With --figures its budget is that of real lists.
    With --mutate each number, boundary, condition, day, share and party is changed, one at a time, and the changes
    are listed by which every worked example comes out the same.
    Exits with 1 if there is an error; advice alone is fine.
    """
    everything: list[Checked] = []
    for path in files:
        one = checked(path, paths)
        changed = _changed(path, one) if mutate and not has_errors(one.found) else None
        one = one if changed is None else evolve(one, found=one.found + changed.found)
        everything.append(one)
        if form == "text":
            tell(one.found)
            click.echo(verdict(one))
            if changed is not None:
                click.echo(changed.in_a_line)
            if not brief:
                click.echo(certificate_of(one), nl=False)
    if form != "text":
        click.echo(_as(form, everything), nl=False)
    sys.exit(ERRORS if any(has_errors(one.found) for one in everything) else 0)


_PATIENCE = 2
"""After so many seconds something is shown that moves."""


def _changed(path: Path, one: Checked) -> "Mutation | None":
    """Change one thing at a time, and show how far that is, on a terminal, if it takes long."""
    from schemelang.checks.mutation import mutation  # only when it is asked for

    compiled, _ = compile_file(path)
    if compiled is None or not one.title:
        return None
    begun = monotonic()

    def show(done: int, of: int) -> None:
        if sys.stderr.isatty() and monotonic() - begun > _PATIENCE:
            click.echo(f"\rChange {done} of {of}" + ("" if done < of else "\r\033[K"), err=True, nl=False)

    return mutation(compiled.scheme, compiled.graph, show)


def _as(form: str, everything: Sequence[Checked]) -> str:
    """Write all that was found in a form for programs."""
    match form:
        case "json":
            from schemelang.formats.data import as_data

            return f"{json.dumps(as_data(everything), indent=2)}\n"
        case "sarif":
            from importlib.metadata import version

            from schemelang.formats.sarif import as_sarif

            return f"{json.dumps(as_sarif(everything, version('schemelang')), indent=2)}\n"
        case _:
            from schemelang.formats.github import as_github

            return as_github(everything)
