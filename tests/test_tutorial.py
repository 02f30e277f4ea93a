"""The tutorial is true: what it tells its reader to type gives exactly what it shows."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import Golden
from schemelang.cli.commands import schemelang

PAGE = Path(__file__).parent.parent / "docs" / "tutorial.md"
SCHEME = Path("frailty.scheme")

_FENCE = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_HEAD = re.compile(r"^[a-z]+ (?:\w+|\"[^\"]*\")")


def test_tutorial_shows_what_is_printed(golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever follows the tutorial, from an empty file, sees each answer word for word."""
    monkeypatch.chdir(tmp_path)
    SCHEME.write_text("", encoding="utf-8")

    golden(PAGE, _FENCE.sub(followed, PAGE.read_text(encoding="utf-8")))


def test_tutorial_ends_with_a_whole_scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has been typed by the end has nothing wrong with it, and its example holds."""
    monkeypatch.chdir(tmp_path)
    SCHEME.write_text("", encoding="utf-8")
    _FENCE.sub(followed, PAGE.read_text(encoding="utf-8"))

    assert answer("schemelang check --brief frailty.scheme") == "frailty.scheme: no errors. Its worked example holds.\n"


def test_tutorial_shows_the_whole_scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole scheme at the end of the page is the one that has been typed, but for the order of its blocks."""
    monkeypatch.chdir(tmp_path)
    SCHEME.write_text("", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    _FENCE.sub(followed, page)
    (whole,) = (each["text"] for each in _FENCE.finditer(page) if each["kind"] == "scheme")

    assert sorted(blocks(whole)) == sorted(blocks(SCHEME.read_text(encoding="utf-8")))


def followed(fence: re.Match[str]) -> str:
    """Do what a box of the page says, and return the box as it should be."""
    kind, name, text = fence["kind"], fence["name"], fence["text"]
    match kind:
        case "lines":
            SCHEME.write_text(grown(SCHEME.read_text(encoding="utf-8"), text), encoding="utf-8")
        case "csv":
            Path(name).write_text(text, encoding="utf-8")
        case "console":
            command = text.partition("\n")[0]
            return f"```console\n{command}\n{answer(command.removeprefix('> '))}```"
        case "scheme":
            pass  # the whole of it, to compare with
        case _:
            pytest.fail(f"a box of the tutorial is {kind}, and nobody would know what to do with it")
    return fence[0]


def grown(scheme: str, lines: str) -> str:
    """Return a scheme with the blocks of a box: each in its own place if it is there, or else at the end."""
    held = {head(each): each for each in blocks(scheme)}
    held |= {head(each): each for each in blocks(lines)}
    return "\n\n".join(held.values()) + "\n"


def blocks(text: str) -> list[str]:
    """Cut a text into its blocks."""
    return [each for each in text.strip().split("\n\n") if each]


def head(block: str) -> str:
    """Return the kind and the name of a block."""
    found = _HEAD.match(block)
    assert found, block
    return found[0]


def answer(command: str) -> str:
    """Return what a command prints."""
    program, *words = shlex.split(command)
    assert program == "schemelang"
    result = CliRunner().invoke(schemelang, words)
    assert result.exit_code in {0, 1}, result.output
    return result.output.replace("\\", "/")  # as a path is written on Windows
