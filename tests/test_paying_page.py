"""The page about paying is true: what it tells its reader to type gives exactly what it shows."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import Golden
from schemelang.cli.commands import schemelang

PAGE = Path(__file__).parent.parent / "docs" / "paying.md"

_FENCE = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_WHERE_IT_STANDS = re.compile(r"(The ledger stands at entry \d+:).*")
"""It depends on the time of the run."""


def test_page_shows_what_is_printed(golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever follows the page sees each answer word for word."""
    monkeypatch.chdir(tmp_path)

    golden(PAGE, _FENCE.sub(followed, PAGE.read_text(encoding="utf-8")))


def followed(fence: re.Match[str]) -> str:
    """Do what a box of the page says, and return the box as it should be."""
    kind, name, text = fence["kind"], fence["name"], fence["text"]
    if kind == "console":
        command = text.partition("\n")[0]
        return f"```console\n{command}\n{answer(command.removeprefix('> '))}```"
    if name:
        Path(name).write_text(text, encoding="utf-8")
    return fence[0]


def answer(command: str) -> str:
    """Return what a command prints, on both streams, or what a file holds."""
    program, *words = shlex.split(command)
    if program == "cat":
        return Path(words[0]).read_text(encoding="utf-8").removeprefix("\ufeff")
    result = CliRunner().invoke(schemelang, words)
    assert result.exit_code == 0, result.output
    return _WHERE_IT_STANDS.sub(r"\1 ...", result.output.replace("\ufeff", ""))
