"""schemelang verify: whether a contract is what it was when it was written."""

from collections.abc import Sequence
from pathlib import Path

import click

from schemelang.cli.binding import agreed, engine, found_out, record_on, worked_out
from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import NOT_AS_SIGNED, USAGE, figures_option, load_scheme, stop, tell
from schemelang.cli.terminal import clean
from schemelang.cli.varying import varying, what_is_varied
from schemelang.diagnostic import Diagnostic
from schemelang.document.matter import Matter
from schemelang.integrity.errors import NoContract, SchemeSaysOtherwise
from schemelang.integrity.record import Record, VariationRecord
from schemelang.integrity.verifying import MOST_BYTES, Verified, clauses_that_differ, differences, verify_page
from schemelang.model.stated import Variation as NamedVariation
from schemelang.outcome.examples import run_examples
from schemelang.source import CellPlace


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--scheme", type=click.Path(path_type=Path), metavar="FILE", help="Say too whether this scheme is still it."
)
@click.option(
    "--of",
    type=click.Path(path_type=Path),
    metavar="OLD",
    help="The scheme that a variation varies, if the scheme does not name it.",
)
@figures_option
def verify(file: Path, scheme: Path | None, of: Path | None, paths: Sequence[Path]) -> None:
    """Say whether a contract is what it was when it was written, byte for byte.

    The document ID is made again from the data in the file, and the page is laid out again from them. If anything is
    not the same, it exits with 4. With a scheme, it exits with 4 too if that no longer says the same; with the figures
    of the contract, these are compared as well. A variation is held against the scheme that is varied, too.
    """
    if paths and scheme is None:
        stop(USAGE, "Figures are compared with those of a scheme. Add   --scheme FILE")
    if of is not None and scheme is None:
        stop(USAGE, "--of names what a scheme varies. Add   --scheme FILE")
    verified = load_contract(file)
    click.echo(clean(_said(file, verified)))
    if scheme is not None:
        _hold_against(file, verified, (scheme, of), paths)


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
    kind = "variation" if isinstance(verified.record, VariationRecord) else "contract"
    what = f"{file} is the {kind} with the document ID {verified.identity.id}:\n{contract.title}, {contract.subtitle}."
    if verified.is_whole:
        return f"{what}\nEvery byte of the page is what its data say."
    return (
        f"{what}\nIt was written by another version than this, schemelang {verified.written_by}.\n"
        "Its data and its words were compared, and they agree. How the page looks was not compared."
    )


def _hold_against(file: Path, verified: Verified, schemes: tuple[Path, Path | None], paths: Sequence[Path]) -> None:
    """Compare a contract with a scheme as it stands, and its figures where they are given."""
    scheme, of = schemes
    loaded, record = load_scheme(scheme), verified.record
    found = differences(record.agreed, agreed(loaded))
    old = what_is_varied(scheme, loaded, of) if isinstance(record, VariationRecord) else None
    if isinstance(record, VariationRecord) and old is not None:
        was = differences(record.was, agreed(load_scheme(old[0])))
        found = (*found, *(f"in the scheme that is varied, {each}" for each in was))
    compared = bool(paths) or not record.copy.has_figures
    if compared and not found:
        found = _clauses(verified, loaded, paths, old)
    if found:
        told = "\n".join(found)
        tell((SchemeSaysOtherwise(place=CellPlace(str(file)), path=str(file), scheme=str(scheme), differences=told),))
        stop(NOT_AS_SIGNED, "The scheme does not say what the contract says.")
    click.echo(clean(f"The scheme {scheme} says the same."))
    if not compared:
        click.echo("The figures of the contract were not compared. To compare them, add   --figures FILE")


def _clauses(
    verified: Verified, loaded: Compiled, paths: Sequence[Path], old: tuple[Path, NamedVariation | None] | None
) -> tuple[str, ...]:
    """Name the clauses that a scheme with these figures would give otherwise.

    What is proved of a scheme is no term of it, and another version may prove more; so that is compared only with what
    the same version says.
    """
    outcome = worked_out(loaded, paths)[0] if paths else None
    copy, known = verified.record.copy, {member.code for member in outcome.figures.members} if outcome else set()
    if copy.party and copy.party not in known:
        return (f"the figures, which know nothing of {copy.party}",)
    runs = run_examples(loaded.scheme, loaded.graph)
    certificate = found_out(loaded, runs) if verified.is_whole else None
    matter = Matter(
        scheme=loaded.scheme,
        graph=loaded.graph,
        examples=runs,
        outcome=outcome,
        party=None,
        tags=copy.tags,
        certificate=certificate,
    )
    now = _written_anew(verified, loaded, matter, paths, old)
    return clauses_that_differ(verified.record.contract, now.contract, with_findings=verified.is_whole)


def _written_anew(
    verified: Verified,
    loaded: Compiled,
    matter: Matter,
    paths: Sequence[Path],
    old: tuple[Path, NamedVariation | None] | None,
) -> Record:
    """Write a contract or a variation again; that names other contracts by the document IDs that they had then."""
    record, copy = verified.record, matter.for_party(verified.record.copy.party or None)
    if old is None or not isinstance(record, VariationRecord):
        return record_on(agreed(loaded), copy)
    return varying(loaded, matter, paths, old, record.varied).record(copy, record)
