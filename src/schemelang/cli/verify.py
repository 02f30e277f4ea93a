"""schemelang verify: whether a contract is what it was when it was written."""

from collections.abc import Sequence
from pathlib import Path

import click

from schemelang.cli.binding import agreed, engine, record_of
from schemelang.cli.loading import NOT_AS_SIGNED, USAGE, figures_option, load_figures, load_scheme, stop, tell
from schemelang.cli.terminal import clean
from schemelang.diagnostic import Diagnostic
from schemelang.integrity.errors import NoContract, SchemeSaysOtherwise
from schemelang.integrity.record import Record
from schemelang.integrity.verifying import MOST_BYTES, Verified, clauses_that_differ, differences, verify_page
from schemelang.outcome.examples import run_examples
from schemelang.outcome.from_graph import evaluate as evaluate_graph
from schemelang.source import CellPlace


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--scheme", type=click.Path(path_type=Path), metavar="FILE", help="Say too whether this scheme is still it."
)
@figures_option
def verify(file: Path, scheme: Path | None, paths: Sequence[Path]) -> None:
    """Say whether a contract is what it was when it was written, byte for byte.

    The document ID is made again from the data in the file, and the page is laid out again from them. If anything is
    not the same, it exits with 4. With a scheme, it exits with 4 too if that no longer says the same; with the figures
    of the contract, these are compared as well.
    """
    if paths and scheme is None:
        stop(USAGE, "Figures are compared with those of a scheme. Add   --scheme FILE")
    verified = load_contract(file)
    click.echo(clean(_said(file, verified)))
    if scheme is not None:
        _hold_against(file, verified.record, scheme, paths)


def load_contract(file: Path) -> Verified:
    """Read a contract that must be what it was when it was written, or say what is wrong with it and stop with 4."""
    found = _read(file)
    if isinstance(found, Diagnostic):
        tell((found,))
        stop(NOT_AS_SIGNED, "The contract is not verified.")
    return found


def _read(file: Path) -> Verified | Diagnostic:
    path = str(file)
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError:
        return NoContract(place=CellPlace(path), path=path, problem="The file cannot be read.")
    if len(content) > MOST_BYTES:
        return NoContract(place=CellPlace(path), path=path, problem="It is larger than any contract.")
    return verify_page(path, content, engine())


def _said(file: Path, verified: Verified) -> str:
    contract = verified.record.contract
    what = (
        f"{file} is the contract with the document ID {verified.identity.id}:\n{contract.title}, {contract.subtitle}."
    )
    if verified.is_whole:
        return f"{what}\nEvery byte of the page is what its data say."
    return (
        f"{what}\nIt was written by another version than this, schemelang {verified.written_by}. Its data and its"
        "\nwords were compared, and they agree; how the page looks was not compared."
    )


def _hold_against(file: Path, record: Record, scheme: Path, paths: Sequence[Path]) -> None:
    """Compare a contract with a scheme as it stands, and its figures where they are given."""
    loaded = load_scheme(scheme)
    found = differences(record.agreed, agreed(loaded))
    compared = bool(paths) or not record.copy.has_figures
    if compared and not found:
        outcome = evaluate_graph(loaded.graph, load_figures(paths, loaded.scheme))[0] if paths else None
        known = {member.code for member in outcome.figures.members} if outcome else set()
        if record.copy.party and record.copy.party not in known:
            found = (f"the figures, which know nothing of {record.copy.party}",)
        else:
            runs = run_examples(loaded.scheme, loaded.graph)
            party, tags = record.copy.party or None, record.copy.tags
            now = record_of(loaded, examples=runs, outcome=outcome, party=party, tags=tags)
            found = clauses_that_differ(record.contract, now.contract)
    if found:
        told = "\n".join(found)
        tell((SchemeSaysOtherwise(place=CellPlace(str(file)), path=str(file), scheme=str(scheme), differences=told),))
        stop(NOT_AS_SIGNED, "The scheme does not say what the contract says.")
    click.echo(clean(f"The scheme {scheme} says the same."))
    if not compared:
        click.echo("The figures of the contract were not compared. To compare them, add   --figures FILE")
