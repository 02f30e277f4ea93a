"""schemelang render: the contract that people read and sign."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from schemelang.checks.certificate import certify
from schemelang.checks.examples_hold import found_in
from schemelang.cli.binding import engine, record_of
from schemelang.cli.explain import find_party
from schemelang.cli.keeping import Compiled, kept_checked
from schemelang.cli.loading import ERRORS, USAGE, figures_option, load_figures, load_scheme, stop, tell
from schemelang.cli.reading import load_beside
from schemelang.cli.saving import save
from schemelang.cli.writing import safe_name
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.document.contract import Tags
from schemelang.document.html import as_html
from schemelang.integrity.identity import identify
from schemelang.outcome.examples import ExampleRun, run_examples
from schemelang.outcome.from_graph import evaluate as evaluate_graph
from schemelang.outcome.outcome import Outcome
from schemelang.proof.proof import Certificate
from schemelang.proof.subject import Subject


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@figures_option
@click.option("--for", "party", metavar="PARTY", help="Write the contract of one practice or group, by code or name.")
@click.option(
    "--tags",
    type=click.Choice(["adobe", "docusign"]),
    help="Put the marks of a service for electronic signatures into the places to sign.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", required=True, help="The folder to write to.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def render(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: Path,
    paths: Sequence[Path],
    party: str | None,
    tags: Tags | None,
    out: Path,
    force: bool,  # noqa: FBT001 - click gives a flag so
) -> None:
    """Write the contract as one HTML page.

    An example or a guarantee that does not hold is said, here and in the contract, and exits with 1.
    """
    loaded = load_scheme(file)
    outcome, found = _worked_out(loaded, paths)
    code = _code(outcome, party)
    runs = run_examples(loaded.scheme, loaded.graph)
    contract, identity = identify(
        record_of(
            loaded,
            examples=runs,
            outcome=outcome,
            party=code,
            tags=tags or "",
            certificate=_certificate(file, loaded, runs),
        ),
        engine(),
    )
    save(out, {_name(loaded, code): as_html(contract, identity).encode()}, force=force)
    click.echo(f"Document ID: {identity.id}")
    everything = (*(each for run in runs for each in found_in(run, loaded.graph)), *found)
    tell(everything)
    sys.exit(ERRORS if has_errors(everything) else 0)


def _worked_out(loaded: Compiled, paths: Sequence[Path]) -> tuple[Outcome | None, tuple[Diagnostic, ...]]:
    if not paths:
        return None, ()
    return evaluate_graph(loaded.graph, load_figures(paths, loaded.scheme))


def _certificate(file: Path, loaded: Compiled, runs: tuple[ExampleRun, ...]) -> Certificate | None:
    """Return what is proved of the scheme, whatever anybody's figures are; nothing while an example does not hold."""
    before = kept_checked(loaded.scheme.source, partial(load_beside, file))
    if before is not None:
        return before.certificate
    if not loaded.graph.due or not all(run.holds for run in runs):
        return None
    return certify(Subject(scheme=loaded.scheme, graph=loaded.graph, runs=runs))


def _code(outcome: Outcome | None, party: str | None) -> str | None:
    if party is None:
        return None
    if outcome is None:
        stop(USAGE, "A contract for one party needs its figures. Add   --figures FILE   or   --figures FOLDER")
    return find_party(outcome.figures, party)


def _name(loaded: Compiled, code: str | None) -> str:
    return safe_name(loaded.scheme.name if code is None else f"{loaded.scheme.name}-{code}") + ".html"
