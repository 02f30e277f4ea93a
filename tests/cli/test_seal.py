"""schemelang seal as a commissioner runs it, and what a broken seal looks like."""

import random
import shutil
import stat
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from passes import sealed
from schemelang.cli.commands import schemelang
from schemelang.integrity.errors import SealBroken, SealUnreadable
from schemelang.integrity.seal import check_seal, new_keys, read_secret

DIABETES = Path(__file__).parents[2] / "contracts" / "tower_hamlets" / "diabetes.scheme"
KEYS = new_keys(bytes(range(32)), "")
PAGE = b"<p>a page</p>"
SEAL = sealed(KEYS, PAGE)


def run(*words: str, typed: str = "") -> Result:
    """Run a command, and type what it asks for."""
    return CliRunner().invoke(schemelang, list(words), input=typed)


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    """Write a contract."""
    scheme = shutil.copy(DIABETES, tmp_path)
    run("render", str(scheme), "--out", str(tmp_path))
    return next(tmp_path.glob("*.html"))


def keys(folder: Path, typed: str = "secret\nsecret\n") -> tuple[str, str]:
    """Make a pair of keys with a passphrase."""
    run("seal", "keygen", "--out", str(folder), "--name", "icb", typed=typed)
    return str(folder / "icb.key"), str(folder / "icb.pub")


# The commands


def test_a_contract_is_sealed_and_the_seal_holds(contract: Path, tmp_path: Path) -> None:
    """A contract that is sealed has its seal beside it, which holds and names the document ID."""
    secret, public = keys(tmp_path)
    put = run("seal", "put", str(contract), "--key", secret, typed="secret\n")
    check = run("seal", "check", str(contract), "--key", public)
    identity = run("verify", str(contract)).stdout.splitlines()[0].partition("document ID ")[2].rstrip(":")

    assert (put.exit_code, check.exit_code) == (0, 0)
    assert contract.with_name(f"{contract.name}.sig").is_file()
    assert f"holds: document ID {identity}." in check.stdout


def test_the_secret_key_is_locked_and_private(tmp_path: Path) -> None:
    """Nobody else may read the secret key, and without its passphrase it is of no use."""
    secret, _ = keys(tmp_path)
    content = Path(secret).read_bytes()

    if sys.platform != "win32":
        assert stat.S_IMODE(Path(secret).stat().st_mode) == 0o600
    assert isinstance(read_secret(content, "wrong"), str)
    assert isinstance(read_secret(content, ""), str)
    assert not isinstance(read_secret(content, "secret"), str)


def test_keys_are_not_overwritten(tmp_path: Path) -> None:
    """Keys that are there are left as they were."""
    secret, _ = keys(tmp_path)
    before = Path(secret).read_bytes()
    again = run("seal", "keygen", "--out", str(tmp_path), "--name", "icb", typed="\n")

    assert again.exit_code == 3
    assert Path(secret).read_bytes() == before


def test_a_passphrase_is_typed_twice(tmp_path: Path) -> None:
    """Two that differ make no keys; none at all is allowed, and said."""
    differ = run("seal", "keygen", "--out", str(tmp_path), typed="one\ntwo\n")
    none = run("seal", "keygen", "--out", str(tmp_path), typed="\n")

    assert differ.exit_code == 2
    assert none.exit_code == 0
    assert "no passphrase" in none.stderr


def test_a_changed_contract_is_not_sealed_nor_its_seal_held(contract: Path, tmp_path: Path) -> None:
    """A page that was changed cannot be sealed; one written anew does not fit the old seal."""
    secret, public = keys(tmp_path, "\n")
    run("seal", "put", str(contract), "--key", secret)
    seal = contract.with_name(f"{contract.name}.sig").read_bytes()
    scheme = tmp_path / "diabetes.scheme"
    text = scheme.read_text(encoding="utf-8")
    scheme.write_text(text.replace("2022 only if", "2023 only if"), encoding="utf-8")
    run("render", str(scheme), "--out", str(tmp_path), "--force")
    anew = run("seal", "check", str(contract), "--key", public)
    over = run("seal", "put", str(contract), "--key", secret)
    contract.write_bytes(contract.read_bytes() + b" ")
    changed = run("seal", "put", str(contract), "--key", secret)

    assert anew.exit_code == 4
    assert "SCH920" in anew.stderr
    assert over.exit_code == 3
    assert contract.with_name(f"{contract.name}.sig").read_bytes() == seal
    assert changed.exit_code == 4


def test_files_that_are_not_keys(contract: Path, tmp_path: Path) -> None:
    """A key that is not one is refused with 3, and so is a seal that is not there."""
    secret, public = keys(tmp_path, "\n")
    wrong = run("seal", "put", str(contract), "--key", public)
    unsealed = run("seal", "check", str(contract), "--key", public)
    gone = run("seal", "put", str(contract), "--key", f"{secret}.gone")

    assert (wrong.exit_code, unsealed.exit_code, gone.exit_code) == (3, 3, 3)


def test_without_the_package_the_command_says_how_to_get_it(contract: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where cryptography is not installed, the command names what to type."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    result = run("seal", "check", str(contract), "--key", "a.pub")

    assert result.exit_code == 2
    assert 'pip install "schemelang[sign]"' in result.stderr


# The seal


def test_a_seal_is_the_same_each_time() -> None:
    """One key and one page make one seal."""
    assert sealed(KEYS, PAGE) == SEAL
    assert check_seal("a.html", PAGE, SEAL, KEYS.public) == "document ID 0000 0000 0000 0000"


def test_nothing_of_a_seal_can_be_changed() -> None:
    """Change any letter of a seal that counts, or of the page, and the seal does not hold."""
    chance = random.Random(3)  # noqa: S311 - which are tried is no secret
    counting = range(SEAL.index(b"\n") + 1, len(SEAL))
    for place in chance.sample(counting, 100):
        changed = bytearray(SEAL)
        changed[place] ^= 1 << chance.randrange(7)
        held = check_seal("a.html", PAGE, bytes(changed), KEYS.public)

        assert isinstance(held, SealBroken | SealUnreadable) or not changed.strip().startswith(SEAL.strip())
    for place in range(len(PAGE)):
        page = bytearray(PAGE)
        page[place] ^= 1

        assert isinstance(check_seal("a.html", bytes(page), SEAL, KEYS.public), SealBroken)


@pytest.mark.parametrize(
    "garbage", [b"", b"\n", b"\xff" * 9, b"untrusted comment: x\nRWQ=\n", SEAL * 2, b"a\nb\nc\nd\n"]
)
def test_garbage_is_no_seal_and_no_key(garbage: bytes) -> None:
    """What is no seal, or no key, is said to be none."""
    assert isinstance(check_seal("a.html", PAGE, garbage, KEYS.public), SealUnreadable)
    assert isinstance(check_seal("a.html", PAGE, SEAL, garbage), SealUnreadable)
    assert isinstance(read_secret(garbage, ""), str)
