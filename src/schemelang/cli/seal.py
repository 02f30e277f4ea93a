"""schemelang seal: the commissioner's own seal on a contract, which nobody else can make."""

import importlib.util
import secrets
from pathlib import Path

import click

from schemelang.cli.loading import NOT_AS_SIGNED, REFUSED, USAGE, stop, tell
from schemelang.cli.saving import save
from schemelang.cli.terminal import clean
from schemelang.cli.verify import load_contract

_SEED = 32
_MOST_BYTES = 100_000
_CONTRACT = click.argument("contract", type=click.Path(path_type=Path))


@click.group()
def seal() -> None:
    """Seal contracts with a key of your own, and check seals."""
    if importlib.util.find_spec("cryptography") is None:
        stop(USAGE, 'Seals need one more package. Get it with   pip install "schemelang[sign]"')


@seal.command()
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", required=True, help="The folder to write to.")
@click.option("--name", metavar="NAME", default="seal", help="What the two files are called.")
def keygen(out: Path, name: str) -> None:
    """Make a pair of keys: NAME.key, which nobody else may have, and NAME.pub, which everybody may.

    The passphrase locks the secret key. schemelang keeps neither of them: whoever loses the key or its passphrase needs
    new keys, and whoever else gets both can seal in your name.
    """
    from schemelang.integrity.seal import new_keys

    passphrase = click.prompt("Passphrase, or nothing for none", default="", hide_input=True, show_default=False)
    if passphrase and passphrase != click.prompt("The same again", hide_input=True, default="", show_default=False):
        stop(USAGE, "The two are not the same; no keys were made.")
    keys = new_keys(secrets.token_bytes(_SEED), passphrase)
    save(out, {f"{name}.key": keys.secret, f"{name}.pub": keys.public}, force=False, private=True)
    if not passphrase:
        click.echo("The secret key has no passphrase: whoever can read the file can seal in your name.", err=True)


@seal.command()
@_CONTRACT
@click.option("--key", type=click.Path(path_type=Path), metavar="FILE", required=True, help="The secret key.")
def put(contract: Path, key: Path) -> None:
    """Put a seal on a contract, in a file of the same name that ends in .sig. The contract is verified first."""
    from schemelang.integrity.seal import read_secret
    from schemelang.integrity.seal import seal as make_seal

    verified = load_contract(contract)
    secret = _bytes_of(key)
    locked = b"ENCRYPTED" in secret
    passphrase = click.prompt("Passphrase", hide_input=True, default="", show_default=False) if locked else ""
    read = read_secret(secret, passphrase)
    if isinstance(read, str):
        stop(REFUSED, f"{clean(str(key))} cannot be used. {read}")
    made = make_seal(verified.content, read, verified.identity.id)
    save(contract.parent, {f"{contract.name}.sig": made}, force=False)


@seal.command()
@_CONTRACT
@click.option("--key", type=click.Path(path_type=Path), metavar="FILE", required=True, help="The public key.")
def check(contract: Path, key: Path) -> None:
    """Say whether a contract is, byte for byte, the one that was sealed with a key. If it is not, it exits with 4."""
    from schemelang.integrity.seal import check_seal

    beside = contract.with_name(f"{contract.name}.sig")
    verified = load_contract(contract)
    said = check_seal(str(contract), verified.content, _bytes_of(beside), _bytes_of(key))
    if not isinstance(said, str):
        tell((said,))
        stop(NOT_AS_SIGNED, "The seal does not hold.")
    click.echo(clean(f"The seal on {contract} holds: {said}."))


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError:
        stop(REFUSED, f"{clean(str(path))} cannot be read.")
