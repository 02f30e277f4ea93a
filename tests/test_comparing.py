"""The page about comparing schemes is true: what it tells its reader to type gives exactly what it shows."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import Golden
from schemelang.cli.commands import schemelang

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "comparing.md"

_CONSOLE = re.compile(r"^```console\n> schemelang (?P<words>[^\n]*)\n.*?^```$", re.DOTALL | re.MULTILINE)


def test_the_page_shows_what_is_printed(golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes 95% for 90% and compares the two sees the answer word for word."""
    shutil.copytree(ROOT / "contracts" / "tower_hamlets", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    text = Path("diabetes.scheme").read_text(encoding="utf-8")
    assert text.count("90%") == 1
    Path("proposal.scheme").write_text(text.replace("90%", "95%"), encoding="utf-8")

    page = PAGE.read_text(encoding="utf-8")
    assert len(_CONSOLE.findall(page)) == 1
    golden(PAGE, _CONSOLE.sub(_followed, page))


def _followed(console: re.Match[str]) -> str:
    """Run the command of a box, and return the box as it should be."""
    words = console["words"]
    answer = CliRunner().invoke(schemelang, shlex.split(words)).stdout
    return f"```console\n> schemelang {words}\n{answer}```"
