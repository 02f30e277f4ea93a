"""schemelang check: find what is wrong before anybody signs, and prove what matters about the money."""

import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click
from attrs import evolve

from schemelang.cli.front import Answer
from schemelang.cli.keeping import Compiled, keep_checked, kept_checked
from schemelang.cli.loading import ERRORS, compile_file, compile_source, figures_option, load_figures, report, tell
from schemelang.cli.reading import load_beside, read_source
from schemelang.diagnostic import Diagnostic, has_errors
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
        one = _checked(path, paths)
        changed = _changed(path, one) if mutate and not has_errors(one.found) else None
        one = one if changed is None else evolve(one, found=one.found + changed.found)
        everything.append(one)
        if form == "text":
            tell(one.found)
            click.echo(verdict(one))
            if changed is not None:
                click.echo(changed.in_a_line)
            if not brief:
                click.echo(_certificate(one), nl=False)
    if form != "text":
        click.echo(_as(form, everything), nl=False)
    sys.exit(ERRORS if any(has_errors(one.found) for one in everything) else 0)


def _checked(path: Path, figures: Sequence[Path]) -> Checked:
    """Check one file; one that has not changed since an earlier run is taken as it was then."""
    source, found = read_source(path)
    if source is None:
        return Checked(file=str(path), found=found)
    load = partial(load_beside, path)
    before = None if figures else kept_checked(source, load)
    if before is not None:
        return before
    compiled, found = compile_source(source, path)
    if compiled is None:
        return Checked(file=str(path), found=found)
    one = _examined(path, compiled, found, figures)
    if not figures:
        keep_checked(source, one, _answer(one), compiled.texts)
    return one


def _answer(one: Checked) -> Answer:
    """Return all that is said of a file, so that it can be said again at once."""
    code = ERRORS if has_errors(one.found) else 0
    return code, report(one.found), report(one.found, colour=True), f"{verdict(one)}\n", _certificate(one)


def _examined(path: Path, compiled: Compiled, found: tuple[Diagnostic, ...], figures: Sequence[Path]) -> Checked:
    """Run every check and every prover on a scheme that compiles."""
    from schemelang.checks.examine import examine  # none of this is needed for what is kept
    from schemelang.model.model import Example, Guarantee, Payment

    scheme = compiled.scheme
    examined = examine(scheme, compiled.graph, load_figures(figures, scheme) if figures else None)
    return Checked(
        file=str(path),
        found=found + examined.found,
        title=scheme.title,
        payments=sum(isinstance(block, Payment) for block in scheme.blocks),
        examples=sum(isinstance(block, Example) for block in scheme.blocks),
        guarantees=sum(isinstance(block, Guarantee) for block in scheme.blocks),
        certificate=examined.certificate,
    )


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


def _certificate(one: Checked) -> str:
    """Write the certificate of a scheme that pays something and has no errors, as it stands after the verdict."""
    from schemelang.formats.text import certificate_text  # only when it is asked for

    return f"\n{certificate_text(one.certificate, one.title)}\n" if one.payments and one.certificate else ""


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
