"""schemelang format, as it is run: what it changes, what it leaves alone, and how it ends."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from schemelang.cli import writing
from schemelang.cli.commands import schemelang

ROOT = Path(__file__).parents[2]
SCHEMES = sorted((ROOT / "contracts" / "tower_hamlets").glob("*.scheme"))
LAID_OUT = 'party ccg "The commissioner"\n    code              08V\n'
CROOKED = '\ufeffparty   ccg\r\n "The commissioner"\r\n\r\n code\t08V\r\n'


def run(*words: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(schemelang, ["format", *map(str, words)])


@pytest.fixture
def crooked(tmp_path: Path) -> Path:
    """Return a file that is not in the usual layout."""
    path = tmp_path / "crooked.scheme"
    path.write_bytes(CROOKED.encode())
    return path


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_the_contracts_are_laid_out(path: Path) -> None:
    """The contracts of this project are in the usual layout."""
    assert run("--check", path).exit_code == 0


def test_a_file_is_set_and_named(crooked: Path) -> None:
    """A file that is not in the usual layout is set in it and named; a second time there is nothing to do."""
    first = run(crooked)
    second = run(crooked)

    assert (first.exit_code, first.stdout) == (0, f"{crooked}\n")
    assert crooked.read_bytes() == LAID_OUT.encode()
    assert (second.exit_code, second.stdout) == (0, "")


def test_check_writes_nothing(crooked: Path) -> None:
    """With --check the file is named and left alone, and the end is 1."""
    result = run("--check", crooked)

    assert (result.exit_code, result.stdout) == (1, f"{crooked}\n")
    assert crooked.read_bytes() == CROOKED.encode()


def test_a_scheme_with_a_mistake_is_left_alone(tmp_path: Path) -> None:
    """A scheme that cannot be read is left as it is, and what is wrong is said."""
    path = tmp_path / "wrong.scheme"
    path.write_text("paymnet p\n", encoding="utf-8")
    result = run(path)

    assert result.exit_code == 1
    assert "SCH0" in result.stderr
    assert path.read_text(encoding="utf-8") == "paymnet p\n"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A file that is not there is said, and the others are still set."""
    other = tmp_path / "other.scheme"
    other.write_text(CROOKED, encoding="utf-8")
    result = run(tmp_path / "nothing.scheme", other)

    assert result.exit_code == 1
    assert "SCH002" in result.stderr
    assert other.read_text(encoding="utf-8") == LAID_OUT


def test_a_file_that_is_open_elsewhere(crooked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that stays locked is left as it was, and the message says what to do."""

    def locked(*_: object) -> None:
        raise PermissionError

    patched = {"private": False, "sleep": lambda _: None, "replace": locked}
    monkeypatch.setattr(writing.write_all, "__kwdefaults__", patched)
    result = run(crooked)

    assert result.exit_code == 1
    assert "Close" in result.stderr
    assert crooked.read_bytes() == CROOKED.encode()
