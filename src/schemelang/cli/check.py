"""schemelang check: find what is wrong before anybody signs, and prove what matters about the money."""

import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from schemelang.cli.keeping import Compiled, keep_checked, kept_checked
from schemelang.cli.loading import ERRORS, compile_source, figures_option, load_figures, tell
from schemelang.cli.reading import load_beside, read_source
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.formats.checked import Checked
from schemelang.formats.verdict import verdict


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@figures_option
@click.option("--brief", is_flag=True, help="Leave out the certificate.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    help="How what is found is printed.",
)
def check(files: Sequence[Path], paths: Sequence[Path], form: str, brief: bool) -> None:  # noqa: FBT001 - click's way
    """Check schemes: their language, their meaning, whether their examples hold, and what is sure of the money.

    Of a scheme that pays something it prints a certificate: what is proved of it, and what is not.
    With --figures its budget is that of real lists.
    Exits with 1 if there is an error; advice alone is fine.
    """
    everything: list[Checked] = []
    for path in files:
        one = _checked(path, paths)
        everything.append(one)
        if form == "text":
            tell(one.found)
            click.echo(verdict(one))
            if one.payments and not brief:
                _print_certificate(one)
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
        keep_checked(source, one, compiled.texts)
    return one


def _examined(path: Path, compiled: Compiled, found: tuple[Diagnostic, ...], figures: Sequence[Path]) -> Checked:
    """Run every check and every prover on a scheme that compiles."""
    from schemelang.checks import examine  # none of this is needed for what is kept
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


def _print_certificate(one: Checked) -> None:
    """Print the certificate of a scheme that pays something and has no errors."""
    from schemelang.formats.text import certificate_text  # only when it is asked for

    if one.certificate is not None:
        click.echo(f"\n{certificate_text(one.certificate, one.title)}")


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
