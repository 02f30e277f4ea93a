"""schemelang signatures: who has signed which contract."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from schemelang.cli.binding import agreed
from schemelang.cli.loading import ERRORS, NOT_AS_SIGNED, USAGE, Day, holidays_option, load_scheme, stop, tell
from schemelang.cli.registering import add_to_register, load_register, register_of
from schemelang.cli.terminal import clean
from schemelang.cli.verify import load_contract
from schemelang.dates import say_date
from schemelang.diagnostic import Diagnostic
from schemelang.integrity.errors import SchemeSaysOtherwise
from schemelang.integrity.record import Agreed
from schemelang.integrity.register import Signed, Signing, is_of, is_plain, misdated, sign, signed_another, unsigned
from schemelang.integrity.verifying import differences
from schemelang.source import CellPlace

_SCHEME = click.argument("scheme", type=click.Path(path_type=Path))


@click.group()
def signatures() -> None:
    """Keep a register of who has signed which contract, in a file beside the scheme."""


@signatures.command()
@_SCHEME
@holidays_option
@click.argument("contract", type=click.Path(path_type=Path))
@click.option("--for", "party", metavar="CODE", required=True, help="The party that is bound, by its code.")
@click.option("--by", metavar="NAME", required=True, help="Who signed for it.")
@click.option("--role", metavar="ROLE", required=True, help="In what role: partner, practice manager.")
@click.option("--on", type=Day(), metavar="DATE", required=True, help="The day of the signature.")
def add(scheme: Path, contract: Path, party: str, by: str, role: str, on: date) -> None:  # noqa: PLR0913, PLR0917 - an option each
    """Add to the register that somebody has signed a contract.

    The contract is verified first, and must be of this scheme as it stands. Only a party that has a place to sign in it
    can be added, and only once.
    """
    for what, text in (("--by", by), ("--role", role)):
        if not is_plain(text):
            stop(USAGE, f"{what} begins with a letter, and is one line of 200 signs at most.")
    record = load_contract(contract).record
    loaded = load_scheme(scheme)
    found = differences(record.agreed, agreed(loaded))
    path = str(contract)
    if found:
        told = "\n".join(found)
        _refuse(SchemeSaysOtherwise(place=CellPlace(path), path=path, scheme=str(scheme), differences=told))

    def added(register: Sequence[Signed]) -> Signed:
        signed = sign(path, register, record, Signing(party=party, by=by, role=role, on=on))
        return _refuse(signed) if isinstance(signed, Diagnostic) else signed

    signed = add_to_register(register_of(scheme), added)
    tell(tuple(misdated(path, loaded.scheme, signed)))
    click.echo(clean(f"{by}, {role}, has signed the contract {signed.id} for {party}."))


def _refuse(found: Diagnostic) -> NoReturn:
    tell((found,))
    stop(NOT_AS_SIGNED, "No signature was added.")


@signatures.command("list")
@_SCHEME
@holidays_option
def list_(scheme: Path) -> None:
    """List who has signed, and whether it was this scheme as it stands."""
    now = agreed(load_scheme(scheme))
    register = load_register(scheme)
    for each in register:
        click.echo(clean(_line(each, now)))
    if not register:
        click.echo("Nobody has signed yet.")


def _line(signed: Signed, now: Agreed) -> str:
    which = "" if is_of(signed, now) else ", of a scheme that is not this"
    return f"{signed.party}: {signed.by}, {signed.role}, on {say_date(signed.on)}, contract {signed.id}{which}"


@signatures.command()
@_SCHEME
@holidays_option
@click.argument("contracts", nargs=-1, type=click.Path(path_type=Path))
def check(scheme: Path, contracts: Sequence[Path]) -> None:
    """Say whether what was signed is what the scheme says, and who has still to sign.

    With contracts, each is verified, and each place to sign in it must be signed under its own document ID.
    If anything is not so, it exits with 4.
    """
    loaded = load_scheme(scheme)
    register = load_register(scheme)
    found: list[Diagnostic] = [*signed_another(str(scheme), register, agreed(loaded))]
    for contract in contracts:
        found += unsigned(str(contract), load_contract(contract).record, register)
    tell(found)
    if found:
        sys.exit(NOT_AS_SIGNED)
    if not register:
        stop(ERRORS, "Nobody has signed yet.")
    click.echo(
        "Everybody has signed what the scheme says." if contracts else "What was signed is what the scheme says."
    )
